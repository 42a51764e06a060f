"""The list tells how many there are, why there are none, and lets go of what narrows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.fakes import FakeLibrary, kit, row
from tests.ui.actions import RecordedActions
from tests.ui.stage import listed
from valita_desktop.library.search import Results
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.page import ItemListPage
from valita_desktop.ui.item_list.state import EVERYTHING, ListState, Scope, in_order
from valita_desktop.ui.style import theme
from valita_desktop.ui.wording import rows as words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

CHECKLIST = Facet("kind", "checklist")
EQUALITY = Facet("theme", "equality")


@pytest.fixture
def actions() -> RecordedActions:
    return RecordedActions()


@pytest.fixture
def view(dressed: QApplication, qtbot: QtBot, actions: RecordedActions) -> ItemListPage:
    made = ItemListPage(actions, kit(), "fi", theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(made)
    made.setMinimumSize(400, 300)
    made.resize(1300, 700)
    made.show()
    return made


def ids(view: ItemListPage) -> list[str]:
    return listed(view.list)


def test_everything_stands_in_the_order_of_the_library(view: ItemListPage) -> None:
    assert ids(view) == [one.id for one in kit()]
    assert view.header.count_label.text() == f"{len(kit())} items"


def test_a_ticked_facet_narrows_and_gets_a_chip(view: ItemListPage) -> None:
    view.panel.boxes[CHECKLIST].toggle()

    chips = [chip.text() for chip in view.header.chips]
    assert view.found == sum(1 for one in kit() if one.format == "checklist")
    assert chips == ["Checklist"]


def test_a_chip_takes_its_facet_away(view: ItemListPage, qtbot: QtBot) -> None:
    view.panel.boxes[CHECKLIST].toggle()
    chip = view.header.chips[0]

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert view.found == len(kit())
    assert not view.panel.chosen()


def test_a_choice_that_would_leave_nothing_rests_but_stays(view: ItemListPage) -> None:
    view.panel.boxes[CHECKLIST].toggle()

    box = view.panel.boxes[EQUALITY]
    assert box.isVisible()
    assert not box.isEnabled()
    assert box.text().endswith("(0)")


def test_what_is_ticked_can_always_be_unticked(view: ItemListPage) -> None:
    view.show_state(ListState(chosen=(CHECKLIST, EQUALITY)))

    assert view.found == 0
    assert view.panel.boxes[EQUALITY].isEnabled()


def test_rows_that_come_again_take_the_boxes_that_are_there(view: ItemListPage) -> None:
    view.panel.boxes[CHECKLIST].toggle()
    before = dict(view.panel.boxes)

    view.set_rows(kit())

    assert view.panel.boxes == before
    assert view.panel.chosen() == (CHECKLIST,)
    view.set_rows([one for one in kit() if one.format == "checklist"])
    assert CHECKLIST in view.panel.boxes
    assert len(view.panel.boxes) < len(before)
    assert view.panel.boxes[CHECKLIST].isChecked()


def test_the_state_leads_back_to_the_same_list(view: ItemListPage) -> None:
    view.show_state(ListState(chosen=(Facet("theme", "everyday"),), order="shortest"))
    view.list.select("m05")
    kept, shown = view.state, ids(view)

    view.show_state(EVERYTHING)
    view.show_state(kept)

    assert ids(view) == shown
    assert view.list.current_id() == "m05"


def test_favourites_keep_their_own_order(view: ItemListPage) -> None:
    view.show_state(ListState(Scope.FAVOURITES, ("m05", "m01", "p1-1", "withdrawn")))

    assert ids(view) == ["m05", "m01", "p1-1"]
    assert not view.header.order_box.isVisible()


def test_another_order_is_chosen_in_the_box(view: ItemListPage) -> None:
    box = view.header.order_box

    box.setCurrentIndex(box.findText("By name"))

    assert ids(view) == [one.id for one in in_order(kit(), "title", "fi")]
    assert ids(view) != [one.id for one in kit()]
    assert view.state.order == "title"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ListState(query="zzz"), "Nothing found for “zzz”"),
        (ListState(chosen=(CHECKLIST, EQUALITY)), "Nothing fits all your choices"),
        (ListState(Scope.FAVOURITES), "No favourites yet"),
        (ListState(Scope.RECENT), "Nothing opened yet"),
    ],
)
def test_an_empty_list_says_why(view: ItemListPage, state: ListState, told: str) -> None:
    view.show_state(state, Results() if state.query else None)

    assert view.empty_page.isVisible()
    assert view.empty_page.heading.text() == told


def test_a_library_without_items_says_how_to_fill_it(view: ItemListPage) -> None:
    view.set_rows(())

    assert view.empty_page.heading.text() == "There are no items here"
    assert "open it again" in view.empty_page.text_label.text()


def test_found_items_are_divided_from_related_ones(view: ItemListPage) -> None:
    results = FakeLibrary().search("m0", "fi")
    related = FakeLibrary().search("lyhyt", "fi").hits[:2]
    fresh = tuple(hit for hit in related if hit.id not in {one.id for one in results.hits})

    view.show_state(ListState(query="m0"), Results((*results.hits, *fresh)))

    assert ids(view).index("") == len(results.hits)
    assert view.found == len(results.hits) + len(fresh)


def test_facets_narrow_what_was_found(view: ItemListPage) -> None:
    view.show_state(
        ListState(query="m", chosen=(CHECKLIST,)), FakeLibrary().search("aineisto m", "fi")
    )

    assert view.found == sum(1 for one in kit() if one.format == "checklist")


def test_nothing_found_offers_the_mended_word(view: ItemListPage, actions: RecordedActions) -> None:
    view.show_state(ListState(query="unnii"), Results((), "uni"))

    view.empty_page.suggestion_button.click()

    assert view.empty_page.suggestion_button.text() == "Did you mean “uni”?"
    assert actions.asked == [("search", "uni")]


@pytest.mark.parametrize(
    ("state", "results", "offered"),
    [
        (ListState(query="zzz"), Results(), "Show all items"),
        (ListState(query="unnii"), Results((), "uni"), "Did you mean “uni”?"),
        (ListState(query="zzz", chosen=(CHECKLIST,)), Results(), "Show all items"),
        (ListState(chosen=(CHECKLIST, EQUALITY)), None, "Remove what narrows down (2)"),
        (ListState(Scope.FAVOURITES), None, "Show all items"),
        (ListState(Scope.RECENT, chosen=(CHECKLIST,)), None, "Show all items"),
    ],
)
def test_an_empty_list_has_one_action_and_an_icon(
    view: ItemListPage, state: ListState, results: Results | None, offered: str
) -> None:
    view.show_state(state, results)

    buttons = [one for one in view.empty_page.findChildren(QPushButton) if one.isVisible()]
    icons = [one for one in view.empty_page.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [button.text() for button in buttons] == [offered]
    assert len(icons) == 1
    assert view.empty_page.first() is buttons[0]


@pytest.mark.parametrize("width", [1300, 600])
@pytest.mark.parametrize(
    "state", [ListState(Scope.FAVOURITES), ListState(chosen=(CHECKLIST, EQUALITY))]
)
def test_an_empty_list_has_no_dead_facets(view: ItemListPage, state: ListState, width: int) -> None:
    view.resize(width, 700)
    view.show_state(state)
    dead = view.panel.isVisible(), view.header.fold_button.isVisible()
    view.show_state(EVERYTHING)

    assert dead == (False, False)
    assert view.panel.isVisible() or view.header.fold_button.isVisible()


def test_a_search_narrowed_to_nothing_says_so_and_offers_all_of_it(view: ItemListPage) -> None:
    found = FakeLibrary().search("theme", "fi")
    assert found.hits
    view.show_state(ListState(query="theme", chosen=(CHECKLIST,)), found)
    told, chips = view.empty_page.heading.text(), [chip.text() for chip in view.header.chips]

    view.empty_page.clear_button.click()

    assert told == "Nothing fits all your choices"
    assert chips == ["Checklist"]
    assert view.found == len(found.hits)


def test_a_search_says_how_many_it_found_before_they_were_narrowed(view: ItemListPage) -> None:
    found = FakeLibrary().search("aineisto m", "fi")

    view.show_state(ListState(query="aineisto m", chosen=(CHECKLIST,)), found)

    assert view.header.clear_button.text() == f"Show all {len(found.hits)} found"
    assert view.header.clear_button.isVisible()


def test_what_narrows_a_search_is_seen_in_a_low_window(view: ItemListPage) -> None:
    view.resize(911, 470)
    view.show_state(ListState(query="m", chosen=(CHECKLIST,)), FakeLibrary().search("m", "fi"))

    assert [chip.isVisible() for chip in view.header.chips] == [True]


# --- the situation in the search field -----------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "chips"),
    [
        ("15 min", ["At most 15 min"]),
        ("alle 20 min", ["At most 20 min"]),
        ("tunti", ["At most 60 min"]),
        ("en halv timme", ["At most 30 min"]),
        ("25 opiskelijaa", ["25 students"]),
        ("25 studerande", ["25 students"]),
        ("ei tarvikkeita", ["Nothing but pen and board"]),
        ("inget material", ["Nothing but pen and board"]),
        ("15 min 8 elever utan tillbehör",
         ["At most 15 min", "8 students", "Nothing but pen and board"]),
    ],
)  # fmt: skip
def test_a_situation_that_is_typed_becomes_chips(
    view: ItemListPage, typed: str, chips: list[str]
) -> None:
    view.show_state(ListState(query=typed))

    assert [chip.text() for chip in view.header.chips] == chips
    assert view.header.heading.text() == "Materials"


def test_a_typed_time_narrows_what_the_other_words_found(view: ItemListPage) -> None:
    found = FakeLibrary().search("aineisto", "fi")

    view.show_state(ListState(query="aineisto alle 20 min"), found)

    minutes = {one.id: one.minutes for one in kit()}
    assert view.header.heading.text() == "Found for “aineisto”"
    assert ids(view) == [hit.id for hit in found.hits if 0 < minutes[hit.id] <= 20]
    assert 0 < view.found < len(found.hits)


def test_a_chip_of_typed_words_takes_them_out_of_the_search(
    view: ItemListPage, actions: RecordedActions
) -> None:
    view.show_state(ListState(query="uni 15 min, 25 opiskelijaa"), Results())

    view.header.chips[0].click()

    assert actions.asked == [("search", "uni , 25 opiskelijaa")]


def test_all_chips_of_typed_words_are_taken_out_at_once(
    view: ItemListPage, actions: RecordedActions
) -> None:
    view.show_state(ListState(query="uni 15 min ei tarvikkeita", chosen=(CHECKLIST,)), Results())

    view.header.clear_button.click()

    assert actions.asked == [("search", "uni")]
    assert not view.panel.chosen()


def test_a_mended_word_keeps_the_situation(view: ItemListPage, actions: RecordedActions) -> None:
    view.show_state(ListState(query="unnii 15 min"), Results((), "uni"))

    view.empty_page.suggestion_button.click()

    assert actions.asked == [("search", "uni 15 min")]


def test_a_number_without_a_box_stays_when_a_box_is_ticked(view: ItemListPage) -> None:
    view.show_state(ListState(chosen=(Facet("time", "#20"),)))

    view.panel.boxes[CHECKLIST].toggle()

    assert set(view.state.chosen) == {CHECKLIST, Facet("time", "#20")}
    assert all(one.minutes <= 20 for one in kit() if one.id in ids(view))


def test_an_empty_list_by_facets_offers_to_clear_them(view: ItemListPage) -> None:
    view.show_state(ListState(chosen=(CHECKLIST, EQUALITY)))

    view.empty_page.clear_button.click()

    assert view.found == len(kit())


def test_the_count_is_announced_to_screen_readers(
    view: ItemListPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "valita_desktop.ui.item_list.told.announce", lambda _widget, words: said.append(words)
    )

    view.panel.boxes[CHECKLIST].toggle()
    qtbot.waitUntil(lambda: bool(said))

    assert said == [view.header.count_label.text()]


def test_a_withdrawn_favourite_keeps_its_place_by_its_last_title(view: ItemListPage) -> None:
    view.set_withdrawn([words.withdrawn("m99", "Poistunut", "fi")])

    view.show_state(ListState(Scope.FAVOURITES, ("m02", "m99", "m01")))

    assert ids(view) == ["m02", "m99", "m01"]
    view.grab()


def test_what_is_withdrawn_is_in_no_other_list(view: ItemListPage) -> None:
    view.set_withdrawn([words.withdrawn("m99", "Poistunut", "fi")])

    view.show_state(EVERYTHING)

    assert "m99" not in ids(view)


def test_names_are_sorted_as_finnish_sorts_them() -> None:
    rows = [row(name, titles={"fi": name}) for name in ("Öljy", "Zoo", "Äiti", "apu", "Åbo")]

    assert [one.id for one in in_order(rows, "title", "fi")] == [
        "apu", "Zoo", "Åbo", "Äiti", "Öljy",
    ]  # fmt: skip


def test_what_has_no_time_is_the_longest() -> None:
    rows = [row("a", minutes=0), row("b", minutes=45), row("c", minutes=5)]

    assert [one.id for one in in_order(rows, "shortest", "fi")] == ["c", "b", "a"]


def test_a_wide_list_has_its_facets_beside_it(view: ItemListPage) -> None:
    assert view.panel.isVisible()
    assert view.list.isVisible()
    assert not view.header.fold_button.isVisible()


def test_a_narrow_list_shows_its_facets_instead_until_another_list_is_wanted(
    view: ItemListPage,
) -> None:
    view.resize(600, 700)
    folded = view.panel.isVisible()
    view.header.fold_button.click()
    unfolded = view.panel.isVisible(), view.list.isVisible()

    view.show_state(EVERYTHING)

    assert not folded
    assert unfolded == (True, False)
    assert view.list.isVisible()
    assert not view.panel.isVisible()


def test_the_divider_is_drawn(view: ItemListPage) -> None:
    first, second = FakeLibrary().search("m0", "fi").hits[:2]
    near = FakeLibrary().search("lyhyt", "fi").hits[-1]

    def drawn() -> QImage:
        rect = view.list.visualRect(view.list.model().index(1, 0))
        return view.list.viewport().grab(rect).toImage()

    view.show_state(ListState(query="m0"), Results((first, near)))
    divider = drawn()
    colours = {
        divider.pixelColor(x, y).name()
        for x in range(divider.width())
        for y in range(divider.height())
    }

    assert len(colours) > 2  # the line and its words, not the ground alone
    assert second.id not in ids(view)
