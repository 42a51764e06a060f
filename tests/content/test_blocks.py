"""Markdown → blocks → JSON → blocks, for any text an editor could write."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.test_markdown import WRITTEN
from valita_desktop.content.blocks import from_json, plain, to_json, words
from valita_desktop.content.markdown import parse
from valita_desktop.errors import ContentError

PIECES = st.sampled_from(
    [*WRITTEN, "Ääkkösiä, öljyä, Åbo – ja 😀.", "a ____ b", "**x**", "- ", "|"]
)


@given(st.lists(PIECES, max_size=8))
def test_any_mixture_of_blocks_survives_json(pieces: list[str]) -> None:
    try:
        document = parse("\n\n".join(pieces))
    except ContentError:
        return
    assert from_json(to_json(document)) == document


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        document = parse(text)
    except ContentError:
        return
    assert from_json(to_json(document)) == document


@given(st.lists(st.sampled_from("ab_*[]()!#-:| \n0<>`1."), max_size=60).map("".join))
def test_any_noise_of_markup_is_read_or_refused(text: str) -> None:
    try:
        document = parse(text)
    except ContentError:
        return
    assert from_json(to_json(document)) == document


def test_json_of_another_shape_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'[{"role": "page", "blocks": [{"type": "script"}]}]')


def test_words_are_told_in_reading_order() -> None:
    (part,) = parse("::: tip Otsikko\n1. **Eka** (5 min). Tee.\n:::")

    assert list(words(part.blocks[0])) == ["Otsikko", "Eka", "Tee."]


def test_words_leave_out_codes_and_file_names() -> None:
    (part,) = parse("![Kartta](kuva.png)\n\n::: facts f-112\n:::\n\n::: contacts nurse\n:::")

    assert [word for block in part.blocks for word in words(block) if word] == ["Kartta"]


def test_a_gap_is_a_space_in_plain_words() -> None:
    (part,) = parse("Saan ____ euroa")

    assert plain(part.blocks[0].text) == "Saan   euroa"  # type: ignore[union-attr]  # a paragraph
