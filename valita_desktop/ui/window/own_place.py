"""Own items in the window: read when it has been painted, shown anew whenever they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from valita_desktop.errors import ValitaError
from valita_desktop.ui.own.watch import OwnWatch
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.library.own_items import OwnShelf
    from valita_desktop.settings import Settings
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import ItemIndex
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.window.navigator import Navigator

_BREATH_MS = 50
"""After the first frame: nobody waits for own items at the start."""


class OwnPlace(QObject):
    """Shows own items by a `Navigator`.

    Args:
        services: Reads them.
        library: Has them among its rows.
        navigator: Shows them.
        preferences: Where they are.
        jobs: Runs what is slow.
    """

    def __init__(
        self,
        services: OwnServices,
        library: ItemIndex,
        navigator: Navigator,
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        super().__init__(navigator)
        self._library = library
        self._navigator = navigator
        self._folders: dict[str, Path] = {}
        self.watch = OwnWatch(services, preferences.now, jobs, self)
        self.watch.changed.connect(self._show)
        preferences.changed.connect(self._follow)
        QTimer.singleShot(_BREATH_MS, self, self.watch.look)

    def _follow(self, before: Settings, after: Settings) -> None:
        if before.local_items != after.local_items:
            self.watch.set_settings(after)

    def _show(self, shelf: OwnShelf) -> None:
        """Show what is there now; of the one that is read tell what is wrong with it."""
        self._folders |= {item_id: each.folder for item_id, each in shelf.items.items()}
        try:
            self._navigator.show_rows(self._library.rows())
        except ValitaError as error:
            self._navigator.report(error)
        location = self._navigator.location
        shown = self._folders.get(location.item_id) if location.page is PageKey.ITEM else None
        for each in shelf.broken:
            if each.folder == shown:
                self._navigator.report(each.mistakes[0])
