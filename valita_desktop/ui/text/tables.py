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

from valita_desktop.content.blocks import Span, plain
from valita_desktop.content.labels import ANSWER_ROOM, CONTACT_COLUMNS, CONTACT_LABELS
from valita_desktop.i18n import N_
from valita_desktop.settings import Contact
from valita_desktop.ui.text.decorations import Axis, CardEdge, Dot, Panel, Ring, Rule
from valita_desktop.ui.text.inline_objects import ArrowDrawing, WritingLines
from valita_desktop.ui.text.structure import Heads
from valita_desktop.ui.text.writer import DocumentWriter, centred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content import blocks
    from valita_desktop.content.blocks import Inline

# All in em.
_CELL = 0.45
"""Room around the words of a cell."""
_LINE = 1.4
"""Height of a line in a cell: closer than running text, for a cell is read at a glance."""
_GRID = 0.83
"""Letters of headers and grids: small, so that seven days fit beside each other."""
_MONTHS = 12


def write_table(writer: DocumentWriter, block: blocks.Table) -> None:
    """A table to read."""
    table = writer.table(
        1 + len(block.rows),
        _shares([block.header, *block.rows]),
        lines=writer.style.palette.border_strong,
        padding=_CELL,
    )
    writer.note_table(table, Heads.ABOVE)
    _header(writer, table, [plain(cell) for cell in block.header])
    for number, row in enumerate(block.rows, start=1):
        for column, cell in enumerate(row):
            _cell(writer, table, number, column, cell)


def write_fill_table(writer: DocumentWriter, block: blocks.FillTable) -> None:
    """A table to write in: rows with words, empty rows, a row for the sum."""
    empty = ((),) * len(block.header)
    rows: list[tuple[Inline, ...]] = [*block.rows, *[empty] * block.blank_rows]
    count = 1 + len(rows) + bool(block.total)
    table = writer.table(
        count,
        _shares([block.header, *rows], to_fill=True),
        lines=writer.style.palette.border_strong,
        padding=_CELL,
    )
    writer.note_table(table, Heads.ABOVE)
    _header(writer, table, [plain(cell) for cell in block.header])
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _cell(writer, table, number, column, cell, more=0.35)
    if block.total:
        for column in range(len(block.header)):
            with writer.inside(table, count - 1, column) as form:
                form.setBackground(QColor(writer.style.palette.surface2))
                writer.paragraph(_row(writer, form, writer.style.row()))
                if column == 0:
                    writer.text(block.total, writer.style.label)


def write_week_grid(writer: DocumentWriter, block: blocks.WeekGrid) -> None:
    """A week to fill in: days across, or down where the column is narrow."""
    days = [writer.catalogue.weekday(day, short=not writer.narrow) for day in range(block.days)]
    if writer.narrow:
        _grid(writer, ["", *map(plain, block.rows)], days, first=30.0)
    else:
        _grid(writer, ["", *days], [plain(row) for row in block.rows], first=26.0, more=0.4)


def write_year_grid(writer: DocumentWriter, block: blocks.YearGrid) -> None:
    """A year to fill in: months down, columns across."""
    months = [
        writer.catalogue.month((block.start - 1 + number) % _MONTHS + 1).capitalize()
        for number in range(_MONTHS)
    ]
    _grid(writer, ["", *map(plain, block.columns)], months, first=24.0, more=0.2)


def write_scale(writer: DocumentWriter, block: blocks.Scale) -> None:
    """Statements with a row of numbers to ring."""
    if writer.narrow:
        _stacked_scale(writer, block)
        return
    heads = writer.table(1, [56.0, 22.0, 22.0], padding=0.35, room=(0.75, 0.0))
    small = writer.style.letters(_GRID, writer.style.label.font().weight())
    for column, words in enumerate(("", block.low, block.high)):
        with writer.inside(heads, 0, column) as form:
            form.setBackground(QColor(writer.style.palette.surface2))
            line = writer.style.line(1.3, below=0)
            if column == 2:  # noqa: PLR2004 - the last of three
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
            writer.paragraph(line)
            writer.text(words, small)
    table = writer.table(
        len(block.statements),
        [56.0, *[44.0 / block.steps] * block.steps],
        lines=writer.style.palette.border,
        padding=0.35,
        room=(0.0, 0.75),
    )
    writer.note_table(table, Heads.BESIDE)
    for number, statement in enumerate(block.statements):
        _cell(writer, table, number, 0, statement)
        for step in range(1, block.steps + 1):
            with writer.inside(table, number, step) as form:
                form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
                _ring(writer, str(step), centred(_row(writer, form, writer.style.row(0.1))))


def write_cards(writer: DocumentWriter, block: blocks.Cards) -> None:
    """Cards to cut out, two in a row where there is room."""
    across = 1 if writer.narrow else 2
    padding = 0.9
    rows = -(-len(block.cards) // across)
    table = writer.table(rows, [100 / across] * across, padding=padding, spacing=0.7)
    for number, card in enumerate(writer.items_of_list(block.cards)):
        row, column = divmod(number, across)
        writer.decorate(CardEdge(table, row, column, writer.style.px(padding)))
        with writer.inside(table, row, column):
            if card.title:
                writer.paragraph(writer.style.line(1.35, below=0.25))
                writer.inline((Span(card.title),), writer.style.label)
            if card.text or not card.title:
                writer.paragraph(writer.style.line(1.5, below=0))
                writer.inline(card.text)
            if card.back:
                writer.paragraph(writer.style.line(1.4, above=0.5, below=0))
                writer.text(writer.say(N_("Back:")) + " ", writer.style.small)
                writer.inline(card.back, writer.style.letters(0.9))


def write_timeline(writer: DocumentWriter, block: blocks.Timeline) -> None:
    """Points in time, one under the other, with a line to write on at each."""
    table = writer.table(len(block.points), [30.0, 10.0, 60.0], padding=0.2)
    writer.decorate(Axis(table, 1))
    for number, point in enumerate(block.points):
        with writer.inside(table, number, 0) as form:
            line = _row(writer, form, writer.style.row())
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            writer.paragraph(line)
            writer.text(point, writer.style.label)
        with writer.inside(table, number, 1) as form:
            writer.decorate(Dot(writer.paragraph(_row(writer, form, writer.style.row()))))
        with writer.inside(table, number, 2) as form:
            writer.paragraph(_row(writer, form, writer.style.row()))
        writer.decorate(Rule(table, number, 2))


def write_flow(writer: DocumentWriter, block: blocks.Flow) -> None:
    """Boxes joined by arrows, each with a label and a line to write on."""
    for number, label in enumerate(block.boxes):
        if number:
            writer.draw(ArrowDrawing(alt_text="", rows=0.8), above=0, below=0)
        table = writer.table(1, [100.0], padding=0.8, room=(0.2, 0.2))
        writer.decorate(Panel(table, line=writer.style.palette.primary))
        with writer.inside(table, 0, 0, inset=1.6):
            writer.paragraph(writer.style.line(1.35, below=0))
            writer.inline(label, writer.style.label)
            words = writer.say(ANSWER_ROOM)
            writer.draw(WritingLines(alt_text=words, rows=1), above=0, below=0.3)


def write_contacts(writer: DocumentWriter, block: blocks.Contacts) -> None:
    """The school's own people: what is in the settings, else a line to write on."""
    table = writer.table(
        1 + len(block.roles),
        [37.0, 21.0, 22.0, 20.0] if writer.narrow else [28.0, 26.0, 22.0, 24.0],
        lines=writer.style.palette.border_strong,
        padding=_CELL,
    )
    writer.note_table(table, Heads.BOTH)
    _header(writer, table, [writer.say(head) for head in CONTACT_COLUMNS], size=_GRID)
    nobody = Contact()
    for number, role in enumerate(block.roles, start=1):
        contact = writer.reading.contacts.get(role, nobody)
        role_name = writer.say(CONTACT_LABELS[role])
        values = (role_name, contact.name, contact.phone, contact.where)
        for column, value in enumerate(values):
            with writer.inside(table, number, column) as form:
                writer.paragraph(_row(writer, form, writer.style.row()))
                weight = writer.style.label.font().weight() if column == 0 else None
                letters = (
                    writer.style.letters(_GRID, weight) if weight else writer.style.letters(_GRID)
                )
                writer.text(value, letters)


def _row(writer: DocumentWriter, form: QTextTableCellFormat, height: float) -> QTextBlockFormat:
    """The line of a cell of this height in em, its words in the middle of it.

    Qt forgets the lower margin of a cell's last line, so the padding makes the room.
    """
    room = writer.style.px((height - _LINE) / 2)
    form.setTopPadding(room)
    form.setBottomPadding(room)
    return writer.style.line(_LINE, below=0)


def _header(
    writer: DocumentWriter, table: QTextTable, words: Sequence[str], *, size: float = 1.0
) -> None:
    letters = writer.style.letters(size, writer.style.label.font().weight())
    for column, word in enumerate(words):
        with writer.inside(table, 0, column) as form:
            form.setBackground(QColor(writer.style.palette.surface2))
            writer.paragraph(writer.style.line(1.35 * size, below=0))
            writer.text(word, letters)


def _cell(
    writer: DocumentWriter,
    table: QTextTable,
    row: int,
    column: int,
    words: Inline,
    *,
    more: float = 0.0,
) -> None:
    with writer.inside(table, row, column) as form:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        writer.paragraph(_row(writer, form, writer.style.row(more)))
        writer.inline(words)


def _grid(
    writer: DocumentWriter,
    across: Sequence[str],
    down: Sequence[str],
    *,
    first: float,
    more: float = 0.0,
) -> None:
    share = (100.0 - first) / (len(across) - 1)
    table = writer.table(
        1 + len(down),
        [first, *[share] * (len(across) - 1)],
        lines=writer.style.palette.border_strong,
        padding=0.3,
    )
    writer.note_table(table, Heads.BOTH)
    _header(writer, table, across, size=_GRID)
    label = writer.style.letters(_GRID, writer.style.label.font().weight())
    for number, words in enumerate(down, start=1):
        with writer.inside(table, number, 0) as form:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            writer.paragraph(writer.style.line(1.35 * _GRID, below=0))
            writer.text(words, label)
        for column in range(1, len(across)):
            with writer.inside(table, number, column) as form:
                writer.paragraph(_row(writer, form, writer.style.row(more)))


def _stacked_scale(writer: DocumentWriter, block: blocks.Scale) -> None:
    for statement in block.statements:
        writer.paragraph(writer.style.line(1.4, above=0.4, below=0.1))
        writer.inline(statement)
        table = writer.table(1, [100 / block.steps] * block.steps, room=(0.1, 0.1))
        for step in range(1, block.steps + 1):
            with writer.inside(table, 0, step - 1) as form:
                _ring(writer, str(step), centred(_row(writer, form, writer.style.row())))
        ends = writer.table(1, [50.0, 50.0], room=(0.0, 0.5))
        for column, words in enumerate((block.low, block.high)):
            with writer.inside(ends, 0, column):
                line = writer.style.line(1.2, below=0)
                if column:
                    line.setAlignment(Qt.AlignmentFlag.AlignRight)
                writer.paragraph(line)
                writer.text(words, writer.style.small)


def _ring(writer: DocumentWriter, number: str, line: QTextBlockFormat) -> None:
    position = writer.paragraph(line)
    writer.text(number, writer.style.letters(0.9))
    writer.decorate(Ring(position))


_MANY_COLUMNS = 4


def _shares(rows: Sequence[Sequence[Inline]], *, to_fill: bool = False) -> list[float]:
    """Widths of columns in per cent by how much their cells say.

    A column weighs what its longest cell has in characters, but never less than its longest
    word (or words would break) or 8 (or an empty column had nothing), and of long texts no
    more than 32 characters count: those wrap. Among many columns it is 16, and a word has more
    around it, for little of the width is left. In a table to fill, an empty column under a title
    of more than a word is for words, and weighs as much as the widest one.
    """
    weights, written = [], []
    around, most = (4.0, 16) if len(rows[0]) >= _MANY_COLUMNS else (2.0, 32)
    for head, *column in zip(*rows, strict=True):
        texts = [plain(cell) for cell in (head, *column)]
        longest_word = max((len(word) for text in texts for word in text.split()), default=0)
        weights.append(max(8.0, longest_word + around, min(max(map(len, texts)), most)))
        written.append(to_fill and not any(column) and " " in plain(head).strip())
    widest = max(weights)
    weights = [widest if own else weight for weight, own in zip(weights, written, strict=True)]
    return [100 * weight / sum(weights) for weight in weights]
