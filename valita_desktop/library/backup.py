"""Copies of user.db: made before anything risky and once a day, the last five kept.

A copy is complete before it has its name, and only a copy that is sound is ever put back.
What stood in the way is kept too: nothing a person made is deleted here. Copies are ordered
by a number that each carries within, never by a clock: a computer whose clock was ahead for
a week keeps the right ones.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import sqlite3
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from valita_desktop.errors import OwnDataError, StoreUnusableError
from valita_desktop.paths import patiently, replace_durably

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

KEPT = 5
EVERY = dt.timedelta(days=1)
_NAME = re.compile(r"^user-(\d{8}-\d{6}-\d{6})\.db$")
_STAMP = "%Y%m%d-%H%M%S-%f"
_JOURNALS = ("-wal", "-shm", "-journal")
_NOTED = ("opened", "titles", "pin_images", "copies")
"""Tables that fill by themselves: a database with rows in these alone holds nothing of a person."""
_LEFT_BEHIND = 3600.0
"""Seconds after which a copy that is not finished never will be."""


@contextmanager
def held(database: Path, timeout: float) -> Iterator[None]:
    """Hold a database for whoever looks whether it is whole, and mends it.

    Of several programs that start at once one does it, the others find it done. Where there
    can be no lock (a folder that is only read) there is nothing to mend either.

    Args:
        database: The file; it need not exist.
        timeout: Seconds to wait for another program; after them it is taken to be stuck.
    """
    lock = FileLock(database.with_name(f"{database.name}.lock"), fallback_to_soft=False)
    try:
        lock.acquire(timeout=timeout)
    except (OSError, Timeout) as error:
        log.warning("%s is looked at without a lock: %s", database.name, error)
    try:
        yield
    finally:
        lock.release()


def backups(database: Path) -> tuple[Path, ...]:
    """The copies of a database, last made first; those that cannot be read stand last."""
    folder = database.with_name("backups")
    found = [file for file in folder.glob("user-*.db") if _is_copy(file)]
    return tuple(sorted(found, key=lambda file: (_number(file), file.name), reverse=True))


def back_up(database: Path, now: dt.datetime | None = None, *, keep: Path | None = None) -> Path:
    """Copy a database as it is now, and let the oldest copy go.

    Of all copies that hold something the last is never let go, however many empty ones are
    made after it.

    Args:
        database: The database.
        now: What the clock says, for the copy's name.
        keep: A copy that does not go, however old it is.

    Raises:
        StoreUnusableError: It cannot be read, or the copy cannot be written.
    """
    moment = now or dt.datetime.now(dt.UTC)
    copy = database.with_name("backups") / f"user-{moment:{_STAMP}}.db"
    part = copy.with_suffix(".part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        _sweep(database)
        changed = _changed(database)
        number = 1 + max(map(_number, backups(database)), default=0)
        _make(database, part, number)
        os.utime(part, ns=(changed, changed))
        replace_durably(part, copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreUnusableError(copy, str(error)) from error
    for old in _superfluous(backups(database)):
        if old != keep:
            with suppress(OSError):  # it goes the next time
                patiently(partial(old.unlink, missing_ok=True))
    return copy


def back_up_daily(database: Path, now: dt.datetime | None = None) -> None:
    """Copy a database if it has changed and the last copy is a day old.

    A copy that was made later than now was made by a wrong clock, and counts as old. Never in
    the way: a copy that cannot be made is a line in the log.
    """
    moment = now or dt.datetime.now(dt.UTC)
    try:
        last = next(iter(backups(database)), None)
        if last is not None:
            age = moment - made_at(last)
            if dt.timedelta(0) <= age <= EVERY or last.stat().st_mtime_ns == _changed(database):
                return
        back_up(database, moment)
    except (OSError, StoreUnusableError) as error:
        log.warning("no backup: %s", error)


def made_at(copy: Path) -> dt.datetime:
    """When a copy was made, as the clock said then."""
    found = _NAME.match(copy.name)
    stamp = dt.datetime.strptime(found.group(1) if found else "", _STAMP)  # noqa: DTZ007 - made UTC below
    return stamp.replace(tzinfo=dt.UTC)


def _is_copy(file: Path) -> bool:
    """Whether a file is called as a copy is: a person may have named one otherwise."""
    try:
        made_at(file)
    except ValueError:
        return False
    return True


def newest_sound(database: Path) -> Path | None:
    """The last copy that is sound and holds something; else the last sound one.

    Returns:
        ``None`` where no copy is sound.
    """
    sound = [copy for copy in backups(database) if is_sound(copy)]
    return next(filter(holds_something, sound), next(iter(sound), None))


def restore(database: Path, copy: Path) -> None:
    """Put a copy in the place of a database that is sound, or of none; it is copied first.

    Nobody may have the database open.

    Raises:
        OwnDataError: The copy is not sound.
        StoreUnusableError: The database cannot be read or written; it is as it was.
    """
    if not is_sound(copy):
        raise OwnDataError(copy, "is not sound")
    if not database.exists():
        bring_back(database, copy)
        return
    back_up(database, keep=copy)
    try:
        _copy(copy, database)
    except sqlite3.Error as error:
        raise StoreUnusableError(database, str(error)) from error


def bring_back(database: Path, copy: Path) -> None:
    """Put a copy where a database is gone.

    It is whole and on the disk before it has its name: whoever is stopped at any moment finds
    the copy and no database, or the database. A journal of what was there before would be
    taken for its own, so that goes aside first.

    Raises:
        StoreUnusableError: It cannot be written; the copy is still there.
    """
    part = database.with_name(f"{database.name}.part")
    try:
        left = f"{database.stem}.left-{dt.datetime.now(dt.UTC):{_STAMP}}{database.suffix}"
        move_journals(database, database.with_name(left))
        part.unlink(missing_ok=True)
        _make(copy, part)
        replace_durably(part, database)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreUnusableError(database, str(error)) from error


def move_journals(database: Path, to: Path) -> None:
    """Move what stands beside a database under its name to stand beside another.

    Raises:
        OSError: It cannot be moved.
    """
    for journal in _JOURNALS:
        beside = database.with_name(database.name + journal)
        if beside.exists():
            patiently(partial(beside.rename, to.with_name(to.name + journal)))


def is_sound(file: Path) -> bool:
    """True for a database that can be read to its last page."""
    try:
        with closing(_reading(file)) as database:
            (report,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            return bool(report == "ok" and "favourites" in _tables(database))
    except sqlite3.Error:
        return False


def holds_something(file: Path) -> bool:
    """Whether a sound database has something that a person put there."""
    with closing(_reading(file)) as database:
        precious = _tables(database) - set(_NOTED)
        return any(
            database.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()[0]  # noqa: S608 - a name from sqlite_master
            for table in precious
        )


def _superfluous(copies: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those that may go, of copies of which the last made stands first."""
    kept, old = copies[:KEPT], copies[KEPT:]
    if any(is_sound(copy) and holds_something(copy) for copy in kept):
        return old
    last = next((copy for copy in old if is_sound(copy) and holds_something(copy)), None)
    return tuple(copy for copy in old if copy != last)


def _number(copy: Path) -> int:
    """The number that a copy carries; 0 of one from before there were numbers, -1 of a bad one."""
    try:
        with closing(_reading(copy)) as database:
            if "copies" not in _tables(database):
                return 0
            return int(database.execute("SELECT max(number) FROM copies").fetchone()[0] or 0)
    except (sqlite3.Error, ValueError):
        return -1


def _make(source: Path, part: Path, number: int | None = None) -> None:
    """Make a copy on the disk, with a number where it is given one."""
    _copy(source, part)
    with closing(sqlite3.connect(part)) as whole:
        if number is not None:
            whole.execute("CREATE TABLE IF NOT EXISTS copies (number INTEGER NOT NULL)")
            whole.execute("INSERT INTO copies VALUES (?)", (number,))
            whole.commit()
        whole.execute("PRAGMA journal_mode = DELETE")  # nothing stands beside a copy
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _changed(database: Path) -> int:
    """When a database was changed last, in nanoseconds of its file system's clock."""
    both = (database, database.with_name(database.name + "-wal"))
    return max(file.stat().st_mtime_ns for file in both if file.exists())


def _sweep(database: Path) -> None:
    """Take away what somebody was stopped in making: copies, and databases brought back."""
    now = dt.datetime.now(dt.UTC).timestamp()
    unfinished = [
        *database.with_name("backups").glob("user-*.part*"),
        *database.parent.glob(f"{database.name}.part*"),
    ]
    for part in unfinished:
        with suppress(OSError):
            if not 0 <= now - part.stat().st_mtime <= _LEFT_BEHIND:
                part.unlink()


def _tables(database: sqlite3.Connection) -> set[str]:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in rows if not name.startswith("sqlite_")}


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _copy(source: Path, target: Path) -> None:
    """Copy page by page within one transaction: the target is the old or the new, never half.

    A source that is not there is an error, and no empty database.
    """
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)
