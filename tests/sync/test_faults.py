"""Whatever happens to the computer: the old materials or the new ones, and never a row lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from resources.generated import ROOT
from valita_desktop import app, paths
from valita_desktop.errors import (
    LibraryError,
    NoSpaceError,
    OutputError,
    StoreUnusableError,
    ValitaError,
)
from valita_desktop.feed.sources import FolderSource
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData
from valita_desktop.sync import updater

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.makers import Publisher
    from tests.sync.reading import Reader

IDS = [f"m{number:02}" for number in range(1, 25)]
KILLS = 30
FLIPS = 40


def test_a_program_that_is_killed_leaves_the_old_release_or_the_new(tmp_path: Path) -> None:
    report = tmp_path / "kills.json"
    run = [sys.executable, "-m", "tests.bench.kill_apply", "--rounds", str(KILLS)]
    subprocess.run([*run, "--json", str(report)], cwd=ROOT, check=True, capture_output=True)

    told = json.loads(report.read_text("utf-8"))
    assert told["clean"] == KILLS
    assert told["marks_lost"] == 0
    assert told["committed"] > 0


@pytest.fixture
def shipped(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A program that carries this publisher's feed."""
    publisher.publish(*IDS)
    monkeypatch.setattr(paths, "shipped_feed", lambda: publisher.folder)
    monkeypatch.setattr(paths, "trusted_root", lambda: publisher.root)
    return publisher


@pytest.mark.parametrize("seed", range(FLIPS))
def test_a_flipped_byte_anywhere_in_the_library_heals(
    seed: int, shipped: Publisher, home: Path
) -> None:
    app.open_library().close()
    file = home / "data/content.db"
    data = bytearray(file.read_bytes())
    where = random.Random(seed)
    data[where.randrange(len(data))] ^= 1 << where.randrange(8)
    for beside in file.parent.glob("content.db-*"):
        beside.unlink()
    file.write_bytes(bytes(data))

    with closing(app.open_library()) as library:
        assert library.damaged() == ""
        assert [row.id for row in library.rows()] == IDS
        assert all(library.item(each).id == each for each in IDS)


def test_a_library_that_is_gone_is_made_from_what_was_shipped(
    shipped: Publisher, home: Path
) -> None:
    app.open_library().close()
    shutil.rmtree(home / "data")

    with closing(app.open_library()) as library:
        assert library.seq == 1


def test_a_damaged_shipped_feed_does_not_stop_a_library_that_works(
    shipped: Publisher, home: Path
) -> None:
    app.open_library().close()
    shipped.publish("m01", fi="Uusi nimi")
    (shipped.folder / "metadata/timestamp.json").write_bytes(b"{}")

    with closing(app.open_library()) as library:
        assert library.seq == 1


def test_a_library_that_another_window_writes_is_waited_for_and_then_named(
    publisher: Publisher, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.library.database.LOCK_WAIT", 0.1)
    publisher.publish("m01")
    reader.apply()
    publisher.publish("m02")
    with (
        closing(Library(reader.library.path)) as impatient,
        closing(sqlite3.connect(reader.library.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        reader.library = impatient
        with pytest.raises(StoreUnusableError, match="locked"):
            reader.apply()

        assert (impatient.seq, impatient.damaged()) == (1, "")


# --- a disk of its own ---------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB that only this test writes to."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],  # noqa: S607 - of the system
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("this computer lets nobody mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - of the system


@pytest.mark.parametrize("left", [0, 4_000, 20_000, 60_000, 120_000])
def test_a_disk_that_fills_up_during_an_update_leaves_the_old_release(
    left: int, small_disk: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.sync.staging._LEAST", -(10**9))
    publisher.publish("m01")
    source = FolderSource(publisher.folder)
    with (
        closing(Library(small_disk / "content.db")) as library,
        closing(UserData(small_disk / "user.db")) as own,
    ):
        own.set_favourite("m01", on=True)
        first = updater.check(source, library, publisher.trust())
        updater.apply(first, source, library, small_disk / "fetched")
        publisher.publish(*IDS)
        update = updater.check(source, library, publisher.trust())
        fill(small_disk, left)

        with pytest.raises((StoreUnusableError, NoSpaceError, OutputError)):
            updater.apply(update, source, library, small_disk / "fetched")

        assert (library.seq, library.damaged()) == (1, "")
        (small_disk / "filler").unlink()
        assert own.favourites() == ("m01",)
        updater.apply(update, source, library, small_disk / "fetched")
        assert (library.seq, library.damaged()) == (2, "")


def fill(disk: Path, left: int) -> None:
    free = shutil.disk_usage(disk).free
    with (disk / "filler").open("wb") as filler:
        filler.write(bytes(max(0, free - left)))


def test_a_read_only_disk_is_named_and_nothing_is_lost(small_disk: Path) -> None:
    with closing(UserData(small_disk / "user.db")) as own:
        own.set_favourite("m01", on=True)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S607 - of the system

    refused = pytest.raises(LibraryError)
    with refused, closing(UserData(small_disk / "user.db")) as own:
        own.set_favourite("m02", on=True)

    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)  # noqa: S607 - as above
    with closing(UserData(small_disk / "user.db")) as own:
        assert own.favourites() == ("m01",)
        assert own.recovery is None


def test_every_fault_says_what_to_do() -> None:
    from valita_desktop.messages.errors import message

    faults: tuple[ValitaError, ...] = (
        StoreUnusableError(ROOT / "content.db", "database is locked"),
        NoSpaceError(ROOT, 10**8, 10**6),
    )

    assert all(message(fault).todo.endswith(".") for fault in faults)
