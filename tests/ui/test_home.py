"""Home shows what is there and nothing that is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.fakes import kit, row
from tests.ui.actions import RecordedActions
from valita_desktop.content.model import Group, Season, Theme, Use
from valita_desktop.settings import ColourScheme
from valita_desktop.ui.home.page import HomePage, quick_rows, season_rows
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TODAY = dt.date(2026, 11, 5)


@pytest.fixture
def actions() -> RecordedActions:
    return RecordedActions()


@pytest.fixture
def view(dressed: QApplication, qtbot: QtBot, actions: RecordedActions) -> HomePage:
    made = HomePage(actions, theme.appearance(ColourScheme.LIGHT, 100))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    return made


def test_a_tile_says_its_theme_and_how_many_items_it_has(view: HomePage) -> None:
    view.show_rows(kit(), (), "fi", TODAY)

    count = sum(1 for one in kit() if Theme.EQUALITY in one.themes)
    assert view.tiles[1].accessibleName() == f"Equality and non-discrimination, {count} items"


def test_a_tile_by_keyboard_chooses_its_theme(
    view: HomePage, actions: RecordedActions, qtbot: QtBot
) -> None:
    qtbot.keyClick(view.tiles[3], Qt.Key.Key_Space)

    assert actions.asked == [("open_theme", Theme.WELLBEING)]


def test_nothing_opened_hides_the_row(view: HomePage) -> None:
    view.show_rows(kit(), (), "fi", TODAY)

    assert not view.recent.isVisible()


def test_at_most_four_opened_items_are_shown(view: HomePage) -> None:
    view.show_rows(kit(), kit()[:7], "fi", TODAY)

    assert [card.row for card in view.recent.cards] == list(kit()[:4])


def test_a_card_opens_its_item(view: HomePage, actions: RecordedActions) -> None:
    view.show_rows(kit(), kit()[:2], "fi", TODAY)

    view.recent.cards[1].click()

    assert actions.asked == [("open_item", kit()[1].id)]


def test_a_card_shows_the_content_language(view: HomePage) -> None:
    view.show_rows(kit(), [row("m09")], "sv", TODAY)

    assert view.recent.cards[0].text() == "Material m09"


def test_what_suits_the_season_is_suggested(view: HomePage, actions: RecordedActions) -> None:
    dark = [row(f"m{n}", seasons=(Season.DARK_SEASON, Season.SPRING)) for n in range(6)]

    view.show_rows([*kit(), *dark], (), "fi", TODAY)

    assert view.season.heading.text() == "Suits now: dark season"
    assert {card.row.id for card in view.season.cards} < {one.id for one in dark}
    assert len(view.season.cards) == 4
    view.season.link.click()
    assert actions.asked == [("open_season", Season.DARK_SEASON)]


def test_other_things_are_suggested_every_week() -> None:
    rows = [row(f"m{n}", seasons=(Season.DARK_SEASON,)) for n in range(8)]

    this, next_one = (season_rows(rows, TODAY + dt.timedelta(days=7 * n)) for n in range(2))

    assert not {one.id for one in this} & {one.id for one in next_one}


def test_a_season_without_items_hides_its_row(view: HomePage) -> None:
    view.show_rows(kit(), (), "fi", TODAY)

    assert not view.season.isVisible()


def test_four_columns_become_two_in_a_narrow_window(view: HomePage) -> None:
    view.show_rows(kit(), (), "fi", TODAY)
    view.resize(900, 500)

    tops = {tile.y() for tile in view.tiles}
    assert len(tops) == 2


def test_five_minutes_are_preferred_where_there_are_enough() -> None:
    rows = [row(f"m{n}", minutes=5) for n in range(3)] + [row("m9", minutes=15)]

    assert quick_rows(rows) == (5, rows[:3])


def test_a_quarter_is_shown_where_there_are_hardly_any_of_five() -> None:
    rows = [row("m1", minutes=5), row("m2", minutes=15), row("m3", minutes=16)]

    assert quick_rows(rows) == (15, rows[:2])


def test_a_diary_is_never_done_in_its_daily_minutes() -> None:
    assert quick_rows([row("m01", minutes=10, per_day=True)])[1] == []


def test_each_theme_comes_before_a_second_of_one() -> None:
    rows = [
        row("a", minutes=5),
        row("b", minutes=5),
        row("c", minutes=5),
        row("d", minutes=5),
        row("e", minutes=5, themes=(Theme.WELLBEING,)),
    ]

    assert [one.id for one in quick_rows(rows)[1]] == ["a", "e", "b", "c"]


@pytest.mark.parametrize(
    ("which", "asked"), [("recent", "open_recent"), ("quick", "open_shortest")]
)
def test_the_link_of_a_row_shows_more(
    view: HomePage, actions: RecordedActions, which: str, asked: str
) -> None:
    getattr(view, which).link.click()

    assert actions.asked == [(asked,)]


@pytest.mark.parametrize(
    ("minutes", "heading"), [(5, "Ready in five minutes"), (15, "Ready in a quarter of an hour")]
)
def test_the_row_of_short_items_says_how_short_they_are(
    view: HomePage, minutes: int, heading: str
) -> None:
    rows = [row(f"m{n}", minutes=minutes) for n in range(3)]

    view.show_rows(rows, (), "fi", TODAY)

    assert view.quick.heading.text() == heading


# --- find by situation ----------------------------------------------------------------------


def choose(view: HomePage, code: str, words: str) -> None:
    box = view.situation.boxes[code]
    box.setCurrentIndex(box.findText(words))


def test_a_situation_shows_how_many_suit_it_and_then_them(
    view: HomePage, actions: RecordedActions
) -> None:
    suits = row("m1", minutes=20, group=Group(1, 24), use=(Use.PART_OF_LESSON,))
    too_long, too_small = row("m2", minutes=45), row("m3", minutes=20, group=Group(1, 4))
    needy = row("m4", minutes=20, use=(Use.PART_OF_LESSON,), needs={"fi": ("laskin",)})
    alone = row("m5", minutes=20, use=(Use.SELF_STUDY,))
    view.show_rows([suits, too_long, too_small, needy, alone], (), "fi", TODAY)

    choose(view, "time", "At most 30 min")
    choose(view, "group", "Whole class")
    choose(view, "place", "In class")
    choose(view, "needs", "Nothing but pen and board")
    view.situation.find_button.click()

    assert view.situation.find_button.text() == "Show 1 item"
    assert actions.asked == [
        (
            "open_narrowed",
            (("time", "#30"), ("group", "class"), ("place", "class"), ("needs", "none")),
        )
    ]


def test_a_situation_that_nothing_suits_says_so(view: HomePage) -> None:
    view.show_rows([row("m1", minutes=45)], (), "fi", TODAY)

    choose(view, "time", "At most 15 min")

    assert view.situation.find_button.text() == "Nothing suits all of this"
    assert not view.situation.find_button.isEnabled()


def test_a_situation_stays_chosen_in_the_other_language(view: HomePage) -> None:
    choose(view, "place", "In class")

    view.retranslate()

    assert view.situation.chosen() == (("place", "class"),)


def test_each_choice_of_a_situation_has_its_label(view: HomePage) -> None:
    labels = view.situation.findChildren(QLabel)

    named = {label.buddy(): label.text() for label in labels if label.buddy()}
    assert [named[box] for box in view.situation.boxes.values()] == [
        "Time", "Group", "Place", "What is needed",
    ]  # fmt: skip
