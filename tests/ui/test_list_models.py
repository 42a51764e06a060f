"""A list that costs what is in view, not what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from typing_extensions import override

from tests.fakes import FakeLibrary, kit, row
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.item_list.list_view import ItemList, ItemModel, ListEntry
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class CountingModel(ItemModel):
    """Counts what drawing asks for."""

    asked = 0

    @override
    def entry(self, index: object) -> ListEntry | None:
        self.asked += 1
        return super().entry(index)  # type: ignore[arg-type]  # passed on as given


@pytest.fixture
def model(dressed: QApplication) -> ItemModel:
    made = ItemModel("fi")
    made.show([ListEntry(one) for one in kit()], "fi")
    return made


def test_a_row_is_spoken_whole(model: ItemModel) -> None:
    model.show([ListEntry(row("m09"))], "fi")

    spoken = model.data(model.index(0), SPOKEN)

    assert spoken == (
        "Aineisto m09. Worksheet. 45 min · 1–24 people. Finnish, Swedish. Lyhyt kuvaus"
    )


def test_a_favourite_is_spoken_as_one(model: ItemModel) -> None:
    model.mark_favourites(frozenset({"m03"}))

    spoken = model.data(model.index(model.position("m03")), SPOKEN)

    assert str(spoken).endswith("Favourite")


def test_a_row_without_the_language_shows_the_other(model: ItemModel) -> None:
    model.show([ListEntry(row("m90", titles={"fi": "Vain"}, summaries={"fi": "x"}))], "sv")

    assert model.data(model.index(0)) == "Vain"


def test_the_divider_can_be_neither_chosen_nor_opened(model: ItemModel) -> None:
    model.show([ListEntry(row()), ListEntry(None), ListEntry(row("m02"))], "fi")

    assert model.flags(model.index(1)) == Qt.ItemFlag.NoItemFlags
    assert model.data(model.index(1)) == "Related"


def test_an_index_outside_has_nothing(model: ItemModel) -> None:
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0


def test_ten_thousand_rows_cost_a_screenful(dressed: QApplication, qtbot: QtBot) -> None:
    model = CountingModel("fi")
    model.show([ListEntry(one) for one in (kit() * 500)[:10_000]], "fi")
    view = ItemList(model, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    QCoreApplication.sendPostedEvents()
    view.setCurrentIndex(model.index(0))
    view.grab()
    model.asked = 0

    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    view.grab()

    assert view.currentIndex().row() > 5
    assert model.asked < 200


def test_found_words_are_drawn_with_their_marks(dressed: QApplication, qtbot: QtBot) -> None:
    hits = FakeLibrary().search("lyhyt", "fi").hits
    model = ItemModel("fi")
    view = ItemList(model, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    model.show([ListEntry(row(hits[0].id), hits[0])], "fi")

    pixels = view.grab().toImage()

    tint = theme.LIGHT.themes[3].tint.lower()
    line = (pixels.pixelColor(x, y).name() for x in range(400) for y in range(80))
    assert tint in set(line)


def test_enter_opens_and_letters_are_left_to_the_search(model: ItemModel, qtbot: QtBot) -> None:
    view = ItemList(model, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(view)
    view.select("m03")

    qtbot.keyClick(view, Qt.Key.Key_A)
    still = view.current_id()
    with qtbot.waitSignal(view.open_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert still == "m03"
    assert opened.args == ["m03"]


def test_one_click_opens(model: ItemModel, qtbot: QtBot) -> None:
    view = ItemList(model, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()

    with qtbot.waitSignal(view.open_requested) as opened:
        spot = view.visualRect(model.index(1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert opened.args == [kit()[1].id]
