"""A person's own words lead to the material that they wrote them about."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.library.test_store import release
from tests.makers import item
from valita_desktop.library.notebook import Notebook
from valita_desktop.library.noted_search import NotedIndex
from valita_desktop.library.shelf import Shelf
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NotedShelf:
    """A library of two materials with a notebook."""

    def __init__(self, folder: Path) -> None:
        UserData(folder / "user.db").close()
        self.library = Shelf(folder / "content.db")
        self.notebook = Notebook(folder / "user.db")
        self.library.apply(release(1, item("m09"), item("m10")))
        self.index = NotedIndex(self.library, self.notebook)

    def ids(self, query: str) -> list[str]:
        return [hit.id for hit in self.index.search(query, "fi").hits]

    def close(self) -> None:
        self.library.close()
        self.notebook.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[NotedShelf]:
    with closing(NotedShelf(tmp_path)) as made:
        yield made


def test_words_of_a_note_lead_to_its_material(shelf: NotedShelf) -> None:
    assert shelf.ids("zumbatykki") == []
    shelf.notebook.set_note("m10", "Luokassa 214\non hidas Zumbatykki.", "")

    assert shelf.ids("zumbatykki") == ["m10"]
    assert shelf.ids("tykki zumba") == ["m10"]
    assert shelf.ids("hidas zumbat") == ["m10"]
    assert shelf.ids("zumbatykki nopea") == []


def test_it_tells_that_they_are_those_of_a_note_and_marks_them(shelf: NotedShelf) -> None:
    shelf.notebook.set_note("m10", "x" * 80 + "\nhidas Zumbatykki " + "y" * 200, "")

    (hit,) = shelf.index.search("zumbatykki", "fi").hits

    ((start, end),) = hit.marks
    assert hit.snippet.startswith("My note: …")
    assert hit.snippet[start:end] == "Zumbatykki"
    assert "\n" not in hit.snippet


def test_what_is_found_by_its_title_stays_where_it_is(shelf: NotedShelf) -> None:
    before = shelf.index.search("kuukausibudjetti", "fi").hits
    shelf.notebook.set_note("m10", "Kuukausibudjetti", "")

    assert shelf.index.search("kuukausibudjetti", "fi").hits == before
    assert {hit.id for hit in before} == {"m09", "m10"}


def test_a_note_stands_above_what_has_a_word_somewhere_in_its_text(shelf: NotedShelf) -> None:
    loose = [hit.id for hit in shelf.index.search("katoaa", "fi").hits if not hit.title_marks]
    last = loose[-1]
    assert len(loose) > 1
    shelf.notebook.set_note(last, "Mihin se katoaa", "")

    assert shelf.ids("katoaa")[0] == last


def test_two_letters_find_no_note(shelf: NotedShelf) -> None:
    shelf.notebook.set_note("m10", "zu", "")

    assert shelf.ids("zu") == []


def test_a_note_on_what_was_withdrawn_finds_nothing(shelf: NotedShelf) -> None:
    shelf.notebook.set_note("gone", "zumbatykki", "")

    assert shelf.ids("zumbatykki") == []


def test_without_notes_that_can_be_read_the_rest_is_found(shelf: NotedShelf) -> None:
    with closing(sqlite3.connect(shelf.notebook.path)) as database:
        database.execute("DROP TABLE notes")
        database.commit()

    assert set(shelf.ids("kuukausibudjetti")) == {"m09", "m10"}
