"""The school year of Finnish vocational education in seasons.

Every day belongs to one season, so there is always something to suggest; which items suit
a season is said by their records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from valita_desktop.content.model import Season

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_Thing = TypeVar("_Thing")

CALENDAR: tuple[tuple[int, int, Season], ...] = (
    (1, 1, Season.TERM_START),
    (1, 25, Season.DARK_SEASON),
    (3, 1, Season.SPRING),
    (4, 20, Season.EXAMS),
    (5, 18, Season.BEFORE_HOLIDAYS),
    (6, 8, Season.TERM_START),  # the summer is when the autumn is planned
    (9, 15, Season.FIRST_WORKPLACE),
    (10, 26, Season.DARK_SEASON),
    (11, 23, Season.EXAMS),
    (12, 7, Season.BEFORE_HOLIDAYS),
)
"""Month and day on which each season begins. Schools set their own weeks; these are usual."""


def season_on(day: dt.date) -> Season:
    """The season that a day belongs to."""
    return [season for *begins, season in CALENDAR if begins <= [day.month, day.day]][-1]


def of_the_week(things: Sequence[_Thing], day: dt.date, count: int) -> list[_Thing]:
    """So many of these things, others every week until all have had their turn.

    Args:
        things: All that could be suggested, in any fixed order.
        day: Any day of the week, which begins on a Monday.
        count: How many; all where there are no more.
    """
    if len(things) <= count:
        return list(things)
    first = (day.toordinal() - 1) // 7 * count % len(things)
    return [things[(first + n) % len(things)] for n in range(count)]
