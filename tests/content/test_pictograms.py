"""Picture signs: where a line begins with one, and where it does not."""

from __future__ import annotations

import pytest

from valita_desktop.content.blocks import Blank, Inline, Span, pictogram


@pytest.mark.parametrize(
    ("line", "sign", "rest"),
    [
        ((Span("🎒 Pakkaan repun"),), "🎒", (Span("Pakkaan repun"),)),
        ((Span("⏰\ufe0f Ylös"),), "⏰", (Span("Ylös"),)),
        ((Span("😀 "), Span("Ilo", strong=True)), "😀", (Span("Ilo", strong=True),)),
        ((Span("🛏 Ilo", strong=True),), "🛏", (Span("Ilo", strong=True),)),
    ],
)
def test_a_line_may_begin_with_a_picture(line: Inline, sign: str, rest: Inline) -> None:
    assert pictogram(line) == (sign, rest)


@pytest.mark.parametrize(
    "line",
    [
        (),
        (Blank(8), Span("🎒 x")),
        (Span("Pakkaan 🎒 repun"),),
        (Span("🎒"),),
        (Span("☐ x"),),
        (Span("→ x"),),
        (Span("★ x"),),
    ],
)
def test_other_lines_are_words_only(line: Inline) -> None:
    assert pictogram(line) == ("", line)
