"""Home is shown before the stores are open; what they say holds, and who asks for more waits."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import pytest
from typing_extensions import override

from tests.fakes import InlineJobs
from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.glimpse import UNSEEN, Glimpse
from valita_desktop.ui import start
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.jobs import JobQueue
from valita_desktop.ui.window.arriving import arriving
from valita_desktop.ui.window.services import Beginning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.ui.window.main_window import MainWindow
    from valita_desktop.ui.window.services import WindowServices

T = TypeVar("T")


class HeldJobs(InlineJobs):
    """Jobs that begin when they are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []

    @override
    def start(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        queue: JobQueue = JobQueue.PAPER,
    ) -> None:
        begin = partial(super().start, work, owner=owner, done=done, failed=failed)
        self.held.append(begin)

    def let_go(self) -> None:
        held, self.held = self.held, []
        for each in held:
            each()


class Beginnings:
    """A window whose stores are not open yet."""

    def __init__(self, stage: Stage, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        self.stage, self._qtbot = stage, qtbot
        self.times_opened = 0
        self.fault: Exception | None = None
        self.jobs = HeldJobs()
        self.instance = Instance(folder)
        self.opening = start._Opening(self.jobs, app, self.instance)

    def open(self) -> WindowServices:
        self.times_opened += 1
        if self.fault:
            raise self.fault
        return self.stage.desk

    def show(self, seen: Glimpse, *, first_run: bool = False) -> MainWindow:
        desk = self.stage.desk
        begun = Beginning(desk.settings, desk.save_settings, desk.locked, first_run=first_run)
        self.opening.show(arriving(seen, begun, self.open))
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
