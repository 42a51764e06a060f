"""Where a database may stand, and how it is opened there.

Never in a network folder: locks do not hold there, and a connection that breaks takes the
file with it. Journals are write-ahead where the file system can do that, and every commit
is on the disk before it counts.

Source:
    SQLite, "Write-Ahead Logging", section 1, and "How To Corrupt An SQLite Database File",
    section 2.
"""

from __future__ import annotations

import sqlite3
from functools import partial, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

import sqlalchemy as sa

from valita_desktop.errors import UNDECODABLE, NetworkFolderError, StoreUnusableError
from valita_desktop.filesystems import network_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_P = ParamSpec("_P")
_T = TypeVar("_T")
_S = TypeVar("_S", bound="_Store")

LOCK_WAIT = 10.0
"""Seconds that a write waits for another window's."""

_PAGE = 4096
"""SQLite's own."""

_CACHE_KB = 256
"""Of pages that a connection keeps; the system keeps the whole file. Untold it would be 2,000."""

_NOT_NOW = tuple(
    f"SQLITE_{reason}"
    for reason in ("BUSY", "LOCKED", "READONLY", "CANTOPEN", "IOERR", "FULL", "PERM", "AUTH")
)


def prepare_folder(file: Path) -> None:
    """Make the folder of a database; where it is new, nobody else may look into it.

    Raises:
        NetworkFolderError: It is in a network folder; nothing was made.
        StoreUnusableError: It cannot be made.
    """
    kind = network_kind(file.parent)
    if kind:
        raise NetworkFolderError(file, kind)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusableError(file, str(error.strerror or error)) from error


def reading_engine(file: Path, *, page: int = _PAGE) -> sa.Engine:
    """Connections that read: each query sees the newest commit.

    A fault tells no values, of these and those that write: it ends in the log file, and a
    person's words never do.

    Args:
        file: The database.
        page: Bytes of its pages, if it is made now; one that is there keeps its own.
    """
    engine = sa.create_engine(
        _address(file),
        connect_args={"timeout": LOCK_WAIT},
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    if page != _PAGE:
        sa.event.listen(engine, "connect", partial(_set_page, page))
    sa.event.listen(engine, "connect", _set_pragmas)
    return engine


def writing_engine(file: Path) -> sa.Engine:
    """Connections whose transactions hold the file for writing from their beginning."""
    engine = sa.create_engine(
        _address(file),
        connect_args={"timeout": LOCK_WAIT, "isolation_level": None},
        poolclass=sa.NullPool,
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def _address(file: Path) -> sa.URL:
    """A file as SQLAlchemy takes it: in a plain string ``%`` and ``?`` would mean something."""
    return sa.URL.create("sqlite", database=str(file))


class _Store(Protocol):
    @property
    def path(self) -> Path: ...


def tells_faults(
    method: Callable[Concatenate[_S, _P], _T],
) -> Callable[Concatenate[_S, _P], _T]:
    """Tell a fault of the database as a `StoreUnusableError` of the store's path.

    For every public method of a store, so that nobody above the library meets SQLAlchemy; a
    value that cannot be decoded is a fault of the database like a page that cannot be read.
    """

    @wraps(method)
    def told(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return method(self, *args, **kwargs)
        except sa.exc.DBAPIError as error:
            raise StoreUnusableError(self.path, str(error.orig)) from error
        except sqlite3.Error as error:
            raise StoreUnusableError(self.path, str(error)) from error
        except UNDECODABLE as error:
            raise StoreUnusableError(self.path, f"a value is damaged: {error}") from error

    return told


def is_damage(error: sa.exc.DatabaseError) -> bool:
    """True if the file itself is wrong; false if it only cannot be had now."""
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    return not name.startswith(_NOT_NOW)


def _set_page(page: int, connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA page_size = {page:d}")  # before the journal, which settles it


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    (mode,) = cast("tuple[str]", connection.execute("PRAGMA journal_mode = WAL").fetchone())
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
