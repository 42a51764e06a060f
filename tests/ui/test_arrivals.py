"""Where the focus is when a person comes to a page, and what the keys do from there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tests.fakes import InlineJobs
from valita_desktop import desktop
from valita_desktop.settings import Settings
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.stage import Stage
    from valita_desktop.library.noted_search import NotedIndex
    from valita_desktop.ui.window.navigator import Navigator

Key = Qt.Key

ROADS: dict[str, Callable[[Navigator], object]] = {
    "Welcome": lambda navigator: navigator.go_to_entry("home"),
    "All materials": lambda navigator: navigator.go_to_entry("library"),
    "Favourites": lambda navigator: navigator.go_to_entry("favourites"),
    "Lesson packets": lambda navigator: navigator.open_packet(1),
    "Updates": lambda navigator: navigator.go_to_entry("updates"),
    "Settings": lambda navigator: navigator.open_settings(),
    "Help": lambda navigator: navigator.open_help(),
}


def focused(stage: Stage) -> QWidget | None:
    return stage.shell.focusWidget()


def heading(stage: Stage) -> PageHeading:
    found = focused(stage)
    assert isinstance(found, PageHeading), found
    return found


@pytest.fixture
def shown(stage: Stage) -> Stage:
    stage.userdata.opened("m05")
    stage.packets.filled("m05", "m99")
    stage.show()
    stage.shell.navigator.go_to_entry("updates")
    return stage


@pytest.fixture
def program(qtbot: QtBot, dressed: QApplication, kit: Path) -> Iterator[MainWindow]:
    """The program's window with the kit that it ships, on a material."""
    services = replace(
        desktop.open_services(), settings=Settings(ui_language="fi"), first_run=False
    )
    window = MainWindow(services, InlineJobs())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.navigator.open_item("m05")
    yield window
    window.close()
    with closing(cast("NotedIndex", services.library)):
        pass


@pytest.mark.parametrize(
    "key", [Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_End], ids=lambda key: key.name
)
def test_the_text_is_read_on_from_the_title(program: MainWindow, qtbot: QtBot, key: Key) -> None:
    at, reader = program.focusWidget(), program.stack.item.reader
    assert isinstance(at, PageHeading)
    assert at.text() == program.navigator.title

    qtbot.keyClick(at, key)

    assert reader.hasFocus()
    assert reader.textCursor().position() or reader.verticalScrollBar().value()


def test_what_is_on_the_page_is_found_from_the_title(program: MainWindow, qtbot: QtBot) -> None:
    at = program.focusWidget()
    assert isinstance(at, PageHeading)

    qtbot.keyClick(at, Key.Key_F3)

    assert program.stack.item.find_bar.find_field.hasFocus()


@pytest.mark.parametrize("name", ROADS)
def test_a_page_is_met_by_its_heading(shown: Stage, name: str) -> None:
    if name == "Updates":
        shown.shell.navigator.open_settings()

    ROADS[name](shown.shell.navigator)

    assert heading(shown).level == 1
    page = shown.shell.stack.currentWidget()
    assert page is not None
    assert page.isAncestorOf(heading(shown))


@pytest.mark.parametrize("name", [name for name in ROADS if name != "Help"])  # all to be read
def test_tab_goes_on_after_the_heading_and_back_before_it(shown: Stage, name: str) -> None:
    if name == "Updates":
        shown.shell.navigator.open_settings()
    ROADS[name](shown.shell.navigator)
    at = heading(shown)
    page = shown.shell.stack.currentWidget()
    assert page is not None

    shown.press(Key.Key_Tab)
    after = focused(shown)
    assert after is not None
    assert page.isAncestorOf(after)
    at.meet(marked=True)
    shown.press(Key.Key_Backtab)

    before = focused(shown)
    assert before not in (None, at, after)


def test_the_start_has_the_search(stage: Stage) -> None:
    stage.show()

    assert stage.shell.top_bar.search.hasFocus()


def test_arrows_and_enter_choose_in_the_list_from_its_heading(shown: Stage) -> None:
    shown.shell.navigator.go_to_entry("library")

    shown.press(Key.Key_Down)

    assert shown.shell.stack.library.list.hasFocus()
    chosen = shown.shell.stack.library.list.current_id()
    shown.shell.navigator.go_to_entry("settings")
    shown.shell.navigator.go_to_entry("library")
    shown.press(Key.Key_Return)
    assert chosen
    assert shown.shell.navigator.location.page is PageKey.ITEM


@pytest.mark.parametrize(
    "key", [Key.Key_Down, Key.Key_PageDown, Key.Key_Space, Key.Key_End], ids=lambda key: key.name
)
def test_keys_that_scroll_do_so_from_the_heading(stage: Stage, key: Key) -> None:
    stage.show(911, 470)
    stage.shell.navigator.open_settings()
    settings = stage.shell.stack.settings
    before = settings.verticalScrollBar().value()

    stage.press(key)

    assert settings.verticalScrollBar().value() > before


def test_a_word_goes_to_the_search_from_the_heading(shown: Stage) -> None:
    shown.shell.navigator.open_settings()

    shown.type("b")

    assert shown.shell.top_bar.search.text() == "b"
    assert shown.shell.top_bar.search.hasFocus()


def test_back_to_a_list_leads_to_the_row(shown: Stage) -> None:
    shown.shell.navigator.go_to_entry("library")
    shown.press(Key.Key_Down, Key.Key_Down)
    row = shown.shell.stack.library.list.current_id()
    shown.press(Key.Key_Return)

    shown.shell.navigator.go_back()

    assert shown.shell.stack.library.list.hasFocus()
    assert shown.shell.stack.library.list.current_id() == row


def test_typing_in_the_search_stays_there(shown: Stage) -> None:
    shown.shell.top_bar.search.setFocus()

    shown.type("budje")

    assert shown.shell.navigator.location.page is PageKey.LIST
    assert shown.shell.top_bar.search.hasFocus()


def test_the_focus_is_seen_on_a_heading_only_by_whoever_uses_keys(shown: Stage) -> None:
    window = shown.shell.windowHandle()
    QTest.keyClick(window, Key.Key_F1)
    assert heading(shown).marked
    QTest.mouseClick(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
    )

    shown.shell.navigator.open_settings()

    assert not heading(shown).marked


def test_the_mark_is_drawn_on_the_line_under_the_words_and_moves_nothing(shown: Stage) -> None:
    shown.shell.navigator.open_settings()
    at = heading(shown)
    at.meet(marked=False)
    plain, size = at.grab().toImage(), at.size()

    at.meet(marked=True)

    assert at.size() == size
    assert at.grab().toImage() != plain


@pytest.mark.parametrize("key", PageKey)
def test_every_page_has_a_heading_to_meet(program: MainWindow, key: PageKey) -> None:
    assert program.stack.heading(key) or key is PageKey.ITEM  # whose words are its item's
    assert len(program.stack.page(key).findChildren(PageHeading)) == 1


class OtherWindows(QObject):
    """Notes each window that appears beside another, if only for a moment."""

    def __init__(self, application: QApplication, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.seen: list[str] = []
        application.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        other = isinstance(watched, QWidget) and watched.isWindow() and watched is not self._window
        if other and event.type() == QEvent.Type.Show:
            self.seen.append(watched.metaObject().className())
        return False


@pytest.mark.parametrize("width", [911, 1366])
def test_no_page_shows_a_window_of_its_own_for_a_moment(
    program: MainWindow, dressed: QApplication, width: int
) -> None:
    """Such a window flashes, and takes the keys from the program."""
    program.resize(width, 690)
    others = OtherWindows(dressed, program)

    for go in ROADS.values():
        go(program.navigator)
    program.navigator.go_to_entry("own")
    program.navigator.open_about()
    program.navigator.open_item("m09")

    assert others.seen == []
