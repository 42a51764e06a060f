from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from tests.every_block import line
from valita_desktop.handouts.blocks.tables import _narrow_ones
from valita_desktop.handouts.boxes.box import Box, Stack
from valita_desktop.handouts.boxes.table import ColumnNeed, shares

if TYPE_CHECKING:
    from valita_desktop.handouts.pdfwriter.canvas import Canvas


class Block(Box):
    """So high, giving way by so much; cut anywhere if it is soft."""

    def __init__(
        self, height: float, *, give: tuple[float, float] = (0, 0), soft: bool = False
    ) -> None:
        self.natural, self._give, self._soft = height, give, soft
        self.before = self.after = 5

    @override
    def measure(self, width: float) -> float:
        del width
        self.height = self.natural
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        return self._give

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        if not self._soft or height <= 0:
            return None
        parts = Block(height), Block(self.natural - height)
        for part in parts:
            part.measure(0)
        return parts

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        raise AssertionError("not drawn here")


def stack(*boxes: Box, loose: float = 0) -> Stack:
    made = Stack(boxes, loose=loose)
    made.measure(100)
    return made


HEIGHTS = st.lists(st.floats(1, 80), min_size=1, max_size=30)


def test_between_two_boxes_the_larger_room_counts_once() -> None:
    one, other = Block(10), Block(10)
    one.after, other.before = 3, 8

    assert stack(one, other).height == 28


@given(HEIGHTS, st.floats(81, 300))
def test_pages_hold_everything_in_order_and_nothing_overflows(
    heights: list[float], page: float
) -> None:
    left = stack(*(Block(height) for height in heights))
    seen: list[float] = []
    while True:
        parts = left.split(page)
        head = left if parts is None else parts[0]
        assert head.height <= page + 0.02
        seen += [box.height for box in head.boxes]
        if parts is None:
            break
        left = parts[1]

    assert seen == heights


def test_a_heading_goes_to_the_next_page_with_what_follows() -> None:
    heading = Block(10)
    heading.keep = True
    parts = stack(Block(50), heading, Block(40)).split(80)

    assert parts is not None
    assert [box.height for box in parts[0].boxes] == [50]


def test_a_soft_box_is_cut_at_the_foot_of_the_page() -> None:
    parts = stack(Block(50), Block(100, soft=True)).split(80)

    assert parts is not None
    assert parts[0].height == 80
    assert parts[1].height == 75


def test_a_box_that_hangs_together_is_not_cut_while_it_is_small() -> None:
    table = Block(30, soft=True)
    table.together = True
    parts = stack(Block(60), table).split(80)

    assert parts is not None
    assert [len(part.boxes) for part in parts] == [1, 1]


@given(st.lists(st.floats(0, 40), min_size=1, max_size=8), st.floats(0, 500))
def test_boxes_grow_to_the_page_but_never_beyond_their_own_bounds(
    grows: list[float], by: float
) -> None:
    boxes = [Block(20, give=(5, grow)) for grow in grows]
    made = stack(*boxes)
    before = made.height
    made.flex(by)

    assert abs(made.height - before - min(by, sum(grows))) < 0.1
    assert all(box.height <= 20 + grow + 0.01 for box, grow in zip(boxes, grows, strict=True))


@given(st.floats(0, 500))
def test_boxes_never_shrink_beyond_their_own_bounds(by: float) -> None:
    boxes = [Block(20, give=(5, 0)), Block(20, give=(8, 0))]
    stack(*boxes).flex(-by)

    assert boxes[0].height >= 15 - 0.01
    assert boxes[1].height >= 12 - 0.01


NEEDS = st.lists(st.tuples(st.floats(5, 90), st.floats(5, 200)), min_size=1, max_size=8)


@given(NEEDS, st.floats(200, 800), st.integers(0, 8))
def test_columns_fill_the_table(
    needs: list[tuple[float, float]], width: float, written: int
) -> None:
    made = shares([ColumnNeed(*need, written=n < written) for n, need in enumerate(needs)], width)

    assert abs(sum(made) - width) < 0.01
    assert all(each > 0 for each in made)


def test_a_rigid_column_leaves_the_rest_to_the_others() -> None:
    label, number = shares([ColumnNeed(40, 60), ColumnNeed(20, 90, rigid=True)], 500)

    assert number < 110
    assert label > 390


def test_a_column_to_write_in_is_wider_than_a_long_one_to_read() -> None:
    read, own = shares([ColumnNeed(50, 400), ColumnNeed(50, 120, written=True)], 500)

    assert own > read


def test_short_words_leave_all_the_rest_to_what_is_written() -> None:
    day, cook, cleaner = shares([ColumnNeed(40, 50), *[ColumnNeed(40, 120, written=True)] * 2], 500)

    assert day < 65
    assert abs(cook - cleaner) < 0.01


def test_words_to_read_keep_two_lines_before_those_to_write_get_more() -> None:
    read, _ = shares([ColumnNeed(50, 640), ColumnNeed(50, 120, written=True)], 500)

    assert read >= 320


@pytest.mark.parametrize(
    ("titles", "narrow"),
    [
        ("Paikka | Mikä kutsuu, mikä sulkee | Meidän ideamme", ""),
        ("Vad blev svinn? | Orsak | Så här gör jag nästa gång", ""),
        ("Klo | =Mitä (minuuttia) | Kuka vetää | Tila", "Klo"),
        ("=När? | Tid | Vad på skärmen, och varför just då? | + 0 −", "Tid, + 0 −"),
        ("Mitä sovimme | Kuka | Päivä | Hinta €", "Päivä, Hinta €"),
        ("=Saako? | Kyllä | Kysy ensin | Ei", "Kyllä, Kysy ensin, Ei"),
        ("=Saako? | Kyllä | Kysy ensin | Ei | Miksi juuri niin", "Kyllä, Kysy ensin, Ei"),
        ("=Väite | Usein | Joskus | Harvoin | Oma esimerkki", "Usein, Joskus, Harvoin"),
        ("=Kerran, kun muutan | Koti A | Koti B", "Koti A, Koti B"),
        ("=Jobb | Månader | €/mån. | Sammanlagt €", "€/mån."),
    ],
)
def test_a_short_title_is_no_number_where_words_are_written_beside_it(
    titles: str, narrow: str
) -> None:
    """Those with = stand over words to read; the others over empty cells."""
    names = titles.split(" | ")
    columns = [(line(name.lstrip("=")), line("x") if "=" in name else ()) for name in names]

    found = [name for name, each in zip(names, _narrow_ones(columns), strict=True) if each]

    assert ", ".join(found) == narrow
