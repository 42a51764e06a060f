"""How far an update is, and how it is stopped, seen from whatever thread it runs on."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from valita_desktop.errors import UpdateCancelledError
from valita_desktop.feed.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


class CancellableSource(Source):
    """A `Source` that reads another one until it is told to stop.

    It stops between two pieces: a share that does not answer at all is waited for by the
    operating system, and that wait ends when the system gives up.
    """

    def __init__(self, source: Source, is_cancelled: Callable[[], bool]) -> None:
        self.where = source.where
        self._source = source
        self._is_cancelled = is_cancelled

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        self._stop_if_cancelled()
        for piece in self._source.read(name, limit, start):
            yield piece
            self._stop_if_cancelled()

    @override
    def has(self, name: str) -> bool:
        self._stop_if_cancelled()
        return self._source.has(name)

    @override
    def rest(self) -> None:
        self._source.rest()

    @override
    def close(self) -> None:
        self._source.close()

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise UpdateCancelledError
