"""Slow work runs elsewhere, its outcome comes back here, once or not at all."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from valita_desktop.ui.state.jobs import JobQueue, ThreadJobs
from valita_desktop.ui.state.waste import Waste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[ThreadJobs]:
    made = ThreadJobs()
    yield made
    made.close()
    made.deleteLater()


def never_mind(_outcome: object) -> None:
    """Whatever it is."""


def never(outcome: object) -> None:
    pytest.fail(f"reported {outcome!r}")


def test_work_runs_on_another_thread_and_reports_on_this_one(
    jobs: ThreadJobs, qtbot: QtBot
) -> None:
    owner = QObject()
    seen: list[tuple[int, int]] = []

    def done(worker: int) -> None:
        seen.append((worker, threading.get_ident()))

    with qtbot.waitSignal(jobs.idle):
        jobs.start(threading.get_ident, owner=owner, done=done, failed=never)

    (worker, reporter) = seen[0]
    assert worker != reporter == threading.get_ident()


def test_an_exception_is_reported_as_failed(jobs: ThreadJobs, qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    with qtbot.waitSignal(jobs.idle):
        jobs.start(work, owner=owner, done=never, failed=seen.append)

    assert isinstance(seen[0], ValueError)


def test_nothing_is_reported_to_an_owner_that_is_gone(jobs: ThreadJobs, qtbot: QtBot) -> None:
    owner, go = QObject(), threading.Event()

    with qtbot.waitSignal(jobs.idle):
        jobs.start(go.wait, owner=owner, done=never, failed=never)
        owner.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        go.set()


def test_closing_drops_what_has_not_begun(qapp: QCoreApplication) -> None:
    jobs, owner, go = ThreadJobs(), QObject(), threading.Event()
    ran: list[object] = []
    for _ in range(2):
        jobs.start(go.wait, owner=owner, done=ran.append, failed=never)
    jobs.start(ran.clear, owner=owner, done=never, failed=never)
    threading.Timer(0.05, go.set).start()

    jobs.close()

    assert go.is_set()
    jobs.deleteLater()


def test_paper_never_waits_for_updates(jobs: ThreadJobs, qtbot: QtBot) -> None:
    owner, server, printed = QObject(), threading.Event(), threading.Event()
    for _ in range(3):
        jobs.start(server.wait, owner=owner, done=never_mind, failed=never, queue=JobQueue.UPDATES)

    jobs.start(printed.set, owner=owner, done=never_mind, failed=never)

    assert printed.wait(5)
    with qtbot.waitSignal(jobs.idle):
        server.set()


def test_one_update_waits_for_the_other(jobs: ThreadJobs, qtbot: QtBot) -> None:
    owner, first_is_over, seen = QObject(), threading.Event(), list[bool]()
    jobs.start(
        first_is_over.wait, owner=owner, done=never_mind, failed=never, queue=JobQueue.UPDATES
    )

    def second() -> None:
        seen.append(first_is_over.is_set())

    with qtbot.waitSignal(jobs.idle):
        jobs.start(second, owner=owner, done=never_mind, failed=never, queue=JobQueue.UPDATES)
        first_is_over.set()

    assert seen == [True]


class Mourned(QObject):
    """Tells on which thread it ended."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_whoever_asked_ends_on_this_thread(jobs: ThreadJobs, qtbot: QtBot) -> None:
    ends: list[int] = []
    held = threading.Event()

    def asked() -> None:
        owner = Mourned(ends)

        def done(_outcome: object) -> None:
            owner.objectName()

        jobs.start(lambda: held.wait(10), owner=owner, done=done, failed=never)

    asked()
    with qtbot.waitSignal(jobs.idle):
        held.set()
    jobs.close()

    assert ends == [threading.get_ident()]


def test_waste_is_deleted_on_this_thread_alone(qapp: QCoreApplication) -> None:
    ends: list[int] = []

    def leave_waste() -> None:
        one, other = Mourned(ends), Mourned(ends)
        one.other, other.other = other, one  # type: ignore[attr-defined]

    kept: list[list[int]] = []

    def make_much() -> None:
        kept.extend([number] for number in range(100_000))

    waste = Waste(qapp)
    try:
        leave_waste()
        worker = threading.Thread(target=make_much)
        worker.start()
        worker.join()
        assert ends == []

        waste.collect()
        assert ends == [threading.get_ident()] * 2
    finally:
        waste.close()
    assert gc.isenabled()
