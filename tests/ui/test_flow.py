"""Things wrap like words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from valita_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


class Box(QWidget):
    """A widget of one size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.setFixedSize(width, height)


@pytest.fixture
def room(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    yield widget
    widget.deleteLater()


def flow(room: QWidget, *boxes: Box, right: Box | None = None) -> FlowLayout:
    made = FlowLayout(10, room, right=right)
    for box in boxes:
        box.setParent(room)
        box.show()
        made.addWidget(box)
    return made


def test_what_does_not_fit_begins_the_next_line(room: QWidget) -> None:
    boxes = [Box(100, 20) for _ in range(3)]
    layout = flow(room, *boxes)

    layout.setGeometry(QRect(0, 0, 215, 100))

    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (110, 0), (0, 30)]
    assert layout.heightForWidth(215) == 50


def test_lower_things_stand_in_the_middle_of_their_line(room: QWidget) -> None:
    low, high = Box(50, 20), Box(50, 40)
    layout = flow(room, low, high)

    layout.setGeometry(QRect(0, 0, 300, 100))

    assert (low.y(), high.y()) == (10, 0)


def test_one_thing_can_stand_at_the_right(room: QWidget) -> None:
    left, right = Box(50, 20), Box(60, 20)
    layout = flow(room, left, right, right=right)

    layout.setGeometry(QRect(0, 0, 300, 100))

    assert right.x() == 240


def test_hidden_things_take_no_room(room: QWidget) -> None:
    boxes = [Box(100, 20) for _ in range(2)]
    layout = flow(room, *boxes)
    boxes[0].hide()

    layout.setGeometry(QRect(0, 0, 300, 100))

    assert boxes[1].x() == 0


def test_what_is_wider_than_the_room_has_a_line_of_its_own(room: QWidget) -> None:
    boxes = [Box(400, 20), Box(50, 20)]
    layout = flow(room, *boxes)

    assert layout.heightForWidth(300) == 50


def test_nothing_is_nothing_high(room: QWidget) -> None:
    assert flow(room).heightForWidth(300) == 0
