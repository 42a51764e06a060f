"""What the first page shows, read before the stores are open.

SQLAlchemy, the search and all that changes anything take longer to load than the first page takes
to be drawn, so its rows are read by SQLite alone: from the same files, never from a copy that
could be out of date. It only reads; whatever it cannot read it leaves to the stores, which are
opened next and whose word holds.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from valita_desktop.content.model import LISTED_KINDS
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE
from valita_desktop.library.rows import SCHEMA_VERSION, Row, sort_key

if TYPE_CHECKING:
    from pathlib import Path

_WAIT_S = 0.2
"""For another program that writes: after that the stores are waited for."""
_ROWS = "SELECT kind, row FROM items"
_FAVOURITES = "SELECT item_id FROM favourites ORDER BY added > :now, added DESC"
_OPENED = "SELECT item_id FROM opened ORDER BY at > :now, at DESC"
_LISTED = {kind.value for kind in LISTED_KINDS}
_row_decoder = msgspec.json.Decoder(prepared(Row))


class Glimpse(NamedTuple):
    """What is known of the stores before they are open.

    Attributes:
        rows: As `Library.rows` gives them.
        favourites, opened: Ids, the last first, as `UserData` gives them.
    """

    rows: tuple[Row, ...]
    favourites: tuple[str, ...]
    opened: tuple[str, ...]


UNSEEN = Glimpse((), (), ())
"""Nothing is known yet."""


def glimpse(folder: Path) -> Glimpse | None:
    """Look into the content.db and the user.db of a folder.

    Returns:
        What is there; ``None`` where either is missing, damaged, of another version or in use, and
        where there are no materials.
    """
    now = {"now": dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")}
    try:
        with closing(only_reading(folder / "content.db")) as content:
            if version_of(content) != SCHEMA_VERSION:
                return None
            found = [row for kind, row in content.execute(_ROWS) if kind in _LISTED]
            rows = tuple(sorted(map(_row_decoder.decode, found), key=sort_key))
        with closing(only_reading(folder / "user.db")) as own:
            favourites = tuple(str(each) for (each,) in own.execute(_FAVOURITES, now))
            opened = tuple(str(each) for (each,) in own.execute(_OPENED, now))
    except (sqlite3.Error, *UNDECODABLE, TypeError):
        return None
    return Glimpse(rows, favourites, opened) if rows else None


def version_of(content: sqlite3.Connection) -> int:
    """Which tables a file has, to compare with `rows.SCHEMA_VERSION`."""
    return int(content.execute("PRAGMA user_version").fetchone()[0])


def only_reading(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there: none is ever made."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT_S)
