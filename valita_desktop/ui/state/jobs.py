"""Slow work off the UI thread, its outcome back on it.

The only module that starts a thread. Work is an ordinary function that knows nothing of
Qt; the command line calls the same function directly.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Jobs(Protocol):
    """Whoever runs slow work."""

    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` and report once, on the UI thread.

        Args:
            work: The slow function; touches no widget.
            owner: Whoever asked; once it is deleted nothing is reported.
            done: Is given what ``work`` returned.
            failed: Is given the exception that ``work`` raised.
        """
        ...


class ThreadJobs(QObject):
    """Runs work on two threads.

    Signals:
        idle: The last running job has reported.
    """

    idle = Signal()
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self._running = 0
        self._posted.connect(self._call)

    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """As `Jobs.start`."""

        def report(future: Future[T]) -> None:
            self._running -= 1
            if isValid(owner) and not future.cancelled():
                error = future.exception()
                if error is None:
                    done(future.result())
                elif isinstance(error, Exception):
                    failed(error)
                else:
                    raise error  # SystemExit and the like are no outcomes
            if self._running == 0:
                self.idle.emit()

        def post(future: Future[T]) -> None:
            if isValid(self):
                self._posted.emit(lambda: report(future))

        self._running += 1
        self._pool.submit(work).add_done_callback(post)

    def close(self) -> None:
        """Drop what has not begun, wait for what has; for the end of the program."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _call(self, report: Callable[[], None]) -> None:
        report()
