"""A few items with what goes on paper with them, read without opening the stores.

SQLAlchemy, the search and all that changes anything take longer to load than a sheet takes to be
made, so what one sheet needs is read by SQLite alone, like the first page (`library.glimpse`): from
the same file, in one transaction, each item and picture by its hash. Whatever is not as it should
be is left to the store, which heals it or says what is wrong.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content.handout import HeldSource
from valita_desktop.content.model import Kind, read_item
from valita_desktop.errors import UNDECODABLE
from valita_desktop.library.glimpse import only_reading, version_of
from valita_desktop.library.kept import is_intact, unpacked
from valita_desktop.library.rows import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from valita_desktop.content.model import Item

_STATE = "SELECT key, value FROM state WHERE key IN ('seq', 'last_seq', 'pack', 'site')"
_ITEM = "SELECT source, sha256 FROM items WHERE id = ?"
_FACTS = "SELECT source, sha256 FROM items WHERE kind = ?"
_IMAGE = "SELECT data FROM images WHERE sha256 = ?"


class _OtherwiseError(Exception):
    """Something is missing or damaged, or is not what this reads."""


class Leaves(NamedTuple):
    """Some items of a content.db, and what is known of it.

    Attributes:
        items: By id, all that were asked for.
        source: The facts and the pictures of the items.
        seq, last_seq, pack: As `Library` has them.
    """

    items: dict[str, Item]
    source: HeldSource
    seq: int
    last_seq: int
    pack: str


def leaves(folder: Path, ids: Sequence[str]) -> Leaves | None:
    """Read items from the content.db of a folder.

    Args:
        folder: Where it stands, on this computer.
        ids: Items of the network; own ones are in no content.db.

    Returns:
        What is there; ``None`` where the file is missing, damaged, of another version or in use,
        and where one of the items, the facts or the pictures is missing or damaged.
    """
    try:
        with closing(only_reading(folder / "content.db")) as content:
            content.execute("BEGIN")
            return _read(content, ids)
    except (sqlite3.Error, *UNDECODABLE, _OtherwiseError, ValueError, TypeError):
        return None


def _read(content: sqlite3.Connection, ids: Sequence[str]) -> Leaves:
    if version_of(content) != SCHEMA_VERSION:
        raise _OtherwiseError
    state = dict(content.execute(_STATE).fetchall())
    seq = int(state["seq"]) if "seq" in state else 0
    items = {item_id: _item(content.execute(_ITEM, (item_id,)).fetchone()) for item_id in ids}
    found = map(_item, content.execute(_FACTS, (Kind.FACT.value,)))
    facts = {fact.id: fact for fact in found}
    hashes = {each.sha256 for item in items.values() for each in item.attachments}
    images = {sha256: _image(content, sha256) for sha256 in hashes}
    source = HeldSource(facts, images, state.get("site", ""))
    last = max(seq, int(state.get("last_seq") or 0))
    return Leaves(items, source, seq, last, state.get("pack", ""))


def _item(found: tuple[bytes, str] | None) -> Item:
    data = unpacked(found[0]) if found else b""
    if not found or not is_intact(data, found[1]):
        raise _OtherwiseError
    return read_item(data)


def _image(content: sqlite3.Connection, sha256: str) -> bytes:
    found = content.execute(_IMAGE, (sha256,)).fetchone()
    if not found or not is_intact(found[0], sha256):
        raise _OtherwiseError
    return bytes(found[0])
