"""Blocks in pieces, so that what is too long for one page of a class goes on the next.

A piece is the least that may stand alone: an item of a list, a row of a table (its header
comes along), a sentence, or, where even a sentence is too long, some words of it. Pieces are
counted through all blocks, those inside a box too; `cut` makes blocks of a run of them again,
and all pieces together are the blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.content.blocks import Block, Inline, Span

SENTENCE, WORDS = 10_000, 40
"""Most letters of a piece of running text: a whole sentence, or some words."""

_PARTS: dict[type, str] = {
    blocks.BulletList: "items",
    blocks.NumberedList: "items",
    blocks.Checklist: "items",
    blocks.Table: "rows",
    blocks.FillTable: "rows",
    blocks.Scale: "statements",
    blocks.Timeline: "points",
    blocks.Flow: "boxes",
    blocks.Contacts: "roles",
    blocks.Facts: "ids",
}
"""The field of a block that can be shown in parts."""

_SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+(?=\S)")
_RUNNING = (blocks.Paragraph, blocks.Result)
_LISTS = (blocks.BulletList, blocks.NumberedList, blocks.Checklist)
_List = blocks.BulletList | blocks.NumberedList | blocks.Checklist


def count(parts: Sequence[Block], longest: int = SENTENCE) -> int:
    """How many pieces blocks have; a piece of running text has so many letters at most."""
    return sum(_count(block, longest) for block in parts)


def cut(parts: Sequence[Block], first: int, end: int, longest: int = SENTENCE) -> tuple[Block, ...]:
    """The blocks that the pieces from ``first`` up to ``end`` make.

    Args:
        parts: The blocks.
        first: The first piece, from 0.
        end: The piece after the last.
        longest: As for `count`.
    """
    return tuple(_cut(parts, first, end, longest))


def block_of(parts: Sequence[Block], piece: int, longest: int = SENTENCE) -> tuple[int, int]:
    """Which block a piece belongs to, and which of its pieces it is; both from 0.

    Args:
        parts: The blocks.
        piece: Counted through all of them; the end stands behind the last block.
        longest: As for `count`.
    """
    for number, block in enumerate(parts):
        own = _count(block, longest)
        if piece < own:
            return number, piece
        piece -= own
    return len(parts), 0


def _cut(parts: Sequence[Block], first: int, end: int, longest: int) -> Iterator[Block]:
    for block in parts:
        own = _count(block, longest)
        low, high = max(first, 0), min(end, own)
        if low < high:
            if high - low == own:
                yield block
            else:
                yield from _part(block, low, high, longest)
        first, end = first - own, end - own


def _count(block: Block, longest: int) -> int:
    if isinstance(block, blocks.Callout):
        return max(1, count(block.blocks, longest))
    if isinstance(block, _RUNNING):
        return max(1, len(_runs(block.text, longest)))
    if isinstance(block, _LISTS) and longest < SENTENCE:
        return sum(max(1, len(_runs(item, longest))) for item in block.items)
    field = _PARTS.get(type(block))
    return max(1, len(getattr(block, field))) if field else 1


def _part(block: Block, first: int, end: int, longest: int) -> Iterator[Block]:
    if isinstance(block, blocks.Callout):
        yield msgspec.structs.replace(block, blocks=cut(block.blocks, first, end, longest))
    elif isinstance(block, _RUNNING):
        some = _runs(block.text, longest)[first:end]
        yield msgspec.structs.replace(block, text=_joined(some))
    elif isinstance(block, _LISTS) and longest < SENTENCE:
        yield from _part_of_list(block, first, end, longest)
    else:
        yield _some(block, first, end, longest)


def _part_of_list(block: _List, first: int, end: int, longest: int) -> Iterator[Block]:
    """Items of a list; the rest of one that began on the page before has no mark of its own."""
    for number, item in enumerate(block.items):
        runs = _runs(item, longest) or [()]
        some = runs[max(first, 0) : max(end, 0)]
        if some and first > 0:
            yield blocks.Paragraph(_joined(some))
        elif some:
            made = msgspec.structs.replace(block, items=(_joined(some),))
            if isinstance(made, blocks.NumberedList):
                made = msgspec.structs.replace(made, start=made.start + number)
            yield made
        first, end = first - len(runs), end - len(runs)


def _joined(runs: Sequence[Inline]) -> Inline:
    return tuple(span for run in runs for span in run)


def _some(block: Block, first: int, end: int, longest: int) -> Block:
    field = _PARTS[type(block)]
    made = msgspec.structs.replace(block, **{field: getattr(block, field)[first:end]})
    if isinstance(made, blocks.NumberedList):
        return msgspec.structs.replace(made, start=made.start + first)
    if isinstance(made, blocks.FillTable) and end < _count(block, longest):
        return msgspec.structs.replace(made, total="")  # the sum comes with the last row
    return made


def _runs(line: Inline, longest: int) -> list[Inline]:
    """A line as sentences, or as runs of words where it is to be cut finer."""
    runs: list[list[Span | blocks.Blank]] = [[]]
    for span in line:
        if isinstance(span, blocks.Blank):
            runs[-1].append(span)
            continue
        for words, ends in _words(span.text, longest):
            runs[-1].append(msgspec.structs.replace(span, text=words))
            if ends:
                runs.append([])
    return [tuple(run) for run in runs if run]


def _words(text: str, longest: int) -> Iterator[tuple[str, bool]]:
    """Pieces of a text, each with whether one may end a page after it."""
    begin = 0
    for end in [found.end() for found in _SENTENCE_END.finditer(text)] + [len(text)]:
        sentence = text[begin:end]
        while len(sentence) > longest:
            space = sentence.rfind(" ", 1, longest) + 1 or longest
            yield sentence[:space], True
            sentence = sentence[space:]
        if sentence:
            yield sentence, end < len(text)
        begin = end
