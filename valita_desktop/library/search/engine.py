"""The search: documents in, hits out.

The tables belong to this package alone (their names begin with ``search_``) and follow
the documents within the caller's transaction: nothing here commits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.library.search.model import Doc, Hit, Results

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from valita_desktop.content.model import Lang

_SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_text
USING fts5(id UNINDEXED, lang UNINDEXED, rank_order UNINDEXED, title, keywords, summary, body)
"""


class Search:
    """Full-text search in a database.

    Args:
        connection: Of the database that holds the library. The caller owns it and its
            transactions.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the tables where there are none."""
        self._connection.execute(_SCHEMA)

    def put(self, docs: Iterable[Doc]) -> None:
        """Add documents; one that was there under the same id and language is replaced."""
        for doc in docs:
            self._connection.execute(
                "DELETE FROM search_text WHERE id = ? AND lang = ?", (doc.id, doc.lang)
            )
            self._connection.execute(
                "INSERT INTO search_text VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    doc.id,
                    doc.lang,
                    doc.order,
                    doc.title,
                    " ".join(doc.keywords),
                    doc.summary,
                    doc.body,
                ),
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Forget items, in all languages; unknown ids are passed over."""
        self._connection.executemany(
            "DELETE FROM search_text WHERE id = ?", [(item,) for item in ids]
        )

    def set_synonyms(self, lang: Lang, pairs: Mapping[str, tuple[str, ...]]) -> None:
        """Replace the synonyms of a language: everyday word to subject terms."""

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items.

        Args:
            query: What a person typed, anything at all.
            lang: The language to find in and to show hits in.
            limit: At most this many hits.
        """
        words = "".join(c if c.isalnum() else " " for c in query[:200]).split()[:12]
        if not words:
            return Results()
        match = " ".join(f'"{word}"*' for word in words)
        rows = self._connection.execute(
            "SELECT id, title, summary, bm25(search_text, 0, 0, 0, 10, 6, 3, 1) AS score "
            "FROM search_text WHERE search_text MATCH ? AND lang = ? "
            "ORDER BY score, rank_order LIMIT ?",
            (match, lang, limit),
        ).fetchall()
        return Results(
            tuple(
                Hit(item, lang, title, summary, (), (), -score, related=False)
                for item, title, summary, score in rows
            )
        )
