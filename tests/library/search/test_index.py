"""The index follows the documents, step by step, as if it had been made at once."""

from __future__ import annotations

import sqlite3
import tracemalloc
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from tests.library.search.conftest import KIT
from valita_desktop.content.model import LANGS
from valita_desktop.library.search import Doc, Search
from valita_desktop.library.search.lemmas import Lemmas
from valita_desktop.library.search.morphology import Analyser, analyser

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def made_of(docs: Iterable[Doc]) -> tuple[sqlite3.Connection, Search]:
    connection = sqlite3.connect(":memory:")
    search = Search(connection)
    search.create()
    search.put(docs)
    return connection, search


def contents(connection: sqlite3.Connection) -> list[object]:
    """Every key with its counts, and every document without its number."""
    keys = [
        row
        for lang in LANGS
        for row in connection.execute(f"SELECT term, doc, cnt FROM search_{lang}_terms")  # noqa: S608
    ]
    docs = connection.execute(
        "SELECT id, lang, title, place, text FROM search_doc ORDER BY id, lang"
    )
    return [*keys, *docs]


def test_changed_and_removed_documents_leave_what_a_new_index_has() -> None:
    changed = [
        replace(doc, title=f"{doc.title} uudistettu", body="Aivan toinen teksti.") for doc in KIT
    ]
    connection, search = made_of(KIT)
    search.put(changed[:3])
    search.remove(["sleep", "no-such-item"])
    search.put([KIT[2]])

    fresh, _ = made_of([*changed[:2], KIT[2], *KIT[4:]])

    assert contents(connection) == contents(fresh)


def test_removed_item_is_not_found_in_any_language() -> None:
    _, search = made_of(KIT)
    assert search.search("kiusaaminen", "fi").hits
    search.remove(["bully"])

    assert not search.search("kiusaaminen", "fi").hits
    assert not search.search("mobbning", "sv").hits


def test_what_is_rolled_back_is_not_found() -> None:
    connection, search = made_of(KIT)
    connection.commit()
    search.put([Doc("new", "fi", "Kaveritaidot")])
    assert search.search("kaveritaidot", "fi").hits
    connection.rollback()

    assert not search.search("kaveritaidot", "fi").hits


def test_another_connection_finds_what_was_committed(tmp_path: Path) -> None:
    file = tmp_path / "content.db"
    writer, reader = sqlite3.connect(file), sqlite3.connect(file)
    writing, reading = Search(writer), Search(reader)
    writing.create()
    writing.put(KIT)
    writer.commit()
    assert not reading.search("kaveritaidot", "fi").hits

    writing.put([Doc("new", "fi", "Kaveritaidot")])
    writer.commit()

    assert reading.search("kaveritaidot", "fi").hits
    writer.close()
    reader.close()


def test_tables_are_made_once() -> None:
    connection, search = made_of(KIT)
    before = contents(connection)
    search.create()

    assert contents(connection) == before


def without_dictionary(folder: Path) -> sqlite3.Connection:
    """An index that was made where no dictionary was shipped."""
    connection = sqlite3.connect(":memory:")
    without = Search(connection, lambda lang: Analyser(lang, Lemmas(lang, folder)))
    without.create()
    without.put(KIT)
    assert not without.search("pesukone", "fi").hits[0].related
    return connection


def test_index_of_another_dictionary_is_made_anew(tmp_path: Path) -> None:
    connection = without_dictionary(tmp_path)
    Search(connection, analyser).create()

    fresh, _ = made_of(KIT)

    assert contents(connection) == contents(fresh)


def test_index_of_another_dictionary_is_made_anew_before_it_is_written_to(tmp_path: Path) -> None:
    put, removed = without_dictionary(tmp_path), without_dictionary(tmp_path)
    Search(put, analyser).put([replace(KIT[0], body="Aivan toinen teksti.")])
    Search(removed, analyser).remove([KIT[0].id])

    with_put, _ = made_of([replace(KIT[0], body="Aivan toinen teksti."), *KIT[1:]])
    with_removed, _ = made_of(KIT[2:])

    assert contents(put) == contents(with_put)
    assert contents(removed) == contents(with_removed)


def test_documents_with_unusable_characters_are_stored_and_found() -> None:
    connection, search = made_of(
        [Doc("odd", "fi", "Ka\ud800hvi", ("a\x00b",), "Tauko\x00", "Kahvi")]
    )
    connection.commit()

    assert [hit.id for hit in search.search("kahvi", "fi").hits] == ["odd"]
    search.remove(["odd"])
    assert not contents(connection)


def test_nothing_commits_by_itself() -> None:
    connection, search = made_of(KIT)
    connection.commit()
    search.put([Doc("new", "fi", "Kaveritaidot")])
    search.set_synonyms("fi", {"ystävä": ("kaveri",)})
    search.remove(["bully"])

    assert connection.in_transaction


def test_words_of_many_documents_are_not_remembered() -> None:
    own = {lang: Analyser(lang, Lemmas(lang)) for lang in LANGS}
    search = Search(sqlite3.connect(":memory:"), own.__getitem__)
    search.create()
    words = ["".join(each) + "la" for each in product("aeioukst", repeat=4)]
    docs = [
        Doc(f"d{at}", "fi", "Otsikko", body=" ".join(words[at : at + 20]))
        for at in range(0, len(words), 20)
    ]
    tracemalloc.start()
    try:
        search.put(docs)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert search.search(words[0], "fi").hits[0].id == "d0"
    assert held / len(words) < 500, "bytes a word"


def with_sources(docs: Iterable[Doc]) -> tuple[dict[str, bytes], list[Doc]]:
    """Documents that say where else their words are, and what is there by their ids."""
    sources: dict[str, bytes] = {}
    for doc in docs:
        written = "\n\n".join((doc.title, *doc.keywords, doc.summary, doc.body)).encode()
        sources[doc.id] = sources.get(doc.id, b"") + written
    return sources, [replace(doc, source=sources[doc.id]) for doc in docs]


def test_of_a_text_only_what_its_source_does_not_hold_is_kept() -> None:
    body = "\n".join(doc.body for doc in KIT if doc.lang == "fi")
    sources, docs = with_sources([replace(KIT[0], body=body)])
    beside, alone = (sqlite3.connect(":memory:") for _ in range(2))
    for connection, put in ((beside, docs), (alone, [replace(docs[0], source=b"")])):
        search = Search(connection, source_of=sources.__getitem__)
        search.create()
        search.put(put)

    (kept,), (whole,) = (
        each.execute("SELECT length(text) FROM search_doc").fetchone() for each in (beside, alone)
    )
    (hit,) = Search(beside, source_of=sources.__getitem__).search("kiusataan", "fi").hits

    assert 3 * kept < whole
    assert hit.excerpt().snippet


def test_texts_beside_their_sources_are_taken_out_as_they_were_put_in() -> None:
    sources, docs = with_sources(KIT)
    connection = sqlite3.connect(":memory:")
    search = Search(connection, source_of=sources.__getitem__)
    search.create()
    search.put(docs)
    search.remove({doc.id for doc in docs})
    sources.clear()

    assert contents(connection) == contents(made_of([])[0])


def test_a_text_whose_source_has_become_another_one_is_found_without_an_excerpt() -> None:
    sources, docs = with_sources(KIT)
    connection = sqlite3.connect(":memory:")
    search = Search(connection, source_of=sources.__getitem__)
    search.create()
    search.put(docs)
    sources.update(dict.fromkeys(sources, b"other words"))

    hit = search.search("kiusaaminen", "fi").hits[0]

    assert (hit.id, hit.excerpt().snippet) == ("bully", "")
