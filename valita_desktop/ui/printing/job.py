"""What is asked of a printer, and one document on its way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop.content.layouts import Sides as Sides

if TYPE_CHECKING:
    from valita_desktop.content.handout import Paper
    from valita_desktop.ui.state.jobs import Jobs


@dataclass(frozen=True)
class Printers:
    """The printers of this computer, for a `PrintForm` to offer.

    Attributes:
        names: As the computer calls them.
        default: One of them; ``""`` where none is chosen.
    """

    names: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True)
class PrintJob:
    """One thing for the printer, sent by a `PrintRun`.

    Attributes:
        pdf: What to print.
        printer: One of `Printers.names`.
        copies: How many times, each whole before the next.
        paper: On what.
        title: As the printer's queue shows it.
        sides: On which sides of it.
    """

    pdf: bytes
    printer: str
    copies: int
    paper: Paper
    title: str
    sides: Sides = Sides.ONE


Watch = Callable[[int, int], bool]
"""Told how many pages of how many are with the printer; answers whether to go on."""


class PrintRun(QObject):
    """Prints one `PrintJob` at a time by a job of `Jobs`; when it goes, what it prints is stopped.

    Signals:
        progressed: So many pages of so many are with the printer.
        sent: All is with the printer; carries the job.
        failed: It is not; carries the error, which may be that it was stopped.
    """

    progressed = Signal(int, int)
    sent = Signal(PrintJob)
    failed = Signal(Exception)

    def __init__(
        self,
        send: Callable[[PrintJob, Watch], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._jobs = jobs
        self._stop = Event()
        self.running = False

    def start(self, job: PrintJob) -> None:
        """Print a document, in the background."""
        stop = self._stop = Event()
        self.destroyed.connect(stop.set)
        self.running = True

        def watch(page: int, pages: int) -> bool:
            if not stop.is_set():
                self.progressed.emit(page, pages)
            return not stop.is_set()

        def work() -> PrintJob:
            self._send(job, watch)
            return job

        self._jobs.start(work, owner=self, done=self._done, failed=self._failed)

    def stop(self) -> None:
        """Print no further page."""
        self._stop.set()

    def _done(self, job: PrintJob) -> None:
        self.running = False
        self.sent.emit(job)

    def _failed(self, error: Exception) -> None:
        self.running = False
        self.failed.emit(error)
