"""From a published feed to the list in the window, on real threads and a real library."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.fakes import FakeLibrary, FakeUserData
from tests.sync.place import Place
from tests.ui.packets import FakePackets
from tests.ui.stage import _item_page
from valita_desktop.errors import UpdateCancelledError
from valita_desktop.library.shelf import Shelf
from valita_desktop.settings import Settings
from valita_desktop.ui.state.jobs import ThreadJobs
from valita_desktop.ui.window.main_window import MainWindow
from valita_desktop.ui.window.services import WindowServices

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.sync.progress import Progress
    from valita_desktop.sync.updater import Update


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.publish("m01", "m02")
    made.take()
    return made


@pytest.fixture
def shell(place: Place, qtbot: QtBot, dressed: QApplication) -> Iterator[MainWindow]:
    chosen = Settings(ui_language="en", update_source=place.feed)
    jobs = ThreadJobs()
    with closing(Shelf(place.data / "content.db")) as library:
        packets = FakePackets(FakeLibrary())
        desk = WindowServices(
            library,
            FakeUserData(),
            chosen,
            lambda _s: None,
            _item_page,
            packets.printing,
            packets.services(),
            place.service,
        )
        made = MainWindow(desk, jobs)
        qtbot.addWidget(made)
        made.show()
        yield made
        jobs.close()


def test_what_was_published_meanwhile_is_found_fetched_listed_and_searched(
    shell: MainWindow, place: Place, qtbot: QtBot
) -> None:
    place.publish("m03", m03="Kokonaan uusi")
    shell.navigator.go_to_entry("updates")
    page = shell.stack.updates

    qtbot.waitUntil(lambda: bool(page.card._heading.text()))
    page.card.main_button.click()
    qtbot.waitUntil(lambda: page.card.main_button.text() == "Fetch them")
    with qtbot.waitSignal(shell.navigator.library_replaced):
        page.card.main_button.click()

    assert [link.text() for link in page.news.links] == ["Kokonaan uusi"]
    shell.search("kokonaan")
    assert shell.stack.library.list.current_id() == "m03"


def test_what_a_person_asks_for_waits_for_no_check_that_nobody_asked_for(
    shell: MainWindow, place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, began = place.service.check, threading.Event()

    def silent(_given: str = "", progress: Progress | None = None) -> Update:
        assert progress
        began.set()
        while not progress.is_cancelled():  # as long as a server that says nothing
            threading.Event().wait(0.01)
        raise UpdateCancelledError

    monkeypatch.setattr(place.service, "check", silent)
    shell.preferences.change(replace(shell.preferences.now, updates="notify"))
    shell.updating.auto_check.check()
    qtbot.waitUntil(began.is_set)
    monkeypatch.setattr(place.service, "check", check)
    place.publish("m03")

    shell.stack.updates.card.main_button.click()

    qtbot.waitUntil(lambda: shell.stack.updates.card.main_button.text() == "Fetch them")
    assert shell.updating.auto_check.timer.isActive()


def test_what_was_fetched_can_be_taken_back(shell: MainWindow, place: Place, qtbot: QtBot) -> None:
    place.publish("m03")
    place.take()
    shell.navigator.go_to_entry("updates")
    page = shell.stack.updates
    qtbot.waitUntil(page.revert_button.isVisible)

    with qtbot.waitSignal(shell.navigator.library_replaced) as told:
        page.revert_button.click()

    assert told.args[0].changed.withdrawn == ("m03",)
