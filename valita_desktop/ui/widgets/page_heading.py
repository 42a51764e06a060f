"""The heading of a page, where the focus is when one comes to the page.

Whoever cannot see that another page is there hears its name and what follows it; whoever uses the
keys goes on from the top. It has no place in the round of Tab, only in its order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QPainter, QPaintEvent, QPalette
from typing_extensions import override

from valita_desktop.ui.widgets.accessible import HeadingInterface, HeadingLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

_MARK_PX = 3
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class PageHeading(HeadingLabel):
    """The heading of level 1; marked by a line while it has the focus of a keyboard."""

    def __init__(self, text: str = "") -> None:
        super().__init__(1, text)
        self._marked = False

    @property
    def marked(self) -> bool:
        """Whether one sees that the focus is here."""
        return self._marked

    def meet(self, *, marked: bool) -> None:
        """Take the focus; ``marked`` where it is to be seen."""
        self._marked = marked
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    @override
    def accessible_interface(self) -> QAccessibleInterface:
        """A heading that can have the focus."""
        return _PageHeadingInterface(self)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark goes with the focus, but for a while elsewhere."""
        self._marked = self._marked and event.reason() in _PASSING
        self.update()
        super().focusOutEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked and self.hasFocus():
            width = min(self.width(), self.fontMetrics().horizontalAdvance(self.text()))
            line = QRect(0, self.height() - _MARK_PX, width, _MARK_PX)
            painter = QPainter(self)
            painter.fillRect(line, self.palette().color(QPalette.ColorRole.Accent))
            painter.end()


class _PageHeadingInterface(HeadingInterface):
    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        state.focusable = 1
        return state
