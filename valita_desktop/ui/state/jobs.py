"""Slow work off the UI thread, its outcome back on it.

The only module that starts a thread. Work is an ordinary function that knows nothing of
Qt; the command line calls the same function directly.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class JobQueue(Enum):
    """Which queue a job waits in; none of them ever waits for another."""

    PAPER = 2
    """Previews, PDF files, printing, and whatever is short: two at a time."""

    UPDATES = 1
    """Checks and updates, which may wait for a server for minutes: one at a time."""


class Jobs(Protocol):
    """Whoever runs slow work."""

    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        queue: JobQueue = JobQueue.PAPER,
    ) -> None:
        """Run ``work`` and report once, on the UI thread.

        Args:
            work: The slow function; touches no widget.
            owner: Whoever asked; once it is deleted nothing is reported.
            done: Is given what ``work`` returned.
            failed: Is given the exception that ``work`` raised.
            queue: Where it waits for its turn.
        """
        ...


class ThreadJobs(QObject):
    """Runs work on threads, as many in each `JobQueue` as its value says.

    Signals:
        idle: The last running job has reported.
    """

    idle = Signal()
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            queue: ThreadPoolExecutor(queue.value, thread_name_prefix=f"job-{queue.name.lower()}")
            for queue in JobQueue
        }
        self._running = 0
        self._posted.connect(self._call)

    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        queue: JobQueue = JobQueue.PAPER,
    ) -> None:
        """As `Jobs.start`; called on the UI thread.

        What the work raises that is no `Exception`, such as a ``SystemExit``, is raised there.
        """

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
        self._pools[queue].submit(work).add_done_callback(post)

    def close(self) -> None:
        """Drop what has not begun, wait for what has; for the end of the program."""
        for pool in self._pools.values():  # all are told before any is waited for
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def _call(self, report: Callable[[], None]) -> None:
        report()
