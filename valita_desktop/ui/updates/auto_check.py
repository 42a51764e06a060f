"""Looks for new materials about once a day, where the person lets it; fetches nothing itself.

One timer, and only while the settings say so. It never looks while a dialog is open or the
window fills the screen: then somebody prints or shows something.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from valita_desktop.errors import UpdateCancelledError
from valita_desktop.settings import usual_source
from valita_desktop.sync import schedule
from valita_desktop.sync.progress import CancelToken
from valita_desktop.sync.service import LastCheck
from valita_desktop.sync.updater import Update
from valita_desktop.ui.state.jobs import JobQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings
    from valita_desktop.sync.service import UpdateStatus
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import UpdatePort
    from valita_desktop.ui.state.preferences import Preferences

log = logging.getLogger(__name__)

LATER = 10 * 60
"""Seconds until it is tried again when it was not the moment."""
STARTING = 10 * 60
"""Seconds after the start in which nothing much is under way yet."""


class AutoCheck(QObject):
    """Checks for new materials by itself, about once a day, by an `UpdatePort`.

    Args:
        updating: What looks.
        jobs: Runs it.
        preferences: Say whether and where.
        is_busy: True while it is not the moment.
        chance, clock: Where chance and the time come from.

    Signals:
        update_found: There is something new; carries what.
    """

    update_found = Signal(Update)

    def __init__(
        self,
        updating: UpdatePort,
        jobs: Jobs,
        preferences: Preferences,
        is_busy: Callable[[], bool],
        *,
        chance: schedule.Chance | None = None,
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        super().__init__()
        self._updating = updating
        self._jobs = jobs
        self._preferences = preferences
        self._is_busy = is_busy
        self._chance = chance or random.Random()  # noqa: S311 - no secret
        self._clock = clock or partial(dt.datetime.now, dt.UTC)
        self._started = self._clock()
        self._first = True
        self._tried: dt.datetime | None = None
        self._cancel = CancelToken()
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.give_way)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.check)
        preferences.changed.connect(self._apply)
        self.plan()

    @property
    def is_starting(self) -> bool:
        """The program was started a moment ago."""
        return (self._clock() - self._started).total_seconds() < STARTING

    def plan(self) -> None:
        """Look again when it is time; not at all where the settings do not say so."""
        self.timer.stop()
        if self._preferences.now.updates == "automatic" and self._first:
            self._jobs.start(
                self._updating.status, owner=self, done=self._plan_at_start, failed=self._failed
            )
        elif self._preferences.now.updates != "off":
            self._jobs.start(
                self._updating.last_check, owner=self, done=self._plan_after, failed=self._failed
            )

    def check(self) -> None:
        """Look now, if it is the moment."""
        if self._preferences.now.updates == "off":
            return
        if self._is_busy():
            self._wait(LATER)
            return
        self._cancel = CancelToken()
        self._tried = self._clock()
        work = partial(self._updating.check, usual_source(self._preferences.now), self._cancel)
        self._jobs.start(
            work, owner=self, done=self._looked, failed=self._failed, queue=JobQueue.UPDATES
        )

    def give_way(self) -> None:
        """Stop a check that is going on: a person's errand would wait for it."""
        self._cancel.cancel()

    def _apply(self, before: Settings, after: Settings) -> None:
        if (before.updates, before.update_source) != (after.updates, after.update_source):
            self.plan()

    def _plan_at_start(self, status: UpdateStatus) -> None:
        """What was seen the last time, and not fetched, is not waited for another day."""
        self._first = False
        if status.outdated:
            self._wait(schedule.soon(self._chance).total_seconds())
        else:
            self._plan_after(status.last_check)

    def _plan_after(self, looked: LastCheck | None) -> None:
        now, looked = self._clock(), self._last(looked)
        when = schedule.next_check(
            self._preferences.now.updates,
            now,
            self._started,
            looked.at if looked else None,
            self._chance,
            failed=bool(looked and looked.failed),
            retry_after=looked.retry_after if looked else 0,
        )
        if when is not None:
            self._wait((when - now).total_seconds())

    def _last(self, looked: LastCheck | None) -> LastCheck | None:
        """The last time, also where no note was taken of it: the disk is full, or it was a fault.

        Else it would be looked again at once, and again.
        """
        if self._tried is None or (looked and self._tried <= looked.at <= self._clock()):
            return looked
        return LastCheck(self._tried, failed=True)

    def _looked(self, update: Update) -> None:
        if update and not update.held:
            self.update_found.emit(update)
        self.plan()

    def _failed(self, error: Exception) -> None:
        """Nobody asked, so nobody is told: the page of updates says when it was tried."""
        log.info("not looked for new materials: %s", error)
        self._first = False
        if isinstance(error, UpdateCancelledError) and self._preferences.now.updates != "off":
            self._wait(LATER)
        else:
            self.plan()

    def _wait(self, seconds: float) -> None:
        self.timer.start(round(seconds * 1000))
