"""Looking for news by itself: only when allowed, never in a lesson, never all at once."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.sync.schedule import next_check

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
chances = st.integers(0, 2**32).map(random.Random)


def test_nothing_is_looked_for_unless_it_is_allowed() -> None:
    assert next_check("off", NOW, NOW, None, random.Random(1)) is None


@given(chances)
def test_the_first_look_is_some_minutes_after_the_start(chance: random.Random) -> None:
    when = next_check("notify", NOW, NOW, None, chance)

    assert when is not None
    assert NOW + MINUTE <= when <= NOW + 15 * MINUTE


@given(chances)
def test_the_next_look_is_about_a_day_later(chance: random.Random) -> None:
    when = next_check("notify", NOW, NOW - HOUR, NOW, chance)

    assert when is not None
    assert NOW + 20 * HOUR <= when <= NOW + 28 * HOUR


@given(chances)
def test_a_failure_is_tried_again_within_hours(chance: random.Random) -> None:
    when = next_check("notify", NOW, NOW - HOUR, NOW, chance, failed=True)

    assert when is not None
    assert NOW + HOUR <= when <= NOW + 3 * HOUR


def test_a_server_that_asks_for_time_gets_it() -> None:
    when = next_check(
        "notify", NOW, NOW - HOUR, NOW, random.Random(1), failed=True, retry_after=6 * 3600
    )

    assert when == NOW + 6 * HOUR


def test_a_computer_that_slept_for_a_week_looks_now() -> None:
    assert next_check("notify", NOW, NOW - 200 * HOUR, NOW - 170 * HOUR, random.Random(1)) == NOW


def test_a_last_look_in_the_future_counts_as_none() -> None:
    when = next_check("notify", NOW, NOW, NOW + 9000 * HOUR, random.Random(1))

    assert when is not None
    assert when <= NOW + 15 * MINUTE


def test_a_thousand_computers_do_not_look_in_the_same_minute() -> None:
    chance = random.Random(7)
    looks = [next_check("notify", NOW, NOW - HOUR, NOW, chance) for _ in range(1000)]
    minutes = [when.replace(second=0, microsecond=0) for when in looks if when]

    assert max(minutes.count(minute) for minute in set(minutes)) < 20
