"""What is painted behind and beside the words: discs, pills, boxes to tick, panels.

Marks never hold words that are not in the text as well: where a disc shows "2", the text
has it too (as a ghost), so what is copied or read aloud is whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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

from valita_desktop.ui.style import icons

if TYPE_CHECKING:
    from valita_desktop.ui.reader.style import ReadingStyle

DISC_EM = 1.9
"""Width of the disc of a step."""

PILL_EM = 5.4
"""Room that the title of a step leaves for its minutes."""


_LEFT = QTextFormat.Property.TableCellLeftPadding
_TOP = QTextFormat.Property.TableCellTopPadding


class Geometry:
    """Where the parts of a laid-out document are, in pixels from its top left corner."""

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

    def words(self, position: int) -> QRectF:
        """As `line`, but only as wide as its words."""
        found = self._document.findBlock(position)
        rect = self._layout.blockBoundingRect(found)
        lines = found.layout()
        if not lines.lineCount():
            return rect
        return lines.lineAt(0).naturalTextRect().translated(rect.topLeft())

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
        """The words of a cell, without its padding; as high as the highest of its row."""
        rects = []
        for each in range(table.columns()):
            cell = table.cellAt(row, each)
            first = self.block(cell.firstPosition())
            rects.append(first.united(self.block(cell.lastPosition())))
        own = rects[column]
        top = min(rect.top() for rect in rects)
        return QRectF(own.left(), top, own.width(), max(rect.bottom() for rect in rects) - top)


class Decoration:
    """Something painted behind the words."""

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """Where it is painted, in pixels of the document."""
        raise NotImplementedError

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """Paint it there."""
        raise NotImplementedError


@dataclass
class Disc(Decoration):
    """The number of a step in a disc, left of its title."""

    position: int
    number: str

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        line = places.line(self.position)
        side = style.px(DISC_EM)
        return QRectF(
            line.left() - style.px(DISC_EM + 0.85), line.center().y() - side / 2, side, side
        )

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
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

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        line = places.line(self.position)
        metrics = QFontMetricsF(style.font(0.8))
        width = metrics.horizontalAdvance(self.text) + style.icon(icons.SMALL) + style.px(1.25)
        high = style.px(1.55)
        right = line.right() + style.px(PILL_EM)
        return QRectF(right - width, line.center().y() - high / 2, width, high)

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(style.palette.border), 1))
        painter.setBrush(QColor(style.palette.surface2))
        half = rect.height() / 2
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), half, half)
        at = QPointF(rect.left() + style.px(0.45), rect.center().y() - style.icon(icons.SMALL) / 2)
        _icon(painter, "clock", style.palette.muted, at, style.icon(icons.SMALL))
        painter.setPen(QColor(style.palette.text))
        painter.setFont(style.font(0.8))
        words = rect.adjusted(style.px(0.45) + style.icon(icons.SMALL), 0, -style.px(0.45), 0)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text
        )


@dataclass
class Tick(Decoration):
    """A box to tick, left of its line."""

    position: int

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        line = places.line(self.position)
        side = style.px(1.1)
        return QRectF(line.left() - style.px(1.85), line.center().y() - side / 2, side, side)

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(style.palette.border_strong), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


@dataclass
class Bullet(Decoration):
    """The dot or the number of a list item, left of its line."""

    position: int
    number: str = ""

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        line = places.line(self.position)
        width = style.px(2.2)
        gap = style.px(0.6)
        return QRectF(line.left() - gap - width, line.top(), width, line.height())

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
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

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        middle = places.words(self.position).center()
        side = style.px(1.65)
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(style.palette.border_strong), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


@dataclass
class Panel(Decoration):
    """A rounded ground under a table of one cell.

    Attributes:
        fill, line: Colours; ``""`` is none.
        icon: Name of an icon in its top left corner; ``""`` is none.
        ink: Colour of the icon.
        position: The first line of its words, beside which the icon stands.
    """

    table: QTextTable
    fill: str = ""
    line: str = ""
    icon: str = ""
    ink: str = ""
    position: int = 0

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        rect = places.table(self.table)
        if self.icon:
            line, side = places.line(self.position), style.icon(icons.LARGE)
            self._at = QPointF(line.left() - style.px(0.6) - side, line.center().y() - side / 2)
        return rect

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(self.line), 1.5) if self.line else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.fill) if self.fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 12, 12)
        if self.icon:
            _icon(painter, self.icon, self.ink, self._at, style.icon(icons.LARGE))


@dataclass
class Cut(Decoration):
    """The edge of a card to cut out: one cell of a table, with room around its words."""

    table: QTextTable
    row: int
    column: int
    padding: float

    def rect(self, places: Geometry, _style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        room = self.padding
        return places.cell(self.table, self.row, self.column).adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        pen = QPen(QColor(style.palette.border_strong), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(style.palette.surface))
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)


@dataclass
class Axis(Decoration):
    """The line of a timeline with a dot at each of its points, in a column of a table."""

    table: QTextTable
    column: int

    def rect(self, places: Geometry, style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        rows = range(self.table.rows())
        lines = [places.line(self.table.cellAt(row, self.column).firstPosition()) for row in rows]
        self._dots = [line.center() for line in lines]
        side = style.px(0.5)
        x, top, bottom = self._dots[0].x(), self._dots[0].y(), self._dots[-1].y()
        return QRectF(x - side, top - side, 2 * side, bottom - top + 2 * side)

    def paint(self, painter: QPainter, _rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(style.palette.primary), 2))
        painter.drawLine(self._dots[0], self._dots[-1])
        painter.setBrush(QColor(style.palette.surface))
        for dot in self._dots:
            painter.drawEllipse(dot, style.em * 0.32, style.em * 0.32)


@dataclass
class Rule(Decoration):
    """A line to write on, under a cell that is empty."""

    table: QTextTable
    row: int
    column: int

    def rect(self, places: Geometry, _style: ReadingStyle) -> QRectF:
        """As `Decoration.rect`."""
        cell = places.cell(self.table, self.row, self.column)
        return QRectF(cell.left(), cell.bottom(), cell.width(), 2)

    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """As `Decoration.paint`."""
        painter.setPen(QPen(QColor(style.palette.border_strong), 1))
        y = round(rect.top()) + 0.5
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _icon(painter: QPainter, name: str, colour: str, at: QPointF, size: int) -> None:
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(at.toPoint(), icons.pixmap(name, colour, size, scale))
