"""New materials come by themselves where that is wished, and never to anybody's disturbance."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLibraryInfo, QPoint, Qt
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QLabel, QLineEdit

from resources.installer.prune import QT_PLUGINS
from tests.fakes import FakeUpdates, HeldJobs, found
from tests.ui.actions import RecordedActions
from valita_desktop.errors import MassWithdrawalError, SourceError, SourceErrorCode
from valita_desktop.settings import Settings
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.updates.automatic import (
    FIRST_PAUSE_S,
    LONGEST_PAUSE_S,
    METERED_S,
    QUIET_AT_START_S,
    QUIET_S,
    AutomaticUpdate,
)
from valita_desktop.ui.updates.quiet import QuietMoment, is_metered
from valita_desktop.ui.updates.texts import AppliedUpdate, FoundUpdate
from valita_desktop.ui.updates.trips import UpdateTrips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import MakeStage
    from tests.ui.stage import Stage
    from valita_desktop.sync.service import ApplyResult

WEB = "https://koulu.example/feed"


class School:
    """An automatic update with a clock, a network and a person of its own."""

    def __init__(self, qtbot: QtBot, mode: str = "automatic", source: str = WEB) -> None:
        self.qtbot = qtbot
        self.now = 1000.0
        self.busy = self.metered = False
        self.updates = FakeUpdates()
        self.jobs = HeldJobs()
        chosen = Settings(updates=mode, update_source=source)  # type: ignore[arg-type]  # by name
        self.preferences = Preferences(chosen, lambda _settings: None)
        context = PageContext(RecordedActions(), self.preferences, self.jobs)
        self.trips = UpdateTrips(context, self.updates)
        self.moment = QuietMoment(lambda: self.busy, lambda: self.now)
        self.automatic = AutomaticUpdate(
            self.trips, self.moment, self.preferences, is_metered=lambda: self.metered
        )
        self.arrived: list[ApplyResult] = []
        self.held_up: list[Exception] = []
        self.automatic.arrived.connect(self.arrived.append)
        self.automatic.held_up.connect(self.held_up.append)
        self.line = QLineEdit()
        qtbot.addWidget(self.line)
        self.line.show()

    @property
    def applied(self) -> bool:
        return self.updates.status().edition.seq > 1

    @property
    def seconds(self) -> float:
        """Until it is looked whether it is quiet; -1 is never."""
        timer = self.moment.timer
        return timer.interval() / 1000 if timer.isActive() else -1

    def find(self, seconds: float = QUIET_S) -> None:
        self.trips.show_found(found())
        self.jobs.run_all()
        self.automatic.wait(seconds)

    def pass_time(self, seconds: float) -> None:
        self.now += seconds
        self.moment.look()
        self.jobs.run_all()

    def type(self) -> None:
        self.qtbot.keyClick(self.line, Qt.Key.Key_A)


@pytest.fixture
def school(dressed: QApplication, qtbot: QtBot) -> Iterator[School]:
    made = School(qtbot)
    yield made
    made.moment.stop()


def test_what_was_found_comes_when_nobody_has_done_anything_for_a_while(school: School) -> None:
    school.find()
    school.pass_time(QUIET_S - 1)
    before = school.applied

    school.pass_time(1)

    assert (before, school.applied) == (False, True)
    assert isinstance(school.trips.state.outcome, AppliedUpdate)


def test_what_was_known_at_the_start_comes_sooner(school: School) -> None:
    school.find(QUIET_AT_START_S)

    school.pass_time(QUIET_AT_START_S)

    assert school.applied


def test_whoever_types_is_waited_for(school: School) -> None:
    school.find()
    school.pass_time(QUIET_S - 10)

    school.type()
    school.pass_time(QUIET_S - 10)

    assert not school.applied
    assert school.seconds == 10


def test_whoever_moves_the_mouse_is_waited_for(school: School) -> None:
    school.find()
    school.pass_time(QUIET_S - 10)

    school.qtbot.mouseMove(school.line, QPoint(2, 2))
    school.qtbot.mouseMove(school.line, QPoint(8, 8))
    school.pass_time(QUIET_S - 10)

    assert not school.applied


def test_it_never_comes_while_somebody_shows_or_prints_and_waits_anew_after_it(
    school: School,
) -> None:
    school.find()
    school.busy = True
    school.pass_time(10 * QUIET_S)
    assert not school.applied

    school.busy = False
    school.pass_time(QUIET_S - 1)
    before = school.applied
    school.pass_time(1)

    assert (before, school.applied) == (False, True)


@pytest.mark.parametrize("mode", ["off", "notify"])
def test_it_does_nothing_where_it_is_not_wished(
    dressed: QApplication, qtbot: QtBot, mode: str
) -> None:
    school = School(qtbot, mode)

    school.find()

    assert school.seconds == -1
    assert not school.applied


def test_switched_off_while_it_waits_it_does_not_come(school: School) -> None:
    school.find()

    school.preferences.change(replace(school.preferences.now, updates="notify"))

    assert school.seconds == -1
    assert not school.applied


def test_nothing_is_fetched_over_a_network_that_is_paid_by_use(school: School) -> None:
    school.metered = True
    school.find()
    school.pass_time(QUIET_S)
    assert not school.applied
    assert school.seconds == METERED_S

    school.metered = False
    school.pass_time(METERED_S)
    school.pass_time(QUIET_S)

    assert school.applied


def test_a_folder_is_read_over_any_network(dressed: QApplication, qtbot: QtBot) -> None:
    school = School(qtbot, source="//palvelin/valita")
    school.metered = True
    school.find()

    school.pass_time(QUIET_S)

    assert school.applied
    school.moment.stop()


def test_the_system_tells_whether_the_network_is_paid_by_use(dressed: QApplication) -> None:
    assert is_metered() in (True, False)


@pytest.mark.skipif(sys.platform == "darwin", reason="Apple’s system does not tell it to Qt")
def test_an_installed_program_has_what_can_tell_it(dressed: QApplication) -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "networkinformation")
    carried = {file.stem.removeprefix("lib") for file in folder.iterdir()} & QT_PLUGINS

    assert {name.removeprefix("q") for name in carried} <= set(
        QNetworkInformation.availableBackends()
    )
    assert carried


def test_whoever_comes_back_stops_it_and_it_goes_on_later(school: School) -> None:
    school.find()
    school.now += QUIET_S
    school.moment.look()  # it has begun, and is not through

    school.type()
    school.jobs.run_all()

    assert not school.applied
    assert isinstance(school.trips.state.outcome, FoundUpdate)
    assert school.seconds == QUIET_S

    school.pass_time(QUIET_S)
    assert school.applied


def test_what_is_new_is_told_when_somebody_is_there_again_and_once(school: School) -> None:
    school.find()
    school.pass_time(QUIET_S)
    before = len(school.arrived)

    school.type()
    school.type()

    assert (before, len(school.arrived)) == (0, 1)
    assert len(school.arrived[0].status.news) == 3


def test_a_failure_is_told_on_the_page_alone_and_tried_ever_more_rarely(school: School) -> None:
    error = SourceError(WEB, SourceErrorCode.BROKEN_OFF)
    school.find()
    pauses = []
    for _turn in range(7):
        school.updates.refusal = error
        school.pass_time(QUIET_S)
        pauses.append(school.seconds)
        school.pass_time(school.seconds)

    assert school.trips.state.outcome is error
    assert pauses[:3] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S]
    assert pauses[-1] == LONGEST_PAUSE_S
    assert (school.arrived, school.held_up) == ([], [])

    school.pass_time(QUIET_S)
    assert school.applied


def test_what_a_person_must_agree_to_waits_for_them(school: School) -> None:
    school.find()
    school.updates.refusal = MassWithdrawalError(40, 90)

    school.pass_time(QUIET_S)

    assert not school.applied
    assert [type(each) for each in school.held_up] == [MassWithdrawalError]
    assert school.seconds == -1
    assert not school.updates.allowed


def test_what_was_brought_by_hand_is_not_taken_by_itself(school: School) -> None:
    school.trips.check_file(Path("kit.valita"))
    school.jobs.run_all()

    school.automatic.wait()

    assert school.seconds == -1


@pytest.fixture
def stage(make_stage: MakeStage) -> Iterator[Stage]:
    made = make_stage(updates="automatic")
    made.show()
    yield made
    made.shell.updating.auto_check.timer.stop()
    made.shell.updating.automatic._moment.stop()


def test_the_window_tells_what_is_new_with_the_way_there(stage: Stage) -> None:
    stage.shell.updating.auto_check.check()
    moment = stage.shell.updating.automatic._moment
    assert moment.timer.interval() == QUIET_AT_START_S * 1000
    assert not stage.shell.sidebar._waiting

    moment._last -= QUIET_AT_START_S
    moment.look()
    assert stage.shell.toasts.text() == ""
    stage.press(Qt.Key.Key_Tab)

    assert stage.shell.toasts.text() == "New materials are in use: 1 new, 1 corrected, 1 withdrawn."
    assert stage.updates.status().edition.seq > 1


def test_a_failure_opens_nothing_and_says_nothing(stage: Stage) -> None:
    stage.shell.updating.auto_check.check()
    stage.updates.refusal = SourceError(WEB, SourceErrorCode.OFFLINE)
    moment = stage.shell.updating.automatic._moment

    moment._last -= QUIET_AT_START_S
    moment.look()
    stage.press(Qt.Key.Key_Tab)

    assert stage.shell.toasts.text() == ""
    assert not stage.shell.sidebar._waiting
    stage.shell.navigator.go_to_entry("updates")
    shown = [each.text() for each in stage.shell.stack.updates.card.findChildren(QLabel)]
    assert "No network – the materials work all the same" in shown

    stage.shell.navigator.go_to_entry("home")
    stage.shell.navigator.go_to_entry("updates")
    shown = [each.text() for each in stage.shell.stack.updates.card.findChildren(QLabel)]
    assert "No network – the materials work all the same" not in shown
