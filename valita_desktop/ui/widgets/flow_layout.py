"""A layout that puts things in a row and wraps them like words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

_HIGHEST = 10_000
_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Layout that goes left to right, then to the next line, as words do.

    What is lower than its line stands in the middle of it; what is wider than all the room is
    made as narrow as that, as far as it can be.

    Args:
        gap: Pixels between things and between lines.
        right: This widget stands at the right end of its line; it is the last one.
    """

    def __init__(
        self, gap: int = 8, parent: QWidget | None = None, *, right: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right = right
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Take a widget in before the item at an index."""
        self.addWidget(widget)
        widget.ensurePolished()  # its size before the style sheet is another one
        self._items.insert(index, self._items.pop())

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left, height = rect.left(), _height(line)
            for item, size in line:
                if self._right is not None and item.widget() is self._right:
                    left = max(left, rect.right() + 1 - size.width())
                middle = top + (height - size.height()) // 2
                item.setGeometry(QRect(left, middle, size.width(), size.height()))
                left += size.width() + self.spacing()
            top += height + self.spacing()

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return least

    def _lines(self, width: int) -> list[_Line]:
        lines: list[_Line] = []
        used = width + 1
        for item in self._items:
            if item.isEmpty():
                continue
            least = max(width, item.minimumSize().width())
            size = item.sizeHint().boundedTo(QSize(least, _HIGHEST))
            if not lines or used + self.spacing() + size.width() > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append((item, size))
            used += self.spacing() + size.width()
        return lines


def _height(line: _Line) -> int:
    return max(size.height() for _item, size in line)
