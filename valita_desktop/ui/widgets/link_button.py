"""A button that looks like a link and wraps its words, so that no title is ever cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import unmarked

_WRAP = Qt.TextFlag.TextWordWrap.value
_SIDE = 10
_ABOVE = 5
_LEAST = 34
"""Pixels: easy to hit with a finger or an unsteady mouse, above the 24 that WCAG 2.5.8 asks."""


class LinkButton(QPushButton):
    """A link of a side panel, as high as its words need in the width there is.

    Layouts ask for its height many times, so what was measured is kept until the words or
    their letters change.

    Args:
        words: What it says; may follow later by ``setText``.
        indent: Pixels that its words begin further to the right.
    """

    def __init__(self, words: str = "", indent: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setText(words)
        theme.set_role(self, "link")
        self._indent = indent
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def setText(self, text: str) -> None:
        """Other words, as they are: none of them marks a letter."""
        self._shown = text
        self._heights.clear()
        super().setText(unmarked(text))

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = self._words(width).width()
        if room not in self._heights:
            box = QRect(0, 0, room, 10_000)
            needed = self.fontMetrics().boundingRect(box, _WRAP, self._shown).height()
            self._heights[room] = max(needed + 2 * _ABOVE, _LEAST)
        return self._heights[room]

    @override
    def sizeHint(self) -> QSize:
        width = (
            self.fontMetrics().horizontalAdvance(self._shown) + self._words(0).left() + _SIDE + 2
        )
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Nested layouts forget that narrower is higher, so the height is set."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        box = self._words(self.width())
        box.setHeight(self.height() - 2 * _ABOVE)
        if not self.icon().isNull():
            line = self.fontMetrics().height()
            side = self.iconSize().height()
            top = box.top() + (line - side) // 2
            self.icon().paint(painter, _SIDE + self._indent, top, side, side)
        self.style().drawItemText(
            painter, box, _WRAP, self.palette(), self.isEnabled(), self._shown,
            self.foregroundRole(),
        )  # fmt: skip

    def _words(self, width: int) -> QRect:
        left = _SIDE + self._indent + (0 if self.icon().isNull() else self.iconSize().height() + 9)
        return QRect(left, _ABOVE, max(width - left - _SIDE, 1), 0)
