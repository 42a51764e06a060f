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

from valita_desktop.content.blocks import Span, plain
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
from valita_desktop.documents.plan import Draft, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from valita_desktop.content.blocks import Inline

_PX_PER_MM = 96 / 25.4
_WRITING_LINE = "_" * 30
_AROUND = {
    ParagraphRole.BODY: ("<p>", "</p>"),
    ParagraphRole.LEAD: ("<p>", "</p>"),
    ParagraphRole.SMALL: ("<p><small>", "</small></p>"),
    ParagraphRole.RESULT: ("<p><strong>", "</strong></p>"),
    ParagraphRole.BOX_TITLE: ("<p><strong>", "</strong></p>"),
    ParagraphRole.BOX: ("<blockquote><p>", "</p></blockquote>"),
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
    """The text of an item, without its title, which whoever shows it has already."""
    elements = plan(draft)
    if isinstance(elements[0], HeadingElement) and plain(elements[0].text) == draft.title:
        elements = elements[1:]
    return "\n".join(_Writer(addresses).written(elements))


class _Writer:
    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses

    def written(self, elements: Iterable[DocumentElement]) -> Iterator[str]:
        for element, same in groupby(elements):
            if isinstance(element, ParagraphElement) and element.role is ParagraphRole.LINE:
                yield f"<p>{_WRITING_LINE}</p>"  # one for all: nobody writes in a feed reader
            else:
                yield from map(self._element, same)

    def _element(self, element: DocumentElement) -> str:
        match element:
            case HeadingElement(level, text):
                return f"<h{level + 1}>{self._line(text)}</h{level + 1}>"
            case ParagraphElement(text, role):
                opening, closing = _AROUND[role]
                return f"{opening}{self._line(text)}{closing}"
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
        box = "☐ " if element.kind == "checks" else ""
        items = "".join(f"<li>{box}{self._line(each)}</li>" for each in element.items)
        return f"<{name}{start}>{items}</{name}>"

    def _table(self, element: TableElement) -> str:
        titles = (self._cell(each, "col" if each else "") for each in element.header)
        head = f"<tr>{''.join(titles)}</tr>" if element.header else ""
        rows = (
            "".join(
                self._cell(each, "row" if element.heads and not n else "")
                for n, each in enumerate(row)
            )
            for row in element.rows
        )
        return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def _cell(self, text: Inline, scope: str) -> str:
        words = self._line(text)
        return f'<th scope="{scope}">{words}</th>' if scope else f"<td>{words}</td>"

    def _picture(self, element: PictureElement) -> str:
        wide, high = (round(side * _PX_PER_MM) for side in (element.width, element.height))
        address, alt = escape(self._addresses.picture(element.data)), escape(element.alt)
        return f'<p><img src="{address}" alt="{alt}" width="{wide}" height="{high}"></p>'

    def _line(self, line: Inline) -> str:
        return "".join(self._run(each, shown) for each, shown in zip(line, runs(line), strict=True))

    def _run(self, written: object, shown: Span) -> str:
        words = escape(shown.text, quote=False).replace("\n", "<br>")
        words = f"<em>{words}</em>" if shown.emphasis else words
        words = f"<strong>{words}</strong>" if shown.strong else words
        asked = written.href if isinstance(written, Span) else ""
        item_id = asked.removeprefix("item:")
        address = shown.href or (self._addresses.item(item_id) if item_id != asked else "")
        return f'<a href="{escape(address)}">{words}</a>' if address else words
