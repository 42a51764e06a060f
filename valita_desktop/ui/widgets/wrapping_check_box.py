"""A check box whose words wrap; Qt's own cuts them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from valita_desktop.ui.widgets.plain import unmarked

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

_RIGHT, _AROUND, _LEAST = 6, 8, 32
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class WrappingCheckBox(QCheckBox):
    """A check box that grows higher instead of wider.

    Layouts ask for its height many times, so what was measured is kept until the words or
    their letters change.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[int, int] = {}

    @override
    def setText(self, text: str) -> None:
        """Other words, as they are; the same ones cost nothing."""
        if text != self._shown:
            self._heights.clear()
            self._shown = text
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
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._shown) + self._left() + _RIGHT
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        longest = max(map(self.fontMetrics().horizontalAdvance, self._shown.split()), default=0)
        return QSize(longest + self._left() + _RIGHT, _LEAST)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        """The words are as good as the box."""
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        words = self.rect().adjusted(self._left(), 0, -_RIGHT, 0)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(words, int(_FLAGS), self._shown)

    def _measure(self, width: int) -> int:
        room = QRect(0, 0, width - self._left() - _RIGHT, 10_000)
        needed = self.fontMetrics().boundingRect(room, int(_FLAGS), self._shown).height()
        return max(needed + _AROUND, _LEAST)

    def _left(self) -> int:
        """Where the words begin, in pixels: after what the style draws."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_CheckBoxContents
        return self.style().subElementRect(contents, option, self).left()
