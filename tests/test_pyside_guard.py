"""The Qt binding in use keeps the interpreter's own objects alive.

PySide6 6.12.0 loses a reference to ``True`` at each emitted signal on Python 3.11 and ends
the process after some thousand of them; that is why pyproject.toml stops before it. And it
reads, and keeps, the source of each module that is imported after it (ADR 51).
"""

from __future__ import annotations

import json
import subprocess
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


def test_no_source_is_kept_of_what_is_imported_after_the_window() -> None:
    code = (
        "import json, linecache, PySide6.QtCore, valita_desktop.ui; before = set(linecache.cache)\n"
        "import wave; print(json.dumps([wave.__file__, sorted(set(linecache.cache) - before)]))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    imported, kept = json.loads(said.stdout)
    assert imported.endswith("wave.py")
    assert kept == []
