"""What the composition root promises: a library that heals, a person's data that stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from valita_desktop import app, desktop, papers, paths
from valita_desktop.cli import main
from valita_desktop.content.handout import Layout
from valita_desktop.errors import ItemNotFoundError, OwnDataRecoveredError, OwnDataUnkeptError
from valita_desktop.library.backup import back_up
from valita_desktop.library.notebook import Notebook
from valita_desktop.library.store import Library
from valita_desktop.settings import MOST_LOGO, Settings

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.usefixtures("kit")


def content_db() -> Path:
    return paths.data_dir() / "content.db"


def test_the_first_start_makes_the_library() -> None:
    content_db().unlink()

    with closing(app.open_library()) as library:
        assert library.rows()


@pytest.mark.parametrize("damage", [b"", b"no database" * 500])
def test_a_damaged_library_is_rebuilt_and_own_data_is_untouched(damage: bytes) -> None:
    with closing(app.open_library()) as library:
        rows = library.rows()
    with closing(app.open_user_data()) as own:
        own.set_favourite("m09", on=True)
    for file in paths.data_dir().glob("content.db*"):
        file.unlink()
    content_db().write_bytes(damage)

    with closing(app.open_library()) as library:
        assert library.rows() == rows
    with closing(app.open_user_data()) as own:
        assert own.favourites() == ("m09",)


def test_a_library_damaged_in_the_middle_is_rebuilt() -> None:
    with closing(app.open_library()) as library:
        rows = library.rows()
    data = bytearray(content_db().read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    content_db().write_bytes(data)

    with closing(app.open_library()) as library:
        assert library.rows() == rows
        assert library.damaged() == ""


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def replaced_by_letters(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"no database" * 500)
    other.replace(file)


def replaced_by_an_older_one(file: Path) -> None:
    Library(file.with_name("old.db")).close()
    file.with_name("old.db").replace(file)


def taken_away(file: Path) -> None:
    for each in file.parent.glob("content.db*"):
        each.unlink()


def written_over(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"x" * (file.stat().st_size - 100))


def without_a_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE items")
        other.commit()


@pytest.mark.parametrize(
    "harm",
    [
        emptied,
        replaced_by_letters,
        replaced_by_an_older_one,
        taken_away,
        written_over,
        without_a_table,
    ],
    ids=lambda harm: harm.__name__,
)
def test_a_library_that_is_harmed_while_it_is_open_heals(harm: Callable[[Path], None]) -> None:
    with closing(app.open_library()) as library:
        rows = library.rows()
        library.item("m09")
        harm(content_db())

        assert library.item("m09").id == "m09"
        assert library.search("raha", "fi").hits
        assert library.rows() == rows
        assert library.damaged() == ""


def test_three_first_starts_at_the_same_moment_all_come_up(tmp_path: Path) -> None:
    story = (
        "from valita_desktop import app; library = app.open_library(); own = app.open_user_data()"
    )
    story += "; print(len(library.rows()), own.recovery)"
    home = os.environ | {"VALITA_HOME": str(tmp_path / "new")}
    starts = [
        subprocess.Popen([sys.executable, "-c", story], env=home, stdout=subprocess.PIPE, text=True)
        for _number in range(3)
    ]

    told = [start.communicate(timeout=120)[0].split() for start in starts]

    assert [start.returncode for start in starts] == [0, 0, 0]
    assert len({tuple(each) for each in told}) == 1
    assert told[0][1] == "None"


def test_both_languages_make_two_pieces() -> None:
    order = papers.Order(("m09",), papers.langs_of("both"))

    with closing(app.open_library()) as library:
        handout = app.handout(library, order, Settings())

    assert [piece.lang for piece in handout.pieces] == ["fi", "sv"]


def test_side_by_side_is_one_piece_of_both() -> None:
    order = papers.Order(("m09",), papers.langs_of("both"), Layout.SIDE_BY_SIDE)

    with closing(app.open_library()) as library:
        assert len(app.handout(library, order, Settings()).pieces) == 1


def test_an_unknown_item_is_named() -> None:
    with closing(app.open_library()) as library, pytest.raises(ItemNotFoundError):
        app.handout(library, papers.Order(("zz",), ("fi",)), Settings())


@pytest.mark.parametrize("kind", ["folder", "pipe", "huge", "device", "name"])
def test_a_logo_that_is_no_file_of_a_picture_is_left_out(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "logo.png"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(file)
    elif kind == "huge":
        with file.open("wb") as stream:
            stream.truncate(MOST_LOGO + 1)
    named = {"device": os.devnull, "name": "a\0b"}.get(kind, str(file))

    assert papers.school(Settings(school_logo=named)).logo == b""


def test_a_logo_that_is_not_there_is_left_out() -> None:
    assert papers.school(Settings(school_name="Opisto", school_logo="/nowhere.png")).logo == b""


@pytest.fixture
def no_folder(kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home where there can be no data folder."""
    del kit  # whose home it is not
    home = tmp_path / "elsewhere"
    home.mkdir()
    (home / "data").write_text("in the way")
    monkeypatch.setenv("VALITA_HOME", str(home))
    app.spare_folder.cache_clear()


@pytest.mark.usefixtures("no_folder")
def test_without_a_data_folder_the_materials_open_all_the_same() -> None:
    services = desktop.open_services()

    assert isinstance(services.trouble, OwnDataUnkeptError)
    assert len(services.library.rows()) > 100
    services.userdata.set_favourite("m09", on=True)
    assert services.userdata.favourites() == ("m09",)
    assert services.packets.store.new("Talous").name == "Talous"


@pytest.mark.usefixtures("no_folder")
def test_without_a_data_folder_a_sheet_is_printed_all_the_same(tmp_path: Path) -> None:
    sheet = tmp_path / "m09.pdf"

    assert main(["print", "m09", "--lang", "sv", "-o", str(sheet)]) == 0
    assert sheet.read_bytes().startswith(b"%PDF")


def test_on_a_full_disk_the_materials_open_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    content_db().unlink()
    home, usage = paths.data_dir(), shutil.disk_usage

    def left(folder: Path) -> object:
        return SimpleNamespace(free=0) if Path(folder) == home else usage(folder)

    monkeypatch.setattr(shutil, "disk_usage", left)
    app.spare_folder.cache_clear()

    assert len(desktop.open_services().library.rows()) > 100


@pytest.mark.usefixtures("kit")
def test_the_window_finds_what_a_person_wrote_about_a_material() -> None:
    with closing(app.open_user_data()) as own, closing(Notebook(own.path)) as notebook:
        notebook.set_note("m09", "Videotykki on hidas, varaa zumbasali", "")

    found = desktop.open_services().library.search("zumbasali", "fi")

    assert [hit.id for hit in found.hits][:1] == ["m09"]


def test_own_data_of_a_later_program_are_left_alone_and_that_is_told() -> None:
    app.open_user_data().close()
    with closing(sqlite3.connect(paths.data_dir() / "user.db")) as later:
        later.execute("PRAGMA user_version = 99")
    before = (paths.data_dir() / "user.db").read_bytes()

    services = desktop.open_services()

    assert isinstance(services.trouble, OwnDataUnkeptError)
    assert services.library.rows()
    assert (paths.data_dir() / "user.db").read_bytes() == before


def test_own_data_that_came_back_are_told() -> None:
    with closing(app.open_user_data()) as own:
        own.set_favourite("m09", on=True)
    back_up(paths.data_dir() / "user.db")
    (paths.data_dir() / "user.db").unlink()

    services = desktop.open_services()

    assert isinstance(services.trouble, OwnDataRecoveredError)
    assert services.userdata.favourites() == ("m09",)
