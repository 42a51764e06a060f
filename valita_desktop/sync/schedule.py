"""When to look for new materials by itself, if a person lets it.

A pure function of the clock and of chance: many computers that start at eight in the
morning spread over the day, and nobody's lesson is disturbed.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Protocol

Mode = Literal["off", "notify", "automatic"]
FIRST = (dt.timedelta(minutes=1), dt.timedelta(minutes=15))
"""Between these after the start."""
SOON = (dt.timedelta(seconds=20), dt.timedelta(minutes=3))
"""Between these after the start, where something new was seen before and is to be fetched."""
EVERY = (dt.timedelta(hours=20), dt.timedelta(hours=28))
"""Between these after the last time, so that nobody drifts into a common hour."""
AFTER_FAILURE = (dt.timedelta(hours=1), dt.timedelta(hours=3))
"""Between these after one that failed: a school's network is back by the next lesson, and a
server that is down is not asked by everybody at once."""

MAX_RETRY_AFTER = 3600
"""Seconds; a server that asks for a year asks for it once an hour."""


class Chance(Protocol):
    """Source of chance, as `random.Random` is one; a test hands in its own."""

    def uniform(self, a: float, b: float) -> float:
        """A number between the two."""
        ...


def next_check(  # noqa: PLR0913 - each is a fact that the answer depends on
    mode: Mode,
    now: dt.datetime,
    started: dt.datetime,
    last: dt.datetime | None,
    chance: Chance,
    *,
    failed: bool = False,
    retry_after: int = 0,
) -> dt.datetime | None:
    """When to look next.

    Args:
        mode: ``off`` never looks.
        now: The time, with its zone.
        started: When the program was started.
        last: When it looked last, on any start; ``None`` if never. One that lies in the
            future was written under a wrong clock and counts as never.
        chance: Where chance comes from.
        failed: The last time failed.
        retry_after: Seconds that the server asked to wait.

    Returns:
        A time not before ``now``, or ``None`` to look not at all.
    """
    if mode == "off":
        return None
    soonest = started + _between(FIRST, chance)
    if last is not None and last <= now:
        pause = _between(AFTER_FAILURE if failed else EVERY, chance)
        soonest = max(soonest, last + max(pause, dt.timedelta(seconds=retry_after)))
    return max(now, soonest)


def soon(chance: Chance) -> dt.timedelta:
    """How long after the start to look for what was seen before."""
    return _between(SOON, chance)


def _between(bounds: tuple[dt.timedelta, dt.timedelta], chance: Chance) -> dt.timedelta:
    low, high = bounds
    return dt.timedelta(seconds=chance.uniform(low.total_seconds(), high.total_seconds()))
