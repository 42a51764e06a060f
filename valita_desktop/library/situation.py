"""What a teacher types of the situation: how long, for how many, with nothing to bring.

``15 min``, ``25 opiskelijaa``, ``inget material`` are no words of a text. They are read here,
in both languages whichever is shown, and narrow the list; the other words are looked for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.library.fields import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

_HALF_AN_HOUR, _LESSON, _HOUR = 30, 45, 60
_MOST = 999
"""Of minutes and of people; greater numbers mean something else."""


class Wish(NamedTuple):
    """Something of the situation in what was typed.

    Attributes:
        group: The `FacetGroup` that it narrows by, by its code.
        value: Which value of it.
        start: Where it begins in what was typed.
        end: Where it ends.
    """

    group: str
    value: str
    start: int
    end: int


def wishes(typed: str) -> tuple[Wish, ...]:
    """What of the situation is in what was typed, in its order; each thing once."""
    found: dict[tuple[str, str], Wish] = {}
    for wish in sorted(_wishes(typed), key=lambda wish: (wish.start, -wish.end)):
        if all(wish.start >= other.end for other in found.values()):
            found.setdefault((wish.group, wish.value), wish)
    return tuple(found.values())


def without(typed: str, *unwanted: Wish) -> str:
    """What was typed but for some of its wishes, with single blanks."""
    for wish in sorted(unwanted, key=lambda wish: -wish.start):
        typed = f"{typed[: wish.start]} {typed[wish.end :]}"
    return " ".join(typed.split()) if unwanted else typed


def words(typed: str) -> str:
    """What is to be looked for in the texts: what was typed but for its wishes."""
    return without(typed, *wishes(typed))


_AT_MOST = (
    r"(?:(?:alle|enintään|korkeintaan|max\.?|maks\.?|noin|n\.|vain|under|högst|ungefär|cirka|ca\.?"
    r"|på|bara|mindre än)\s+)?"
)
_NUMBER = r"(?:\d{1,3}\s*[-–]\s*)?(?P<number>\d{1,3}(?:[.,]5)?)"
_MINUTES = r"(?:min(?:\.|(?:u\w*)?)(?!\w)|m(?!\w)|['′])"  # noqa: RUF001 - the sign of minutes
_HOURS = r"(?:h|tunti\w*|tunni\w*|tim|timm\w*)(?!\w)\.?"
_PEOPLE = (
    r"(?:opiskeli\w*|oppila\w*|henkil\w*|hen[gk]e\w*|hlö\w*|nuor\w+|osallistuj\w*"
    r"|stud(?:erande)?\w*|elev\w*|pers(?:on)?\w*|deltagar\w*|ungdom\w*)"
)
_GROUP = r"(?:\s+(?:ryhmä\w*|grupp\w*))?"
_NONE = r"(?:ei\s+(?:mitään\s+)?|ilman\s+(?:mitään\s+)?|ing(?:et|a)\s+|utan\s+)"
_NEEDS = (
    r"(?:tarvikkei\w*|tarvikette|välinei\w*|materiaal\w*|valmistelu\w*|material|tillbehör|redskap"
    r"|saker|förberedelser?)(?!\w)"
)
_FLAGS = re.IGNORECASE
_SAID = (
    (r"vartti|vartissa|(?:en )?kvart", 15),
    (r"puol(?:i tuntia|essa tunnissa)|(?:en )?halv\s?timme", _HALF_AN_HOUR),
    (r"oppitun(?:ti|nin|nissa)|(?:en )?lektion", _LESSON),
    (r"(?:yksi )?tunti|tunnin|tunnissa|(?:en )?timme", _HOUR),
    (r"puolitoista tuntia|(?:en och en halv|halvannan) timme", 90),
    (r"kaksi tuntia|kahden tunnin|två timmar", 2 * _HOUR),
)


class _Patterns(NamedTuple):
    """What tells of the situation, compiled."""

    times: re.Pattern[str]
    said: tuple[tuple[re.Pattern[str], int], ...]
    sizes: re.Pattern[str]
    one: re.Pattern[str]
    nothing: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compiled when somebody types, or has time to: it takes 5 ms, and no first frame needs it."""
    hours, minutes = rf"(?P<hours>{_HOURS})", rf"(?P<minutes>{_MINUTES})"
    one = r"yksi opiskelija|yhden opiskelijan|yhdelle opiskelijalle|en studerande"
    people = rf"(?P<number>\d{{1,3}})[\s-]*{_PEOPLE}(?!\w){_GROUP}"
    return _Patterns(
        times=_pattern(rf"{_AT_MOST}{_NUMBER}[\s-]*(?:{minutes}|{hours})"),
        said=tuple((_pattern(rf"{_AT_MOST}(?:{said})(?!\w)"), length) for said, length in _SAID),
        sizes=_pattern(people),
        one=_pattern(rf"(?:{one})(?!\w)"),
        nothing=_pattern(f"{_NONE}{_NEEDS}"),
    )


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){said}", _FLAGS)


def _wishes(typed: str) -> Iterator[Wish]:
    patterns = _patterns()
    for match in patterns.times.finditer(typed):
        number = float(match["number"].replace(",", "."))
        yield from _time(match, round(number * _HOUR if match["hours"] else number))
    for pattern, minutes in patterns.said:
        for match in pattern.finditer(typed):
            yield from _time(match, minutes)
    for match in patterns.sizes.finditer(typed):
        number = int(match["number"])
        if number:
            yield Wish("group", amount(number) if number > 1 else "one", *match.span())
    for match in patterns.one.finditer(typed):
        yield Wish("group", "one", *match.span())
    for match in patterns.nothing.finditer(typed):
        yield Wish("needs", "none", *match.span())


def _time(match: re.Match[str], minutes: int) -> Iterator[Wish]:
    if 0 < minutes <= _MOST:
        yield Wish("time", amount(minutes), *match.span())
