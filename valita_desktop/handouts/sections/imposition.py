"""Which page stands where on a sheet of paper: booklets, pages made smaller, fronts and backs.

Pure arithmetic. A page is never turned or reflowed here, only placed; a place without a
page stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Size = tuple[float, float]


class PageRun(NamedTuple):
    """Pages in a row.

    Attributes:
        pages: How many.
        own_sheet: Printed on both sides, they begin on the front of a sheet.
        ends_sheet: So does what follows them.
    """

    pages: int
    own_sheet: bool = False
    ends_sheet: bool = False


@dataclass(frozen=True)
class Slot:
    """A place for a page on a side of paper.

    Attributes:
        page: Index of the page; -1 is none.
        x, y: Its lower left corner, in points.
        scale: How much smaller it is.
    """

    page: int
    x: float
    y: float
    scale: float


@dataclass(frozen=True)
class Side:
    """One side of a sheet of paper: its size in points and what stands on it."""

    size: Size
    slots: tuple[Slot, ...]


def beginnings(runs: Sequence[PageRun], before: int = 0) -> list[int]:
    """Index of the page that each run begins on, and last of the one after them all.

    Where a run is to begin on the front of a sheet a page before it may stay empty, and
    where any is, so may the last page: printed again and again, each copy begins on a front.

    Args:
        runs: Pages in order.
        before: How many pages stand before them.
    """
    page, found, ended = before, [], False
    for run in runs:
        page += page % 2 if run.own_sheet or ended else 0
        found.append(page)
        page, ended = page + run.pages, run.ends_sheet
    return [*found, page + (page % 2 if any(run.own_sheet for run in runs) else 0)]


def booklet_order(pages: int) -> list[tuple[int, int]]:
    """Left and right page of every side of a saddle-stitched booklet, front then back.

    The number of pages is padded to a multiple of four; -1 is an empty page. Printed on
    both sides and turned on the short edge, the sheets fold into pages in order.
    """
    padded = -(-pages // 4) * 4

    def page(n: int) -> int:
        return n if n < pages else -1

    order: list[tuple[int, int]] = []
    for sheet in range(padded // 4):
        outer = padded - 1 - 2 * sheet
        order.append((page(outer), page(2 * sheet)))
        order.append((page(2 * sheet + 1), page(outer - 1)))
    return order


def booklet(pages: int, page: Size, paper: Size) -> list[Side]:
    """Sides of a booklet: two pages meet in the fold of the paper, unscaled.

    Args:
        pages: How many there are.
        page: Their size.
        paper: Size of the paper, turned sideways; half of it may be a hair wider than a page.
    """
    fold = paper[0] / 2
    return [
        Side(paper, (Slot(left, fold - page[0], 0, 1), Slot(right, fold, 0, 1)))
        for left, right in booklet_order(pages)
    ]


def n_up(pages: int, page: Size, count: int) -> list[Side]:
    """Sides of paper of the pages' size with 2 or 4 pages on each, made smaller.

    Two stand beside each other on the paper turned sideways, four in two rows. A page that
    is alone stands in every place: cut apart, each is a copy of it.

    Args:
        pages: How many there are.
        page: Their size.
        count: How many on a side: 2 or 4.

    Returns:
        The sides in order; the last one may have empty places, which have no slot.
    """
    width, height = page
    columns, rows = (2, 1) if count == 2 else (2, 2)  # noqa: PLR2004 - two or four
    size = (height, width) if rows == 1 else (width, height)
    scale = min(size[0] / columns / width, size[1] / rows / height)
    left = (size[0] / columns - width * scale) / 2
    low = (size[1] / rows - height * scale) / 2
    sides = []
    for first in range(0, pages, count):
        slots = tuple(
            Slot(
                first + n if pages > 1 else 0,
                n % columns * size[0] / columns + left,
                (rows - 1 - n // columns) * size[1] / rows + low,
                scale,
            )
            for n in range(min(count, pages - first) if pages > 1 else count)
        )
        sides.append(Side(size, slots))
    return sides


def mirrored(count: int, columns: int) -> list[int]:
    """Where the backs of ``count`` cards stand: each row from right to left.

    Turned on the long edge, the back of the first card of a row lies behind its last
    place. -1 is an empty place.
    """
    rows = -(-count // columns)
    places = []
    for row in range(rows):
        for column in reversed(range(columns)):
            n = row * columns + column
            places.append(n if n < count else -1)
    return places
