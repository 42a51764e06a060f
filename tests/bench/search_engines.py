"""Search engines to measure ours beside: FTS5 as it comes, and one that is made for search.

All index the same texts, a table or field for each language, and give ids, best first.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tests.bench import search_adapter
from valita_desktop.content.model import LANGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.model import Lang

Text = dict[str, str]
"""A text to index: its ``id``, its ``lang`` and the ``text`` itself."""

ANSWERS = 10


class Answers(Protocol):
    """Something that answers queries."""

    def search(self, query: str, lang: Lang) -> list[str]:
        """Ids of the answers, best first, at most ten."""


class Engine(Answers, Protocol):
    """Something that indexes texts in a folder of its own and answers queries."""

    title: str

    def index(self, texts: Sequence[Text], folder: Path) -> None:
        """Make a fresh index."""


class Ours:
    """The search of the program."""

    title = "Välitä"

    def index(self, texts: Sequence[Text], folder: Path) -> None:
        search_adapter.index(texts, str(folder / "ours.db"))

    def search(self, query: str, lang: Lang) -> list[str]:
        return search_adapter.search(query, lang)


class Fts5:
    """SQLite's full-text search as its manual has it; every word quoted, all must match."""

    def __init__(self, *, prefix: bool) -> None:
        self.title = "FTS5 prefix" if prefix else "FTS5"
        self._star = "*" if prefix else ""
        self._options = ", prefix='2 3 4'" if prefix else ""
        self._connection = sqlite3.connect(":memory:")

    def index(self, texts: Sequence[Text], folder: Path) -> None:
        self._connection = sqlite3.connect(folder / f"{self.title}.db")
        for lang in LANGS:
            self._connection.execute(
                f"CREATE VIRTUAL TABLE {lang} USING fts5(id UNINDEXED, text{self._options})"
            )
            self._connection.executemany(
                f"INSERT INTO {lang} VALUES (?, ?)",  # noqa: S608 - our own two names
                [(text["id"], text["text"]) for text in texts if text["lang"] == lang],
            )
            self._connection.execute(f"INSERT INTO {lang}({lang}) VALUES ('optimize')")  # noqa: S608
        self._connection.commit()

    def search(self, query: str, lang: Lang) -> list[str]:
        match = " ".join('"{}"{}'.format(w.replace('"', '""'), self._star) for w in query.split())
        found = self._connection.execute(
            f"SELECT id FROM {lang} WHERE {lang} MATCH ? ORDER BY rank LIMIT ?",  # noqa: S608
            (match, ANSWERS),
        )
        return [item_id for (item_id,) in found]


class Tantivy:
    """Tantivy with its stemmers, one mistake forgiven, beginnings found.

    Raises:
        ImportError: It is not installed; it is no dependency of the program.
    """

    title = "tantivy fuzzy"

    def __init__(self) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        self._index: Any = None
        self._searcher: Any = None

    def index(self, texts: Sequence[Text], folder: Path) -> None:
        tantivy = self._tantivy
        builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for lang in LANGS:
            builder.add_text_field(lang, tokenizer_name=f"{lang}_stem")
        home = Path(tempfile.mkdtemp(dir=folder))
        self._index = tantivy.Index(builder.build(), path=str(home))
        for lang, language in zip(LANGS, ("finnish", "swedish"), strict=True):
            analyser = (
                tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
                .filter(tantivy.Filter.lowercase())
                .filter(tantivy.Filter.stemmer(language))
                .build()
            )
            self._index.register_tokenizer(f"{lang}_stem", analyser)
        writer = self._index.writer()
        for text in texts:
            writer.add_document(tantivy.Document(id=text["id"], **{text["lang"]: text["text"]}))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: str, lang: Lang) -> list[str]:
        parsed, _ = self._index.parse_query_lenient(
            query, [lang], conjunction_by_default=True, fuzzy_fields={lang: (True, 1, True)}
        )
        hits = self._searcher.search(parsed, ANSWERS).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]
