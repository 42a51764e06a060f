"""What the first search reads: kept with the documents, and never believed when it is old."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.model import LANGS
from valita_desktop.library.search import Doc, Search
from valita_desktop.library.search.digest import Digest
from valita_desktop.library.search.finder import digest_of
from valita_desktop.library.search.index import Index
from valita_desktop.library.search.morphology import analyser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.library.search.model import Results

DOCS = [
    Doc("sleep", "fi", "Unipäiväkirja", ("uni",), "Viikon unet.", "Nukuin kahdeksan tuntia."),
    Doc("sleep", "sv", "Sömndagbok", ("sömn",), "Veckans sömn.", "Jag sov åtta timmar."),
    Doc("money", "fi", "Kuukausibudjetti", ("raha",), "Mihin rahat menevät?", "Kuukauden tulot."),
    Doc("only", "sv", "Årsklocka", (), "Hela året.", "Vad händer i maj?"),
]
QUERIES = ["uni", "unipaiva", "kuukau", "raha", "sömn", "somn", "arsk", "paivakirja", "mani"]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:")
    search = Search(made)
    search.create()
    search.put(DOCS)
    search.set_synonyms("fi", {"mani": ("raha",), "mihin hilut": ("raha",)})
    search.settle()
    yield made
    made.close()


def all_found(connection: sqlite3.Connection) -> list[Results]:
    search = Search(connection)
    return [search.search(query, lang) for query in QUERIES for lang in LANGS]


def test_a_search_finds_the_same_with_and_without_what_was_kept(
    connection: sqlite3.Connection,
) -> None:
    with_it = all_found(connection)
    connection.execute("DELETE FROM search_digest")

    assert all_found(connection) == with_it
    assert sum(len(found.hits) for found in with_it) > len(QUERIES)


def test_what_is_kept_is_what_the_tables_say(connection: sqlite3.Connection) -> None:
    index = Index(connection, analyser, lambda _item_id: b"")

    kept = {lang: index.digest(lang) for lang in LANGS}

    assert kept == {lang: digest_of(index, lang, analyser(lang)) for lang in LANGS}


def test_what_a_later_write_left_behind_is_not_believed(connection: sqlite3.Connection) -> None:
    search = Search(connection)
    search.put([Doc("party", "fi", "Vappujuhla")])

    assert [hit.id for hit in Search(connection).search("vappu", "fi").hits] == ["party"]
    search.settle()
    assert [hit.id for hit in Search(connection).search("vappu", "fi").hits] == ["party"]


@pytest.mark.parametrize(
    "damage", ["zeroblob(200)", "x''", "substr(data, 1, 100)", "x'00000000' || substr(data, 5)"]
)
def test_what_is_damaged_is_made_anew(connection: sqlite3.Connection, damage: str) -> None:
    before = all_found(connection)
    connection.execute(f"UPDATE search_digest SET data = CAST({damage} AS BLOB)")  # noqa: S608

    assert all_found(connection) == before


def test_numbers_of_another_program_are_not_read() -> None:
    assert Digest.unpacked((0xCBF43926).to_bytes(4, "big") + b"123456789") is None


def test_a_twin_is_the_same_item_in_the_other_language(connection: sqlite3.Connection) -> None:
    found = Search(connection).search("nukuin", "sv").hits

    assert [(hit.id, hit.lang) for hit in found] == [("sleep", "sv")]
    assert [hit.id for hit in Search(connection).search("årsklocka", "fi").hits] == ["only"]


def test_a_hit_with_a_damaged_text_is_listed_without_an_excerpt(
    connection: sqlite3.Connection,
) -> None:
    connection.execute("UPDATE search_doc SET text = x'789c00'")

    (hit,) = Search(connection).search("kuukausibudjetti", "fi").hits

    assert (hit.id, hit.snippet, hit.title_marks) == ("money", "", ((0, 16),))
