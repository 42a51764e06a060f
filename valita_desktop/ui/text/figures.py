"""Figures to fill in: a wheel of sectors, circles inside each other, a hand.

Round figures carry their labels around them; where the column is too narrow for that,
numbers stand at the figure and the labels under it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform
from typing_extensions import override

from valita_desktop.ui.text.inline_objects import WRAP, InlineDrawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.text.style import ReadingStyle

_AWAY_EM = 0.5
"""From a round figure to its labels."""
_UPRIGHT = 0.3
"""Labels no farther from the middle than this stand above or below a figure of radius 1."""
_RADIUS_EM, _CIRCLES_EM = 9.0, 20.0
"""Radius of a round figure with labels around it, and width of circles with labels inside."""


@dataclass(kw_only=True)
class WheelDrawing(InlineDrawing):
    """A wheel of sectors, each in rings from the middle out."""

    sectors: tuple[str, ...]
    rings: int

    @override
    def height(self, width: float, style: ReadingStyle) -> float:
        return _FigureBlock(width, style, self.sectors, self._spots()).height

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        count, rings = len(self.sectors), self.rings
        figure = _FigureBlock(rect.width(), style, self.sectors, self._spots())
        middle, radius = figure.middle + rect.topLeft(), figure.radius
        painter.setPen(QPen(QColor(style.palette.border), 1))
        for ring in range(1, rings):
            painter.drawEllipse(middle, radius * ring / rings, radius * ring / rings)
        painter.setPen(QPen(QColor(style.palette.border_strong), 1.5))
        painter.drawEllipse(middle, radius, radius)
        for number in range(count):
            painter.drawLine(middle, middle + _polar(radius, number / count))
        painter.setFont(style.font(0.66))
        painter.setPen(QColor(style.palette.muted))
        for ring in range(1, rings + 1):
            spot = middle + QPointF(0, -radius * (ring - 0.5) / rings)
            box = QRectF(spot.x() + 3, spot.y() - 20, 40, 40)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(ring))
        figure.label(painter, rect.topLeft())

    def _spots(self) -> list[QPointF]:
        """Where each sector's name belongs, in a wheel of radius 1."""
        count = len(self.sectors)
        return [_polar(1.0, (number + 0.5) / count) for number in range(count)]


@dataclass(kw_only=True)
class CirclesDrawing(InlineDrawing):
    """Circles inside each other, named from the middle out."""

    labels: tuple[str, ...]

    @override
    def height(self, width: float, style: ReadingStyle) -> float:
        return min(width - 2, style.px(_CIRCLES_EM * style.figures)) + 2

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        outer = min(rect.width() - 2, style.px(_CIRCLES_EM * style.figures)) / 2
        middle = QPointF(rect.center().x(), rect.top() + 1 + outer)
        count = len(self.labels)
        painter.setFont(style.font(0.83, QFont.Weight.DemiBold))
        for number in range(count, 0, -1):
            radius = outer * number / count
            inner = outer * (number - 1) / count
            innermost = number == 1
            painter.setPen(QPen(QColor(style.palette.primary), 1.5))
            painter.setBrush(QColor(style.palette.primary_tint if innermost else "transparent"))
            painter.drawEllipse(middle, radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            band = (radius - inner) * (1.2 if innermost else 0.8)
            half = math.sqrt(max(radius**2 - (radius - band * 0.55) ** 2, 1.0))
            top = middle.y() - radius + band * 0.12
            box = QRectF(middle.x() - half, top, 2 * half, band * 0.88)
            painter.setPen(QColor(style.palette.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | WRAP, self.labels[number - 1])


@dataclass(kw_only=True)
class HandDrawing(InlineDrawing):
    """The outline of a hand with a label at each finger, from the thumb."""

    fingers: tuple[str, ...]

    @override
    def height(self, width: float, style: ReadingStyle) -> float:
        return _FigureBlock(width, style, self.fingers, _TIP_POINTS).height

    @override
    def paint(self, painter: QPainter, rect: QRectF, style: ReadingStyle) -> None:
        figure = _FigureBlock(rect.width(), style, self.fingers, _TIP_POINTS)
        middle, radius = figure.middle + rect.topLeft(), figure.radius
        transform = QTransform()
        transform.translate(middle.x(), middle.y())
        transform.scale(radius, radius)
        painter.setPen(QPen(QColor(style.palette.primary), 2))
        painter.setBrush(QColor(style.palette.primary_tint))
        painter.drawPath(transform.map(hand_outline()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        figure.label(painter, rect.topLeft())


def hand_outline() -> QPainterPath:
    """The outline of a left hand seen from the back, in a circle of radius 1 around 0."""
    fine = 500.0  # uniting makes polygons; in a large space they are fine ones
    hand = QPainterPath()
    hand.addRoundedRect(QRectF(-0.46 * fine, -0.02 * fine, 0.88 * fine, fine), 150, 180)
    for (root_x, root_y), (tip_x, tip_y), width in zip(_ROOTS, _TIPS, _WIDTHS, strict=True):
        length = math.hypot(tip_x - root_x, tip_y - root_y) * fine
        half = width / 2 * fine
        finger = QPainterPath()
        finger.addRoundedRect(QRectF(-half, 0, 2 * half, length), half, half)
        turn = QTransform()
        turn.translate(root_x * fine, root_y * fine)
        turn.rotate(math.degrees(math.atan2(tip_y - root_y, tip_x - root_x)) - 90)
        hand = hand.united(turn.map(finger))
    return QTransform.fromScale(1 / fine, 1 / fine).map(hand.simplified())


# Where each finger begins and ends, and how wide it is, from the thumb; the palm is around 0
# and the whole hand in a circle of radius 1.
_ROOTS = ((0.2, 0.62), (0.28, 0.25), (0.06, 0.25), (-0.15, 0.25), (-0.35, 0.25))
_TIPS = ((0.92, 0.02), (0.47, -0.8), (0.08, -0.97), (-0.31, -0.86), (-0.66, -0.5))
_TIP_POINTS = [QPointF(x, y) for x, y in _TIPS]
_WIDTHS = (0.26, 0.22, 0.23, 0.22, 0.19)


class _FigureBlock:
    """A round figure with labels around it, or with numbers and a list where it is narrow."""

    def __init__(
        self,
        width: float,
        style: ReadingStyle,
        labels: Sequence[str],
        spots: Sequence[QPointF],
    ) -> None:
        """Find room for a figure and its labels.

        Args:
            width: Room for both in pixels.
            style: The look.
            labels: What stands at the figure.
            spots: Where each belongs, in a figure of radius 1 around 0.
        """
        radius = _RADIUS_EM * style.figures
        self._spots = spots
        self._style = style
        self._labels = labels
        self._width = width
        side = style.px(7.5)
        self._around = width >= 2 * side + style.px(10)
        self._line = style.px(1.25)
        if self._around:
            self.radius = min(style.px(radius), (width - 2 * side) / 2)
            self._margin = self._overhang(above=True)
            self.height = 2 * self.radius + self._margin + self._overhang(above=False)
        else:
            self.radius = min(style.px(radius), width / 2 - style.px(1.4))
            self._margin = style.px(1.4)
            self._list_top = 2 * (self.radius + self._margin) + style.px(0.4)
            self.height = self._list_top + sum(self._heights(width - style.px(1.6)))
        self.middle = QPointF(width / 2, self.radius + self._margin)

    def label(self, painter: QPainter, origin: QPointF) -> None:
        """Write the labels at their points of the figure, whose top left corner is at a point."""
        spots = [spot * self.radius for spot in self._spots]
        painter.setFont(self._style.font(0.83))
        painter.setPen(QColor(self._style.palette.text))
        if self._around:
            for text, spot in zip(self._labels, spots, strict=True):
                self._beside(painter, origin, spot, text)
            return
        for number, spot in enumerate(spots, start=1):
            self._disc(painter, origin + self.middle + spot * _reach(spot, 14.0), number)
        top = origin.y() + self._list_top
        indent = self._style.px(1.6)
        rows = zip(self._labels, self._heights(self._width - indent), strict=True)
        for number, (text, height) in enumerate(rows, start=1):
            at = QPointF(origin.x() + indent * 0.4, top + self._line * 0.5)
            self._disc(painter, at, number)
            painter.setFont(self._style.font(0.83))
            painter.setPen(QColor(self._style.palette.text))
            box = QRectF(origin.x() + indent, top, self._width - indent, height)
            painter.drawText(box, WRAP, text)
            top += height

    def _overhang(self, *, above: bool) -> float:
        """Room that labels need above or below the figure."""
        upright = self._heights(2 * self._style.px(6))
        beside = self._heights(self._style.px(6.5))
        needed = float(self._style.px(0.3))
        for spot, high, low in zip(self._spots, upright, beside, strict=True):
            if (spot.y() < 0) != above:
                continue
            out = abs(spot.y()) * (self.radius + self._style.px(_AWAY_EM)) - self.radius
            needed = max(needed, out + (high if abs(spot.x()) < _UPRIGHT else low / 2))
        return needed

    def _beside(self, painter: QPainter, origin: QPointF, spot: QPointF, text: str) -> None:
        at = origin + self.middle + spot * _reach(spot, self._style.px(_AWAY_EM))
        high = 3 * self._line
        if abs(spot.x()) < _UPRIGHT * self.radius:
            half = self._style.px(6)
            above = spot.y() < 0
            box = QRectF(at.x() - half, at.y() - high if above else at.y(), 2 * half, high)
            edge = Qt.AlignmentFlag.AlignBottom if above else Qt.AlignmentFlag.AlignTop
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | edge | WRAP, text)
        elif spot.x() > 0:
            box = QRectF(at.x(), at.y() - high / 2, origin.x() + self._width - at.x(), high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | WRAP, text)
        else:
            box = QRectF(origin.x(), at.y() - high / 2, at.x() - origin.x(), high)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | WRAP
            painter.drawText(box, flags, text)

    def _disc(self, painter: QPainter, at: QPointF, number: int) -> None:
        radius = self._style.px(0.52)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.palette.primary))
        painter.drawEllipse(at, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self._style.palette.on_primary))
        painter.setFont(self._style.font(0.7, QFont.Weight.Bold))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _heights(self, width: float) -> list[float]:
        """Of the labels, where they may be so wide."""
        metrics = QFontMetricsF(self._style.font(0.83))
        room = QRectF(0, 0, width, 10_000)
        return [
            max(metrics.boundingRect(room, WRAP, text).height(), self._line) + 2
            for text in self._labels
        ]


def _polar(radius: float, turn: float) -> QPointF:
    """A point on a circle; ``turn`` goes clockwise from the top, 0 to 1."""
    angle = 2 * math.pi * turn
    return QPointF(radius * math.sin(angle), -radius * math.cos(angle))


def _reach(spot: QPointF, beyond: float) -> float:
    """Factor that moves a point further out by ``beyond`` pixels."""
    distance = math.hypot(spot.x(), spot.y())
    return 1 + beyond / distance if distance else 1.0
