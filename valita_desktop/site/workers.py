"""Work that is slow and independent, shared among the processors of this computer.

The only module that starts processes which do the program's own work. What is called must know all
that it needs: it may be sent to a process that knows nothing yet.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.context import BaseContext

MOST = 8
"""Processes: each holds some 100 MB."""
_WORTH_IT = 100
"""Calls from which on a process is worth the half second until it can begin."""
_AT_ONCE = 12
"""Calls sent together: they share what they know."""
_THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of a process, whoever made them."""


def called(calls: Sequence[Callable[[], bytes]]) -> list[bytes]:
    """What calls return, in their order; the first that fails ends all.

    Args:
        calls: Each can be pickled.
    """
    several = min(os.cpu_count() or 1, MOST, len(calls) // _WORTH_IT + 1)
    if several == 1:
        return [_call(each) for each in calls]
    try:
        pool = ProcessPoolExecutor(several, mp_context=_start())
        try:
            return list(pool.map(_call, calls, chunksize=_AT_ONCE))
        finally:
            pool.shutdown(cancel_futures=True)
    except (BrokenProcessPool, OSError):  # no room for them here: it takes longer
        return [_call(each) for each in calls]


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


def _call(each: Callable[[], bytes]) -> bytes:
    return each()
