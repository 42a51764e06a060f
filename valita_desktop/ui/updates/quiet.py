"""A moment at which nobody is disturbed: found by waiting until nobody has done anything.

Only while one is waited for, the program looks at what is typed and pressed; not at what it is.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
    }
)
"""What a person does; moving the mouse over the window is only being there."""
_PRESENCE = _ACTS | {QEvent.Type.MouseMove}


class QuietMoment(QObject):
    """Waits until nobody has done anything for a while.

    Args:
        is_busy: True while it is not the moment, whatever is done.
        clock: Seconds that go by.

    Attributes:
        timer: Rings when it may be quiet.

    Signals:
        came: It is quiet; from now on it is told when that ends.
        disturbed: Somebody does something again.
    """

    came = Signal()
    disturbed = Signal()

    def __init__(
        self,
        is_busy: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._clock = clock
        self._needed = self._last = 0.0
        self._watching = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)

    def wait(self, seconds: float, *, after: float = 0) -> None:
        """Wait for a moment.

        Args:
            seconds: How long nobody may have done anything.
            after: Seconds before which it is not begun.
        """
        self.stop()
        self._needed = seconds
        if after > 0:
            self._ring(after)
        else:
            self.look()

    def look(self) -> None:
        """See whether it is quiet; where nobody watched yet, begin to."""
        now = self._clock()
        if not self._watching or self._is_busy():
            self._watch(watching=True)
            self._last = now
        left = self._needed - (now - self._last)
        if left > 0:
            self._ring(left)
        else:
            self.timer.stop()
            self.came.emit()

    def stop(self) -> None:
        """Wait no longer, and tell nothing more."""
        self.timer.stop()
        self._watch(watching=False)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there."""
        if event.type() in _PRESENCE:
            self._last = self._clock()
            if event.type() in _ACTS and not self.timer.isActive():
                self.disturbed.emit()
        return False

    def _ring(self, seconds: float) -> None:
        self.timer.start(math.ceil(seconds * 1000))

    def _watch(self, *, watching: bool) -> None:
        app = QCoreApplication.instance()
        if watching != self._watching and app is not None:
            (app.installEventFilter if watching else app.removeEventFilter)(self)
        self._watching = watching


def is_metered() -> bool:
    """Whether the network of now is paid by use, as far as the system tells."""
    from PySide6.QtNetwork import QNetworkInformation  # late: no start needs the network

    QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)
    now = cast("QNetworkInformation | None", QNetworkInformation.instance())  # none can be told
    return now is not None and now.isMetered()
