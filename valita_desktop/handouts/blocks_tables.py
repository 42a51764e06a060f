"""Tables and grids: to read, to write in, of the school's contacts, of dated facts.

Columns are as wide as their words need. Where even small letters would split a word, or
large print would have to become small, a table is told row by row and a grid in bands.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.labels import CONTACT_LABELS
from valita_desktop.handouts import fonts
from valita_desktop.handouts.blocks_fill import Writing
from valita_desktop.handouts.blocks_text import paragraph_of
from valita_desktop.handouts.boxes import MM, Box, Inset, Stack
from valita_desktop.handouts.line_breaking import TextStyle, longest_word, whole_width
from valita_desktop.handouts.render_context import RenderContext, builds
from valita_desktop.handouts.tables import Cell, TableGrid, TableRow, fitting, head_cell, shares
from valita_desktop.handouts.text import Align, TextBox, plain
from valita_desktop.i18n import N_
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from valita_desktop.handouts.style import Style
    from valita_desktop.handouts.tagging import Element

_NARROW_HEADER = 7
_NARROW = (0.0, 34 * MM, 28 * MM, 22 * MM)
"""Room in a column for a number or a tick, by how many such columns there are."""

_EMPTY = 42 * MM


@builds(blocks.Table)
def table(make: RenderContext, parent: Element, block: blocks.Table) -> list[Box]:
    """A table to read."""
    grid = _table(make, parent, block.header, block.rows)
    if grid is None:
        return stacked(make, parent, block.header, block.rows)
    return [_around(make, grid)]


@builds(blocks.FillTable)
def fill_table(make: RenderContext, parent: Element, block: blocks.FillTable) -> list[Box]:
    """A table to write in, with empty rows and a sum."""
    empty: tuple[blocks.Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    if block.total:
        rows += ((plain(block.total), *empty[1:]),)
    grid = _table(make, parent, block.header, rows, total=bool(block.total))
    if grid is None:
        return stacked(make, parent, block.header, rows)
    return [_around(make, grid)]


def _around(make: RenderContext, grid: TableGrid) -> TableGrid:
    grid.before = grid.after = make.style.body * 0.9
    return grid


def _table(
    make: RenderContext,
    parent: Element,
    header: tuple[blocks.Inline, ...],
    rows: tuple[tuple[blocks.Inline, ...], ...],
    *,
    total: bool | None = None,
) -> TableGrid | None:
    """A grid of words; to write in where ``total`` is given. ``None`` where it cannot fit."""
    to_fill = total is not None
    columns = list(zip(header, *rows, strict=True))

    def longest(tried: Style) -> float:
        return sum(_longest(column, tried) + 5 * MM for column in columns)

    style = fitting(make.style, longest, make.style.width)
    if style is None:
        return None
    sized = replace(make, style=style)
    element = parent.add("Table")
    made = [_header_row(sized, element, header)]
    for n, row in enumerate(rows):
        last = bool(total) and n == len(rows) - 1
        made.append(_body_row(sized, element, (header, row), to_fill=to_fill, strong=last))
    rigid = [to_fill and _is_narrow(column) for column in columns]
    narrow = _NARROW[min(sum(rigid), len(_NARROW) - 1)]
    empty = [narrow if hard else _EMPTY for hard in rigid]
    needs = [
        _need(column, style, room if to_fill else 0)
        for column, room in zip(columns, empty, strict=True)
    ]
    widths = shares(needs, make.style.width, rigid)
    return TableGrid(made, widths, style, upright=to_fill, top=not to_fill)


def _longest(column: tuple[blocks.Inline, ...], style: Style) -> float:
    return max(longest_word(each, style.head) for each in column)


def _need(column: tuple[blocks.Inline, ...], style: Style, room: float) -> tuple[float, float]:
    """The width at which no word of a column breaks, and what it would like.

    ``room`` is what a column that is empty under its title wants to be written in.
    """
    longest = _longest(column, style)
    liked = max(whole_width(each, style.head) for each in column)
    if not any(column[1:]):
        liked = max(liked, room)
    return longest, min(liked, style.width * 0.5)


def _is_narrow(column: tuple[blocks.Inline, ...]) -> bool:
    """A column for a number or a tick: a short title over empty cells."""
    return not any(column[1:]) and len(blocks.plain(column[0])) <= _NARROW_HEADER


def _header_row(make: RenderContext, table: Element, header: tuple[blocks.Inline, ...]) -> TableRow:
    line = table.add("TR")
    cells = []
    for inline in header:
        cell = head_cell(line, "Column")
        cells.append(Cell(cell, TextBox(cell, inline, make.style.head), filled=True))
    return TableRow(cells, header=True)


def _body_row(
    make: RenderContext,
    table: Element,
    titles_and_row: tuple[tuple[blocks.Inline, ...], tuple[blocks.Inline, ...]],
    *,
    to_fill: bool,
    strong: bool,
) -> TableRow:
    titles, row = titles_and_row
    style = make.style
    line = table.add("TR")
    cells: list[Cell] = []
    for n, inline in enumerate(row):
        first = n == 0 and bool(inline)
        cell = head_cell(line, "Row") if first and to_fill else line.add("TD")
        letters = style.head if strong else style.cell
        if inline:
            body = paragraph_of(make, cell, inline, letters)
            cells.append(Cell(cell, body))
        else:
            says = ", ".join(filter(None, (blocks.plain(row[0]), blocks.plain(titles[n]))))
            cells.append(Cell(cell, draw=partial(make.field_cell, cell, says)))
    if not to_fill:
        return TableRow(cells)
    return TableRow(cells, style.row, style.tight_cell, 4.5 * MM, strong=strong)


def stacked(
    make: RenderContext,
    parent: Element,
    header: tuple[blocks.Inline, ...],
    rows: tuple[tuple[blocks.Inline, ...], ...],
) -> list[Box]:
    """A table too wide for its letters, row by row: each cell under the title of its column."""
    style = make.style
    boxes: list[Box] = []
    for row in rows:
        group: list[Box] = []
        for n, (name, inline) in enumerate(zip(header, row, strict=True)):
            label = TextBox(parent.add("P"), name, style.head)
            label.before, label.keep = style.body * 0.3, True
            group.append(label)
            if inline:
                letters = style.text if n else style.strong
                group.append(paragraph_of(make, parent.add("P"), inline, letters))
            else:
                figure = parent.add(style.blank, alt=blocks.plain(name))
                group.append(Writing(make, figure, 1, blocks.plain(name)))
        for box in group[:2]:
            box.keep = True
        stack = Stack(group)
        stack.before = stack.after = style.body * 0.8
        boxes.append(stack)
    return boxes


@builds(blocks.WeekGrid)
def week_grid(make: RenderContext, parent: Element, block: blocks.WeekGrid) -> list[Box]:
    """Days across, the author's rows down."""
    names = [make.words.weekday(n, short=True).rstrip(".") for n in range(block.days)]
    titles = tuple(plain(name[:1].upper() + name[1:]) for name in names)
    return _grid(make, parent, block.rows, titles, (13 * MM, 9 * MM, 26 * MM))


@builds(blocks.YearGrid)
def year_grid(make: RenderContext, parent: Element, block: blocks.YearGrid) -> list[Box]:
    """Months down, the author's columns across."""
    months = [make.words.month((block.start - 1 + n) % 12 + 1) for n in range(12)]
    names = tuple(plain(name[:1].upper() + name[1:]) for name in months)
    return _grid(make, parent, names, block.columns, (14 * MM, 9 * MM, 6 * MM))


def _grid(
    make: RenderContext,
    parent: Element,
    names: tuple[blocks.Inline, ...],
    titles: tuple[blocks.Inline, ...],
    heights: tuple[float, float, float],
) -> list[Box]:
    """An empty grid with row names and column titles; heights are natural, least and growth."""
    width = make.style.width
    empty = 13 * MM if make.style.large else 10.5 * MM
    columns = [names, *((title,) for title in titles)]

    def longest(tried: Style) -> float:
        widest = [_longest(column, tried) + 5 * MM for column in columns]
        return widest[0] + max(empty, *widest[1:]) * len(titles)

    style = fitting(make.style, longest, width)
    if style is None:
        return _banded(make, parent, names, titles)
    made = replace(make, style=style)
    table = parent.add("Table")
    line = table.add("TR")
    corner = head_cell(line, "Column")
    heads = [Cell(corner, filled=True)]
    for title in titles:
        cell = head_cell(line, "Column")
        align: Align = "center" if len(titles) > 3 else "left"  # noqa: PLR2004 - narrow columns
        heads.append(Cell(cell, TextBox(cell, title, style.head, align=align), filled=True))
    rows = [TableRow(heads, header=True)]
    for name in names:
        line = table.add("TR")
        cell = head_cell(line, "Row")
        cells = [Cell(cell, TextBox(cell, name, style.head))]
        for title in titles:
            cell = line.add("TD")
            says = f"{blocks.plain(name)}, {blocks.plain(title)}"
            cells.append(Cell(cell, draw=partial(made.field_cell, cell, says)))
        rows.append(TableRow(cells, *heights))
    first = min(_need(names, style, 0)[1] + 6 * MM, width * 0.3)
    first = min(first, width - len(titles) * max(_longest(titles, style) + 5 * MM, empty))
    first = max(first, _longest(names, style) + 5 * MM)
    across = (width - first) / len(titles)
    grid = TableGrid(rows, [first, *([across] * len(titles))], style)
    return [_around(make, grid)]


def _banded(
    make: RenderContext,
    parent: Element,
    names: tuple[blocks.Inline, ...],
    titles: tuple[blocks.Inline, ...],
) -> list[Box]:
    """The grid in large print: the name of a row on a band of its own, the cells under it."""
    style = make.style
    boxes: list[Box] = []
    for name in names:
        table = parent.add("Table")
        cell = head_cell(table.add("TR"), "Column", len(titles))
        rows = [
            TableRow([Cell(cell, TextBox(cell, name, style.head), span=len(titles), filled=True)])
        ]
        for kind in ("TH", "TD"):
            line = table.add("TR")
            cells = []
            for title in titles:
                says = f"{blocks.plain(name)}, {blocks.plain(title)}"
                if kind == "TH":
                    cell = head_cell(line, "Column")
                    cells.append(Cell(cell, TextBox(cell, title, style.head, align="center")))
                else:
                    cell = line.add("TD")
                    cells.append(Cell(cell, draw=partial(make.field_cell, cell, says)))
            rows.append(TableRow(cells, 0 if kind == "TH" else 16 * MM))
        grid = TableGrid(rows, [1.0] * len(titles), style)
        grid.before = grid.after = style.body * 0.6
        boxes.append(Inset(grid, (0, 0, 0, 0)))
    return boxes


@builds(blocks.Contacts)
def contacts(make: RenderContext, parent: Element, block: blocks.Contacts) -> list[Box]:
    """Who can be turned to: the school's own people, or blanks to fill in."""
    header = tuple(plain(make.say(each)) for each in _CONTACT_COLUMNS)
    rows = []
    for role in block.roles:
        known = make.school.contacts.get(role, Contact())
        name = plain(make.say(CONTACT_LABELS[role]))
        rows.append((name, *(plain(each) for each in (known.name, known.phone, known.where))))
    grid = _table(make, parent, header, tuple(rows), total=False)
    if grid is None:
        return stacked(make, parent, header, tuple(rows))
    return [_around(make, grid)]


_CONTACT_COLUMNS = (N_("Who"), N_("Name"), N_("Phone"), N_("Where and when"))


@builds(blocks.Facts)
def facts(make: RenderContext, parent: Element, block: blocks.Facts) -> list[Box]:
    """Dated facts and the day when the oldest of them was checked."""
    found = [make.facts[each] for each in block.ids if each in make.facts]
    if not found:
        return []
    style = make.style
    table = parent.add("Table")
    rows = []
    for fact in found:
        text = fact.text(make.lang)[1]
        line = table.add("TR")
        name, value = head_cell(line, "Row"), line.add("TD")
        strong = TextStyle(style.body, style.cell.leading, roman=fonts.SEMIBOLD)
        cells = [
            Cell(name, TextBox(name, plain(text.title), style.cell)),
            Cell(value, TextBox(value, plain(text.summary), strong)),
        ]
        rows.append(TableRow(cells))
    grid = TableGrid(rows, [1, 1], style, upright=False, top=True)
    grid.before = style.body * 0.6
    grid.after = style.body * 0.25
    day = min(fact.record.checked or fact.record.updated for fact in found)
    checked = make.say(N_("Checked {date}")).format(date=make.words.date(day))
    note = TextBox(parent.add("P"), plain(checked), style.label)
    note.after = style.body * 0.6
    grid.keep = True
    return [grid, note]
