"""The menu of a row and of a card: every way to open it, and all that it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.stage import listed
from valita_desktop.errors import StoreUnusableError
from valita_desktop.handouts.pdf import render
from valita_desktop.ui.packets.add_menu import AddToPacketMenu
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.window.item_menu import ItemMenu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.ui.stage import Stage
    from valita_desktop.content.model import Item

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def no_menu_is_left(stage: Stage) -> Iterator[None]:
    yield
    for menu in stage.shell.findChildren(ItemMenu):
        menu.close()
    stage.settle()


def ask(widget: QWidget, at: QPoint, reason: QContextMenuEvent.Reason) -> None:
    """What Qt sends for a right click, for the menu key, and for Shift and F10."""
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def opened(stage: Stage) -> ItemMenu:
    (menu,) = stage.shell.findChildren(ItemMenu)
    return menu


def name_of(action: QAction) -> str:
    """Its words without its keys."""
    return action.text().split("\t")[0]


def choose(stage: Stage, words: str) -> None:
    action = next(each for each in opened(stage).actions() if name_of(each) == words)
    action.trigger()


def third_row(stage: Stage) -> tuple[str, QPoint]:
    """The id of an item that is not chosen, and where its row is."""
    stage.shell.navigator.go_to_entry("library")
    items = stage.shell.stack.library.list
    stage.settle()
    return listed(items)[2], items.visualRect(items.model().index(2, 0)).center()


def test_an_item_whose_facts_cannot_be_read_is_told_instead_of_printed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def all_facts() -> dict[str, Item]:
        raise StoreUnusableError(tmp_path, "disk I/O error")

    monkeypatch.setattr(stage.shell.stack.printing.source, "all_facts", all_facts)
    item_id, _at = third_row(stage)

    with stage.qtbot.waitSignal(stage.shell.navigator.failed):
        stage.shell.navigator.print_item(item_id)


def test_a_right_click_offers_what_can_be_done_with_the_row_under_it(stage: Stage) -> None:
    item_id, at = third_row(stage)
    viewport = stage.shell.stack.library.list.viewport()

    ask(viewport, at, QContextMenuEvent.Reason.Mouse)

    assert [name_of(each) for each in opened(stage).actions() if each.text()] == [
        "Open", "Present to a class", "Print…", "Add to favourites", "Add to a packet",
        "Copy the title",
    ]  # fmt: skip
    assert stage.shell.stack.library.list.current_id() == item_id
    assert stage.shell.navigator.location.page is PageKey.LIST


def test_the_menu_key_offers_it_for_the_chosen_row(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    stage.shell.stack.library.list.select("m03")

    ask(stage.shell.stack.library.list, QPoint(), QContextMenuEvent.Reason.Keyboard)
    choose(stage, "Open")

    assert stage.shell.navigator.location.item_id == "m03"


def test_the_three_dots_open_the_menu_and_not_the_item(stage: Stage) -> None:
    item_id, at = third_row(stage)
    items = stage.shell.stack.library.list
    dots = items._delegate.more_box(items.visualRect(items.indexAt(at))).center()

    stage.qtbot.mouseClick(items.viewport(), LEFT, pos=dots)

    assert opened(stage)
    assert stage.shell.navigator.location.page is PageKey.LIST
    opened(stage).close()
    stage.qtbot.mouseClick(items.viewport(), LEFT, pos=at)
    assert stage.shell.navigator.location.item_id == item_id


def test_a_card_of_the_first_page_has_the_same_menu(stage: Stage) -> None:
    card = stage.shell.stack.home.quick.cards[0]

    stage.qtbot.mouseClick(card, LEFT, pos=card._more_box().center())
    choose(stage, "Add to favourites")

    assert stage.userdata.favourites() == (card.row.id,)
    assert stage.shell.navigator.location.page is PageKey.HOME


def test_the_menu_key_on_a_card(stage: Stage) -> None:
    card = stage.shell.stack.home.quick.cards[0]

    ask(card, QPoint(), QContextMenuEvent.Reason.Keyboard)

    assert opened(stage)


def test_a_favourite_can_be_taken_away(stage: Stage) -> None:
    stage.userdata.set_favourite("m05", on=True)

    stage.shell.navigator.show_menu("m05", QPoint())
    choose(stage, "Take from favourites")

    assert stage.userdata.favourites() == ()


def test_the_packets_are_a_menu_in_it(stage: Stage) -> None:
    stage.packets.filled("m01", name="Viikko 1")

    stage.shell.navigator.show_menu("m05", QPoint())
    packets = opened(stage).findChildren(AddToPacketMenu)[0]
    packets.actions()[0].trigger()

    assert [one.item_id for one in stage.packets.store.all()[0].entries] == ["m01", "m05"]
    assert "Added to “Viikko 1”" in stage.shell.toasts.text()


def test_the_title_can_be_copied(stage: Stage) -> None:
    stage.shell.navigator.show_menu("m05", QPoint())
    choose(stage, "Copy the title")

    assert QGuiApplication.clipboard().text() == "Aineisto m05"
    assert stage.shell.toasts.text() == "Copied: Aineisto m05"


def test_an_item_is_printed_from_the_list_and_the_list_stays(stage: Stage) -> None:
    printing = replace(stage.shell.stack.printing, render=render)
    stage.shell.stack.printing = printing
    stage.shell.navigator.go_to_entry("library")
    stage.shell.stack.library.list.select("m02")

    stage.press(Key.Key_P, modifier=CTRL)

    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    title = dialog.windowTitle()
    dialog.close()
    assert title == "Print: Kuukausibudjetti – Välitä!"
    assert stage.shell.navigator.location.page is PageKey.LIST


def test_an_item_is_presented_from_its_card(stage: Stage) -> None:
    stage.shell.navigator.show_menu("m05", QPoint())
    choose(stage, "Present to a class")

    assert stage.shell.navigator.presenting.active
    presenter = stage.shell.navigator.presenting.presenter
    assert presenter is not None
    presenter.leave()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
@pytest.mark.parametrize("where", ["list", "card"])
def test_the_keys_of_menus_open_it_where_no_event_is_made_of_them(
    stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier, where: str
) -> None:
    if where == "list":
        stage.shell.navigator.go_to_entry("library")
    else:
        stage.shell.stack.home.quick.cards[0].setFocus()

    stage.press(key, modifier=modifier)

    assert opened(stage)


def test_a_key_that_asks_twice_opens_one_menu(stage: Stage) -> None:
    stage.shell.navigator.show_menu("m05", QPoint())
    stage.shell.navigator.show_menu("m05", QPoint())

    assert [menu.isVisible() for menu in stage.shell.findChildren(ItemMenu)].count(True) == 1
