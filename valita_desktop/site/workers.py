"""Work that is slow and independent, shared among the processors of this computer.

The only module that starts processes which do the program's own work. What is called must know all
that it needs: it may be sent to a process that knows nothing yet.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

    Call = Callable[[], bytes]
    """Can be pickled."""

MOST = 8
"""Processes: each holds some 100 MB."""
_WORTH_IT = 100
"""Calls from which on a process is worth the half second until it can begin."""
_AT_ONCE = 12
"""Calls sent together: they share what they know."""
_THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process, whoever made them."""


class Workers:
    """Processes beside this one; they begin at once, or when it is known that they are worth it.

    Whoever begins them early does so before it starts other programs: a copy of this process
    would hold on to what it has open to them.

    Args:
        expected: Calls that are to be expected; ``0`` is not known yet.
    """

    def __init__(self, expected: int = 0) -> None:
        self._waiting: list[list[Call]] = []
        self._sent: list[tuple[list[Call], Future[list[bytes]] | None]] = []
        self._pool: ProcessPoolExecutor | None = None
        if expected:
            self._begin(expected)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End them, whether they are done or not."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def ask(self, call: Call, *, alone: bool = False) -> None:
        """Have something done, as soon as somebody has time.

        Args:
            call: What is to be done.
            alone: It takes so long that it is sent by itself.
        """
        if alone or not self._waiting or len(self._waiting[-1]) >= _AT_ONCE:
            self._waiting.append([])
        self._waiting[-1].append(call)
        if alone:
            self._waiting.append([])
        while self._pool and len(self._waiting) > 1:
            self._send(self._waiting.pop(0))

    def answers(self) -> list[bytes]:
        """What the calls returned, in the order they were asked; the first that failed ends all."""
        if not self._pool:
            self._begin(sum(map(len, self._waiting)))
        for calls in self._waiting:
            self._send(calls)
        self._waiting.clear()
        sent, self._sent = self._sent, []
        return [each for calls, future in sent for each in _answer(calls, future)]

    def _begin(self, expected: int) -> None:
        several = min(os.cpu_count() or 1, MOST, expected // _WORTH_IT + 1)
        if several > 1:
            with suppress(OSError):  # no room for them here: it takes longer
                self._pool = ProcessPoolExecutor(several, _start(), _leave_stopping_to_us)
                self._pool.submit(_called, [])  # they begin with the first that is asked

    def _send(self, calls: list[Call]) -> None:
        future = None
        if self._pool:
            with suppress(BrokenProcessPool):
                future = self._pool.submit(_called, calls)
        self._sent.append((calls, future))


def _answer(calls: list[Call], future: Future[list[bytes]] | None) -> list[bytes]:
    """What calls returned elsewhere, or here if whoever had them has died."""
    if future:
        with suppress(BrokenProcessPool):
            return future.result()
    return _called(calls)


def _called(calls: list[Call]) -> list[bytes]:
    return [each() for each in calls]


def _leave_stopping_to_us() -> None:
    """Let only the process that began the others tell that it was stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _start() -> BaseContext:
    """How a process begins: as a copy of this one, which has all at hand that it has read so far.

    Where this process has threads, or cannot tell, a copy might wait for ever for what one of them
    held; there it begins from nothing, which takes it a second or two.
    """
    try:
        alone = len([*_THREADS.iterdir()]) == 1
    except OSError:  # not Linux
        alone = False
    return get_context("fork" if alone else "spawn")
