"""The tables of the search: the documents as they are, and an index of their words.

One contentless FTS5 table a language. For every word of a document it holds the word
itself and what the analyser says of it, each with a letter in front that tells which it
is (`TokenKind`). An entry is taken out by giving the very words it was put in with, so an
index that another analyser has made is made anew before it is written to (`adopt`).

Source:
    SQLite FTS5 (sqlite.org/fts5.html): contentless tables § 4.4.1, the delete and
    delete-all commands § 6, fts5vocab § 9.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from dataclasses import replace
from enum import StrEnum
from functools import partial
from operator import mul
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.model import LANGS
from valita_desktop.decoding import prepared
from valita_desktop.library.search import titles, tokens
from valita_desktop.library.search.digest import Digest
from valita_desktop.library.search.kept_doc import KeptDoc, packed_text
from valita_desktop.library.search.titles import Start, starts
from valita_desktop.library.search.tokens import composed, plain, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.model import Doc
    from valita_desktop.library.search.morphology import Analyser, Analysis

    Analysers = Callable[[Lang], Analyser]

_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS search_doc (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, lang TEXT NOT NULL, title TEXT NOT NULL,
    place INTEGER NOT NULL, text BLOB NOT NULL, starts BLOB NOT NULL, UNIQUE (id, lang))""",
    "CREATE TABLE IF NOT EXISTS search_state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS search_synonym (
    lang TEXT NOT NULL, word TEXT NOT NULL, terms TEXT NOT NULL, PRIMARY KEY (lang, word))""",
    """CREATE TABLE IF NOT EXISTS search_digest (
    lang TEXT PRIMARY KEY, edition TEXT NOT NULL, data BLOB NOT NULL)""",
)
_SCHEMA_OF_LANG = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_{0} USING fts5(
    body, summary, keywords, title, content='', tokenize='ascii')""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_{0}_terms USING fts5vocab(search_{0}, 'row')",
)
# The first column costs two bytes less for each word, so the body is the first.
_ENTER = "INSERT INTO search_{0} (rowid, title, keywords, summary, body) VALUES (?, ?, ?, ?, ?)"
_ERASE = (
    "INSERT INTO search_{0} (search_{0}, rowid, title, keywords, summary, body) "
    "VALUES ('delete', ?, ?, ?, ?, ?)"
)
_FORGET = "DELETE FROM search_doc WHERE number = ?"
_EMPTY = "INSERT INTO search_{0} (search_{0}) VALUES ('delete-all')"
_MEMORY = "INSERT INTO search_{0} (search_{0}, rank) VALUES ('hashsize', ?)"
_AT_ONCE = 16 * 2**20
"""Bytes of entries that are written at once: the fewer parts, the fewer are put together."""
_PACK = "INSERT INTO search_{0} (search_{0}) VALUES ('optimize')"
_STARTS = "SELECT number, starts FROM search_doc WHERE lang = ?"
_BEGIN = "UPDATE search_doc SET starts = ? WHERE number = ?"
_TERMS = "SELECT term, doc FROM search_{0}_terms"
_RANKED = (
    "SELECT rowid, -bm25(search_{0}, 1.0, 4.0, 10.0, 20.0) AS score FROM search_{0} "
    "WHERE search_{0} MATCH ? ORDER BY score DESC LIMIT ?"
)
"""A word in the title weighs more than one in the keywords, the summary, the body."""

_SOME = "SELECT rowid, 0.0 FROM search_{0} WHERE search_{0} MATCH ? LIMIT ?"
_DOC = "SELECT number, id, lang, title, place, text FROM search_doc "
_PUT = "INSERT INTO search_doc (id, lang, title, place, text, starts) VALUES (?, ?, ?, ?, ?, ?)"
_TWINS = (
    "SELECT here.number, ifnull(there.number, 0) FROM search_doc AS here LEFT JOIN search_doc "
    "AS there ON there.id = here.id AND there.lang <> here.lang WHERE here.lang = ? "
    "ORDER BY here.number"
)
_DIGEST = "SELECT data FROM search_digest WHERE lang = ? AND edition = ?"
_IS_DIGESTED = "SELECT 1 FROM search_digest WHERE lang = ? AND edition = ?"
_starts_decoder = msgspec.msgpack.Decoder(prepared(list[Start]))
_STATE = "SELECT value FROM search_state WHERE key = ?"
_SET_STATE = "INSERT OR REPLACE INTO search_state VALUES (?, ?)"
_NAME_DIGEST = "UPDATE search_digest SET edition = ? WHERE edition = ?"
_ENTRIES_KEPT = 65536
MANY = 200
"""So many documents at once are worth the pass that packs the index."""


class TokenKind(StrEnum):
    """What an indexed word is to the word in the text; the letter that stands before it."""

    FORM = "f"
    LEMMA = "l"
    OTHER = "o"
    PART = "p"
    TAIL = "t"
    RELATIVE = "r"
    STEM = "s"


def keys(analysis: Analysis) -> Iterator[str]:
    """What the index holds of a word."""
    yield TokenKind.FORM + analysis.form
    for kind, found in (
        (TokenKind.LEMMA, analysis.lemmas),
        (TokenKind.OTHER, analysis.others),
        (TokenKind.PART, analysis.parts),
        (TokenKind.TAIL, analysis.tails),
        (TokenKind.RELATIVE, analysis.relatives),
    ):
        for word in found:
            yield kind + plain(word)
    if analysis.stem:
        yield TokenKind.STEM + analysis.stem


class Index:
    """Reads and writes the tables.

    Args:
        connection: Of the database; the caller owns it and its transactions.
        analysers: Gives the analyser of a language, loading it when it is first needed.
        source_of: Gives the `Doc.source` that a document was put in with, by its id.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        analysers: Analysers,
        source_of: Callable[[str], bytes],
    ) -> None:
        self._connection = connection
        self._source_of = source_of
        self._analysers = analysers
        self._entries = {lang: _Entries(partial(self._entry, lang)) for lang in LANGS}

    def create(self) -> None:
        """Make the tables where there are none."""
        for statement in _SCHEMA:
            self._connection.execute(statement)
        for lang in LANGS:
            for statement in _SCHEMA_OF_LANG:
                self._connection.execute(statement.format(lang))
            if not self.state("analysers"):
                self._connection.execute(_MEMORY.format(lang), (_AT_ONCE,))

    def adopt(self) -> None:
        """Make the index anew if other rules or another dictionary made it."""
        if self.is_adopted():
            return
        for lang in LANGS:
            self._connection.execute(_EMPTY.format(lang))
        for each in self._select("", ()):
            self._enter(_ENTER, each.number, each.doc)
            self._connection.execute(_BEGIN, (self._packed_starts(each), each.number))
        self._pack()
        self._set_state("analysers", self._rules())
        self._new_edition()

    def is_adopted(self) -> bool:
        """Whether the rules and the dictionary of now made the index."""
        return self.state("analysers") == self._rules()

    def put(self, docs: Iterable[Doc]) -> int:
        """Add documents, each in place of what was there under its id and language.

        Returns:
            How many they were.
        """
        self.adopt()
        count = 0
        for doc in docs:
            self._forget("WHERE id = ? AND lang = ?", (doc.id, doc.lang))
            kept = _composed(doc)  # put in as it is read back: only so can it be taken out again
            row = (kept.id, kept.lang, kept.title, kept.order, packed_text(kept))
            put = self._connection.execute(_PUT, (*row, self._packed_starts(kept)))
            number = put.lastrowid
            self._enter(_ENTER, number or 0, kept)
            count += 1
        if count >= MANY:
            self._pack()
        self._new_edition()
        return count

    def remove(self, ids: Iterable[str]) -> None:
        """Forget items, in all languages; unknown ids are passed over."""
        self.adopt()
        for item_id in ids:
            self._forget("WHERE id = ?", (item_id,))
        self._new_edition()

    def difference(self, prefix: str, docs: Iterable[Doc]) -> tuple[list[str], list[Doc]]:
        """What would have to change for these documents to be all of ids that begin so.

        Args:
            prefix: How the ids begin.
            docs: The documents.

        Returns:
            Ids to be forgotten, and after that the documents to be put in.
        """
        where, values = "WHERE substr(id, 1, ?) = ?", (len(prefix), prefix)
        there = {(each.id, each.lang): _kept(each.doc) for each in self._select(where, values)}
        wanted = {(doc.id, doc.lang): doc for doc in docs}
        gone = sorted({item_id for item_id, _ in there.keys() - wanted.keys()})
        there = {key: fields for key, fields in there.items() if key[0] not in gone}
        new = [doc for key, doc in wanted.items() if there.get(key) != _kept(_composed(doc))]
        return gone, new

    def set_synonyms(self, lang: Lang, pairs: Mapping[str, tuple[str, ...]]) -> None:
        """Replace the synonyms of a language."""
        self._connection.execute("DELETE FROM search_synonym WHERE lang = ?", (lang,))
        self._connection.executemany(
            "INSERT OR REPLACE INTO search_synonym VALUES (?, ?, ?)",
            [(lang, composed(word), json.dumps(terms)) for word, terms in pairs.items()],
        )
        self._new_edition()

    def synonyms(self, lang: Lang) -> list[tuple[str, tuple[str, ...]]]:
        """Everyday words and their subject terms, as they were given."""
        found = self._connection.execute(
            "SELECT word, terms FROM search_synonym WHERE lang = ? ORDER BY word", (lang,)
        )
        return [(word, tuple(json.loads(terms))) for word, terms in found]

    @property
    def edition(self) -> str:
        """Another one after every write; what was read of an earlier one is out of date."""
        return self.state("edition")

    def terms(self, lang: Lang) -> dict[str, int]:
        """Every key in the index of a language, and in how many documents it is."""
        return dict(self._connection.execute(_TERMS.format(lang)).fetchall())

    def starts(self, lang: Lang) -> list[tuple[str, int, int]]:
        """How the words in titles begin, the documents' numbers, and the ranks."""
        return [
            (start, number, rank)
            for number, packed in self._connection.execute(_STARTS, (lang,))
            for start, rank in _starts_decoder.decode(packed)
        ]

    def ranked(self, lang: Lang, match: str, limit: int) -> list[tuple[int, float]]:
        """Numbers and scores of the best documents for a MATCH expression, best first.

        Args:
            lang: The language of the index.
            match: Made by `levels`; nothing that a person typed stands in it unquoted.
            limit: At most so many.
        """
        return self._connection.execute(_RANKED.format(lang), (match, limit)).fetchall()

    def some(self, lang: Lang, match: str, limit: int) -> list[tuple[int, float]]:
        """The first documents for a MATCH expression that too many fit; scores are 0.

        Args:
            lang: As in `ranked`.
            match: As in `ranked`.
            limit: As in `ranked`.
        """
        return self._connection.execute(_SOME.format(lang), (match, limit)).fetchall()

    def docs(self, numbers: Iterable[int]) -> dict[int, KeptDoc]:
        """Documents by number."""
        asked = json.dumps(list(numbers))
        found = self._select("WHERE number IN (SELECT value FROM json_each(?))", (asked,))
        return {each.number: each for each in found}

    def twins(self, lang: Lang) -> list[tuple[int, int]]:
        """The numbers of all documents in a language, ascending, each with its twin's or 0."""
        return self._connection.execute(_TWINS, (lang,)).fetchall()

    def digest(self, lang: Lang) -> Digest | None:
        """What was kept for this edition; ``None`` where nothing was, or it is damaged."""
        found = self._connection.execute(_DIGEST, (lang, self.edition)).fetchone()
        return Digest.unpacked(found[0]) if found else None

    def is_digested(self, lang: Lang) -> bool:
        """Whether there is a digest of this edition."""
        found = self._connection.execute(_IS_DIGESTED, (lang, self.edition))
        return found.fetchone() is not None

    def keep(self, lang: Lang, digest: Digest) -> None:
        """Keep a digest of this edition."""
        self._connection.execute(
            "INSERT OR REPLACE INTO search_digest VALUES (?, ?, ?)",
            (lang, self.edition, digest.packed()),
        )

    def state(self, key: str) -> str:
        """A value that is kept with the tables; ``""`` if there is none."""
        found = self._connection.execute(_STATE, (key,))
        row = found.fetchone()
        return str(row[0]) if row else ""

    def _rules(self) -> str:
        return " ".join(self._analysers(lang).signature for lang in LANGS)

    def _set_state(self, key: str, value: str) -> None:
        self._connection.execute(_SET_STATE, (key, value))

    def _new_edition(self) -> None:
        self._set_state("edition", uuid.uuid4().hex)

    def _pack(self) -> None:
        """What is worth its time after many documents: pack the index, forget their words."""
        for lang in LANGS:
            self._connection.execute(_PACK.format(lang))
            self._entries[lang].clear()
            self._analysers(lang).forget()
        titles.forget()
        tokens.forget()

    def _select(self, where: str, values: Sequence[object]) -> list[KeptDoc]:
        found = self._connection.execute(_DOC + where, values)
        return [KeptDoc._make((*row, self._source_of)) for row in found]

    def _forget(self, where: str, values: Sequence[object]) -> None:
        for each in self._select(where, values):
            self._enter(_ERASE, each.number, each.doc)
            self._connection.execute(_FORGET, (each.number,))

    def _enter(self, statement: str, number: int, doc: Doc) -> None:
        kept = self._entries[doc.lang]
        written = [_entries(kept, text) for text in _fields(doc)]
        self._connection.execute(statement.format(doc.lang), (number, *written))

    def _packed_starts(self, doc: Doc | KeptDoc) -> bytes:
        """How the words of a title begin, each once; made once, since they are analysed."""
        found = starts(doc.title, self._analysers(doc.lang))
        return msgspec.msgpack.encode(list(dict.fromkeys(found)))

    def _entry(self, lang: Lang, written: str) -> bytes:
        """What is entered of what stands between two blanks: a word with its full stop."""
        analyse = self._analysers(lang).analyse
        entered = [f"{key} " for word in words(written) for key in keys(analyse(word))]
        return "".join(entered).encode()


class _Entries(dict[str, bytes]):
    """What is entered of what stands between two blanks, kept: a release says most of it often.

    Found quicker than in a cache that knows what was asked for last; encoded once, not each time.
    """

    def __init__(self, make: Callable[[str], bytes]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, written: str) -> bytes:
        if len(self) >= _ENTRIES_KEPT:
            self.clear()
        self[written] = made = self._make(written)
        return made


def name_edition(connection: sqlite3.Connection, name: str) -> None:
    """Name this edition of an index otherwise, for a file that must be the same each time.

    Args:
        connection: To the database; no index of it may be open.
        name: It must tell this edition from any other that this file will ever have.
    """
    (before,) = connection.execute(_STATE, ("edition",)).fetchone()
    connection.execute(_NAME_DIGEST, (name, before))
    connection.execute(_SET_STATE, ("edition", name))


def _entries(kept: _Entries, text: str) -> bytes:
    """What is entered of a text: what is alike stands together, which takes less room.

    Only how often a key is in a text counts, never where.
    """
    counts = Counter(text.split())
    return b"".join(map(mul, map(kept.__getitem__, counts), counts.values()))


def _composed(doc: Doc) -> Doc:
    whole = "\n".join(_fields(doc))
    if composed(whole) == whole:  # of an item they were when it was read
        return doc
    return replace(
        doc,
        title=composed(doc.title),
        keywords=tuple(map(composed, doc.keywords)),
        summary=composed(doc.summary),
        body=composed(doc.body),
    )


def _kept(doc: Doc) -> tuple[object, ...]:
    """All that is kept of a document."""
    return *_fields(doc), doc.order


def _fields(doc: Doc) -> tuple[str, str, str, str]:
    """The columns of a document that are searched."""
    return doc.title, "\n".join(doc.keywords), doc.summary, doc.body
