"""A start in which a letter is typed, for `first_letter`: ``python -P typist.py MILLISECONDS``.

The letter is typed that long after the first frame. Prints, as JSON, from the moment at which it
was to be typed: when the window had taken it, and when its rows were painted; how many they were;
and from the first frame, when the stores were open.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from valita_desktop import desktop
from valita_desktop.ui import start
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from valita_desktop.ui.window.services import WindowServices

LETTER = "b"
told: dict[str, float] = {}


class Typist(MainWindow):
    """A window that types a letter into itself, tells what happens then, and closes."""

    _seen = _due = 0.0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = time.perf_counter()
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        after = int(sys.argv[1])
        self._seen = time.perf_counter()
        self._due = self._seen + after / 1000
        clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        clock.timeout.connect(self._type)
        clock.start(after)

    def _type(self) -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, LETTER)
        QApplication.sendEvent(self.top_bar.search, key)
        told["answered_ms"] = 1000 * (time.perf_counter() - self._due)
        view = self.stack.library.list.viewport()
        view.installEventFilter(self)
        view.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell_rows)
        return super().eventFilter(watched, event)

    def _tell_rows(self) -> None:
        told["rows_ms"] = 1000 * (time.perf_counter() - self._due)
        told["found"] = self.stack.library.found

    @override
    def furnish(self, services: WindowServices) -> None:
        super().furnish(services)
        told["open_ms"] = 1000 * (time.perf_counter() - self._seen)
        QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        if "rows_ms" in told:
            self.close()
        else:
            QTimer.singleShot(20, self, self._end)


if __name__ == "__main__":
    vars(start)["MainWindow"] = Typist
    desktop.main([])
    sys.stdout.write(json.dumps(told) + "\n")
