"""Blocks that are drawn rather than written: lines and spaces to write in, images.

A `InlineDrawing` stands in the text as one character and is painted where the text puts it.
It always carries its words too, for screen readers, copying and find.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODeviceBase,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)
from typing_extensions import override

from valita_desktop.content.drawing import drawing_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from valita_desktop.ui.text.style import ReadingStyle

OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
INDEX = QTextFormat.Property.UserProperty.value + 1
"""Property of the character that a drawing stands in the text as: its number."""

MAX_PIXELS = 40_000_000
"""Larger pictures are not opened."""

WRAP = Qt.TextFlag.TextWordWrap.value
ROW_EM = 1.9
"""Height of a line to write on, in em."""


@dataclass(kw_only=True)
class InlineDrawing(ABC):
    """A picture in the text, which `DrawingObjects` paints.

    Attributes:
        alt_text: What it says, as read aloud, copied and found; ``""`` is nothing.
        inset: How much narrower than the column its place is, in em.
    """

    alt_text: str
    inset: float = 0.0

    @abstractmethod
    def height(self, width: float, style: ReadingStyle) -> float:
        """Pixels it needs where it may be ``width`` pixels wide."""

    @abstractmethod
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        """Draw it.

        Args:
            painter: Of the view.
            rect: As wide as there is room and as high as `height` asked for.
            style: The look.
        """


@dataclass(kw_only=True)
class Rows(InlineDrawing):
    """A drawing as high as some lines to write on.

    Attributes:
        rows: How many.
    """

    rows: float

    @override
    def height(self, _width: float, style: ReadingStyle) -> float:
        return self.rows * style.px(ROW_EM)


@dataclass(kw_only=True)
class WritingLines(Rows):
    """Empty lines to write on."""

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border_strong), 1))
        step = style.px(ROW_EM)
        for number in range(1, round(self.rows) + 1):
            y = round(rect.top() + number * step) - 0.5
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


@dataclass(kw_only=True)
class WritingSpace(Rows):
    """A framed space to write or draw in."""

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setPen(QPen(QColor(style.palette.border_strong), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


@dataclass(kw_only=True)
class DashedLine(Rows):
    """A line across with its words in the middle: where paper ends, or is cut."""

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        painter.setFont(style.font(0.75))
        painter.setPen(QColor(style.palette.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.alt_text)
        half = QFontMetricsF(painter.font()).horizontalAdvance(self.alt_text) / 2 + style.px(0.6)
        pen = QPen(QColor(style.palette.border_strong), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = rect.center()
        y = round(middle.y()) + 0.5
        painter.drawLine(QPointF(rect.left(), y), QPointF(middle.x() - half, y))
        painter.drawLine(QPointF(middle.x() + half, y), QPointF(rect.right(), y))


@dataclass(kw_only=True)
class ArrowDrawing(Rows):
    """An arrow from one box down to the next."""

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        pen = QPen(QColor(style.palette.primary), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        tip = QPointF(rect.center().x(), rect.bottom() - 3)
        wing = style.px(0.35)
        painter.drawLine(QPointF(tip.x(), rect.top() + 3), tip)
        painter.drawLine(tip, tip + QPointF(-wing, -wing))
        painter.drawLine(tip, tip + QPointF(wing, -wing))


@dataclass(kw_only=True)
class PictureDrawing(InlineDrawing):
    """An image of the item, or its words in a frame where it cannot be shown."""

    image: QImage | None

    @override
    def height(self, width: float, style: ReadingStyle) -> float:
        if self.image is None:
            return style.px(5)
        return self._shown(width, style).height()

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        if self.image is None:
            painter.setPen(QPen(QColor(style.palette.border_strong), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(QColor(style.palette.muted))
            painter.setFont(style.font(0.9))
            inner = rect.adjusted(12, 8, -12, -8)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | WRAP, self.alt_text)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(rect.topLeft(), self._shown(rect.width(), style))
        painter.fillRect(target, QColor(Qt.GlobalColor.white))  # drawings come as black on clear
        painter.drawImage(target, self.image)

    def _shown(self, width: float, style: ReadingStyle) -> QSizeF:
        """Never larger than its own pixels, or a drawing on paper, grow with the text size."""
        assert self.image is not None  # noqa: S101 - both callers have looked
        size = self.image.deviceIndependentSize() * (style.em / 18.0 * style.figures)
        return size * (width / size.width()) if size.width() > width else size


class DrawingObjects(QPyTextObject):
    """Paints each `InlineDrawing` of one document where its text puts it.

    Args:
        drawings: By number.
        column: Width of a column just now, in pixels.
        style: The look of it.
    """

    def __init__(
        self,
        drawings: Sequence[InlineDrawing],
        column: Callable[[], float],
        style: ReadingStyle,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drawings = drawings
        self._column = column
        self._style = style

    @override
    def intrinsicSize(self, _document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """Room for one drawing."""
        drawing = self._drawings[form.intProperty(INDEX)]
        width = max(self._column() - self._style.px(drawing.inset), self._style.px(6))
        return QSizeF(width, drawing.height(width, self._style))

    @override
    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        form: QTextFormat,
    ) -> None:
        """Paint one drawing."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._drawings[form.intProperty(INDEX)].paint(painter, QRectF(rect), self._style)
        painter.restore()


def open_image(data: bytes) -> QImage | None:
    """Decode a PNG or JPEG.

    Returns:
        The picture; ``None`` where the bytes are neither, damaged or above `MAX_PIXELS`.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODeviceBase.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # a camera notes which way is up
    size: QSize = reader.size()
    kind = bytes(reader.format().data())
    if kind not in (b"png", b"jpeg") or not 0 < size.width() * size.height() <= MAX_PIXELS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    drawn = drawing_in(data)
    if drawn is not None:
        image.setDevicePixelRatio(image.width() / (drawn.width / 0.75))
    return image
