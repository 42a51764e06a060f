"""The window opens, or says why it cannot; a fault of the program is told calmly."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from valita_desktop.ui.crash import Crashes, CrashWindow

if TYPE_CHECKING:
    import pytest
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LOG = Path("valita.log")


def fault() -> BaseException:
    nothing: dict[str, str] = {}
    try:
        nothing["m09"]
    except KeyError as error:
        return error
    raise AssertionError


def take(crashes: Crashes) -> None:
    error = fault()
    crashes.take(type(error), error, error.__traceback__)


def test_a_fault_is_logged_and_told_once_at_a_time(
    dressed: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException] = []

    def ask(error: BaseException, _log: Path) -> bool:
        told.append(error)
        take(crashes)  # another fault while the window is open
        return False

    crashes = Crashes(LOG, ask)

    with caplog.at_level(logging.CRITICAL):
        take(crashes)

    assert len(told) == 1
    assert caplog.text.count("KeyError: 'm09'") == 2


def test_the_window_of_a_fault_shows_no_traceback_unasked(
    dressed: QApplication, qtbot: QtBot
) -> None:
    window = CrashWindow(fault(), LOG)
    qtbot.addWidget(window)

    shown = f"{window.text()} {window.informativeText()}"

    assert "Traceback" not in shown
    assert "valita.log" in shown
    assert "KeyError" in window.detailedText()


def test_the_window_of_a_fault_can_be_left_in_two_ways(dressed: QApplication, qtbot: QtBot) -> None:
    window = CrashWindow(fault(), LOG)
    qtbot.addWidget(window)

    texts = {button.text() for button in window.findChildren(QPushButton)}

    assert {"Carry on", "Close the program"} <= texts


def test_faults_are_taken_from_where_python_sends_them(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    crashes = Crashes(LOG)

    crashes.install()

    assert sys.excepthook == crashes.take
