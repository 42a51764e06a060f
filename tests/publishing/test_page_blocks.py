"""Blocks that are written as a web page come back from it as they were."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from valita_desktop.content import blocks as b
from valita_desktop.content.markdown import read
from valita_desktop.publishing.html import FoundPicture, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WORDS = st.sampled_from(
    (
        "Kahvi",
        "pöytä",
        "häpeä",
        "5 %",
        "2026. Vuosi",
        "6. joulukuuta",
        "2*3*4",
        "2 * 3",
        "~~~",
        "---",
        "***",
        "===",
        "# tagi",
        "##",
        "#MeToo",
        "[y]: a",
        "[a](b)",
        "![a](b)",
        "<b>",
        "a < b",
        "&nbsp;",
        "R&D;",
        "C:\\kansio",
        "\\\\palvelin\\jako",
        "`koodi`",
        "snake_case",
        "_a_",
        "___",
        "| a",
        ":::",
        "::: tip",
        "> 5",
        "+ plus",
        "- miinus",
        "1) a",
        "(5 kpl)",
        '"näin"',
        "!",
        "Hei!",
        "**ei**",
        "~~pois~~",
        "https://a.fi/b_c",
        "a\\",
        "1.",
        "=",
        "-5 °C",
        "½",
        "H₂O",
    )
)
_LETTERS = st.sampled_from(("Kahvi", "pöytä", "yksi kaksi", "Åbo"))
_BLANK = st.integers(4, 30).map(b.Blank)
_TARGET = st.sampled_from(
    ("https://a.fi/", "https://a.fi/b_c(d)?e=1&f=%20", "item:m10", "mailto:a@b.fi")
)
_MARKED = st.builds(b.Span, _LETTERS, st.booleans(), st.booleans(), st.just("") | _TARGET)


def _alike(one: b.Span, other: b.Span) -> bool:
    return (one.strong, one.emphasis, one.href) == (other.strong, other.emphasis, other.href)


def _joined(parts: Iterable[b.Span | b.Blank], between: str) -> b.Inline:
    """Parts with a sign between them that has no style, those of one style made one."""
    joined: list[b.Span | b.Blank] = []
    for part in parts:
        for each in (b.Span(between), part) if joined else (part,):
            last = joined[-1] if joined else None
            if isinstance(each, b.Span) and isinstance(last, b.Span) and _alike(each, last):
                joined[-1] = b.Span(last.text + each.text, last.strong, last.emphasis, last.href)
            else:
                joined.append(each)
    return tuple(joined)


def _is_bold(item: b.Inline) -> bool:
    return isinstance(item[0], b.Span) and item[0].strong


def lines(*, breaks: bool) -> st.SearchStrategy[b.Inline]:
    part = _WORDS.map(b.Span) | _BLANK | _MARKED
    between = st.sampled_from((" ", "\n")) if breaks else st.just(" ")
    return st.builds(_joined, st.lists(part, min_size=1, max_size=5), between)


_FLAT, _LINE = lines(breaks=False), lines(breaks=True)
_ITEMS = st.lists(_FLAT, min_size=2, max_size=4).map(tuple)
_NUMBERED = _ITEMS.filter(lambda items: not any(_is_bold(item) for item in items))
_ONE = _LETTERS.map(lambda words: (b.Span(words),))
_STEPS = st.lists(
    st.builds(b.Step, _LETTERS, st.sampled_from((0, 5, 90)), _ONE),
    min_size=1,
    max_size=4,
).map(tuple)
_ROWS = (
    st.integers(1, 4)
    .flatmap(
        lambda width: st.lists(
            st.lists(_FLAT, min_size=width, max_size=width).map(tuple), min_size=2, max_size=4
        )
    )
    .filter(lambda rows: all(map(b.plain, rows[0])))
)
BLOCKS = st.lists(
    st.builds(b.Heading, st.sampled_from((2, 3)), _FLAT)
    | st.builds(b.Paragraph, _LINE)
    | st.builds(b.BulletList, _ITEMS)
    | st.builds(b.NumberedList, _NUMBERED)
    | st.builds(b.Steps, _STEPS)
    | st.builds(b.Checklist, _ITEMS)
    | st.builds(b.Image, st.just("a.png"), _LETTERS, st.just(()) | _ONE)
    | _ROWS.map(lambda rows: b.Table(rows[0], tuple(rows[1:]))),
    min_size=1,
    max_size=4,
).map(tuple)  # fmt: skip


def page(block: b.Block) -> str:
    """A block as a web page has it."""
    return _PAGES[type(block)](block)


def _heading(block: b.Heading) -> str:
    return f"<h{block.level}>{_inline(block.text)}</h{block.level}>"


def _figure(block: b.Image) -> str:
    caption = f"<figcaption>{_inline(block.caption)}</figcaption>"
    return f'<figure><img src="{block.src}" alt="{block.alt}">{caption}</figure>'


def _table(block: b.Table) -> str:
    every = (("th", block.header), *(("td", row) for row in block.rows))
    told = ("".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) for tag, row in every)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in told)}</table>"


def _list(tag: str, items: Iterable[b.Inline], box: str = "") -> str:
    return f"<{tag}>{''.join(f'<li>{box}{_inline(item)}</li>' for item in items)}</{tag}>"


def _step(step: b.Step) -> str:
    time = f" ({step.minutes} min)" if step.minutes else ""
    return f"<li><strong>{step.title}</strong>{time}. {_inline(step.text)}</li>"


def _inline(line: b.Inline) -> str:
    return "".join(map(_span, line))


def _span(span: b.Span | b.Blank) -> str:
    if isinstance(span, b.Blank):
        return "_" * span.chars
    told = escape(span.text).replace("\n", "<br>")
    told = f"<em>{told}</em>" if span.emphasis else told
    told = f"<strong>{told}</strong>" if span.strong else told
    return f'<a href="{escape(span.href)}">{told}</a>' if span.href else told


_PAGES: dict[type[b.Block], Callable[[Any], str]] = {
    b.Heading: _heading,
    b.Paragraph: lambda block: f"<p>{_inline(block.text)}</p>",
    b.BulletList: lambda block: _list("ul", block.items),
    b.NumberedList: lambda block: _list("ol", block.items),
    b.Checklist: lambda block: _list("ul", block.items, '<input type="checkbox"> '),
    b.Steps: lambda block: f"<ol>{''.join(map(_step, block.steps))}</ol>",
    b.Image: _figure,
    b.Table: _table,
}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
def test_blocks_come_back_from_a_page_as_they_were(blocks: tuple[b.Block, ...]) -> None:
    border = b.Paragraph((b.Span("Rajakivi"),))  # two lists in a row would be one
    wanted = tuple(each for block in blocks for each in (block, border))

    reading = read(markdown("".join(map(page, wanted)), FoundPicture))

    assert [part.blocks for part in reading.document] == [wanted]
