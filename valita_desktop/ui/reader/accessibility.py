"""Headings and figures of a text, told to screen readers.

The text itself shows them; these labels lie over it unseen, so that a screen reader can go
from heading to heading and hear what a figure shows. They are in reading order.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from valita_desktop.ui.widgets.accessible import HeadingLabel

if TYPE_CHECKING:
    from valita_desktop.ui.text.decorations import Geometry
    from valita_desktop.ui.text.writer import LayoutInfo


class AccessibleLabels:
    """Unseen labels over a `Reader`, one for each heading and figure of its text.

    Args:
        over: The widget that shows the text.
    """

    def __init__(self, over: QWidget) -> None:
        self._over = over
        self._labels: list[tuple[int, QLabel]] = []
        self._rects: list[QRectF] = []

    def show_text(self, layout_info: LayoutInfo) -> None:
        """Take the headings and figures of another text."""
        for _position, label in self._labels:
            label.deleteLater()
        made: list[tuple[int, QLabel]] = []
        for heading in layout_info.headings:
            level = cast("Literal[1, 2, 3]", heading.level)
            made.append((heading.position, _UnseenHeading(level, heading.text, self._over)))
        for position, drawing in zip(
            layout_info.drawing_positions, layout_info.drawings, strict=True
        ):
            if drawing.alt_text:
                made.append((position, _FigureLabel(drawing.alt_text, self._over)))
        self._labels = sorted(made, key=itemgetter(0))
        self._rects = [QRectF()] * len(made)
        for _position, label in self._labels:
            label.show()

    def lay_out(self, geometry: Geometry) -> None:
        """The text flows anew."""
        self._rects = [geometry.block(position) for position, _label in self._labels]

    def scroll(self, offset: int) -> None:
        """The text is scrolled by so many pixels."""
        for rect, (_position, label) in zip(self._rects, self._labels, strict=True):
            label.setGeometry(rect.translated(0, -offset).toAlignedRect())


class _UnseenHeading(HeadingLabel):
    def __init__(self, level: Literal[1, 2, 3], words: str, parent: QWidget) -> None:
        super().__init__(level, "", parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "unseen")
        self.setText(words)
        font = self.font()
        font.setPixelSize(1)  # it is as large as what it lies over, whatever its letters
        self.setFont(font)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the text itself is already there."""


class _FigureLabel(QLabel):
    """A label has the role of a figure once it has an image."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPixmap(QPixmap(1, 1))
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the text itself is already there."""
