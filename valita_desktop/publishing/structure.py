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
)
from valita_desktop.content.model import LANGS, Item, Kind, Lang
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WITH_PARTS = (Kind.PRACTICE, Kind.MATERIAL)


def structure_errors(
    item: Item, documents: Mapping[Lang, Document], folder: Path
) -> Iterator[ContentError]:
    """What is wrong with the shape of an item's texts.

    Args:
        item: The item.
        documents: Its texts, by language.
        folder: Its folder, to name the file.
    """
    for lang, document in documents.items():
        yield from _part_errors(item, document, folder / f"{lang}.md")
        yield from _minutes_errors(item, document, folder / f"{lang}.md")
    if len(documents) == len(LANGS):
        yield from _difference(documents["fi"], documents["sv"], folder / "sv.md")


def _part_errors(item: Item, document: Document, file: Path) -> Iterator[ContentError]:
    roles = [part.role for part in document]
    wanted = ["facilitator", "sheet"] if item.record.kind in _WITH_PARTS else ["page"]
    if item.record.kind in (Kind.FACT, Kind.SYNONYMS):
        return
    for role in wanted:
        if role not in roles:
            yield ContentError(ContentErrorCode.PART_MISSING, role, path=file)
    for role in roles:
        if role not in wanted:
            yield ContentError(ContentErrorCode.PART_UNKNOWN, role, path=file)


def _minutes_errors(item: Item, document: Document, file: Path) -> Iterator[ContentError]:
    """The steps of the facilitator's part take as long as the record says."""
    record = item.record
    if record.kind not in _WITH_PARTS or record.per_day:
        return
    blocks = [block for part in document if part.role == "facilitator" for block in part.blocks]
    total = sum(block.minutes for block in blocks if isinstance(block, Steps))
    if total and total != record.minutes:
        yield ContentError(ContentErrorCode.STEP_MINUTES, f"{total} / {record.minutes}", path=file)


def _difference(fi: Document, sv: Document, file: Path) -> Iterator[ContentError]:
    """The same blocks with the same number of things in them, in both languages."""
    for one, other in zip(fi, sv, strict=False):
        for at, (left, right) in enumerate(zip(one.blocks, other.blocks, strict=False)):
            if _shape(left) != _shape(right):
                detail = f"{one.role} {at + 1}: fi {_shape(left)}, sv {_shape(right)}"
                yield ContentError(ContentErrorCode.STRUCTURE, detail, path=file)
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
        case Steps() | Cards() | Checklist() | NumberedList() | BulletList() | Scale():
            held = getattr(block, block.__struct_fields__[0])
            return f"{name} × {len(held)}"
        case _:
            return name
