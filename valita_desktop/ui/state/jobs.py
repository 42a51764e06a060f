"""Slow work off the UI thread, its outcome back on it.

The only module that starts a thread. Work is an ordinary function that knows nothing of
Qt; the command line calls the same function directly.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

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
    _posted = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            queue: ThreadPoolExecutor(queue.value, thread_name_prefix=f"job-{queue.name.lower()}")
            for queue in JobQueue
        }
        self._numbers = count()
        self._asked: dict[int, _Asked] = {}
        self._posted.connect(self._report)

    @property
    def busy(self) -> bool:
        """Whether any job has not reported yet."""
        return bool(self._asked)

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
        number = next(self._numbers)
        self._asked[number] = _Asked(owner, done, failed)

        def post(future: Future[T]) -> None:
            if isValid(self):
                self._posted.emit(number, future)

        self._pools[queue].submit(work).add_done_callback(post)

    def close(self) -> None:
        """Drop what has not begun, wait for what has; for the end of the program."""
        for pool in self._pools.values():  # all are told before any is waited for
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def _report(self, number: int, future: Future[object]) -> None:
        asked = self._asked.pop(number)
        if isValid(asked.owner) and not future.cancelled():
            error = future.exception()
            if error is None:
                asked.done(future.result())
            elif isinstance(error, Exception):
                asked.failed(error)
            else:
                raise error  # SystemExit and the like are no outcomes
        if not self._asked:
            self.idle.emit()


class _Asked(NamedTuple):
    """Who is told what came of a job; no other thread holds them, lest they end on it."""

    owner: QObject
    done: Callable[..., None]
    failed: Callable[[Exception], None]
