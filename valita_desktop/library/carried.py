"""Own data of a person whose home is on a network: worked on here, kept at home.

A database on a network breaks, and journals do not hold there. So user.db stands in a folder of
this computer while somebody works, and at home stands one whole file of it, which is only ever
copied: here when the program starts, home when it ends. Whoever works at two computers at once,
or was cut off, finds both added together. Nothing is replaced that is not copied first.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

from valita_desktop import paths
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE, LibraryError, OutputError
from valita_desktop.library import backup, owndata
from valita_desktop.library.mending import remove
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

_MOST_NOTE = 1000
_PATIENCE_S = 5.0
_BESIDE = ("", "-wal")
_FAULTS = (LibraryError, OutputError, OSError)


class CarriedNote(msgspec.Struct, frozen=True):
    """What is known here of the file at home.

    Attributes:
        sha256: Of the one that was fetched or brought home last.
        content: SHA-256 of all that was in the file here then.
    """

    sha256: str = ""
    content: str = ""


class CarriedData:
    """A user.db of this computer, and the file of it at home.

    Args:
        home: The folder at home.
        local: The folder of this computer.
    """

    def __init__(self, home: Path, local: Path) -> None:
        self._home, self._here = home / "user.db", local / "user.db"
        self._note_file = local / "carried.json"

    def fetch(self) -> None:
        """Have here what is at home; a home that is away leaves what is here."""
        try:
            self._here.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._alone() as alone:
                if alone:
                    self._fetch()
        except _FAULTS as error:
            log.warning("own data were not fetched from home: %s", error)

    def bring_home(self) -> None:
        """Have at home what is here; what cannot be brought stays here, and goes the next time."""
        try:
            with self._alone() as alone:
                if alone and self._here.is_file():
                    self._fetch()
                    self._bring()
        except _FAULTS as error:
            log.warning("own data were not brought home: %s", error)

    def settle(self) -> None:
        """Have at home what was left here when the home was on a network; now it is used itself."""
        try:
            if self._here.is_file() and self._worked_on(self._note):
                if self._home.is_file():
                    self._add(self._here, self._home)
                else:
                    self._home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                    backup.bring_back(self._home, self._here)
                self._remember(CarriedNote(content=_content(self._here)))
        except _FAULTS as error:
            log.warning("own data were not brought home: %s", error)

    def _fetch(self) -> None:
        note = self._note
        if not self._home.is_file() or (sha256 := self._sha256()) == note.sha256:
            return
        arrived = self._here.parent / "arrived/user.db"
        shutil.rmtree(arrived.parent, ignore_errors=True)
        arrived.parent.mkdir(mode=0o700)
        try:
            for beside in _BESIDE:
                file = self._home.with_name(self._home.name + beside)
                if file.is_file():
                    shutil.copyfile(file, arrived.with_name(arrived.name + beside))
            content = self._take(arrived, note)
        finally:
            shutil.rmtree(arrived.parent, ignore_errors=True)
        self._remember(CarriedNote(sha256, content))

    def _take(self, arrived: Path, note: CarriedNote) -> str:
        """Take in what has come from home; what home has had of all that is here now."""
        if not backup.is_sound(arrived):
            self._put_aside()
            return note.content
        if not self._here.is_file():
            backup.bring_back(self._here, arrived)
        elif self._worked_on(note):
            self._add(arrived, self._here)
            return note.content
        else:
            backup.restore(self._here, arrived)
        return _content(self._here)

    def _worked_on(self, note: CarriedNote) -> bool:
        """Whether something is here that home has never had."""
        return _content(self._here) != note.content

    def _bring(self) -> None:
        leaving = self._here.with_name("leaving.db")
        remove(leaving)
        backup.bring_back(leaving, self._here)
        data = leaving.read_bytes()
        with _told(leaving) as told:
            content = hashlib.sha256(told.read_bytes()).hexdigest()
        for journal in ("-wal", "-shm"):  # of a time when the home was no network
            self._home.with_name(self._home.name + journal).unlink(missing_ok=True)
        paths.write_whole(self._home, data, private=True)
        remove(leaving)
        self._remember(CarriedNote(hashlib.sha256(data).hexdigest(), content))

    @staticmethod
    def _add(source: Path, target: Path) -> None:
        """Add what one database holds to another; the other is copied first."""
        UserData(source).close()  # brings it to this version
        with _told(source) as told:
            owndata.take_in(target, told, frozenset)

    def _put_aside(self) -> None:
        """A damaged file at home stays beside the one that will take its place."""
        aside = self._home.with_name(f"user.damaged-{self._sha256()[:8]}.db")
        log.error("own data at home are damaged; they are called %s now", aside.name)
        self._home.rename(aside)

    def _sha256(self) -> str:
        digest = hashlib.sha256()
        for beside in _BESIDE:
            file = self._home.with_name(self._home.name + beside)
            if file.is_file() and (data := file.read_bytes()):
                digest.update(data)
        return digest.hexdigest()

    @property
    def _note(self) -> CarriedNote:
        try:
            data = paths.read_regular(self._note_file, _MOST_NOTE)
            return msgspec.json.decode(data, type=prepared(CarriedNote))
        except (OSError, *UNDECODABLE):
            return CarriedNote()

    def _remember(self, note: CarriedNote) -> None:
        paths.write_whole(self._note_file, msgspec.json.encode(note))

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether no other program of this person carries meanwhile."""
        lock = FileLock(self._note_file.with_suffix(".lock"), fallback_to_soft=False)
        try:
            lock.acquire(timeout=_PATIENCE_S)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


@contextmanager
def _told(database: Path) -> Iterator[Path]:
    """All that a database of this version holds, as a file."""
    told = database.with_name(f"{database.stem}.told.json")
    try:
        owndata.export_json(database, told)
        yield told
    finally:
        told.unlink(missing_ok=True)


def _content(database: Path) -> str:
    """The SHA-256 of all that a database holds; it is brought to this version first."""
    UserData(database).close()
    with _told(database) as told:
        return hashlib.sha256(told.read_bytes()).hexdigest()
