"""One language of a text, or two beside each other, composed as a document.

The same blocks in the same order in both languages: a row of the side-by-side page is one
`Anchor`, and a language that lacks it shows a dash.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument

from valita_desktop.content.blocks import Heading
from valita_desktop.ui.text.blocks import write, write_part, write_part_name
from valita_desktop.ui.text.inline_objects import OBJECT_TYPE, DrawingObjects
from valita_desktop.ui.text.structure import ALT_TEXT
from valita_desktop.ui.text.style import COLUMN_EM, NARROW_EM, ReadingStyle
from valita_desktop.ui.text.writer import Anchor, DocumentWriter, ReaderHeading, ReaderInput
from valita_desktop.ui.widgets.toasts import BELOW_EM
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
# All in em of the reading letters.
_PAD_EM, _TIGHT_PAD_EM = 2.1, 1.0  # left and right of the text
_GUTTER_EM = 1.6  # between two languages
_PAIR_EM = 15.0  # narrower columns hold some 30 characters: then one under the other reads better
_ROOMY_EM = 30.0  # narrower views give up margin before they give up column
_LEAST_EM = 6  # a column is never narrower, whatever the window is dragged to
_ABOVE_EM = 1.3


class Measure(NamedTuple):
    """How a text fits into a width: what `measure` answers and a `ReaderPage` is composed for.

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
    """Fit a text, or a pair of them, into a width.

    Args:
        width: Of the view, in pixels.
        style: Its em is the measure of all else.
        pair: Two languages, beside each other where there is room for both.
    """
    pad = style.px(_PAD_EM if width >= _ROOMY_EM * style.em else _TIGHT_PAD_EM)
    room = max(width - 2 * pad, style.px(_LEAST_EM))
    half = (room - style.px(_GUTTER_EM)) // 2
    beside = pair and half >= _PAIR_EM * style.em
    column = min(half if beside else room, style.px(COLUMN_EM))
    used = 2 * column + style.px(_GUTTER_EM) if beside else column
    return Measure((width - used) // 2, column, beside, column < NARROW_EM * style.em)


class ReaderPage:
    """A composed text: a document, and by a `DocumentWriter` what stands beside its words.

    Attributes:
        document: The text.
        layout_info: What stands beside the text.
        languages: Of the text; two of a pair.
    """

    def __init__(
        self,
        readings: tuple[ReaderInput, ...],
        style: ReadingStyle,
        fit: Measure,
        parent: QObject,
    ) -> None:
        """Compose one reading, or two for side by side.

        Args:
            readings: One, or the same item in two languages.
            style: The look.
            fit: What `measure` says of the width there is.
            parent: Owner of the document.
        """
        self.languages = tuple(reading.lang for reading in readings)
        self.document = QTextDocument(parent)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(style.font())
        self.shape = fit.shape
        self._style = style
        self._column = fit.column
        writer = DocumentWriter(self.document, style, readings[0], fit.column)
        if len(readings) == 1:
            for part in readings[0].document:
                if len(readings[0].document) > 1:  # else whoever shows it says which it is
                    write_part_name(writer, part.role)
                write_part(writer, part)
        elif fit.beside:
            _write_beside(writer, readings)
        else:
            _write_under(writer, readings)
        self.layout_info = writer.layout_info
        drawings = DrawingObjects(self.layout_info.drawings, self.column, style, self.document)
        self.document.documentLayout().registerHandler(OBJECT_TYPE, drawings)

    @property
    def headings(self) -> list[ReaderHeading]:
        """Headings of the text; of a pair those of its first language."""
        return [each for each in self.layout_info.headings if each.lang == self.languages[0]]

    @property
    def drawings(self) -> list[tuple[int, str]]:
        """Position and words of every drawing."""
        drawn = zip(self.layout_info.drawing_positions, self.layout_info.drawings, strict=True)
        return [(position, drawing.alt_text) for position, drawing in drawn]

    def selected_text(self, cursor: QTextCursor) -> str:
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
        return cursor.charFormat().stringProperty(ALT_TEXT)

    def column(self) -> float:
        """Width of one language's column in pixels."""
        return self._column

    def fit(self, measured: Measure, head: int, foot: int) -> int:
        """Flow anew; returns the width of the whole page in pixels.

        Args:
            measured: Of the same shape as the page was composed for.
            head: Pixels to leave free above the text.
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
        form.setTopMargin(self._style.px(_ABOVE_EM) + head)
        form.setBottomMargin(self._style.px(BELOW_EM) + foot)
        frame.setFrameFormat(form)
        return width + 2 * measured.pad


def _named(rows: list[tuple[Anchor, list[Block | None]]]) -> bool:
    """Whether parts bear their names: of one alone whoever shows it says which it is."""
    return len({anchor.role for anchor, _blocks in rows}) > 1


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


def _write_beside(writer: DocumentWriter, readings: tuple[ReaderInput, ...]) -> None:
    rows = _rows(readings)
    named = _named(rows)
    heads = sum(named and anchor.index == 0 for anchor, _blocks in rows)
    table = writer.table(1 + len(rows) + heads, [50.0, 50.0], room=(0.0, 0.0))
    beside = _Beside(writer, readings, table)
    beside.row([_write_language, _write_language])
    for anchor, found in rows:
        if named and anchor.index == 0:
            name = partial(write_part_name, role=anchor.role)
            beside.row([name, name], above=0.9)
        position = beside.row(
            [partial(_write_or_dash, block=block) for block in found],
            above=0.9 if any(isinstance(block, Heading) for block in found) else 0.1,
        )
        writer.layout_info.anchors.append((anchor, position))


class _Beside:
    """Fills the rows of a table of two languages."""

    def __init__(
        self, writer: DocumentWriter, readings: tuple[ReaderInput, ...], table: QTextTable
    ) -> None:
        self._writer = writer
        self._readings = readings
        self._table = table
        self._next = 0

    def row(self, cells: list[Callable[[DocumentWriter], None]], above: float = 0.1) -> int:
        """Write the next row, a language a cell; returns its position."""
        writer, row = self._writer, self._next
        gutter = writer.style.px(_GUTTER_EM / 2)
        self._next += 1
        for column, write_cell in enumerate(cells):
            writer.reading = self._readings[column]
            with writer.inside(self._table, row, column) as form:
                form.setLeftPadding(gutter if column else 0)
                form.setRightPadding(0 if column else gutter)
                form.setTopPadding(writer.style.px(above))
                form.setBottomPadding(writer.style.px(0.6))
                write_cell(writer)
        return self._table.cellAt(row, 0).firstPosition()


def _write_or_dash(writer: DocumentWriter, block: Block | None) -> None:
    if block is not None:
        write(writer, block)
        return
    writer.paragraph(writer.style.line())
    writer.text("–", writer.style.letters(colour=writer.style.palette.muted))


def _write_under(writer: DocumentWriter, readings: tuple[ReaderInput, ...]) -> None:
    rows = _rows(readings)
    named = _named(rows)
    for anchor, blocks in rows:
        writer.reading = readings[0]
        if named and anchor.index == 0:
            write_part_name(writer, anchor.role)
        writer.layout_info.anchors.append((anchor, writer.position))
        for reading, block in zip(readings, blocks, strict=True):
            writer.reading = reading
            _write_language(writer)
            if block:
                write(writer, block)


def _write_language(writer: DocumentWriter) -> None:
    writer.paragraph(writer.style.line(1.3, below=0.4))
    letters = writer.style.letters(0.83, colour=writer.style.palette.primary)
    letters.setFontWeight(600)
    writer.text(writer.say(LANG_NAMES[writer.reading.lang]), letters)
