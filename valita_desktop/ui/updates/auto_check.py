"""Looks for new materials about once a day, where the person lets it; fetches nothing.

One timer, and only while the settings say so. It never looks while a dialog is open or the
window fills the screen: then somebody prints or shows something.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from valita_desktop.sync import schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings
    from valita_desktop.sync.service import LastCheck
    from valita_desktop.sync.updater import Update
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import UpdatePort
    from valita_desktop.ui.state.preferences import Preferences

log = logging.getLogger(__name__)

LATER = 10 * 60
"""Seconds until it is tried again when it was not the moment."""


class AutoCheck(QObject):
    """Looks by itself.

    Args:
        updating: What looks.
        jobs: Runs it.
        preferences: Say whether and where.
        disturbs: True while it is not the moment.
        chance, clock: Where chance and the time come from.

    Signals:
        found: There is something new; carries the `sync.updater.Update`.
    """

    found = Signal(object)

    def __init__(
        self,
        updating: UpdatePort,
        jobs: Jobs,
        preferences: Preferences,
        disturbs: Callable[[], bool],
        *,
        chance: schedule.Chance | None = None,
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        super().__init__()
        self._updating = updating
        self._jobs = jobs
        self._preferences = preferences
        self._disturbs = disturbs
        self._chance = chance or random.Random()  # noqa: S311 - no secret
        self._clock = clock or partial(dt.datetime.now, dt.UTC)
        self._started = self._clock()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        preferences.changed.connect(self._apply)
        self.plan()

    def plan(self) -> None:
        """Look again when it is time; not at all where the settings do not say so."""
        self.timer.stop()
        if self._preferences.now.updates != "off":
            self._jobs.start(
                self._updating.looked, owner=self, done=self._plan_after, failed=self._failed
            )

    def look(self) -> None:
        """Look now, if it is the moment."""
        if self._preferences.now.updates == "off":
            return
        if self._disturbs():
            self._wait(LATER)
            return
        work = partial(self._updating.look, self._preferences.now.update_source)
        self._jobs.start(work, owner=self, done=self._looked, failed=self._failed)

    def _apply(self, before: Settings, after: Settings) -> None:
        if (before.updates, before.update_source) != (after.updates, after.update_source):
            self.plan()

    def _plan_after(self, looked: LastCheck | None) -> None:
        now = self._clock()
        when = schedule.next_look(
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

    def _looked(self, update: Update) -> None:
        if update and not update.held:
            self.found.emit(update)
        self.plan()

    def _failed(self, error: Exception) -> None:
        """Nobody asked, so nobody is told: the page of updates says when it was tried."""
        log.info("not looked for new materials: %s", error)
        self.plan()

    def _wait(self, seconds: float) -> None:
        self.timer.start(round(seconds * 1000))
