"""Work that is slow and independent, shared among the processors of this computer.

The only module that starts processes which do the program's own work. What is called must know all
that it needs: it may be sent to a process that knows nothing yet.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext

    Said = TypeVar("Said")

MOST = 8
"""Processes: each holds some 100 MB."""
_WORTH_IT = 100
"""Calls from which on a process is worth the half second until it can begin."""
_AT_ONCE = 12
"""Calls sent together: they share what they know."""
_THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process, whoever made them."""


class Workers:
    """Processes beside this one, for work that is asked while this process has other work.

    They begin at once, and whoever needs them begins them before it starts other programs: a copy
    of this process made later would hold on to what it has open to those, and they would wait for
    ever. Where no process is worth it or can be had, or one dies, the work is done here.

    Args:
        expected: Calls that are to be expected.
    """

    def __init__(self, expected: int = 0) -> None:
        self._waiting: list[_Batch] = []
        self._pool = _pool(min(os.cpu_count() or 1, MOST, expected // _WORTH_IT))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End them, whether they are done or not."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def ask(self, call: Callable[[], Said], *, alone: bool = False) -> Callable[[], Said]:
        """Have something done, as soon as somebody has time.

        Args:
            call: What is to be done; it can be pickled, and so can what it returns or raises.
            alone: It takes so long that it is sent by itself.

        Returns:
            What waits for it, and returns or raises what the call does.
        """
        if alone or not self._waiting or self._waiting[-1].is_full:
            self._waiting.append(_Batch(alone=alone))
        batch = self._waiting[-1]
        batch.calls.append(call)
        while self._pool and self._waiting and self._waiting[0].is_full:
            self._waiting.pop(0).send(self._pool)
        return partial(self._answer, batch, len(batch.calls) - 1)

    def send(self) -> None:
        """Send what waits for more to go with it: what comes next shares little with it."""
        if self._pool:
            for each in self._waiting:
                each.send(self._pool)
            self._waiting.clear()

    def _answer(self, batch: _Batch, number: int) -> Any:  # noqa: ANN401 - what the call returned
        for each in self._waiting:
            each.send(self._pool)
        self._waiting.clear()
        return batch.answers()[number]


def _pool(several: int) -> Executor | None:
    if not several or os.cpu_count() == 1:
        return None
    try:
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(several, _start(), _begin)
        pool.submit(_called, [])  # they begin with the first that is asked
    except (ImportError, OSError):  # what is installed does not carry it; no room for them here
        return None
    return pool


class _Batch:
    """Calls that are sent together.

    Args:
        alone: No other comes to the first.

    Attributes:
        calls: The calls.
    """

    def __init__(self, *, alone: bool) -> None:
        self.calls: list[Callable[[], Any]] = []
        self._most = 1 if alone else _AT_ONCE
        self._sent: Future[list[Any]] | None = None
        self._answers: list[Any] | None = None

    @property
    def is_full(self) -> bool:
        """Whether it waits for no other call."""
        return len(self.calls) >= self._most

    def send(self, pool: Executor | None) -> None:
        """Have it done elsewhere, if there is anybody."""
        from concurrent.futures import BrokenExecutor

        if pool:
            with suppress(BrokenExecutor):
                self._sent = pool.submit(_called, self.calls)

    def answers(self) -> list[Any]:
        """What the calls return, in their order; the first that fails ends all."""
        from concurrent.futures import BrokenExecutor

        if self._answers is None and self._sent:
            with suppress(BrokenExecutor):  # whoever had them has died
                self._answers = self._sent.result()
        if self._answers is None:
            self._answers = _called(self.calls)
        return self._answers


def _called(calls: list[Callable[[], Any]]) -> list[Any]:
    return [each() for each in calls]


def _begin() -> None:
    """Set up a process: only the one that began it tells that it was stopped.

    What it has been given stays to the end, so no look for waste goes through that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _start() -> BaseContext:
    """How a process begins: as a copy of this one, which has all at hand that it has read so far.

    Where this process has threads, or cannot tell, a copy might wait for ever for what one of them
    held; there it begins from nothing, which takes it a second or two.
    """
    from multiprocessing import get_context

    try:
        alone = len([*_THREADS.iterdir()]) == 1
    except OSError:  # not Linux
        alone = False
    return get_context("fork" if alone else "spawn")
