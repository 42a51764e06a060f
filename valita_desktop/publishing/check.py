"""The house rules of the texts, as a gate: what breaks one is not published.

`check` reads a whole source tree and reports every mistake it finds, each with file and
line, instead of stopping at the first.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content.blocks import Facts, Heading, Image, blocks_of, plain, spans, words
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.content.source import (
    MOST_BYTES,
    RECORD_FILE,
    SourceFolder,
    SourceItem,
    item_folders,
    line_of,
    read_folder,
)
from valita_desktop.content.web import SITE, site_of
from valita_desktop.errors import ContentError, ContentErrorCode, UsageError
from valita_desktop.letters import composed
from valita_desktop.paths import read_text
from valita_desktop.publishing import language, spelling
from valita_desktop.publishing.draft import guesses, is_still_to_be_told
from valita_desktop.publishing.needs import needs_errors
from valita_desktop.publishing.structure import structure_errors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from valita_desktop.content.blocks import Block, Document
    from valita_desktop.content.model import Lang
    from valita_desktop.content.source import SourceText
    from valita_desktop.publishing.language import Readability
    from valita_desktop.publishing.spelling import WrittenWord


class Proof(Protocol):
    """Tries items on paper; handed in, since this package knows nothing of paper."""

    def ask(self, each: SourceItem, /) -> None:
        """Have an item tried, while the others are read."""

    def errors(self) -> Iterable[ContentError]:
        """What does not fit of all that were asked, in that order."""
        ...


_OF_WORDS = (
    ContentErrorCode.SPELLING,
    ContentErrorCode.GLOSSARY,
    ContentErrorCode.LAW_WORDS,
    ContentErrorCode.LONG_WORD,
    ContentErrorCode.LONG_SENTENCE,
)
_LINE_OF_DASHES = re.compile(r"(?:[-–—=~·✂]\s*){4}")
_SYNONYMS = f"{Kind.SYNONYMS.value}"
"""The folder of the lists of synonyms."""


@dataclass(frozen=True)
class Report:
    """What `check` found in a source tree.

    Attributes:
        items: Every item whose record could be read, in order of folder name.
        errors: Every mistake of every file, in order of file and line.
        not_spelled: Languages whose spelling could not be checked on this computer.
        site: Where the web pages of the items will be.
    """

    items: tuple[SourceItem, ...]
    errors: tuple[ContentError, ...] = field(default=())
    not_spelled: tuple[Lang, ...] = ()
    site: str = SITE

    @cached_property
    def readability(self) -> dict[tuple[str, Lang], Readability]:
        """How heavy each text is to read, by item and language."""
        return dict(_readability(self.items))


def check(
    source: Path,
    *,
    proof: Proof | None = None,
    spell: bool = False,
    today: dt.date | None = None,
    on_read: Callable[[SourceItem], None] | None = None,
) -> Report:
    """Check a source tree, or the folder of one item.

    Args:
        source: The tree, or the folder.
        proof: Also tries every item on paper.
        spell: Also check the spelling, where this computer can.
        today: Also refuse facts that were to be checked again before this day.
        on_read: Is told of each item that could be read whole, before the next is read; whether
            anything else is wrong with it is not known yet.

    Raises:
        UsageError: There is no item in the folder at all.
        ContentError: The list of allowed words cannot be read.
    """
    folders = item_folders(source)
    if not folders:
        raise UsageError("source", str(source))
    lists = source if len(folders) > 1 else folders[0].parent.parent
    read: list[SourceFolder] = []
    errors: list[ContentError] = []  # mistakes of the dialect before those of the language
    site = _site(lists, errors)
    begun = [each for each in (proof.ask if proof else None, on_read) if each]
    with ExitStack() as running:
        checkers = [
            running.enter_context(_Spelling(lang, spelling.allow_list(lists, lang)))
            for lang in (LANGS if spell else ())
        ]
        for folder in folders:  # all of an item before the next: its texts are remembered that long
            found = read_folder(folder)
            read.append(found)
            _hand_on(found, checkers, begun)
            errors.extend(_folder_errors(found, today))
        if len(folders) > 1:
            errors.extend(_tree_errors(read))
        errors.extend(proof.errors() if proof else ())
        told = {checker.lang: checker.errors() for checker in checkers}
    errors += [error for found in told.values() for error in found or ()]
    items = tuple(each.loaded for each in read if each.loaded)
    not_spelled = tuple(lang for lang, found in told.items() if found is None)
    return Report(items, _in_order(errors), not_spelled, site)


def _site(source: Path, errors: list[ContentError]) -> str:
    try:
        return site_of(source)
    except ContentError as error:
        errors.append(error)
        return SITE


def _in_order(errors: Iterable[ContentError]) -> tuple[ContentError, ...]:
    """In order of file and line; of one line each kind of mistake once, with all its words."""
    told: dict[object, ContentError] = {}
    unread: set[tuple[Path | None, int]] = set()
    for each in errors:
        if each.code in _OF_WORDS and (each.path, each.line) in unread:
            continue  # the line will be read again when it can be
        if each.line and each.code not in _OF_WORDS:
            unread.add((each.path, each.line))
        place = (each.path, each.line, each.code, "" if each.line else each.detail)
        before = told.get(place)
        if before and each.detail not in before.detail.split(", "):
            words = f"{before.detail}, {each.detail}"
            told[place] = ContentError(each.code, words, line=each.line, path=each.path)
        else:
            told.setdefault(place, each)
    return tuple(sorted(told.values(), key=_by_file))


def _by_file(error: ContentError) -> tuple[str, int, str]:
    return str(error.path), error.line, error.detail


def _hand_on(
    found: SourceFolder,
    checkers: Iterable[_Spelling],
    begun: Iterable[Callable[[SourceItem], None]],
) -> None:
    """Let others work at what was read, while the next is read."""
    for checker in checkers:
        checker.ask_of(found)
    if found.loaded and not found.mistakes:
        for begin in begun:
            begin(found.loaded)


def _folder_errors(found: SourceFolder, today: dt.date | None) -> Iterator[ContentError]:
    """All that is wrong within an item but its spelling and its paper."""
    yield from found.mistakes
    yield from _language_errors(found)
    if found.loaded:
        yield from _unconfirmed(found.folder / RECORD_FILE)
        yield from _item_errors(found.loaded)
        yield from _old_facts(found.loaded, today) if today else ()


def _unconfirmed(record: Path) -> Iterator[ContentError]:
    """What a draft has guessed, for as long as no editor has said that it is right."""
    names, line = guesses(read_text(record, MOST_BYTES))
    if names:
        yield ContentError(ContentErrorCode.GUESSED, names, line=line, path=record)


def _item_errors(each: SourceItem) -> Iterator[ContentError]:
    item = each.item
    if item.record.kind is Kind.SYNONYMS:
        return  # one language
    for lang in LANGS:
        if lang not in item.texts:
            file = each.folder / RECORD_FILE
            yield ContentError(ContentErrorCode.MISSING_LANGUAGE, lang, path=file)
    yield from structure_errors(item.record, each.texts)
    for text in each.texts:
        yield from _untold_pictures(text)
        yield from _drawn_lines(text)
        if text.whole and text.lang in item.texts:
            yield from needs_errors(text, item.texts[text.lang])


def _untold_pictures(text: SourceText) -> Iterator[ContentError]:
    """Pictures whose description is still the one of a draft."""
    for block in blocks_of(text.document):
        if isinstance(block, Image) and is_still_to_be_told(block.alt, text.lang):
            line = text.line_of(block.alt, block)
            yield ContentError(ContentErrorCode.IMAGE_ALT, block.src, line=line, path=text.path)


def _drawn_lines(text: SourceText) -> Iterator[ContentError]:
    """Headings with a line drawn of dashes: it is read aloud, and stands in every list of them."""
    for block in blocks_of(text.document):
        if isinstance(block, Heading) and _LINE_OF_DASHES.search(plain(block.text)):
            detail = f"{plain(block.text)} → ::: cut"
            line = block.line or text.line_of(plain(block.text), block)
            yield ContentError(ContentErrorCode.MARKUP, detail, line=line, path=text.path)


def _language_errors(found: SourceFolder) -> Iterator[ContentError]:
    """Words and sentences that the rules of the language refuse, in all that could be read."""
    if found.folder.parent.name == _SYNONYMS:
        return  # words that nothing else may use
    for text in found.texts:
        findings = [*language.term_findings(text.document, text.lang)]
        if text.easy:
            findings += language.easy_findings(text.document)
        for each in findings:
            line = text.line_of(each.words, each.block)
            yield ContentError(each.code, each.detail, line=line, path=text.path)


def _old_facts(each: SourceItem, today: dt.date) -> Iterator[ContentError]:
    until = each.item.record.valid_until
    if until and until < today:
        yield ContentError(
            ContentErrorCode.FACT_TOO_OLD, f"{until}", path=each.folder / RECORD_FILE
        )


def _readability(
    items: Iterable[SourceItem],
) -> Iterator[tuple[tuple[str, Lang], Readability]]:
    for each in items:
        for text in each.texts:
            if not text.easy and text.whole and each.item.record.kind is not Kind.SYNONYMS:
                yield (each.item.id, text.lang), language.readability(text.document, text.lang)


class _Spelling(spelling.SpellChecker):
    """The spelling of a language: its words are looked up while the other texts are read."""

    def __init__(self, lang: Lang, allowed: frozenset[str]) -> None:
        super().__init__(lang, allowed)
        self._files: list[_Spelled] = []

    def ask_of(self, found: SourceFolder) -> None:
        """Have the words of an item looked up."""
        for file in _spelled(found, self.lang):
            self._files.append(file)
            self.ask(file.words)

    def errors(self) -> list[ContentError] | None:
        """What was found; ``None`` where this computer cannot tell."""
        unknown = self.doubtful()
        if unknown is None:
            return None
        return [error for file in self._files for error in _spelling_errors(file, unknown)]


def _spelling_errors(file: _Spelled, unknown: set[WrittenWord]) -> Iterator[ContentError]:
    lines: dict[str, int] = {}  # a word once a file, whatever full stop it stands with
    for word in file.words & unknown:
        line = file.line_of(word)
        lines[word.bare] = min(line, lines.get(word.bare, line))
    for each, line in sorted(lines.items()):
        yield ContentError(ContentErrorCode.SPELLING, each, line=line, path=file.path)


@dataclass(frozen=True)
class _Spelled:
    """A file whose words are looked up.

    Attributes:
        path: The file.
        words: Its words.
        line_of: The line of one of them; asked of those that nothing knows.
    """

    path: Path
    words: set[WrittenWord]
    line_of: Callable[[WrittenWord], int]


def _spelled(found: SourceFolder, lang: Lang) -> Iterator[_Spelled]:
    """The record and the texts of an item, as far as they are in this language."""
    words_of = found.loaded.item.texts.get(lang) if found.loaded else None
    if words_of is not None:
        record = found.folder / RECORD_FILE
        title, summary, place = words_of.title, words_of.summary, words_of.place
        shown = (title, summary, place, *words_of.keywords, *words_of.needs)
        yield _Spelled(record, set(spelling.words_of(shown)), partial(_line_in_record, record))
    for text in found.texts:
        if text.lang == lang and found.folder.parent.name != _SYNONYMS:
            every = (
                shown for part in text.document for each in part.blocks for shown in words(each)
            )
            yield _Spelled(text.path, set(spelling.words_of(every)), partial(_line_in_text, text))


def _line_in_record(record: Path, word: WrittenWord) -> int:
    return line_of(composed(read_text(record, MOST_BYTES)), word.written, whole=True)


def _line_in_text(text: SourceText, word: WrittenWord) -> int:
    """The line of the first block that holds the word."""
    for part in text.document:
        for block in part.blocks:
            if word in spelling.words_of(words(block)):
                return text.line_of(word.written, block, whole=True)
    return 0


def _tree_errors(read: Iterable[SourceFolder]) -> Iterator[ContentError]:
    """What is wrong between items; whatever could not be read may well be there."""
    ids: set[str] = set()
    titles: set[tuple[Lang, str]] = set()
    items = [each.loaded for each in read if each.loaded]
    unread = [each.folder.name for each in read if not each.loaded]
    maybe = {name[: dash.start()] for name in unread for dash in re.finditer("-|$", name)}
    facts = maybe | {each.item.id for each in items if each.item.record.kind is Kind.FACT}
    known = maybe | {each.item.id for each in items}
    for each in items:
        record = each.folder / RECORD_FILE
        if each.item.id in ids:
            yield ContentError(ContentErrorCode.DUPLICATE_ID, each.item.id, path=record)
        ids.add(each.item.id)
        for lang, text in each.item.texts.items():
            title = text.title.strip().casefold()
            if title and (lang, title) in titles:
                yield ContentError(ContentErrorCode.DUPLICATE_TITLE, text.title, path=record)
            titles.add((lang, title))
        yield from _link_errors(each, facts, known)


def _link_errors(each: SourceItem, facts: set[str], known: set[str]) -> Iterator[ContentError]:
    for target in each.item.record.related:
        if target not in known:
            yield ContentError(ContentErrorCode.DEAD_LINK, target, path=each.folder / RECORD_FILE)
    for text in each.texts:
        for block, target in _targets(text.document):
            if target not in (facts if target.startswith("f-") else known):
                line = text.line_of(target, block, whole=True)
                yield ContentError(ContentErrorCode.DEAD_LINK, target, line=line, path=text.path)


def _targets(document: Document) -> Iterator[tuple[Block, str]]:
    """Ids of the items that a text refers to, and the block that does."""
    for block in blocks_of(document):
        if isinstance(block, Facts):
            yield from ((block, each) for each in block.ids)
        for span in spans(block):
            if span.href.startswith("item:"):
                yield block, span.href.removeprefix("item:")
