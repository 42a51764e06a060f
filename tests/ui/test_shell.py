"""Trips through the window by keyboard, and what is chosen applies at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.fakes import found, row
from tests.ui.stage import listed, spoken, texts
from valita_desktop.content.model import Kind, Season, Theme
from valita_desktop.errors import OwnDataRecoveredError, OwnDataUnkeptError, StoreUnusableError
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.errors import LibraryError
    from valita_desktop.ui.window.navigator import Navigator

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_search_has_the_focus_at_home(stage: Stage) -> None:
    assert stage.shell.top_bar.search.hasFocus()


def test_a_word_and_enter_open_an_item(stage: Stage) -> None:
    stage.type("m05")
    stage.press(Key.Key_Return)

    assert stage.item.shown == [("m05", "fi")]


def test_what_enter_would_open_is_read_once_nobody_types(stage: Stage) -> None:
    stage.shell.stack.page(PageKey.ITEM)
    stage.type("m05")

    stage.qtbot.waitUntil(lambda: stage.item.read == [("m05", "fi")])


def test_an_item_that_was_found_is_handed_what_it_was_found_by(stage: Stage) -> None:
    stage.type("aineisto m05")
    stage.press(Key.Key_Return)
    opened = stage.item.sought[-1]
    stage.shell.navigator.go_to_entry("library")
    stage.shell.navigator.open_item("m01")
    without = stage.item.sought[-1]
    stage.press(Key.Key_Left, modifier=ALT)
    stage.press(Key.Key_Left, modifier=ALT)
    again = stage.item.sought[-1]

    for sought in (opened, again):
        assert sought is not None
        assert sought.words == "aineisto m05"
        assert sought.marks("Tämä on Aineisto M05.") == ((8, 20),)
    assert without is None


def test_letters_typed_on_a_tile_go_to_the_search(stage: Stage) -> None:
    stage.shell.stack.home.tiles[0].setFocus()

    stage.type("m0")

    assert stage.shell.top_bar.search.hasFocus()
    assert stage.shell.top_bar.search.text() == "m0"
    assert stage.shell.navigator.location.shown.query == "m0"


def test_letters_typed_in_the_list_go_to_the_search(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")

    stage.type("m0")

    assert stage.shell.top_bar.search.text() == "m0"


def test_space_presses_a_tile_and_searches_nothing(stage: Stage) -> None:
    stage.shell.stack.home.tiles[2].setFocus()

    stage.press(Key.Key_Space)

    assert [f.value for f in stage.shell.navigator.location.shown.chosen] == ["everyday"]
    assert stage.shell.top_bar.search.text() == ""


def test_escape_empties_the_search_and_then_returns_to_where_it_began(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("settings")
    stage.press(Key.Key_K, modifier=CTRL)
    stage.type("m0")

    stage.press(Key.Key_Escape)
    emptied = stage.shell.top_bar.search.text(), stage.shell.navigator.location.page
    stage.press(Key.Key_Escape)

    assert emptied == ("", PageKey.LIST)
    assert stage.shell.navigator.location.page is PageKey.SETTINGS


def test_back_from_an_item_shows_the_same_results_with_the_same_row(stage: Stage) -> None:
    stage.type("aineisto m0")
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Down, Key.Key_Down)
    chosen = stage.shell.stack.library.list.current_id()
    stage.press(Key.Key_Return)

    stage.press(Key.Key_Left, modifier=ALT)

    assert stage.item.shown[-1][0] == chosen
    assert stage.shell.top_bar.search.text() == "aineisto m0"
    assert stage.shell.stack.library.list.current_id() == chosen


def test_forward_returns_to_what_back_left(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")
    stage.press(Key.Key_Left, modifier=ALT)

    stage.press(Key.Key_Right, modifier=ALT)

    assert stage.shell.navigator.location.item_id == "m05"


def test_back_at_the_first_place_stays(stage: Stage) -> None:
    stage.press(Key.Key_Left, modifier=ALT)

    assert stage.shell.navigator.location.page is PageKey.HOME


@pytest.mark.parametrize(
    ("number", "page", "scope"),
    [
        (Key.Key_1, PageKey.HOME, Scope.ALL),
        (Key.Key_2, PageKey.LIST, Scope.ALL),
        (Key.Key_3, PageKey.PACKETS, Scope.ALL),
        (Key.Key_4, PageKey.LIST, Scope.FAVOURITES),
        (Key.Key_5, PageKey.UPDATES, Scope.ALL),
        (Key.Key_6, PageKey.SETTINGS, Scope.ALL),
    ],
)
def test_alt_and_a_number_go_to_the_entries_of_the_rail(
    stage: Stage, number: Qt.Key, page: PageKey, scope: Scope
) -> None:
    stage.shell.navigator.open_help()

    stage.press(number, modifier=ALT)

    assert stage.shell.navigator.location.page is page
    assert stage.shell.navigator.location.shown.scope is scope


def test_a_screen_readers_toggle_of_an_entry_goes_there(stage: Stage) -> None:
    button = stage.shell.sidebar.buttons["settings"]

    button.toggle()

    assert stage.shell.navigator.location.page is PageKey.SETTINGS


def test_the_icon_of_the_entry_that_was_chosen_is_coloured_and_no_other(stage: Stage) -> None:
    sidebar, palette = stage.shell.sidebar, stage.shell._appearance.palette
    icons_of = {entry.key: entry.icon for entry in sidebar._entries}

    def coloured() -> list[str]:
        drawn = {key: button.icon().pixmap(24).toImage() for key, button in sidebar.buttons.items()}
        return [
            key
            for key, image in drawn.items()
            if image == icons.icon(icons_of[key], palette.primary).pixmap(24).toImage()
        ]

    seen = [coloured()]
    for key in ("library", "settings", "home"):
        stage.qtbot.mouseClick(sidebar.buttons[key], Qt.MouseButton.LeftButton)
        seen.append(coloured())
    stage.shell.navigator.go_to_entry("packets")

    assert [*seen, coloured()] == [["home"], ["library"], ["settings"], ["home"], ["packets"]]


def test_a_click_on_the_entry_where_one_is_leads_from_an_item_to_the_list(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    stage.shell.navigator.open_item("m05")

    stage.shell.sidebar.buttons["library"].click()

    assert stage.shell.navigator.location.page is PageKey.LIST


def test_a_favourite_by_key_is_marked_and_listed(stage: Stage) -> None:
    stage.type("m07")
    stage.press(Key.Key_D, modifier=CTRL)
    heard = spoken(stage.shell.stack.library.list, "m07")

    stage.press(Key.Key_4, modifier=ALT)

    assert heard.endswith("Favourite")
    assert stage.shell.navigator.location.shown.scope is Scope.FAVOURITES
    assert listed(stage.shell.stack.library.list) == ["m07"]


def test_the_last_favourite_taken_away_leaves_a_page_that_helps(stage: Stage) -> None:
    stage.userdata.set_favourite("m07", on=True)
    stage.shell.navigator.go_to_entry("favourites")

    stage.press(Key.Key_D, modifier=CTRL)

    focused = stage.shell.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Show all items"


def test_an_item_that_is_gone_is_told_and_the_place_stays(stage: Stage) -> None:
    stage.shell.navigator.open_item("none")

    assert stage.shell.toasts.isVisible()
    assert stage.shell.navigator.location.page is PageKey.HOME


def test_the_content_language_by_key_follows_onto_the_item(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")

    stage.press(Key.Key_L, modifier=CTRL | SHIFT)

    assert stage.item.shown[-1] == ("m05", "sv")
    assert stage.saved[-1].content_language == "sv"
    assert stage.shell.windowTitle().startswith("Material m05")


def test_the_content_language_by_a_screen_readers_toggle(stage: Stage) -> None:
    stage.shell.top_bar.language_buttons["sv"].toggle()

    assert stage.shell.preferences.now.content_language == "sv"


def test_searching_in_the_other_language_keeps_the_words(stage: Stage) -> None:
    stage.type("en kort")
    assert stage.shell.stack.library.found == 0

    stage.shell.set_content_language("sv")

    assert stage.shell.stack.library.found > 0
    assert stage.shell.top_bar.search.text() == "en kort"


def test_larger_text_by_key_is_applied_and_saved(stage: Stage) -> None:
    before = stage.shell.stack.home.tiles[0].height()

    stage.press(Key.Key_Plus, modifier=CTRL)
    stage.press(Key.Key_Plus, modifier=CTRL)

    assert stage.saved[-1].text_size == 125
    assert stage.shell.sidebar.brand_label.font().pointSizeF() > 1.2 * theme.font(21).pointSizeF()
    assert stage.shell.stack.home.tiles[0].height() >= before


def test_text_cannot_be_smaller_than_usual(stage: Stage) -> None:
    stage.press(Key.Key_Minus, modifier=CTRL)

    assert stage.shell.preferences.now.text_size == 100


def test_another_look_is_applied_at_once(stage: Stage) -> None:
    stage.shell.preferences.change(replace(stage.shell.preferences.now, look=ColourScheme.CONTRAST))

    assert theme.CONTRAST.primary in stage.shell.styleSheet()


def test_f6_goes_round_all_regions_and_back(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    stage.press(Key.Key_F6)
    begun = stage.shell.focusWidget()
    seen = []
    for _ in range(4):
        stage.press(Key.Key_F6)
        seen.append(stage.shell.focusWidget())

    assert len(set(map(id, seen))) == 4
    assert seen[-1] is begun


@pytest.mark.parametrize("entry", ["home", "library", "packets", "updates", "settings"])
def test_f6_reaches_the_page_between_the_sidebar_and_the_search(stage: Stage, entry: str) -> None:
    stage.shell.navigator.go_to_entry(entry)
    page = stage.shell.stack.currentWidget()
    assert page is not None
    stage.shell.sidebar.entry().setFocus()
    inside = []
    for _ in range(6):
        stage.press(Key.Key_F6)
        inside.append(page.isAncestorOf(stage.shell.focusWidget()))

    assert True in inside
    assert False in inside


def test_shift_f6_goes_the_other_way(stage: Stage) -> None:
    stage.press(Key.Key_F6, modifier=SHIFT)

    assert stage.shell.sidebar.isAncestorOf(stage.shell.focusWidget())


def test_f1_shows_help_and_escape_stays_calm(stage: Stage) -> None:
    stage.press(Key.Key_F1)
    stage.press(Key.Key_Escape)

    assert stage.shell.navigator.location.page is PageKey.HELP


def test_settings_that_cannot_be_saved_are_applied_and_told(make_stage: MakeStage) -> None:
    from pathlib import Path

    from valita_desktop.errors import OutputError

    def refuse(_settings: object) -> None:
        raise OutputError(Path("settings.json"), "Permission denied")

    stage = make_stage()
    stage.show()
    stage.shell.preferences._save = refuse

    stage.shell.preferences.change(replace(stage.shell.preferences.now, text_size=150))

    assert stage.shell.preferences.now.text_size == 150
    assert "settings.json" in stage.shell.toasts.text()


@pytest.mark.parametrize("text_size", [100, 150])
def test_a_narrow_window_has_small_words_in_the_rail_and_a_button_for_the_facets(
    make_stage: MakeStage, text_size: int
) -> None:
    stage = make_stage(text_size=text_size)
    stage.show(911, 512)
    stage.shell.navigator.go_to_entry("library")

    assert [button.text() for button in stage.shell.sidebar.buttons.values()] == [
        "Home", "Materials", "Packets", "Favourites", "Updates", "Settings",
    ]  # fmt: skip
    assert stage.shell.sidebar.width() < 0.17 * 911 < theme.BASE_PX * 14.3
    assert stage.shell.stack.library.header.fold_button.isVisible()


def test_large_text_makes_a_wide_window_narrow(make_stage: MakeStage) -> None:
    stage = make_stage(text_size=200)
    stage.show(911, 512)

    assert not any(button.text() for button in stage.shell.sidebar.buttons.values())
    assert stage.shell.sidebar.width() < 90
    assert all(b.accessibleName() for b in stage.shell.sidebar.buttons.values())


def test_after_an_update_the_lists_show_what_is_there_now(stage: Stage) -> None:
    stage.updates.rows = (*stage.library.rows(), row("m77", titles={"fi": "Aivan uusi"}))
    stage.shell.stack.updates.trips.check()
    stage.shell.stack.updates.trips.apply()

    stage.shell.navigator.go_to_entry("library")

    assert stage.shell.stack.library.found == len(stage.updates.rows)


def test_an_update_shows_the_item_that_is_read_afresh(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")
    stage.shell.stack.updates.trips.check()
    before = len(stage.item.shown)

    stage.shell.stack.updates.trips.apply()

    assert stage.shell.navigator.location.item_id == "m05"
    assert len(stage.item.shown) == before + 1


def test_a_withdrawn_favourite_keeps_its_last_title(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")
    stage.press(Key.Key_D, modifier=CTRL)
    stage.updates.rows = tuple(one for one in stage.library.rows() if one.id != "m05")
    stage.shell.stack.updates.trips.check()
    stage.shell.stack.updates.trips.apply()

    stage.shell.navigator.go_to_entry("favourites")
    stage.shell.navigator.open_item("m05")

    assert stage.shell.stack.library.list.current_id() == "m05"
    assert stage.shell.toasts.text().startswith("“Aineisto m05” is no longer among")


def test_a_withdrawn_favourite_is_not_among_what_was_opened_lately(stage: Stage) -> None:
    stage.shell.navigator.open_item("m05")
    stage.shell.navigator.toggle_favourite()
    stage.updates.rows = tuple(one for one in stage.library.rows() if one.id != "m05")
    stage.shell.stack.updates.trips.check()
    stage.shell.stack.updates.trips.apply()
    stage.shell.navigator.go_to_entry("favourites")

    stage.shell.navigator.open_recent()

    assert listed(stage.shell.stack.library.list) == []


@pytest.mark.parametrize("entry", ["home", "library", "favourites"])
def test_favourites_that_cannot_be_read_are_told_and_the_rest_is_shown(
    stage: Stage, entry: str
) -> None:
    stage.shell.navigator.open_help()
    stage.userdata.refusal = StoreUnusableError(Path("user.db"), "disk I/O error")

    stage.shell.navigator.go_to_entry(entry)

    assert "user.db" in stage.shell.toasts.text()
    assert stage.shell.toasts.isVisible()
    assert stage.shell.navigator.location.page is not PageKey.HELP


def test_what_was_found_by_itself_is_a_mark_in_the_rail_until_it_is_seen(stage: Stage) -> None:
    stage.shell.updating.auto_check.check()
    assert stage.updates.asked == []  # off
    stage.shell.updating.auto_check.update_found.emit(found())
    marked = stage.shell.sidebar.buttons["updates"].accessibleName()

    stage.shell.navigator.go_to_entry("updates")

    assert marked == "Updates: there are new materials"
    assert stage.shell.sidebar.buttons["updates"].accessibleName() == "Updates"
    assert stage.shell.stack.updates.card.main_button.text() == "Fetch them"


def test_nothing_is_looked_for_while_the_window_fills_the_screen(stage: Stage) -> None:
    assert not stage.shell.updating.is_busy()

    stage.shell.setWindowState(Qt.WindowState.WindowFullScreen)

    assert stage.shell.updating.is_busy()


def test_a_file_that_is_opened_is_looked_into_and_not_taken(stage: Stage) -> None:
    stage.shell.brought.open(Path("stick/kit.valita"))

    assert stage.shell.navigator.location.page is PageKey.UPDATES
    assert stage.updates.asked == [str(Path("stick/kit.valita"))]
    assert stage.updates.status().edition.seq == 1


def test_the_updates_lead_to_their_settings(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("updates")

    stage.shell.stack.updates._settings_button.click()

    assert stage.shell.navigator.location.page is PageKey.SETTINGS


def test_the_first_start_asks_and_begins(make_stage: MakeStage) -> None:
    stage = make_stage(first_run=True)
    stage.show()
    assert stage.first_run.isVisible()

    stage.first_run.controls["school_name"].entry().setFocus()
    stage.type("Ekami")
    stage.press(Key.Key_Return)

    assert stage.shell.stack.home.isVisible()
    assert stage.saved[-1].school_name == "Ekami"


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (
            OwnDataRecoveredError(None, dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)),
            (
                "Suosikkisi ja pakettisi olivat vaurioituneet tai kadonneet. "
                "Ne ovat taas sellaisina kuin 24.11.2026. Katso, puuttuuko jotain uudempaa."
            ),
        ),
        (
            OwnDataUnkeptError(StoreUnusableError(Path("user.db"), "made by a later program")),
            (
                "Suosikit ja paketit eivät nyt säily: tiedostoa user.db ei voi käyttää "
                "(sen on tehnyt ohjelman uudempi versio). "
                "Kaikki materiaalit voi lukea ja tulostaa. "
                "Kun vika on korjattu, avaa ohjelma uudelleen; aiemmin tallentamasi on ennallaan."
            ),
        ),
    ],
)
def test_what_happened_to_own_data_is_told_above_the_first_page(
    make_stage: MakeStage, trouble: LibraryError, told: str
) -> None:
    stage = make_stage(trouble=trouble, ui_language="fi")
    stage.show()

    assert stage.shell.toasts.isVisible()
    assert stage.shell.toasts.text() == told
    assert stage.shell.stack.home.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Escape])
def test_the_first_start_is_answered_with_one_key(make_stage: MakeStage, key: Key) -> None:
    stage = make_stage(first_run=True)
    stage.show()

    stage.press(key)

    assert stage.shell.stack.home.isVisible()
    assert len(stage.saved) == 1


def test_a_skipped_first_start_is_remembered(make_stage: MakeStage) -> None:
    stage = make_stage(first_run=True)
    stage.show()

    stage.first_run.done_button.click()

    assert len(stage.saved) == 1


def test_the_shortest_are_shown_by_their_time(stage: Stage) -> None:
    stage.shell.navigator.open_shortest()

    assert stage.shell.navigator.location.page is PageKey.LIST
    assert listed(stage.shell.stack.library.list)[0] == "m90"  # five minutes


def test_a_season_is_shown_as_a_facet(stage: Stage) -> None:
    stage.shell.navigator.open_season(Season.SPRING)

    assert stage.shell.navigator.location.shown.chosen == (Facet("season", "spring"),)


def test_a_page_leads_back_to_where_the_person_came_from(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    stage.shell.navigator.open_item("m05")

    stage.shell.navigator.go_back()

    assert stage.shell.navigator.location.page is PageKey.LIST


def test_a_search_in_the_list_keeps_what_narrows_it_and_one_from_elsewhere_does_not(
    stage: Stage,
) -> None:
    chosen = Facet("theme", "everyday")
    stage.shell.navigator.open_theme(Theme.EVERYDAY)
    stage.shell.search("m0")
    in_the_list = stage.shell.navigator.location.shown.chosen
    stage.shell.navigator.go_to_entry("home")

    stage.shell.search("m0")

    assert in_the_list == (chosen,)
    assert stage.shell.navigator.location.shown.chosen == ()


def test_an_item_that_cannot_be_shown_any_more_leaves_the_person_where_they_are(
    stage: Stage,
) -> None:
    stage.shell.navigator.open_item("m05")
    stage.shell.navigator.go_to_entry("library")
    stage.item.unknown.add("m05")

    stage.press(Key.Key_Left, modifier=ALT)

    assert stage.shell.navigator.location.page is PageKey.LIST
    assert stage.shell.stack.currentWidget() is stage.shell.stack.library
    assert "m05" in stage.shell.toasts.text()


def test_the_settings_show_what_a_key_changed(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("settings")
    before = texts(stage.shell.stack.settings)

    stage.press(Key.Key_Plus, modifier=CTRL)

    assert stage.shell.preferences.now.text_size == 112
    assert texts(stage.shell.stack.settings) != before


def test_the_entry_where_one_is_has_an_icon_of_another_colour(stage: Stage) -> None:
    button = stage.shell.sidebar.buttons["library"]
    elsewhere = button.icon().pixmap(20, 20).toImage()

    stage.shell.navigator.go_to_entry("library")

    assert not button.icon().isNull()
    assert button.icon().pixmap(20, 20).toImage() != elsewhere


def test_a_very_narrow_bar_leaves_out_the_words_beside_the_languages(
    make_stage: MakeStage,
) -> None:
    stage = make_stage()
    stage.show()
    wide = "Language of materials" in texts(stage.shell.top_bar)

    stage.shell.top_bar.set_room(width_em=40)

    assert wide
    assert "Language of materials" not in texts(stage.shell.top_bar)


def test_a_situation_in_the_search_field_narrows_and_its_chip_takes_it_out(stage: Stage) -> None:
    stage.shell.search("m0 alle 20 min")
    library = stage.shell.stack.library
    narrowed, chips = library.found, [chip.text() for chip in library.header.chips]

    library.header.chips[0].click()

    assert chips == ["At most 20 min"]
    assert 0 < narrowed < library.found
    assert stage.shell.top_bar.search.text() == "m0"
    assert not library.header.chips


def test_a_situation_alone_lists_everything_that_suits(stage: Stage) -> None:
    stage.shell.search("15 min")

    shown = set(listed(stage.shell.stack.library.list))
    assert shown == {one.id for one in stage.library.rows() if 0 < one.minutes <= 15}


def test_find_by_situation_opens_the_list_with_its_facets(stage: Stage) -> None:
    situation = stage.shell.stack.home.situation
    situation.boxes["time"].setCurrentIndex(1)
    situation.find_button.click()

    assert stage.shell.navigator.location.shown.chosen == (Facet("time", "#15"),)
    assert [chip.text() for chip in stage.shell.stack.library.header.chips] == ["At most 15 min"]


def test_what_narrows_the_list_is_seen_when_a_search_begins_there(stage: Stage) -> None:
    stage.show(911, 512)
    stage.shell.navigator.open_theme(Theme.EVERYDAY)

    stage.shell.search("m0")

    header = stage.shell.stack.library.header
    assert [chip.isVisible() for chip in header.chips] == [True]
    assert header.clear_button.text().startswith("Show all")


@pytest.mark.parametrize(
    ("show", "title"),
    [
        (lambda to: to.go_to_entry("home"), "Home – Välitä!"),
        (lambda to: to.open_item("m05"), "Aineisto m05 – Välitä!"),
        (lambda to: to.go_to_entry("library"), "Materials – Välitä!"),
        (lambda to: to.search("m05"), "Found for “m05” – Välitä!"),
        (lambda to: to.go_to_entry("favourites"), "Favourites – Välitä!"),
        (lambda to: to.go_to_entry("packets"), "Lesson packets – Välitä!"),
        (lambda to: to.go_to_entry("settings"), "Settings – Välitä!"),
        (lambda to: to.open_help(), "Help and keys – Välitä!"),
    ],
)
def test_the_window_is_called_by_its_page(
    stage: Stage, show: Callable[[Navigator], None], title: str
) -> None:
    show(stage.shell.navigator)

    assert stage.shell.windowTitle() == title


def test_the_buttons_at_the_side_of_a_mouse_go_back_and_forward(stage: Stage) -> None:
    stage.shell.navigator.go_to_entry("library")
    items = stage.shell.stack.library.list
    selected = items.current_id()
    over_a_row = items.visualRect(items.model().index(2, 0)).center()

    stage.qtbot.mouseClick(items.viewport(), Qt.MouseButton.BackButton, pos=over_a_row)
    back = stage.shell.navigator.location.page
    stage.qtbot.mouseClick(stage.shell.stack.home.viewport(), Qt.MouseButton.ForwardButton)

    assert back is PageKey.HOME
    assert stage.shell.navigator.location.page is PageKey.LIST
    assert items.current_id() == selected


@pytest.mark.parametrize("entry", ["home", "library"])
def test_page_down_scrolls_the_page_while_the_search_has_the_focus(
    make_stage: MakeStage, entry: str
) -> None:
    stage = make_stage(text_size=200)
    stage.show(911, 470)
    stage.shell.navigator.go_to_entry(entry)
    search = stage.shell.top_bar.search
    search.setFocus()
    page = stage.shell.stack.home if entry == "home" else stage.shell.stack.library.list
    stage.settle()

    stage.press(Key.Key_PageDown)
    down = page.verticalScrollBar().value()
    stage.press(Key.Key_End)
    end = page.verticalScrollBar().value()
    stage.press(Key.Key_Home)

    assert 0 < down < end == page.verticalScrollBar().maximum()
    assert page.verticalScrollBar().value() == 0
    assert search.hasFocus()


def test_home_and_end_edit_what_is_typed(stage: Stage) -> None:
    search = stage.shell.top_bar.search
    search.setFocus()
    stage.type("m05")

    stage.press(Key.Key_Home)

    assert search.cursorPosition() == 0


def test_icons_grow_with_the_letters(make_stage: MakeStage) -> None:
    sizes = []
    for text_size in (100, 150, 200):
        stage = make_stage(text_size=text_size)
        stage.show()
        sizes.append(stage.shell.sidebar.buttons["home"].iconSize().height())

    assert sizes == [24, 36, 48]


def test_icons_grow_as_the_letters_are_made_larger(stage: Stage) -> None:
    button = stage.shell.stack.home.situation.find_button
    before = button.iconSize().height()

    for _ in range(5):
        stage.press(Key.Key_Plus, modifier=CTRL)

    assert (before, button.iconSize().height()) == (20, 40)


def test_escape_empties_the_search_goes_back_and_leaves_the_full_screen(stage: Stage) -> None:
    stage.press(Key.Key_F11)
    stage.type("m05")
    steps = []

    for _ in range(3):
        stage.press(Key.Key_Escape)
        full = stage.shell.isFullScreen()
        steps.append((stage.shell.top_bar.search.text(), stage.shell.navigator.location.page, full))

    assert steps == [("", PageKey.LIST, True), ("", PageKey.HOME, True), ("", PageKey.HOME, False)]


def test_a_theme_is_a_page_with_its_name_materials_first_and_projects_last(stage: Stage) -> None:
    page = stage.shell.stack.library

    stage.shell.navigator.open_theme(Theme.EVERYDAY)

    of = {row.id: row.kind for row in stage.library.rows()}
    kinds = [of[item_id] for item_id in listed(page.list)]
    assert page.header.heading.text() == "Managing everyday life"
    assert stage.shell.windowTitle() == "Managing everyday life – Välitä!"
    order = [Kind.MATERIAL, Kind.PRACTICE, Kind.THEME, Kind.EVENT, Kind.PROJECT]
    assert len(set(kinds)) > 2
    assert kinds == sorted(kinds, key=order.index)
    tint = stage.shell._appearance.palette.themes[2].tint
    assert page.header.band.grab().toImage().pixelColor(30, 4).name().upper() == tint


def test_a_search_among_a_theme_is_called_by_its_words(stage: Stage) -> None:
    stage.shell.navigator.open_theme(Theme.EVERYDAY)

    stage.shell.search("m05")

    assert stage.shell.stack.library.header.heading.text() == "Found for “m05”"


def test_what_was_opened_last_is_in_view_in_a_low_window(stage: Stage) -> None:
    for item_id in ("m01", "m02", "m03"):
        stage.userdata.opened(item_id)
    stage.show(911, 512)
    stage.shell.navigator.show_location()
    stage.settle()

    home = stage.shell.stack.home
    cards = [card for card in home.recent.cards if card.isVisible()]
    bottom = max(card.mapTo(home, card.rect().bottomLeft()).y() for card in cards)
    assert bottom < home.viewport().height()
