"""The window opens, or says why it cannot; a fault of the program is told calmly."""

from __future__ import annotations

import ctypes
import logging
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from tests.fakes import InlineJobs
from valita_desktop import APP_ID, paths
from valita_desktop.errors import StoreUnusableError
from valita_desktop.settings import Settings
from valita_desktop.ui import start
from valita_desktop.ui.state import window_size
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.window_size import WindowSize
from valita_desktop.ui.window.crash import CrashReporter, CrashWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from valita_desktop.ui.window.services import WindowServices

LOG = Path("valita.log")


@pytest.fixture(autouse=True)
def _keep_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who takes faults is as before after every test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def fault() -> BaseException:
    nothing: dict[str, str] = {}
    try:
        nothing["m09"]
    except KeyError as error:
        return error
    raise AssertionError


def take(crashes: CrashReporter) -> None:
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

    crashes = CrashReporter(LOG, ask)

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
    dressed: QApplication,
) -> None:
    crashes = CrashReporter(LOG)

    crashes.install()

    assert sys.excepthook == crashes.take


def test_the_window_can_be_painted_without_a_display(make_stage: MakeStage, tmp_path: Path) -> None:
    file = tmp_path / "window.png"

    start.picture(Settings(ui_language="fi"), make_stage().desk, file)

    assert QImage(str(file)).size() == start.SIZE


def test_windows_is_told_which_program_this_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    shell = SimpleNamespace(
        SetCurrentProcessExplicitAppUserModelID=lambda said: told.append(said.value)
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)

    start.name_to_windows()

    assert told == [APP_ID]


def test_the_window_opens_and_closes_with_zero(make_stage: MakeStage) -> None:
    seen: list[str] = []
    desk = make_stage().desk

    code = start.run(desk.settings, lambda: desk, LOG, lambda: seen.append("frame"))

    assert (code, seen) == (0, ["frame"])


def test_the_search_is_made_ready_while_nobody_waits(
    make_stage: MakeStage, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    stage = make_stage(content_language="sv")
    instance = Instance(tmp_path)
    opening = start._Opening(InlineJobs(), dressed, instance)

    opening.show(stage.desk)
    qtbot.waitUntil(lambda: len(stage.library.steps) == 2)

    assert stage.library.steps == [("sv", 0), ("sv", 1)]
    opening.close()
    instance.close()


def opened(desk: WindowServices) -> QSize:
    """Open the window and close it; how large it was."""
    seen: list[QSize] = []

    def look() -> None:
        windows = QApplication.topLevelWidgets()
        seen.extend(each.size() for each in windows if each.isVisible() and each.isWindow())

    assert start.run(desk.settings, lambda: desk, LOG, look) == 0
    return seen[0]


def test_the_window_is_as_large_as_it_was_closed(make_stage: MakeStage) -> None:
    window_size.save(WindowSize(700, 500))

    assert opened(make_stage().desk) == QSize(700, 500)
    assert window_size.load() == WindowSize(700, 500)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b'{"width": 0, "height": 5}',
        b'{"width": 1e9, "height": 5}',
        b"\xff",
        b'{"\xe4": 1}',
    ],
)
def test_a_size_that_makes_no_sense_is_passed_over(said: bytes) -> None:
    paths.write_whole(paths.config_dir() / "window.json", said)

    assert window_size.load() is None


def test_a_size_that_cannot_be_kept_is_in_nobodys_way() -> None:
    paths.config_dir().parent.mkdir(parents=True)
    paths.config_dir().write_text("in the way")

    window_size.save(WindowSize(700, 500))

    assert window_size.load() is None


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen's own limit
def test_a_desk_that_cannot_be_opened_is_told_in_words(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    opening = start._Opening(InlineJobs(), dressed, Instance(tmp_path))

    opening.refuse(StoreUnusableError(Path("content.db"), "disk full"))

    told = opening.refusal
    assert told is not None
    assert "content.db (disk full)" in told.text()
    assert told.informativeText().startswith("Your files are untouched.")
    opening.close()
    opening.deleteLater()


def test_what_comes_next_is_made_ready_by_steps(make_stage: MakeStage) -> None:
    stage = make_stage()
    shell = stage.shell
    services = shell.navigator._services

    steps = list(start.what_comes_next(shell, services))

    assert len(steps) > len(list(services.library.get_ready("fi")))
    assert "valita_desktop.ui.present.presenter" in sys.modules
    assert "item" in vars(shell.stack)
    assert stage.library.sought == ["fi", "sv"]
    assert [lang for _id, lang in stage.item.read] == ["fi"]
