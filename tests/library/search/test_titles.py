"""A title is found first while it is typed, and what was found keeps its order."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.model import LANGS
from valita_desktop.library.search import Doc, Search
from valita_desktop.library.search.tokens import folded, words
from valita_desktop.library.store import Library

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang

    Found = Callable[[str], list[tuple[str, list[str]]]]

_LETTERS = 24
"""So many letters of a title are typed; by then it is alone."""


@pytest.fixture(scope="module")
def library(made_library: Path) -> Iterator[Library]:
    """The shipped kit."""
    with closing(Library(made_library)) as library:
        yield library


def finder(library: Library, lang: Lang) -> Found:
    """Ids of what is found, with the words of the titles."""
    titles = {row.id: words(row.title(lang)) for row in library.rows()}

    @cache
    def found(query: str) -> list[tuple[str, list[str]]]:
        return [(hit.id, titles[hit.id]) for hit in library.search(query, lang).hits]

    return found


def typed(library: Library, lang: Lang) -> Iterator[list[str]]:
    """Every title and every word of one, typed letter by letter from the second on."""
    for row in library.rows():
        title = row.title(lang)
        for text in dict.fromkeys((title[:_LETTERS], *words(title))):
            yield [text[:end] for end in range(2, len(text) + 1)]


def begins(query: str, title: list[str]) -> bool:
    """Whether each word typed begins a word of a title."""
    return all(any(word.startswith(part) for word in title) for part in words(query))


def holds(query: str, title: list[str]) -> bool:
    """Whether each word typed is within a word of a title, or may be the base form of one."""
    return all(
        any(folded(part) in folded(word) or part[:2] in word for word in title)
        for part in words(query)
    )


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_stands_before_a_title_that_begins_as_was_typed(
    library: Library, lang: Lang
) -> None:
    found = finder(library, lang)
    wrong = [
        (query, before)
        for queries in typed(library, lang)
        for query in queries
        for hits in [found(query)]
        for last in [
            max((n for n, (_, title) in enumerate(hits) if begins(query, title)), default=-1)
        ]
        for before, title in hits[: last + 1]
        if not holds(query, title)
    ]

    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_title_with_what_was_typed_is_first(library: Library, lang: Lang) -> None:
    found = finder(library, lang)
    lost = [
        query
        for queries in typed(library, lang)
        for query in queries
        if not all(any(part in word for word in found(query)[0][1]) for part in words(query))
    ]

    assert lost == []


@pytest.mark.parametrize("lang", LANGS)
def test_order_of_titles_stays_while_one_is_typed(library: Library, lang: Lang) -> None:
    found = finder(library, lang)
    flipped = []
    for queries in typed(library, lang):
        for query, longer in pairwise(queries):
            after = [item for item, title in found(longer) if begins(longer, title)]
            before = [item for item, _ in found(query) if item in after]
            if before != [item for item in after if item in before]:
                flipped.append((query, longer, before, after))

    assert flipped == []


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("kuukaus", "fi"),
        ("kuukausi", "fi"),
        ("kuukausib", "fi"),
        ("budj", "fi"),
        ("budjetin", "fi"),
        ("manadsb", "sv"),
        ("budg", "sv"),
        ("budgeten", "sv"),
    ],
)
def test_word_within_a_title_stands_before_all_texts(
    connection: sqlite3.Connection, query: str, lang: Lang
) -> None:
    search = Search(connection)
    search.create()
    search.put(
        [
            Doc("title", "fi", "Oma kuukausibudjetin pohja"),
            Doc("title", "sv", "Egen månadsbudgeten"),
            Doc("keyword", "fi", "Opas", ("kuukausi", "kuukaus", "budjetti", "kuukausiba")),
            Doc("keyword", "sv", "Guide", ("månad", "budget", "budgeten", "manadsbo")),
        ]
    )

    assert search.search(query, lang).hits[0].id == "title"


def test_changed_title_is_found_by_its_new_words_only(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.create()
    search.put([Doc("one", "fi", "Vanha otsikko"), Doc("two", "fi", "Opas", body="Vanhat.")])
    search.put([Doc("one", "fi", "Uusi nimi")])

    assert [hit.id for hit in search.search("vanh", "fi").hits] == ["two"]
    assert [hit.id for hit in search.search("nim", "fi").hits] == ["one"]
