"""Files that somebody brought: given to the program at its start, or dropped on its window.

A lesson packet is taken, a file of materials is looked into; both end on the page that shows
what came of it, so that opening a file is all there is to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from typing_extensions import override

from valita_desktop.library import packet_file
from valita_desktop.sync.sources import BUNDLE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.window.navigator import Navigator

_SUFFIXES = (BUNDLE_SUFFIX, packet_file.SUFFIX)


def first_known(words: Iterable[str | Path]) -> Path | None:
    """The first of some paths that the window can open, by its suffix; ``None`` where none is."""
    return next((path for path in map(Path, words) if path.suffix.lower() in _SUFFIXES), None)


class BroughtFiles(QObject):
    """Opens files by the pages of a `Navigator`, and takes those dropped on a window."""

    def __init__(self, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._navigator = navigator
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open(self, file: Path) -> None:
        """Take a lesson packet, or see what is new in a file of materials."""
        if file.suffix.lower() == packet_file.SUFFIX:
            self._navigator.bring(file)
        else:
            self._navigator.go_to_entry("updates")
            self._navigator.stack.updates.trips.check_file(file)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a file be dropped anywhere on the window where nothing else takes it."""
        if isinstance(event, QDragEnterEvent) and _dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if type(event) is QDropEvent and (file := _dropped(event.mimeData())):
            event.acceptProposedAction()
            self.open(file)
            return True
        return super().eventFilter(watched, event)


def _dropped(data: QMimeData) -> Path | None:
    return first_known(url.toLocalFile() for url in data.urls() if url.isLocalFile())
