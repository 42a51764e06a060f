"""A PDF that has been made, on its way to a file or to the computer's program for PDF files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop import paths
from valita_desktop.i18n import _
from valita_desktop.ui.printing import backend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences


class PdfDelivery(QObject):
    """Saves a PDF or opens it elsewhere, by a job of `Jobs`, and says how it went.

    Args:
        open_file: Opens a file in the computer's own program; false where it has none.
        jobs: Runs what is slow.
        preferences: Remember the folder that was saved to.

    Signals:
        told: It went well; carries the words.
        refused: It did not, and why; carries the words.
        failed: A file could not be written; carries the error.
    """

    told = Signal(str)
    refused = Signal(str)
    failed = Signal(Exception)

    def __init__(
        self,
        open_file: Callable[[Path], bool],
        jobs: Jobs,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_file = open_file
        self._jobs = jobs
        self._preferences = preferences

    def save(self, path: Path, pdf: bytes) -> None:
        """Save it, and remember the folder."""
        work = partial(_saved, pdf, path)
        self._jobs.start(work, owner=self, done=self.say_saved, failed=self.failed.emit)

    def open(self, name: str, pdf: bytes) -> None:
        """Give it to the program that shows and prints PDF files, under a file's name."""
        work = partial(backend.write_to_open, pdf, name)
        self._jobs.start(work, owner=self, done=self._open, failed=self.failed.emit)

    def say_saved(self, path: Path) -> None:
        """A file of a person's own choosing was written."""
        self._preferences.change(replace(self._preferences.now, output_folder=str(path.parent)))
        self.told.emit(_("Saved: {path}").format(path=path))

    def _open(self, path: Path) -> None:
        if self._open_file(path):
            self.told.emit(_("Opened in the program for PDF files. Print it from there."))
        else:
            self.refused.emit(
                _("There is no program for PDF files. Save the PDF and print it elsewhere.")
            )


def _saved(pdf: bytes, path: Path) -> Path:
    paths.write_whole(path, pdf)
    return path
