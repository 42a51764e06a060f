"""Blocks: what any text an editor could write becomes, and what blocks say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.test_markdown import WRITTEN
from valita_desktop.content.blocks import Document, blocks_of, plain, words
from valita_desktop.content.markdown import parse
from valita_desktop.errors import ContentError

PIECES = st.sampled_from(
    [*WRITTEN, "Ääkkösiä, öljyä, Åbo – ja 😀.", "a ____ b", "**x**", "- ", "|"]
)


def read_or_refused(text: str) -> Document:
    """Its blocks, twice the same; none where it is refused."""
    try:
        document = parse(text)
    except ContentError:
        return ()
    assert parse(text) == document
    return document


@given(st.lists(PIECES, max_size=8))
def test_any_mixture_of_blocks_is_read_in_the_order_of_its_lines(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)

    lines = [block.line for block in blocks_of(read_or_refused(text))]

    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


@given(st.lists(st.sampled_from("ab_*[]()!#-:| \n0<>`1."), max_size=60).map("".join))
def test_any_noise_of_markup_is_read_or_refused(text: str) -> None:
    read_or_refused(text)


def test_a_block_knows_its_line_also_inside_another() -> None:
    (part,) = parse("# A\n\n::: tip\nB\n\n- c\n:::\n\nD")

    assert [block.line for block in blocks_of((part,))] == [1, 3, 4, 6, 9]


def test_blocks_that_say_the_same_are_equal_wherever_they_stand() -> None:
    (here,) = parse("a")
    (there,) = parse("\n\na")

    assert here.blocks[0].line != there.blocks[0].line
    assert (here, hash(here), repr(here)) == (there, hash(there), repr(there))


def test_blocks_that_say_something_else_are_not_equal() -> None:
    (part,) = parse("a\n\nb\n\n# a")
    a, b, heading = part.blocks

    assert a != b
    assert a != heading


@pytest.mark.parametrize(
    "text", ["::: tip\n- [ ] a\n:::", "::: tip\n::: lines\n:::\n:::", "a ____ b"]
)
def test_what_is_to_be_filled_in_is_seen_also_inside_a_callout(text: str) -> None:
    (part,) = parse(text)

    assert part.fillable


def test_words_are_told_in_reading_order() -> None:
    (part,) = parse("::: tip Otsikko\n1. **Eka** (5 min). Tee.\n:::")

    assert list(words(part.blocks[0])) == ["Otsikko", "Eka", "Tee."]


def test_words_leave_out_codes_and_file_names() -> None:
    (part,) = parse("![Kartta](kuva.png)\n\n::: facts f-112\n:::\n\n::: contacts nurse\n:::")

    assert [word for block in part.blocks for word in words(block) if word] == ["Kartta"]


def test_a_gap_is_a_space_in_plain_words() -> None:
    (part,) = parse("Saan ____ euroa")

    assert plain(part.blocks[0].text) == "Saan   euroa"  # type: ignore[union-attr]  # a paragraph
