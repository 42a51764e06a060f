"""The band and the sign at the top of a page, by which sheets are told apart across a room.

The theme shows by the pattern of its band, the topic by its sign, so both survive a copier; the
colour only helps. All of it is an artifact: the words beside it say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content.model import Theme, Topic
from valita_desktop.handouts.boxes.box import MM
from valita_desktop.handouts.pdfwriter import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Record
    from valita_desktop.handouts.pdfwriter.canvas import Canvas

INKS: dict[Theme, str] = {
    Theme.PARTICIPATION: "#0B5F5B",
    Theme.EQUALITY: "#9C3A22",
    Theme.EVERYDAY: "#663A85",
    Theme.WELLBEING: "#745000",
}
"""The colours that the themes have on a light screen."""

SIGNS: dict[Theme | Topic, str] = {
    Topic.SLEEP: "🛏",
    Topic.RHYTHM: "⏰",
    Topic.MONEY: "💶",
    Topic.HOUSING: "🏠",
    Topic.FOOD: "🍲",
    Topic.DIGITAL: "📱",
    Topic.HEALTH: "💪",
    Topic.MIND: "🧠",
    Topic.RELATIONSHIPS: "👥",
    Topic.SUBSTANCES: "🎮",
    Topic.SERVICES: "☎",
    Topic.STUDIES: "🎓",
    Theme.PARTICIPATION: "📣",
    Theme.EQUALITY: "⚖",
    Theme.EVERYDAY: "🧭",
    Theme.WELLBEING: "🌱",
}

SIGN_ROOM = 12 * MM
_SIGN = 8.6 * MM
_HIGH = 1.9 * MM
_BLOCKS = 7
_GAP = 2.2 * MM
_DOTS = 24


def sign_of(record: Record) -> str:
    """The sign of an item's topic, else of its theme; ``""`` where it has neither."""
    code = record.topic or record.theme
    return SIGNS[code] if code else ""


def draw_sign(canvas: Canvas, record: Record, x: float, y: float) -> None:
    """Draw the sign of an item.

    Args:
        canvas: Where to; it is an artifact.
        record: The item's.
        x: Its left edge, in points.
        y: Its middle, in points upwards from the foot of the page.
    """
    sign = sign_of(record)
    if sign:
        canvas.write(fonts.face(fonts.REGULAR), _SIGN, sign, x, y - _SIGN * 0.36)


def draw_band(
    canvas: Canvas, theme: Theme | None, left: float, right: float, y: float, *, plain: bool
) -> None:
    """Draw the band of a theme; a hair line where there is none.

    Args:
        canvas: Where to; it is an artifact.
        theme: The theme.
        left: Where it begins, in points.
        right: Where it ends.
        y: Its middle.
        plain: In black, and thinner: ink is to be saved.
    """
    if theme is None:
        canvas.setLineWidth(0.4)
        canvas.line(left, y, right, y)
        return
    high = _HIGH * (0.55 if plain else 1)
    if not plain:
        canvas.setStrokeColor(INKS[theme])
    for x, wide, lift, thick in _pieces(theme, right - left, high):
        canvas.setLineWidth(thick)
        canvas.setLineCap(int(wide == 0))
        canvas.line(left + x, y + lift, left + x + wide, y + lift)
    canvas.setStrokeGray(0)
    canvas.setLineCap(1)


def _pieces(theme: Theme, width: float, high: float) -> Iterator[tuple[float, float, float, float]]:
    """The strokes of a band: where each starts, its length, its height and its thickness.

    A stroke without length is a dot.
    """
    match theme:
        case Theme.PARTICIPATION:
            yield 0, width, 0, high
        case Theme.EQUALITY:
            for side in (-1, 1):
                yield 0, width, side * high * 0.32, high * 0.36
        case Theme.EVERYDAY:
            each = (width + _GAP) / _BLOCKS
            yield from ((n * each, each - _GAP, 0, high) for n in range(_BLOCKS))
        case Theme.WELLBEING:
            between = (width - high) / (_DOTS - 1)
            yield from ((high / 2 + n * between, 0, 0, high) for n in range(_DOTS))
