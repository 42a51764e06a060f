"""The window that the class looks at: the page, the buttons where there is one screen, the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.present.class_page import DARK, ClassPage
from valita_desktop.ui.present.controls import ControlBar
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_DESIGN_PX, _BASE_PX = 768, 20
_LEAST_PX, _MOST_PX = 14, 26


def base_px(height: int) -> int:
    """Height of the letters of buttons in pixels, on a window so high."""
    return max(_LEAST_PX, min(_MOST_PX, round(_BASE_PX * height / _DESIGN_PX)))


class _Dark(QWidget):
    """Nothing to be seen; a press brings the page back.

    Signals:
        pressed: It was pressed.
    """

    pressed = Signal()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.black))
        painter.end()

    @override
    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()


class ClassWindow(QWidget):
    """Window of a `Presentation` for the class.

    Args:
        presentation: What is shown; told by the class window's owner when it has changed.
        page: The page, which knows how much fits.
        palette: The colours.

    Attributes:
        page, controls: The page, and the buttons under it.

    Signals:
        closed: Somebody closed it.
    """

    closed = Signal()

    def __init__(self, presentation: Presentation, page: ClassPage, palette: Palette) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._presentation = presentation
        self._palette = palette
        self.page = page
        self.controls = ControlBar(presentation, palette)
        self._dark = _Dark(self)
        self._dark.hide()
        self._dark.pressed.connect(presentation.toggle_dark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen decides
        column.addWidget(page, 1)
        column.addWidget(self.controls)
        page.next_tapped.connect(presentation.next)
        page.previous_tapped.connect(presentation.previous)
        page.ring.clicked.connect(presentation.toggle_timer)

    def show_now(self) -> None:
        """Show the page of now, or nothing where it is dark."""
        now = self._presentation
        item = now.deck.items[now.slide.place.piece]
        self.setWindowTitle(f"{item.texts[now.slide.lang].title} – Välitä!")
        self.page.show_now()
        self.controls.show_now()
        self._dark.setAccessibleName(_(DARK))
        self._dark.setVisible(now.dark)
        self._dark.raise_()

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        self.page.apply_palette(palette)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters and the dark follow the size."""
        super().resizeEvent(event)
        self._fit()
        self._dark.setGeometry(self.rect())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes the window ends the show."""
        super().closeEvent(event)
        self.closed.emit()

    def _fit(self) -> None:
        base = base_px(self.height())
        sheet = theme.stylesheet(self._palette, base)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
            self.setFont(theme.font(base))
        self.controls.apply_theme(self._palette, round(base * 1.2 / 4) * 4)
