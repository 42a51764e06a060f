"""Presenting from the window: from the page of an item, from the list, from a packet."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from tests.fakes import InlineJobs
from tests.ui.shows import FakeAwake
from valita_desktop import desktop
from valita_desktop.settings import Settings
from valita_desktop.ui.present.deck import SlideKind
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from valita_desktop.library.noted_search import NotedIndex
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.present.presenter import Presenter


class School:
    """The program's window with the kit that it ships.

    Attributes:
        window: The window.
        awake: Whether the computer may sleep.
        keys: How many keys were pressed.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.awake = FakeAwake()
        self.keys = 0
        self.services = replace(
            desktop.open_services(),
            settings=Settings(ui_language="fi"),
            save_settings=lambda _settings: None,
            first_run=False,
            make_awake=lambda: self.awake,
        )
        self.window = MainWindow(self.services, InlineJobs())
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    @property
    def presenter(self) -> Presenter:
        made = self.window.navigator.presenting.presenter
        assert made is not None
        return made

    @property
    def now(self) -> Presentation:
        assert self.presenter.presentation is not None
        return self.presenter.presentation

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            front = self.window.navigator.presenting.presenter
            shown = front.class_window if front else None
            target = shown.page if shown else self.window.focusWidget() or self.window
            self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
            self.keys += 1
        QCoreApplication.sendPostedEvents()


@pytest.fixture
def school(qtbot: QtBot, dressed: QApplication, kit: Path) -> Iterator[School]:
    made = School(qtbot)
    yield made
    made.window.navigator.presenting.finished.disconnect()
    made.window.close()
    with closing(cast("NotedIndex", made.services.library)):
        pass


def test_a_teacher_finds_a_material_presents_three_steps_and_leaves(school: School) -> None:
    for letter in "kuukausibudjetti":
        school.qtbot.keyClick(school.window.focusWidget() or school.window, letter)
    school.press(Qt.Key.Key_Return, Qt.Key.Key_F5)
    assert school.now.slide.heading == "Kuukausibudjetti"

    school.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert school.now.slide.heading == "Oma budjetti"
    school.press(Qt.Key.Key_Escape)

    assert not school.presenter.active
    assert school.awake.held == 0
    assert school.window.focusWidget() is school.window.stack.item.reader
    assert school.keys <= 7


def test_the_primary_button_of_a_material_presents_it(school: School) -> None:
    school.window.navigator.open_item("m05")

    school.window.stack.item.header.present_button.click()

    assert school.now.slide.heading == "Viikkosuunnitelma"
    school.presenter.leave()


def test_shift_f5_begins_with_what_is_in_view(school: School) -> None:
    school.window.navigator.open_item("m09")
    school.window.stack.item.bar.step(1)

    school.press(Qt.Key.Key_F5, modifier=Qt.KeyboardModifier.ShiftModifier)

    assert school.now.slide.heading == "Minun kuukauteni"
    school.presenter.leave()


def test_the_chosen_row_of_the_list_is_presented(school: School) -> None:
    school.window.search("viikkosuunnitelma")

    school.press(Qt.Key.Key_F5)

    assert school.now.slide.heading == "Viikkosuunnitelma"
    school.presenter.leave()


def test_there_is_nothing_to_present_on_the_home_page(school: School) -> None:
    school.press(Qt.Key.Key_F5)

    assert not school.window.navigator.presenting.active


def test_a_packet_is_presented_line_after_line(school: School) -> None:
    packets = school.services.packets
    lines = [packets.entry("m09", "fi"), packets.entry("m05", "sv")]
    packets.store.new("Tunti", lines)
    school.window.navigator.go_to_entry("packets")

    school.window.stack.packets.editor.present_button.click()

    titles = [each.heading for each in school.now.deck.slides if each.kind is SlideKind.TITLE]
    assert titles == ["Kuukausibudjetti", "Veckoplan"]
    school.presenter.leave()


def test_an_empty_packet_presents_nothing(school: School) -> None:
    school.services.packets.store.new("Tyhjä", [])
    school.window.navigator.go_to_entry("packets")

    school.press(Qt.Key.Key_F5)

    assert not school.window.navigator.presenting.active
    assert not school.window.toasts.isVisible()


def test_nothing_comes_between_while_something_is_presented(school: School) -> None:
    school.window.navigator.open_item("m09")
    assert not school.window.updating.is_busy()

    school.press(Qt.Key.Key_F5)

    assert school.window.updating.is_busy()
    school.press(Qt.Key.Key_F5)
    assert not school.window.updating.is_busy()


def test_closing_the_program_ends_what_is_presented(school: School) -> None:
    school.window.navigator.open_item("m09")
    school.press(Qt.Key.Key_F5)

    school.window.close()

    assert not school.presenter.active
    assert school.awake.held == 0


@pytest.mark.parametrize("sign", [".", ",", "-", "?"])
def test_a_sign_alone_begins_no_search(school: School, sign: str) -> None:
    school.window.navigator.open_item("m09")

    school.qtbot.keyClick(school.window.stack.item.reader, sign)

    assert school.window.navigator.location.item_id == "m09"
    assert school.window.top_bar.search.text() == ""


def test_no_letter_leaves_a_material_that_fills_the_screen(school: School) -> None:
    school.window.navigator.open_item("m09")
    school.window.setWindowState(Qt.WindowState.WindowFullScreen)

    school.qtbot.keyClick(school.window.stack.item.reader, "b")

    assert school.window.navigator.location.item_id == "m09"
    assert school.window.top_bar.search.text() == ""


def test_a_letter_still_begins_a_search_in_a_window(make_stage: MakeStage) -> None:
    stage = make_stage()
    stage.show()
    stage.shell.navigator.go_to_entry("packets")

    stage.qtbot.keyClick(stage.shell, "b")

    assert stage.shell.top_bar.search.text() == "b"
