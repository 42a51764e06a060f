"""A page that scrolls, with one column no wider than a text to read should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.ui.widgets.toasts import BELOW_EM

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance

WIDEST_EM = 56


class ScrollPage(QScrollArea):
    """The page; things are added to ``column``.

    Attributes:
        column: Its layout.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("role", "page")
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 12, 24)
        self.column.setSpacing(8)
        self.setWidget(self._inner)

    def suit(self, appearance: Appearance) -> None:
        """Take on sizes: of the column, and of the room for a message under it."""
        self.fit(appearance.em(WIDEST_EM))
        self.column.setContentsMargins(0, 0, 12, appearance.em(BELOW_EM))

    def fit(self, widest: int) -> None:
        """Let the column be at most so many pixels wide."""
        self._inner.setMaximumWidth(widest)
