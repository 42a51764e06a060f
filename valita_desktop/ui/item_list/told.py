"""How many items a list has, as a screen reader is told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

_AFTER_MS = 600
"""Longer than the pause between two letters: not every one is told of."""


class Told(QTimer):
    """Tells of a list, when it has not changed for a moment.

    Args:
        page: Nothing is told while it is not in view.
        view: The list.
        count: Says how many there are.
    """

    def __init__(self, page: QWidget, view: QWidget, count: QLabel) -> None:
        super().__init__(page, singleShot=True, interval=_AFTER_MS)
        self._page, self._view, self._count = page, view, count
        self._said = ""
        self.timeout.connect(self._tell)

    def tell(self, *, anew: bool = True) -> None:
        """Tell it in a moment.

        Args:
            anew: Also where it is what was told last.
        """
        if anew or self.isActive() or self._count.text() != self._said:
            self.start()

    def _tell(self) -> None:
        if self._page.isVisible():
            self._said = self._count.text()
            announce(self._view, self._said)
