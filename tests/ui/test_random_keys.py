"""Whatever keys are pressed, in whatever order: the window can be gone on with.

The window with the kit that the program ships. Files that are asked for are never named, links
lead nowhere, and nothing is printed on paper.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.fakes import FakeUpdates, InlineJobs
from tests.ui.shows import FakeAwake
from valita_desktop import desktop, paths
from valita_desktop.settings import Settings
from valita_desktop.ui.printing.job import Printers
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from valita_desktop.library.noted_search import NotedIndex
    from valita_desktop.ui.printing.job import PrintJob, Watch
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Stroke = tuple[Qt.Key, Qt.KeyboardModifier]

PLAIN: tuple[Qt.Key, ...] = (
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Tab, Key.Key_Return),
    *(Key.Key_Escape, Key.Key_Space, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown),
    *(Key.Key_Backspace, Key.Key_Delete, Key.Key_F1, Key.Key_F3, Key.Key_F5, Key.Key_F6),
    *(Key.Key_F11, Key.Key_Menu, Key.Key_Period, Key.Key_A, Key.Key_K, Key.Key_U, Key.Key_1),
)
CTRL: tuple[Qt.Key, ...] = (
    *(Key.Key_F, Key.Key_D, Key.Key_P, Key.Key_E, Key.Key_Return, Key.Key_Z, Key.Key_A, Key.Key_V),
    *(Key.Key_0, Key.Key_Plus, Key.Key_Minus, Key.Key_Comma, Key.Key_Tab, Key.Key_Home),
)
CTRL_SHIFT: tuple[Qt.Key, ...] = (Key.Key_L, Key.Key_B, Key.Key_S, Key.Key_Tab)
SHIFT: tuple[Qt.Key, ...] = (Key.Key_Tab, Key.Key_F3, Key.Key_F5, Key.Key_F6, Key.Key_F10)
ALT: tuple[Qt.Key, ...] = (
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_1, Key.Key_2, Key.Key_3),
    *(Key.Key_4, Key.Key_5, Key.Key_6),
)
OFTEN: tuple[Qt.Key, ...] = (Key.Key_Tab, Key.Key_Return, Key.Key_Down, Key.Key_Space)
STROKES: tuple[Stroke, ...] = (
    *((key, Modifier.NoModifier) for key in (*PLAIN, *OFTEN, *OFTEN)),
    *((key, Modifier.ControlModifier) for key in CTRL),
    *((key, Modifier.ControlModifier | Modifier.ShiftModifier) for key in CTRL_SHIFT),
    *((key, Modifier.ShiftModifier) for key in SHIFT),
    *((key, Modifier.AltModifier) for key in ALT),
)
WAYS_OUT = 12
"""Esc as often leads out of anything: menu, dialog, presentation, search, full screen."""


class Nowhere(QObject):
    """Where links and folders lead that are opened."""

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Do nothing with it."""


class Hands:
    """Hands on the keyboard of the program's window.

    Attributes:
        window: The window.
        pressed: What was pressed, in order.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self.pressed: list[str] = []
        self._qtbot = qtbot
        real = desktop.open_services()
        self._services = replace(
            real,
            settings=Settings(ui_language="fi", content_language="fi"),
            save_settings=lambda _settings: None,
            make_printing=partial(_printing, real.make_printing),
            updates=FakeUpdates(),
            first_run=False,
            make_awake=FakeAwake,
        )
        self.window = MainWindow(self._services, InlineJobs())
        qtbot.addWidget(self.window)
        self.window.resize(911, 512)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def top(self) -> QWidget:
        """The window that keys go to."""
        presenter = self.window.navigator.presenting.presenter
        shown = presenter and (presenter.notes_window or presenter.class_window)
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return front or shown or self.window

    def press(self, stroke: Stroke) -> None:
        """Press keys where the focus is."""
        top = self.top()
        if not top.isActiveWindow() and not QApplication.activePopupWidget():
            with pytest.deprecated_call():  # elsewhere a window manager sees to it
                QApplication.setActiveWindow(top)
        key, modifier = stroke
        self.pressed.append(f"{modifier.name} {key.name}")
        self._qtbot.keyClick(top.focusWidget() or top, key, modifier)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def lost(self) -> str:
        """Why nobody could go on with the keyboard; ``""`` where they can."""
        top = self.top()
        focus: QWidget | None = top.focusWidget()
        if top.windowType() == Qt.WindowType.Popup or top is not self.window.window():
            return "" if top.isVisible() else f"{type(top).__name__} is not seen"
        if focus is None:
            return "nothing has the focus"
        return "" if focus.isVisible() else f"{type(focus).__name__} has the focus and is not seen"

    def close(self) -> None:
        """Leave the program."""
        self.window.close()
        with closing(cast("NotedIndex", self._services.library)):
            pass


def _printing(make: object, context: PageContext) -> PrintServices:
    def send(_job: PrintJob, _watch: Watch) -> int:
        return 0

    real = cast("PrintServices", make(context))  # type: ignore[operator]  # of the services
    return replace(
        real,
        printers=lambda: Printers(("Opettaja-2",), "Opettaja-2"),
        printer_state=lambda _name: None,
        send=send,
    )


@pytest.fixture
def hands(
    qtbot: QtBot, dressed: QApplication, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_named: ("", ""))
    nowhere = Nowhere()
    schemes = ("https", "mailto", "file")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, nowhere, "take")  # type: ignore[arg-type]  # it takes no bytes
    made = Hands(qtbot)
    yield made
    made.close()
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform
@pytest.mark.parametrize("seed", [*range(4), 56])
def test_no_keys_lead_where_nobody_can_go_on(hands: Hands, seed: int) -> None:
    drawn = random.Random(seed)

    for _stroke in range(250):
        hands.press(drawn.choice(STROKES))
        assert hands.lost() == "", hands.pressed[-5:]

    for _stroke in range(WAYS_OUT):
        hands.press((Key.Key_Escape, Modifier.NoModifier))
    assert hands.top() is hands.window, hands.pressed[-30:]
    assert not hands.window.isFullScreen()
    hands.press((Key.Key_1, Modifier.AltModifier))
    assert hands.lost() == ""
    with closing(sqlite3.connect(paths.data_dir() / "user.db")) as own:
        assert own.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
