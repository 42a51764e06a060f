from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.handouts.sections.imposition import (
    PageRun,
    beginnings,
    booklet,
    booklet_order,
    mirrored,
    n_up,
)

A4 = (595.0, 842.0)


def folded(order: list[tuple[int, int]]) -> list[int]:
    """Read a booklet as it is read when the sheets are printed, stacked and folded."""
    leaves: list[tuple[int, int]] = []
    fronts, backs = order[::2], order[1::2]
    for front, back in zip(fronts, backs, strict=True):
        leaves.append((front[1], back[0]))
    for front, back in zip(reversed(fronts), reversed(backs), strict=True):
        leaves.append((back[1], front[0]))
    return [page for leaf in leaves for page in leaf]


@given(st.integers(1, 200))
def test_a_folded_booklet_reads_in_order(pages: int) -> None:
    read = folded(booklet_order(pages))

    assert len(read) % 4 == 0
    assert read == [n if n < pages else -1 for n in range(len(read))]


@given(st.integers(2, 60), st.sampled_from([2, 4]))
def test_every_page_stands_once_and_whole_on_paper(pages: int, count: int) -> None:
    sides = n_up(pages, A4, count)
    placed = [slot.page for side in sides for slot in side.slots]

    assert placed == list(range(pages))
    for side in sides:
        for slot in side.slots:
            assert slot.x >= -0.01
            assert slot.y >= -0.01
            assert slot.x + A4[0] * slot.scale <= side.size[0] + 0.01
            assert slot.y + A4[1] * slot.scale <= side.size[1] + 0.01


@pytest.mark.parametrize("count", [2, 4])
def test_a_page_that_is_alone_stands_in_every_place(count: int) -> None:
    (side,) = n_up(1, A4, count)

    assert [slot.page for slot in side.slots] == [0] * count
    assert len({(slot.x, slot.y) for slot in side.slots}) == count


def test_pages_of_a_booklet_are_not_made_smaller() -> None:
    front, back = booklet(4, (419, 595), (842, 595))

    assert {front.size, back.size} == {(842, 595)}
    assert [slot.x for slot in front.slots] == [2, 421]
    assert {slot.scale for slot in front.slots} == {1}


@given(st.integers(1, 40), st.sampled_from([1, 2]))
def test_the_back_of_a_card_lies_behind_its_front(cards: int, columns: int) -> None:
    backs = mirrored(cards, columns)

    for place, card in enumerate(backs):
        row, column = divmod(place, columns)
        behind = row * columns + (columns - 1 - column)
        assert card == (behind if behind < cards else -1)


RUNS = st.lists(st.builds(PageRun, st.integers(1, 9), st.booleans(), st.booleans()), max_size=20)


@given(RUNS, st.integers(0, 4))
def test_what_takes_a_sheet_of_its_own_begins_on_a_front(runs: list[PageRun], before: int) -> None:
    *starts, end = beginnings(runs, before)
    ends = [before, *(start + run.pages for start, run in zip(starts, runs, strict=True))]

    after = [False, *(run.ends_sheet for run in runs)]

    for start, run, free, new in zip(starts, runs, ends[:-1], after[:-1], strict=True):
        assert start - free in (0, 1)
        assert start == free or run.own_sheet or new
        assert start % 2 == 0 or not (run.own_sheet or new)
    assert end - ends[-1] in (0, 1)
    assert end % 2 == 0 or not any(run.own_sheet for run in runs)
