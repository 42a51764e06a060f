"""How far a class has come: a piece for each step, those that were are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Palette

_GAP, _MOST_GAP = 1.25, 0.25
"""Between two pieces, in heights of the bar; and the most of a piece's own width."""
_FAINT = 0.35


class StepBar(QWidget):
    """Bar of the steps of an item; what it shows is said in words beside it."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._steps, self._done = 1, 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_steps(self, steps: int, done: float) -> None:
        """Show so many steps, of which so many are done; a part of one is what was shown of it."""
        self._steps, self._done = steps, done
        self.update()

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pieces."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = float(self.height())
        gap = min(_GAP * high, self.width() / self._steps * _MOST_GAP)
        wide = (self.width() - gap * (self._steps - 1)) / self._steps
        for number in range(self._steps):
            box = QRectF(number * (wide + gap), 0, wide, high)
            painter.setOpacity(_FAINT)
            painter.setBrush(QColor(self._palette.border_strong))
            painter.drawRoundedRect(box, high / 2, high / 2)
            painter.setOpacity(1.0)
            part = min(max(self._done - number, 0.0), 1.0)
            if part:
                painter.setBrush(QColor(self._palette.primary))
                box.setWidth(max(min(high, wide), wide * part))
                painter.drawRoundedRect(box, high / 2, high / 2)
        painter.end()
