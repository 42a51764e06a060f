"""Follows the folders of own items: what is saved in an editor is shown a moment later.

They are read by a job, never on the window's thread; where the system does not tell of changes
(network folders), they are looked at when the person comes back to the window.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from valita_desktop.library.own_items import OwnShelf

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.library.own_items import OwnItems
    from valita_desktop.settings import Settings
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.state.jobs import Jobs

log = logging.getLogger(__name__)

_QUIET_MS = 250
"""Nothing has been written for so long: an editor writes a file in several goes."""
_MOST_WATCHED = 1_000


class OwnWatch(QObject):
    """Reads own items at the beginning, and again when anything in their folders changes.

    Args:
        services: What reads them.
        settings: Where they are.
        jobs: Runs the reading.

    Attributes:
        shelf: As they were read last.

    Signals:
        changed: They are other ones now; the new `shelf`.
    """

    changed = Signal(OwnShelf)

    def __init__(
        self, services: OwnServices, settings: Settings, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self.shelf = OwnShelf()
        self._source = services.source(settings)
        self._reading = self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._watcher.directoryChanged.connect(self._quiet.start)
        self._watcher.fileChanged.connect(self._quiet.start)
        self._quiet.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._look_when_back)

    @property
    def home(self) -> Path:
        """The person's folder."""
        return self._source.home

    def set_settings(self, settings: Settings) -> None:
        """Follow the folders that are chosen now."""
        self._source = self._services.source(settings)
        self.look()

    def look(self) -> None:
        """Read what has changed, and tell where anything has."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._jobs.start(_Look(self._source), owner=self, done=self._show, failed=self._give_up)

    def _show(self, shelf: OwnShelf | None) -> None:
        self._reading = False
        if shelf is not None:
            self.shelf = shelf
            self._services.show(self._source, shelf)
            self.changed.emit(shelf)
        self._watch()
        self._look_again()

    def _give_up(self, error: Exception) -> None:
        self._reading = False
        log.error("own items were not read", exc_info=error)
        self._look_again()

    def _look_again(self) -> None:
        """Read once more where somebody asked meanwhile."""
        if self._again:
            self._again = False
            self.look()

    def _watch(self) -> None:
        """Follow the folders, and the files: many editors write into the file itself."""
        folders = [each.folder for each in self.shelf.items.values()]
        folders += [each.folder for each in self.shelf.broken]
        roots = [each if _is_dir(each) else each.parent for each in self._source.folders]
        wanted = [str(each) for each in (*roots, *folders) if _is_dir(each)]
        for folder in folders:
            with suppress(OSError):
                wanted += [str(each) for each in folder.glob("*.[mt]*") if each.is_file()]
        there = {*self._watcher.files(), *self._watcher.directories()}
        new = [path for path in wanted[:_MOST_WATCHED] if path not in there]
        if new:
            self._watcher.addPaths(new)

    def _look_when_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()


def _is_dir(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - no error of a share that is gone meanwhile


class _Look:
    """Reads what has changed: the own items, or ``None`` where nothing has."""

    def __init__(self, source: OwnItems) -> None:
        self._source = source

    def __call__(self) -> OwnShelf | None:
        return self._source.read() if self._source.has_changed() else None
