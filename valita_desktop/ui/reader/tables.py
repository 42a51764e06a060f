"""Blocks in rows and columns: tables, grids, scales, cards, timelines, flows, contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextTable,
    QTextTableCellFormat,
)

from valita_desktop.content.blocks import plain
from valita_desktop.content.labels import ANSWER_ROOM, CONTACT_COLUMNS, CONTACT_LABELS
from valita_desktop.i18n import N_
from valita_desktop.settings import Contact
from valita_desktop.ui.reader.decorations import Axis, Cut, Panel, Ring, Rule
from valita_desktop.ui.reader.inline_objects import ArrowDrawing, WritingLines
from valita_desktop.ui.reader.writer import DocumentWriter, centred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content import blocks
    from valita_desktop.content.blocks import Inline

ROOM = ANSWER_ROOM
_CELL = 0.45
_ROW = 2.1
_LINE = 1.4
_GRID = 0.83
_MONTHS = 12


def write_table(pen: DocumentWriter, block: blocks.Table) -> None:
    """A table to read."""
    table = pen.table(
        1 + len(block.rows),
        _shares([block.header, *block.rows]),
        lines=pen.style.palette.border_strong,
        padding=_CELL,
    )
    _header(pen, table, [plain(cell) for cell in block.header])
    for number, row in enumerate(block.rows, start=1):
        for column, cell in enumerate(row):
            _cell(pen, table, number, column, cell)


def write_fill_table(pen: DocumentWriter, block: blocks.FillTable) -> None:
    """A table to write in: rows with words, empty rows, a row for the sum."""
    empty = ((),) * len(block.header)
    rows: list[tuple[Inline, ...]] = [*block.rows, *[empty] * block.blank_rows]
    count = 1 + len(rows) + bool(block.total)
    table = pen.table(
        count,
        _shares([block.header, *block.rows]),
        lines=pen.style.palette.border_strong,
        padding=_CELL,
    )
    _header(pen, table, [plain(cell) for cell in block.header])
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _cell(pen, table, number, column, cell, height=_ROW + 0.35)
    if block.total:
        for column in range(len(block.header)):
            with pen.inside(table, count - 1, column) as form:
                form.setBackground(QColor(pen.style.palette.surface2))
                pen.paragraph(_row(pen, form, _ROW))
                if column == 0:
                    pen.text(block.total, pen.style.label)


def write_week_grid(pen: DocumentWriter, block: blocks.WeekGrid) -> None:
    """A week to fill in: days across, or down where the column is narrow."""
    days = [pen.words.weekday(day, short=not pen.narrow) for day in range(block.days)]
    if pen.narrow:
        _grid(pen, ["", *map(plain, block.rows)], days, first=30.0)
    else:
        _grid(pen, ["", *days], [plain(row) for row in block.rows], first=26.0, height=2.5)


def write_year_grid(pen: DocumentWriter, block: blocks.YearGrid) -> None:
    """A year to fill in: months down, columns across."""
    months = [
        pen.words.month((block.start - 1 + number) % _MONTHS + 1).capitalize()
        for number in range(_MONTHS)
    ]
    _grid(pen, ["", *map(plain, block.columns)], months, first=24.0, height=2.3)


def write_scale(pen: DocumentWriter, block: blocks.Scale) -> None:
    """Statements with a row of numbers to ring."""
    if pen.narrow:
        _stacked_scale(pen, block)
        return
    heads = pen.table(1, [56.0, 22.0, 22.0], padding=0.35, room=(0.75, 0.0))
    small = pen.style.letters(_GRID, pen.style.label.font().weight())
    for column, words in enumerate(("", block.low, block.high)):
        with pen.inside(heads, 0, column) as form:
            form.setBackground(QColor(pen.style.palette.surface2))
            line = pen.style.line(1.3, below=0)
            if column == 2:  # noqa: PLR2004 - the last of three
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
            pen.paragraph(line)
            pen.text(words, small)
    table = pen.table(
        len(block.statements),
        [56.0, *[44.0 / block.steps] * block.steps],
        lines=pen.style.palette.border,
        padding=0.35,
        room=(0.0, 0.75),
    )
    for number, statement in enumerate(block.statements):
        _cell(pen, table, number, 0, statement)
        for step in range(1, block.steps + 1):
            with pen.inside(table, number, step) as form:
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
                _ring(pen, str(step), centred(_row(pen, form, 2.2)))


def write_cards(pen: DocumentWriter, block: blocks.Cards) -> None:
    """Cards to cut out, two in a row where there is room."""
    across = 1 if pen.narrow else 2
    padding = 0.9
    rows = -(-len(block.cards) // across)
    table = pen.table(rows, [100 / across] * across, padding=padding, spacing=0.7)
    for number, card in enumerate(block.cards):
        row, column = divmod(number, across)
        with pen.inside(table, row, column):
            if card.title:
                pen.paragraph(pen.style.line(1.35, below=0.25))
                pen.text(card.title, pen.style.label)
            if card.text or not card.title:
                pen.paragraph(pen.style.line(1.5, below=0))
                pen.inline(card.text)
            if card.back:
                pen.paragraph(pen.style.line(1.4, above=0.5, below=0))
                pen.text(pen.say(N_("Back:")) + " ", pen.style.small)
                pen.inline(card.back, pen.style.letters(0.9))
        pen.mark(Cut(table, row, column, pen.style.px(padding)))


def write_timeline(pen: DocumentWriter, block: blocks.Timeline) -> None:
    """Points in time, one under the other, with a line to write on at each."""
    table = pen.table(len(block.points), [30.0, 10.0, 60.0], padding=0.2)
    for number, point in enumerate(block.points):
        with pen.inside(table, number, 0) as form:
            line = _row(pen, form, _ROW)
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            pen.paragraph(line)
            pen.text(point, pen.style.label)
        for column in (1, 2):
            with pen.inside(table, number, column) as form:
                pen.paragraph(_row(pen, form, _ROW))
        pen.mark(Rule(table, number, 2))
    pen.mark(Axis(table, 1))


def write_flow(pen: DocumentWriter, block: blocks.Flow) -> None:
    """Boxes joined by arrows, each with a label and a line to write on."""
    for number, label in enumerate(block.boxes):
        if number:
            pen.draw(ArrowDrawing(words="", rows=0.8), above=0, below=0)
        table = pen.table(1, [100.0], padding=0.8, room=(0.2, 0.2))
        with pen.inside(table, 0, 0, inset=1.6):
            pen.paragraph(pen.style.line(1.35, below=0))
            pen.inline(label, pen.style.label)
            words = pen.say(ROOM)
            pen.draw(WritingLines(words=words, rows=1), above=0, below=0.3)
        pen.mark(Panel(table, line=pen.style.palette.primary))


def write_contacts(pen: DocumentWriter, block: blocks.Contacts) -> None:
    """The school's own people: what is in the settings, else a line to write on."""
    table = pen.table(
        1 + len(block.roles),
        [37.0, 21.0, 22.0, 20.0] if pen.narrow else [28.0, 26.0, 22.0, 24.0],
        lines=pen.style.palette.border_strong,
        padding=_CELL,
    )
    _header(pen, table, [pen.say(head) for head in CONTACT_COLUMNS], size=_GRID)
    nobody = Contact()
    for number, role in enumerate(block.roles, start=1):
        contact = pen.reading.contacts.get(role, nobody)
        role_name = pen.say(CONTACT_LABELS[role])
        values = (role_name, contact.name, contact.phone, contact.where)
        for column, value in enumerate(values):
            with pen.inside(table, number, column) as form:
                pen.paragraph(_row(pen, form, _ROW))
                weight = pen.style.label.font().weight() if column == 0 else None
                letters = pen.style.letters(_GRID, weight) if weight else pen.style.letters(_GRID)
                pen.text(value, letters)


def _row(pen: DocumentWriter, form: QTextTableCellFormat, height: float) -> QTextBlockFormat:
    """The line of a cell of this height in em, its words in the middle of it.

    Qt forgets the lower margin of a cell's last line, so the padding makes the room.
    """
    room = pen.style.px((height - _LINE) / 2)
    form.setTopPadding(room)
    form.setBottomPadding(room)
    return pen.style.line(_LINE, below=0)


def _header(
    pen: DocumentWriter, table: QTextTable, words: Sequence[str], *, size: float = 1.0
) -> None:
    letters = pen.style.letters(size, pen.style.label.font().weight())
    for column, word in enumerate(words):
        with pen.inside(table, 0, column) as form:
            form.setBackground(QColor(pen.style.palette.surface2))
            pen.paragraph(pen.style.line(1.35 * size, below=0))
            pen.text(word, letters)


def _cell(
    pen: DocumentWriter,
    table: QTextTable,
    row: int,
    column: int,
    words: Inline,
    *,
    height: float = _ROW,
) -> None:
    with pen.inside(table, row, column) as form:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        pen.paragraph(_row(pen, form, height))
        pen.inline(words)


def _grid(
    pen: DocumentWriter,
    across: Sequence[str],
    down: Sequence[str],
    *,
    first: float,
    height: float = _ROW,
) -> None:
    share = (100.0 - first) / (len(across) - 1)
    table = pen.table(
        1 + len(down),
        [first, *[share] * (len(across) - 1)],
        lines=pen.style.palette.border_strong,
        padding=0.3,
    )
    _header(pen, table, across, size=_GRID)
    label = pen.style.letters(_GRID, pen.style.label.font().weight())
    for number, words in enumerate(down, start=1):
        with pen.inside(table, number, 0) as form:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            pen.paragraph(pen.style.line(1.35 * _GRID, below=0))
            pen.text(words, label)
        for column in range(1, len(across)):
            with pen.inside(table, number, column) as form:
                pen.paragraph(_row(pen, form, height))


def _stacked_scale(pen: DocumentWriter, block: blocks.Scale) -> None:
    for statement in block.statements:
        pen.paragraph(pen.style.line(1.4, above=0.4, below=0.1))
        pen.inline(statement)
        table = pen.table(1, [100 / block.steps] * block.steps, room=(0.1, 0.1))
        for step in range(1, block.steps + 1):
            with pen.inside(table, 0, step - 1) as form:
                _ring(pen, str(step), centred(_row(pen, form, _ROW)))
        ends = pen.table(1, [50.0, 50.0], room=(0.0, 0.5))
        for column, words in enumerate((block.low, block.high)):
            with pen.inside(ends, 0, column):
                line = pen.style.line(1.2, below=0)
                if column:
                    line.setAlignment(Qt.AlignmentFlag.AlignRight)
                pen.paragraph(line)
                pen.text(words, pen.style.small)


def _ring(pen: DocumentWriter, number: str, line: QTextBlockFormat) -> None:
    position = pen.paragraph(line)
    pen.text(number, pen.style.letters(0.9))
    pen.mark(Ring(position))


def _shares(rows: Sequence[Sequence[Inline]]) -> list[float]:
    """Widths of columns in per cent by how much their cells say."""
    weights = []
    for column in zip(*rows, strict=True):
        texts = [plain(cell) for cell in column]
        longest_word = max((len(word) for text in texts for word in text.split()), default=0)
        weights.append(max(8.0, longest_word + 2.0, min(max(map(len, texts)), 32)))
    return [100 * weight / sum(weights) for weight in weights]
