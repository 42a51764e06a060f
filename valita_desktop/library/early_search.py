"""The search of a content.db before the stores are open.

SQLAlchemy and all that changes anything take longer to load than a letter may wait for its rows,
and the search needs none of it: a connection of SQLite that reads, like the first page
(`library.glimpse`). Whatever is not as it should be is left to the stores, which are opened next
and asked again: own items and a person's notes are found by them alone.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content.model import LANGS, is_own
from valita_desktop.errors import UNDECODABLE
from valita_desktop.library.glimpse import only_reading, version_of
from valita_desktop.library.kept import source_of
from valita_desktop.library.rows import SCHEMA_VERSION
from valita_desktop.library.search import Search
from valita_desktop.library.search.morphology import analyser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search import Results


class EarlySearch:
    """Finds items in a content.db until the store does; for one thread.

    Made by `early_search`.
    """

    def __init__(self, content: sqlite3.Connection, search: Search) -> None:
        self._content = content
        self._search = search

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results | None:
        """Find items, as `Library.search` does.

        Args:
            query: As it was typed.
            lang: The language to find in first.
            limit: At most so many hits above the divider.

        Returns:
            What the store would find but for own items; ``None`` where that must be asked, as the
            file is damaged or in use.
        """
        try:
            found = self._search.search(query, lang, limit)
        except (sqlite3.Error, *UNDECODABLE):
            return None
        return replace(found, hits=tuple(hit for hit in found.hits if not is_own(hit.id)))

    def close(self) -> None:
        """Let go of the file; what was found has no more excerpts than were shown."""
        self._content.close()


def get_ready(lang: Lang) -> Iterator[None]:
    """Read what every search reads, in steps none of which takes long.

    Args:
        lang: That will probably be searched in.

    Yields:
        Nothing, after each step; left off, the rest is read by the first search.
    """
    for each in sorted(LANGS, key=lambda one: one != lang):
        analyser(each)
        yield


def early_search(folder: Path) -> EarlySearch | None:
    """A search in the content.db of a folder.

    Args:
        folder: Where it stands, on this computer.

    Returns:
        The search; ``None`` where the file is missing, damaged, of another version or in use, or
        has an index that other rules made.
    """
    content = None
    try:
        content = only_reading(folder / "content.db")
        search = Search(content, source_of=partial(source_of, content))
        if version_of(content) == SCHEMA_VERSION and search.is_ready():
            return EarlySearch(content, search)
    except (sqlite3.Error, *UNDECODABLE):
        pass
    if content is not None:
        content.close()
    return None
