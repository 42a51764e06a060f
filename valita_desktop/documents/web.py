"""Texts of items as web pages of our own: to read, to be led to, and to fill in where they are.

A block is called the same in both languages (``p1-3``: fourth block of the second part), and so
is each box and line in it, so that whoever changes the language stays where she was and keeps
what she wrote. Everything reads without a script; nothing typed is ever sent.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop import paths
from valita_desktop.content.blocks import Blank, Callout, Cards, Span, Table, plain
from valita_desktop.content.labels import ANSWER_ROOM, imprint
from valita_desktop.content.web import page_address
from valita_desktop.documents.elements import ParagraphRole
from valita_desktop.documents.html import Addresses, ElementWriter, divided
from valita_desktop.documents.plan import elements_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.blocks import Block, Inline, Part
    from valita_desktop.documents.elements import TableElement
    from valita_desktop.documents.plan import Draft

_LINE_MM = 9.0
_NAME = re.compile(r"(?<!^)(?=[A-Z])")
_JPEG = b"\xff\xd8"


def style() -> str:
    """How a text looks on a page, light and dark, on the screen and on paper."""
    return (paths.resources() / "style/page.css").read_text("utf-8")


def body(draft: Draft, addresses: Addresses, before: str = "") -> str:
    """The parts of a text as sections, each block in an element with the id of its place.

    Title, summary and imprint are not in it: the page around it shows them.

    Args:
        draft: The text.
        addresses: Where other things are.
        before: What the ids begin with, where several texts are in one page.
    """
    writer = _PageWriter(addresses, draft, before)
    return "\n".join(writer.part(n, part) for n, part in enumerate(draft.document))


def write(drafts: Sequence[Draft]) -> bytes:
    """Texts as one file that needs nothing beside it: for a learning platform, or to be kept."""
    look = style()
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'"
    lang = drafts[0].lang
    texts = "\n".join(map(_article, drafts))
    page = (
        f'<!doctype html>\n<html lang="{lang}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(drafts[0].title, quote=False)}</title>\n<style>{look}</style>\n"
        f"</head>\n<body>\n<main>\n{texts}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _article(draft: Draft) -> str:
    record, text = draft.item.record, draft.item.texts[draft.lang]
    small = " · ".join(filter(None, imprint(record, draft.words)))
    theme = f" theme-{record.theme}" if record.theme else ""
    words = body(draft, _InOneFile(draft), f"{draft.lang}-")  # two languages may be in one file
    return (
        f'<article class="text{theme}" lang="{draft.lang}">\n'
        f'<header class="band"><h1>{escape(text.title, quote=False)}</h1>\n'
        f"<p>{escape(text.summary, quote=False)}</p></header>\n"
        f"{words}\n"
        f'<footer><p class="imprint">{escape(small, quote=False)}</p></footer>\n</article>'
    )


class _InOneFile(Addresses):
    """Pictures stand in the file; other items are on the web."""

    def __init__(self, draft: Draft) -> None:
        self._site, self._lang = draft.site, draft.lang

    @override
    def item(self, item_id: str) -> str:
        return page_address(self._site, item_id, self._lang) if self._site else ""

    @override
    def picture(self, data: bytes) -> str:
        kind = "jpeg" if data.startswith(_JPEG) else "png"
        return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _titles(block: Block) -> str:
    """What a table to read or cards are called. Nothing in them would take a key there."""
    columns = block.header if isinstance(block, Table) else ()
    cards = block.cards if isinstance(block, Cards) else ()
    return escape(
        ", ".join(
            filter(
                None, [*map(plain, columns), *(each.title or plain(each.text) for each in cards)]
            )
        )
    )


class _PageWriter(ElementWriter):
    around = ElementWriter.around | {
        ParagraphRole.BOX: ("<p>", "</p>"),
        ParagraphRole.CUT: ("<p>", "</p>"),
    }

    def __init__(self, addresses: Addresses, draft: Draft, before: str) -> None:
        super().__init__(addresses)
        self._draft, self._before = draft, before
        self._room = draft.words.gettext(ANSWER_ROOM)
        self._place, self._fields = "", 0

    def part(self, n: int, part: Part) -> str:
        """A part with its title and its blocks."""
        title, blocks = divided(part, self._draft)
        name = f"{self._before}p{n}"
        named = f' aria-labelledby="{name}-title"' if title else ""
        first = len(part.blocks) - len(blocks)
        made = [f'<section class="{part.role}" id="{name}"{named}>']
        if title:
            made.append(f'<h2 id="{name}-title">{self.line(title)}</h2>')
        for at, block in enumerate(blocks, start=first):
            self._place, self._fields = f"{name}-{at}", 0
            made.append(self._block(block, above=1 if title else 0))
        return "\n".join([*made, "</section>"])

    def _block(self, block: Block, *, above: int) -> str:
        names = ["block", _NAME.sub("-", type(block).__name__).lower()]
        if isinstance(block, Callout):
            names.append(block.kind)
        inner = "".join(self.written(elements_of(block, self._draft), above=above))
        # A table that is wider than a telephone scrolls in its own box, also by keys.
        titles = _titles(block)
        scrolls = f' tabindex="0" role="region" aria-label="{titles}"' if titles else ""
        return f'<div class="{" ".join(names)}" id="{self._place}"{scrolls}>{inner}</div>'

    @override
    def lines(self, count: int) -> str:
        return f"<p>{self._area(count, self._room)}</p>"

    @override
    def check(self, item: Inline) -> str:
        name = self._field()
        if any(isinstance(each, Blank) for each in item):  # a label holds no other field
            label = escape(plain(item))
            box = f'<input type="checkbox" id="{name}" aria-label="{label}">'
            return f"{box} <span>{self.line(item)}</span>"
        box = f'<input type="checkbox" id="{name}">'
        return f'{box} <label for="{name}">{self.line(item)}</label>'

    @override
    def gap(self, shown: Span) -> str:
        size = min(40, len(shown.text))
        label = escape(self._room)
        return f'<input type="text" id="{self._field()}" size="{size}" aria-label="{label}">'

    @override
    def row(self, row: tuple[Inline, ...], table: TableElement) -> str:
        if not (table.header and table.room):
            return super().row(row, table)
        group = self._field() if table.ticks else ""
        made = [self._answer(n, row, table, group) for n in range(len(row))]
        return "".join(made)

    def _answer(self, n: int, row: tuple[Inline, ...], table: TableElement, group: str) -> str:
        """A cell of a table to fill in: a choice, room to write, or its words."""
        names = (plain(row[0]) if n else "", plain(table.header[n]))
        label = ": ".join(filter(None, names)) or self._room
        if group and n:
            name, label = self._field(), escape(label)
            box = f'<input type="radio" id="{name}" name="{group}" aria-label="{label}">'
            return f"<td>{box}</td>"
        if not row[n]:
            return f"<td>{self._area(round(table.room / _LINE_MM), label)}</td>"
        return self.cell(row[n], "row" if table.heads and not n else "")

    def _area(self, lines: int, label: str) -> str:
        name, label = self._field(), escape(label)
        size = f'rows="{max(1, lines)}" cols="12"'
        return f'<textarea id="{name}" {size} aria-label="{label}"></textarea>'

    def _field(self) -> str:
        self._fields += 1
        return f"{self._place}-{self._fields}"
