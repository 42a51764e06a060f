"""A page that scrolls, with one column no wider than a text to read should be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

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

    def fit(self, widest: int) -> None:
        """Let the column be at most so many pixels wide."""
        self._inner.setMaximumWidth(widest)
