"""What the window keeps in memory: after its start, a search, an item, print previews.

Each trip is a process of its own, so its figure is the largest it ever was; the ratio is to
a window that was only opened. The library is made in the round that does not count.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.measure import Contender, medians, options, python, report, rounds
from valita_desktop import desktop, settings  # before Qt, as the program does

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.ui.window.main_window import MainWindow

ITEM, WORD = "m09", "budjetti"
_PAUSE_MS = 2500
"""Between two steps: a preview is drawn by then."""

TRIPS = {
    "start": "a window",
    "search": "and a search",
    "item": "and an item",
    "preview": "and its print preview",
    "previews": "and nine more of them",
}


def main() -> None:
    """Measure, print, write."""
    asked = options("the largest memory of a window, by trips")
    with tempfile.TemporaryDirectory() as home:
        environment = {"VALITA_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        contenders = [
            Contender(name, title, python("-m", "tests.bench.memory", "trip", name), environment)
            for name, title in TRIPS.items()
        ]
        figures = medians(rounds(contenders, 1 if asked.quick else 3))
    for row in figures.values():
        del row["ready_ms"], row["ready_best_ms"], row["wall_ms"], row["cpu_ms"]
        row["times_start"] = round(row["peak_mb"] / figures["start"]["peak_mb"], 2)
    report("memory", TRIPS, figures, asked.json)


def go(trip: str) -> None:
    """Go on a trip of `TRIPS` through a real window, and close it."""
    from PySide6.QtCore import QTimer

    from valita_desktop.ui import start
    from valita_desktop.ui.state.jobs import ThreadJobs
    from valita_desktop.ui.window.main_window import MainWindow

    chosen = replace(settings.load(lang="fi"), ui_language="fi", content_language="fi")
    app = start.application(chosen)
    services = replace(desktop.open_services(), settings=chosen, first_run=False)
    jobs = ThreadJobs(app)
    window = MainWindow(services, jobs)
    window.show()
    steps = iter((*_steps(window, trip), window.close, app.quit))

    def go_on() -> None:
        next(steps)()

    clock = QTimer(window, interval=_PAUSE_MS)
    clock.timeout.connect(go_on)
    clock.start()
    app.exec()
    jobs.close()


def _steps(window: MainWindow, trip: str) -> list[Callable[[], object]]:
    many = list(TRIPS).index(trip)
    steps: list[Callable[[], object]] = [
        partial(window.search, WORD),
        partial(window.navigator.open_item, ITEM),
        partial(_preview, window),
    ]
    return [*steps[:many], *(9 * steps[2:] if trip == "previews" else ())]


def _preview(window: MainWindow) -> None:
    from PySide6.QtWidgets import QDialog

    for dialog in window.findChildren(QDialog):
        dialog.reject()
    window.stack.item.print_item()


if __name__ == "__main__":
    if sys.argv[1:2] == ["trip"]:
        go(sys.argv[2])
    else:
        main()
