"""Tab in the order of the layouts."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from tests.ui.pages import PageStage
from valita_desktop.ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_tab_goes_through_layouts_in_layouts(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, row = QVBoxLayout(page), QHBoxLayout()
    last, second, first, third = (QPushButton(page) for _number in range(4))
    column.addWidget(first)
    column.addLayout(row)
    column.addWidget(last)
    row.addStretch()
    row.addWidget(second)
    row.addWidget(third)

    follow_layout(page)

    chain: list[QWidget | None] = [first]
    while chain[-1] and (at := chain[-1].nextInFocusChain()) is not first:
        chain.append(at)
    assert [each for each in chain if each is not page] == [first, second, third, last]


def test_no_item_of_a_layout_stays_in_python(qtbot: QtBot, dressed: QApplication) -> None:
    """Qt deletes them unseen; what comes to stand in their place would be taken for them."""
    stage = PageStage(qtbot)
    stage.page.show_item("m09", "fi")
    before = held()

    follow_layout(stage.page)
    stage.page.panel.place_own(first=True)

    assert held() == before


def held() -> int:
    gc.collect()
    return sum(isinstance(each, QWidgetItem | QSpacerItem) for each in gc.get_objects())
