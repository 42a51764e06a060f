"""What is far above any sheet is refused before it is read, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.content import limits
from valita_desktop.content.markdown import read
from valita_desktop.content.record import read_record
from valita_desktop.errors import ContentErrorCode as Code
from valita_desktop.messages.errors import message

CONTENT = Path(__file__).parents[2] / "resources/content"
SIZE = 400_000
LINES = (
    "a\n",
    "- a\n",
    "* a\n",
    "1. a\n",
    "-\n",
    "> a\n",
    "# a\n",
    "a\n\n",
    "|\n",
    "a|\n",
    "\n",
    "::: tip\n",
)
SIGNS = (
    "*a ", "**a ", "_a ", "a_ ", "__a ", "[a ", "[a]( ", "![a]( ", "](b) ", "~~a ", "`a ", "<a ",
    "<!-- ", "\\a ", "*a _b ", "[a](b) ", "<b>a</b> ",
)  # fmt: skip
WORDS = ("a", "_", "-", "=", ":", " a".strip(), "1", "\u0308", "(", "\ue000")


@given(st.text(alphabet="ab \n", max_size=40), st.integers(1, 12))
def test_a_long_line_is_seen_wherever_it_stands(text: str, letters: int) -> None:
    longest = max(map(len, text.split("\n")))

    assert limits.has_line_of(letters, text) == (longest >= letters)


@pytest.mark.parametrize("unit", LINES)
def test_too_many_lines_are_refused(unit: str) -> None:
    told = read(unit * (SIZE // len(unit))).mistakes

    assert [(each.code, each.line) for each in told] == [(Code.TOO_LONG, limits.MOST_LINES + 1)]


@pytest.mark.parametrize("unit", SIGNS)
@pytest.mark.parametrize("apart", ["", "\n", "\n\n"], ids=["a line", "a paragraph", "paragraphs"])
def test_too_many_signs_are_refused(unit: str, apart: str) -> None:
    together = 4999 if apart == "\n\n" else 1
    text = apart.join([unit * together] * (25_000 // together)) if apart else unit * 25_000

    (told,) = read("a\n\n" + text).mistakes

    assert told.code in (Code.TOO_MANY_SIGNS, Code.TOO_LONG)


@pytest.mark.parametrize("unit", WORDS)
def test_an_endless_word_is_refused_in_its_line(unit: str) -> None:
    (told,) = read(f"a\n\nb {unit * (limits.LONGEST_WORD + 1)} c").mistakes

    assert (told.code, told.line) == (Code.ENDLESS_WORD, 3)


def test_an_endless_gap_is_refused_in_its_line() -> None:
    (told,) = read(f"a\r\nb{' ' * (limits.LONGEST_WORD + 1)}c").mistakes

    assert (told.code, told.line) == (Code.ENDLESS_WORD, 2)


def test_bars_of_a_long_table_are_no_marks() -> None:
    rows = "".join(f"| sana{n} | toinen{n} |\n" for n in range(3000))

    assert read(f"| a | b |\n|---|---|\n{rows}").mistakes == ()


def test_the_kit_is_far_below_every_limit() -> None:
    texts = [file.read_text("utf-8") for file in CONTENT.glob("*/*/*.md")]

    assert len(texts) > 100
    for text in texts:
        # Ten times as much of any of it, each its own paragraph, is still read.
        assert limits.too_much("\n\n".join([text] * 10)) is None


def test_a_record_with_an_endless_word_is_refused_in_its_line() -> None:
    found, (told,) = read_record(f'id = "m09"\ntitle = "{"a" * 3000}"\n')

    assert found is None
    assert (told.code, told.line) == (Code.ENDLESS_WORD, 2)


def test_a_record_that_is_no_toml_in_every_line_is_told_as_far_as_it_was_read() -> None:
    found, told = read_record("".join(f"a{n} = bad word\n" for n in range(5000)))

    assert found is None
    assert told[0].line == 1
    assert 10 < len(told) < 1000


def test_a_record_of_unknown_fields_is_told_as_far_as_anybody_reads() -> None:
    _found, told = read_record("".join(f"a{n} = 1\n" for n in range(5000)))

    assert 10 < len(told) < 1000


def test_a_record_of_a_hundred_thousand_letters_is_refused() -> None:
    found, (told,) = read_record("a = [" * (limits.MOST_RECORD // 5 + 1))

    assert found is None
    assert told.code is Code.TOO_LARGE


@pytest.mark.parametrize(
    "code", [Code.TOO_LONG, Code.TOO_MANY_SIGNS, Code.ENDLESS_WORD, Code.TOO_LARGE]
)
def test_what_is_too_much_is_told_in_a_sentence(code: Code) -> None:
    from valita_desktop.errors import ContentError

    assert "4000" in message(ContentError(code, "4000")).happened
