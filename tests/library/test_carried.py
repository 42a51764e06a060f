"""Own data of a home on a network: nothing that a person did is lost, whatever happens."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop import app, filesystems, paths
from valita_desktop.library.carried import CarriedData
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Computer:
    """One computer at which the person works with the same home."""

    def __init__(self, home: Path, local: Path) -> None:
        self.home, self.file = home, local / "user.db"
        self.carried = CarriedData(home, local)

    def start(self) -> UserData:
        self.carried.fetch()
        return UserData(self.file)

    def work(self, *add: str, without: str = "") -> None:
        """Start, work, and end as one should."""
        self.crash(*add, without=without)
        self.carried.bring_home()

    def crash(self, *add: str, without: str = "") -> None:
        """Start, work, and be cut off."""
        with closing(self.start()) as own:
            for item_id in add:
                own.set_favourite(item_id, on=True)
            if without:
                own.set_favourite(without, on=False)

    @property
    def favourites(self) -> set[str]:
        with closing(self.start()) as own:
            return set(own.favourites())


@pytest.fixture
def one(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "server", tmp_path / "one")


@pytest.fixture
def two(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "server", tmp_path / "two")


def test_what_is_done_at_one_computer_is_there_at_the_next(one: Computer, two: Computer) -> None:
    one.work("m01", "m02")
    two.work("m03", without="m01")

    assert one.favourites == {"m02", "m03"}


def test_the_file_at_home_is_one_file_without_a_journal(one: Computer) -> None:
    one.work("m01")

    assert [each.name for each in one.home.iterdir()] == ["user.db"]
    with closing(sqlite3.connect(one.home / "user.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_whoever_was_cut_off_finds_both_together(one: Computer, two: Computer) -> None:
    one.work("m01")
    one.crash("m02")
    two.work("m03")

    assert one.favourites == {"m01", "m02", "m03"}
    one.carried.bring_home()
    assert two.favourites == {"m01", "m02", "m03"}


def test_two_computers_at_once_lose_nothing(one: Computer, two: Computer) -> None:
    with closing(one.start()) as first, closing(two.start()) as second:
        first.set_favourite("m01", on=True)
        second.set_favourite("m02", on=True)
    two.carried.bring_home()
    one.carried.bring_home()

    assert one.favourites == two.favourites == {"m01", "m02"}


def test_what_was_added_together_waits_until_it_is_home(one: Computer, two: Computer) -> None:
    one.work("m01")
    one.crash("m02")
    two.work("m03")
    one.crash()
    two.work("m04")

    assert one.favourites == {"m01", "m02", "m03", "m04"}


def test_a_home_that_is_away_leaves_what_is_here(one: Computer, tmp_path: Path) -> None:
    one.work("m01")
    one.home.rename(tmp_path / "away")
    one.home.write_text("no folder")

    one.work("m02")
    assert one.favourites == {"m01", "m02"}
    one.home.unlink()
    (tmp_path / "away").rename(one.home)
    one.carried.bring_home()
    assert Computer(one.home, tmp_path / "three").favourites == {"m01", "m02"}


def test_a_damaged_file_at_home_is_kept_and_takes_nothing_along(one: Computer) -> None:
    one.work("m01")
    damaged = b"no database" * 500
    (one.home / "user.db").write_bytes(damaged)

    one.work("m02")

    assert one.favourites == {"m01", "m02"}
    assert [each.read_bytes() for each in one.home.glob("user.damaged-*")] == [damaged]


def test_a_note_that_is_no_words_loses_nothing(one: Computer) -> None:
    one.work("m01")
    (one.file.parent / "carried.json").write_bytes('{"sha256": "ö"}'.encode("latin-1"))

    one.work("m02")

    assert Computer(one.home, one.file.parent / "two").favourites == {"m01", "m02"}


def test_a_home_that_moves_to_a_network_comes_along_with_its_journal(one: Computer) -> None:
    copied = one.home.with_name("copied")
    own = UserData(one.home / "user.db")
    with closing(sqlite3.connect(own.path)) as other:
        assert other.execute("SELECT count(*) FROM favourites").fetchone() == (0,)
        own.set_favourite("m01", on=True)
        own.close()
        shutil.copytree(one.home, copied)  # as it stands on the disk after a power cut
    assert (copied / "user.db-wal").stat().st_size > 0
    moved = Computer(copied, one.file.parent)

    moved.work("m02")

    assert moved.favourites == {"m01", "m02"}
    assert not (copied / "user.db-wal").exists()


def test_a_home_that_is_no_network_any_more_gets_what_was_left(one: Computer) -> None:
    one.work("m01")
    one.crash("m02")

    one.carried.settle()

    with closing(UserData(one.home / "user.db")) as own:
        assert set(own.favourites()) == {"m01", "m02"}
        own.set_favourite("m01", on=False)
    one.carried.settle()
    with closing(UserData(one.home / "user.db")) as own:
        assert own.favourites() == ("m02",)


@pytest.fixture
def network_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The person's home is on a network, and this computer has a folder of its own."""
    monkeypatch.setattr(
        filesystems, "network_kind", lambda folder: "nfs4" if folder.is_relative_to(home) else ""
    )
    monkeypatch.setattr(filesystems, "LOCAL", tmp_path / "var")
    (tmp_path / "var").mkdir()
    paths._home_of_data.cache_clear()
    yield home
    paths._home_of_data.cache_clear()


def test_databases_stand_on_this_computer_and_own_data_go_home(
    network_home: Path, made_library: Path, tmp_path: Path
) -> None:
    folder = paths.data_dir()
    assert folder.is_relative_to(tmp_path / "var")
    assert paths.network_home() == network_home / "data"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(made_library, folder / "content.db")

    with closing(app.open_library()) as library:
        assert library.rows()
    with closing(app.open_user_data()) as own:
        own.set_favourite("m09", on=True)
    app.bring_own_data_home()

    assert [each.name for each in (network_home / "data").iterdir()] == ["user.db"]
    assert folder.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_somebody_else_made_is_not_used(network_home: Path, tmp_path: Path) -> None:
    first = paths.data_dir().parent
    first.chmod(0o777)
    paths._home_of_data.cache_clear()

    assert paths.data_dir().parent not in (first, network_home)
    first.rmdir()
    first.symlink_to(tmp_path)
    paths._home_of_data.cache_clear()
    assert not paths.data_dir().is_relative_to(first)


def test_a_home_on_this_computer_stays_as_it_is(home: Path) -> None:
    assert paths.network_home() is None
    assert paths.data_dir() == home / "data"
