"""One window at a time where two would harm each other.

The lock is the operating system's: it is gone when the program is, however it ended.
"""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from valita_desktop.errors import OutputError, UpdateBusyError
from valita_desktop.paths import make_way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger(__name__)

_PATIENCE = 2.0 if sys.platform == "win32" else 0.0
"""Seconds: Windows says the same of a lock that a scanner or OneDrive holds for a moment."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder for this window.

    Raises:
        UpdateBusyError: Another window holds it.
        OutputError: The folder cannot be written to, or its file system knows no locks.
    """
    file = folder.with_name(f"{folder.name}.lock")
    # A mark in place of a lock, which is what else it would do, outlives a program that dies.
    lock = FileLock(file, timeout=_PATIENCE, fallback_to_soft=False)
    try:
        make_way(folder, folder=True)
        make_way(file)
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise UpdateBusyError from error
    except OSError as error:
        raise OutputError(folder, str(error.strerror or error)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def in_turn(file: Path, seconds: float) -> Iterator[None]:
    """Do something after whoever is at it; after so long, or where nothing can be locked, anyway.

    Args:
        file: The lock.
        seconds: How long to wait.
    """
    lock = FileLock(file, timeout=seconds, fallback_to_soft=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        make_way(file)
        lock.acquire()
    except (OSError, Timeout) as error:
        log.warning("%s is not waited for any longer: %s", file.name, error)
    try:
        yield
    finally:
        lock.release()
