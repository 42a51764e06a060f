"""A person's own things on this computer: user.db.

Precious: it refers to items by id only, so an update of the materials can never take a
row from it, and a damaged file is moved aside, never deleted.
"""

from __future__ import annotations

import datetime as dt
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from valita_desktop.errors import StoreUnusableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

SCHEMA_VERSION = 1
RECENT_KEPT = 50
_metadata = sa.MetaData()
_favourites = sa.Table(
    "favourites",
    _metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("added", sa.Text, nullable=False),
)
_opened = sa.Table(
    "opened",
    _metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
)


class UserData:
    """An open user.db.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; a damaged one is kept beside as ``user.damaged-….db``.

        Raises:
            StoreUnusableError: It can neither be opened nor made.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusableError(path, str(error.strerror or error)) from error
        self._engine = _open_or_make(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def favourites(self) -> tuple[str, ...]:
        """Ids of favourites, last added first."""
        newest = sa.select(_favourites.c.item_id).order_by(_favourites.c.added.desc())
        with self._engine.connect() as connection:
            return tuple(connection.scalars(newest))

    def set_favourite(self, item_id: str, *, on: bool) -> None:
        """Add an item to the favourites or take it away; doing it twice is the same.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writing() as connection:
            connection.execute(sa.delete(_favourites).where(_favourites.c.item_id == item_id))
            if on:
                connection.execute(sa.insert(_favourites).values(item_id=item_id, added=_now()))

    def opened(self, item_id: str) -> None:
        """Remember that an item was opened; the last `RECENT_KEPT` are remembered.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writing() as connection:
            connection.execute(sa.delete(_opened).where(_opened.c.item_id == item_id))
            connection.execute(sa.insert(_opened).values(item_id=item_id, at=_now()))
            kept = sa.select(_opened.c.item_id).order_by(_opened.c.at.desc()).limit(RECENT_KEPT)
            connection.execute(sa.delete(_opened).where(_opened.c.item_id.not_in(kept)))

    def recent(self, limit: int = 4) -> tuple[str, ...]:
        """Ids of the items opened last, newest first."""
        newest = sa.select(_opened.c.item_id).order_by(_opened.c.at.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(connection.scalars(newest))

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise StoreUnusableError(self.path, str(error.orig)) from error


def _open_or_make(path: Path) -> sa.Engine:
    for attempt in ("open", "anew"):
        engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 10})
        try:
            with engine.begin() as connection:
                _prepare(connection)
        except sa.exc.DatabaseError as error:
            engine.dispose()
            if attempt == "anew" or not path.is_file() or _is_locked_or_readonly(error):
                raise StoreUnusableError(path, str(error.orig)) from error
            _move_aside(path, str(error.orig))
            continue
        return engine
    raise StoreUnusableError(path, "cannot be made")


def _prepare(connection: sa.Connection) -> None:
    if connection.scalar(sa.text("PRAGMA user_version")) == 0:
        _metadata.create_all(connection)
        connection.execute(sa.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    connection.scalar(sa.text("SELECT count(*) FROM favourites"))


def _is_locked_or_readonly(error: sa.exc.DatabaseError) -> bool:
    reason = str(error.orig)
    return any(word in reason for word in ("locked", "readonly", "unable to open", "disk I/O"))


def _move_aside(path: Path, reason: str) -> None:
    aside = path.with_name(f"{path.stem}.damaged-{dt.datetime.now():%Y%m%d-%H%M%S}{path.suffix}")  # noqa: DTZ005 - the person's own clock
    log.error("%s is damaged (%s); kept as %s", path.name, reason, aside.name)
    try:
        path.rename(aside)
    except OSError as error:
        raise StoreUnusableError(path, str(error.strerror or error)) from error


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
