"""Files that somebody brought: given to the program at its start, or dropped on its window.

A lesson packet or a document is taken, a file of materials is looked into; each ends on the page
that shows what came of it, so that opening a file is all there is to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from typing_extensions import override

from valita_desktop import DOCUMENT_SUFFIXES, PACKET_SUFFIX
from valita_desktop.i18n import _
from valita_desktop.ui.state.wishes import known_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.window.navigator import Navigator


_TAKEN = (PACKET_SUFFIX, *DOCUMENT_SUFFIXES)
"""Endings of what is taken at once."""


class BroughtFiles(QObject):
    """Opens files by the pages of a `Navigator`, and takes those dropped on a window."""

    def __init__(self, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._navigator = navigator
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def open_all(self, files: Sequence[Path]) -> None:
        """Take every lesson packet and document, and look into the first file of materials.

        Only one can be looked into at a time, for the person decides what becomes of it.
        """
        packets = [file for file in files if file.suffix.lower() in _TAKEN]
        materials = [file for file in files if file not in packets]
        for file in (*packets, *materials[:1]):
            self.open(file)
        if len(materials) > 1:
            told = _(
                "One file of materials is opened at a time. Open the others afterwards: {names}."
            )
            names = ", ".join(file.name for file in materials[1:])
            self._navigator.tell(told.format(names=names))

    def open(self, file: Path) -> None:
        """Take a lesson packet or a document, or see what is new in a file of materials."""
        if file.suffix.lower() in _TAKEN:
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
        if type(event) is QDropEvent and (files := _dropped(event.mimeData())):
            event.acceptProposedAction()
            self.open_all(files)
            return True
        return super().eventFilter(watched, event)


def _dropped(data: QMimeData) -> tuple[Path, ...]:
    return known_files(url.toLocalFile() for url in data.urls() if url.isLocalFile())
