"""Texts of items as plain HTML, for whoever shows them in a look of their own: feed readers.

No styles, no scripts, no forms, no names of elements: what is left when a reader has taken
out whatever it does not trust is all that was there. Every address is absolute.

Source:
    HTML Living Standard, 4 (elements), 13.3 (escaping).
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content.blocks import Span
from valita_desktop.content.labels import for_facilitator, imprint, label
from valita_desktop.content.layouts import PartChoice
from valita_desktop.documents.elements import (
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
    runs,
)
from valita_desktop.documents.plan import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.content.blocks import Block, Inline, Part
    from valita_desktop.documents.plan import Draft

_PX_PER_MM = 96 / 25.4
_WRITING_LINE = "_" * 30
_AROUND = {
    ParagraphRole.BODY: ("<p>", "</p>"),
    ParagraphRole.SMALL: ("<p><small>", "</small></p>"),
    ParagraphRole.RESULT: ("<p><strong>", "</strong></p>"),
    ParagraphRole.BOX_TITLE: ("<p><strong>", "</strong></p>"),
    ParagraphRole.BOX: ("<blockquote><p>", "</p></blockquote>"),
    ParagraphRole.CUT: ("<hr><p><small>", "</small></p>"),
}
_LISTS = {"bullets": "ul", "numbers": "ol", "checks": "ul"}


class Addresses(Protocol):
    """Where on the web things are."""

    def item(self, item_id: str) -> str:
        """The page of another item; ``""`` where there is none."""
        ...

    def picture(self, data: bytes) -> str:
        """A picture, by its bytes."""
        ...


def write(draft: Draft, addresses: Addresses) -> str:
    """The text of an item: its summary, its parts, its imprint.

    The title is not in it, for whoever shows the text has it already.
    """
    writer = ElementWriter(addresses)
    made = [*writer.written((paragraph(draft.item.texts[draft.lang].summary),), above=1)]
    for part in draft.document:
        title, blocks = divided(part, draft)
        if title:
            made += writer.written((HeadingElement(2, title),), above=0)
        elements = (element for block in blocks for element in elements_of(block, draft))
        made += writer.written(elements, above=1 if title else 0)
    small = " · ".join(filter(None, imprint(draft.item.record, draft.words)))
    made += writer.written((paragraph(small, ParagraphRole.SMALL),), above=1)
    return "\n".join(made)


def paragraph(words: str, role: ParagraphRole = ParagraphRole.BODY) -> ParagraphElement:
    """A paragraph of plain words."""
    return ParagraphElement((Span(words),), role)


def divided(part: Part, draft: Draft) -> tuple[Inline, Sequence[Block]]:
    """A part's title, which a page that is all of its item has no need of, and the rest of it."""
    say = draft.words.gettext
    if part.role == "facilitator":
        return (Span(for_facilitator(draft.item.record, say)),), part.blocks
    if part.role == "sheet" and part.title:
        return part.title.text, part.blocks[1:]
    return (
        ((), part.blocks)
        if part.role == "page"
        else ((Span(say(label(PartChoice.STUDENT))),), part.blocks)
    )


class ElementWriter:
    """Elements as HTML; whoever wants to have them filled in writes some of them otherwise."""

    around = _AROUND
    """What stands around a paragraph, by its role."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._above = 0

    def written(self, elements: Iterable[DocumentElement], *, above: int) -> Iterator[str]:
        """Elements, their headings so many levels below what they are."""
        self._above = above
        for element, same in groupby(elements):
            if isinstance(element, ParagraphElement) and element.role is ParagraphRole.LINE:
                yield self.lines(len(list(same)))
            else:
                yield from map(self._element, same)

    def lines(self, _count: int) -> str:
        """Lines to write on: one for all, for nobody writes in a feed reader."""
        return f"<p>{_WRITING_LINE}</p>"

    def check(self, item: Inline) -> str:
        """A line with a box to tick."""
        return f"☐ {self.line(item)}"

    def row(self, row: tuple[Inline, ...], table: TableElement) -> str:
        """The cells of a row."""
        return "".join(
            self.cell(each, "row" if table.heads and not n else "") for n, each in enumerate(row)
        )

    def gap(self, shown: Span) -> str:
        """A gap in a line, drawn as its underscores."""
        return shown.text

    def _element(self, element: DocumentElement) -> str:
        match element:
            case HeadingElement(level, text):
                name = f"h{level + self._above}"
                return f"<{name}>{self.line(text)}</{name}>"
            case ParagraphElement(text, role):
                opening, closing = self.around[role]
                return f"{opening}{self.line(text)}{closing}"
            case ListElement():
                return self._list(element)
            case TableElement():
                return self._table(element)
            case PictureElement():
                return self._picture(element)
            case BreakElement():
                return "<hr>"

    def _list(self, element: ListElement) -> str:
        name = _LISTS[element.kind]
        start = f' start="{element.start}"' if element.start != 1 else ""
        write = self.check if element.kind == "checks" else self.line
        items = "".join(f"<li>{write(each)}</li>" for each in element.items)
        return f"<{name}{start}>{items}</{name}>"

    def _table(self, element: TableElement) -> str:
        titles = (self.cell(each, "col" if each else "") for each in element.header)
        head = f"<tr>{''.join(titles)}</tr>" if element.header else ""
        rows = "".join(f"<tr>{self.row(row, element)}</tr>" for row in element.rows)
        return f"<table>{head}{rows}</table>"

    def cell(self, text: Inline, scope: str) -> str:
        """A cell; ``scope`` is what it names, ``""`` nothing."""
        words = self.line(text)
        return f'<th scope="{scope}">{words}</th>' if scope else f"<td>{words}</td>"

    def _picture(self, element: PictureElement) -> str:
        wide, high = (round(side * _PX_PER_MM) for side in (element.width, element.height))
        address, alt = escape(self._addresses.picture(element.data)), escape(element.alt)
        return f'<p><img src="{address}" alt="{alt}" width="{wide}" height="{high}"></p>'

    def line(self, line: Inline) -> str:
        """The runs of a line."""
        return "".join(self._run(each, shown) for each, shown in zip(line, runs(line), strict=True))

    def _run(self, written: object, shown: Span) -> str:
        if not isinstance(written, Span):
            return self.gap(shown)
        words = escape(shown.text, quote=False).replace("\n", "<br>")
        words = f"<em>{words}</em>" if shown.emphasis else words
        words = f"<strong>{words}</strong>" if shown.strong else words
        asked = written.href
        item_id = asked.removeprefix("item:")
        address = shown.href or (self._addresses.item(item_id) if item_id != asked else "")
        return f'<a href="{escape(address)}">{words}</a>' if address else words
