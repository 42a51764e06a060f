"""What is painted behind and beside the words: discs, pills, boxes to tick, panels.

Decorations never hold words that are not in the text as well: where a disc shows "2", the text
has it too (as hidden text), so what is copied or read aloud is whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from typing_extensions import override

from valita_desktop.ui.style import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLine

    from valita_desktop.ui.text.style import ReadingStyle

# All in em of the reading letters. What hangs left of a line needs an indent as wide as itself
# and a gap, so indents are named here, beside what they make room for.
DISC_EM = 1.9
"""Width of the disc of a step: two digits in bold with some ground around them."""

STEP_INDENT_EM = DISC_EM + 0.85
"""Where the words of a step begin: its disc and a gap as wide as a wide letter."""

PILL_EM = 5.4
"""Room that the title of a step leaves for its minutes: a clock and "120 min" in small letters."""

TICK_INDENT_EM = 1.85
"""Where the words beside a box to tick begin; the box stands at the very left."""

_PILL_LETTERS_EM, _PILL_SIDE_EM = 0.8, 0.45
_NUMBER_EM, _NUMBER_GAP_EM = 2.2, 0.6  # "10." in bold, and the gap to the words
_ICON_GAP_EM = 0.6

_LEFT = QTextFormat.Property.TableCellLeftPadding
_TOP = QTextFormat.Property.TableCellTopPadding


class Geometry:
    """Where a laid-out document has what a `Decoration` belongs to, in pixels from its corner."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._layout = document.documentLayout()

    def block(self, position: int) -> QRectF:
        """The lines of the paragraph at a position, without its margins."""
        found = self._document.findBlock(position)
        lines = found.layout()
        rect = self._layout.blockBoundingRect(found)
        if not lines.lineCount():
            return rect
        origin = rect.topLeft()
        first = lines.lineAt(0).rect().translated(origin)
        last = lines.lineAt(lines.lineCount() - 1).rect().translated(origin)
        return QRectF(first.topLeft(), QPointF(first.right(), last.bottom()))

    def line(self, position: int) -> QRectF:
        """The first line of the paragraph at a position: as wide as it may be."""
        found = self._document.findBlock(position)
        rect = self._layout.blockBoundingRect(found)
        lines = found.layout()
        return lines.lineAt(0).rect().translated(rect.topLeft()) if lines.lineCount() else rect

    def text(self, position: int) -> QRectF:
        """As `line`, but only as wide as its words."""
        found = self._document.findBlock(position)
        rect = self._layout.blockBoundingRect(found)
        lines = found.layout()
        if not lines.lineCount():
            return rect
        return lines.lineAt(0).naturalTextRect().translated(rect.topLeft())

    def words(self, start: int, end: int) -> list[QRectF]:
        """Words of one paragraph, a rectangle a line.

        Args:
            start: Position of the first letter.
            end: Position behind the last one.
        """
        found = self._document.findBlock(start)
        lines, origin = found.layout(), self._layout.blockBoundingRect(found).topLeft()
        rects = []
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            first = max(start - found.position(), line.textStart())
            last = min(end - found.position(), line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                box = QRectF(left, line.y(), right - left, line.height())
                rects.append(box.translated(origin))
        return rects

    def table(self, table: QTextTable) -> QRectF:
        """A table of one cell, without its margins.

        Qt knows the size of a table, but says that it is where its first cell's words are.
        """
        cell = table.cellAt(0, 0)
        form, padding = table.format(), cell.format().toTableCellFormat()
        block = self._document.findBlock(cell.firstPosition())
        start = self._layout.blockBoundingRect(block).topLeft()
        size = self._layout.frameBoundingRect(table).size()
        around = form.cellPadding()
        left = padding.leftPadding() if padding.hasProperty(_LEFT) else around
        top = padding.topPadding() if padding.hasProperty(_TOP) else around
        return QRectF(
            start.x() - left,
            start.y() - block.blockFormat().topMargin() - top,
            size.width() - form.leftMargin() - form.rightMargin(),
            size.height() - form.topMargin() - form.bottomMargin(),
        )

    def cell(self, table: QTextTable, row: int, column: int) -> QRectF:
        """The words of a cell, without its padding; as high as the highest of its row.

        Args:
            table: One of the document.
            row: From 0.
            column: From 0.
        """
        rects = []
        for each in range(table.columns()):
            cell = table.cellAt(row, each)
            first = self.block(cell.firstPosition())
            rects.append(first.united(self.block(cell.lastPosition())))
        own = rects[column]
        top = min(rect.top() for rect in rects)
        return QRectF(own.left(), top, own.width(), max(rect.bottom() for rect in rects) - top)


def _x(line: QTextLine, position: int) -> float:
    """Where a letter begins; Qt answers with the position it had to take as well."""
    x, _taken = cast("tuple[float, int]", line.cursorToX(position))
    return x


class Decoration(ABC):
    """Something painted behind the words, in the order in which it was noted.

    A `DocumentWriter` notes it, `Geometry` says where it is once the text is laid out; a
    ground is noted before what stands on it, or it would hide that.
    """

    @abstractmethod
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        """Where it is painted, in pixels of the document."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """Paint it there.

        Args:
            painter: Of the view, moved to the corner of the document.
            rect: What `rect` answered.
            style: The look.
        """


@dataclass
class Disc(Decoration):
    """The number of a step in a disc, left of its title."""

    position: int
    number: str

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        line = geometry.line(self.position)
        side = style.px(DISC_EM)
        return QRectF(
            line.left() - style.px(STEP_INDENT_EM), line.center().y() - side / 2, side, side
        )

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.palette.primary))
        painter.drawEllipse(rect)
        painter.setPen(QColor(style.palette.on_primary))
        painter.setFont(style.font(0.9, QFont.Weight.Bold))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.number)


@dataclass
class Pill(Decoration):
    """The minutes of a step with a clock, at the right end of its title's line."""

    position: int
    text: str

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        line = geometry.line(self.position)
        metrics = QFontMetricsF(style.font(_PILL_LETTERS_EM))
        # The icon, the words, both sides, and the gap between the two.
        width = metrics.horizontalAdvance(self.text) + style.icon(icons.SMALL) + style.px(1.25)
        high = style.px(1.55)
        right = line.right() + style.px(PILL_EM)
        return QRectF(right - width, line.center().y() - high / 2, width, high)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border), 1))
        painter.setBrush(QColor(style.palette.surface2))
        half = rect.height() / 2
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
        at = QPointF(
            rect.left() + style.px(_PILL_SIDE_EM), rect.center().y() - style.icon(icons.SMALL) / 2
        )
        _icon(painter, "clock", style.palette.muted, at, style.icon(icons.SMALL))
        painter.setPen(QColor(style.palette.text))
        painter.setFont(style.font(_PILL_LETTERS_EM))
        side = style.px(_PILL_SIDE_EM)
        words = rect.adjusted(side + style.icon(icons.SMALL), 0, -side, 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text
        )


@dataclass
class Tick(Decoration):
    """A box to tick, left of its line."""

    position: int

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        line = geometry.line(self.position)
        side = style.px(1.1)
        return QRectF(
            line.left() - style.px(TICK_INDENT_EM), line.center().y() - side / 2, side, side
        )

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border_strong), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


@dataclass
class Bullet(Decoration):
    """The dot or the number of a list item, left of its line."""

    position: int
    number: str = ""

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        line = geometry.line(self.position)
        width = style.px(_NUMBER_EM)
        gap = style.px(_NUMBER_GAP_EM)
        return QRectF(line.left() - gap - width, line.top(), width, line.height())

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        if self.number:
            painter.setPen(QColor(style.palette.primary))
            painter.setFont(style.font(1.0, QFont.Weight.Bold))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, side, self.number)
            return
        radius = style.em * 0.17
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.palette.primary))
        painter.drawEllipse(QPointF(rect.right() - radius, rect.center().y()), radius, radius)


@dataclass
class Ring(Decoration):
    """A circle around a number to choose."""

    position: int

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        middle = geometry.text(self.position).center()
        side = style.px(1.65)
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border_strong), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


@dataclass
class Panel(Decoration):
    """A rounded ground under a table of one cell; noted before what stands on it.

    Attributes:
        fill, line: Colours; ``""`` is none.
    """

    table: QTextTable
    fill: str = ""
    line: str = ""

    @override
    def rect(self, geometry: Geometry, _style: ReadingStyle) -> QRectF:
        return geometry.table(self.table)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(self.line), 1.5) if self.line else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.fill) if self.fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 12, 12)


@dataclass
class PanelIcon(Decoration):
    """An icon in the top left corner of a panel, beside the first line of its words.

    Attributes:
        position: That line.
        name: Name of the icon.
        ink: Its colour.
    """

    position: int
    name: str
    ink: str

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        line, side = geometry.line(self.position), style.icon(icons.LARGE)
        left = line.left() - style.px(_ICON_GAP_EM) - side
        return QRectF(left, line.center().y() - side / 2, side, side)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        _icon(painter, self.name, self.ink, rect.topLeft(), style.icon(icons.LARGE))


@dataclass
class CardEdge(Decoration):
    """The edge of a card to cut out: one cell of a table, with room around its words."""

    table: QTextTable
    row: int
    column: int
    padding: float

    @override
    def rect(self, geometry: Geometry, _style: ReadingStyle) -> QRectF:
        room = self.padding
        return geometry.cell(self.table, self.row, self.column).adjusted(-room, -room, room, room)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        pen = QPen(QColor(style.palette.border_strong), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(style.palette.surface))
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)


@dataclass
class Axis(Decoration):
    """The line of a timeline through a column of a table; its points are each a `Dot`."""

    table: QTextTable
    column: int

    @override
    def rect(self, geometry: Geometry, _style: ReadingStyle) -> QRectF:
        rows = (0, self.table.rows() - 1)
        cells = [self.table.cellAt(row, self.column).firstPosition() for row in rows]
        first, last = (geometry.line(position).center() for position in cells)
        return QRectF(first.x() - 1, first.y(), 2, last.y() - first.y())

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.primary), 2))
        x = rect.center().x()
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))


@dataclass
class Dot(Decoration):
    """A point of a timeline, in the middle of its line."""

    position: int

    @override
    def rect(self, geometry: Geometry, style: ReadingStyle) -> QRectF:
        middle, side = geometry.line(self.position).center(), style.em * 0.64
        dot = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        return dot.adjusted(-1, -1, 1, 1)  # half of its line is outside

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.primary), 2))
        painter.setBrush(QColor(style.palette.surface))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


@dataclass
class Rule(Decoration):
    """A line to write on, under a cell that is empty."""

    table: QTextTable
    row: int
    column: int

    @override
    def rect(self, geometry: Geometry, _style: ReadingStyle) -> QRectF:
        cell = geometry.cell(self.table, self.row, self.column)
        return QRectF(cell.left(), cell.bottom(), cell.width(), 2)

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border_strong), 1))
        y = round(rect.top()) + 0.5
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _icon(painter: QPainter, name: str, colour: str, at: QPointF, size: int) -> None:
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(at.toPoint(), icons.pixmap(name, colour, size, scale))
