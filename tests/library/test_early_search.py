"""What a letter finds before the stores are open is what the store finds in the same file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.library.beside import FACT, assert_no_database_is_left_alone, harm
from tests.library.test_store import release
from tests.makers import item
from valita_desktop.content.model import LANGS, OWN_PREFIX
from valita_desktop.library.early_search import early_search, get_ready
from valita_desktop.library.search import Doc
from valita_desktop.library.store import Library, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.library.search import Results

QUERIES = ("k", "ku", "raha", "pengar", "rahoja", "budget", "bugdjetti", "uni", "zzz", "", "' OR 1")


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with closing(Library(folder / "content.db")) as opened:
        opened.apply(release(1, item("m09"), item("m10", title="Uni ja raha"), FACT))
        yield opened


def told(found: Results | None) -> object:
    """All that is shown of what was found."""
    assert found is not None
    hits = [
        (hit.id, hit.lang, hit.title, hit.score, hit.related, hit.title_marks, hit.snippet,
         hit.marks)
        for hit in found.hits
    ]  # fmt: skip
    return hits, found.suggestion


def answers(search: Callable[[str, Lang], Results | None]) -> list[object]:
    return [told(search(query, lang)) for query in QUERIES for lang in LANGS]


def early(folder: Path) -> list[object]:
    """What is answered without the store."""
    found = early_search(folder)
    assert found is not None
    with closing(found):
        return answers(found.search)


def test_early_and_late_answers_agree_after_every_change(folder: Path, library: Library) -> None:
    seen = [(early(folder), answers(library.search))]
    fresh, kept = item("m11", title="Budjetti ja uni"), (item("m10", title="Uni ja raha"), FACT)
    library.apply(release(2, fresh, deleted=("m09",), keep=kept))
    seen.append((early(folder), answers(library.search)))
    changed = msgspec.structs.replace(fresh, texts=item("m11", title="Kiusaaminen").texts)
    library.apply(release(3, changed, keep=kept))
    seen.append((early(folder), answers(library.search)))
    library.revert()
    seen.append((early(folder), answers(library.search)))

    assert [one for one, _two in seen] == [two for _one, two in seen]
    assert len({repr(two) for _one, two in seen}) == 3  # going back finds what was found before


def test_a_change_is_found_while_letters_are_typed(folder: Path, library: Library) -> None:
    found = early_search(folder)
    assert found is not None
    with closing(found):
        before = told(found.search("kiusaaminen", "fi"))
        library.apply(release(2, item("m12", title="Kiusaaminen"), keep=_now()))

        assert before != told(found.search("kiusaaminen", "fi"))
        assert told(found.search("kiusaaminen", "fi")) == told(library.search("kiusaaminen", "fi"))


def test_own_items_are_left_to_the_store(folder: Path, library: Library) -> None:
    own = Doc(f"{OWN_PREFIX}1", "fi", "Rahapeli", summary="Oma.", body="Oma teksti.", keywords=())
    with library._writer.begin() as connection:
        searching(connection).keep(OWN_PREFIX, [own])
    found = early_search(folder)
    assert found is not None
    with closing(found):
        results = found.search("rahapeli", "fi")

    assert results is not None
    assert all(not hit.id.startswith(OWN_PREFIX) for hit in results.hits)
    assert any(hit.id == own.id for hit in library.search("rahapeli", "fi").hits)


def test_what_is_ready_before_is_the_same(folder: Path, library: Library) -> None:
    assert len(list(get_ready("sv"))) == len(LANGS)
    assert early(folder) == answers(library.search)


def test_on_a_new_computer_nothing_is_found_and_nothing_is_made(folder: Path) -> None:
    assert early_search(folder) is None
    assert not folder.exists()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 1",
        "UPDATE search_state SET value = 'other rules' WHERE key = 'analysers'",
        "DELETE FROM search_state",
        "DROP TABLE search_state",
    ],
)
def test_what_is_of_other_rules_or_no_index_is_left_to_the_store(folder: Path, sql: str) -> None:
    harm(folder / "content.db", sql)

    assert early_search(folder) is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("sql", ["DROP TABLE search_doc", "DROP TABLE search_fi"])
def test_what_fails_while_it_is_looked_for_is_left_to_the_store(folder: Path, sql: str) -> None:
    found = early_search(folder)
    assert found is not None
    with closing(found):
        harm(folder / "content.db", sql)

        assert found.search("raha", "fi") is None


def test_a_file_in_use_is_left_to_the_store(folder: Path, library: Library) -> None:
    library.close()
    with closing(sqlite3.connect(folder / "content.db")) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        found = early_search(folder)
        assert found is not None
        with closing(found):
            other.execute("BEGIN EXCLUSIVE")

            assert found.search("raha", "fi") is None
            assert early_search(folder) is None


def test_a_file_that_is_no_database_is_left_to_the_store(folder: Path, library: Library) -> None:
    library.close()

    assert_no_database_is_left_alone(folder / "content.db", lambda: early_search(folder))


def _now() -> tuple[Item, ...]:
    return (item("m09"), item("m10", title="Uni ja raha"), FACT)
