"""Widgets that know nothing of materials: what they tell, to the eye and to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from valita_desktop.ui.packets.undo_bar import UndoBar
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.segmented_choice import SegmentedChoice
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OPTIONS = [("Finnish", ("fi",)), ("Swedish", ("sv",)), ("Both", ("fi", "sv"))]


@pytest.mark.parametrize(
    ("chosen", "shown"), [(("sv",), "Swedish"), (("fi", "sv"), "Both"), ("none of them", "Finnish")]
)
def test_a_box_offers_what_it_is_filled_with_and_shows_what_is_chosen(
    chosen: object, shown: str, qtbot: QtBot
) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("of before")

    with qtbot.assertNotEmitted(box.currentIndexChanged):
        fill_combo_box(box, OPTIONS, chosen)

    assert [box.itemText(number) for number in range(box.count())] == ["Finnish", "Swedish", "Both"]
    assert box.currentText() == shown
    assert not box.signalsBlocked()


def test_a_box_that_offers_nothing_has_nothing_chosen(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)

    fill_combo_box(box, [], "fi")

    assert box.currentIndex() == -1


def test_a_status_is_seen_only_while_there_is_something_to_say(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = StatusLabel(parent)
    assert label.isHidden()

    label.show_refusal("It could not be saved.")
    assert (label.text(), label.property("role"), label.isHidden()) == (
        "It could not be saved.",
        "error",
        False,
    )
    label.show_status("Saved.")
    assert label.property("role") == "ok"
    label.show_status("")

    assert label.isHidden()


def test_a_status_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    label = StatusLabel(parent)

    label.show_status("Saved: <b>week</b>.pdf")

    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_way_back_is_told_and_taken_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = UndoBar(parent)
    taken: list[str] = []
    bar.offer("Deleted: {title}", "first", lambda: taken.append("first"))
    bar.offer("Deleted: {title}", "second", lambda: taken.append("second"))
    assert bar.text() == "Deleted: second"
    assert not bar.isHidden()

    bar.undo_button.click()
    bar.undo()

    assert taken == ["second"]
    assert bar.isHidden()


def test_a_value_is_shown_without_telling_and_told_when_it_is_chosen(qtbot: QtBot) -> None:
    choice = SegmentedChoice({"fi": "Suomi", "sv": "Svenska"})
    qtbot.addWidget(choice)
    choice.retranslate("Language")
    with qtbot.assertNotEmitted(choice.value_changed):
        choice.show_value("sv")

    [finnish, swedish] = choice.buttons()
    assert choice.entry() is swedish
    with qtbot.waitSignal(choice.value_changed, check_params_cb=lambda value: value == "fi"):
        finnish.click()
    assert choice.entry() is finnish
    assert finnish.accessibleDescription() == "Language"


def test_where_no_value_is_shown_the_keyboard_enters_at_the_first(qtbot: QtBot) -> None:
    choice = SegmentedChoice({"fi": "Suomi", "sv": "Svenska"})
    qtbot.addWidget(choice)

    assert choice.entry() is choice.buttons()[0]
