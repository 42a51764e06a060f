"""Blocks to write in: tables, grids, lines, frames, scales, contacts, and dated facts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.labels import CONTACT_LABELS
from valita_desktop.handouts import fonts, icons
from valita_desktop.handouts.blocks_text import paragraph_of
from valita_desktop.handouts.boxes import MM, Box, Inset, Stack
from valita_desktop.handouts.making import Maker, builds
from valita_desktop.handouts.tables import Cell, Grid, Row, fitting, shares
from valita_desktop.handouts.tagging import Element
from valita_desktop.handouts.text import Align, Text, TextStyle, plain
from valita_desktop.i18n import N_
from valita_desktop.settings import Contact

if TYPE_CHECKING:
    from valita_desktop.handouts.canvas import Area, Canvas
    from valita_desktop.handouts.style import Style

_NARROW_HEADER = 7
_NARROW = 34 * MM
_EMPTY = 42 * MM
_MOST_LINE = 12 * MM
_NOWHERE = Element("Span")
"""Owner of words that are only measured."""


class Writing(Box):
    """Lines to write on, or one frame to write in.

    Args:
        make: The measures and words.
        element: The ``Figure`` that it is.
        count: How many writing lines high.
        says: What a form field here is called.
        framed: A frame instead of lines.
    """

    def __init__(
        self, make: Maker, element: Element, count: int, says: str, *, framed: bool = False
    ) -> None:
        self._make = make
        self._element = element
        self._count = count
        self._says = says
        self._framed = framed
        self.before = make.style.body * (0.5 if framed else 0)
        self.after = make.style.body * (0.9 if framed else 0.7)

    def measure(self, width: float) -> float:
        """A writing row a line."""
        del width
        self.height = self._count * self._make.style.row
        return self.height

    def give(self) -> tuple[float, float]:
        """Lines down to tight rows and up to twice as many; a frame by a quarter, or thrice."""
        if self._framed:
            return self.height * 0.25, self._count * self._make.style.row * 2
        shrink = self._count * (self._make.style.row - self._make.style.tight_row)
        most = max(self._make.style.row, _MOST_LINE)
        return shrink, self._count * most * 2 - self.height

    def flex(self, by: float) -> None:
        """Lines move apart a little, then there are more of them, up to twice as many."""
        self.height += by
        if not self._framed:
            fitting = int(self.height / max(self._make.style.row, _MOST_LINE))
            self._count = max(self._count, fitting)

    def split(self, height: float) -> tuple[Box, Box] | None:
        """Lines go on on the next page; a frame does not break."""
        each = self.height / self._count
        fits = int(height / each)
        if self._framed or not 0 < fits < self._count:
            return None
        return self._part(fits, each), self._part(self._count - fits, each)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Lines at the foot of each row, or the frame; or a field of the form."""
        area = (x, y - self.height, x + width, y)
        if self._make.space(self._element, self._says, canvas, area):
            return
        with canvas.figure(self._element, area):
            if self._framed:
                canvas.setLineWidth(self._make.style.rule)
                canvas.roundRect(x, area[1], width, self.height, 5)
                return
            canvas.setStrokeGray(0.3)
            canvas.setLineWidth(0.6)
            each = self.height / self._count
            for n in range(1, self._count + 1):
                canvas.line(x, y - n * each, x + width, y - n * each)
            canvas.setStrokeGray(0)

    def _part(self, count: int, each: float) -> Writing:
        part = Writing(self._make, self._element, count, self._says)
        part.height = count * each
        return part


@builds(blocks.Lines)
def lines(make: Maker, parent: Element, block: blocks.Lines) -> list[Box]:
    """Lines to write on."""
    figure = parent.add(make.style.blank, alt=make.say(N_("Lines to write on")))
    return [Writing(make, figure, block.count, make.say(N_("Your answer")))]


def notes(make: Maker, parent: Element, count: int) -> list[Box]:
    """A heading and lines for notes of one's own."""
    style = make.style
    head = Text(parent.add("P"), plain(make.say(N_("Notes"))), style.head)
    head.before, head.keep = style.body * 1.6, True
    return [head, *lines(make, parent, blocks.Lines(count))]


@builds(blocks.AnswerBox)
def answer(make: Maker, parent: Element, block: blocks.AnswerBox) -> list[Box]:
    """A frame to write or draw in, under its prompt."""
    style = make.style
    boxes: list[Box] = []
    says = blocks.plain(block.prompt) or make.say(N_("Your answer"))
    if block.prompt:
        prompt = paragraph_of(make, parent.add("P"), block.prompt, style.text)
        prompt.before, prompt.after, prompt.keep = style.body * 0.5, style.body * 0.4, True
        boxes.append(prompt)
    figure = parent.add(style.blank, alt=make.say(N_("Room for your answer")))
    return [*boxes, Writing(make, figure, block.lines, says, framed=True)]


@builds(blocks.Result)
def result(make: Maker, parent: Element, block: blocks.Result) -> list[Box]:
    """A framed line."""
    style = make.style
    letters = replace(style.text, roman=fonts.SEMIBOLD)
    text = paragraph_of(make, parent.add("P"), block.text, letters)
    pad = style.body * 0.5

    stroke = 0.9 if style.low_ink else 1.4
    box = Inset(text, (pad, pad * 1.6, pad, pad * 1.6), partial(icons.frame, stroke))
    box.before = box.after = style.body * 0.9
    return [box]


@builds(blocks.Table)
def table(make: Maker, parent: Element, block: blocks.Table) -> list[Box]:
    """A table to read."""
    grid = _table(make, parent, block.header, block.rows)
    if grid is None:
        return stacked(make, parent, block.header, block.rows)
    return [_around(make, grid)]


@builds(blocks.FillTable)
def fill_table(make: Maker, parent: Element, block: blocks.FillTable) -> list[Box]:
    """A table to write in, with empty rows and a sum."""
    empty: tuple[blocks.Inline, ...] = ((),) * len(block.header)
    rows = block.rows + (empty,) * block.blank_rows
    if block.total:
        rows += ((plain(block.total), *empty[1:]),)
    grid = _table(make, parent, block.header, rows, total=bool(block.total))
    if grid is None:
        return stacked(make, parent, block.header, rows)
    return [_around(make, grid)]


def _around(make: Maker, grid: Grid) -> Grid:
    grid.before = grid.after = make.style.body * 0.9
    return grid


def _table(
    make: Maker,
    parent: Element,
    header: tuple[blocks.Inline, ...],
    rows: tuple[tuple[blocks.Inline, ...], ...],
    *,
    total: bool | None = None,
) -> Grid | None:
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
    needs = [_need(column, style, to_fill=to_fill) for column in columns]
    rigid = [to_fill and _is_narrow(column) for column in columns]
    widths = shares(needs, make.style.width, rigid)
    return Grid(made, widths, style, upright=to_fill, top=not to_fill)


def _longest(column: tuple[blocks.Inline, ...], style: Style) -> float:
    return max(_text_width(each, style, longest=True) for each in column)


def _need(column: tuple[blocks.Inline, ...], style: Style, *, to_fill: bool) -> tuple[float, float]:
    longest = _longest(column, style)
    liked = max(_text_width(each, style, longest=False) for each in column)
    if to_fill and not any(column[1:]):
        liked = max(liked, _NARROW if _is_narrow(column) else _EMPTY)
    return longest, min(liked, style.width * 0.5)


def _is_narrow(column: tuple[blocks.Inline, ...]) -> bool:
    """A column for a number or a tick: a short title over empty cells."""
    return not any(column[1:]) and len(blocks.plain(column[0])) <= _NARROW_HEADER


def _text_width(inline: blocks.Inline, style: Style, *, longest: bool) -> float:
    box = Text(_NOWHERE, inline, style.head)
    if longest:
        return box.longest_word
    box.measure(10_000)
    return box.widest


def _header_row(make: Maker, table: Element, header: tuple[blocks.Inline, ...]) -> Row:
    line = table.add("TR")
    cells = []
    for inline in header:
        cell = head_cell(line, "Column")
        cells.append(Cell(cell, Text(cell, inline, make.style.head), filled=True))
    return Row(cells, header=True)


def head_cell(line: Element, scope: str, span: int = 1) -> Element:
    """A header cell of a row of the structure, for a ``Column`` or a ``Row``."""
    cell = line.add("TH")
    cell.attributes = f"/O/Table/Scope/{scope}" + (f"/ColSpan {span}" if span > 1 else "")
    return cell


def _body_row(
    make: Maker,
    table: Element,
    titles_and_row: tuple[tuple[blocks.Inline, ...], tuple[blocks.Inline, ...]],
    *,
    to_fill: bool,
    strong: bool,
) -> Row:
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
            cells.append(Cell(cell, draw=partial(field_cell, make, cell, says)))
    if not to_fill:
        return Row(cells)
    return Row(cells, style.row, style.tight_cell, 4.5 * MM, strong=strong)


def field_cell(make: Maker, cell: Element, says: str, canvas: Canvas, area: Area) -> None:
    """In a form, make an empty cell a field called by its row and column."""
    if make.style.form:
        left, low, right, high = area
        inside = (left + 1, low + 1, right - 1, high - 1)
        make.space(cell.add("Form"), says, canvas, inside, framed=False)


def stacked(
    make: Maker,
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
            if n == 0 and inline:
                group.append(Text(parent.add("P"), inline, style.strong))
                continue
            label = Text(parent.add("P"), name, style.head)
            label.before, label.keep = style.body * 0.3, True
            group.append(label)
            if inline:
                group.append(paragraph_of(make, parent.add("P"), inline, style.text))
            else:
                figure = parent.add(style.blank, alt=blocks.plain(name))
                group.append(Writing(make, figure, 1, blocks.plain(name)))
        group[0].keep = True
        stack = Stack(group)
        stack.before = stack.after = style.body * 0.8
        boxes.append(stack)
    return boxes


@builds(blocks.WeekGrid)
def week_grid(make: Maker, parent: Element, block: blocks.WeekGrid) -> list[Box]:
    """Days across, the author's rows down."""
    names = [make.words.weekday(n, short=True).rstrip(".") for n in range(block.days)]
    titles = tuple(plain(name[:1].upper() + name[1:]) for name in names)
    return _grid(make, parent, block.rows, titles, (13 * MM, 9 * MM, 26 * MM))


@builds(blocks.YearGrid)
def year_grid(make: Maker, parent: Element, block: blocks.YearGrid) -> list[Box]:
    """Months down, the author's columns across."""
    months = [make.words.month((block.start - 1 + n) % 12 + 1) for n in range(12)]
    names = tuple(plain(name[:1].upper() + name[1:]) for name in months)
    return _grid(make, parent, names, block.columns, (14 * MM, 9 * MM, 6 * MM))


def _grid(
    make: Maker,
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
        heads.append(Cell(cell, Text(cell, title, style.head, align=align), filled=True))
    rows = [Row(heads, header=True)]
    for name in names:
        line = table.add("TR")
        cell = head_cell(line, "Row")
        cells = [Cell(cell, Text(cell, name, style.head))]
        for title in titles:
            cell = line.add("TD")
            says = f"{blocks.plain(name)}, {blocks.plain(title)}"
            cells.append(Cell(cell, draw=partial(field_cell, made, cell, says)))
        rows.append(Row(cells, *heights))
    first = min(_need((*names,), style, to_fill=False)[1] + 6 * MM, width * 0.3)
    first = min(first, width - len(titles) * max(_longest(titles, style) + 5 * MM, empty))
    first = max(first, _longest(names, style) + 5 * MM)
    across = (width - first) / len(titles)
    grid = Grid(rows, [first, *([across] * len(titles))], style)
    return [_around(make, grid)]


def _banded(
    make: Maker,
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
        rows = [Row([Cell(cell, Text(cell, name, style.head), span=len(titles), filled=True)])]
        for kind in ("TH", "TD"):
            line = table.add("TR")
            cells = []
            for title in titles:
                says = f"{blocks.plain(name)}, {blocks.plain(title)}"
                if kind == "TH":
                    cell = head_cell(line, "Column")
                    cells.append(Cell(cell, Text(cell, title, style.head, align="center")))
                else:
                    cell = line.add("TD")
                    cells.append(Cell(cell, draw=partial(field_cell, make, cell, says)))
            rows.append(Row(cells, 0 if kind == "TH" else 16 * MM))
        grid = Grid(rows, [1.0] * len(titles), style)
        grid.before = grid.after = style.body * 0.6
        boxes.append(Inset(grid, (0, 0, 0, 0)))
    return boxes


@builds(blocks.Scale)
def scale(make: Maker, parent: Element, block: blocks.Scale) -> list[Box]:
    """Statements with a row of numbered rings."""
    style = make.style
    ends = f"1 = {block.low} · {block.steps} = {block.high}"
    legend = Text(parent.add("P"), plain(ends), style.label, align="right")
    legend.before, legend.after, legend.keep = style.body * 0.6, style.body * 0.35, True
    table = parent.add("Table")
    rows = []
    for statement in block.statements:
        line = table.add("TR")
        cell = head_cell(line, "Row")
        cells = [Cell(cell, paragraph_of(make, cell, statement, style.cell))]
        for n in range(1, block.steps + 1):
            cell = line.add("TD")
            says = f"{blocks.plain(statement)} {n}"
            cells.append(Cell(cell, draw=partial(_ring, make, cell, str(n), says)))
        rows.append(Row(cells, 11 * MM, 8.5 * MM, 7 * MM))
    ring = 11.5 * MM if not style.large else 13 * MM
    rest = max(style.width - block.steps * ring, style.width * 0.4)
    grid = Grid(rows, [rest, *([ring] * block.steps)], style, upright=False)
    grid.after = style.body * 0.9
    return [legend, grid]


def _ring(make: Maker, cell: Element, number: str, says: str, canvas: Canvas, area: Area) -> None:
    left, low, right, high = area
    middle = ((left + right) / 2, (low + high) / 2)
    radius = min(make.style.body * 0.95, (right - left) / 2 - 2)
    if make.style.form:
        box = (middle[0] - 7, middle[1] - 12, middle[0] + 7, middle[1] + 2)
        canvas.form.checkbox(cell.add("Form"), says, box)
        middle = (middle[0], middle[1] + 8)
    else:
        canvas.setLineWidth(0.8)
        canvas.circle(middle[0], middle[1], radius)
    size = make.style.body if make.style.large else make.style.body * 0.85
    icons.centred(canvas, cell, number, fonts.MEDIUM, size, middle)


@builds(blocks.Contacts)
def contacts(make: Maker, parent: Element, block: blocks.Contacts) -> list[Box]:
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
def facts(make: Maker, parent: Element, block: blocks.Facts) -> list[Box]:
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
            Cell(name, Text(name, plain(text.title), style.cell)),
            Cell(value, Text(value, plain(text.summary), strong)),
        ]
        rows.append(Row(cells))
    grid = Grid(rows, [1, 1], style, upright=False, top=True)
    grid.before = style.body * 0.6
    grid.after = style.body * 0.25
    day = min(fact.record.checked or fact.record.updated for fact in found)
    checked = make.say(N_("Checked {date}")).format(date=make.words.date(day))
    note = Text(parent.add("P"), plain(checked), style.label)
    note.after = style.body * 0.6
    grid.keep = True
    return [grid, note]
