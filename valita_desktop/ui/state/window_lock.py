"""The lock of the window that is open: the system's own, and let go of when the program ends.

It is taken at every start, before anything is seen, so by the two calls that it needs.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OPENED = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    _TAKEN = PermissionError
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _TAKEN = BlockingIOError


class WindowLock:
    """A lock on a file; whoever holds it already is another process or another lock."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take it; false where another has it.

        Raises:
            OSError: There can be no lock here.
        """
        handle = os.open(self._file, _OPENED, 0o644)
        try:
            _take(handle)
        except _TAKEN:
            os.close(handle)
            return False
        except OSError:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go of it, where it is held; the file stays, for others may wait at it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
