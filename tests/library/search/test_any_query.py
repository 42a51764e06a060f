"""Every query string whatsoever returns or says that nothing was found."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.library.search.conftest import KIT
from valita_desktop.library.search import Doc, Results, Search
from valita_desktop.library.search.query import LONGEST_QUERY, MOST_WORDS, typed_words
from valita_desktop.library.search.tokens import tokens

LONGEST_EXCERPT = 400
_ANALYSERS = "SELECT value FROM search_state WHERE key = 'analysers'"

pieces = st.sampled_from(
    ['"', "'", "*", "^", "(", ")", ":", "-", "+", "{", "}", "NEAR", "NEAR(", "AND", "OR", "NOT",
     "title:", "fkoulu", "koulu", "kiusa", "mobb", "\x00", "\ud800", "\udfff", "😀", "👩\u200d🏫",
     "שלום", "\u202eabc", "ä", "a\u0308", "ﬁ", "İ", "ß", "%", "_", ";--", "\\", "\n", " "]
)  # fmt: skip
queries = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "L", "M"]), max_size=40),
    st.lists(pieces, max_size=25).map("".join),
    st.tuples(pieces, st.integers(1, 3000)).map(lambda pair: pair[0] * pair[1]),
)


@pytest.fixture(scope="module")
def kit() -> Search:
    search = Search(sqlite3.connect(":memory:"))
    search.create()
    search.put(KIT)
    search.set_synonyms("fi", {"köyhyys": ("raha", "ulkopuolelle jättäminen")})
    return search


def check(results: Results) -> None:
    for hit in results.hits:
        assert len(hit.snippet) <= LONGEST_EXCERPT
        for text, marks in ((hit.snippet, hit.marks), (hit.title, hit.title_marks)):
            assert all(0 <= start < end <= len(text) for start, end in marks)
            assert list(marks) == sorted(marks)


@given(query=queries)
def test_any_query_returns(kit: Search, query: str) -> None:
    for lang in ("fi", "sv"):
        check(kit.search(query, lang))


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "kiusaaminen " * 1_000,
        "\x00",
        '"' * 500,
        "NEAR(kiusa, 5)",
        "k*",
        "-kiusaaminen",
        "title:kiusaaminen",
        "{title}: kiusaaminen",
        "kiusaaminen OR",
        "\ud800kiusaaminen",
        "😀" * 100,
        "\u202eaakisuik",
    ],
)
def test_hard_query_returns(kit: Search, query: str) -> None:
    check(kit.search(query, "fi"))


@pytest.mark.parametrize(
    "query", ["title:kiusaaminen", "-kiusaaminen", '"kiusaaminen', "kiusaaminen*"]
)
def test_no_sign_is_an_operator(kit: Search, query: str) -> None:
    assert kit.search(query, "fi").hits[0].id == "bully"


@given(query=queries)
def test_work_is_bounded_before_it_begins(query: str) -> None:
    words = typed_words(query)

    assert len(words) <= MOST_WORDS
    assert sum(map(len, words)) <= 2 * LONGEST_QUERY


@example(text="\ufb2a")  # one code point that is two when it is composed
@given(text=st.text(max_size=300))
def test_any_text_can_be_indexed_found_and_forgotten(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    search = Search(connection)
    search.create()
    search.put([Doc("x", "fi", text, (text,), text, text)])
    check(search.search(text, "fi"))
    search.remove(["x"])

    assert connection.execute("SELECT count(*) FROM search_fi_terms").fetchone() == (0,)
    connection.close()


@pytest.mark.parametrize("typed", ["\ufb2alom", "\u05e9\u05c1lom"], ids=["one", "two"])
def test_a_letter_is_found_however_its_code_points_are_written(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    search = Search(connection)
    search.create()
    search.put([Doc("x", "fi", "\ufb2alom")])

    assert [hit.id for hit in search.search(typed, "fi").hits] == ["x"]
    connection.close()


def test_an_index_of_letters_that_were_not_composed_is_made_anew() -> None:
    connection = sqlite3.connect(":memory:")
    search = Search(connection)
    search.create()
    search.put([Doc("x", "fi", "\ufb2alom")])
    connection.execute("INSERT INTO search_fi (search_fi) VALUES ('delete-all')")
    connection.execute("INSERT INTO search_fi (rowid, title) VALUES (1, 'f\u05e9\u05c1lom')")
    (kept,) = connection.execute(_ANALYSERS).fetchone()
    older = re.sub(r"\b(fi|sv)-\d+-", r"\1-4-", kept)  # the rules before letters were composed
    connection.execute("UPDATE search_state SET value = ? WHERE key = 'analysers'", (older,))

    Search(connection).remove(["x"])

    assert connection.execute("SELECT count(*) FROM search_fi_terms").fetchone() == (0,)
    connection.close()


@given(text=st.text(max_size=200))
def test_tokens_stand_apart_and_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.word
        end = token.end
