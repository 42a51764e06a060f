"""How content.db keeps the bytes of an item: packed, beside the hash of what they were."""

from __future__ import annotations

import hashlib
import zlib


def packed(value: bytes) -> bytes:
    """Bytes as the file keeps them."""
    return zlib.compress(value)


def unpacked(value: bytes) -> bytes:
    """The bytes that `packed` was given; none, which no hash is of, where they are damaged."""
    try:
        return zlib.decompress(value)
    except (zlib.error, TypeError):
        return b""


def is_intact(data: object, sha256: str) -> bool:
    """True for the very bytes that were kept under this hash."""
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256
