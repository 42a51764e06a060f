"""The words of the index: what is asked of them, and what they may take."""

from __future__ import annotations

import tracemalloc
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.library.search.vocabulary import Vocabulary, packed_vocabulary
from valita_desktop.library.search.word_list import PackedWords, WordList


@pytest.fixture
def words() -> Vocabulary:
    """Three that differ in dots only, one of them within a compound, and neighbours."""
    docs = {"fvälitä": 4, "lvalita": 9, "pvälita": 2, "ovälität": 3, "fvalo": 5, "tvälit": 7}
    return Vocabulary(packed_vocabulary(docs))


def test_variants_differ_in_dots_and_the_written_ones_are_first(words: Vocabulary) -> None:
    assert words.variants("valita") == ["välita", "välitä"]
    assert words.variants("vålita") == ["valita", "välita", "välitä"]
    assert words.variants("valitat") == ["välität"]
    assert words.variants("valit") == []


def test_a_part_of_a_compound_begins_nothing(words: Vocabulary) -> None:
    assert words.begins_undotted("vali", 9) == ("välitä", "välität")
    assert words.beginning("väli", 9) == (7, ("välitä", "välität"))
    assert words.beginning("va", 1) == (14, ("valita",))
    assert words.beginning("z", 1) == (0, ())
    assert [words.docs_begun(start) for start in ("väli", "va", "z")] == [7, 14, 0]


def test_a_word_takes_a_few_bytes() -> None:
    letters = "aehiklmnoprstuväö"
    keys = ["f" + "".join(each) + "nen" for each in product(letters[:12], repeat=4)]
    docs = dict.fromkeys(keys, 1)
    tracemalloc.start()
    try:
        vocabulary = Vocabulary(packed_vocabulary(docs))
        vocabulary.variants("kala")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert vocabulary.docs("fhaeinen") == 1
    assert held / len(keys) < 32


_FEW_LETTERS = st.text("abä", max_size=4)


@given(st.lists(_FEW_LETTERS, max_size=200), _FEW_LETTERS)
def test_words_are_found_among_many_in_order(words: list[str], sought: str) -> None:
    words.sort()
    held = WordList(PackedWords.of(words))

    assert held[held.beginning_so(sought)] == [each for each in words if each.startswith(sought)]
    assert held[held.alike(sought)] == [each for each in words if each == sought]
