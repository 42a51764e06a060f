"""What nobody can reach any more is deleted on the thread of the window alone.

Python looks for things that only hold each other on whatever thread makes the next thing. Where
that is one of the `Jobs`, what the window has let go of is deleted there while Qt still hands
events to it here, and the program is gone without a word: one of seven trips that a screen reader's
actions took through the window ended so, and none of sixty since.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_EVERY_MS = 1_000
"""Waste waits so long at most: Python makes a few thousand things in a second of use."""


class Waste(QTimer):
    """Collects waste from now on until it is told to stop.

    Args:
        parent: Lives as long as the window is used; is of the window's thread.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.timeout.connect(self.collect)
        self.start(_EVERY_MS)

    def collect(self) -> None:
        """Collect what Python itself would have collected by now."""
        made, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if made[generation] > limits[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Leave it to Python again."""
        self.stop()
        gc.enable()
