"""What the first page shows is what the stores say, read from the same files."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.library.beside import FACT, assert_no_database_is_left_alone, harm
from tests.library.test_store import release
from tests.makers import item
from valita_desktop.library.glimpse import Glimpse, glimpse
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with closing(Library(folder / "content.db")) as opened:
        opened.apply(release(1, item("m09"), item("m10"), FACT))
        yield opened


@pytest.fixture
def own(folder: Path) -> Iterator[UserData]:
    with closing(UserData(folder / "user.db")) as opened:
        yield opened


def told(library: Library, own: UserData) -> Glimpse:
    """What the stores say."""
    return Glimpse(library.rows(), own.favourites(), own.recent(50))


def test_every_change_is_seen_at_once(folder: Path, library: Library, own: UserData) -> None:
    seen = [(glimpse(folder), told(library, own))]

    library.apply(release(2, item("m11"), deleted=("m09",), keep=(item("m10"), FACT)))
    seen.append((glimpse(folder), told(library, own)))
    for item_id in ("m10", "m11"):
        own.set_favourite(item_id, on=True)
        own.opened(item_id)
    seen.append((glimpse(folder), told(library, own)))
    own.set_favourite("m11", on=False)
    own.opened("m10")
    seen.append((glimpse(folder), told(library, own)))

    assert [one for one, _two in seen] == [two for _one, two in seen]
    assert len({repr(two) for _one, two in seen}) == len(seen)


def test_what_a_wrong_clock_put_into_the_future_stands_last(
    folder: Path, library: Library, own: UserData
) -> None:
    for item_id in ("m09", "m10"):
        own.opened(item_id)
    harm(folder / "user.db", "UPDATE opened SET at = '2999-01-01' WHERE item_id = 'm09'")

    seen = glimpse(folder)

    assert seen == told(library, own)
    assert seen is not None
    assert seen.opened == ("m10", "m09")


def test_on_a_new_computer_nothing_is_seen_and_nothing_is_made(folder: Path) -> None:
    assert glimpse(folder) is None
    assert not folder.exists()


@pytest.mark.usefixtures("own")
def test_a_library_without_materials_is_left_to_the_store(folder: Path) -> None:
    Library(folder / "content.db").close()

    assert glimpse(folder) is None


@pytest.mark.usefixtures("library", "own")
@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 1",
        "UPDATE items SET row = 'no row' WHERE kind <> 'fact'",
        "UPDATE items SET row = x'7b226964223a22e4227d' WHERE kind <> 'fact'",
        "ALTER TABLE items RENAME COLUMN row TO line",
    ],
)
def test_a_library_of_another_version_or_damaged_is_left_to_the_store(
    folder: Path, sql: str
) -> None:
    harm(folder / "content.db", sql)

    assert glimpse(folder) is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", ["content.db", "user.db"])
def test_a_file_that_is_no_database_is_left_to_the_store(
    folder: Path, own: UserData, name: str
) -> None:
    own.close()

    assert_no_database_is_left_alone(folder / name, lambda: glimpse(folder))
