from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.handouts.boxes import line_breaking
from valita_desktop.handouts.boxes.line_breaking import (
    TextStyle,
    lines_of,
    longest_word,
    whole_width,
)
from valita_desktop.handouts.pdfwriter import fonts, signs

STYLE = TextStyle(12, 16)
LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=30,
)
TEXTS = st.lists(LETTERS, min_size=1, max_size=40).map(" ".join)
SPANS = st.builds(Span, TEXTS, strong=st.booleans(), emphasis=st.booleans())
INLINES = st.lists(SPANS | st.builds(Blank, st.integers(4, 60)), min_size=1, max_size=6).map(tuple)


def words_of(inline: Inline, width: float) -> str:
    """What the lines say, gaps as ____."""
    return "".join(
        "____" + piece.text if piece.kind == "gap" else piece.text
        for line in lines_of(inline, STYLE, width)
        for piece in line.pieces
    )


@given(INLINES, st.floats(60, 500))
def test_no_line_is_wider_than_its_column(inline: Inline, width: float) -> None:
    assert all(line.width <= width + 0.01 for line in lines_of(inline, STYLE, width))


@given(INLINES, st.floats(60, 500))
def test_lines_say_what_the_text_says_and_glue_no_words_together(
    inline: Inline, width: float
) -> None:
    source = "".join(span.text if isinstance(span, Span) else "____" for span in inline)

    assert words_of(inline, width).split() == signs.printable(source).split()


@given(TEXTS)
def test_a_column_as_wide_as_the_longest_word_splits_none(text: str) -> None:
    inline = (Span(text),)
    width = longest_word(inline, STYLE) + 0.01
    ends = [line.pieces[-1].text for line in lines_of(inline, STYLE, width)][:-1]

    assert all(end.endswith((" ", "-", "–", "/")) for end in ends)


@given(TEXTS)
@example("\U0001f3fb")
def test_a_text_stands_on_one_line_at_its_whole_width(text: str) -> None:
    """A colour of skin with nothing that has one is nothing to print."""
    inline = (Span(text),)

    lines = lines_of(inline, STYLE, whole_width(inline, STYLE) + 0.01)

    assert len(lines) == (1 if signs.printable(text).strip() else 0)


def test_a_line_break_of_the_author_is_a_line_break() -> None:
    assert len(lines_of((Span("Yksi\nkaksi"),), STYLE, 500)) == 2


def test_a_soft_hyphen_shows_only_where_the_word_is_broken() -> None:
    word = (Span("opiskelija\u00adhuolto"),)

    assert words_of(word, 500) == "opiskelijahuolto"
    assert words_of(word, 70) == "opiskelija\u00adhuolto"


def test_a_gap_shrinks_a_little_rather_than_start_a_line() -> None:
    inline = (Span("Nimi: "), Blank(20))
    wide = whole_width(inline, STYLE)

    assert len(lines_of(inline, STYLE, wide * 0.8)) == 1
    assert len(lines_of(inline, STYLE, wide * 0.5)) == 2


def test_words_after_a_hyphen_may_start_a_line_but_numbers_may_not() -> None:
    assert len(lines_of((Span("tasa-arvo"),), STYLE, 40)) == 2
    assert len(lines_of((Span("9-14"),), STYLE, 40)) == 1


def test_a_line_holds_no_more_characters_than_asked() -> None:
    style = TextStyle(12, 16, most=20)
    lines = lines_of((Span("yksi kaksi kolme neljä viisi kuusi seitsemän"),), style, 500)

    assert all(len("".join(piece.text for piece in line.pieces).strip()) <= 20 for line in lines)


@given(st.text("aZä-–/ \n\u00ad\u200b1.", max_size=40), st.booleans(), st.floats(20, 200))
def test_a_run_of_ordinary_signs_is_cut_as_any_other(text: str, strong: bool, width: float) -> None:  # noqa: FBT001
    span = Span(text, strong=strong)
    ordinary = signs.is_ordinary(text.replace("\u00ad", "").replace("\u200b", ""))
    slowly = tuple(line_breaking._words((span,), STYLE))

    assert ordinary
    assert tuple(line_breaking._words_of_one(span, STYLE)) == slowly
    assert lines_of((span,), STYLE, width) == tuple(line_breaking._lines(slowly, width, STYLE))


@given(st.sampled_from(["€", "%", "min", "kpl"]), st.floats(90, 300))
def test_a_unit_stays_with_the_gap_that_its_number_is_written_on(unit: str, width: float) -> None:
    inline = (
        Span("Rahaa enintään"),
        Span(" "),
        Blank(6),
        Span(f" {unit}. Kun raja tulee, lopetan."),
    )

    texts = [
        "".join(piece.text for piece in line.pieces) for line in lines_of(inline, STYLE, width)
    ]

    assert not any(text.startswith(unit) for text in texts)


def test_a_word_after_a_gap_may_begin_a_line() -> None:
    words = lines_of((Blank(30), Span(" minuuttia riittää")), STYLE, 240)

    assert words[1].pieces[0].text.startswith("minuuttia")


@pytest.mark.parametrize(
    ("span", "slanted"),
    [
        (Span("Kenelle puhun?", href="item:m41"), True),
        (Span("terveydenhoitajalle", href="item:m27"), False),
        (Span("Kelan sivuilta", href="https://www.kela.fi"), False),
    ],
)
def test_only_the_title_of_another_material_is_slanted(span: Span, *, slanted: bool) -> None:
    assert TextStyle(10, 14).face(span) is fonts.face(fonts.ITALIC if slanted else fonts.REGULAR)
