"""The window that the class looks at: the page, the buttons where there is one screen, the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.present.class_page import DARK, ClassPage
from valita_desktop.ui.present.show_window import ShowWindow
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette


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


class ClassWindow(ShowWindow):
    """Window of a `Presentation` for the class.

    Args:
        presentation: What is shown; told by the class window's owner when it has changed.
        page: The page, which knows how much fits.
        palette: The colours.

    Attributes:
        page: The page; the buttons are under it.
    """

    def __init__(self, presentation: Presentation, page: ClassPage, palette: Palette) -> None:
        super().__init__(presentation, palette)
        self.page = page
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
        self.setWindowTitle(titled(item.texts[now.slide.lang].title))
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
        """The dark follows the size, too."""
        super().resizeEvent(event)
        self._dark.setGeometry(self.rect())
