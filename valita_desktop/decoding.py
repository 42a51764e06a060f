"""Types that msgspec reads, made ready by one thread alone.

msgspec finds out what a type holds when it is asked for it first, and shows what it has found so
far to whoever asks meanwhile. Another thread that reads the same type in that moment reads from
what is not there yet, and the program is gone with a segmentation fault.
"""

from __future__ import annotations

from threading import Lock
from typing import TypeVar

import msgspec

_T = TypeVar("_T")

_alone = Lock()
_ready: set[object] = set()


def prepared(kind: _T) -> _T:
    """A type that any thread may read from now on: for every ``decode``, ``convert``, ``Decoder``.

    Whoever asks while another thread makes it ready waits for that.

    Source:
        msgspec 0.22, `StructInfo_Convert`: the cache of a class is set before it is filled.
    """
    if kind not in _ready:
        with _alone:
            msgspec.json.Decoder(kind)
            _ready.add(kind)
    return kind
