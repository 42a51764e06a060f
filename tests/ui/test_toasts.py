"""What is told at the bottom of the window: how long, over what, and who can reach it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget

from valita_desktop.errors import ItemNotFoundError, StoreUnusableError
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.window.history import Location, PageKey

if TYPE_CHECKING:
    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.ui.widgets.toasts import Toast, Toasts

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def toasts(stage: Stage) -> Toasts:
    return stage.shell.toasts


def only(toasts: Toasts) -> Toast:
    (toast,) = toasts.all()
    return toast


def test_a_message_moves_nothing_of_the_page(stage: Stage) -> None:
    page = stage.shell.stack
    before = page.mapToGlobal(QPoint()), page.size()

    stage.shell.toasts.tell("Saved")
    stage.shell.report(ItemNotFoundError("m05"))
    stage.settle()

    assert (page.mapToGlobal(QPoint()), page.size()) == before
    assert stage.shell.toasts.isVisible()


def test_messages_stand_at_the_bottom_in_every_width(stage: Stage) -> None:
    stage.shell.toasts.tell("Saved")
    stage.shell.report(ItemNotFoundError("m05"))
    for width, height in ((1366, 690), (911, 470), (640, 480)):
        stage.shell.resize(width, height)
        stage.settle()
        toasts = stage.shell.toasts
        host = toasts.parentWidget()
        assert host is not None
        assert host.rect().contains(toasts.geometry())
        assert host.height() - toasts.geometry().bottom() < 24


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("page", [PageKey.SETTINGS, PageKey.HELP, PageKey.ABOUT])
def test_the_end_of_a_page_can_be_scrolled_clear_of_a_message(
    make_stage: MakeStage, page: PageKey, size: int
) -> None:
    stage = make_stage(text_size=size)
    stage.show(911, 512)
    stage.shell.navigator.go(Location(page))
    area = stage.shell.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    inside = area.widget()
    assert inside is not None

    stage.shell.toasts.tell("Saved", [Offer("Undo", lambda: None, undoes=True)])
    stage.settle()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())

    shown = [each for each in inside.findChildren(QWidget) if each.isVisible()]
    lowest = max(each.mapToGlobal(each.rect().bottomLeft()).y() for each in shown)
    assert bar.maximum() > 0
    assert lowest < stage.shell.toasts.mapToGlobal(QPoint()).y()


def test_what_was_done_goes_by_itself_and_what_went_wrong_stays(stage: Stage) -> None:
    stage.shell.toasts.tell("Saved")
    stage.shell.report(ItemNotFoundError("m05"))
    done, failed = stage.shell.toasts.all()

    assert done.counting()
    assert not failed.counting()
    with stage.qtbot.waitSignal(done.closed):
        done._timer.start(0)
    stage.shell.navigator.go_to_entry("library")
    assert stage.shell.toasts.all() == [failed]

    stage.qtbot.mouseClick(failed.close_button, Qt.MouseButton.LeftButton)
    assert not stage.shell.toasts.isVisible()


def test_longer_words_and_offers_stay_longer(toasts: Toasts) -> None:
    toasts.tell("Saved")
    short = only(toasts)._timer.interval()
    toasts.tell("Saved where you said, under the name that you gave")
    longer = only(toasts)._timer.interval()
    toasts.tell("Saved", (Offer("Open", toasts.update),))

    assert short >= 5_000
    assert longer > short
    assert only(toasts)._timer.interval() > longer


def test_a_message_waits_while_the_focus_is_in_it(stage: Stage, toasts: Toasts) -> None:
    toasts.tell("Saved", (Offer("Open", toasts.update),))
    toast = only(toasts)

    stage.press(Key.Key_F6, modifier=SHIFT)
    stage.press(Key.Key_F6, modifier=SHIFT)  # from the search by the sidebar to the message
    assert stage.shell.focusWidget() is toast.offer_buttons[0]
    held = toast.counting()
    stage.press(Key.Key_F6)

    assert not held
    assert toast.counting()


def test_escape_closes_the_message_and_gives_the_focus_back(stage: Stage, toasts: Toasts) -> None:
    stage.shell.navigator.go_to_entry("library")
    before = stage.shell.focusWidget()
    stage.shell.report(ItemNotFoundError("m05"))

    stage.press(Key.Key_F6)
    stage.press(Key.Key_Escape)

    assert toasts.all() == []
    assert stage.shell.focusWidget() is before
    assert stage.shell.navigator.location.page is PageKey.LIST


def test_the_same_failure_is_told_once_and_never_more_than_three(
    stage: Stage, toasts: Toasts
) -> None:
    for name in ("m01", "m02", "m02", "m03", "m04"):
        stage.shell.report(ItemNotFoundError(name))

    assert [
        name
        for toast in toasts.all()
        for name in ("m02", "m03", "m04")
        if name in toast.text_label.text()
    ] == ["m02", "m03", "m04"]
    assert len(toasts.all()) == 3


def test_a_screen_reader_is_told_a_failure_as_an_alert(stage: Stage, toasts: Toasts) -> None:
    toasts.tell("Saved")
    stage.shell.report(StoreUnusableError(Path("user.db"), "disk I/O error"))
    done, failed = (QAccessible.queryAccessibleInterface(each) for each in toasts.all())

    assert done.role() == QAccessible.Role.Notification
    assert failed.role() == QAccessible.Role.AlertMessage
    assert failed.text(QAccessible.Text.Name) == toasts.text()


def test_a_favourite_is_undone_by_its_button(stage: Stage, toasts: Toasts) -> None:
    stage.shell.navigator.open_item("m05")
    stage.press(Key.Key_D, modifier=CTRL)
    added = stage.userdata.favourites()

    stage.qtbot.mouseClick(only(toasts).offer_buttons[0], Qt.MouseButton.LeftButton)

    assert added == ("m05",)
    assert stage.userdata.favourites() == ()
    assert toasts.all() == []


def test_a_favourite_taken_away_in_the_list_is_brought_back_by_a_key(stage: Stage) -> None:
    for item_id in ("m01", "m07", "m05"):
        stage.userdata.set_favourite(item_id, on=True)
    stage.shell.navigator.go_to_entry("favourites")
    stage.shell.stack.library.list.select("m07")
    stage.press(Key.Key_D, modifier=CTRL)
    taken = stage.userdata.favourites()

    stage.press(Key.Key_Z, modifier=CTRL)

    assert taken == ("m05", "m01")
    assert stage.userdata.favourites() == ("m05", "m07", "m01")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_packet_that_something_was_added_to_is_one_click_away(
    stage: Stage, toasts: Toasts
) -> None:
    stage.packets.filled("m01", name="Viikko 1")
    stage.packets.filled("m02", name="Viikko 2")
    stage.shell.navigator.open_item("m05")
    menu = stage.shell.navigator.add_to_packet()
    assert menu is not None
    oldest = stage.packets.store.all()[-1]
    menu.add_to(oldest.id)

    open_button = next(
        each for each in only(toasts).offer_buttons if each.text() == "Open the packet"
    )
    stage.qtbot.mouseClick(open_button, Qt.MouseButton.LeftButton)

    assert stage.shell.navigator.location.page is PageKey.PACKETS
    assert stage.shell.stack.packets.packet is not None
    assert stage.shell.stack.packets.packet.name == oldest.name
    menu.close()


def test_a_message_is_told_in_dark_and_in_contrast_with_its_edge(make_stage: MakeStage) -> None:
    stage = make_stage(look="contrast")
    stage.show()
    stage.shell.report(ItemNotFoundError("m05"))

    drawn = only(stage.shell.toasts).grab().toImage()
    edge = drawn.pixelColor(4, drawn.height() // 2).name().upper()

    assert edge == stage.shell._appearance.palette.danger
