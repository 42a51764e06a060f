"""Scroll values as blocks and back, without a window."""

from __future__ import annotations

import pytest

from valita_desktop.ui.reader.scroll_anchor import BlockTops, ScrollAnchor
from valita_desktop.ui.text.writer import Anchor

FIRST, SECOND, SHEET = Anchor("facilitator", 0), Anchor("facilitator", 2), Anchor("sheet", 0)
TOPS = BlockTops([FIRST, SECOND, SHEET], [20.0, 100.0, 300.0], 500.0)


@pytest.mark.parametrize(
    ("value", "anchor"),
    [
        (20, ScrollAnchor(FIRST, 0.0)),
        (60, ScrollAnchor(FIRST, 0.5)),
        (100, ScrollAnchor(SECOND, 0.0)),
        (150, ScrollAnchor(SECOND, 0.25)),
        (400, ScrollAnchor(SHEET, 0.5)),
    ],
)
def test_a_value_is_a_block_and_a_part_of_it_and_comes_back(
    value: int, anchor: ScrollAnchor
) -> None:
    assert TOPS.anchor_at(value) == anchor
    assert TOPS.value_of(anchor) == value


@pytest.mark.parametrize("value", [-3, 0, 19])
def test_above_the_first_block_there_is_no_anchor(value: int) -> None:
    assert TOPS.anchor_at(value) is None


def test_an_empty_text_has_no_anchor() -> None:
    assert BlockTops().anchor_at(40) is None
    assert BlockTops().value_of(ScrollAnchor(FIRST, 0.5)) is None


def test_half_a_pixel_above_a_block_is_already_that_block() -> None:
    assert BlockTops([FIRST], [20.5], 100.0).anchor_at(20) is not None


def test_beyond_the_end_is_the_end_of_the_last_block() -> None:
    assert TOPS.anchor_at(900) == ScrollAnchor(SHEET, 1.0)


def test_a_block_that_the_text_lacks_is_the_nearest_before_it_in_its_part() -> None:
    assert TOPS.value_of(ScrollAnchor(Anchor("facilitator", 1), 0.0)) == 20
    assert TOPS.value_of(ScrollAnchor(Anchor("facilitator", 9), 0.0)) == 100
    assert TOPS.value_of(ScrollAnchor(Anchor("page", 0), 0.0)) is None
