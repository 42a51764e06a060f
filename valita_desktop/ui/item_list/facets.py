"""Narrowing the list of items: which rows are left, and how many each choice would leave.

Choices within a group widen (or), groups narrow each other (and). Rows are bits of whole
numbers, so a list of ten thousand is narrowed and counted in well under a millisecond.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.content.labels import label
from valita_desktop.content.model import Format, Kind, Role, Season, Theme, Topic
from valita_desktop.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from enum import StrEnum

    from valita_desktop.library.rows import Row


class Facet(NamedTuple):
    """One thing to narrow by, such as ``("theme", "equality")``."""

    group: str
    value: str


class Narrowed(NamedTuple):
    """The outcome of a choice.

    Attributes:
        rows: Positions of the rows that are left, in their order.
        counts: For every facet, the rows left if it were the only one of its group.
    """

    rows: list[int]
    counts: dict[Facet, int]


GROUPS: dict[str, str] = {
    "kind": N_("Kind"),
    "theme": N_("Theme"),
    "time": N_("Time"),
    "group": N_("Group"),
    "topic": N_("Topic"),
    "audience": N_("For whom"),
    "season": N_("Time of year"),
    "lang": N_("Language"),
    "sheet": N_("Printouts"),
}

_WORDS: dict[Facet, str] = {
    Facet("time", "15"): N_("At most 15 min"),
    Facet("time", "30"): N_("16–30 min"),
    Facet("time", "45"): N_("31–45 min"),
    Facet("time", "more"): N_("Over 45 min"),
    Facet("group", "one"): N_("One student"),
    Facet("group", "small"): N_("Small group 2–8"),
    Facet("group", "class"): N_("Whole class"),
    Facet("lang", "fi"): N_("Finnish"),
    Facet("lang", "sv"): N_("Swedish"),
    Facet("lang", "easy"): N_("Easy language"),
    Facet("sheet", "cards"): N_("Cards to cut out"),
}

_CODES: dict[Facet, StrEnum] = {
    Facet(group, code.value): code
    for group, codes in (
        ("kind", (Kind.PRACTICE, *Format, Kind.PROJECT, Kind.EVENT, Kind.THEME)),
        ("theme", tuple(Theme)),
        ("topic", tuple(Topic)),
        ("audience", tuple(Role)),
        ("season", tuple(Season)),
    )
    for code in codes
}

_ALL = sorted((*_CODES, *_WORDS), key=lambda facet: tuple(GROUPS).index(facet.group))
_SMALL_GROUP = 8
_CLASS_FROM = 16
_QUARTERS = ((15, "15"), (30, "30"), (45, "45"))


def name(facet: Facet) -> str:
    """What the window calls a facet."""
    code = _CODES.get(facet)
    return _(label(code)) if code else _(_WORDS[facet])


class FacetIndex:
    """The rows of the library, ready to be narrowed.

    Attributes:
        facets: Those that any row has, by group, in the order they are shown.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        positions: defaultdict[Facet, list[int]] = defaultdict(list)
        for position, row in enumerate(rows):
            for facet in _facets_of(row):
                positions[facet].append(position)
        self._all = (1 << len(rows)) - 1
        self._size = len(rows)
        self._bits = {facet: self.bits(positions[facet]) for facet in _ALL if facet in positions}
        self.facets = tuple(self._bits)

    def bits(self, positions: Iterable[int]) -> int:
        """The rows at these positions as one number."""
        marks = bytearray(self._size // 8 + 1)
        for position in positions:
            marks[position >> 3] |= 1 << (position & 7)
        return int.from_bytes(marks, "little")

    def narrow(self, chosen: Iterable[Facet], within: int | None = None) -> Narrowed:
        """Which rows are left, and what each further choice would leave.

        Args:
            chosen: The chosen facets; those that no row has are passed over.
            within: Only these rows, as `bits`; all where it is not given.
        """
        base = self._all if within is None else within
        either: dict[str, int] = {}
        for facet in chosen:
            if facet in self._bits:
                either[facet.group] = either.get(facet.group, 0) | self._bits[facet]
        left = base
        for bits in either.values():
            left &= bits
        others = dict.fromkeys(GROUPS, base)
        for group in GROUPS:
            for chosen_group, bits in either.items():
                if chosen_group != group:
                    others[group] &= bits
        counts = {
            facet: (others[facet.group] & bits).bit_count() for facet, bits in self._bits.items()
        }
        return Narrowed(_positions(left), counts)


def _positions(bits: int) -> list[int]:
    digits = bin(bits)[:1:-1]  # lowest first
    found, at = [], digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found


def _facets_of(row: Row) -> Iterator[Facet]:
    for group, codes in (
        ("kind", (row.format or row.kind,)),
        ("theme", row.themes),
        ("topic", (row.topic,) if row.topic else ()),
        ("audience", row.audience),
        ("season", row.seasons),
    ):
        yield from (Facet(group, code.value) for code in codes)
    if row.minutes:
        fitting = (value for most, value in _QUARTERS if row.minutes <= most)
        yield Facet("time", next(fitting, "more"))
    if row.group:
        yield from _group_facets(row.group.min, row.group.max)
    yield from (Facet("lang", lang) for lang in row.langs)
    if row.has_easy:
        yield Facet("lang", "easy")
    if row.has_cards:
        yield Facet("sheet", "cards")


def _group_facets(least: int, most: int) -> Iterator[Facet]:
    if least == 1:
        yield Facet("group", "one")
    if least <= _SMALL_GROUP and most > 1:
        yield Facet("group", "small")
    if most >= _CLASS_FROM:
        yield Facet("group", "class")
