"""Copies of user.db: five of them, sound, put back only whole."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop.errors import OwnDataError, StoreUnusableError
from valita_desktop.library.backup import (
    KEPT,
    back_up,
    back_up_daily,
    backups,
    made_at,
    newest_sound,
    restore,
)
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
FUTURE = dt.datetime(2036, 3, 1, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m01", on=True)
    return file


def favourites(database: Path) -> tuple[str, ...]:
    with closing(UserData(database)) as data:
        return data.favourites()


def favour(database: Path, item_id: str) -> None:
    with closing(UserData(database)) as data:
        data.set_favourite(item_id, on=True)


def test_the_last_five_copies_are_kept(database: Path) -> None:
    made = [back_up(database, NOW + n * HOUR) for n in range(KEPT + 2)]

    assert list(backups(database)) == made[:1:-1]


def test_an_old_copy_that_cannot_go_is_not_in_the_way(database: Path) -> None:
    held = database.with_name("backups") / "user-20200101-000000-000000.db"
    held.mkdir(parents=True)  # as one that a scanner holds on Windows

    made = [back_up(database, NOW + n * HOUR) for n in range(KEPT + 1)]

    assert list(backups(database)) == [*made[:0:-1], held]


def test_a_name_with_a_day_that_there_is_not_is_no_copys(database: Path) -> None:
    made = back_up(database, NOW)
    (made.with_name("user-20260230-000000-000000.db")).write_bytes(made.read_bytes())
    favour(database, "m02")

    back_up_daily(database, NOW + 30 * HOUR)

    assert len(backups(database)) == 2


def test_a_copy_holds_what_was_there(database: Path) -> None:
    copy = back_up(database)
    with closing(UserData(database)) as data:
        data.set_favourite("m01", on=False)

    restore(database, copy)

    assert favourites(database) == ("m01",)


def test_what_a_restored_copy_replaces_is_copied_first(database: Path) -> None:
    first = back_up(database)
    with closing(UserData(database)) as data:
        data.set_favourite("m02", on=True)

    restore(database, first)
    restore(database, backups(database)[0])

    assert favourites(database) == ("m02", "m01")


@pytest.mark.parametrize("bad", [b"", b"hello", b"SQLite format 3\0" * 100])
def test_a_copy_that_is_not_sound_is_never_put_back(database: Path, bad: bytes) -> None:
    copy = back_up(database)
    copy.write_bytes(bad)

    with pytest.raises(OwnDataError):
        restore(database, copy)

    assert favourites(database) == ("m01",)


def test_the_newest_sound_copy_is_found_behind_a_bad_one(database: Path) -> None:
    good = back_up(database, NOW)
    back_up(database, NOW + HOUR).write_bytes(b"bad")

    assert newest_sound(database) == good


def test_a_day_gives_one_copy(database: Path) -> None:
    for hours in range(6):
        back_up_daily(database, dt.datetime.now(dt.UTC) + hours * HOUR)

    assert len(backups(database)) == 1


@pytest.mark.parametrize(
    ("hours_ago", "changed", "copies"),
    [(25, True, 2), (25, False, 1), (23, True, 1), (-9, True, 2)],
)
def test_a_database_is_copied_again_when_it_has_changed_and_a_day_has_gone(
    database: Path, *, hours_ago: int, changed: bool, copies: int
) -> None:
    back_up(database, NOW - hours_ago * HOUR)
    if changed:
        favour(database, "m02")

    back_up_daily(database, NOW)

    assert len(backups(database)) == copies


def test_a_clock_that_was_ahead_takes_no_copy_away(database: Path) -> None:
    """A week of copies from 2036, then the right time again."""
    for day in range(KEPT):
        favour(database, f"m1{day}")
        back_up_daily(database, FUTURE + day * 25 * HOUR)
    for day in range(3):
        favour(database, f"m2{day}")
        back_up_daily(database, NOW + day * 25 * HOUR)

    assert [made_at(copy).year for copy in backups(database)] == [2026] * 3 + [2036] * 2
    newest = newest_sound(database)
    assert newest is not None
    database.unlink()
    restore(database, newest)
    assert favourites(database)[0] == "m22"


def test_what_a_restored_copy_replaces_is_the_last_copy_whatever_the_clock_says(
    database: Path,
) -> None:
    copies = [back_up(database, FUTURE + n * HOUR) for n in range(KEPT)]
    favour(database, "m02")

    restore(database, copies[-1])

    assert favourites(database) == ("m01",)
    restore(database, backups(database)[0])
    assert favourites(database) == ("m02", "m01")


def test_after_going_back_the_next_copy_is_the_last(database: Path) -> None:
    first = back_up(database, NOW)
    back_up(database, NOW + HOUR)
    restore(database, first)

    last = back_up(database, NOW - HOUR)

    assert backups(database)[0] == last


def test_empty_copies_never_take_away_the_last_that_holds_something(database: Path) -> None:
    full = back_up(database, NOW)
    with closing(UserData(database)) as data:
        data.set_favourite("m01", on=False)
        data.opened("m01")
    for n in range(1, KEPT + 3):
        back_up(database, NOW + n * HOUR)

    assert full in backups(database)
    assert len(backups(database)) == KEPT + 1
    assert newest_sound(database) == full


def test_the_oldest_copy_can_be_put_back(database: Path) -> None:
    first = back_up(database, NOW)
    for n in range(1, KEPT):
        favour(database, f"m1{n}")
        back_up(database, NOW + n * HOUR)

    restore(database, first)

    assert favourites(database) == ("m01",)
    assert first in backups(database)


def test_a_copy_that_is_gone_makes_nothing_empty(database: Path) -> None:
    gone = back_up(database)
    gone.unlink()

    with pytest.raises(OwnDataError):
        restore(database, gone)

    assert favourites(database) == ("m01",)
    assert not gone.exists()


def test_a_copy_that_somebody_was_stopped_in_making_goes(database: Path) -> None:
    folder = database.with_name("backups")
    folder.mkdir()
    ages = {"user-20261101-060000-000000.part": 7200, "user-20361101-060000-000000.part": -7200}
    now = dt.datetime.now(dt.UTC).timestamp()
    for name, age in ages.items():
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (now - age, now - age))
    (folder / "user-20261102-060000-000000.part").write_bytes(b"being made by another window")

    brought_back = database.with_name("user.db.part-journal")
    brought_back.write_bytes(b"half")
    os.utime(brought_back, (now - 7200, now - 7200))

    copy = back_up(database)

    assert not brought_back.exists()
    left = {file.name for file in folder.iterdir()}
    assert left == {copy.name, "user-20261102-060000-000000.part"}


def test_a_copy_is_one_file(database: Path) -> None:
    copy = back_up(database)

    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert list(copy.parent.iterdir()) == [copy]


def test_a_database_that_cannot_be_copied_leaves_nothing_behind(database: Path) -> None:
    database.write_bytes(b"not a database" * 100)

    with pytest.raises(StoreUnusableError):
        back_up(database)

    assert list(database.with_name("backups").iterdir()) == []


def test_a_copy_takes_the_place_of_a_database_that_is_gone(database: Path) -> None:
    copy = back_up(database)
    database.unlink()

    restore(database, copy)

    assert backups(database) == (copy,)
    assert favourites(database) == ("m01",)


def test_a_copy_that_cannot_be_made_is_not_in_the_way(database: Path) -> None:
    (database.parent / "backups").write_text("in the way")

    back_up_daily(database)

    assert favourites(database) == ("m01",)
