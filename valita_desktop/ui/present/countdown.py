"""The timer of a step: started by hand, it goes on while others are shown."""

from __future__ import annotations

import math
import time
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_TICK_MS = 200
_MINUTE = 60.0
_MOST = 24 * 60 * _MINUTE


class TimerState(Enum):
    """What a timer does now."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    OVER = auto()


class Countdown(QObject):
    """Counts the minutes of a step down.

    Args:
        clock: Seconds that only ever grow.

    Attributes:
        state: What it does now.
        total: Seconds that it was started with, and those added.

    Signals:
        ticked: Another second.
        changed: Another state, or more time or less.
        over: The time is up.
    """

    ticked = Signal()
    changed = Signal()
    over = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.state = TimerState.IDLE
        self.total = 0.0
        self._left = 0.0
        self._ends = 0.0
        self._told = 0
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self.tick)

    @property
    def left(self) -> float:
        """Seconds that are left, never below 0."""
        running = self.state is TimerState.RUNNING
        return max(0.0, self._ends - self._clock()) if running else self._left

    def start(self, minutes: int) -> None:
        """Count so many minutes down from now."""
        self.total = minutes * _MINUTE
        self._run(self.total)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.state is TimerState.RUNNING:
            self._left = self.left
            self._ticks.stop()
            self._become(TimerState.PAUSED)
        elif self.state is TimerState.PAUSED:
            self._run(self._left)

    def add(self, minutes: int) -> None:
        """A minute more, or with -1 one less; one that is over goes on with the minutes added."""
        if self.state is TimerState.IDLE or (self.state is TimerState.OVER and minutes < 0):
            return
        left = min(max(0.0, self.left + minutes * _MINUTE), _MOST)
        self.total = max(self.total + minutes * _MINUTE, left)
        if self.state is TimerState.PAUSED and left:
            self._left = left
            self.changed.emit()
        else:
            self._run(left)
            self.tick()

    def stop(self) -> None:
        """Forget the time."""
        self._ticks.stop()
        self._left = self.total = 0.0
        self._become(TimerState.IDLE)

    def tick(self) -> None:
        """See whether the time is up."""
        if self.state is not TimerState.RUNNING:
            return
        if self.left > 0:
            if math.ceil(self.left) != self._told:
                self._told = math.ceil(self.left)
                self.ticked.emit()
            return
        self._left = 0.0
        self._ticks.stop()
        self._become(TimerState.OVER)
        self.over.emit()

    def _run(self, left: float) -> None:
        self._ends = self._clock() + left
        self._ticks.start()
        self._become(TimerState.RUNNING)

    def _become(self, state: TimerState) -> None:
        self.state = state
        self.changed.emit()
