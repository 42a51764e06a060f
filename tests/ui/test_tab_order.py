"""Tab in the order of the layouts."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
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


def test_order_makes_no_class_of_qt_that_nobody_uses() -> None:
    """PySide makes a class when it is first met; asked for any object, it makes all it has."""
    said = subprocess.run([sys.executable, "-c", _MADE], capture_output=True, check=True, text=True)

    made = json.loads(said.stdout)
    assert "QWidget" in made
    assert "QMovie" not in made


_MADE = """
import json
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from valita_desktop.ui.widgets.tab_order import follow_layout

app = QApplication([])
page = QWidget()
column = QVBoxLayout(page)
column.addLayout(QVBoxLayout())
column.addWidget(QPushButton())
follow_layout(page)
print(json.dumps([each.__name__ for each in QObject.__subclasses__()]))
"""


def held() -> int:
    gc.collect()
    return sum(isinstance(each, QWidgetItem | QSpacerItem) for each in gc.get_objects())
