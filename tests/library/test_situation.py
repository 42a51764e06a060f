"""What is typed of a situation is read as such, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.library.fields import FACETS
from valita_desktop.library.situation import wishes, without, words

GROUPS = {group.code: group for group in FACETS}


@pytest.mark.parametrize(
    ("typed", "read", "left"),
    [
        ("15 min", [("time", "#15")], ""),
        ("15min", [("time", "#15")], ""),
        ("15 m", [("time", "#15")], ""),
        ("15 minu", [("time", "#15")], ""),
        ("15 minuuttia", [("time", "#15")], ""),
        ("15 minuters", [("time", "#15")], ""),
        ("15-minuuttinen budjetti", [("time", "#15")], "budjetti"),
        ("10–20 min", [("time", "#20")], ""),
        ("alle 20 min uni", [("time", "#20")], "uni"),
        ("högst 20 minuter sömn", [("time", "#20")], "sömn"),
        ("vartti", [("time", "#15")], ""),
        ("en kvart", [("time", "#15")], ""),
        ("puoli tuntia", [("time", "#30")], ""),
        ("halvtimme", [("time", "#30")], ""),
        ("oppitunti", [("time", "#45")], ""),
        ("tunti", [("time", "#60")], ""),
        ("en timme", [("time", "#60")], ""),
        ("1,5 h", [("time", "#90")], ""),
        ("kaksi tuntia", [("time", "#120")], ""),
        ("25 opiskelijaa", [("group", "#25")], ""),
        ("25 opiskelijalle", [("group", "#25")], ""),
        ("8 hengen ryhmä", [("group", "#8")], ""),
        ("25 studerande", [("group", "#25")], ""),
        ("12 personer", [("group", "#12")], ""),
        ("1 opiskelija", [("group", "one")], ""),
        ("yhdelle opiskelijalle", [("group", "one")], ""),
        ("ei tarvikkeita", [("needs", "none")], ""),
        ("ilman välineitä", [("needs", "none")], ""),
        ("inget material", [("needs", "none")], ""),
        ("utan tillbehör", [("needs", "none")], ""),
        (
            "raha 15 min 25 opiskelijaa ei tarvikkeita",
            [("time", "#15"), ("group", "#25"), ("needs", "none")],
            "raha",
        ),
    ],
)
def test_a_situation_is_read(typed: str, read: list[tuple[str, str]], left: str) -> None:
    assert [(wish.group, wish.value) for wish in wishes(typed)] == read
    assert words(typed) == left


@pytest.mark.parametrize(
    "typed",
    [
        "aloitustunti", "opiskelija", "kolme askelta", "112", "0 min", "9999 min", "25 op",
        "ei kavereita", "inga kompisar", "material", "tuntematon", "minuutti", "200 euroa",
        "10 tapaamista", "12 frågor", "0 opiskelijaa", "timmerman", "tarvike",
    ],
)  # fmt: skip
def test_other_words_are_left_to_the_search(typed: str) -> None:
    assert wishes(typed) == ()
    assert words(typed) == typed


def test_one_wish_is_taken_out_and_the_others_stay() -> None:
    typed = "raha 15 min ei tarvikkeita"

    assert without(typed, wishes(typed)[0]) == "raha ei tarvikkeita"


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ("15", "min", "alle", "tunti", "opiskelijaa", "ei", "tarvikkeita", "h")
            ),
            st.text(max_size=4),
        ),
        max_size=8,
    ).map(" ".join)
)
def test_whatever_is_typed_is_read_in_order_and_named(typed: str) -> None:
    found = wishes(typed)

    assert all(GROUPS[wish.group].name(wish.value) for wish in found)
    ends = [0, *(place for wish in found for place in (wish.start, wish.end)), len(typed)]
    assert ends == sorted(ends)
