#!/usr/bin/env bash
# QTest.qWait of PySide6 stops Python's other threads while it waits.
#
# Guess before the run: qWait runs the events of Qt, so a job on another thread goes on as it does
# under an event loop; the binding lets go of the interpreter's lock while it is in C++.
# Seen with PySide6 6.11.0: in one second of qWait another thread gets less than a twentieth of
# what it gets in one second of QEventLoop.exec (seen: 140,921 steps against 28,820,603); qSleep
# is the same.
# For us: a test that waits so for a preview made on a thread waits ten seconds for what takes
# half a one, and blames the program; waiting in an event loop tells the truth.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.0 >/dev/null
QT_QPA_PLATFORM=offscreen v/bin/python - <<'PY'
import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

app = QGuiApplication(sys.argv)
steps, over = 0, False


def work() -> None:
    global steps
    while not over:
        steps += 1


def steps_during(wait: Callable[[], object]) -> int:
    before = steps
    wait()
    return steps - before


def in_a_loop() -> None:
    loop = QEventLoop()
    QTimer.singleShot(1000, loop.quit)
    loop.exec()


thread = threading.Thread(target=work)
thread.start()
loop, waiting = steps_during(in_a_loop), steps_during(lambda: QTest.qWait(1000))
over = True
thread.join()
print(f"event loop {loop:,}, qWait {waiting:,}")
assert waiting * 20 < loop, "changed: qWait lets others work"
PY
echo "as seen: a thread hardly works while QTest.qWait waits"
