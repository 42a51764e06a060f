"""One line or a few of text, drawn where no label stands: in list rows, cards and tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.style.theme import Palette

_WRAPPED = Qt.TextFlag.TextWordWrap


class Ink(NamedTuple):
    """Letters and their colour for the functions of this module, with the metrics made once."""

    font: QFont
    metrics: QFontMetricsF
    colour: str

    @property
    def height(self) -> int:
        """Height of a line in pixels."""
        return round(self.metrics.height())

    def wrapped(self, text: str, width: int) -> int:
        """Height of the text in pixels when it wraps at words to ``width``."""
        box = QRectF(0, 0, width, 100_000)
        return round(self.metrics.boundingRect(box, _WRAPPED, text).height())

    def longest_word(self, text: str) -> float:
        """Width in pixels of the longest word, which cannot be wrapped."""
        return max((self.metrics.horizontalAdvance(word) for word in text.split()), default=0.0)


def ink(font: QFont, colour: str) -> Ink:
    """Letters in a colour."""
    return Ink(font, QFontMetricsF(font), colour)


def line(painter: QPainter, box: QRect, text: str, ink: Ink, *, right: bool = False) -> None:
    """Draw one line, with an ellipsis where it does not fit.

    Args:
        painter: Where to.
        box: Room for it; the line is in the middle of its height.
        text: What it says.
        ink: Letters and colour.
        right: At the right end instead of the left.
    """
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = ink.metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def wrapped(painter: QPainter, box: QRect, text: str, ink: Ink) -> None:
    """Draw a text that wraps at words.

    Args:
        painter: Where to.
        box: Room for it, filled from the top.
        text: What it says.
        ink: Letters and colour.
    """
    painter.setFont(ink.font)
    painter.setPen(QColor(ink.colour))
    painter.drawText(box, _WRAPPED, text)


def marked_line(
    painter: QPainter,
    box: QRect,
    text: str,
    ink: Ink,
    marks: Sequence[tuple[int, int]],
    palette: Palette,
) -> None:
    """Draw one line whose marked pieces stand out.

    They have the tint of the fourth theme and a line under them: a tint alone is a hue.

    Args:
        painter: Where to.
        box: Room for it.
        text: What it says.
        ink: Letters and colour.
        marks: Start and end of each piece, in code points.
        palette: For the tint.
    """
    shown = ink.metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(shown, ink.font)
    layout.setFormats([_mark(shown, start, end, palette) for start, end in marks])
    layout.beginLayout()
    layout.createLine().setLineWidth(box.width() + 1)
    layout.endLayout()
    painter.setPen(QColor(ink.colour))
    top = box.top() + (box.height() - layout.boundingRect().height()) / 2
    layout.draw(painter, QPointF(box.left(), top))


def card(
    painter: QPainter, box: QRect, fill: str, border: str, radius: int, width: int = 1
) -> None:
    """Draw a rounded rectangle with its border inside the box.

    Args:
        painter: Where to.
        box: Its outermost edge.
        fill: ``#RRGGBB`` of the ground.
        border: ``#RRGGBB`` of the border.
        radius: Of the corners, in pixels.
        width: Of the border, in pixels.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    painter.setPen(QPen(QColor(border), width))
    half = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)


# How far the circles are from the tint, and how opaque (of 255): words on them stay as
# readable as on the tint, which test_theme measures.
_CIRCLE_STEP = 0.08
_CIRCLE_ALPHA = 150

# Centre and radius of the circles, in shares of the tile's width and height.
_CIRCLES = (
    ((0.78, 0.72, 0.62), (0.56, 1.02, 0.40)),
    ((0.88, 0.92, 0.60), (0.60, 0.84, 0.26)),
    ((0.72, 1.08, 0.54), (0.96, 0.66, 0.34)),
    ((0.84, 0.92, 0.56), (0.50, 1.00, 0.22), (1.00, 0.28, 0.18)),
)

MORE = 30
"""Least side of the button of a menu, in pixels: WCAG 2.5.8 asks for 24."""


def theme_ground(painter: QPainter, box: QRect, number: int, palette: Palette, radius: int) -> None:
    """Draw the tint of a theme with its circles, or its outline where tints do not show.

    Args:
        painter: Where to.
        box: The ground.
        number: Of the theme, as `theme.theme_number` gives it.
        palette: The colours.
        radius: Of the corners, in pixels.
    """
    strong, tint = palette.themes[number]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if palette.outlined:
        card(painter, box, tint, strong, radius)
        return
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), radius, radius)
    painter.fillPath(shape, QColor(tint))
    colour = circle_colour(tint)
    colour.setAlpha(_CIRCLE_ALPHA)
    painter.save()
    painter.setClipPath(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for x, y, share in _CIRCLES[number]:
        length = share * box.height()
        painter.drawEllipse(QPointF(x * box.width(), y * box.height()), length, length)
    painter.restore()


def circle_colour(tint: str) -> QColor:
    """The colour of the circles on a tint where they lie thickest.

    A step towards the middle: darker on a light tint, lighter on a dark one. Words on it
    stay readable (tested for all palettes).
    """
    ground = QColor(tint)
    hue, saturation, lightness = ground.hslHueF(), ground.hslSaturationF(), ground.lightnessF()
    step = -_CIRCLE_STEP if lightness > 0.5 else _CIRCLE_STEP  # noqa: PLR2004 - the middle
    return QColor.fromHslF(hue, saturation, lightness + step)


def more_button(painter: QPainter, box: QRect, palette: Palette, *, hover: bool) -> None:
    """Draw the three dots that open a menu.

    Args:
        painter: Where to.
        box: The whole button, a square.
        palette: The colours.
        hover: The mouse is over it.
    """
    if hover:
        card(painter, box, palette.bg, palette.border_strong, 8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.text if hover else palette.muted))
    middle, step = QRectF(box).center(), box.width() / 5
    for number in (-1, 0, 1):
        painter.drawEllipse(middle + QPointF(number * step, 0), box.width() / 16, box.width() / 16)


def _mark(text: str, start: int, end: int, palette: Palette) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _utf16(text[:start])
    made.length = _utf16(text[start:end])
    style = QTextCharFormat()
    style.setBackground(QColor(palette.themes[3].tint))
    style.setFontUnderline(True)
    made.format = style
    return made


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
