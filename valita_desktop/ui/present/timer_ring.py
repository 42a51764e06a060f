"""The timer of a step as a ring that empties; a button that starts and pauses it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from valita_desktop.i18n import N_, catalogue
from valita_desktop.ui.present.countdown import Countdown, TimerState
from valita_desktop.ui.style import icons, theme

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.style.theme import Palette

TIME_IS_UP = N_("Time is up")
_TIMER = N_("Timer")
_CAPTIONS = {
    TimerState.IDLE: N_("Start"),
    TimerState.PAUSED: N_("Paused"),
    TimerState.OVER: TIME_IS_UP,
}
_FULL = 360 * 16
_MINUTE = 60


def clock_face(seconds: float) -> str:
    """Minutes and seconds that are left, ``2:47``; a begun second counts."""
    whole = math.ceil(seconds)
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"


class TimerRing(QAbstractButton):
    """Ring of a `Countdown`, or of the minutes that a step would take.

    Args:
        palette: The colours.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._left = self._part = 0.0
        self._state = TimerState.IDLE
        self._caption = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_time(self, countdown: Countdown | None, minutes: int, lang: Lang) -> None:
        """Show a timer.

        Args:
            countdown: The timer of the step; ``None`` where it has not been started.
            minutes: Of the step.
            lang: Of the words in the ring.
        """
        self._state = countdown.state if countdown else TimerState.IDLE
        idle = self._state is TimerState.IDLE
        self._left = minutes * _MINUTE if idle or not countdown else countdown.left
        total = countdown.total if countdown else 0
        self._part = 1.0 if idle or not total else self._left / total
        caption = _CAPTIONS.get(self._state, "")
        self._caption = catalogue(lang).gettext(caption) if caption else ""
        words = f"{catalogue(lang).gettext(_TIMER)} {clock_face(self._left)}"
        self.setAccessibleName(f"{words}, {self._caption}" if self._caption else words)
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 200)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring, the time, and below it what a press does or that the time is up."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        thick = side * 0.07
        over = self._state is TimerState.OVER
        ink = self._palette.danger if over else self._palette.primary
        circle = QRectF(0, 0, side, side).adjusted(thick, thick, -thick, -thick)
        painter.setPen(QPen(QColor(ink if over else self._palette.border), thick))
        painter.drawEllipse(circle)
        pen = QPen(QColor(ink), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._part > 0:
            painter.drawArc(circle, _FULL // 4, -round(_FULL * min(self._part, 1.0)))
        self._write(painter, circle, side, ink if over else self._palette.text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._palette.focus), 3))
            painter.drawEllipse(QRectF(0, 0, side, side).adjusted(2, 2, -2, -2))
        painter.end()

    def _write(self, painter: QPainter, circle: QRectF, side: float, ink: str) -> None:
        painter.setPen(QColor(ink))
        painter.setFont(theme.font(side * 0.23, QFont.Weight.Bold))
        raised = circle.translated(0, -side * 0.05 if self._caption else 0)
        painter.drawText(raised, Qt.AlignmentFlag.AlignCenter, clock_face(self._left))
        if not self._caption:
            return
        font = theme.font(side * 0.085, QFont.Weight.DemiBold)
        painter.setFont(font)
        idle = self._state is TimerState.IDLE
        middle = QPointF(circle.center().x(), circle.center().y() + side * 0.16)
        width = painter.fontMetrics().horizontalAdvance(self._caption)
        mark = round(side * 0.085) if idle else 0
        left = middle.x() - (width + mark * 1.4) / 2
        if idle:
            corner = QPointF(left, middle.y() - mark / 2).toPoint()
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(corner, icons.pixmap("play", ink, mark, ratio))
        box = QRectF(left + mark * 1.4, middle.y() - side * 0.1, width + 4, side * 0.2)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._caption)
