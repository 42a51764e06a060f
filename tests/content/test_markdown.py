"""The dialect: every block has one way to be written, every mistake names its line."""

from __future__ import annotations

import pytest

from valita_desktop.content.blocks import (
    AnswerBox,
    Blank,
    Block,
    BulletList,
    Callout,
    Card,
    Cards,
    Checklist,
    Circles,
    Contacts,
    Cut,
    Facts,
    FillTable,
    Flow,
    Hand,
    Heading,
    Image,
    Lines,
    NumberedList,
    PageBreak,
    Paragraph,
    Result,
    Scale,
    Span,
    Step,
    Steps,
    Table,
    Timeline,
    WeekGrid,
    Wheel,
    YearGrid,
)
from valita_desktop.content.markdown import parse
from valita_desktop.errors import ContentError, ContentErrorCode

A, B = (Span("a"),), (Span("b"),)

WRITTEN: dict[str, Block] = {
    "## Tavoite": Heading(2, (Span("Tavoite"),)),
    "Kuukausi: ____________": Paragraph((Span("Kuukausi: "), Blank(12))),
    "_______": Paragraph((Blank(7),)),
    "Rahaa (____) tai (____).": Paragraph(
        (Span("Rahaa ("), Blank(4), Span(") tai ("), Blank(4), Span(")."))
    ),
    "a **b** *c* [d](https://e.fi/)": Paragraph(
        (
            Span("a "),
            Span("b", strong=True),
            Span(" "),
            Span("c", emphasis=True),
            Span(" "),
            Span("d", href="https://e.fi/"),
        )
    ),
    "yksi\nkaksi": Paragraph((Span("yksi kaksi"),)),
    "- a\n- b": BulletList((A, B)),
    "1. a\n2. b": NumberedList((A, B)),
    "1. **Herätys** (5 min). Kysy.\n2. **Loppu.** Kiitä.": Steps(
        (Step("Herätys", 5, (Span("Kysy."),)), Step("Loppu", 0, (Span("Kiitä."),)))
    ),
    "- [ ] a\n- [ ] b": Checklist((A, B)),
    "::: warning Muista tämä\na\n:::": Callout("warning", "Muista tämä", (Paragraph(A),)),
    "| a | b |\n|---|---|\n| b | |": Table((A, B), ((B, ()),)),
    '::: fill-table rows=3 total="Yhteensä"\n| a | b |\n|---|---|\n| b | |\n:::': FillTable(
        (A, B), ((B, ()),), 2, "Yhteensä"
    ),
    "::: lines 3\n:::": Lines(3),
    "::: answer 5\na\n:::": AnswerBox(5, A),
    "::: result\nSumma ____\n:::": Result((Span("Summa "), Blank(4))),
    "::: week-grid days=5\n- a\n- b\n:::": WeekGrid((A, B), 5),
    "::: year-grid start=1\n- a\n:::": YearGrid((A,), 1),
    "::: wheel scale=4\n- a\n- b\n- c\n- d\n:::": Wheel(("a", "b", "c", "d"), 4),
    '::: scale low="ei" high="on"\n- a\n:::': Scale((A,), "ei", "on", 5),
    "::: cards\n- **Ilo.** a || b\n- b\n:::": Cards((Card("Ilo", A, B), Card("", B))),
    "::: circles\n- a\n- b\n:::": Circles(("a", "b")),
    "::: hand\n- a\n- b\n- c\n- d\n- e\n:::": Hand(("a", "b", "c", "d", "e")),
    "::: timeline\n- a\n- b\n:::": Timeline(("a", "b")),
    "::: flow\n- a\n- b\n:::": Flow((A, B)),
    "::: contacts nurse other\n:::": Contacts(("nurse", "other")),
    "::: contacts counsellor special-teacher\n:::": Contacts(("counsellor", "special-teacher")),
    "::: facts f-112 f-mieli\n:::": Facts(("f-112", "f-mieli")),
    '![Kartta](kartta.png "Koulu")': Image("kartta.png", "Kartta", (Span("Koulu"),)),
    "::: page-break\n:::": PageBreak(),
    "::: cut\n:::": Cut(),
}

MISTAKES: dict[str, tuple[ContentErrorCode, int]] = {
    "a\n\n<b>x</b>": (ContentErrorCode.RAW_HTML, 3),
    "<script>\nx\n</script>": (ContentErrorCode.RAW_HTML, 1),
    "a <i>x</i>": (ContentErrorCode.RAW_HTML, 1),
    "a\n\n::: foo\nx\n:::": (ContentErrorCode.UNKNOWN_BLOCK, 3),
    "a\n\n::: tip\nx": (ContentErrorCode.NOT_CLOSED, 3),
    ":::: sheet\n::: tip\nx\n::::": (ContentErrorCode.NOT_CLOSED, 2),
    "a\n\n:::": (ContentErrorCode.UNKNOWN_BLOCK, 3),
    "::: lines x\n:::": (ContentErrorCode.OPTION_VALUE, 1),
    "::: lines 999\n:::": (ContentErrorCode.OPTION_VALUE, 1),
    "::: lines ²\n:::": (ContentErrorCode.OPTION_VALUE, 1),
    "::: week-grid days=6\n- a\n:::": (ContentErrorCode.OPTION_VALUE, 1),
    "::: wheel size=3\n- a\n- b\n- c\n- d\n:::": (ContentErrorCode.UNKNOWN_OPTION, 1),
    "::: scale low=a\n- a\n:::": (ContentErrorCode.OPTION_MISSING, 1),
    '::: scale low="a\n- a\n:::': (ContentErrorCode.OPTION_VALUE, 1),
    "::: wheel\n- a\n:::": (ContentErrorCode.WRONG_CONTENT, 1),
    "::: hand\na\n:::": (ContentErrorCode.WRONG_CONTENT, 1),
    "::: tip\n:::": (ContentErrorCode.EMPTY, 1),
    "::: cut\na\n:::": (ContentErrorCode.WRONG_CONTENT, 1),
    ":::: tip\na\n\n::: cut\n:::\n::::": (ContentErrorCode.WRONG_CONTENT, 1),
    "::: contacts boss\n:::": (ContentErrorCode.OPTION_VALUE, 1),
    "::: cards\n- **a.** || b\n- c\n:::": (ContentErrorCode.EMPTY, 1),
    "- a\n  - b": (ContentErrorCode.NESTED_LIST, 1),
    "- [ ] a\n- b": (ContentErrorCode.WRONG_CONTENT, 1),
    "1. **a** b\n2. c": (ContentErrorCode.MIXED_STEPS, 1),
    "#### a": (ContentErrorCode.HEADING_LEVEL, 1),
    "[a](file:///etc/passwd)": (ContentErrorCode.LINK_TARGET, 1),
    "[a](javascript:alert(1))": (ContentErrorCode.LINK_TARGET, 1),
    "[a](http://a.fi)": (ContentErrorCode.LINK_TARGET, 1),
    "[a](mailto:a@b.fi?cc=c@d.fi)": (ContentErrorCode.LINK_TARGET, 1),
    "[a](mailto:a@b.fi?subject=Hei&attach=file)": (ContentErrorCode.LINK_TARGET, 1),
    "[a](mailto:a@b.fi?subject=Hei%0ABcc:c)": (ContentErrorCode.LINK_TARGET, 1),
    "[a](mailto:a@b.fi,c%40d.fi)": (ContentErrorCode.LINK_TARGET, 1),
    "a ![b](c.png) d": (ContentErrorCode.IMAGE_INLINE, 1),
    "a\n\n![](c.png)": (ContentErrorCode.IMAGE_ALT, 3),
    "![b](../c.png)": (ContentErrorCode.IMAGE_NAME, 1),
    "![b](https://a.fi/c.png)": (ContentErrorCode.IMAGE_NAME, 1),
    "`a`": (ContentErrorCode.MARKUP, 1),
    "```\na\n```": (ContentErrorCode.MARKUP, 1),
    "> a": (ContentErrorCode.MARKUP, 1),
    "a\n\n---\n\nb": (ContentErrorCode.MARKUP, 3),
    "a\nb\0": (ContentErrorCode.MARKUP, 2),
    "a\n\n:::: sheet\nb\n::::": (ContentErrorCode.OUTSIDE_PART, 1),
    ":::: sheet\na\n::::\n\n:::: sheet\nb\n::::": (ContentErrorCode.PART_UNKNOWN, 5),
    "| a | |\n|---|---|\n| b | c |": (ContentErrorCode.TABLE_SHAPE, 1),
}


@pytest.mark.parametrize("markdown", WRITTEN)
def test_each_block_is_read_as_it_is_written(markdown: str) -> None:
    (part,) = parse(markdown)

    assert (part.role, part.blocks) == ("page", (WRITTEN[markdown],))


@pytest.mark.parametrize("markdown", MISTAKES)
def test_each_mistake_names_its_line(markdown: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(markdown)

    assert (caught.value.code, caught.value.line) == MISTAKES[markdown]


def test_parts_keep_their_order_and_roles() -> None:
    parts = parse(":::: facilitator\na\n::::\n\n:::: sheet\n# b\n::::\n")

    assert [part.role for part in parts] == ["facilitator", "sheet"]


def test_fences_of_one_length_nest() -> None:
    (part,) = parse("::: sheet\n::: help Apua\n::: facts f-112\n:::\n:::\n:::\n")

    assert part.blocks == (Callout("help", "Apua", (Facts(("f-112",)),)),)


def test_an_empty_text_has_no_parts() -> None:
    assert parse("\n\n") == ()


def test_windows_line_ends_and_a_missing_last_one_make_no_difference() -> None:
    text = ":::: sheet\n# a\n\n::: tip\nb\n:::\n::::\n"

    assert parse(text.replace("\n", "\r\n").rstrip()) == parse(text)
