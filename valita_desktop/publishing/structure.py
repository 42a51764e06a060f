"""The shape of a text: its parts, its times, and the same things in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content.blocks import (
    Block,
    BulletList,
    Callout,
    Cards,
    Checklist,
    Document,
    FillTable,
    NumberedList,
    Scale,
    Steps,
    Table,
    plain,
)
from valita_desktop.content.inline_marks import arrow
from valita_desktop.content.minutes import uncounted, unread, without_time
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Record
    from valita_desktop.content.source import SourceText

_WITH_PARTS = (Kind.PRACTICE, Kind.MATERIAL)


def structure_errors(record: Record, texts: Iterable[SourceText]) -> Iterator[ContentError]:
    """What is wrong with the shape of an item's texts; only what was read whole is judged.

    Args:
        record: The item's record.
        texts: Its texts; those in easy language have a shape of their own.
    """
    whole = {text.lang: text for text in texts if text.whole and not text.easy}
    for text in whole.values():
        yield from _part_errors(record, text)
        yield from _minutes_errors(record, text)
    if len(whole) == len(LANGS):
        yield from _difference(whole["fi"].document, whole["sv"].document, whole["sv"].path)


def _part_errors(record: Record, text: SourceText) -> Iterator[ContentError]:
    roles = [part.role for part in text.document]
    wanted = ["facilitator", "sheet"] if record.kind in _WITH_PARTS else ["page"]
    if record.kind in (Kind.FACT, Kind.SYNONYMS):
        return
    for role in wanted:
        if role not in roles:
            yield ContentError(ContentErrorCode.PART_MISSING, role, path=text.path)
    for role in roles:
        if role not in wanted:
            yield ContentError(ContentErrorCode.PART_UNKNOWN, role, path=text.path)


def _minutes_errors(record: Record, text: SourceText) -> Iterator[ContentError]:
    """The steps of the facilitator's part take as long as the record says."""
    if record.kind not in _WITH_PARTS or record.per_day:
        return
    blocks = [
        block for part in text.document if part.role == "facilitator" for block in part.blocks
    ]
    unread = [error for block in blocks for error in _unread_times(block, text)]
    total = sum(block.minutes for block in blocks if isinstance(block, Steps))
    yield from unread
    if not unread and total and record.minutes and total != record.minutes:
        detail = f"{total} / {record.minutes}"
        yield ContentError(ContentErrorCode.STEP_MINUTES, detail, path=text.path)


def _unread_times(block: Block, text: SourceText) -> Iterator[ContentError]:
    """Times in numbered lists that do not count, since nobody can say what they mean."""
    told: list[tuple[str, str, int]] = []
    if isinstance(block, Steps):
        for step in block.steps:
            words = plain(step.text)
            told += [(step.title, words, step.minutes or -unread(step.title, words))]
    elif isinstance(block, NumberedList):
        for item in block.items:
            told += [("", plain(item), -uncounted(plain(item)))]
    for title, words, minutes in told:
        if minutes < 0:
            line = text.line_of(title or words, block)
            written = f"**{title}** {words}" if title else words
            detail = arrow(written, f"**{without_time(title) or '…'}** ({-minutes} min)")
            yield ContentError(ContentErrorCode.STEP_TIME, detail, line=line, path=text.path)


def _difference(fi: Document, sv: Document, file: Path) -> Iterator[ContentError]:
    """The same blocks with the same number of things in them, in both languages."""
    for one, other in zip(fi, sv, strict=False):
        for at, (left, right) in enumerate(zip(one.blocks, other.blocks, strict=False)):
            if _shape(left) != _shape(right):
                detail = f"{one.role} {at + 1}: fi {_shape(left)}, sv {_shape(right)}"
                yield ContentError(ContentErrorCode.STRUCTURE, detail, line=right.line, path=file)
                return
        if len(one.blocks) != len(other.blocks):
            detail = f"{one.role}: fi {len(one.blocks)}, sv {len(other.blocks)}"
            yield ContentError(ContentErrorCode.STRUCTURE, detail, path=file)
            return


def _shape(block: Block) -> str:
    """What a block is and how many things are in it, in a few words."""
    name = type(block).__name__
    match block:
        case Callout():
            return f"{block.kind} [{', '.join(map(_shape, block.blocks))}]"
        case Table() | FillTable():
            return f"{name} {len(block.rows)} × {len(block.header)}"
        case Steps() | NumberedList():
            held = block.steps if isinstance(block, Steps) else block.items
            return f"{name} {block.start}–{block.start + len(held) - 1}"
        case Cards() | Checklist() | BulletList() | Scale():
            held = getattr(block, block.__struct_fields__[0])
            return f"{name} × {len(held)}"
        case _:
            return name
