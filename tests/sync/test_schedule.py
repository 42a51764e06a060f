"""Looking for news by itself: only when allowed, never in a lesson, never all at once."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.sync.schedule import ASK_ABOVE, must_ask, next_look

if TYPE_CHECKING:
    from valita_desktop.sync.schedule import Mode

NOW = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
chances = st.integers(0, 2**32).map(random.Random)


def test_nothing_is_looked_for_unless_it_is_allowed() -> None:
    assert next_look("off", NOW, NOW, None, random.Random(1)) is None


def test_nothing_is_looked_for_while_a_class_is_watching() -> None:
    assert next_look("automatic", NOW, NOW, None, random.Random(1), presenting=True) is None


@given(chances)
def test_the_first_look_is_some_minutes_after_the_start(chance: random.Random) -> None:
    when = next_look("notify", NOW, NOW, None, chance)

    assert when is not None
    assert NOW + MINUTE <= when <= NOW + 15 * MINUTE


@given(chances)
def test_the_next_look_is_about_a_day_later(chance: random.Random) -> None:
    when = next_look("notify", NOW, NOW - HOUR, NOW, chance)

    assert when is not None
    assert NOW + 20 * HOUR <= when <= NOW + 28 * HOUR


@given(chances)
def test_a_failure_is_tried_again_within_hours(chance: random.Random) -> None:
    when = next_look("notify", NOW, NOW - HOUR, NOW, chance, failed=True)

    assert when is not None
    assert NOW + HOUR <= when <= NOW + 3 * HOUR


def test_a_server_that_asks_for_time_gets_it() -> None:
    when = next_look(
        "notify", NOW, NOW - HOUR, NOW, random.Random(1), failed=True, retry_after=6 * 3600
    )

    assert when == NOW + 6 * HOUR


def test_a_computer_that_slept_for_a_week_looks_now() -> None:
    assert next_look("notify", NOW, NOW - 200 * HOUR, NOW - 170 * HOUR, random.Random(1)) == NOW


def test_a_last_look_in_the_future_counts_as_none() -> None:
    when = next_look("notify", NOW, NOW, NOW + 9000 * HOUR, random.Random(1))

    assert when is not None
    assert when <= NOW + 15 * MINUTE


def test_a_thousand_computers_do_not_look_in_the_same_minute() -> None:
    chance = random.Random(7)
    looks = [next_look("notify", NOW, NOW - HOUR, NOW, chance) for _ in range(1000)]
    minutes = [when.replace(second=0, microsecond=0) for when in looks if when]

    assert max(minutes.count(minute) for minute in set(minutes)) < 20


@pytest.mark.parametrize(
    ("size", "metered", "asks"),
    [(ASK_ABOVE, True, False), (ASK_ABOVE + 1, True, True), (10**9, False, False)],
)
def test_a_person_is_asked_where_the_network_costs(size: int, *, metered: bool, asks: bool) -> None:
    assert must_ask(size, metered=metered) is asks


@pytest.mark.parametrize("mode", ["notify", "automatic"])
def test_a_look_is_never_in_the_past(mode: Mode) -> None:
    when = next_look(mode, NOW, NOW - 999 * HOUR, None, random.Random(3))

    assert when == NOW
