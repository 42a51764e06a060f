"""The house rules of the texts, as a gate: what breaks one is not published.

`check` reads a whole source tree and reports every mistake it finds, each with file and
line, instead of stopping at the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from valita_desktop.content.blocks import Block, Callout, Document, Facts, spans, words
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LANGS, Kind, Lang
from valita_desktop.content.source import RECORD_FILE, SourceItem, item_folders, load_item
from valita_desktop.errors import ContentError, ContentErrorCode, UsageError
from valita_desktop.publishing import language, spelling
from valita_desktop.publishing.structure import structure_errors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from valita_desktop.publishing.language import Readability

    Proof = Callable[[SourceItem], Iterable[ContentError]]
    """Tries an item on paper; handed in, since this package knows nothing of paper."""


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        items: Every item that could be read, in order of folder name.
        errors: Every mistake, in order of file.
        readability: How heavy each text is to read, by item and language.
        not_spelled: Languages whose spelling could not be checked on this computer.
    """

    items: tuple[SourceItem, ...]
    errors: tuple[ContentError, ...] = field(default=())
    readability: dict[tuple[str, Lang], Readability] = field(default_factory=dict)
    not_spelled: tuple[Lang, ...] = ()


@dataclass(frozen=True)
class _SourceFile:
    """A text or record as it stands in its file."""

    path: Path
    lang: Lang
    written: str
    shown: frozenset[str]

    def line_of(self, word: str) -> int:
        """First line that holds a word; 0 if none does."""
        at = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.written)
        return self.written.count("\n", 0, at.start()) + 1 if at else 0


def check(
    source: Path,
    *,
    proof: Proof | None = None,
    spell: bool = False,
    today: dt.date | None = None,
) -> Report:
    """Check a source tree, or the folder of one item.

    Args:
        source: The tree, or the folder.
        proof: Also tries every item on paper.
        spell: Also check the spelling, where this computer can.
        today: Also refuse facts that were to be checked again before this day.

    Raises:
        UsageError: There is no item in the folder at all.
        ContentError: The list of allowed words cannot be read.
    """
    folders = item_folders(source)
    if not folders:
        raise UsageError("source", str(source))
    items, errors = _load(folders)
    for each in items:
        errors.extend(_item_errors(each))
        errors.extend(proof(each) if proof else ())
        errors.extend(_old_facts(each, today) if today else ())
    if len(folders) > 1:
        unread = {folder.name for folder in folders} - {each.folder.name for each in items}
        errors.extend(_tree_errors(items, unread))
    spelled = tuple(lang for lang in LANGS if spell and spelling.installed(lang))
    lists = source if len(folders) > 1 else folders[0].parent.parent
    for lang in spelled:
        errors.extend(_spelling_errors(items, lang, spelling.allow_list(lists, lang)))
    return Report(
        tuple(items),
        tuple(sorted(errors, key=_by_file)),
        dict(_readability(items)),
        tuple(lang for lang in LANGS if spell and lang not in spelled),
    )


def _load(folders: Iterable[Path]) -> tuple[list[SourceItem], list[ContentError]]:
    items: list[SourceItem] = []
    errors: list[ContentError] = []
    for folder in folders:
        try:
            items.append(load_item(folder))
        except ContentError as error:
            errors.append(error)
    return items, errors


def _by_file(error: ContentError) -> tuple[str, int, str]:
    return str(error.path), error.line, error.detail


def _item_errors(each: SourceItem) -> Iterator[ContentError]:
    item, folder = each.item, each.folder
    if item.record.kind is Kind.SYNONYMS:
        return  # one language, and words that nothing else may use
    for lang in LANGS:
        if lang not in item.texts:
            yield ContentError(ContentErrorCode.MISSING_LANGUAGE, lang, path=folder / RECORD_FILE)
    documents = {lang: parse(text.markdown) for lang, text in item.texts.items()}
    yield from structure_errors(item, documents, folder)
    for lang, text in item.texts.items():
        easy = parse(text.easy_markdown)
        for document, name in ((documents[lang], f"{lang}.md"), (easy, f"{lang}.easy.md")):
            yield from _told_of(folder / name, language.term_errors(document, lang))
        yield from _told_of(folder / f"{lang}.easy.md", language.easy_errors(easy))


def _old_facts(each: SourceItem, today: dt.date) -> Iterator[ContentError]:
    until = each.item.record.valid_until
    if until and until < today:
        yield ContentError(
            ContentErrorCode.FACT_TOO_OLD, f"{until}", path=each.folder / RECORD_FILE
        )


def _told_of(file: Path, errors: Iterable[ContentError]) -> Iterator[ContentError]:
    """The same errors with their file, and the line of the word that each is about."""
    found = list(errors)
    written = file.read_text(encoding="utf-8-sig") if found else ""
    for error in found:
        about = error.detail.split(" → ")[0].split(": ", 1)[-1].rstrip("…")
        at = written.find(about)
        line = written.count("\n", 0, at) + 1 if at >= 0 else 0
        yield ContentError(error.code, error.detail, line=line, path=file)


def _readability(
    items: Iterable[SourceItem],
) -> Iterator[tuple[tuple[str, Lang], Readability]]:
    for each in items:
        for lang, text in each.item.texts.items():
            if text.markdown and each.item.record.kind is not Kind.SYNONYMS:
                yield (each.item.id, lang), language.readability(parse(text.markdown), lang)


def _spelling_errors(
    items: Iterable[SourceItem], lang: Lang, allowed: frozenset[str]
) -> Iterator[ContentError]:
    files = [file for each in items for file in _files(each) if file.lang == lang]
    every = set().union(*(file.shown for file in files))
    unknown = spelling.unknown_words(lang, every, allowed)
    for file in files:
        for word in sorted(file.shown & unknown):
            line = file.line_of(word)
            yield ContentError(ContentErrorCode.SPELLING, word, line=line, path=file.path)


def _files(each: SourceItem) -> Iterator[_SourceFile]:
    record = each.folder / RECORD_FILE
    for lang, text in each.item.texts.items():
        shown = (text.title, text.summary, text.place, *text.keywords, *text.needs)
        written = record.read_text(encoding="utf-8-sig")
        yield _SourceFile(record, lang, written, frozenset(language.all_words(shown)))
        for file, markdown in _texts(each):
            if file.name.startswith(lang) and each.item.record.kind is not Kind.SYNONYMS:
                said = (line for part in parse(markdown) for b in part.blocks for line in words(b))
                yield _SourceFile(file, lang, markdown, frozenset(language.all_words(said)))


def _tree_errors(items: list[SourceItem], unread: set[str]) -> Iterator[ContentError]:
    """What is wrong between items; whatever could not be read may well be there."""
    ids: set[str] = set()
    titles: set[tuple[Lang, str]] = set()
    maybe = {name[: dash.start()] for name in unread for dash in re.finditer("-", name)}
    facts = maybe | {each.item.id for each in items if each.item.record.kind is Kind.FACT}
    known = maybe | {each.item.id for each in items}
    for each in items:
        record = each.folder / RECORD_FILE
        if each.item.id in ids:
            yield ContentError(ContentErrorCode.DUPLICATE_ID, each.item.id, path=record)
        ids.add(each.item.id)
        for lang, text in each.item.texts.items():
            if (lang, text.title.casefold()) in titles:
                yield ContentError(ContentErrorCode.DUPLICATE_TITLE, text.title, path=record)
            titles.add((lang, text.title.casefold()))
        yield from _link_errors(each, facts, known)


def _link_errors(each: SourceItem, facts: set[str], known: set[str]) -> Iterator[ContentError]:
    for target in each.item.record.related:
        if target not in known:
            yield ContentError(ContentErrorCode.DEAD_LINK, target, path=each.folder / RECORD_FILE)
    for file, markdown in _texts(each):
        for target in _targets(parse(markdown)):
            if target not in (facts if target.startswith("f-") else known):
                line = _line_of(markdown, target)
                yield ContentError(ContentErrorCode.DEAD_LINK, target, line=line, path=file)


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
