"""The search: documents in, hits out.

A query is looked for as it is; guesses begin only where that found nothing. The tables
follow the documents within the caller's transaction: nothing here commits.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from valita_desktop.content.model import LANGS
from valita_desktop.library.search import spelling
from valita_desktop.library.search.finder import NOTHING, Finder, Findings, digest_of
from valita_desktop.library.search.index import MANY, Index
from valita_desktop.library.search.model import Excerpt, Hit, Results
from valita_desktop.library.search.morphology import analyser
from valita_desktop.library.search.query import LONGEST_QUERY, typed_words
from valita_desktop.library.search.snippet import Marker
from valita_desktop.library.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.kept_doc import KeptDoc
    from valita_desktop.library.search.model import Doc
    from valita_desktop.library.search.morphology import Analyser

MOST_RELATED = 10
"""Hits below the divider."""

_SECTION = 10_000.0
"""What a section is worth in a score; more than any document within a section has."""

_OTHER: dict[Lang, Lang] = {"fi": "sv", "sv": "fi"}


def _no_source(_item_id: str) -> bytes:
    return b""


class Search:
    """Full-text search in a database.

    Args:
        connection: Of the database that holds the library. The caller owns it and its
            transactions.
        analysers: Gives the analyser of a language; the shipped ones if not given.
        source_of: Gives the `Doc.source` that a document was put in with, by its id; needed
            where any is.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        analysers: Callable[[Lang], Analyser] = analyser,
        source_of: Callable[[str], bytes] = _no_source,
    ) -> None:
        self._analysers = analysers
        self._index = Index(connection, analysers, source_of)
        self._finders: dict[Lang, tuple[str, Finder]] = {}

    def create(self) -> None:
        """Make the tables where there are none, and anew if other rules made them."""
        self._index.create()
        self._index.adopt()
        self.settle()

    def is_ready(self) -> bool:
        """Whether there are tables that the rules of this program made; reads only."""
        return self._index.is_adopted()

    def put(self, docs: Iterable[Doc]) -> None:
        """Add documents, each in place of what was there under its id and language."""
        if self._index.put(docs) >= MANY:
            self.settle()

    def settle(self) -> None:
        """Have ready what the next search reads first; the last thing of a transaction.

        Left out, that search makes it anew, which takes a tenth of a second.
        """
        for lang in LANGS:
            if not self._index.is_digested(lang):
                self._index.keep(lang, digest_of(self._index, lang, self._analysers(lang)))

    def remove(self, ids: Iterable[str]) -> None:
        """Forget items, in all languages; unknown ids are passed over."""
        self._index.remove(ids)

    def keeps(self, prefix: str, docs: Iterable[Doc]) -> bool:
        """Whether there are these documents and no others of ids that begin so."""
        return not any(self._index.difference(prefix, docs))

    def keep(self, prefix: str, docs: Iterable[Doc]) -> None:
        """Have these documents and no others of ids that begin so.

        Args:
            prefix: How the ids begin.
            docs: All of them; those that are there already are not put again.
        """
        gone, new = self._index.difference(prefix, docs)
        if gone:
            self._index.remove(gone)
        if new:
            self._index.put(new)
        self.settle()

    def set_synonyms(self, lang: Lang, pairs: Mapping[str, tuple[str, ...]]) -> None:
        """Replace the synonyms of a language: everyday word to subject terms."""
        self._index.set_synonyms(lang, pairs)

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items.

        What was found directly stands above the divider: in the language asked for, or if
        there is nothing, by the item's text in the other language. Below stand what is
        near, and items that only the other language has.

        Args:
            query: What a person typed, anything at all.
            lang: The language to find in and to show hits in.
            limit: At most so many hits above the divider, and below it `MOST_RELATED`.
        """
        words = typed_words(query)
        if not words or limit < 1:
            return Results()
        edition = self._index.edition
        here, there = self._finder(lang, edition), self._finder(_OTHER[lang], edition)
        suggestion = ""
        found = here.find(words, limit)
        if found and len(found.scores) < MOST_RELATED:
            found = found.then(here.find_misspelt(words, limit))
        abroad = there.find_sure(words, limit) if len(found.scores) < limit else NOTHING
        twins, strangers = _twins(abroad, there)
        if not (found or twins):
            found, suggestion = self._guess(query, words, here, limit, tried=True)
        if not (found or twins or strangers):
            abroad, suggestion = self._guess(query, words, there, limit)
            twins, strangers = _twins(abroad, there)
        near = NOTHING
        if found and not suggestion:
            near = here.find_near(words, limit + MOST_RELATED, found)
        sections = ((found, here), (twins, here), (near, here), (strangers, there))
        return Results(tuple(self._hits(sections, limit)), suggestion)

    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Read what a search in a language needs, in steps none of which takes long.

        Yields:
            Nothing, after each step; left off, the rest is read by the first search.
        """
        for each in (lang, _OTHER[lang]):
            self._analysers(each)
            yield
            self._finder(each, self._index.edition)
            yield
        spelling.get_ready()
        yield

    def rest(self) -> None:
        """Let go of what the system keeps as well, until the next search."""
        for _edition, finder in self._finders.values():
            finder.analyser.rest()

    def _finder(self, lang: Lang, edition: str) -> Finder:
        """The finder of this language for this edition of the index."""
        known, finder = self._finders.get(lang, ("", None))
        if finder is None or known != edition:
            finder = Finder(self._index, lang, self._analysers(lang))
            self._finders[lang] = (edition, finder)
        return finder

    def _guess(
        self, query: str, words: list[str], finder: Finder, limit: int, *, tried: bool = False
    ) -> tuple[Findings, str]:
        """What else may be meant: without fillers, loosely, mended, or some of the words.

        Args:
            query: As it was typed.
            words: Its words.
            finder: Of the language to guess in.
            limit: At most so many hits.
            tried: These words found nothing there.

        Returns:
            What was found, and the query with its spelling mended if that was it.
        """
        sought = finder.without_fillers(words) or words
        found = (
            (NOTHING if tried and sought == words else finder.find(sought, limit))
            or finder.find_loosely(sought, limit)
            or finder.find_apart(sought, limit)
        )
        if found:
            return found, ""
        for spell in (finder.spellings_near, finder.spellings):
            spellings = {word: likely for word in sought if (likely := spell(word))}
            mended = {word: likely[0] for word, likely in spellings.items() if likely[0] != word}
            if mended and (found := finder.find_mended(spellings.values(), limit)):
                return found, _rewritten(query, mended)
            if spell == finder.spellings_near and (found := finder.find_inside(sought, limit)):
                return found, ""
        return finder.find_any(sought, limit), ""

    def _hits(self, sections: Sequence[tuple[Findings, Finder]], limit: int) -> Iterator[Hit]:
        """Hits of the sections in turn; the divider is below the first that has any."""
        seen: set[str] = set()
        left, related = limit, False
        for place, (found, finder) in enumerate(sections):
            if not found:
                continue
            base = _SECTION * (len(sections) - place)
            marker = Marker(finder.analyser, found.sought)
            for doc, score in finder.docs(found):
                if doc.id in seen or not left:
                    continue
                seen.add(doc.id)
                left -= 1
                excerpt = _LateExcerpt(marker, doc)
                told = (doc.id, doc.lang, doc.title, base + score, related)
                yield Hit(*told, excerpt, marker.spans)
            if not related:
                left, related = MOST_RELATED, True


def _twins(abroad: Findings, there: Finder) -> tuple[Findings, Findings]:
    """The twins of what was found in the other language, and what has no twin."""
    twins, strangers = {}, {}
    for number, score in abroad.scores.items():
        twin = there.twin(number)
        if twin:
            twins[twin] = score
        else:
            strangers[number] = score
    return Findings(twins), Findings(strangers, abroad.sought)


class _LateExcerpt:
    """Makes the excerpt of a document when it is asked for, once."""

    __slots__ = ("_kept", "_made", "_marker")

    def __init__(self, marker: Marker, kept: KeptDoc) -> None:
        self._marker = marker
        self._kept = kept
        self._made: Excerpt | None = None

    def __call__(self) -> Excerpt:
        if self._made is None:
            try:
                self._made = self._marker.excerpt(self._kept.doc)
            except sqlite3.DatabaseError:  # what is found is listed all the same
                self._made = Excerpt(title_marks=self._marker.spans(self._kept.title))
        return self._made


def _rewritten(query: str, mended: Mapping[str, str]) -> str:
    """The query with some of its words spelt otherwise, the rest as it was typed."""
    out: list[str] = []
    end = 0
    for token in tokens(query[:LONGEST_QUERY]):
        if token.word in mended:
            out += (query[end : token.start], mended[token.word])
            end = token.end
    return "".join((*out, query[end:])).strip()
