"""Try an item on paper before it is published: does every layout it claims hold it?

Joins `publishing` (which knows the texts) and `handouts` (which knows the paper); the
check is handed a `PrintCheck` and knows neither.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from valita_desktop.content.blocks import PageBreak
from valita_desktop.content.handout import (
    HeldSource,
    Paper,
    PartChoice,
    Piece,
    make_handout,
    why_not,
)
from valita_desktop.content.layouts import LAYOUTS
from valita_desktop.content.model import Kind
from valita_desktop.content.source import RECORD_FILE, item_folders, load_item
from valita_desktop.errors import ContentError, ContentErrorCode, HandoutError
from valita_desktop.letters import composed
from valita_desktop.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.layouts import Layout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.content.source import SourceItem

_NAMED = 3
"""Signs without a shape that are named of one line."""


class PrintCheck:
    """Lays out the student sheets of items.

    Args:
        facts: The facts that they show, by id.
        workers: Who does it, while the other texts are read.

    Attributes:
        facts: The same facts.
    """

    def __init__(self, facts: Mapping[str, Item], workers: Workers | None = None) -> None:
        self.facts = facts
        self._workers = workers or Workers()
        self._asked: list[Callable[[], list[ContentError]]] = []

    @classmethod
    def of_tree(cls, source: Path, workers: Workers | None = None) -> Self:
        """With the facts of a source tree, or of the one that a folder of an item is in."""
        tree = source.resolve().parent.parent if (source / RECORD_FILE).is_file() else source
        facts: dict[str, Item] = {}
        for folder in item_folders(tree):
            if folder.parent.name == "facts":
                loaded = _loaded(folder)
                facts |= {loaded.item.id: loaded.item} if loaded else {}
        return cls(facts, workers)

    def ask(self, each: SourceItem) -> None:
        """Have an item tried."""
        self._asked.append(self._workers.ask(_Try(each, self.facts)))

    def errors(self) -> Iterator[ContentError]:
        """What has no shape or does not fit: a sheet of more than its page, a block larger."""
        asked, self._asked = self._asked, []
        for found in asked:
            yield from found()


@dataclass(frozen=True)
class _Try:
    """An item to be laid out with some facts; called, it is, in whatever process."""

    each: SourceItem
    facts: Mapping[str, Item]

    def __call__(self) -> list[ContentError]:
        """What is wrong with it."""
        return [*_shapeless(self.each), *self._unfit()]

    def _unfit(self) -> Iterator[ContentError]:
        item = self.each.item
        if item.record.kind not in (Kind.PRACTICE, Kind.MATERIAL):
            return
        for lang in item.langs:
            for layout, spec in LAYOUTS.items():
                if not spec.tried:
                    continue
                if not why_not(item, lang, layout, Paper.A4, PartChoice.STUDENT):
                    yield from self._errors(lang, layout)

    def _errors(self, lang: Lang, layout: Layout) -> Iterator[ContentError]:
        from valita_desktop.handouts import pdf

        easy = LAYOUTS[layout].easy
        file = self.each.folder / (f"{lang}.easy.md" if easy else f"{lang}.md")
        piece = Piece(self.each.item, lang, PartChoice.STUDENT)
        source = HeldSource(self.facts, self.each.images)
        handout = make_handout((piece,), source, layout=layout)
        try:
            pages = pdf.pages(handout)
        except HandoutError as error:
            detail = f"{layout}: {error}"
            yield ContentError(ContentErrorCode.OVERFLOW, detail, line=error.line, path=file)
            return
        wanted = _pages(self.each.document(lang, easy=easy))
        if LAYOUTS[layout].one_page and pages > wanted:
            yield ContentError(ContentErrorCode.OVERFLOW, f"{layout} {pages}/{wanted}", path=file)


def _shapeless(each: SourceItem) -> Iterator[ContentError]:
    """Signs of an item that no face has, one error a line."""
    if each.item.record.kind is Kind.SYNONYMS:
        return  # words to find by, never printed
    record = each.item.record
    words = [record.based_on, record.publisher, *record.authors]
    for shown in each.item.texts.values():
        words += (shown.title, shown.summary, shown.place, shown.change_note)
        words += (*shown.keywords, *shown.needs)
    yield from _without_shape("\n".join(words), each.folder / RECORD_FILE)
    for text in each.texts:
        yield from _without_shape(text.markdown, text.path)


def _without_shape(words: str, file: Path) -> Iterator[ContentError]:
    """Signs without a shape among some words, by the lines of the file that hold them."""
    from valita_desktop.handouts.pdfwriter import signs

    lacking = signs.lacking(words)
    written = composed(file.read_text(encoding="utf-8-sig")) if lacking else ""
    for number, line in enumerate(written.split("\n"), 1):
        found = [sign for sign in lacking if sign in line]
        if found:
            named = [*map(_named, found[:_NAMED]), *(["…"] if len(found) > _NAMED else [])]
            detail = ", ".join(named)
            yield ContentError(ContentErrorCode.NO_SHAPE, detail, line=number, path=file)


def _named(sign: str) -> str:
    """``王 (U+738B, CJK UNIFIED IDEOGRAPH-738B)``; what cannot be shown by its number alone."""
    name = unicodedata.name(sign, "")
    return f"{sign} (U+{ord(sign):04X}, {name})" if name else f"U+{ord(sign):04X}"


def _pages(document: Document) -> int:
    """Pages that a sheet is meant to have: one, and one more for each page break in it."""
    sheets = [part for part in document if part.role == "sheet"]
    return 1 + sum(isinstance(block, PageBreak) for part in sheets for block in part.blocks)


def _loaded(folder: Path) -> SourceItem | None:
    try:
        return load_item(folder)
    except ContentError:
        return None  # the check itself tells it
