"""The likeliest slip is guessed first."""

from __future__ import annotations

import pytest

from valita_desktop.library.search.spelling import cost, mistakes_in
from valita_desktop.library.search.vocabulary import Vocabulary, packed_vocabulary


@pytest.mark.parametrize(("length", "mistakes"), [(3, 0), (4, 1), (5, 1), (6, 2), (12, 2)])
def test_longer_words_are_forgiven_more(length: int, mistakes: int) -> None:
    assert mistakes_in("a" * length) == mistakes


@pytest.mark.parametrize(
    ("typed", "likelier", "less_likely"),
    [
        ("kaluo", "kalou", "kalue"),
        ("talp", "talo", "tals"),
        ("budjeti", "budjetti", "budjesti"),
        ("sana", "säna", "sama"),
        ("loulu", "louku", "koulu"),
    ],
)
def test_likelier_slip_costs_less(typed: str, likelier: str, less_likely: str) -> None:
    assert cost(typed, likelier) < cost(typed, less_likely)


def test_commoner_word_is_guessed_before_a_rarer_one() -> None:
    vocabulary = Vocabulary(packed_vocabulary({"fkoulu": 9, "fkoura": 1}))

    assert vocabulary.like("kouxu", 2) == ("koulu",)
    assert vocabulary.like("kouxa", 2) == ("koura",)


def test_nothing_is_guessed_for_short_or_strange_words() -> None:
    vocabulary = Vocabulary(packed_vocabulary({"fyksi": 1}))

    assert vocabulary.like("yks", 2) == ()
    assert vocabulary.like("zzzzzzzz", 2) == ()
