"""Widgets that know nothing of materials: what they tell, to the eye and to others."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from valita_desktop.settings import ColourScheme
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets import accessible
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.segmented_choice import LetterSizes, SegmentedChoice
from valita_desktop.ui.widgets.status_label import StatusLabel
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

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


def test_a_check_box_is_ticked_by_its_words_and_by_what_is_right_of_them(qtbot: QtBot) -> None:
    box = WrappingCheckBox()
    qtbot.addWidget(box)
    box.setText("Save ink")
    box.resize(300, 40)

    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(290, 20))

    assert box.isChecked()


def test_a_check_box_is_measured_anew_for_other_words_and_letters(qtbot: QtBot) -> None:
    box = WrappingCheckBox()
    qtbot.addWidget(box)
    box.setText("Save ink")
    one_line = box.heightForWidth(200)
    box.setText("Save ink where the printer of the school has little of it left this week")
    wrapped = box.heightForWidth(200)

    font = box.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    box.setFont(font)

    assert one_line < wrapped < box.heightForWidth(200)


def test_a_link_is_measured_once_for_a_width_and_anew_for_other_words_and_letters(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = LinkButton("Kortit")
    qtbot.addWidget(link)
    asked: list[QFontMetrics] = []
    metrics = link.fontMetrics

    def ask() -> QFontMetrics:
        asked.append(metrics())
        return asked[-1]

    monkeypatch.setattr(link, "fontMetrics", ask)

    one_line = [link.heightForWidth(120) for _time in range(9)]
    times = len(asked)
    link.setText("Keskustelukortit ryhmälle, joka tapaa ensimmäistä kertaa")
    wrapped = link.heightForWidth(120)
    font = link.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    link.setFont(font)

    assert times == 1
    assert one_line[0] < wrapped < link.heightForWidth(120)


def test_a_narrower_link_is_higher_and_an_icon_takes_room(qtbot: QtBot) -> None:
    link = LinkButton("Keskustelukortit ryhmälle, joka tapaa ensimmäistä kertaa")
    indented = LinkButton(link.text(), indent=60)
    for each in (link, indented):
        qtbot.addWidget(each)
    wide, plain = link.heightForWidth(600), link.sizeHint().width()

    icons.put_on(link, "download", "#000000", theme.appearance(ColourScheme.LIGHT, 100))

    assert link.heightForWidth(160) > wide
    assert link.sizeHint().width() == plain + icons.MEDIUM + 9
    assert indented.sizeHint().width() == plain + 60


def test_things_wrap_exactly_where_there_is_no_more_room(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    flow = FlowLayout(10, row)
    things = [Thing(100, 20), Thing(100, 20)]
    for each in things:
        flow.addWidget(each)
    assert flow.heightForWidth(210) == 20
    assert flow.heightForWidth(209) == 50

    first = Thing(40, 30)
    flow.insert(0, first)
    flow.setGeometry(QRect(0, 0, 260, 30))

    assert [each.geometry().left() for each in (first, *things)] == [0, 50, 160]
    assert things[0].geometry().top() == 5


class Thing(QWidget):
    """A widget of a size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)

    @override
    def sizeHint(self) -> QSize:
        return self._size


def test_a_heading_stays_a_heading_for_screen_readers_however_many_there_are(
    qtbot: QtBot,
) -> None:
    accessible.install()
    page = QWidget()
    qtbot.addWidget(page)
    first = HeadingLabel(1, "Ensimmäinen", page)
    for number in range(600):
        HeadingLabel(2, f"Otsikko {number}", page)
    gc.collect()

    interface = QAccessible.queryAccessibleInterface(first)

    assert interface.role() == QAccessible.Role.Heading
    assert interface.text(QAccessible.Text.Name) == "Ensimmäinen"


def test_sizes_of_letters_are_seen_as_letters_and_heard_as_numbers(qtbot: QtBot) -> None:
    choice = LetterSizes({size: f"{size} %" for size in (100, 150, 200)})
    qtbot.addWidget(choice)
    choice.retranslate("How large?")
    buttons = choice.buttons()

    assert [button.text() for button in buttons] == ["A", "A", "A"]
    assert [button.accessibleName() for button in buttons] == ["100 %", "150 %", "200 %"]
    sizes = [button.font().pointSizeF() for button in buttons]
    assert sizes == pytest.approx([sizes[0], 1.5 * sizes[0], 2 * sizes[0]], rel=0.05)
