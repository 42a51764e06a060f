"""What a person waits for in the window: rows after a letter, the other language, a free window.

With 10,000 items in two languages, each letter of a few words is typed into the search and the
time until the rows are drawn is taken; beside it the search alone, asked for the same. Then a
teacher's and a counsellor's trip are made with the shipped kit while a clock ticks in the event
loop: the longest pause between two ticks is the longest that the window could not answer. On a
machine that others use too, what the window worked in a pause says more. Before them, what the
program makes ready after its start. Last the memory: after the start, and after a print preview.

    python -m tests.bench.window [--quick] [--json FILE]
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import options, report
from valita_desktop.content.model import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.window.main_window import MainWindow

WORDS = {"fi": ("budjetti", "kuukausi", "kiusaaminen"), "sv": ("budget", "mobbning", "sömn")}
TICK_MS = 5
TITLES = {
    "letter": "a letter → rows, 10,000 items",
    "language": "FI ↔ SV, 10,000 items",
    "material": "FI ↔ SV in a material",
    "ready": "the window while it gets ready",
    "trips": "the window in two trips",
    "memory": "memory",
}


def main() -> None:
    """Measure, print, write."""
    asked = options(__doc__ or "")
    count = 1_000 if asked.quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "kit")
        _apart("first", home)
        figures = {**_apart("many", Path(folder, "many"), count), **_apart("kit", home)}
    report(f"window, {count} items", TITLES, figures, asked.json)


def _apart(part: str, home: Path, *rest: int) -> dict[str, dict[str, float]]:
    """A part in a program of its own, whose memory nothing else has touched."""
    told = {**os.environ, "VALITA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.window", part, *map(str, rest)]
    out = subprocess.run(command, env=told, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, dict[str, float]] = {}
    for line in out.splitlines():
        name, key, value = line.split()
        found.setdefault(name, {})[key] = float(value)
    return found


def _tell(name: str, **figures: float) -> None:
    for key, value in figures.items():
        print(name, key, round(value, 2))


def many(count: int) -> None:
    """The window on very many items: typing, and the other language."""
    from tests.bench.sync import Computer, Press
    from valita_desktop import paths
    from valita_desktop.feed.sources import FolderSource

    home = paths.data_dir()
    with tempfile.TemporaryDirectory() as feed:
        press = Press(Path(feed), count)
        Computer(home, press.root).sync(FolderSource(press.folder))
        del press
    gc.collect()
    screen = Screen()
    typed, alone = [], []
    for lang in LANGS:
        screen.window.set_content_language(lang)
        for word in WORDS[lang]:
            begun = (word[:end] for end in range(1, len(word) + 1))
            alone += [screen.timed(partial(screen.find, part, lang)) for part in begun]
            typed += [screen.timed(partial(screen.type, letter)) for letter in word]
            screen.window.search("")
            screen.settle()
    _tell(
        "letter",
        median_ms=statistics.median(typed),
        worst_ms=max(typed),
        times_search=statistics.median(typed) / statistics.median(alone),
    )
    screen.window.navigator.open_all()
    screen.settle()
    turns = [screen.timed(screen.switch) for _ in range(6)]
    _tell("language", median_ms=statistics.median(turns), worst_ms=max(turns))
    screen.close()


def kit() -> None:
    """The window on the shipped kit: two trips, and memory."""
    screen = Screen()
    start = resident()
    _tell_pauses("ready", screen.ticking(get_ready))
    pauses = screen.ticking(teacher)
    turns = [screen.timed(screen.switch) for _ in range(6)]
    _tell("material", median_ms=statistics.median(turns), worst_ms=max(turns))
    _tell_pauses("trips", [*pauses, *screen.ticking(counsellor)])
    gc.collect()
    screen.wait(500)
    _tell("memory", start_mb=start, after_preview_mb=resident(), times_start=resident() / start)
    screen.close()


def _tell_pauses(name: str, pauses: list[tuple[float, float]]) -> None:
    waited, worked = (sorted(each) for each in zip(*pauses, strict=True))
    _tell(
        name,
        median_ms=statistics.median(waited),
        worst_ms=waited[-1],
        p99_ms=waited[-len(waited) // 100],
        worst_cpu_ms=worked[-1],
    )


def get_ready(screen: Screen) -> None:
    """What the program does when its window is shown and nobody waits."""
    from valita_desktop.ui import start

    for _step in start.what_comes_next(screen.window, screen.services):
        screen.wait(0)


def teacher(screen: Screen) -> None:
    """Find, open, present three steps, leave, look at the other language and back."""
    for letter in "budjetti":
        screen.type(letter)
        screen.wait(40)
    screen.press("Return")
    screen.wait(300)
    screen.press("F5")
    for _ in range(3):
        screen.wait(200)
        screen.press("Right")
    screen.press("Esc")
    screen.wait(300)
    for _ in LANGS:
        screen.press("Ctrl+Shift+L")
        screen.wait(300)


def counsellor(screen: Screen) -> None:
    """Open in Swedish, look at the sheet, close."""
    screen.window.navigator.open_item("m05")
    screen.wait(200)
    screen.press("Ctrl+Shift+L")
    screen.wait(200)
    screen.press("Ctrl+P")
    screen.wait(2000)
    screen.press("Esc")
    screen.wait(300)


class Screen:
    """The program's window, and a hand on its keys."""

    def __init__(self) -> None:
        from dataclasses import replace

        from PySide6.QtCore import QEventLoop, QTimer

        from valita_desktop import app, desktop, settings
        from valita_desktop.ui import start
        from valita_desktop.ui.state.jobs import ThreadJobs
        from valita_desktop.ui.window.top_bar import SearchField

        chosen = replace(settings.load(), ui_language="fi", content_language="fi")
        self._app = start.application(chosen)
        self._jobs = ThreadJobs(self._app)
        self.services = replace(desktop.open_services(), settings=chosen, first_run=False)
        self._library = app.open_library()
        self.window: MainWindow = start._main_window(self.services, self._jobs)
        self.window.resize(1366, 768)
        self.window.show()
        self._loop, self._timer = QEventLoop(), QTimer
        (self.field,) = self.window.findChildren(SearchField)
        self.wait(500)

    def wait(self, milliseconds: int) -> None:
        """Let events happen; other threads run meanwhile."""
        self._timer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()

    def settle(self) -> None:
        """Lay out and draw what is due."""
        for _ in range(3):
            self.wait(0)

    def timed(self, act: Callable[[], None]) -> float:
        """Milliseconds until something is done and drawn."""
        began = time.perf_counter()
        act()
        return 1000 * (time.perf_counter() - began)

    def find(self, words: str, lang: Lang) -> None:
        """Search without a window."""
        self._library.search(words, lang)

    def type(self, letter: str) -> None:
        """Type a letter into the search and see the rows."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        none = Qt.KeyboardModifier.NoModifier
        self._app.sendEvent(self.field, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
        self.settle()

    def switch(self) -> None:
        """The other language, seen."""
        self.press("Ctrl+Shift+L")
        self.settle()

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        stroke = QKeySequence(keys)[0]  # type: ignore[index]  # the first combination
        front = self._app.activeModalWidget() or self._app.activeWindow() or self.window
        QTest.keyClick(
            front.focusWidget() or front, Qt.Key(stroke.key()), stroke.keyboardModifiers()
        )

    def ticking(self, *trips: Callable[[Screen], None]) -> list[tuple[float, float]]:
        """The pauses between two ticks of the event loop during some trips, in ms.

        Returns:
            Of each how long it was, and how much of it the window worked.
        """
        pauses: list[tuple[float, float]] = []
        last = [time.perf_counter(), time.thread_time()]

        def tick() -> None:
            now, worked = time.perf_counter(), time.thread_time()
            pauses.append((1000 * (now - last[0]), 1000 * (worked - last[1])))
            last[:] = now, worked

        clock = self._timer(self.window)
        clock.timeout.connect(tick)
        clock.start(TICK_MS)
        for trip in trips:
            trip(self)
        clock.stop()
        return pauses

    def close(self) -> None:
        """End the program."""
        self._library.close()
        self._jobs.close()
        self.window.close()


def resident() -> float:
    """Resident memory of this process, MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    if sys.argv[1:2] == ["many"]:
        many(int(sys.argv[2]))
    elif sys.argv[1:2] == ["first"]:
        Screen().close()
    elif sys.argv[1:2] == ["kit"]:
        kit()
    else:
        main()
