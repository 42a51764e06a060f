"""One language of a text, or two beside each other, composed as a document.

The same blocks in the same order in both languages: a row of the side-by-side page is one
`Anchor`, and a language that lacks it shows a dash.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument

from valita_desktop.content.blocks import Heading
from valita_desktop.ui.reader.blocks import write, write_part, write_part_name
from valita_desktop.ui.reader.inline_objects import INDEX, OBJECT_TYPE, DrawingObjects
from valita_desktop.ui.reader.style import COLUMN_EM, NARROW_EM, ReadingStyle
from valita_desktop.ui.reader.writer import Anchor, DocumentWriter, ReaderHeading, ReaderInput
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QTextTable

    from valita_desktop.content.blocks import Block, PartRole

_LINE_ENDS = str.maketrans(
    {"\u2029": "\n", "\u2028": "\n", "\u00a0": " ", "\ufdd0": "\n", "\ufdd1": None}
)
_BMP = 0xFFFF
_PAD_EM = 2.1
_GUTTER_EM = 1.6
_PAIR_EM = 15.0
_ROOMY_EM = 30.0


class Measure(NamedTuple):
    """How a text fits into a width.

    Attributes:
        pad: Pixels left and right of the column or columns.
        column: Width of one language's column in pixels.
        beside: Two languages stand beside each other, not under each other.
        narrow: Grids turn to fit.
    """

    pad: int
    column: int
    beside: bool
    narrow: bool

    @property
    def shape(self) -> tuple[bool, bool]:
        """What must be composed anew when it changes; all else only flows anew."""
        return self.beside, self.narrow


def measure(width: int, style: ReadingStyle, *, pair: bool) -> Measure:
    """Fit a text, or a pair of them, into a width in pixels."""
    pad = style.px(_PAD_EM if width >= _ROOMY_EM * style.em else 1.0)
    room = max(width - 2 * pad, style.px(6))
    half = (room - style.px(_GUTTER_EM)) // 2
    beside = pair and half >= _PAIR_EM * style.em
    column = min(half if beside else room, style.px(COLUMN_EM))
    used = 2 * column + style.px(_GUTTER_EM) if beside else column
    return Measure((width - used) // 2, column, beside, column < NARROW_EM * style.em)


class ReaderPage:
    """A composed text.

    Attributes:
        document: The text.
        written: What stands beside the text.
        languages: Of the text; two of a pair.
    """

    def __init__(
        self,
        readings: tuple[ReaderInput, ...],
        style: ReadingStyle,
        fit: Measure,
        parent: QObject,
    ) -> None:
        """Compose one reading, or two for side by side."""
        self.languages = tuple(reading.lang for reading in readings)
        self.document = QTextDocument(parent)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(style.font())
        self.shape = fit.shape
        self._style = style
        self._column = fit.column
        pen = DocumentWriter(self.document, style, readings[0], fit.column)
        if len(readings) == 1:
            for part in readings[0].document:
                write_part_name(pen, part.role)
                write_part(pen, part)
        elif fit.beside:
            _write_beside(pen, readings)
        else:
            _write_under(pen, readings)
        self.written = pen.written
        drawings = DrawingObjects(self.written.drawings, self.column, style, self.document)
        self.document.documentLayout().registerHandler(OBJECT_TYPE, drawings)

    @property
    def heads(self) -> list[ReaderHeading]:
        """Headings of the text; of a pair those of its first language."""
        return [head for head in self.written.heads if head.lang == self.languages[0]]

    @property
    def drawings(self) -> list[tuple[int, str]]:
        """Position and words of every drawing."""
        drawn = zip(self.written.at, self.written.drawings, strict=True)
        return [(position, drawing.words) for position, drawing in drawn]

    def words(self, cursor: QTextCursor) -> str:
        """The selected text with the words of drawings in their place."""
        text = []
        at = cursor.selectionStart()
        for character in cursor.selectedText():
            at += 1 if ord(character) <= _BMP else 2  # positions count UTF-16 units
            text.append(self._said_at(at) if character == "\ufffc" else character)
        return "".join(text).translate(_LINE_ENDS)

    def _said_at(self, after: int) -> str:
        cursor = QTextCursor(self.document)
        cursor.setPosition(after)
        form = cursor.charFormat()
        if form.objectType() != OBJECT_TYPE:
            return ""
        return self.written.drawings[form.intProperty(INDEX)].words

    def column(self) -> float:
        """Width of one language's column in pixels."""
        return self._column

    def fit(self, measured: Measure, foot: int) -> int:
        """Flow anew; returns the width of the whole page in pixels.

        Args:
            measured: Of the same shape as the page was composed for.
            foot: Pixels to leave free under the text.
        """
        self._column = measured.column
        width = measured.column
        if measured.beside:
            width = 2 * measured.column + self._style.px(_GUTTER_EM)
        frame = self.document.rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(measured.pad)
        form.setRightMargin(measured.pad)
        form.setTopMargin(self._style.px(1.3))
        form.setBottomMargin(self._style.px(1.3) + foot)
        frame.setFrameFormat(form)
        return width + 2 * measured.pad


def _rows(readings: tuple[ReaderInput, ...]) -> list[tuple[Anchor, list[Block | None]]]:
    """Every anchor that any of them has, with its block in each."""
    by_role = [{part.role: part.blocks for part in reading.document} for reading in readings]
    roles: dict[PartRole, None] = {role: None for blocks in by_role for role in blocks}
    rows: list[tuple[Anchor, list[Block | None]]] = []
    for role in roles:
        columns = [blocks.get(role, ()) for blocks in by_role]
        for index in range(max(map(len, columns))):
            found = [blocks[index] if index < len(blocks) else None for blocks in columns]
            rows.append((Anchor(role, index), found))
    return rows


def _write_beside(pen: DocumentWriter, readings: tuple[ReaderInput, ...]) -> None:
    rows = _rows(readings)
    heads = sum(anchor.index == 0 for anchor, _blocks in rows)
    table = pen.table(1 + len(rows) + heads, [50.0, 50.0], room=(0.0, 0.0))
    beside = _Beside(pen, readings, table)
    beside.row([_write_language, _write_language])
    for anchor, found in rows:
        if anchor.index == 0:
            name = partial(write_part_name, role=anchor.role)
            beside.row([name, name], above=0.9)
        position = beside.row(
            [partial(_write_or_dash, block=block) for block in found],
            above=0.9 if any(isinstance(block, Heading) for block in found) else 0.1,
        )
        pen.written.anchors.append((anchor, position))


class _Beside:
    """Fills the rows of a table of two languages."""

    def __init__(
        self, pen: DocumentWriter, readings: tuple[ReaderInput, ...], table: QTextTable
    ) -> None:
        self._pen = pen
        self._readings = readings
        self._table = table
        self._next = 0

    def row(self, writers: list[Callable[[DocumentWriter], None]], above: float = 0.1) -> int:
        """Write the next row, a language a cell; returns its position."""
        pen, row = self._pen, self._next
        gutter = pen.style.px(_GUTTER_EM / 2)
        self._next += 1
        for column, write_cell in enumerate(writers):
            pen.reading = self._readings[column]
            with pen.inside(self._table, row, column) as form:
                form.setLeftPadding(gutter if column else 0)
                form.setRightPadding(0 if column else gutter)
                form.setTopPadding(pen.style.px(above))
                form.setBottomPadding(pen.style.px(0.6))
                write_cell(pen)
        return self._table.cellAt(row, 0).firstPosition()


def _write_or_dash(pen: DocumentWriter, block: Block | None) -> None:
    if block is not None:
        write(pen, block)
        return
    pen.paragraph(pen.style.line())
    pen.text("–", pen.style.letters(colour=pen.style.palette.muted))


def _write_under(pen: DocumentWriter, readings: tuple[ReaderInput, ...]) -> None:
    for anchor, blocks in _rows(readings):
        pen.reading = readings[0]
        if anchor.index == 0:
            write_part_name(pen, anchor.role)
        pen.written.anchors.append((anchor, pen.position))
        for reading, block in zip(readings, blocks, strict=True):
            pen.reading = reading
            _write_language(pen)
            if block:
                write(pen, block)


def _write_language(pen: DocumentWriter) -> None:
    pen.paragraph(pen.style.line(1.3, below=0.4))
    letters = pen.style.letters(0.83, colour=pen.style.palette.primary)
    letters.setFontWeight(600)
    pen.text(pen.say(LANG_NAMES[pen.reading.lang]), letters)
