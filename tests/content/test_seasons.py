"""Every day of the school year has a season, and every item its week."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.content.model import Season
from valita_desktop.content.seasons import CALENDAR, of_the_week, season_on


@pytest.mark.parametrize(
    ("month", "day", "season"),
    [
        (1, 1, Season.TERM_START),
        (2, 10, Season.DARK_SEASON),
        (3, 1, Season.SPRING),
        (5, 4, Season.EXAMS),
        (5, 31, Season.BEFORE_HOLIDAYS),
        (8, 10, Season.TERM_START),
        (9, 20, Season.FIRST_WORKPLACE),
        (11, 5, Season.DARK_SEASON),
        (12, 6, Season.EXAMS),
        (12, 31, Season.BEFORE_HOLIDAYS),
    ],
)
def test_a_day_has_a_season(month: int, day: int, season: Season) -> None:
    assert season_on(dt.date(2026, month, day)) is season


def test_the_calendar_is_in_order_and_knows_every_season() -> None:
    begins = [entry[:2] for entry in CALENDAR]

    assert begins == sorted(set(begins))
    assert {season for *_, season in CALENDAR} == set(Season)


@given(
    things=st.lists(st.integers(), unique=True, min_size=1, max_size=30),
    day=st.dates(dt.date(2026, 1, 1), dt.date(2100, 1, 1)),
    count=st.integers(1, 6),
)
def test_everything_has_its_turn(things: list[int], day: dt.date, count: int) -> None:
    weeks = [of_the_week(things, day + dt.timedelta(weeks=n), count) for n in range(len(things))]

    assert all(len(set(week)) == min(count, len(things)) for week in weeks)
    assert {thing for week in weeks for thing in week} == set(things)


def test_a_week_begins_on_monday() -> None:
    things = list(range(9))
    sunday, monday = dt.date(2026, 11, 29), dt.date(2026, 11, 30)

    assert of_the_week(things, dt.date(2026, 11, 23), 4) == of_the_week(things, sunday, 4)
    assert of_the_week(things, sunday, 4) != of_the_week(things, monday, 4)
