"""What a browser searches in knows the words of the texts as the dictionary has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from valita_desktop.site.search_index import search_index

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang


def found(said: dict[str, str], lang: Lang, typed: str) -> list[str]:
    """Items whose words are what was typed, or what it stands for."""
    index = json.loads(search_index(said, lang))
    words = {typed, *index["forms"].get(typed, "").split()}
    places = {int(each) for word in words for each in index["words"].get(word, "").split()}
    return [index["items"][place] for place in sorted(places)]


@pytest.mark.parametrize(
    ("lang", "typed"),
    [("fi", "unta"), ("fi", "uni"), ("sv", "bocker"), ("sv", "bok")],
)
def test_a_word_whose_beginning_changes_is_found_by_each_of_its_forms(
    lang: Lang, typed: str
) -> None:
    said = {
        "fi": {"m1": "Nuku hyvin: unta riittää.", "m2": "Uni ja lepo.", "m3": "Raha."},
        "sv": {"m1": "Läs böcker.", "m2": "En bok om dagen.", "m3": "Pengar."},
    }

    assert found(said[lang], lang, typed) == ["m1", "m2"]


@pytest.mark.parametrize("order", [("m1", "m2"), ("m2", "m1")])
def test_two_words_that_look_alike_without_dots_are_both_found(order: tuple[str, str]) -> None:
    said = {"m1": "Tulin töistä.", "m2": "Tulin toista kertaa."}

    assert {*found({each: said[each] for each in order}, "fi", "toista")} == {"m1", "m2"}


def test_a_word_in_a_compound_is_found() -> None:
    assert found({"m1": "Täytä unipäiväkirjaa.", "m2": "Lepo."}, "fi", "paivakirja") == ["m1"]


def test_a_word_that_no_dictionary_has_is_found_by_its_stem() -> None:
    index = json.loads(search_index({"m1": "Klusiileissa blörbötään."}, "fi"))

    assert any(each.startswith("blorbo") for each in index["words"])


def test_the_same_texts_give_the_same_bytes() -> None:
    said = {"m1": "Nuku hyvin: unta riittää.", "m2": "Uni ja lepo."}

    assert search_index(said, "fi") == search_index(dict(said), "fi")
