"""It looks by itself only where the person lets it, and never at a bad moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.fakes import FakeUpdates, HeldJobs, InlineJobs, found
from valita_desktop.errors import SourceError, SourceErrorCode
from valita_desktop.settings import Settings
from valita_desktop.sync.service import LastCheck
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.updates.auto_check import LATER, AutoCheck

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.state.jobs import Jobs

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)


class Least:
    """Chance that always takes the least."""

    def uniform(self, a: float, b: float) -> float:
        return min(a, b)


class Tower:
    """An automatic check of updates in memory."""

    def __init__(self, mode: str = "notify", jobs: Jobs | None = None) -> None:
        self.updates = FakeUpdates()
        self.now = NOON
        chosen = Settings(updates=mode, update_source="//school")  # type: ignore[arg-type]  # by name
        self.preferences = Preferences(chosen, lambda _settings: None)
        self.is_busy = False
        self.auto_check = AutoCheck(
            self.updates,
            jobs or InlineJobs(),
            self.preferences,
            lambda: self.is_busy,
            chance=Least(),
            clock=lambda: self.now,
        )

    @property
    def seconds(self) -> int:
        """Until it looks; -1 is never."""
        timer = self.auto_check.timer
        return timer.interval() // 1000 if timer.isActive() else -1


@pytest.fixture
def tower(qapp: QApplication) -> Iterator[Tower]:
    made = Tower()
    yield made
    made.auto_check.timer.stop()


def test_off_has_no_timer(qapp: QApplication) -> None:
    tower = Tower("off")

    assert tower.seconds == -1
    assert tower.updates.asked == []


def test_it_waits_a_while_after_the_start(tower: Tower) -> None:
    assert tower.seconds == 60
    assert tower.updates.asked == []


def test_it_looks_where_the_settings_say_and_tells_what_it_found(
    tower: Tower, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tower.auto_check.update_found) as told:
        tower.auto_check.check()

    assert tower.updates.asked == ["//school"]
    assert told.args == [tower.updates.offer]


def test_nothing_new_is_told_to_nobody(tower: Tower, qtbot: QtBot) -> None:
    tower.updates.offer = found(path=())

    with qtbot.assertNotEmitted(tower.auto_check.update_found):
        tower.auto_check.check()

    assert tower.updates.asked == ["//school"]


def test_what_the_person_went_back_from_is_not_offered_again(tower: Tower, qtbot: QtBot) -> None:
    tower.updates.offer = found(held=True)

    with qtbot.assertNotEmitted(tower.auto_check.update_found):
        tower.auto_check.check()

    assert tower.updates.asked == ["//school"]


def test_it_never_looks_at_a_bad_moment(tower: Tower) -> None:
    tower.is_busy = True

    tower.auto_check.check()

    assert tower.updates.asked == []
    assert tower.seconds == LATER


def test_a_failure_is_told_to_nobody_and_tried_later(tower: Tower, qtbot: QtBot) -> None:
    tower.updates.refusal = SourceError("//school", SourceErrorCode.OFFLINE)

    with qtbot.assertNotEmitted(tower.auto_check.update_found):
        tower.auto_check.check()

    assert tower.seconds > 0


@pytest.mark.parametrize("note", [None, LastCheck(NOON + dt.timedelta(days=400))])
@pytest.mark.parametrize(
    "refusal", [None, SourceError("//school", SourceErrorCode.OFFLINE), OSError("a fault")]
)
def test_a_disk_that_takes_no_note_of_it_does_not_make_it_look_all_the_time(
    tower: Tower,
    monkeypatch: pytest.MonkeyPatch,
    refusal: Exception | None,
    note: LastCheck | None,
) -> None:
    monkeypatch.setattr(tower.updates, "last_check", lambda: note)
    tower.updates.refusal = refusal
    tower.now = NOON + dt.timedelta(hours=2)

    tower.auto_check.check()

    assert tower.seconds >= 3600


def test_it_gives_way_to_a_person_and_is_back_later(qapp: QApplication) -> None:
    jobs = HeldJobs()
    tower = Tower(jobs=jobs)
    jobs.run_all()
    tower.auto_check.check()
    assert jobs.held

    tower.auto_check.give_way()
    jobs.run_all()

    assert tower.updates.last_check() is None
    assert tower.seconds == LATER
    tower.auto_check.timer.stop()


def test_the_next_look_is_not_stopped_by_the_last_one(tower: Tower) -> None:
    tower.auto_check.give_way()

    tower.auto_check.check()

    assert tower.updates.last_check() is not None


def test_switched_off_while_it_looks_it_is_not_back(qapp: QApplication) -> None:
    jobs = HeldJobs()
    tower = Tower(jobs=jobs)
    jobs.run_all()
    tower.auto_check.check()

    tower.auto_check.give_way()
    tower.preferences.change(replace(tower.preferences.now, updates="off"))
    jobs.run_all()

    assert tower.seconds == -1


def test_switched_off_it_stops(tower: Tower) -> None:
    tower.preferences.change(replace(tower.preferences.now, updates="off"))

    assert tower.seconds == -1


def test_switched_on_it_begins(qapp: QApplication) -> None:
    tower = Tower("off")

    tower.preferences.change(replace(tower.preferences.now, updates="notify"))

    assert tower.seconds == 60
    tower.auto_check.timer.stop()


def test_what_was_seen_before_and_not_fetched_is_looked_for_soon(qapp: QApplication) -> None:
    tower = Tower("off")
    tower.updates.check()

    tower.preferences.change(replace(tower.preferences.now, updates="automatic"))

    assert tower.seconds == 20
    tower.auto_check.timer.stop()


def test_automatic_looks_once_a_day_too(qapp: QApplication) -> None:
    tower = Tower("automatic")

    assert tower.seconds == 60
    tower.auto_check.timer.stop()
