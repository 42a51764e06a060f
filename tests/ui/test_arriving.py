"""Home is shown before the stores are open; what they say holds, and who asks for more waits."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec
import pytest

from tests.fakes import HeldJobs
from tests.library.beside import harm
from tests.library.test_store import release
from tests.makers import item
from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.glimpse import UNSEEN, Glimpse
from valita_desktop.library.notebook import Note
from valita_desktop.library.noted_search import NotedIndex
from valita_desktop.library.shelf import Shelf
from valita_desktop.ui import start
from valita_desktop.ui.item_list.list_view import ItemModel
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.wishes import StartWish
from valita_desktop.ui.window.arriving import arriving
from valita_desktop.ui.window.services import Beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.library.notebook import Notebook
    from valita_desktop.ui.window.main_window import MainWindow
    from valita_desktop.ui.window.services import WindowServices

T = TypeVar("T")


class Beginnings:
    """A window whose stores are not open yet."""

    def __init__(self, stage: Stage, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        self.stage, self._qtbot, self._folder = stage, qtbot, folder
        self.times_opened = 0
        self.fault: Exception | None = None
        self.jobs = HeldJobs()
        self.instance = Instance(folder)
        self.opening = start._Opening(self.jobs, app, self.instance)
        self.desk = self.stage.desk

    def open(self) -> WindowServices:
        self.times_opened += 1
        if self.fault:
            raise self.fault
        return self.desk

    def show(self, seen: Glimpse, *, first_run: bool = False) -> MainWindow:
        desk = self.desk
        begun = Beginning(desk.settings, desk.save_settings, desk.locked, first_run=first_run)
        self.opening.show(arriving(seen, begun, self.open, self._folder))
        window = self.opening._window
        assert window is not None
        self._qtbot.waitUntil(lambda: bool(self.jobs.held))
        return window

    def close(self) -> None:
        self.opening.close()
        self.instance.close()


@pytest.fixture
def beginnings(
    make_stage: MakeStage, dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Beginnings]:
    made = Beginnings(make_stage(), dressed, qtbot, tmp_path)
    yield made
    made.close()


def as_told(stage: Stage) -> Glimpse:
    own = stage.userdata
    return Glimpse(stage.library.rows(), own.favourites(), own.recent(50))


def cards(window: MainWindow) -> set[str]:
    home = window.stack.home
    rows = (home.recent, home.season, home.quick)
    return {card.row.title("fi") for row in rows for card in row.cards}


def counts(window: MainWindow) -> list[str]:
    return [tile.accessibleName() for tile in window.stack.home.tiles]


def test_home_is_whole_before_anything_is_opened(beginnings: Beginnings) -> None:
    seen = as_told(beginnings.stage)

    window = beginnings.show(seen)

    assert beginnings.times_opened == 0
    assert window.isVisible()
    assert counts(window) == counts(beginnings.stage.shell)
    assert cards(window) == cards(beginnings.stage.shell) != set()


def test_home_follows_what_the_stores_say(beginnings: Beginnings) -> None:
    told = as_told(beginnings.stage)
    renamed = [
        msgspec.structs.replace(row, titles=dict.fromkeys(row.titles, f"Ennen {row.id}"))
        for row in told.rows
    ]
    window = beginnings.show(told._replace(rows=tuple(renamed)))
    before = cards(window)

    beginnings.jobs.let_go()

    assert all(title.startswith("Ennen ") for title in before)
    assert cards(window) == cards(beginnings.stage.shell)


def test_what_was_opened_elsewhere_meanwhile_is_on_home(beginnings: Beginnings) -> None:
    window = beginnings.show(as_told(beginnings.stage)._replace(opened=()))
    before = len(window.stack.home.recent.cards)
    beginnings.stage.userdata.opened("m05")

    beginnings.jobs.let_go()

    assert before == 0
    assert [card.row.id for card in window.stack.home.recent.cards] == ["m05"]


def test_whoever_asks_for_more_waits_for_the_stores_which_open_once(beginnings: Beginnings) -> None:
    window = beginnings.show(as_told(beginnings.stage))

    window.search("m05")
    window.navigator.open_item("m05")
    beginnings.jobs.let_go()

    assert set(vars(window.stack.item)["shown"]) == {("m05", "fi")}
    assert beginnings.times_opened == 1


def test_the_first_start_asks_its_questions_while_the_materials_are_put_in(
    beginnings: Beginnings,
) -> None:
    window = beginnings.show(UNSEEN, first_run=True)
    asks = window.first_run is not None and window.first_run.isVisible()

    beginnings.jobs.let_go()

    assert asks
    assert counts(window) == counts(beginnings.stage.shell)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen's own limit
def test_stores_that_cannot_be_opened_are_told_in_words(beginnings: Beginnings) -> None:
    beginnings.fault = StoreUnusableError(Path("content.db"), "disk full")
    beginnings.show(as_told(beginnings.stage))

    beginnings.jobs.let_go()

    told = beginnings.opening.refusal
    assert told is not None
    assert "content.db (disk full)" in told.text()


# --- words before the stores are open ---------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Real materials where the window looks for words: many of money, one of sleep."""
    many = [item(f"m{n}", title=f"Budjetti {n}") for n in range(10, 40)]
    with closing(Shelf(tmp_path / "content.db")) as opened:
        opened.apply(release(1, *many, item("m40", title="Uni")))
        yield opened


def with_materials(beginnings: Beginnings, shelf: Shelf, notes: FakeNotes) -> MainWindow:
    """The window on them, before they are open; real ones are opened then, and notes."""
    library = NotedIndex(shelf, cast("Notebook", notes))
    beginnings.desk = replace(beginnings.desk, library=library)
    return beginnings.show(Glimpse(shelf.rows(), (), ()))


class FakeNotes:
    """A notebook."""

    def __init__(self, **texts: str) -> None:
        self._texts = texts

    def notes(self) -> tuple[Note, ...]:
        now = dt.datetime.now(dt.UTC)
        told = self._texts.items()
        return tuple(Note(item_id=key, text=text, changed=now) for key, text in told)


def shown(window: MainWindow) -> list[str]:
    model = window.stack.library.list.model()
    assert isinstance(model, ItemModel)
    return [entry.row.id for entry in model._entries if entry.row]


def arrive(beginnings: Beginnings, window: MainWindow) -> None:
    """Open the stores, and take all steps that follow."""
    beginnings.jobs.let_go()
    for _step in beginnings.opening._rest(window, beginnings.desk):
        pass


def test_a_letter_finds_rows_before_anything_is_opened(
    beginnings: Beginnings, shelf: Shelf
) -> None:
    window = with_materials(beginnings, shelf, FakeNotes())

    window.search("uni")

    assert shown(window) == ["m40"]
    assert beginnings.times_opened == 0


def test_where_the_stores_find_the_same_nothing_moves(beginnings: Beginnings, shelf: Shelf) -> None:
    window = with_materials(beginnings, shelf, FakeNotes())
    window.search("budjetti")
    rows, bar = window.stack.library.list, window.stack.library.list.verticalScrollBar()
    before = shown(window)
    rows.select("m20")
    bar.setValue(bar.maximum())
    at = bar.value()
    told = window.stack.library._told
    told._tell()
    told.stop()
    arrive(beginnings, window)

    assert at > 0
    assert not told.isActive()  # a screen reader does not tell the same once more
    assert (shown(window), rows.current_id(), bar.value()) == (before, "m20", at)
    assert window.top_bar.search.text() == "budjetti"


def test_what_only_the_stores_find_follows_and_what_is_chosen_stays(
    beginnings: Beginnings, shelf: Shelf
) -> None:
    window = with_materials(beginnings, shelf, FakeNotes(m35="Raha ensi viikolla"))
    window.search("raha")
    before = shown(window)
    window.stack.library.list.select("m20")
    arrive(beginnings, window)

    assert before[0] != "m35"
    assert shown(window) == ["m35", *(each for each in before if each != "m35")]
    assert window.stack.library.list.current_id() == "m20"


def test_what_was_typed_on_the_way_is_asked_of_the_stores_once_they_are_open(
    beginnings: Beginnings, shelf: Shelf
) -> None:
    window = with_materials(beginnings, shelf, FakeNotes(m35="Raha ensi viikolla"))
    window.search("rah")
    early = shown(window)
    beginnings.jobs.let_go()
    window.search("raha")

    assert early[0] != "m35"
    assert shown(window)[0] == "m35"


def test_words_wait_for_the_stores_where_the_file_cannot_be_read(
    beginnings: Beginnings, shelf: Shelf, tmp_path: Path
) -> None:
    harm(tmp_path / "content.db", "UPDATE search_state SET value = '' WHERE key = 'analysers'")
    window = with_materials(beginnings, shelf, FakeNotes())

    window.search("uni")

    assert shown(window) == ["m40"]
    assert beginnings.times_opened == 1


def test_the_file_is_let_go_of_when_all_is_ready(beginnings: Beginnings, shelf: Shelf) -> None:
    window = with_materials(beginnings, shelf, FakeNotes())
    window.search("uni")
    arrival = beginnings.opening._arrival
    assert arrival is not None
    early = arrival._early
    assert early is not None
    arrive(beginnings, window)

    assert arrival._early is None
    assert early.search("uni", "fi") is None
    assert shown(window) == ["m40"]


def test_the_usual_turns_of_threads_come_back(beginnings: Beginnings, shelf: Shelf) -> None:
    usual = sys.getswitchinterval()
    with_materials(beginnings, shelf, FakeNotes())
    meanwhile = sys.getswitchinterval()

    beginnings.jobs.let_go()

    assert meanwhile < usual
    assert sys.getswitchinterval() == usual


@pytest.mark.parametrize("wished", [StartWish(), StartWish(page="settings")])
def test_what_a_letter_needs_comes_first_unless_more_is_wanted(
    beginnings: Beginnings, wished: StartWish
) -> None:
    beginnings.opening._wish = wished

    window = beginnings.show(as_told(beginnings.stage))

    assert ("library" in vars(window.stack)) == (wished == StartWish())
    assert beginnings.times_opened == 0
