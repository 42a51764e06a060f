"""Blocks that a document shows as tables, made again of tables whose words have changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content import blocks
from valita_desktop.content.blocks import Block, Inline, Span, plain
from valita_desktop.content.labels import YOUR_ANSWER
from valita_desktop.content.markdown import read
from valita_desktop.content.written import text_of
from valita_desktop.documents.elements import DocumentElement, PictureElement, TableElement
from valita_desktop.documents.guessing import flat, gapped, table_of
from valita_desktop.documents.reading import words_of
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.documents.guessing import Pictures

_MONTHS = 12
_NUMBER = re.compile(r"^\d+\.\s+")


def rebuilt(block: Block, element: DocumentElement, lang: Lang, pictures: Pictures) -> Block | None:
    """A block with the words that stand in the document now; ``None`` where it is no longer one.

    Args:
        block: What it was.
        element: What stands there now.
        lang: The language of the document.
        pictures: Takes a picture that was put there instead.
    """
    if isinstance(element, PictureElement) and isinstance(block, blocks.Image):
        name = pictures.name(element.data)
        return msgspec.structs.replace(block, src=name, alt=element.alt or block.alt)
    if not isinstance(element, TableElement):
        return None
    made = _of_table(block, element, lang)
    if made is None or read(text_of([made])).mistakes:
        return None
    return made


def relinked(block: Block, was: Block) -> Block:
    """A block with links to other items where its words still have them.

    Args:
        block: The block of now.
        was: What it was: a document has no links to items.
    """
    links = {each.text: each.href for each in blocks.spans(was) if each.href.startswith("item:")}
    return _with_links(block, links) if links else block  # type: ignore[return-value]  # of the same type


def _with_links(thing: object, links: dict[str, str]) -> object:
    if isinstance(thing, blocks.BlockBase):
        names = thing.__struct_fields__[:-1]
        return msgspec.structs.replace(
            thing, **{name: _with_links(getattr(thing, name), links) for name in names}
        )
    if not isinstance(thing, tuple):
        return thing
    made: list[object] = []
    for each in thing:
        made += _linked(each, links) if isinstance(each, Span) else [_with_links(each, links)]
    return tuple(made)


def _linked(span: Span, links: dict[str, str]) -> list[Span]:
    for words, href in links.items():
        before, found, after = span.text.partition(words)
        if found and not span.href:
            pieces = (Span(before), Span(words, href=href), Span(after))
            return [
                msgspec.structs.replace(each, strong=span.strong, emphasis=span.emphasis)
                for each in pieces
                if each.text
            ]
    return [span]


def _of_table(block: Block, table: TableElement, lang: Lang) -> Block | None:
    names = [gapped(flat(row[0])) for row in table.rows]
    bare = not any(cell for row in table.rows for cell in row[1:])
    if isinstance(block, blocks.Table | blocks.FillTable):
        return _filled(block, table)
    if isinstance(block, blocks.Cards):
        return _cards(block, table)
    if isinstance(block, blocks.Scale | blocks.Wheel):
        return _chosen(block, names, len(table.header) - 1)
    if isinstance(block, blocks.AnswerBox) and not any(map(any, table.rows)):
        prompt = gapped(flat(table.header[0])) if table.header else ()
        default = catalogue(lang).gettext(YOUR_ANSWER)
        return blocks.AnswerBox(block.lines, () if plain(prompt) == default else prompt)
    return _named(block, names, table.header) if bare else None


def _chosen(block: blocks.Scale | blocks.Wheel, names: list[Inline], steps: int) -> Block | None:
    """What shows boxes to tick beside names, as many as it has steps."""
    if isinstance(block, blocks.Scale) and steps == block.steps:
        return msgspec.structs.replace(block, statements=tuple(names))
    if isinstance(block, blocks.Wheel) and steps == block.scale:
        return msgspec.structs.replace(block, sectors=tuple(map(plain, names)))
    return None


def _named(block: Block, names: list[Inline], header: tuple[Inline, ...]) -> Block | None:
    """What shows names with room beside them."""
    words = tuple(map(plain, names))
    made: Block | None = None
    match block:
        case blocks.WeekGrid() if len(header) == block.days + 1:
            made = msgspec.structs.replace(block, rows=tuple(names))
        case blocks.YearGrid() if len(names) == _MONTHS:
            columns = tuple(gapped(flat(cell)) for cell in header[1:])
            made = msgspec.structs.replace(block, columns=columns)
        case blocks.Circles():
            made = blocks.Circles(words)
        case blocks.Hand() if len(words) == len(block.fingers):
            made = msgspec.structs.replace(block, fingers=words)
        case blocks.Timeline():
            made = blocks.Timeline(words)
        case blocks.Flow():
            made = blocks.Flow(tuple(map(_unnumbered, names)))
    return made


def _unnumbered(inline: Inline) -> Inline:
    first, *rest = inline or (Span(""),)
    if not isinstance(first, Span):
        return inline
    words = _NUMBER.sub("", first.text)
    return (msgspec.structs.replace(first, text=words), *rest) if words else tuple(rest)


def _filled(block: blocks.Table | blocks.FillTable, table: TableElement) -> Block | None:
    """A table with its last row for the sum, where it had one."""
    if not table.header:
        return None
    total = block.total if isinstance(block, blocks.FillTable) else ""
    rows = table.rows
    last = rows[-1] if rows else ()
    if total and last and words_of(last[0]) and not any(last[1:]):
        label = words_of(last[0])
        bold = all(isinstance(each, Span) and each.strong for each in last[0])
        if bold or label == total:
            return table_of(table.header, rows[:-1], label)
    made = table_of(table.header, rows)
    if isinstance(block, blocks.FillTable) and isinstance(made, blocks.Table):
        return blocks.FillTable(made.header, made.rows)
    return made


def _cards(block: blocks.Cards, table: TableElement) -> blocks.Cards:
    backs = any(each.back for each in block.cards)
    rows = (*((table.header,) if table.header else ()), *table.rows)
    if backs:
        pairs = [(row[0], row[1] if len(row) > 1 else ()) for row in rows]
    else:
        pairs = [(cell, ()) for row in rows for cell in row]
    return blocks.Cards(tuple(_card(front, back) for front, back in pairs if front))


def _card(front: Inline, back: Inline) -> blocks.Card:
    first = front[0]
    head = first.text if isinstance(first, Span) and first.strong else ""
    if head and len(front) > 1:
        return blocks.Card(head.strip().rstrip(".:"), gapped(front[1:]), gapped(flat(back)))
    return blocks.Card("", gapped(front), gapped(flat(back)))
