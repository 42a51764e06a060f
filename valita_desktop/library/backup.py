"""Copies of user.db: made before anything risky and once a day, the last five kept.

A copy is complete before it has its name, and only a copy that is sound is ever put back.
What stood in the way is kept too: nothing a person made is deleted here.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from valita_desktop.errors import OwnDataError, StoreUnusableError
from valita_desktop.paths import replace_durably

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

KEPT = 5
EVERY = dt.timedelta(days=1)
_NAME = re.compile(r"^user-\d{8}-\d{6}-\d{6}\.db$")


def backups(database: Path) -> tuple[Path, ...]:
    """The copies of a database, newest first."""
    folder = database.with_name("backups")
    found = [file for file in folder.glob("user-*.db") if _NAME.match(file.name)]
    return tuple(sorted(found, reverse=True))


def back_up(database: Path, now: dt.datetime | None = None) -> Path:
    """Copy a database as it is now, and let the oldest copy go.

    Raises:
        StoreUnusableError: It cannot be read, or the copy cannot be written.
    """
    moment = now or dt.datetime.now(dt.UTC)
    copy = database.with_name("backups") / f"user-{moment:%Y%m%d-%H%M%S-%f}.db"
    part = copy.with_suffix(".part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        _copy(database, part)
        with closing(sqlite3.connect(part)) as whole:
            whole.execute("PRAGMA journal_mode = DELETE")  # nothing stands beside a copy
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        replace_durably(part, copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreUnusableError(copy, str(error)) from error
    for old in backups(database)[KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def back_up_daily(database: Path, now: dt.datetime | None = None) -> None:
    """Copy a database if it has changed and the last copy is a day old.

    Never in the way: a copy that cannot be made is a line in the log.
    """
    moment = now or dt.datetime.now(dt.UTC)
    try:
        last = max((file.stat().st_mtime for file in backups(database)), default=0.0)
        changed = database.stat().st_mtime
    except OSError as error:
        log.warning("no backup: %s", error)
        return
    if changed > last and moment.timestamp() - last > EVERY.total_seconds():
        try:
            back_up(database, moment)
        except StoreUnusableError as error:
            log.warning("no backup: %s", error)


def newest_sound(database: Path) -> Path | None:
    """The newest copy that is sound; ``None`` where there is none."""
    return next((copy for copy in backups(database) if is_sound(copy)), None)


def restore(database: Path, copy: Path) -> None:
    """Put a copy in the place of a database; what is there now is copied first.

    Nobody may have the database open.

    Raises:
        OwnDataError: The copy is not sound.
        StoreUnusableError: The database cannot be read or written; it is as it was.
    """
    if not is_sound(copy):
        raise OwnDataError(copy, "is not sound")
    if database.exists():
        back_up(database)
    try:
        _copy(copy, database)
    except sqlite3.Error as error:
        raise StoreUnusableError(database, str(error)) from error


def is_sound(file: Path) -> bool:
    """True for a database that can be read to its last page."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (report,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            (tables,) = database.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'favourites'"
            ).fetchone()
    except sqlite3.Error:
        return False
    return bool(report == "ok" and tables == 1)


def _copy(source: Path, target: Path) -> None:
    """Copy page by page within one transaction: the target is the old or the new, never half."""
    with (
        closing(sqlite3.connect(source)) as one,
        closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)
