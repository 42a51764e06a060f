"""Where everything stands on a page before a class, in proportion to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from valita_desktop.ui.present.deck import SlideKind
from valita_desktop.ui.present.fitting import LEAST_PX
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from valita_desktop.ui.present.deck import Slide

# In pixels of a screen of 768 lines; others are in proportion (`Measures.unit`).
_SIDE, _TOP, _BOTTOM, _BAR, _UNDER_BAR, _UNDER_HEADING = 64, 26, 14, 8, 30, 14
_HEADING, _SMALL, _LEAST_SMALL_PX, _LEAST_BAR_PX = 62, 24, 16, 4
_MOST_SIDE = 0.05
"""Of the width, left free at each side."""
_LARGE = 1.3
"""Of a heading that stands alone, or is the title."""
_RING, _RING_ALONE, _RING_WIDTH = 0.38, 0.56, 0.3
"""Of the height, a timer beside words and one beside a heading alone; and of the width."""
_WRAP = Qt.TextFlag.TextWordWrap


class Measures(NamedTuple):
    """Of a page.

    Attributes:
        width, height: In pixels.
        unit: How many of those a pixel of a screen of 768 lines is.
        scale: As `fitting.scale` says.
    """

    width: int
    height: int
    unit: float
    scale: float


@dataclass(frozen=True)
class PageLayout:
    """Where the parts of a page stand, in pixels.

    Attributes:
        title, where, bar, following: Around the page: what it is of, which step, the bar, what
            is next.
        small_px: Height of their letters.
        heading, heading_px: What the step is called, and the height of its letters.
        body: The words.
        ring: The timer; empty where there is none.
        card: The edge of a card; empty where it is none.
    """

    title: QRect
    where: QRect
    bar: QRect
    following: QRect
    small_px: float
    heading: QRect
    heading_px: float
    body: QRect
    ring: QRect
    card: QRect


def arrange(slide: Slide, page: Measures) -> PageLayout:
    """Find a place for everything on the page of a slide."""
    unit, side = page.unit, round(min(_SIDE * page.unit, page.width * _MOST_SIDE))
    small = max(_LEAST_SMALL_PX, _SMALL * unit)
    line, width, third = round(small * 1.5), page.width - 2 * side, page.width // 3
    above, bar = round(_TOP * unit), max(_LEAST_BAR_PX, round(_BAR * unit))
    below = page.height - line - round(_BOTTOM * unit)
    room = QRect(side, 0, width, 0)
    room.setTop(above + line + round(_UNDER_BAR * unit))
    room.setBottom(below - round(unit * 6))
    ring, card = QRect(), QRect()
    if slide.minutes:
        ring = _ring(slide, page, room)
        room.setRight(ring.left() - side // 2)
    if slide.kind is SlideKind.CARD:
        card, pad = QRect(room), side // 2
        room.adjust(pad, pad // 2, -pad, -pad // 2)
    heading, px, body = _words(slide, page, room)
    return PageLayout(
        title=QRect(side, above, width - third, line),
        where=QRect(side + width - third, above, third, line),
        bar=QRect(side, above + line, width, bar),
        following=QRect(side, below, width, line),
        small_px=small,
        heading=heading,
        heading_px=px,
        body=body,
        ring=ring,
        card=card,
    )


def _ring(slide: Slide, page: Measures, room: QRect) -> QRect:
    """The timer: at the top beside words, in the middle beside a heading alone."""
    most = (_RING if slide.blocks else _RING_ALONE) * page.height
    across = round(min(most, _RING_WIDTH * page.width, room.height()))
    free = 0 if slide.blocks else (room.height() - across) // 2
    return QRect(room.right() - across, room.top() + free, across, across)


def _words(slide: Slide, page: Measures, room: QRect) -> tuple[QRect, float, QRect]:
    """The heading, the height of its letters, and what is left for the words under it."""
    alone = not slide.blocks
    large = _LARGE if alone or slide.kind is SlideKind.TITLE else 1.0
    most = room.height() * (1.0 if alone else 0.5)
    limits = (_HEADING * page.unit * large, LEAST_PX * page.scale)
    px, high = _heading(slide.heading, room.width(), most, limits)
    if alone:
        return room, px, QRect()
    heading = QRect(room.left(), room.top(), room.width(), high)
    body = QRect(room)
    body.setTop(room.top() + high + (round(_UNDER_HEADING * page.unit) if high else 0))
    return heading, px, body


def _heading(words: str, width: int, most: float, limits: tuple[float, float]) -> tuple[float, int]:
    """Height of a heading's letters and of its lines, in pixels.

    Args:
        words: What it says.
        width: Room for it.
        most: Of the height of its lines, which smaller and smaller letters keep to.
        limits: Largest letters, and the least that are taken only to need fewer lines than three.
    """
    px, least = limits
    if not words:
        return px, 0
    while True:
        metrics = QFontMetricsF(theme.font(px, QFont.Weight.Bold))
        box = metrics.boundingRect(QRectF(0, 0, width, 100_000), _WRAP, words)
        fits = box.width() <= width and box.height() <= most
        short = box.height() < metrics.height() * 2.5 or px <= least
        if (fits and short) or px <= _LEAST_SMALL_PX:
            return px, round(box.height()) + 2
        px *= 0.92
