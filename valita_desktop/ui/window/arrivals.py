"""Where the focus is when a person comes to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.window.navigator import Navigator

_BY_HAND = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)


class Arrivals(QObject):
    """Puts the focus on the heading of a page, in a list that one comes back to on the row.

    One sees it there where the window was last used by its keys.

    Args:
        window: Where the pages are.
        navigator: Goes from page to page.
    """

    def __init__(self, window: QWidget, navigator: Navigator) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        self._by_keys = True
        window.installEventFilter(self)
        navigator.arrived.connect(self._meet)

    def _meet(self, returning: bool) -> None:  # noqa: FBT001 - a signal's
        page, stack = self._navigator.location.page, self._navigator.stack
        to_a_row = returning and page is PageKey.LIST
        if to_a_row or not stack.meet(page, marked=self._by_keys):
            self._navigator.settled.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what comes to the window from outside, before any widget has it."""
        if event.type() == QEvent.Type.Show and watched is self._window:
            self._window.windowHandle().installEventFilter(self)
        elif event.type() == QEvent.Type.KeyPress:
            self._by_keys = True
        elif event.type() in _BY_HAND and watched is not self._window:
            self._by_keys = False
        return super().eventFilter(watched, event)
