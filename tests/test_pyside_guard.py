"""The Qt binding in use keeps the interpreter's own objects alive.

PySide6 6.12.0 loses a reference to ``True`` at each emitted signal on Python 3.11 and ends
the process after some thousand of them; that is why pyproject.toml stops before it.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

EMITTED = 50


class Emitter(QObject):
    fired = Signal()
    fired_with = Signal(object)


@pytest.mark.parametrize("kept", [True, None])
def test_emitting_a_signal_keeps_the_reference_count(kept: object) -> None:
    emitter = Emitter()
    before = sys.getrefcount(kept)

    for _ in range(EMITTED):
        emitter.fired.emit()
        emitter.fired_with.emit(kept)

    assert sys.getrefcount(kept) > before - EMITTED // 2
