"""Every way in which a person's own things are written, to be stopped in the middle of.

Each story is a computer before, something that is done on it in a process of its own, and what
is there: own data, settings, files to keep. Nothing of it may be lost whenever the power goes or
the process is killed: what is there afterwards is as before, or as after.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths, settings
from valita_desktop.library import backup, owndata, packet_file
from valita_desktop.library.packets import Entry, Packets
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRY = Entry(item_id="m09", lang="fi", title="Kuukausibudjetti")


@dataclass(frozen=True)
class Story:
    """Something that is written.

    Attributes:
        prepare: Makes the computer as it was before.
        act: Does it.
        found: Opens what is there as the program does, and tells it.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    found: Callable[[Path], object]


def _filled(folder: Path) -> None:
    """Own data with something of each kind, and a copy of them."""
    with closing(UserData(folder / "user.db")) as data:
        for n in range(3):
            data.set_favourite(f"m{n:02}", on=True)
    with closing(Packets(folder / "user.db")) as packets:
        packets.new("Viikko 1", [ENTRY] * 3)
    backup.back_up(folder / "user.db")
    _closed(folder / "user.db")


def _changed(folder: Path) -> None:
    """As `_filled`, and something since."""
    _filled(folder)
    _mark(folder)
    _closed(folder / "user.db")


def _with_many_copies(folder: Path) -> None:
    """As `_changed`, with as many copies as are kept, of which the first holds least."""
    _filled(folder)
    for n in range(backup.KEPT - 1):
        with closing(UserData(folder / "user.db")) as data:
            data.set_favourite(f"m1{n}", on=True)
        backup.back_up(folder / "user.db")
    _closed(folder / "user.db")


def _damaged(folder: Path) -> None:
    _filled(folder)
    with (folder / "user.db").open("rb+") as file:
        file.write(b"no database" * 20)


def _gone(folder: Path) -> None:
    _filled(folder)
    (folder / "user.db").unlink()


def _emptied(folder: Path) -> None:
    _filled(folder)
    (folder / "user.db").write_bytes(b"")


def _with_others(folder: Path) -> None:
    """As `_filled`, and a file from another computer."""
    _filled(folder / "other")
    with closing(UserData(folder / "other/user.db")) as data:
        data.set_favourite("m77", on=True)
    owndata.export_json(folder / "other/user.db", folder / "own.json")
    _filled(folder)


def _with_settings(folder: Path) -> None:
    settings.save(settings.Settings(school_name="Vanha"), folder)


def _with_files(folder: Path) -> None:
    _changed(folder)
    for name in ("own.json", "page.pdf", "week.valita-packet"):
        (folder / name).write_bytes(b"what stood there")


def _closed(database: Path) -> None:
    """All of it in one file, as after the program has ended."""
    with closing(sqlite3.connect(database)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _mark(folder: Path) -> None:
    with closing(UserData(folder / "user.db")) as data:
        data.set_favourite("m99", on=True)


def _pack(folder: Path) -> None:
    with closing(Packets(folder / "user.db")) as packets:
        packets.new("Viikko 2", [ENTRY] * 5)


def _copy(folder: Path) -> None:
    backup.back_up(folder / "user.db")


def _restore(folder: Path) -> None:
    backup.restore(folder / "user.db", backup.backups(folder / "user.db")[0])


def _restore_first(folder: Path) -> None:
    backup.restore(folder / "user.db", backup.backups(folder / "user.db")[-1])


def _open(folder: Path) -> None:
    UserData(folder / "user.db").close()


def _take_in(folder: Path) -> None:
    owndata.take_in(folder / "user.db", folder / "own.json", frozenset)


def _save_settings(folder: Path) -> None:
    settings.save(settings.Settings(school_name="Uusi"), folder)


def _export(folder: Path) -> None:
    owndata.export_json(folder / "user.db", folder / "own.json")
    paths.write_whole(folder / "page.pdf", b"%PDF" * 5000)
    with closing(Packets(folder / "user.db")) as packets:
        data = packet_file.encode(packets.all()[0])
    paths.write_whole(folder / "week.valita-packet", data)


def _own(folder: Path) -> object:
    """Favourites and packets; every copy must be sound."""
    with closing(UserData(folder / "user.db")) as data:
        favourites = data.favourites()
    with closing(Packets(folder / "user.db")) as packets:
        named = {each.name: len(each.entries) for each in packets.all()}
    assert all(backup.is_sound(copy) for copy in backup.backups(folder / "user.db"))
    return sorted(favourites), named


def _school(folder: Path) -> object:
    return settings.load(folder).school_name


def _files(folder: Path) -> object:
    """Which of the files are as they were; each other must be whole."""
    old = b"what stood there"
    own, page, week = ((folder / name) for name in ("own.json", "page.pdf", "week.valita-packet"))
    if own.read_bytes() != old:
        assert json.loads(own.read_bytes())["format"] == "valita-own-data"
    assert page.read_bytes() in (old, b"%PDF" * 5000)
    if week.read_bytes() != old:
        assert packet_file.read(week).name == "Viikko 1"
    return _own(folder)


STORIES = {
    "a favourite": Story(_filled, _mark, _own),
    "a packet": Story(_filled, _pack, _own),
    "a copy": Story(_changed, _copy, _own),
    "a copy put back": Story(_changed, _restore, _own),
    "the oldest copy put back": Story(_with_many_copies, _restore_first, _own),
    "a damaged file mended": Story(_damaged, _open, _own),
    "a lost file mended": Story(_gone, _open, _own),
    "an empty file mended": Story(_emptied, _open, _own),
    "data taken in": Story(_with_others, _take_in, _own),
    "settings": Story(_with_settings, _save_settings, _school),
    "files to keep": Story(_with_files, _export, _files),
}


def act(name: str, folder: str) -> None:
    """Do what a story tells, as a process of its own does."""
    STORIES[name].act(Path(folder))
