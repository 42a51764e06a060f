"""What the styles of an ODT say about its words, its pages and its lists.

Source:
    OpenDocument 1.3, part 3, 16 (styles), 19.880 (lists).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.documents.odt_styles import NAMESPACES
from valita_desktop.documents.reading import ListPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

NS = {name.removeprefix("xmlns:"): space for name, space in NAMESPACES.items()} | {
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_BOXES = frozenset("☐□❑❏▢\uf06f\uf071\uf072\uf0a8\uf0a3\uf070")
_MOST_STYLES = 20
_BOLD = 600


def tag(name: str) -> str:
    """A name with its prefix as lxml has it."""
    prefix, _, rest = name.partition(":")
    return f"{{{NS[prefix]}}}{rest}"


class ListLevel(NamedTuple):
    """How the items of a level are marked.

    Attributes:
        kind: ``number`` or ``bullet``; ``""`` is not at all.
        form: Of numbers: ``1``, ``a``, ``A``, ``i``, ``I``.
        before, after: Stand round a number.
        sign: Of bullets.
        start: The first number.
    """

    kind: str = "bullet"
    form: str = "1"
    before: str = ""
    after: str = ""
    sign: str = "•"
    start: int = 1

    def place(self, level: int, number: int) -> ListPlace | None:
        """Where an item stands.

        Args:
            level: From 0.
            number: The one that it bears.
        """
        from valita_desktop.documents.docx_lists import numeral

        if self.kind == "bullet":
            return ListPlace("checks" if self.sign in _BOXES else "bullets", level)
        if not self.kind or not self.form:
            return None
        if level == 0 and self.form == "1" and not self.before.strip(" ("):
            return ListPlace("numbers", 0, number)
        told = numeral(number, {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
                                "I": "upperRoman"}.get(self.form, "decimal"))  # fmt: skip
        return ListPlace("bullets", level, number, f"{self.before}{told}{self.after}".strip())


class OdtStyles:
    """The styles of a document, those of its words and those that they are based on."""

    def __init__(self, content: etree._Element, common: etree._Element | None) -> None:
        self._automatic: dict[str, etree._Element] = {}
        self._common: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for root in (common, content):
            if root is None:
                continue
            held = self._automatic if root is content else self._common
            for each in root.iterfind(".//style:style", NS):
                held[each.get(tag("style:name"), "")] = each
            for each in root.iterfind(".//text:list-style", NS):
                self._lists[each.get(tag("style:name"), "")] = each
        self._root = common

    @property
    def language(self) -> str:
        """The language of paragraphs that say none, as ``fi-FI``; ``""`` where there is none."""
        found = None
        if self._root is not None:
            path = ".//style:default-style[@style:family='paragraph']/style:text-properties"
            found = self._root.find(path, NS)
        if found is None:
            return ""
        parts = (found.get(tag(f"fo:{name}"), "") for name in ("language", "country"))
        return "-".join(each for each in parts if each and each != "none")

    @property
    def said_on_every_page(self) -> int:
        """How many headers and footers have words in them."""
        if self._root is None:
            return 0
        held = [
            each
            for name in ("header", "footer", "header-first", "footer-first")
            for each in self._root.iterfind(f".//style:master-page/style:{name}", NS)
        ]
        return sum(bool("".join(each.itertext()).strip(" 0123456789\n")) for each in held)

    def is_automatic(self, name: str) -> bool:
        """Whether a style is a look that somebody gave to one paragraph."""
        return name in self._automatic and name not in self._common

    def names(self, name: str) -> list[str]:
        """The names of a style and of those that it is based on, in small letters."""
        return [
            (
                each.get(tag("style:display-name")) or each.get(tag("style:name"), "")
            ).replace("_20_", " ").lower()
            for each in self._chain(name)
        ]  # fmt: skip

    def letters(
        self, name: str, *, own: bool = False
    ) -> tuple[bool | None, bool | None, bool | None]:
        """Whether words are bold, italic, underlined; ``None`` where a style does not say it.

        Args:
            name: The style.
            own: Only what somebody has set by hand, not what the named styles say.
        """
        weight = self._property(name, "text", "fo:font-weight", own=own)
        slant = self._property(name, "text", "fo:font-style", own=own)
        line = self._property(name, "text", "style:text-underline-style", own=own)
        bold = weight == "bold" or (weight.isdigit() and int(weight) >= _BOLD)
        return (
            bold if weight else None,
            slant in ("italic", "oblique") if slant else None,
            line != "none" if line else None,
        )

    def is_hidden(self, name: str) -> bool:
        """Whether words are not to be seen."""
        return self._property(name, "text", "text:display") in ("none", "true")

    def breaks(self, name: str) -> tuple[bool, bool]:
        """Whether a page begins before and after a paragraph."""
        chain = self._chain(name)
        master = bool(chain) and bool(chain[0].get(tag("style:master-page-name")))
        before = self._property(name, "paragraph", "fo:break-before") == "page"
        return before or master, self._property(name, "paragraph", "fo:break-after") == "page"

    def led(self, name: str) -> bool:
        """Whether tabs draw a line to write on."""
        return any(
            stop.get(tag("style:leader-style"), "none") != "none"
            for each in self._chain(name)
            for stop in each.iterfind(".//style:tab-stop", NS)
        )

    def list_level(self, name: str, level: int) -> ListLevel:
        """How items of a list are marked; level from 0."""
        style = self._lists.get(name)
        for each in () if style is None else style:
            if each.get(tag("text:level")) == str(level + 1):
                start = each.get(tag("text:start-value"), "1")
                kind = "number" if each.tag.endswith("number") else "bullet"
                return ListLevel(
                    kind,
                    each.get(tag("style:num-format"), ""),
                    each.get(tag("style:num-prefix"), ""),
                    each.get(tag("style:num-suffix"), ""),
                    each.get(tag("text:bullet-char"), "•"),
                    int(start) if start.isdigit() else 1,
                )
        return ListLevel()

    def _chain(self, name: str) -> list[etree._Element]:
        return list(self._based(name))

    def _based(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_MOST_STYLES):
            found = self._automatic.get(name, self._common.get(name))
            if found is None:
                return
            yield found
            name = found.get(tag("style:parent-style-name"), "")

    def _property(self, name: str, family: str, what: str, *, own: bool = False) -> str:
        for each in self._based(name):
            if own and not self.is_automatic(each.get(tag("style:name"), "")):
                break
            for held in each.iterfind(f"style:{family}-properties", NS):
                told = held.get(tag(what))
                if told is not None:
                    return str(told)
        return ""
