"""Narrowing the list of items: which rows are left, and how many each choice would leave.

What can be narrowed by is said in `library.fields`. Choices within a group widen (or), groups
narrow each other (and). Rows are bits of whole numbers, so a list of ten thousand is narrowed
and counted in well under a millisecond.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.i18n import _
from valita_desktop.library.fields import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.library.rows import Row


class Facet(NamedTuple):
    """One thing to narrow by, such as ``("theme", "equality")``."""

    group: str
    value: str


class Narrowed(NamedTuple):
    """The outcome of a choice, worked out by a `FacetIndex`.

    Attributes:
        rows: Positions of the rows that are left, in their order.
        counts: For every facet, the rows left if it were the only one of its group.
    """

    rows: list[int]
    counts: dict[Facet, int]


_GROUPS = {group.code: group for group in FACETS}
_ALL = tuple(Facet(group.code, value) for group in FACETS for value in group.labels)


def name(facet: Facet) -> str:
    """What the window calls a facet."""
    return _GROUPS[facet.group].name(facet.value)


def is_amount(facet: Facet) -> bool:
    """Whether it narrows by a number; it has no check box then."""
    return _GROUPS[facet.group].number(facet.value) is not None


def title(group: str) -> str:
    """The heading of a group of facets."""
    return _(_GROUPS[group].title)


class FacetIndex:
    """Rows of the library as bit sets, one for each `Facet` that any of them has.

    Attributes:
        facets: Those that any row has, by group, in the order they are shown.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        positions: defaultdict[Facet, list[int]] = defaultdict(list)
        for position, row in enumerate(rows):
            for facet in _facets_of(row):
                positions[facet].append(position)
        self._rows = rows
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
            if facet in self._bits or is_amount(facet):
                either[facet.group] = either.get(facet.group, 0) | self._bits_of(facet)
        left = base
        for bits in either.values():
            left &= bits
        others = dict.fromkeys(_GROUPS, base)
        for group in _GROUPS:
            for chosen_group, bits in either.items():
                if chosen_group != group:
                    others[group] &= bits
        counts = {
            facet: (others[facet.group] & bits).bit_count() for facet, bits in self._bits.items()
        }
        return Narrowed(_positions(left), counts)

    def _bits_of(self, facet: Facet) -> int:
        if facet in self._bits:
            return self._bits[facet]
        fits = _GROUPS[facet.group].has
        return self.bits(at for at, row in enumerate(self._rows) if fits(row, facet.value))


def _positions(bits: int) -> list[int]:
    digits = bin(bits)[:1:-1]  # lowest first
    found, at = [], digits.find("1")
    while at >= 0:
        found.append(at)
        at = digits.find("1", at + 1)
    return found


def _facets_of(row: Row) -> Iterator[Facet]:
    for group in FACETS:
        yield from (Facet(group.code, value) for value in group.values(row))
