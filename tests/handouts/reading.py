"""Reads a PDF as a screen reader does: the structure tree, its words, their language.

Knows nothing of the renderer, so that it can be its judge.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

Thing = Any
"""A PDF object: pikepdf cannot know its type before it is read."""

INLINE = ("Span", "Link")


class Said(NamedTuple):
    """What is read aloud at once: the tag, the words, the language."""

    tag: str
    words: str
    lang: str


@dataclass
class Shown:
    """A string shown on a page: its words, size, grey, place and marked content."""

    words: str
    size: float
    grey: float
    x: float
    y: float
    mcid: int
    font: str


@dataclass
class Page:
    """What one page shows."""

    shown: list[Shown] = field(default_factory=list)
    actual: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)


def squeezed(text: str) -> str:
    """Text with runs of white space as one space."""
    return " ".join(text.split())


def pages(data: bytes) -> list[Page]:
    """Every page's strings, in drawing order."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages]


def said(data: bytes) -> list[Said]:
    """All that is read aloud, in reading order; pictures by their alternative text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Thing = pdf.Root.get("/StructTreeRoot")
        teller = _Teller({page.obj.objgen: _page(page) for page in pdf.pages})
        if root is not None:
            teller.tell(root.K, "", None)
        return teller.found


class _Teller:
    """Walks the structure tree."""

    def __init__(self, pages_by_number: dict[tuple[int, int], Page]) -> None:
        self._pages = pages_by_number
        self.found: list[Said] = []

    def tell(self, element: Thing, lang: str, page: Thing) -> None:
        lang = str(element.get("/Lang", lang))
        tag = str(element.S)[1:]
        page = element.get("/Pg", page)
        if tag in ("Figure", "Form") and "/Alt" in element:
            self.found.append(Said(tag, squeezed(str(element.Alt)), lang))
            return
        at = len(self.found)
        words = "".join(self._own_words(element, lang, page))
        if words.strip() or tag in ("TH", "TD"):
            self.found.insert(at, Said(tag, squeezed(words), lang))

    def _own_words(self, element: Thing, lang: str, page: Thing) -> list[str]:
        words: list[str] = []
        kids: Thing = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                words.append(_marked(self._pages[page.objgen], kid))
            elif kid.get("/Type") == "/MCR":
                words.append(_marked(self._pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                if str(element.S) == "/Form":
                    self.found.append(Said("Form", squeezed(str(kid.Obj.TU)), lang))
            elif str(kid.S)[1:] in INLINE:
                inner = self._own_words(kid, lang, kid.get("/Pg", page))
                words.append(str(kid.get("/ActualText", "".join(inner))))
            else:
                self.tell(kid, lang, page)
        return [str(element.ActualText)] if "/ActualText" in element else words


def _marked(page: Page, mcid: int) -> str:
    if mcid in page.actual:
        return page.actual[mcid]
    return "".join(each.words for each in page.shown if each.mcid == mcid)


def _page(page: Thing) -> Page:
    fonts = {str(name): _unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    return _Reader(fonts).read(page)


class _Reader:
    """Follows the operators of a page as far as words need it."""

    def __init__(self, fonts: dict[str, dict[int, str]]) -> None:
        self._fonts = fonts
        self._font, self._size, self._grey = "", 0.0, 0.0
        self._x = self._y = 0.0
        self._open: list[int] = []
        self._found = Page()

    def read(self, page: Thing) -> Page:
        for step in pikepdf.parse_content_stream(page):
            self._operate(str(step.operator), list(step.operands))
        return self._found

    def _operate(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "BDC" | "BMC":
                self._begin(operands)
            case "EMC":
                self._open.pop()
            case "Tf":
                self._font, self._size = str(operands[0]), float(operands[1])
            case "BT":
                self._x = self._y = 0.0
            case "Td":
                self._x += float(operands[0])
                self._y += float(operands[1])
            case "g":
                self._grey = float(operands[0])
            case "Tj":
                self._show(bytes(operands[0]))
            case _:
                pass

    def _begin(self, operands: list[Any]) -> None:
        mcid = -1
        if len(operands) > 1 and "/MCID" in operands[1]:
            mcid = int(operands[1].MCID)
            self._found.tags[mcid] = str(operands[0])[1:]
            if "/ActualText" in operands[1]:
                self._found.actual[mcid] = str(operands[1].ActualText)
        self._open.append(mcid)

    def _show(self, codes: bytes) -> None:
        table = self._fonts[self._font]
        words = "".join(table.get(code, "\ufffd") for code in codes)
        mcid = self._open[-1] if self._open else -2
        self._found.shown.append(
            Shown(words, self._size, self._grey, self._x, self._y, mcid, self._font)
        )


def _unicode(font: Thing) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    source = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(point).decode("utf-16-be")
        for code, point in re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", source)
    }
