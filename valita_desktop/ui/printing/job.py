"""What is asked of a printer, and one document on its way there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, IntEnum
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
class PrinterState:
    """A printer as it is now, as far as the print system says.

    Attributes:
        name: As the computer calls it.
        papers: What it takes of our papers; ``None`` where it does not say.
        sides: What it can print on; empty where it does not say.
        has_colour: Whether it prints in colour.
        is_missing: There is no such printer.
        is_stopped: It takes documents and prints none.
        is_refusing: It takes no document.
        message: What it, or who stopped it, says of it; may be ``""``.
        keywords: Why, in IPP's words, such as ``media-empty``; without ``none``.
    """

    name: str
    papers: tuple[Paper, ...] | None = None
    sides: tuple[Sides, ...] = ()
    has_colour: bool = False
    is_missing: bool = False
    is_stopped: bool = False
    is_refusing: bool = False
    message: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def prints_one_side(self) -> bool:
        """Whether it is known to have no duplexer."""
        return self.sides == (Sides.ONE,)


class JobStage(IntEnum):
    """How far a document is in a queue.  Source: RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True)
class JobState:
    """A document in a queue as it is now.

    Attributes:
        stage: How far.
        keywords: Why, in IPP's words, such as ``job-canceled-by-user``; without ``none``.
        message: What the printer says of it; may be ``""``.
    """

    stage: JobStage
    keywords: tuple[str, ...] = ()
    message: str = ""


class PageSet(Enum):
    """Which pages of a document go to the printer."""

    ALL = "all"
    FRONTS = "fronts"
    BACKS = "backs"
    BACKS_LAST_FIRST = "backs-last-first"


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
        pages: Which pages of it.
        in_grey: Without colours, where the printer has them.
    """

    pdf: bytes
    printer: str
    copies: int
    paper: Paper
    title: str
    sides: Sides = Sides.ONE
    pages: PageSet = PageSet.ALL
    in_grey: bool = False


@dataclass(frozen=True)
class SentJob:
    """A document that is with the print system.

    Attributes:
        job: What was sent.
        number: Its number in the queue, to ask by; 0 where it has none.
    """

    job: PrintJob
    number: int


@dataclass(frozen=True)
class Glance:
    """How a document in a queue is, and its printer; ``None`` where nothing is known."""

    job: JobState | None = None
    printer: PrinterState | None = None


Watch = Callable[[int, int], bool]
"""Told how many pages of how many are with the printer; answers whether to go on."""


class PrintRun(QObject):
    """Prints one `PrintJob` at a time by a job of `Jobs`; when it goes, what it prints is stopped.

    Signals:
        progressed: So many pages of so many are with the printer.
        sent: All is with the printer; carries the `SentJob`.
        failed: It is not; carries the error, which may be that it was stopped.
    """

    progressed = Signal(int, int)
    sent = Signal(SentJob)
    failed = Signal(Exception)

    def __init__(
        self,
        send: Callable[[PrintJob, Watch], int],
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

        def work() -> SentJob:
            return SentJob(job, self._send(job, watch))

        self._jobs.start(work, owner=self, done=self._done, failed=self._failed)

    def stop(self) -> None:
        """Print no further page."""
        self._stop.set()

    def _done(self, sent: SentJob) -> None:
        self.running = False
        self.sent.emit(sent)

    def _failed(self, error: Exception) -> None:
        self.running = False
        self.failed.emit(error)
