"""A fault of a database is told as such by everything that reads or writes one."""

from __future__ import annotations

import datetime as dt
import inspect
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests import makers
from tests.library.test_store import release
from valita_desktop.errors import FeedError, ItemNotFoundError, StoreUnusableError, ValitaError
from valita_desktop.library.packets import Entry, Packet, Packets
from valita_desktop.library.store import Library, Release
from valita_desktop.library.userdata import UserData
from valita_desktop.messages.system import why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_READING = {"path", "recovery", "close", "anew", "damaged", "small", "search", "get_ready"}
"""What asks no table, is there to look into a damaged file, or makes its index anew or ready."""

GIVEN: dict[str, Any] = {
    "item_id": "m09",
    "on": True,
    "since": "",
    "limit": 4,
    "rows": (),
    "lang": "fi",
    "item": makers.item(),
    "images": {"0" * 64: b"x"},
    "version": 1,
    "sha256": "0" * 64,
    "ids": ("f-112",),
    "query": "budjetti",
    "release": Release(1, "p", (makers.item(),), (), {}, ""),
    "hashes": ("0" * 64,),
    "called": "1",
    "name": "Viikko",
    "entries": (),
    "number": 1,
    "change": lambda packet: packet,
    "packet": Packet(id=1, name="Viikko", created=dt.datetime(2026, 11, 28, tzinfo=dt.UTC)),
    "easy": False,
}
"""Something for every argument; a new argument needs a value here."""

GARBLED = (
    ("state", "value"),
    ("items", "row"),
    ("items", "source"),
    ("previous", "source"),
    ("pins", "source"),
    ("packets", "created"),
    ("packet_entries", "lang"),
)
"""Tables and columns of what is decoded when it is read."""

STORES = (Library, UserData, Packets)
PUBLIC = [
    (store, name)
    for store in STORES
    for name in vars(store)
    if not name.startswith("_") and name not in NO_READING
]


@pytest.fixture(scope="module")
def broken(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A store whose tables went while it was open."""
    file = tmp_path_factory.mktemp("broken") / "some.db"
    store = request.param(file)
    with closing(sqlite3.connect(file)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            if not name.startswith("sqlite_"):
                database.execute(f'DROP TABLE IF EXISTS "{name}"')
        database.commit()
    yield store
    store.close()


@pytest.fixture(scope="module")
def garbled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """A store whose values mean nothing, though SQLite finds the file sound."""
    file = tmp_path_factory.mktemp("garbled") / "some.db"
    store = request.param(file)
    if isinstance(store, Library):
        store.apply(release(1, makers.item("m09")))
        store.apply(release(2, makers.item("m10"), keep=(makers.item("m09"),)))
    elif isinstance(store, UserData):
        store.pin(makers.item(), {"0" * 64: b"x"})
    else:
        store.new("Viikko", [Entry(item_id="m09", lang="fi")])
    with closing(sqlite3.connect(file)) as database:
        for table, column in GARBLED:
            with suppress(sqlite3.OperationalError):  # of another store
                database.execute(f"UPDATE {table} SET {column} = 'x'")  # noqa: S608 - our own names
        database.commit()
    yield store
    store.close()


def ask(store: Any, name: str) -> None:  # noqa: ANN401 - any of the stores
    if isinstance(inspect.getattr_static(type(store), name), property):
        getattr(store, name)
    else:
        arguments = inspect.signature(getattr(store, name)).parameters
        getattr(store, name)(**{each: GIVEN[each] for each in arguments})


@pytest.mark.parametrize(("broken", "name"), PUBLIC, indirect=["broken"])
def test_a_table_that_is_gone_is_told_as_a_store_that_cannot_be_used(
    broken: Any,  # noqa: ANN401 - any of the stores
    name: str,
) -> None:
    with pytest.raises(ValitaError) as told:
        ask(broken, name)

    assert isinstance(told.value, StoreUnusableError)
    assert told.value.path == broken.path


@pytest.mark.parametrize(("garbled", "name"), PUBLIC, indirect=["garbled"])
def test_a_value_that_means_nothing_is_no_fault_of_the_program(
    garbled: Any,  # noqa: ANN401 - any of the stores
    name: str,
) -> None:
    with suppress(StoreUnusableError, ItemNotFoundError, FeedError):
        ask(garbled, name)


@pytest.mark.parametrize(
    ("garbled", "name"),
    [
        (Library, "seq"),
        (Library, "edition"),
        (Library, "rows"),
        (Library, "item"),
        (Library, "revert"),
        (Library, "news"),
        (Packets, "all"),
        (Packets, "find"),
    ],
    indirect=["garbled"],
)
def test_what_cannot_be_decoded_is_told_as_damage(
    garbled: Any,  # noqa: ANN401 - any of the stores
    name: str,
) -> None:
    with pytest.raises(StoreUnusableError) as told:
        ask(garbled, name)

    assert why(told.value.reason) == "it is damaged"


def test_a_row_that_is_no_utf_8_is_told_as_damage(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "content.db")) as library:
        library.apply(release(1, makers.item("m09")))
        with closing(sqlite3.connect(library.path)) as database, database:
            database.execute("UPDATE items SET row = x'7b226964223a22e4227d'")

        with pytest.raises(StoreUnusableError) as told:
            library.rows()

    assert why(told.value.reason) == "it is damaged"


@pytest.mark.parametrize("garbled", [Library], indirect=True)
def test_a_library_whose_state_means_nothing_is_called_damaged(garbled: Library) -> None:
    assert garbled.damaged()
