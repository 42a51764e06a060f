"""What a paragraph of a DOCX is by its style, and which number it bears in its list.

Source:
    ECMA-376, part 1, 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.documents.reading import ListPlace

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOXES = frozenset("☐□❑❏▢\uf06f\uf071\uf072\uf0a8\uf0a3\uf070")
"""Signs of a list that are boxes to tick, in the fonts that Word has them in."""
_PLAIN = re.compile(r"[(\s]*%1[.):\s]*")
_PLACE = re.compile(r"%([1-9])")
_MOST_STYLES = 20
_LETTERS = 26
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class _Level(NamedTuple):
    """How the items of one level are numbered."""

    form: str = "bullet"
    text: str = ""
    start: int = 1


class Styles:
    """The paragraph styles of a document, each with those that it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {each.get(f"{W}styleId", ""): each for each in found}
        self._default = next(
            (
                name
                for name, each in self._styles.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def name(self, style: str) -> str:
        """The name of a style in small letters."""
        return value(self._styles.get(style), "name").lower()

    def chain(self, paragraph: etree._Element) -> list[etree._Element]:
        """The properties that hold for a paragraph: its own, then those of its styles."""
        own = paragraph.find(f"{W}pPr")
        found = [] if own is None else [own]
        style = value(own, "pStyle") or self._default
        for _ in range(_MOST_STYLES):
            known = self._styles.get(style)
            if known is None:
                break
            properties = known.find(f"{W}pPr")
            found += [] if properties is None else [properties]
            style = value(known, "basedOn")
        return found

    def names(self, paragraph: etree._Element) -> list[str]:
        """The names of a paragraph's styles, its own first."""
        style = value(paragraph.find(f"{W}pPr"), "pStyle") or self._default
        told: list[str] = []
        for _ in range(_MOST_STYLES):
            if style not in self._styles:
                break
            told.append(self.name(style))
            style = value(self._styles[style], "basedOn")
        return told


class Numbering:
    """Counts the items of the lists of a document, which are asked for in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[tuple[str, int], _Level] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._read(root)

    def place(self, paragraph: etree._Element) -> ListPlace | None:
        """Where a paragraph stands in a list; ``None`` where it stands in none."""
        held = [each.find(f"{W}numPr") for each in self._styles.chain(paragraph)]
        numbered = [each for each in held if each is not None]
        number = next((value(each, "numId") for each in numbered if value(each, "numId")), "")
        if number not in self._abstract:
            return None
        told = next((value(each, "ilvl") for each in numbered if value(each, "ilvl")), "0")
        level = min(int(told), 8) if told.isdigit() else 0
        return self._counted(number, level)

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            for each in abstract.iterfind(f"{W}lvl"):
                form, start = value(each, "numFmt") or "decimal", value(each, "start")
                level = _Level(form, value(each, "lvlText"), int(start) if start.isdigit() else 1)
                self._levels[name, int(each.get(f"{W}ilvl", "0"))] = level
        for num in root.iterfind(f"{W}num"):
            name = num.get(f"{W}numId", "")
            self._abstract[name] = value(num, "abstractNumId")
            for each in num.iterfind(f"{W}lvlOverride"):
                start = value(each, "startOverride")
                if start.isdigit():
                    self._restarts[name, int(each.get(f"{W}ilvl", "0"))] = int(start)

    def _counted(self, number: str, level: int) -> ListPlace | None:
        abstract = self._abstract[number]
        known = self._levels.get((abstract, level), _Level())
        if known.form == "none":
            return None
        if known.form == "bullet":
            return ListPlace("checks" if known.text.strip() in _BOXES else "bullets", level)
        restart = self._restarts.pop((number, level), None)
        before = self._counts.get((abstract, level), known.start - 1)
        now = before + 1 if restart is None else restart
        self._counts[abstract, level] = now
        for deeper in range(level + 1, 9):
            self._counts.pop((abstract, deeper), None)
        if level == 0 and known.form == "decimal" and _PLAIN.fullmatch(known.text):
            return ListPlace("numbers", 0, now)
        return ListPlace("bullets", level, now, self._label(abstract, known))

    def _label(self, abstract: str, level: _Level) -> str:
        def told(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            known = self._levels.get((abstract, at), _Level())
            return numeral(self._counts.get((abstract, at), known.start), known.form)

        return _PLACE.sub(told, level.text).strip()


def value(element: etree._Element | None, name: str) -> str:
    """The value of a property; ``""`` where there is none."""
    found = None if element is None else element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def numeral(number: int, form: str) -> str:
    """A number as a list writes it; ``form`` as in ECMA-376, 17.18.59."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        turns, at = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + at) * min(turns + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        told, rest = "", min(max(number, 0), 3999)
        for worth, letters in _ROMAN:
            told += letters * (rest // worth)
            rest %= worth
        return told.upper() if form == "upperRoman" else told
    return str(number)
