"""How content.db keeps the bytes of an item: packed, beside the hash of what they were."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_SOURCE = "SELECT source FROM items WHERE id = ?"
"""Asked for each text of which a piece is shown, so not put together by SQLAlchemy each time."""


def packed(value: bytes) -> bytes:
    """Bytes as the file keeps them."""
    return zlib.compress(value)


def unpacked(value: bytes) -> bytes:
    """The bytes that `packed` was given; none, which no hash is of, where they are damaged."""
    try:
        return zlib.decompress(value)
    except (zlib.error, TypeError):
        return b""


def source_of(connection: sqlite3.Connection, item_id: str) -> bytes:
    """The very bytes of an item that were signed; none where it is not there, or damaged."""
    found = connection.execute(_SOURCE, (item_id,)).fetchone()
    return unpacked(found[0]) if found else b""


def is_intact(data: object, sha256: str) -> bool:
    """True for the very bytes that were kept under this hash."""
    import hashlib  # late: it brings OpenSSL, and a letter is found without a sum

    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256
