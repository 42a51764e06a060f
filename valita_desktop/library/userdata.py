"""A person's own things on this computer: user.db.

Precious: it refers to items by id only, so an update of the materials can never take a
row from it. It is copied before it changes its version and once a day; a damaged file is
moved aside, never deleted, and the last sound copy takes its place. A file that is empty or
gone while there are copies is damage too, not a new person. What the clock of a computer
put into the future counts as older than now.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from functools import partial
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa

from valita_desktop.content.model import Item, Lang, canonical, read_item
from valita_desktop.errors import OwnDataRecoveredError, StoreUnusableError
from valita_desktop.library import backup, migrations, notebook
from valita_desktop.library.database import (
    LOCK_WAIT,
    is_damage,
    prepare_folder,
    reading_engine,
    tells_faults,
    writing_engine,
)
from valita_desktop.library.kept import is_intact
from valita_desktop.paths import patiently

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from valita_desktop.library.rows import Row

log = logging.getLogger(__name__)

SCHEMA_VERSION = migrations.NEWEST
RECENT_KEPT = 50
"""Opened items that are remembered: more than any list shows, few enough to be nobody's diary."""

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
_titles = sa.Table(
    "titles",
    _metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("lang", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
)
_pins = sa.Table(
    "pins",
    _metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("source", sa.LargeBinary, nullable=False),
)
_pin_images = sa.Table(
    "pin_images",
    _metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

_NOTHING = (0, 0)
"""What `_look` finds in a file without a version and without a table."""


class UserData:
    """An open user.db: favourites, what was opened, titles, pinned items.

    Attributes:
        path: The file.
        recovery: What a person is to be told of a file that was damaged or gone when this one
            was opened; ``None`` if all was well.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; a damaged one is kept beside as ``user.damaged-….db``.

        Raises:
            StoreUnusableError: It can neither be opened nor made, or a later version of the
                program has made it.
            NetworkFolderError: It stands in a network folder.
        """
        self.path = path
        prepare_folder(path)
        with backup.held(path, LOCK_WAIT):
            self.recovery = _open_or_make(path)
        self._reader = reading_engine(path)
        self._writer = writing_engine(path)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    @tells_faults
    def favourites(self) -> tuple[str, ...]:
        """Ids of favourites, last added first."""
        newest = sa.select(_favourites.c.item_id).order_by(*_last_first(_favourites.c.added))
        with self._reader.connect() as connection:
            return tuple(connection.scalars(newest))

    @tells_faults
    def set_favourite(self, item_id: str, *, on: bool, since: str = "") -> str:
        """Add an item to the favourites or take it away; doing it twice is the same.

        Args:
            item_id: The item.
            on: Whether it is to be one of them.
            since: When it was added, as it was told when it was taken away; now without it.

        Returns:
            Since when it was one of them; ``""`` where it was none.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        this = _favourites.c.item_id == item_id
        with self._writer.begin() as connection:
            before = connection.scalar(sa.select(_favourites.c.added).where(this))
            connection.execute(sa.delete(_favourites).where(this))
            if on:
                added = since or _now()
                connection.execute(sa.insert(_favourites).values(item_id=item_id, added=added))
        return before or ""

    @tells_faults
    def opened(self, item_id: str) -> None:
        """Remember that an item was opened; the last `RECENT_KEPT` are remembered.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writer.begin() as connection:
            connection.execute(sa.delete(_opened).where(_opened.c.item_id == item_id))
            connection.execute(sa.insert(_opened).values(item_id=item_id, at=_now()))
            kept = sa.select(_opened.c.item_id).order_by(*_last_first(_opened.c.at))
            kept = kept.limit(RECENT_KEPT)
            connection.execute(sa.delete(_opened).where(_opened.c.item_id.not_in(kept)))

    @tells_faults
    def recent(self, limit: int = 4) -> tuple[str, ...]:
        """Ids of the items opened last, newest first."""
        newest = sa.select(_opened.c.item_id).order_by(*_last_first(_opened.c.at)).limit(limit)
        with self._reader.connect() as connection:
            return tuple(connection.scalars(newest))

    @tells_faults
    def note_titles(self, rows: Iterable[Row]) -> None:
        """Remember what items are called that this person refers to.

        For the placeholder that stays when one is withdrawn. Writes only what is new.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        mine = {*self.favourites(), *self.recent(RECENT_KEPT)}
        known = self._titles()
        fresh = [
            {"item_id": row.id, "lang": lang, "title": title}
            for row in rows
            if row.id in mine
            for lang, title in row.titles.items()
            if known.get((row.id, lang)) != title
        ]
        if fresh:
            with self._writer.begin() as connection:
                for each in fresh:
                    _replace(connection, _titles, each)

    @tells_faults
    def last_title(self, item_id: str, lang: Lang) -> str:
        """What an item was last called, in this language or the other; ``""`` if unknown."""
        titles = self._titles()
        other: Lang = "sv" if lang == "fi" else "fi"
        return titles.get((item_id, lang)) or titles.get((item_id, other), "")

    @tells_faults
    def pin(self, item: Item, images: Mapping[str, bytes]) -> None:
        """Keep an item as it is now, for a packet that shall not change with updates.

        Args:
            item: The item.
            images: Its pictures by SHA-256.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        source = canonical(item)
        values = {
            "item_id": item.id,
            "version": item.record.version,
            "sha256": hashlib.sha256(source).hexdigest(),
            "source": source,
        }
        with self._writer.begin() as connection:
            _replace(connection, _pins, values)
            for sha256, data in images.items():
                _replace(connection, _pin_images, {"sha256": sha256, "data": data})

    @tells_faults
    def pinned(self, item_id: str, version: int) -> Item | None:
        """An item as it was pinned; ``None`` if that version was not, or its bytes are damaged."""
        wanted = sa.select(_pins).where(_pins.c.item_id == item_id, _pins.c.version == version)
        with self._reader.connect() as connection:
            found = connection.execute(wanted).first()
        if found is None or not is_intact(found.source, found.sha256):
            return None
        return read_item(found.source)

    @tells_faults
    def pinned_image(self, sha256: str) -> bytes:
        """A picture of a pinned item; no bytes where it is not there."""
        wanted = sa.select(_pin_images.c.data).where(_pin_images.c.sha256 == sha256)
        with self._reader.connect() as connection:
            return cast("bytes", connection.scalar(wanted) or b"")

    def _titles(self) -> dict[tuple[str, str], str]:
        with self._reader.connect() as connection:
            found = connection.execute(sa.select(_titles))
            return {(row.item_id, row.lang): row.title for row in found}


def _replace(connection: sa.Connection, table: sa.Table, values: Mapping[str, object]) -> None:
    connection.execute(sa.insert(table).prefix_with("OR REPLACE").values(values))


def _open_or_make(path: Path) -> OwnDataRecoveredError | None:
    """Make a user.db ready; what was done for it if it was damaged or gone."""
    aside: Path | None = None
    try:
        there = path.is_dir() or (path.exists() and path.stat().st_size > 0)
        found = _look(path) if there else _NOTHING
        if found != _NOTHING:
            _prepare(path, *found)
            return None
    except sa.exc.DatabaseError as error:
        if not path.is_file() or not is_damage(error):
            raise StoreUnusableError(path, str(error.orig)) from error
        aside = _move_aside(path, str(error.orig))
    except OSError as error:
        raise StoreUnusableError(path, str(error.strerror or error)) from error
    copy = backup.newest_sound(path)
    if copy:
        log.error("%s is restored from %s", path.name, copy.name)
        backup.bring_back(path, copy)
    try:
        _prepare(path, *_look(path))
    except sa.exc.DatabaseError as error:
        raise StoreUnusableError(path, str(error.orig)) from error
    if copy is None and aside is None:
        return None
    return OwnDataRecoveredError(aside, backup.made_at(copy) if copy else None)


def _prepare(path: Path, version: int, tables: int) -> None:
    """See that a sound user.db is of this version; give a new one its tables."""
    if version > SCHEMA_VERSION:
        raise StoreUnusableError(path, f"version {version}, made by a later program")
    if version == SCHEMA_VERSION:
        backup.back_up_daily(path)
        return
    if tables:
        backup.back_up(path)
    with writing_engine(path).begin() as connection:
        version = connection.scalar(sa.text("PRAGMA user_version")) or 0
        if tables and version:
            migrations.migrate(connection, version)
        else:
            _metadata.create_all(connection)
            notebook.metadata.create_all(connection)
            connection.execute(sa.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


def _look(path: Path) -> tuple[int, int]:
    """The version of a file that is sound, and how many tables it has.

    Lets go of it whatever it finds: Windows renames no open file, and whoever closes a
    database last takes away the journal that then stands under its name.
    """
    reader = reading_engine(path)
    try:
        with reader.connect() as connection:
            version = connection.scalar(sa.text("PRAGMA user_version")) or 0
            tables = connection.scalar(sa.text("SELECT count(*) FROM sqlite_master")) or 0
            report = connection.scalar(sa.text("PRAGMA quick_check(1)"))
    finally:
        reader.dispose()
    if report != "ok":
        raise sa.exc.DatabaseError(None, None, Exception(report))
    return version, tables


def _move_aside(path: Path, reason: str) -> Path:
    aside = path.with_name(f"{path.stem}.damaged-{dt.datetime.now():%Y%m%d-%H%M%S}{path.suffix}")  # noqa: DTZ005 - the person's own clock
    log.error("%s is damaged (%s); kept as %s", path.name, reason, aside.name)
    try:
        patiently(partial(path.rename, aside))
        backup.move_journals(path, aside)
    except OSError as error:
        raise StoreUnusableError(path, str(error.strerror or error)) from error
    return aside


def _last_first(moment: sa.Column[str]) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[str]]:
    """The order of rows by when they were made; what lies in the future stands last."""
    return moment > _now(), moment.desc()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
