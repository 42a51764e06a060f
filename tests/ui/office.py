"""A window on the kit, and the hand of a person in it that counts its keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tests.fakes import InlineJobs
from tests.ui.shows import FakeAwake
from valita_desktop import desktop
from valita_desktop.settings import Settings
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.printing.job import Printers
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from valita_desktop.content.handout import Handout
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.present.class_window import ClassWindow
    from valita_desktop.ui.printing.job import PrintJob, Watch
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext

LEFT = Qt.MouseButton.LeftButton


class Office:
    """The program's window with the kit that it ships, a printer and a person who counts.

    Args:
        with_own: What stands for editor, trash and file dialogs.
        chosen: Settings, by their fields.

    Attributes:
        window: The window.
        handouts: What pages were made of, in order.
        sent: What the printer was given.
        keys, clicks: How many the person made.
    """

    def __init__(
        self,
        qtbot: QtBot,
        with_own: Callable[[OwnServices], OwnServices] = lambda own: own,
        **chosen: object,
    ) -> None:
        self.qtbot = qtbot
        self.keys = self.clicks = 0
        self.handouts: list[Handout] = []
        self.sent: list[PrintJob] = []
        real = desktop.open_services()
        self.services = replace(
            real,
            settings=Settings(**{"ui_language": "sv", "content_language": "fi", **chosen}),  # type: ignore[arg-type]  # by name
            own=with_own(real.own) if real.own else None,
            save_settings=lambda _settings: None,
            make_printing=partial(self._with_printer, real.make_printing),
            first_run=False,
            make_awake=FakeAwake,
        )
        self.window = MainWindow(self.services, InlineJobs())
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        for letter in words:
            self.qtbot.keyClicks(self._focus(), letter)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.qtbot.keyClick(self._focus(), key, modifier or Qt.KeyboardModifier.NoModifier)
            self.keys += 1
            QCoreApplication.sendPostedEvents()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click something that is in view."""
        assert widget.visibleRegion().contains(at or widget.rect().center())
        self.qtbot.mouseClick(widget, LEFT, pos=at or widget.rect().center())
        self.clicks += 1
        QCoreApplication.sendPostedEvents()

    def dialog(self) -> PrintDialog:
        """The print dialog that is open."""
        made = QApplication.activeModalWidget()
        assert isinstance(made, PrintDialog)
        with pytest.deprecated_call():  # elsewhere a window manager sees to it
            QApplication.setActiveWindow(made)
        return made

    def close(self) -> None:
        """Close the window and its databases."""
        self.window.close()
        self.services.library.close()  # type: ignore[attr-defined]  # the real one
        self.services.userdata.close()  # type: ignore[attr-defined]  # the real one

    def class_window(self) -> ClassWindow | None:
        """What the class sees; ``None`` where nothing is presented."""
        presenter = self.window.navigator.presenting.presenter
        return presenter.class_window if presenter else None

    def _focus(self) -> QWidget:
        shown = self.class_window()
        if shown:
            return shown.page
        top = QApplication.activeModalWidget() or self.window
        return top.focusWidget() or top

    def _with_printer(
        self, make: Callable[[PageContext], PrintServices], context: PageContext
    ) -> PrintServices:
        real = make(context)

        def render(handout: Handout) -> bytes:
            self.handouts.append(handout)
            return real.render(handout)

        def send(job: PrintJob, _watch: Watch) -> int:
            self.sent.append(job)
            return 0

        return replace(
            real,
            render=render,
            printers=lambda: Printers(("Opettaja-2",), "Opettaja-2"),
            printer_state=lambda _name: None,
            send=send,
        )
