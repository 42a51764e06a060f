"""What is done when nobody has asked for anything for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Rest(QTimer):
    """Does something after a moment in which nothing else was asked of it.

    Args:
        milliseconds: The moment.
        parent: Whoever asks; nothing is done once it is deleted.
    """

    def __init__(self, milliseconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(milliseconds)
        self.timeout.connect(self._do)
        self._act: Callable[[], None] | None = None

    def then(self, act: Callable[[], None]) -> None:
        """Do this after the moment, and not what was asked before."""
        self._act = act
        self.start()

    def _do(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
