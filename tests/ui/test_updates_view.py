"""The page of updates: it asks before it fetches, and says how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from tests.fakes import FakeUpdates, HeldJobs, InlineJobs, found
from tests.ui.actions import RecordedActions
from valita_desktop.errors import (
    MassWithdrawalError,
    OutputError,
    SourceError,
    SourceErrorCode,
    StoreUnusableError,
)
from valita_desktop.messages.errors import message
from valita_desktop.settings import Settings
from valita_desktop.sync.service import ApplyResult
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme
from valita_desktop.ui.updates.page import UpdatesPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.ui.state.jobs import Jobs

STICK = Path("stick/kit.valita")


class Desk:
    """The page on updates in memory."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, **settings: str) -> None:
        self.updates = FakeUpdates()
        chosen = Settings(**settings)  # type: ignore[arg-type]  # by name
        appearance = theme.appearance(chosen.look, 100)
        preferences = Preferences(chosen, lambda _settings: None)
        self.actions = RecordedActions()
        context = PageContext(self.actions, preferences, jobs)
        self.view = UpdatesPage(context, self.updates, appearance)
        qtbot.addWidget(self.view)
        self.view.resize(900, 700)
        self.view.show()
        self.view.show_now()

    @property
    def heading(self) -> str:
        return self.view.card._heading.text()

    @property
    def text(self) -> str:
        return self.view.card._text.text()

    @property
    def said(self) -> list[str]:
        """All words of the list of what changed."""
        QCoreApplication.sendPostedEvents()
        return [label.text() for label in self.view.news.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication) -> Desk:
    return Desk(qtbot, InlineJobs())


@pytest.fixture
def held(qtbot: QtBot, dressed: QApplication) -> tuple[Desk, HeldJobs]:
    jobs = HeldJobs()
    desk = Desk(qtbot, jobs)
    jobs.run_all()
    return desk, jobs


def test_the_page_looks_nowhere_by_itself(desk: Desk) -> None:
    assert desk.updates.asked == []
    assert desk.heading == "The materials here are from 21 Nov 2026"


def test_a_look_goes_to_the_place_of_the_settings(qtbot: QtBot, dressed: QApplication) -> None:
    desk = Desk(qtbot, InlineJobs(), update_source="//school/valita")

    desk.view.card.main_button.click()

    assert desk.updates.asked == ["//school/valita"]


def test_what_is_found_is_told_and_not_fetched(desk: Desk) -> None:
    desk.view.card.main_button.click()

    assert desk.heading == "3 new, 1 corrected, 2.1 MB"
    assert desk.view.card.main_button.text() == "Fetch them"
    assert desk.updates.status().edition.seq == 1


def test_nothing_new_is_everything_up_to_date(desk: Desk) -> None:
    desk.updates.offer = found(path=())

    desk.view.card.main_button.click()

    assert desk.heading == "Everything is up to date"
    assert desk.text.startswith("Checked on 24 Nov 2026 at ")


def test_fetching_takes_what_was_found_and_tells_the_window(desk: Desk) -> None:
    desk.view.trips.check()

    desk.view.card.main_button.click()

    [(asked, result)] = desk.actions.asked
    assert asked == "library_changed"
    assert isinstance(result, ApplyResult)
    assert result.changed.changed == ("m05",)
    assert desk.heading == "The new materials are in use"


def test_what_changed_is_listed_with_its_note_and_day(desk: Desk) -> None:
    desk.view.trips.check()
    desk.view.trips.apply()

    assert "Luvut on tarkistettu. · 23 Nov 2026" in desk.said
    assert [link.text() for link in desk.view.news.links] == ["Uusi aineisto", "Korjattu aineisto"]
    assert "Poistunut aineisto" in desk.said


def test_an_item_of_the_list_opens(desk: Desk) -> None:
    desk.view.trips.check()
    desk.view.trips.apply()

    desk.view.news.links[1].click()

    assert desk.actions.asked[-1] == ("open_item", "m05")


def test_a_file_is_looked_into_before_it_is_taken(desk: Desk) -> None:
    desk.updates.offer = found(source=str(STICK))

    desk.view.trips.check_file(STICK)

    assert desk.view.card.main_button.text() == "Bring them in"
    assert desk.text.startswith("In the file kit.valita. Published 22 Nov 2026, signed by Maija.")


def test_a_file_with_nothing_new_says_so(desk: Desk) -> None:
    desk.updates.offer = found(source=str(STICK), path=())

    desk.view.trips.check_file(STICK)

    assert desk.heading == "There is nothing new in kit.valita"


def test_the_materials_are_taken_along_in_a_file(desk: Desk) -> None:
    desk.view.trips.export(STICK)

    assert desk.heading == "The materials are in the file kit.valita, 2.1 MB"


def test_the_previous_materials_can_be_used_again(desk: Desk) -> None:
    desk.view.trips.check()
    desk.view.trips.apply()
    assert desk.view.revert_button.text() == "Use the previous materials (21 Nov 2026)"

    desk.view.revert_button.click()

    assert desk.heading == "The other materials are in use"
    assert desk.view.revert_button.text() == "Use the newer materials (22 Nov 2026)"


def test_without_previous_materials_there_is_no_button_for_them(desk: Desk) -> None:
    assert not desk.view.revert_button.isVisible()


def test_no_network_is_no_alarm(desk: Desk) -> None:
    desk.updates.refusal = SourceError(
        "https://valita.example", SourceErrorCode.OFFLINE, "host not found"
    )

    desk.view.trips.check()

    assert desk.heading == "No network – the materials work all the same"
    assert desk.view.card.main_button.text() == "Try again"


def test_a_failure_tells_what_to_do_and_folds_the_details(desk: Desk) -> None:
    desk.updates.refusal = SourceError(
        "https://valita.example", SourceErrorCode.NO_ANSWER, "timed out"
    )
    desk.view.trips.check()
    card = desk.view.card
    assert not card._details.isVisible()

    card._fold.click()

    assert desk.heading == "https://valita.example did not answer."
    assert "timed out" in card._details.text()
    assert card._details.isVisible()


def test_a_failure_is_tried_again_where_it_was(desk: Desk) -> None:
    desk.updates.refusal = SourceError(str(STICK), SourceErrorCode.UNREADABLE)
    desk.view.trips.check_file(STICK)

    desk.view.card.main_button.click()

    assert desk.updates.asked == [str(STICK), str(STICK)]


def test_a_failure_of_writing_is_not_tried_again_as_a_look(desk: Desk) -> None:
    desk.updates.refusal = OutputError(STICK, "read-only")

    desk.view.trips.export(STICK)

    assert desk.view.card.main_button.text() == "Look for new ones now"


def test_a_file_that_comes_while_something_goes_on_is_not_what_is_tried_again(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held
    desk.updates.refusal = SourceError("https://valita.example", SourceErrorCode.OFFLINE)
    desk.view.trips.check()
    desk.view.trips.check_file(STICK)
    jobs.run_all()

    desk.view.card.main_button.click()
    jobs.run_all()

    assert desk.updates.asked == ["", ""]


def test_very_much_going_is_allowed_only_by_a_person(desk: Desk) -> None:
    desk.view.trips.check()
    desk.updates.refusal = MassWithdrawalError(40, 120)
    desk.view.trips.apply()
    assert not desk.updates.allowed
    assert desk.view.card.main_button.text() == "Allow it and go on"

    desk.view.card.main_button.click()

    assert desk.updates.allowed


def test_stopping_what_is_over_stops_nothing(desk: Desk) -> None:
    desk.view.trips.stop()

    assert not desk.view.trips.busy


def test_meanwhile_there_is_a_way_to_stop(held: tuple[Desk, HeldJobs]) -> None:
    desk, _jobs = held

    desk.view.trips.check()

    assert desk.view.card.stop_button.isVisible()
    assert not desk.view.card.main_button.isVisible()


@pytest.mark.parametrize("file", [False, True])
def test_a_stopped_look_tells_of_no_fetching(held: tuple[Desk, HeldJobs], *, file: bool) -> None:
    desk, jobs = held
    if file:
        desk.view.trips.check_file(STICK)
    else:
        desk.view.trips.check()

    desk.view.card.stop_button.click()
    jobs.run_all()

    assert desk.heading == "The materials here are from 21 Nov 2026"
    assert desk.view.card.main_button.text() == "Look for new ones now"


def test_a_look_that_ended_before_it_was_stopped_finds_nothing(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held
    desk.updates.stops = False
    desk.view.trips.check()
    desk.view.card.stop_button.click()
    assert not desk.view.card.stop_button.isEnabled()

    jobs.run_all()

    assert desk.heading == "There are newer materials"
    assert desk.view.card.main_button.text() == "Look for new ones now"


def test_what_was_stopped_once_can_be_asked_for_again(held: tuple[Desk, HeldJobs]) -> None:
    desk, jobs = held
    desk.view.trips.check()
    desk.view.card.stop_button.click()
    jobs.run_all()

    desk.view.card.main_button.click()
    jobs.run_all()

    assert desk.heading == "3 new, 1 corrected, 2.1 MB"


def test_a_library_that_cannot_be_read_is_told_and_asked_again(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held
    desk.updates.status_refusal = StoreUnusableError(STICK, "damaged")
    desk.view.show_now()
    jobs.held.pop(0)()
    told = desk.heading
    assert jobs.held == []  # not asked without end

    desk.updates.status_refusal = None
    desk.view.show_now()
    assert len(jobs.held) == 1
    jobs.run_all()

    assert told == message(StoreUnusableError(STICK, "damaged")).happened
    assert desk.heading == "The materials here are from 21 Nov 2026"


def test_what_cannot_be_read_meanwhile_does_not_end_what_goes_on(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held
    desk.updates.status_refusal = StoreUnusableError(STICK, "damaged")
    desk.view.show_now()
    desk.view.trips.check()

    jobs.held.pop(0)()

    assert desk.heading == "Looking for new materials…"


def test_how_the_materials_stand_is_asked_once_however_often_the_page_is_shown(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held

    desk.view.show_now()
    desk.view.show_now()

    assert len(jobs.held) == 1


def test_an_offer_stays_when_the_page_is_shown_anew(desk: Desk) -> None:
    desk.view.trips.check()

    desk.view.show_now()

    assert desk.view.card.main_button.text() == "Fetch them"


def test_what_goes_on_is_shown_when_the_page_is_shown_anew(held: tuple[Desk, HeldJobs]) -> None:
    desk, _jobs = held
    desk.view.trips.check()

    desk.view.show_now()

    assert desk.heading == "Looking for new materials…"


def test_a_fault_of_the_program_is_logged_and_a_refusal_is_not(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.updates.refusal = SourceError("https://valita.example", SourceErrorCode.OFFLINE)
    desk.view.trips.check()
    quiet = list(caplog.records)

    desk.updates.refusal = ZeroDivisionError("fault")
    desk.view.trips.check()

    assert quiet == []
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [
        ZeroDivisionError
    ]


def test_a_failed_writing_is_followed_by_a_look(desk: Desk) -> None:
    desk.updates.refusal = OutputError(STICK, "read-only")
    desk.view.trips.export(STICK)

    desk.view.card.main_button.click()

    assert desk.updates.asked == [""]


def test_a_stopped_update_is_told(held: tuple[Desk, HeldJobs]) -> None:
    desk, jobs = held
    desk.view.trips.check()
    jobs.run_all()
    desk.view.trips.apply()
    desk.view.card.stop_button.click()

    jobs.run_all()

    assert desk.heading == "Fetching was stopped."


def test_progress_is_shown_and_the_last_step_has_no_end_in_sight(
    held: tuple[Desk, HeldJobs],
) -> None:
    desk, jobs = held
    desk.view.trips.check()
    jobs.run_all()
    desk.view.trips.apply()
    bar = desk.view.card._bar

    desk.view.trips.progress.report(1_000_000, 2_000_000)
    half, meanwhile = bar.value(), desk.heading
    desk.view.trips.progress.report(2_000_000, 2_000_000)

    assert (half, meanwhile) == (50, "Fetching new materials…")
    assert bar.maximum() == 0
    assert desk.heading == "Putting the new materials in place…"


def test_what_is_being_stopped_is_not_put_in_place(held: tuple[Desk, HeldJobs]) -> None:
    desk, jobs = held
    desk.view.trips.check()
    jobs.run_all()
    desk.view.trips.apply()
    desk.view.card.stop_button.click()

    desk.view.trips.progress.report(2_000_000, 2_000_000)

    assert desk.heading == "Stopping…"


def test_the_focus_stays_in_the_card(held: tuple[Desk, HeldJobs], qtbot: QtBot) -> None:
    desk, jobs = held
    with qtbot.waitActive(desk.view):
        desk.view.activateWindow()
    desk.view.card.main_button.setFocus()

    desk.view.card.main_button.click()
    meanwhile = desk.view.focusWidget()
    jobs.run_all()

    assert meanwhile is desk.view.card.stop_button
    assert desk.view.focusWidget() is desk.view.card.main_button


def test_the_page_shown_anew_forgets_what_is_over(desk: Desk) -> None:
    desk.updates.refusal = SourceError("https://valita.example", SourceErrorCode.OFFLINE)
    desk.view.trips.check()

    desk.view.show_now()

    assert desk.text.startswith("New ones were looked for in vain")


def test_what_was_found_by_itself_is_shown(desk: Desk) -> None:
    desk.view.trips.show_found(found())

    assert desk.view.card.main_button.text() == "Fetch them"
