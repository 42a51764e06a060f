"""Line icons in any colour, sharp at any scale.

The drawings are lucide's (``resources/icons``, ISC licence), recoloured when drawn.
Sizes are 16, 20 or 24 pixels, and with larger letters other multiples of four: what is
between falls between pixels at 125 and 150 %.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from valita_desktop import paths
from valita_desktop.content.model import Format, Kind, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    from valita_desktop.ui.style.theme import Appearance

SMALL, MEDIUM, LARGE = 16, 20, 24

log = logging.getLogger(__name__)

_NO_ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>'
THEME_ICONS = {
    Theme.PARTICIPATION: "megaphone",
    Theme.EQUALITY: "scale",
    Theme.EVERYDAY: "calendar-check",
    Theme.WELLBEING: "sprout",
}

_FORMAT_ICONS = {
    Format.CHECKLIST: "list-checks",
    Format.WORKSHEET: "file-pen",
    Format.WEEK_PLAN: "calendar-days",
    Format.CONVERSATION_CARDS: "messages-square",
    Format.SELF_ASSESSMENT: "gauge",
    Format.STEP_GUIDE: "list-ordered",
    Format.GROUP_EXERCISE: "users",
    Format.FACT_CARD: "id-card",
}

_KIND_ICONS = {
    Kind.THEME: "layers",
    Kind.PRACTICE: "sparkles",
    Kind.PROJECT: "folder-kanban",
    Kind.EVENT: "calendar",
}


def icon(name: str, colour: str) -> QIcon:
    """An icon in one colour.

    In an area wider than high it is drawn as a square at the left, which is how a button
    gets more room between its icon and its words: give it ``beside_text(size)``.

    Args:
        name: File name in ``resources/icons`` without its ending.
        colour: ``#RRGGBB``.
    """
    return QIcon(_LineEngine(name, colour))


def beside_text(size: int = MEDIUM) -> QSize:
    """The ``iconSize`` of a button with words: the icon and a gap after it."""
    return QSize(size + 7, size)


def put_on(
    button: QAbstractButton, name: str, colour: str, appearance: Appearance, size: int = MEDIUM
) -> None:
    """Give a button an icon that is as large as its words are, beside them if there are any.

    Args:
        button: With its words, if it is to have some.
        name: As for `icon`.
        colour: ``#RRGGBB``.
        appearance: The size of the letters.
        size: At letters of 100 %.
    """
    px = appearance.icon_px(size)
    button.setIcon(icon(name, colour))
    button.setIconSize(beside_text(px) if button.text() else QSize(px, px))


def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """The icon as pixels for delegates, kept in Qt's own cache.

    Args:
        name: As for `icon`.
        colour: ``#RRGGBB``.
        size: Device-independent pixels.
        scale: Device pixel ratio of where it is drawn.
    """
    key = f"valita/{name}/{colour}/{size}@{scale}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(name, colour, QSize(round(size * scale), round(size * scale)))
        drawn.setDevicePixelRatio(scale)
        QPixmapCache.insert(key, drawn)
    return drawn


def item_icon(kind: Kind, sheet: Format | None) -> str:
    """The name of the icon that stands for an item: its format's, else its kind's."""
    return _FORMAT_ICONS[sheet] if sheet else _KIND_ICONS.get(kind, "file-text")


class _LineEngine(QIconEngine):
    """Draws one lucide icon in one colour; what is disabled is drawn faint."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, side, side)
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.45)
        _renderer(self._name, self._colour).render(painter, square)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    @override
    def clone(self) -> QIconEngine:
        return _LineEngine(self._name, self._colour)


def _draw(name: str, colour: str, size: QSize) -> QPixmap:
    return _LineEngine(name, colour).pixmap(size, QIcon.Mode.Normal, QIcon.State.Off)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace(b"currentColor", colour.encode())))


@cache
def _svg(name: str) -> bytes:
    """The drawing of an icon; none where its file is gone: the words beside it remain."""
    try:
        return (paths.resources() / "icons" / f"{name}.svg").read_bytes()
    except OSError as error:
        log.warning("an icon is left out: %s", error)
        return _NO_ICON
