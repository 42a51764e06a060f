"""Try an item on paper before it is published: does every layout it claims hold it?

Joins `publishing` (which knows the texts) and `handouts` (which knows the paper); the
check is handed a `PrintCheck` and knows neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.layouts import Layout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.content.source import SourceItem


class PrintCheck:
    """Renders the student sheets of items.

    Args:
        source: Their tree, or the folder of one of them; facts are taken from the tree.
    """

    def __init__(self, source: Path) -> None:
        tree = source.resolve().parent.parent if (source / RECORD_FILE).is_file() else source
        self._facts: dict[str, Item] = {}
        for folder in item_folders(tree):
            if folder.parent.name == "facts":
                loaded = _loaded(folder)
                self._facts |= {loaded.item.id: loaded.item} if loaded else {}

    def __call__(self, each: SourceItem) -> Iterator[ContentError]:
        """What does not fit: a sheet of more than its page, a block larger than a page."""
        if each.item.record.kind not in (Kind.PRACTICE, Kind.MATERIAL):
            return
        for lang in each.item.langs:
            for layout, spec in LAYOUTS.items():
                if not spec.tried:
                    continue
                if not why_not(each.item, lang, layout, Paper.A4, PartChoice.STUDENT):
                    yield from self._errors(each, lang, layout)

    def _errors(self, each: SourceItem, lang: Lang, layout: Layout) -> Iterator[ContentError]:
        from valita_desktop.handouts import pdf

        easy = LAYOUTS[layout].easy
        file = each.folder / (f"{lang}.easy.md" if easy else f"{lang}.md")
        piece = Piece(each.item, lang, PartChoice.STUDENT)
        source = HeldSource(self._facts, each.images)
        handout = make_handout((piece,), source, layout=layout)
        try:
            pages = pdf.page_count(pdf.render(handout))
        except HandoutError as error:
            yield ContentError(ContentErrorCode.OVERFLOW, f"{layout}: {error}", path=file)
            return
        wanted = _pages(each.document(lang, easy=easy))
        if LAYOUTS[layout].one_page and pages > wanted:
            yield ContentError(ContentErrorCode.OVERFLOW, f"{layout} {pages}/{wanted}", path=file)


def _pages(document: Document) -> int:
    """Pages that a sheet is meant to have: one, and one more for each page break in it."""
    sheets = [part for part in document if part.role == "sheet"]
    return 1 + sum(isinstance(block, PageBreak) for part in sheets for block in part.blocks)


def _loaded(folder: Path) -> SourceItem | None:
    try:
        return load_item(folder)
    except ContentError:
        return None  # the check itself tells it
