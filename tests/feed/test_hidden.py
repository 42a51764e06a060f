"""What a reader cannot see is refused in every text of an item, and taken out by the publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.makers import item
from valita_desktop.errors import FeedError
from valita_desktop.feed import hidden

if TYPE_CHECKING:
    from valita_desktop.content.model import Item

FIELDS = ("title", "summary", "keywords", "needs", "place", "markdown", "easy_markdown")
LISTS = ("keywords", "needs")


def with_text(field: str, text: str) -> Item:
    made = item()
    fi = msgspec.structs.replace(made.texts["fi"], **{field: (text,) if field in LISTS else text})
    return msgspec.structs.replace(made, texts={"fi": fi})


@pytest.mark.parametrize("field", FIELDS)
def test_a_hidden_character_is_refused_in_any_text(field: str) -> None:
    with pytest.raises(FeedError, match=r"U\+202E"):
        hidden.refuse(with_text(field, "ra\u202eha"), "m09")


@pytest.mark.parametrize("field", FIELDS)
def test_a_hidden_character_is_taken_out_of_any_text(field: str) -> None:
    assert hidden.cleaned(with_text(field, "ra\u202eha")) == with_text(field, "raha")


def test_line_ends_become_newlines() -> None:
    assert hidden.cleaned(with_text("markdown", "a\r\nb\rc\n")) == with_text(
        "markdown", "a\nb\nc\n"
    )


def test_words_at_a_line_end_of_another_kind_are_not_glued_together() -> None:
    written = with_text("markdown", "yksi\u2028kaksi\x0bkolme\x85neljä\r\nviisi")

    assert hidden.cleaned(written).texts["fi"].markdown == "yksi kaksi kolme neljä\nviisi"


def test_a_word_may_be_long_but_not_endless() -> None:
    hidden.refuse(with_text("markdown", "x" * (hidden.MAX_WORD - 1)), "m09")

    with pytest.raises(FeedError, match="word"):
        hidden.refuse(with_text("markdown", "x" * hidden.MAX_WORD), "m09")
