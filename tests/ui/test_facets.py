"""Choices widen inside a group, groups narrow each other, counts tell the truth."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import kit, row
from valita_desktop.content.model import Format, Group, Theme
from valita_desktop.ui.item_list.facets import Facet, FacetIndex, name

ROWS = kit()
INDEX = FacetIndex(ROWS)


def test_nothing_chosen_leaves_everything() -> None:
    assert INDEX.narrow(()).rows == list(range(len(ROWS)))


def test_two_choices_of_one_group_widen() -> None:
    chosen = (Facet("theme", "equality"), Facet("theme", "wellbeing"))

    left = [ROWS[i] for i in INDEX.narrow(chosen).rows]

    assert {r.themes[0] for r in left} == {Theme.EQUALITY, Theme.WELLBEING}


def test_choices_of_two_groups_narrow() -> None:
    chosen = (Facet("theme", "everyday"), Facet("kind", "checklist"))

    left = [ROWS[i] for i in INDEX.narrow(chosen).rows]

    assert left
    assert all(r.format is Format.CHECKLIST for r in left)


@given(st.sets(st.sampled_from(INDEX.facets), max_size=6))
def test_a_count_is_what_choosing_it_alone_in_its_group_leaves(chosen: set[Facet]) -> None:
    counts = INDEX.narrow(chosen).counts

    for facet in INDEX.facets:
        others = {one for one in chosen if one.group != facet.group}
        assert counts[facet] == len(INDEX.narrow({*others, facet}).rows)


@given(st.sets(st.integers(0, len(ROWS) - 1)))
def test_only_rows_within_are_left(within: set[int]) -> None:
    assert INDEX.narrow((), INDEX.bits(within)).rows == sorted(within)


def test_what_no_row_has_is_no_choice() -> None:
    assert Facet("kind", "event") not in INDEX.facets


def test_a_pair_exercise_suits_small_groups_but_neither_one_nor_a_class() -> None:
    index = FacetIndex((row(group=Group(2, 8)),))

    assert [f.value for f in index.facets if f.group == "group"] == ["small"]


def test_a_longer_time_than_the_last_quarter_is_more() -> None:
    index = FacetIndex((row(minutes=46),))

    assert [f.value for f in index.facets if f.group == "time"] == ["more"]


def test_every_facet_has_a_name() -> None:
    assert all(name(facet) for facet in INDEX.facets)


def test_a_number_of_students_suits_what_is_made_for_as_many_or_for_nearly_so_large_a_class() -> (
    None
):
    rows = (
        row("a", group=Group(1, 24)),
        row("b", group=Group(1, 12)),
        row("c", group=Group(30, 60)),
    )

    left = [rows[at].id for at in FacetIndex(rows).narrow([Facet("group", "#25")]).rows]

    assert left == ["a"]


def test_a_number_is_named_by_what_it_counts() -> None:
    assert name(Facet("time", "#20")) == "At most 20 min"
    assert name(Facet("group", "#25")) == "25 students"


def test_what_is_at_hand_in_every_class_is_nothing_to_bring() -> None:
    rows = (
        row("none"),
        row("pen", needs={"fi": ("kynä", "taulu"), "sv": ("penna", "tavla")}),
        row("scissors", needs={"fi": ("kynä", "sakset"), "sv": ("penna", "sax")}),
        row("no minutes", minutes=0),
    )

    left = [rows[at].id for at in FacetIndex(rows).narrow([Facet("needs", "none")]).rows]

    assert left == ["none", "pen"]
