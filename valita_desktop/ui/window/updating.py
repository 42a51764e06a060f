"""Updates that nobody has asked for on their page: found, marked, and fetched where that is wished.

Knows when it is no moment for anything: while somebody prints, chooses or shows something.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.updates.auto_check import AutoCheck
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from valita_desktop.sync.service import ApplyResult
    from valita_desktop.sync.updater import Update
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import UpdatePort
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.updates.automatic import AutomaticUpdate
    from valita_desktop.ui.window.navigator import Navigator
    from valita_desktop.ui.window.sidebar import Sidebar


class WindowUpdates(QObject):
    """What the window does about updates by itself.

    Args:
        window: The window.
        navigator: Its pages, which tell what is new.
        sidebar: Has the mark.
        updating: Looks and fetches.
        preferences: Say whether.
        jobs: Runs what is slow.

    Attributes:
        auto_check: Looks about once a day.
    """

    def __init__(
        self,
        window: QWidget,
        navigator: Navigator,
        sidebar: Sidebar,
        updating: UpdatePort,
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        self._sidebar = sidebar
        self._preferences = preferences
        self.auto_check = AutoCheck(updating, jobs, preferences, self.is_busy)
        self.auto_check.setParent(self)
        self.auto_check.update_found.connect(self._show_found)
        navigator.stack.update_begun.connect(self.auto_check.give_way)
        navigator.moved.connect(self._unmark)

    def is_busy(self) -> bool:
        """Whether somebody prints, chooses or shows something: not the moment for anything else."""
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        shows = self._window.isFullScreen() or self._navigator.presenting.active
        return bool(modal or popup) or shows

    @cached_property
    def automatic(self) -> AutomaticUpdate:
        """Fetches at a quiet moment what is offered."""
        from valita_desktop.ui.updates.automatic import AutomaticUpdate  # late: no start fetches
        from valita_desktop.ui.updates.quiet import QuietMoment

        trips = self._navigator.stack.updates.trips
        made = AutomaticUpdate(trips, QuietMoment(self.is_busy), self._preferences, parent=self)
        made.arrived.connect(self._tell)
        made.held_up.connect(self._mark)
        return made

    def _show_found(self, update: Update) -> None:
        """A mark in the sidebar, nothing more; or wait for a moment to fetch it."""
        self._navigator.stack.updates.trips.show_found(update)
        if self._preferences.now.updates == "automatic":
            from valita_desktop.ui.updates.automatic import QUIET_AT_START_S, QUIET_S

            self.automatic.wait(QUIET_AT_START_S if self.auto_check.is_starting else QUIET_S)
        else:
            self._mark()

    def _mark(self, _why: object = None) -> None:
        here = self._navigator.location.page is PageKey.UPDATES
        self._sidebar.show_waiting(waiting=not here)

    def _unmark(self) -> None:
        if self._navigator.location.page is PageKey.UPDATES:
            self._sidebar.show_waiting(waiting=False)

    def _tell(self, result: ApplyResult) -> None:
        from valita_desktop.ui.updates.texts import news_counts

        told = _("New materials are in use: {news}.").format(news=news_counts(result.status.news))
        offer = Offer(_("See what is new"), self._navigator.open_updates)
        self._navigator.tell(told, offer)
