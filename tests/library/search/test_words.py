"""Texts fall into the same words whoever wrote them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.library.search.tokens import LONGEST_WORD, folded, normal, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Välitä! – Visa omtanke!", ["välitä", "visa", "omtanke"]),
        ("EU:n ja EU:s", ["eu", "ja", "eu"]),
        ("klo 12:30", ["klo", "12", "30"]),
        ("vaa’an vaa'an", ["vaaan", "vaaan"]),
        ("aamu-uninen aamu\u2011uninen", ["aamu-uninen", "aamu-uninen"]),
        ("sosiaali- ja terveysala", ["sosiaali", "ja", "terveysala"]),
        ("elä\u00admä", ["elämä"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("😀 \ud800 \x00 ...", []),
    ],
)
def test_text_falls_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


_TRICKY = st.sampled_from("aäÄEU1:n-'’_ \u00ad\u0301\u2011.")


@given(st.text(alphabet=_TRICKY, max_size=40) | st.text())
def test_whole_texts_fall_into_the_words_of_their_tokens(text: str) -> None:
    assert words(text) == [token.word for token in tokens(text)]


def test_decomposed_letters_are_composed() -> None:
    assert words(unicodedata.normalize("NFD", "Välitä")) == ["välitä"]


def test_token_knows_its_place_with_its_ending() -> None:
    (_, token) = tokens("tukee EU:n")

    assert (token.word, token.start, token.end) == ("eu", 6, 10)


def test_very_long_word_is_cut() -> None:
    assert len(normal("a" * 1000)) == LONGEST_WORD


@pytest.mark.parametrize(("word", "plain"), [("välitä", "valita"), ("åäö", "aao"), ("søt", "sot")])
def test_dots_and_rings_can_be_taken_away(word: str, plain: str) -> None:
    assert folded(word) == plain
