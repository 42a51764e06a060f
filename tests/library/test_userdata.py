"""user.db: a person's own things outlive everything else."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.userdata import RECENT_KEPT, UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Iterator[UserData]:
    with closing(UserData(tmp_path / "data" / "user.db")) as opened:
        yield opened


def test_favourites_stand_last_added_first(data: UserData) -> None:
    data.set_favourite("m01", on=True)
    data.set_favourite("m09", on=True)

    assert data.favourites() == ("m09", "m01")


def test_a_favourite_can_be_taken_away_twice(data: UserData) -> None:
    data.set_favourite("m01", on=True)
    data.set_favourite("m01", on=False)
    data.set_favourite("m01", on=False)

    assert data.favourites() == ()


def test_the_last_opened_stands_first_and_once(data: UserData) -> None:
    for item_id in ("m01", "m02", "m01"):
        data.opened(item_id)

    assert data.recent() == ("m01", "m02")


def test_only_so_many_opened_items_are_remembered(data: UserData) -> None:
    for number in range(RECENT_KEPT + 5):
        data.opened(f"m{number}")

    assert len(data.recent(limit=1000)) == RECENT_KEPT


def test_they_are_there_when_opened_again(tmp_path: Path) -> None:
    with closing(UserData(tmp_path / "user.db")) as first:
        first.set_favourite("m01", on=True)

    with closing(UserData(tmp_path / "user.db")) as second:
        assert second.favourites() == ("m01",)


def test_a_damaged_file_is_kept_beside(tmp_path: Path) -> None:
    file = tmp_path / "user.db"
    file.write_bytes(b"not a database" * 100)

    with closing(UserData(file)) as data:
        data.set_favourite("m01", on=True)

    (kept,) = tmp_path.glob("user.damaged-*.db")
    assert kept.read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(StoreUnusableError):
        UserData(tmp_path / "data" / "user.db")
