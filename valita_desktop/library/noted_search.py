"""Finds materials by the words of a person's own notes too.

Cheap, because notes are few: they are read through, not indexed. A note has every word as it was
typed, so it stands above what the library found somewhere in a text or nearly; titles stand first.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from valita_desktop.errors import StoreUnusableError
from valita_desktop.i18n import _
from valita_desktop.letters import composed
from valita_desktop.library.search import Excerpt, Hit, Results

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Lang
    from valita_desktop.library.notebook import Note, Notebook
    from valita_desktop.library.rows import Row
    from valita_desktop.library.shelf import Shelf

log = logging.getLogger(__name__)

_LEAST = 3
"""Letters of the longest word that is looked for: shorter ones are in every note."""
_INSIDE = 4
"""From so many letters on a word is found inside others too, as in compounds."""
_BEFORE, _AFTER = 30, 90


class NotedIndex:
    """What the window asks of the library, with a person's notes.

    Args:
        library: The materials.
        notebook: The notes.
    """

    def __init__(self, library: Shelf, notebook: Notebook) -> None:
        self._library = library
        self._notebook = notebook

    def close(self) -> None:
        """Let go of the materials."""
        self._library.close()

    def rows(self) -> tuple[Row, ...]:
        """Every listed item, by theme, kind and id."""
        return self._library.rows()

    def with_own(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows of the network's items, and the own ones among them, in the same order."""
        return self._library.with_own(rows)

    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Make the first search quick, in steps none of which takes long."""
        return self._library.get_ready(lang)

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items by their own words, and by notes that have all that was typed.

        Args:
            query: As it was typed.
            lang: The language to find in first.
            limit: At most so many hits of the library above the divider.
        """
        found = self._library.search(query, lang, limit)
        places = dict(self._noted(query))
        if not places:
            return found
        titles = {row.id: row.title(lang) for row in self._library.rows() if row.id in places}
        titled: list[Hit] = []
        if not found.suggestion:  # else hits have other words than those that were typed
            titled += takewhile(lambda hit: hit.title_marks and not hit.related, found.hits)
        first = {hit.id for hit in titled}
        noted = [
            Hit(each, lang, title, excerpt=places[each])
            for each, title in titles.items()
            if each not in first
        ]
        above = first.union(hit.id for hit in noted)
        rest = [hit for hit in found.hits if hit.id not in above]
        return replace(found, hits=(*titled, *noted, *rest))

    def _noted(self, query: str) -> Iterator[tuple[str, partial[Excerpt]]]:
        """Items by id whose notes have every word, and what makes the excerpt of each."""
        words = re.findall(r"\w+", composed(query))
        if max(map(len, words), default=0) < _LEAST:
            return
        for note in self._notes():
            spans = [_place(word, note.text) for word in words]
            if all(spans):
                yield note.item_id, partial(_excerpt, note.text, min(filter(None, spans)))

    def _notes(self) -> tuple[Note, ...]:
        try:
            return self._notebook.notes()
        except StoreUnusableError:
            log.warning("found without notes", exc_info=True)
            return ()


def _place(word: str, text: str) -> tuple[int, int] | None:
    begins = "" if len(word) >= _INSIDE else r"\b"
    found = re.search(begins + re.escape(word), text, re.IGNORECASE)
    return found.span() if found else None


def _excerpt(text: str, span: tuple[int, int]) -> Excerpt:
    """The words of a note around a place in it, in one line of as many letters."""
    start, end = max(0, span[0] - _BEFORE), span[1] + _AFTER
    told = _("My note: {words}").format(words="")
    before = told + ("…" if start else "")
    line = re.sub(r"\s", " ", text[start:end]) + ("…" if end < len(text) else "")
    at = len(before) - start
    return Excerpt(before + line, ((span[0] + at, span[1] + at),))
