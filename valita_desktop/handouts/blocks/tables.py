"""Tables and grids: to read, to write in, of the school's contacts, of dated facts.

Columns are as wide as their words need; those to write in take what the others leave. Where
even small letters would split a word, or large print would have to become small, a table is
told row by row and a grid in bands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.labels import (
    CONTACT_COLUMNS,
    CONTACT_LABELS,
    fact_words,
    facts_note,
)
from valita_desktop.handouts.blocks.filling import WritingBox
from valita_desktop.handouts.blocks.reading import paragraph_of
from valita_desktop.handouts.boxes.box import MM, Box, Inset, Stack
from valita_desktop.handouts.boxes.line_breaking import whole_width
from valita_desktop.handouts.boxes.table import (
    ColumnNeed,
    TableBox,
    TableCell,
    TableRow,
    fitting,
    head_cell,
    shares,
)
from valita_desktop.handouts.boxes.text import Align, TextBox, least_width, plain
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.handouts.blocks.context import Builder, RenderContext
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.structure import Element

_NARROW_HEADER = 8
"""Letters of a title up to which its column may be for a number or a tick: ``€/mån``, ``Summa``."""

_BETWEEN = 16
"""The same of one between two that are: *Yes, Ask first, No*."""

_COUNTS = re.compile(
    r"[\d€%+]|\b(?:"
    r"aika|aina|ei|eräpäivä|euroa|harvoin|hinta|ikä|joskus|kerran|kk|klo|koko|kortti|"
    r"koskaan|kpl|kyllä|leima|luku|usein|"
    r"mennessä|min|montako|määrä|nro|oikein|ok|pisteet|pvm|päivä|raha|summa|"
    r"tarua|tehty|totta|tuntia|valmis|viikko|vko|väärin|"
    r"aldrig|alltid|ibland|kort|ofta|sällan|"
    r"antal|belopp|dag|datum|euro|falskt|fel|gjort|ja|kl|klar|klart|kr|mån|"
    r"nej|nr|poäng|pris|rätt|sant|senast|st|storlek|stämpel|tid|tim|timmar|"
    r"vecka|veckodag|ålder|"
    r"cm|dl|g|kg|km|l|m|mg|ml"
    r")\b"
)
"""Titles in both languages that say themselves that what is written is a number or a tick."""

_NARROW = (0.0, 34 * MM, 24 * MM, 16 * MM)
"""Room in a column for a number or a tick, by how many such columns there are.

The last holds also where words are written in other columns."""

_CONTACT_ROW = 8.5 * MM
"""Least height of a row for a name and a number by hand."""

_EMPTY = 42 * MM
"""Room in a column for a few words by hand, at 2.8 mm a letter."""


_WEEKS_ON_THEIR_SIDE = frozenset((7, rows) for rows in range(4, 7))
"""Days and rows of the week grids whose cells would be too narrow for words with days across."""


def table(context: RenderContext, parent: Element, block: blocks.Table) -> list[Box]:
    """A table to read."""
    grid = _table(context, parent, block.header, block.rows)
    if grid is None:
        return stacked(context, parent, block.header, block.rows)
    return [_around(context, grid)]


def fill_table(context: RenderContext, parent: Element, block: blocks.FillTable) -> list[Box]:
    """A table to write in, with empty rows and a sum."""
    empty: tuple[blocks.Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    if block.total:
        rows += ((plain(block.total), *empty[1:]),)
    grid = _table(context, parent, block.header, rows, total=bool(block.total))
    if grid is None:
        return stacked(context, parent, block.header, rows)
    return [_around(context, grid)]


def _around(context: RenderContext, grid: TableBox) -> TableBox:
    grid.before = grid.after = context.style.body * 0.9
    return grid


def _table(
    context: RenderContext,
    parent: Element,
    header: tuple[blocks.Inline, ...],
    rows: tuple[tuple[blocks.Inline, ...], ...],
    *,
    total: bool | None = None,
    ticks: bool = True,
) -> TableBox | None:
    """A grid of words; to write in where ``total`` is given. ``None`` where it cannot fit.

    ``ticks`` says that a short title may stand over numbers or ticks.
    """
    to_fill = total is not None
    columns = list(zip(header, *rows, strict=True))

    least: list[float] = []

    def longest(tried: Style) -> float:
        least[:] = (_longest(column, tried) for column in columns)
        return sum(least) + len(least) * 5 * MM

    style = fitting(context.style, longest, context.style.width)
    if style is None:
        return None
    sized = context if style is context.style else replace(context, style=style)
    element = parent.add("Table")
    made = [_header_row(sized, element, header)]
    titles = tuple(map(blocks.plain, header))
    for n, row in enumerate(rows):
        last = bool(total) and n == len(rows) - 1
        made.append(_body_row(sized, element, (titles, row), to_fill=to_fill, strong=last))
    needs = _needs(columns, least, style, to_fill=to_fill, ticks=ticks)
    widths = shares(needs, context.style.width)
    return TableBox(made, widths, style, upright=to_fill, top=not to_fill)


def _longest(column: tuple[blocks.Inline, ...], style: Style) -> float:
    """The width at which no word of a column breaks."""
    return max(least_width(each, style.head) for each in column)


def _needs(
    columns: Sequence[tuple[blocks.Inline, ...]],
    least: Sequence[float],
    style: Style,
    *,
    to_fill: bool,
    ticks: bool,
) -> list[ColumnNeed]:
    """What each column asks for; ``least`` is the width at which none of its words breaks."""
    rigid = _narrow_ones(columns) if to_fill and ticks else [False] * len(columns)
    written = [
        to_fill and not hard and _is_written(column)
        for column, hard in zip(columns, rigid, strict=True)
    ]
    narrow = _NARROW[-1] if any(written) else _NARROW[min(sum(rigid), len(_NARROW) - 1)]
    needs = []
    for column, word, hard, own in zip(columns, least, rigid, written, strict=True):
        liked = max(whole_width(each, style.head) for each in column)
        if to_fill and not any(column[1:]):
            liked = max(liked, narrow if hard else _EMPTY)
        needs.append(ColumnNeed(word, liked, hard, own))
    return needs


def _narrow_ones(columns: Sequence[tuple[blocks.Inline, ...]]) -> list[bool]:
    """Which columns are for a number or a tick: a short title over empty cells.

    One whose title is longer is for a tick too between two that are: *Yes, Ask first, No*. Where
    words are written in other columns, a short title may stand over words too (*Who, Why*): it
    must say then that it is for a number.
    """
    titles = [blocks.plain(column[0]) for column in columns]
    bare = [not any(column[1:]) for column in columns]
    short = [
        each and len(title) <= _NARROW_HEADER for each, title in zip(bare, titles, strict=True)
    ]
    narrow = _with_those_between(short, bare, titles)
    if any(_is_written(column) for column, each in zip(columns, narrow, strict=True) if not each):
        sure = [each and _counts(title) for each, title in zip(short, titles, strict=True)]
        narrow = _with_those_between(sure, bare, titles)
    return narrow


def _with_those_between(narrow: list[bool], bare: list[bool], titles: Sequence[str]) -> list[bool]:
    """The narrow ones, and any with a title that is not very long between two of them."""
    return [
        own or (before and after and each and len(title) <= _BETWEEN)
        for own, before, after, each, title in zip(
            narrow, [False, *narrow], [*narrow[1:], False], bare, titles, strict=False
        )
    ]


def _counts(title: str) -> bool:
    """A title that says that a number or a tick stands under it: ``€/mån.``, ``Klo``, ``Ja``."""
    return bool(_COUNTS.search(title.casefold()))


def _is_written(column: tuple[blocks.Inline, ...]) -> bool:
    """A column to write words in: most of its cells are empty; one may be filled as an example."""
    body = column[1:]
    return bool(body) and sum(not cell for cell in body) * 2 > len(body)


def _header_row(
    context: RenderContext, table: Element, header: tuple[blocks.Inline, ...]
) -> TableRow:
    line = table.add("TR")
    cells = []
    for inline in header:
        cell = head_cell(line, "Column")
        cells.append(TableCell(cell, TextBox(cell, inline, context.style.head), filled=True))
    return TableRow(cells, header=True)


def _body_row(
    context: RenderContext,
    table: Element,
    titles_and_row: tuple[tuple[str, ...], tuple[blocks.Inline, ...]],
    *,
    to_fill: bool,
    strong: bool,
) -> TableRow:
    titles, row = titles_and_row
    style = context.style
    line = table.add("TR")
    cells: list[TableCell] = []
    name = blocks.plain(row[0])
    for n, inline in enumerate(row):
        first = n == 0 and bool(inline)
        cell = head_cell(line, "Row") if first and to_fill else line.add("TD")
        letters = style.head if strong else style.cell
        if inline:
            body = paragraph_of(context, cell, inline, letters)
            cells.append(TableCell(cell, body))
        else:
            says = ", ".join(filter(None, (name, titles[n])))
            cells.append(TableCell(cell, draw=partial(context.field_cell, cell, says)))
    if not to_fill:
        return TableRow(cells)
    return TableRow(cells, style.row, style.tight_cell, 4.5 * MM, strong=strong)


def stacked(
    context: RenderContext,
    parent: Element,
    header: tuple[blocks.Inline, ...],
    rows: tuple[tuple[blocks.Inline, ...], ...],
) -> list[Box]:
    """A table too wide for its letters, row by row: each cell under the title of its column.

    Args:
        context: The measures and words.
        parent: Element that the paragraphs are appended to; there is no ``Table``.
        header: Titles of the columns.
        rows: Each as long as the header. An empty cell becomes a line to write on.

    Returns:
        A box a row; the first two of its boxes stay with what follows them.
    """
    style = context.style
    boxes: list[Box] = []
    for row in rows:
        group: list[Box] = []
        for n, (name, inline) in enumerate(zip(header, row, strict=True)):
            label = TextBox(parent.add("P"), name, style.head)
            label.before, label.keep = style.body * 0.3, True
            group.append(label)
            if inline:
                letters = style.text if n else style.strong
                group.append(paragraph_of(context, parent.add("P"), inline, letters))
            else:
                figure = parent.add(style.blank, alt=blocks.plain(name))
                group.append(WritingBox(context, figure, 1, blocks.plain(name)))
        for box in group[:2]:
            box.keep = True
        stack = Stack(group)
        stack.before = stack.after = style.body * 0.8
        boxes.append(stack)
    return boxes


def week_grid(context: RenderContext, parent: Element, block: blocks.WeekGrid) -> list[Box]:
    """Days down and the author's rows across where that makes wider cells, else days across."""
    names = [context.words.weekday(n, short=True).rstrip(".") for n in range(block.days)]
    days = tuple(plain(name[:1].upper() + name[1:]) for name in names)
    if not context.style.large and (block.days, len(block.rows)) in _WEEKS_ON_THEIR_SIDE:
        grid = _grid(context, parent, days, block.rows, (12 * MM, 7.5 * MM, 26 * MM))
        if grid is not None:
            return [grid]
    grid = _grid(context, parent, block.rows, days, (13 * MM, 9 * MM, 26 * MM))
    return _banded(context, parent, block.rows, days) if grid is None else [grid]


def year_grid(context: RenderContext, parent: Element, block: blocks.YearGrid) -> list[Box]:
    """Months down, the author's columns across."""
    months = [context.words.month((block.start - 1 + n) % 12 + 1) for n in range(12)]
    names = tuple(plain(name[:1].upper() + name[1:]) for name in months)
    grid = _grid(context, parent, names, block.columns, (14 * MM, 9 * MM, 6 * MM))
    return _banded(context, parent, names, block.columns) if grid is None else [grid]


def _grid(
    context: RenderContext,
    parent: Element,
    names: tuple[blocks.Inline, ...],
    titles: tuple[blocks.Inline, ...],
    heights: tuple[float, float, float],
) -> TableBox | None:
    """An empty grid with row names and column titles; ``None`` where a word would be split.

    Heights are natural, least and growth.
    """
    width = context.style.width
    empty = 8 * MM if context.style.large else 5.5 * MM
    columns = [names, *((title,) for title in titles)]

    def needs(tried: Style) -> list[ColumnNeed]:
        least = [_longest(column, tried) for column in columns]
        liked = max(whole_width(each, tried.head) for each in names)
        first = ColumnNeed(least[0], min(liked + 2 * MM, width * 0.27), rigid=True)
        return [first, *(ColumnNeed(max(each, empty), empty, written=True) for each in least[1:])]

    def longest(tried: Style) -> float:
        return sum(need.least + 5 * MM for need in needs(tried))

    style = fitting(context.style, longest, width)
    if style is None:
        return None
    made = replace(context, style=style)
    table = parent.add("Table")
    line = table.add("TR")
    corner = head_cell(line, "Column")
    heads = [TableCell(corner, filled=True)]
    for title in titles:
        cell = head_cell(line, "Column")
        align: Align = "center" if len(titles) > 3 else "left"  # noqa: PLR2004 - narrow columns
        heads.append(TableCell(cell, TextBox(cell, title, style.head, align=align), filled=True))
    rows = [TableRow(heads, header=True)]
    for name in names:
        line = table.add("TR")
        cell = head_cell(line, "Row")
        cells = [TableCell(cell, TextBox(cell, name, style.head))]
        for title in titles:
            cell = line.add("TD")
            says = f"{blocks.plain(name)}, {blocks.plain(title)}"
            cells.append(TableCell(cell, draw=partial(made.field_cell, cell, says)))
        rows.append(TableRow(cells, *heights))
    return _around(context, TableBox(rows, shares(needs(style), width), style))


def _banded(
    context: RenderContext,
    parent: Element,
    names: tuple[blocks.Inline, ...],
    titles: tuple[blocks.Inline, ...],
) -> list[Box]:
    """The grid in large print: the name of a row on a band of its own, the cells under it."""
    style = context.style
    boxes: list[Box] = []
    for name in names:
        table = parent.add("Table")
        cell = head_cell(table.add("TR"), "Column", len(titles))
        rows = [
            TableRow(
                [TableCell(cell, TextBox(cell, name, style.head), span=len(titles), filled=True)]
            )
        ]
        for kind in ("TH", "TD"):
            line = table.add("TR")
            cells = []
            for title in titles:
                says = f"{blocks.plain(name)}, {blocks.plain(title)}"
                if kind == "TH":
                    cell = head_cell(line, "Column")
                    cells.append(TableCell(cell, TextBox(cell, title, style.head, align="center")))
                else:
                    cell = line.add("TD")
                    cells.append(TableCell(cell, draw=partial(context.field_cell, cell, says)))
            rows.append(TableRow(cells, 0 if kind == "TH" else 16 * MM))
        grid = TableBox(rows, [1.0] * len(titles), style)
        grid.before = grid.after = style.body * 0.6
        boxes.append(Inset(grid, (0, 0, 0, 0)))
    return boxes


def contacts(context: RenderContext, parent: Element, block: blocks.Contacts) -> list[Box]:
    """Who can be turned to: the school's own people, or blanks to fill in."""
    header = tuple(plain(context.say(each)) for each in CONTACT_COLUMNS)
    rows = []
    for role in block.roles:
        known = context.school.contacts.get(role, Contact())
        name = plain(context.say(CONTACT_LABELS[role]))
        rows.append((name, *(plain(each) for each in (known.name, known.phone, known.where))))
    roomy = replace(context.style, tight_cell=max(context.style.tight_cell, _CONTACT_ROW))
    roomy_context = replace(context, style=roomy)
    grid = _table(roomy_context, parent, header, tuple(rows), total=False, ticks=False)
    if grid is None:
        return stacked(context, parent, header, tuple(rows))
    return [_around(context, grid)]


def facts(context: RenderContext, parent: Element, block: blocks.Facts) -> list[Box]:
    """Dated facts, and when they were checked or where they can be looked up."""
    found = [context.facts[each] for each in block.ids if each in context.facts]
    if not found:
        return []
    style = context.style
    table = parent.add("Table")
    rows = []
    for fact in found:
        text = fact.text(context.lang)[1]
        line = table.add("TR")
        name, value = head_cell(line, "Row"), line.add("TD")
        cells = [
            TableCell(name, TextBox(name, plain(text.title), style.cell)),
            TableCell(value, TextBox(value, fact_words(text), style.cell)),
        ]
        rows.append(TableRow(cells))
    shares = [1, 1] if style.large else [2, 3]  # large letters leave a name no room to spare
    grid = TableBox(rows, shares, style, upright=False, top=True)
    grid.before = style.body * 0.6
    grid.after = style.body * 0.25
    said = facts_note(found, context.words)
    if not said:
        return [grid]
    note = TextBox(parent.add("P"), plain(said), style.label)
    note.after = style.body * 0.6
    grid.keep = True
    return [grid, note]


BUILDERS: dict[type, Builder] = {
    blocks.Table: table,
    blocks.FillTable: fill_table,
    blocks.WeekGrid: week_grid,
    blocks.YearGrid: year_grid,
    blocks.Contacts: contacts,
    blocks.Facts: facts,
}
