"""Fetches new materials by itself, where the settings say so, at a quiet moment.

Whoever comes back is given way to: what was fetched is kept, and the rest comes at the next
moment. What failed is told on the page of updates and tried again ever more rarely; a person is
only told what is new.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop.errors import MassWithdrawalError, UpdateCancelledError
from valita_desktop.settings import usual_source
from valita_desktop.sync.service import ApplyResult
from valita_desktop.ui.updates import quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.updates.quiet import QuietMoment
    from valita_desktop.ui.updates.trips import UpdateTrips

log = logging.getLogger(__name__)

QUIET_S = 3 * 60
"""Nobody has done anything for so long: a lesson is over, or somebody reads."""
QUIET_AT_START_S = 20
"""As long, of what was known when the program was started: nothing is under way yet."""
METERED_S = 30 * 60
"""Until the network is looked at again."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 3600, 24 * 3600
"""After the first failure; twice as long after each other one."""


class AutomaticUpdate(QObject):
    """Applies what `UpdateTrips` offer, when a `QuietMoment` comes.

    Args:
        trips: Do it.
        moment: Waits.
        preferences: Say whether, and where from.
        is_metered: Whether the network is paid by use.

    Signals:
        arrived: Other materials are in use, and somebody is there again; carries the result.
        held_up: It goes no further without a person; carries the error.
    """

    arrived = Signal(ApplyResult)
    held_up = Signal(Exception)

    def __init__(
        self,
        trips: UpdateTrips,
        moment: QuietMoment,
        preferences: Preferences,
        *,
        is_metered: Callable[[], bool] = quiet.is_metered,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trips = trips
        self._moment = moment
        self._preferences = preferences
        self._is_metered = is_metered
        self._going = False
        self._failures = 0
        self._news: ApplyResult | None = None
        moment.setParent(self)
        moment.came.connect(self._begin)
        moment.disturbed.connect(self._give_way)
        trips.applied.connect(self._applied)
        trips.failed.connect(self._failed)
        preferences.changed.connect(self._obey)

    def wait(self, seconds: float = QUIET_S) -> None:
        """Fetch what is offered once nobody has done anything for so many seconds."""
        if self._wanted and not self._going and not self._moment.timer.isActive():
            self._moment.wait(seconds)

    @property
    def _wanted(self) -> bool:
        allowed = self._preferences.now.updates == "automatic"
        return allowed and self._trips.offered is not None

    def _begin(self) -> None:
        if not self._wanted:
            self._moment.stop()
        elif self._trips.busy:
            self._moment.wait(QUIET_S)
        elif self._from_the_web and self._is_metered():
            log.info("new materials wait for another network")
            self._moment.wait(QUIET_S, after=METERED_S)
        else:
            self._going = True
            self._trips.apply()

    @property
    def _from_the_web(self) -> bool:
        source = usual_source(self._preferences.now)
        return not source or source.startswith(("https://", "http://"))

    def _give_way(self) -> None:
        if self._going:
            self._trips.stop()
        else:
            self._moment.stop()
            if self._news is not None:
                result, self._news = self._news, None
                self.arrived.emit(result)

    def _applied(self, result: ApplyResult) -> None:
        if self._going:
            self._going = False
            self._failures = 0
            self._news = result
            self._trips.keep_outcome()

    def _failed(self, error: Exception) -> None:
        if not self._going:
            return
        self._going = False
        if isinstance(error, UpdateCancelledError):
            self._trips.offer_again()
            self._moment.wait(QUIET_S)
            return
        self._trips.keep_outcome()
        if isinstance(error, MassWithdrawalError):
            self._moment.stop()
            self.held_up.emit(error)
        else:
            self._failures += 1
            pause = min(FIRST_PAUSE_S * 2 ** (self._failures - 1), LONGEST_PAUSE_S)
            self._moment.wait(QUIET_S, after=pause)

    def _obey(self, _before: Settings, _after: Settings) -> None:
        if not self._wanted and not self._going and self._news is None:
            self._moment.stop()
