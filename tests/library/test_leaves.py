"""What a sheet is printed of is what the store says, read from the same file."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.library.beside import FACT, assert_no_database_is_left_alone, harm
from tests.library.test_store import release
from tests.makers import item
from valita_desktop.content.model import Attachment, Item
from valita_desktop.library.leaves import leaves
from valita_desktop.library.store import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURE = b"picture"
SHA = hashlib.sha256(PICTURE).hexdigest()


def with_picture() -> Item:
    drawn = Attachment("kuva.png", "image/png", len(PICTURE), SHA)
    return msgspec.structs.replace(item("m10"), attachments=(drawn,))


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with closing(Library(folder / "content.db")) as opened:
        first = release(7, item("m09"), with_picture(), FACT)
        opened.apply(replace(first, images={SHA: PICTURE}, site="https://a.fi/"))
        yield opened


def test_all_is_as_the_store_says(folder: Path, library: Library) -> None:
    found = leaves(folder, ("m10", "m09"))

    assert found is not None
    assert list(found.items) == ["m10", "m09"]
    assert all(each == library.item(item_id) for item_id, each in found.items.items())
    assert found.source.all_facts() == library.all_facts() == {"f01": FACT}
    assert found.source.image(SHA) == library.image(SHA) == PICTURE
    assert found.source.site == library.site == "https://a.fi/"
    assert (found.seq, found.last_seq, found.pack) == (7, library.last_seq, library.pack)


def test_every_change_is_seen_at_once(folder: Path, library: Library) -> None:
    before = leaves(folder, ("m09",))
    record = msgspec.structs.replace(item("m09").record, minutes=5)
    changed = msgspec.structs.replace(item("m09"), record=record)
    library.apply(release(8, changed, keep=(with_picture(), FACT)))
    after = leaves(folder, ("m09",))
    library.revert()
    again = leaves(folder, ("m09",))

    assert before
    assert after
    assert again
    assert (before.seq, after.seq, again.seq) == (7, 8, 7)
    assert after.items["m09"] == changed
    assert again.items == before.items
    assert again.last_seq == library.last_seq == 8


def test_on_a_new_computer_nothing_is_read_and_nothing_is_made(folder: Path) -> None:
    assert leaves(folder, ("m09",)) is None
    assert not folder.exists()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("item_id", ["zz", "", "own-1", "m09' OR 1"])
def test_an_item_that_is_not_there_is_left_to_the_store(folder: Path, item_id: str) -> None:
    assert leaves(folder, ("m09", item_id)) is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 1",
        "UPDATE items SET source = 'no bytes' WHERE id = 'm10'",
        "UPDATE items SET source = substr(source, 9) WHERE id = 'm10'",
        "UPDATE items SET source = (SELECT source FROM items WHERE id = 'm09')",
        "UPDATE items SET source = (SELECT source FROM items WHERE id = 'm09') WHERE id = 'f01'",
        "UPDATE images SET data = 'no picture'",
        "UPDATE images SET data = x'00'",
        "DELETE FROM images",
        "UPDATE state SET value = 'seven' WHERE key = 'seq'",
        "ALTER TABLE items RENAME COLUMN source TO text",
        "DROP TABLE images",
    ],
)
def test_what_is_of_another_version_or_damaged_is_left_to_the_store(folder: Path, sql: str) -> None:
    harm(folder / "content.db", sql)

    assert leaves(folder, ("m10",)) is None


@pytest.mark.usefixtures("library")
def test_whole_bytes_that_are_no_item_are_left_to_the_store(folder: Path) -> None:
    wrong = b"{}"
    harm(
        folder / "content.db",
        "UPDATE items SET source = ?, sha256 = ? WHERE id = 'm09'",
        zlib.compress(wrong),
        hashlib.sha256(wrong).hexdigest(),
    )

    assert leaves(folder, ("m09",)) is None


def test_a_file_that_is_no_database_is_left_to_the_store(folder: Path, library: Library) -> None:
    library.close()

    assert_no_database_is_left_alone(folder / "content.db", lambda: leaves(folder, ("m09",)))
