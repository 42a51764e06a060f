"""The house rules of the texts, as a gate: what breaks one is not published.

`check` reads a whole source tree and reports every mistake it finds, each with file and
line, instead of stopping at the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from valita_desktop.content.blocks import (
    Block,
    BulletList,
    Callout,
    Cards,
    Checklist,
    Document,
    Facts,
    FillTable,
    NumberedList,
    Scale,
    Steps,
    Table,
    spans,
)
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LANGS, Item, Kind
from valita_desktop.content.source import RECORD_FILE, SourceItem, item_folders, load_item
from valita_desktop.errors import ContentError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_WITH_PARTS = (Kind.PRACTICE, Kind.MATERIAL)


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        items: Every item that could be read, in order of folder name.
        errors: Every mistake, in order of file.
    """

    items: tuple[SourceItem, ...]
    errors: tuple[ContentError, ...] = field(default=())


def check(source: Path) -> Report:
    """Check a source tree, or the folder of one item.

    Raises:
        UsageError: There is no item in the folder at all.
    """
    folders = item_folders(source)
    if not folders:
        raise UsageError("source", str(source))
    items: list[SourceItem] = []
    errors: list[ContentError] = []
    for folder in folders:
        try:
            items.append(load_item(folder))
        except ContentError as error:
            errors.append(error)
    for source_item in items:
        errors.extend(_item_errors(source_item))
    if len(folders) > 1:
        errors.extend(_tree_errors(items))
    return Report(tuple(items), tuple(sorted(errors, key=_by_file)))


def _by_file(error: ContentError) -> tuple[str, int]:
    return str(error.path), error.line


def _item_errors(source_item: SourceItem) -> Iterator[ContentError]:
    item, folder = source_item.item, source_item.folder
    if item.record.kind is not Kind.SYNONYMS:
        for lang in LANGS:
            if lang not in item.texts:
                yield ContentError(Problem.MISSING_LANGUAGE, lang, path=folder / RECORD_FILE)
    documents = {lang: parse(text.markdown) for lang, text in item.texts.items()}
    for lang, document in documents.items():
        yield from _part_errors(item, document, folder / f"{lang}.md")
        yield from _minutes_errors(item, document, folder / f"{lang}.md")
    if len(documents) == len(LANGS):
        yield from _structure_errors(documents["fi"], documents["sv"], folder / "sv.md")


def _part_errors(item: Item, document: Document, file: Path) -> Iterator[ContentError]:
    roles = [part.role for part in document]
    wanted = ["facilitator", "sheet"] if item.record.kind in _WITH_PARTS else ["page"]
    if item.record.kind in (Kind.FACT, Kind.SYNONYMS):
        return
    for role in wanted:
        if role not in roles:
            yield ContentError(Problem.PART_MISSING, role, path=file)
    for role in roles:
        if role not in wanted:
            yield ContentError(Problem.PART_UNKNOWN, role, path=file)


def _minutes_errors(item: Item, document: Document, file: Path) -> Iterator[ContentError]:
    """The steps of the facilitator's part take as long as the record says."""
    record = item.record
    if record.kind not in _WITH_PARTS or record.per_day:
        return
    blocks = [block for part in document if part.role == "facilitator" for block in part.blocks]
    total = sum(block.minutes for block in blocks if isinstance(block, Steps))
    if total and total != record.minutes:
        yield ContentError(Problem.STEP_MINUTES, f"{total} / {record.minutes}", path=file)


def _structure_errors(fi: Document, sv: Document, file: Path) -> Iterator[ContentError]:
    """The same blocks with the same number of things in them, in both languages."""
    for one, other in zip(fi, sv, strict=False):
        for at, (left, right) in enumerate(zip(one.blocks, other.blocks, strict=False)):
            if _shape(left) != _shape(right):
                detail = f"{one.role} {at + 1}: fi {_shape(left)}, sv {_shape(right)}"
                yield ContentError(Problem.STRUCTURE, detail, path=file)
                return
        if len(one.blocks) != len(other.blocks):
            detail = f"{one.role}: fi {len(one.blocks)}, sv {len(other.blocks)}"
            yield ContentError(Problem.STRUCTURE, detail, path=file)
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


def _tree_errors(items: list[SourceItem]) -> Iterator[ContentError]:
    ids: set[str] = set()
    facts = {each.item.id for each in items if each.item.record.kind is Kind.FACT}
    known = {each.item.id for each in items}
    for each in items:
        if each.item.id in ids:
            yield ContentError(Problem.DUPLICATE_ID, each.item.id, path=each.folder / RECORD_FILE)
        ids.add(each.item.id)
        for file, markdown in _texts(each):
            for target in _targets(parse(markdown)):
                if target not in (facts if target.startswith("f-") else known):
                    line = _line_of(markdown, target)
                    yield ContentError(Problem.DEAD_LINK, target, line=line, path=file)


def _line_of(markdown: str, target: str) -> int:
    at = re.search(rf"(item:|\s){re.escape(target)}\b", markdown)
    return markdown.count("\n", 0, at.end()) + 1 if at else 0


def _texts(each: SourceItem) -> Iterator[tuple[Path, str]]:
    for lang, text in each.item.texts.items():
        yield each.folder / f"{lang}.md", text.markdown
        yield each.folder / f"{lang}.easy.md", text.easy_markdown


def _targets(document: Document) -> Iterator[str]:
    """Ids of the items that a text refers to."""
    for part in document:
        yield from _block_targets(part.blocks)


def _block_targets(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Facts():
                yield from block.ids
            case Callout():
                yield from _block_targets(block.blocks)
            case _:
                for span in spans(block):
                    if span.href.startswith("item:"):
                        yield span.href.removeprefix("item:")
