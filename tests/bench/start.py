"""From the start of the program to a window that can be used.

Measured twice: the very first start on a computer, when the library is made from the shipped
feed, and every later one. Beside it runs a bare window that imports the same Qt and
SQLAlchemy, which no program built on them can beat. With Xvfb the windows are real.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Contender, Run, medians, options, python, report, rounds, run

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW = ("-c", "import sys; from valita_desktop.__main__ import window; sys.exit(window())")
BARE = """
import sys
import sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)

def told():
    print("first frame", flush=True)
    app.quit()

app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Välitä!"))
window.resize(1366, 768)
window.show()
app.exec()
"""
SIZE = "1366x768x24"


def main() -> None:
    """Measure, print, write."""
    asked = options("start of the window")
    count = 5 if asked.quick else 15
    with tempfile.TemporaryDirectory() as folder, display() as environment:
        home = Path(folder, "home")
        told = {**environment, "VALITA_HOME": str(home), "VALITA_BENCH_FIRST_FRAME": "1"}
        ours = Contender("later_start", "later start", python(*WINDOW), told)
        bare = Contender("bare_window", "bare window + SQLAlchemy", python("-c", BARE), environment)
        first = [first_start(ours, home) for _ in range(2 if asked.quick else 5)]
        figures = medians({"first_start": first, **rounds([ours, bare], count)})
    figures["later_start"]["times_bare"] = round(
        figures["later_start"]["ready_ms"] / figures["bare_window"]["ready_ms"], 2
    )
    titles = {"first_start": "first start", ours.name: ours.title, bare.name: bare.title}
    report(f"start ({environment['QT_QPA_PLATFORM']})", titles, figures, asked.json)


def first_start(contender: Contender, home: Path) -> Run:
    """Start as on a computer that never had the program."""
    shutil.rmtree(home, ignore_errors=True)
    return run(contender)


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An X server of our own if there is Xvfb, else Qt's offscreen platform."""
    server = shutil.which("Xvfb")
    if server is None:
        print("no Xvfb: windows are drawn offscreen", file=sys.stderr)
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
