"""Notes on materials and when they were used: precious, private, and without a student's name."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.library.test_store import release
from tests.library.test_userdata import old_database
from tests.makers import item
from valita_desktop.errors import NotebookFullError, OwnDataError, StoreUnusableError
from valita_desktop.i18n import catalogue
from valita_desktop.library import owndata, use_list
from valita_desktop.library.notebook import MAX_LINE, MAX_NOTE, MaterialUse, Notebook
from valita_desktop.library.owndata import export_html, export_json
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2026, 11, 12)


def opened(folder: Path) -> Notebook:
    UserData(folder / "user.db").close()
    return Notebook(folder / "user.db")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Notebook]:
    with closing(opened(tmp_path)) as made:
        yield made


def used(item_id: str = "m09", day: dt.date = TODAY, **fields: object) -> MaterialUse:
    return MaterialUse(item_id=item_id, day=day, **fields)  # type: ignore[arg-type]  # by name


def take_in(database: Path, file: Path) -> int:
    return owndata.take_in(database, file, frozenset).new


def titled(_item_id: str) -> str:
    return ""


def test_a_note_is_kept_as_it_was_typed(book: Notebook, tmp_path: Path) -> None:
    typed = "  Ryhmä 2:\n\n\tensin pareittain – sitten yhdessä\u200f!  "
    book.set_note("m09", typed, "Kuukausibudjetti")

    with closing(Notebook(tmp_path / "user.db")) as again:
        assert again.note("m09") == typed


def test_an_emptied_note_is_gone(book: Notebook) -> None:
    book.set_note("m09", "Ensin pareittain", "")
    book.set_note("m09", " \n", "")

    assert (book.note("m09"), book.notes()) == ("", ())


def test_what_nobody_sees_and_nobody_wrote_is_left_out_of_a_note(book: Notebook) -> None:
    book.set_note("m09", "a\0b\x1bc\u202ed\u2066e\ud800f\r\ng\u2028h\ufeff", "")

    assert book.note("m09") == "abcdef\ng\nh"


def test_a_note_that_is_too_long_leaves_the_one_before(book: Notebook) -> None:
    book.set_note("m09", "x" * MAX_NOTE, "")

    with pytest.raises(NotebookFullError):
        book.set_note("m09", "y" * 2**20, "")

    assert book.note("m09") == "x" * MAX_NOTE


def test_the_note_written_last_stands_first_with_the_title_of_its_item(book: Notebook) -> None:
    book.set_note("m01", "yksi", "Arki")
    book.set_note("m09", "kaksi", "Kuukausi\nbudjetti")

    assert [(each.item_id, each.title) for each in book.notes()] == [
        ("m09", "Kuukausi budjetti"),
        ("m01", "Arki"),
    ]


def test_the_latest_use_stands_first(book: Notebook) -> None:
    first, second, third = used(), used("m01", dt.date(2026, 11, 20)), used()
    for use in (first, second, third):
        book.keep_use(use)

    assert book.uses() == (second, third, first)
    assert book.uses("m09") == (third, first)


def test_a_use_can_be_changed_taken_away_and_brought_back(book: Notebook) -> None:
    use = used(group="Kokit 1", participants=18)
    book.keep_use(use)
    changed = msgspec.structs.replace(use, remark="Aika loppui")
    book.keep_use(changed)
    assert book.uses() == (changed,)

    book.remove_use(changed)
    assert book.uses() == ()
    book.keep_use(changed)

    assert book.uses() == (changed,)


def test_words_of_a_use_are_one_line_that_has_an_end(book: Notebook) -> None:
    book.keep_use(used(group=" Kokit\n\x00 1 "))
    with pytest.raises(NotebookFullError):
        book.keep_use(used(remark="x" * (MAX_LINE + 1)))

    assert [use.group for use in book.uses()] == ["Kokit 1"]


def test_an_update_and_a_withdrawal_take_nothing(tmp_path: Path) -> None:
    with (
        closing(opened(tmp_path)) as book,
        closing(Library(tmp_path / "content.db")) as library,
    ):
        library.apply(release(1, item("m09"), item("m10")))
        book.set_note("m09", "Ensin pareittain", "Kuukausibudjetti")
        book.keep_use(used(title="Kuukausibudjetti"))
        library.apply(release(2, deleted=("m09",), keep=(item("m10"),)))

        assert "m09" not in {row.id for row in library.rows()}
        assert book.note("m09") == "Ensin pareittain"
        assert [use.title for use in book.uses("m09")] == ["Kuukausibudjetti"]


def test_a_database_of_the_version_before_gets_a_notebook_and_keeps_the_rest(
    tmp_path: Path,
) -> None:
    old_database(tmp_path / "user.db")

    with closing(opened(tmp_path)) as book, closing(UserData(tmp_path / "user.db")) as data:
        book.set_note("m09", "Ensin pareittain", "")
        book.keep_use(used())
        assert data.favourites() == ("m09", "m01")
        assert (len(book.notes()), len(book.uses())) == (1, 1)


def test_it_goes_to_another_computer_once(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "one")) as one, closing(opened(tmp_path / "other")) as other:
        one.set_note("m09", "Ensin pareittain", "Kuukausibudjetti")
        one.keep_use(used(group="Kokit 1", participants=18, remark="Hyvin meni"))
        export_json(one.path, tmp_path / "own.json")

        assert take_in(other.path, tmp_path / "own.json") == 2
        assert take_in(other.path, tmp_path / "own.json") == 0

        assert (other.notes(), other.uses()) == (one.notes(), one.uses())


def test_of_two_notes_on_one_item_both_stay(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "one")) as one, closing(opened(tmp_path / "other")) as other:
        one.set_note("m09", "Koululla: sali 3", "")
        other.set_note("m09", "Kotona: tulosta ensin", "")
        export_json(one.path, tmp_path / "own.json")

        assert take_in(other.path, tmp_path / "own.json") == 1
        assert take_in(other.path, tmp_path / "own.json") == 0

        assert other.note("m09") == "Kotona: tulosta ensin\n\nKoululla: sali 3"


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("notes", {"text": "x" * (MAX_NOTE + 1)}),
        ("notes", {"text": "turned \u202e round"}),
        ("notes", {"item_id": "../m09"}),
        ("uses", {"day": "yesterday"}),
        ("uses", {"day": "0001-01-01"}),
        ("uses", {"participants": -1}),
        ("uses", {"remark": "two\nlines"}),
        ("uses", {"id": "1"}),
    ],
)
def test_a_file_with_what_is_never_made_here_is_not_taken(
    tmp_path: Path, table: str, changed: dict[str, object]
) -> None:
    with closing(opened(tmp_path)) as book:
        book.set_note("m09", "Ensin pareittain", "")
        book.keep_use(used())
        export_json(book.path, tmp_path / "own.json")
        told = json.loads((tmp_path / "own.json").read_bytes())
        told["tables"][table][0] |= changed
        (tmp_path / "own.json").write_text(json.dumps(told))

        with pytest.raises(OwnDataError):
            take_in(book.path, tmp_path / "own.json")


def test_the_page_to_read_has_notes_and_uses_and_no_code_of_theirs(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as book:
        book.set_note("m09", "<script>ensin</script>\npareittain", "Kuukausibudjetti")
        book.keep_use(used(group="<b>Kokit"))
        export_html(book.path, tmp_path / "own.html", catalogue("fi"), titled)

    page = (tmp_path / "own.html").read_text("utf-8")
    assert "&lt;script&gt;ensin&lt;/script&gt;\npareittain" in page
    assert "<td>&lt;b&gt;Kokit</td>" in page
    assert "<script>" not in page


def test_a_spreadsheet_takes_every_cell_for_words(book: Notebook) -> None:
    for words in ("=1+1", "+358", "-x", "@SUM(A1)", "  =1", "＝1"):  # noqa: RUF001 - taken for =
        book.keep_use(used(group=words, remark='Hyvin; "ihan" hyvin'))

    text = use_list.as_csv(use_list.table(book.uses(), catalogue("fi"), titled))

    assert text.startswith("\ufeffPäivä;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["Ryhmä"][0] for row in rows] == ["'"] * 6
    assert {(row["Päivä"], row["Koodi"], row["Huomio"]) for row in rows} == {
        ("12.11.2026", "m09", 'Hyvin; "ihan" hyvin')
    }


def test_a_fault_tells_nothing_of_what_was_written(
    book: Notebook, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(book.path)) as database:
        database.execute("DROP TABLE notes")
        database.commit()

    written = " ".join(("Vain", "minulle"))  # as no line of a traceback has it
    with pytest.raises(StoreUnusableError) as fault:
        book.set_note("m09", written, "")
    logging.getLogger().error("a fault", exc_info=fault.value)

    assert "notes" in caplog.text
    assert written not in caplog.text
