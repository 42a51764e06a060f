"""How far an update is, and how it is stopped, seen from whatever thread it runs on."""

from __future__ import annotations

from threading import Event
from typing import Protocol


class Progress(Protocol):
    """Whoever is told of an update and may stop it."""

    def report(self, done: int, total: int) -> None:
        """So many bytes of so many are here."""
        ...

    def is_cancelled(self) -> bool:
        """True once the update should stop."""
        ...


class CancelToken:
    """`Progress` that tells nobody, and can be cancelled from any thread."""

    def __init__(self) -> None:
        self._cancelled = Event()

    def cancel(self) -> None:
        """The update is to stop; for good."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Nobody asks how far it is."""

    def is_cancelled(self) -> bool:
        """True once `cancel` was called."""
        return self._cancelled.is_set()
