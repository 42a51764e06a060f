"""A database that can be made again at any time, also while it is open.

A scanner, a synchronizer or a person may empty, replace or damage the file under a window
that reads it. The next read follows the file that has the name now, or makes it anew, and
is tried once more: whoever asked never notices.
"""

from __future__ import annotations

import logging
from functools import partial, wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.database import tells_faults
from valita_desktop.paths import patiently

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")
_M = TypeVar("_M", bound="MendableFile")


class MendableFile:
    """A file that is made anew where it is damaged, and the connections to it.

    Attributes:
        path: The file.
        mend: Fills it again once it was made anew; ``None`` leaves damage as it is.
    """

    def __init__(self, path: Path, mend: Callable[[Any], object] | None = None) -> None:
        """Open the file, or make it.

        Args:
            path: The file.
            mend: Fills it again where it was damaged while it was open, and had to be made anew.

        Raises:
            StoreUnusableError: It can neither be opened nor made anew.
        """
        self.path = path
        self.mend = mend
        self._alone = RLock()
        self._is_mending = False
        self._file: tuple[int, ...] = ()
        self._open()

    @classmethod
    def anew(cls, path: Path, mend: Callable[[Any], object] | None = None) -> Self:
        """Throw the file away and make it again, empty; as in the beginning.

        Raises:
            StoreUnusableError: It can neither be removed nor made.
        """
        remove(path)
        return cls(path, mend)

    def damaged(self) -> str:
        """What is wrong with the file, in a few words; ``""`` if nothing is."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError

    def follow(self) -> None:
        """Read the file that has this name now, if another one took its place meanwhile."""
        with self._alone:
            if self.mend and not self._is_mending and _identity(self.path) != self._file:
                log.warning("%s was replaced while it was open", self.path.name)
                self._again()

    def mended(self) -> bool:
        """Make the file anew if it is damaged; ``False`` where it is not, or nobody fills it."""
        with self._alone:
            damage = self.damaged() if self.mend and not self._is_mending else ""
            if damage:
                log.error("%s was damaged while it was open (%s)", self.path.name, damage)
                self._again(empty=True)
        return bool(damage)

    def _open(self) -> None:
        """Open the file, and `_note_file`."""
        raise NotImplementedError

    def _note_file(self) -> None:
        self._file = _identity(self.path)

    def _again(self, *, empty: bool = False) -> None:
        self._is_mending = True
        try:
            self.close()
            if empty:
                remove(self.path)
            self._open()
            if self.mend:
                self.mend(self)
        finally:
            self._is_mending = False


def heals(method: Callable[Concatenate[_M, _P], _T]) -> Callable[Concatenate[_M, _P], _T]:
    """`tells_faults` of a file that can be made again: what failed for damage is tried anew.

    One thread at a time: another one would read what is half made, by a connection that is gone.
    """
    told = tells_faults(method)

    @wraps(method)
    def healed(self: _M, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        with self._alone:
            self.follow()
            try:
                return told(self, *args, **kwargs)
            except StoreUnusableError:
                if not self.mended():
                    raise
            return told(self, *args, **kwargs)

    return healed


def remove(path: Path) -> None:
    """Remove a database and its journals.

    Raises:
        StoreUnusableError: They cannot be removed.
    """
    for suffix in ("", "-wal", "-shm", "-journal"):
        file = path.with_name(path.name + suffix)
        try:
            patiently(partial(file.unlink, missing_ok=True))
        except OSError as error:
            raise StoreUnusableError(path, str(error.strerror or error)) from error


def _identity(path: Path) -> tuple[int, ...]:
    """What tells a file from another that gets its name; an emptied one is another too."""
    try:
        there = path.stat()
    except OSError:
        return ()
    return there.st_dev, there.st_ino, int(there.st_size > 0)
