"""What a reader cannot see is refused in every text of an item, and taken out by the publisher."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers import item
from valita_desktop.errors import FeedError
from valita_desktop.feed import hidden
from valita_desktop.letters import seen

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


UNSEEN = (
    "\u034f\u061c\u115f\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2061\u2066\u206f\u3164"
    "\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff0\ufff9\ufdd0\U0001bca0\U0001d173\U000e0001\U000e0041\U000e0100"
)


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"{ord(sign):04X}")
def test_what_nobody_sees_within_a_word_is_taken_out_and_refused(sign: str) -> None:
    with pytest.raises(FeedError, match=f"U\\+{ord(sign):04X}"):
        hidden.refuse(with_text("title", f"ra{sign}ha"), "m09")
    assert hidden.cleaned(with_text("title", f"ra{sign}ha")) == with_text("title", "raha")


@pytest.mark.parametrize(
    "needed",
    [
        "työ\u00adelä\u00admä",
        "5\u00a0000\u202f€, viiva\u2011yhdysmerkki",
        "ja/\u200btai, ja\u2060–\u2060nyt, 50\u2060%",
        "☎\ufe0f \u2139\ufe0f ❤\ufe0f ✔\ufe0e 1\ufe0f\u20e3",
        "👩🏽\u200d🏫 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥",
    ],
)
def test_what_typography_and_emoji_need_stays(needed: str) -> None:
    hidden.refuse(with_text("markdown", needed), "m09")

    assert hidden.cleaned(with_text("markdown", needed)) == with_text("markdown", needed)


@pytest.mark.parametrize(
    "hiding",
    [
        "raha\u00ad\u00ad\u00ad",
        "ja/\u200b\u2060\u200btai",
        "☎" + "\ufe0f\ufe0e" * 4,
        "🏴" + "\U000e0067\U000e0062\U000e007f",
        "👩\u200d\u200d🏫",
    ],
)
def test_what_is_needed_once_hides_a_text_when_it_is_many(hiding: str) -> None:
    with pytest.raises(FeedError, match="hidden character"):
        hidden.refuse(with_text("markdown", hiding), "m09")


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_cleaned_is_never_refused(text: str) -> None:
    written = with_text("summary", text[: hidden.MAX_WORD - 1])

    hidden.refuse(hidden.cleaned(written), "m09")


def test_every_format_character_is_hidden_or_known_to_be_seen() -> None:
    formats = {chr(n) for n in range(sys.maxunicode) if unicodedata.category(chr(n)) == "Cf"}
    seen_in_their_scripts = {
        sign
        for sign in formats
        if unicodedata.name(sign, "").startswith(("ARABIC ", "SYRIAC ", "KAITHI ", "EGYPTIAN "))
    } - {"\u061c"}

    shown = {sign for sign in formats if seen(f"a{sign}b") != "ab"}

    assert shown == seen_in_their_scripts | {"\u00ad"}
