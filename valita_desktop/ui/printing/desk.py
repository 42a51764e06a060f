"""What a `PrintDialog` has with its printer: sends a document, and follows it until it is printed.

A print system takes a document at once and may drop it afterwards, or wait for paper; so it is
asked again and again, ever more rarely, as long as the dialog is open. Where it cannot be
asked, what is told is that the document was sent.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from valita_desktop.errors import PrinterError, PrinterErrorCode
from valita_desktop.i18n import _, ngettext
from valita_desktop.messages import printers as words
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing.job import JobStage, PageSet, PrintRun

if TYPE_CHECKING:
    from valita_desktop.content.handout import Paper
    from valita_desktop.ui.printing.job import Glance, JobState, PrinterState, PrintJob, SentJob
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.jobs import Jobs

_PAUSES = (2, 3, 5, 8, 13, 20, 30)
"""Seconds from one look to the next; the last one again and again."""

_BY_A_PERSON = ("job-canceled-by-user", "job-canceled-by-operator", "job-canceled-at-device")


class PrinterDesk(QObject):
    """Prints by a `PrintRun` and tells how the document fares.

    Attributes:
        run: The document on its way to the print system.
        backs_next: The fronts of a document are with the printer, and its backs come next.
        is_done: What was to be printed is with the printer, all of it.
        timer: Rings when the document is to be looked at again.

    Signals:
        told: How it is, or that it is printed; carries the words.
        refused: It waits for somebody's help; carries the words.
        looked: How its printer is; carries the `PrinterState`.
        known: What the printer has that was asked for last; carries the `PrinterState`, or
            ``None`` where nothing is known of it.
        failed: It was not printed; carries the error.
        changed: Another thing can be done now.
    """

    told = Signal(str)
    refused = Signal(str)
    looked = Signal(object)
    known = Signal(object)
    failed = Signal(Exception)
    changed = Signal()

    def __init__(self, services: PrintServices, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._jobs = jobs
        self._sent: SentJob | None = None
        self._looks = 0
        self._last = ""
        self._asked = ""
        self.backs_next = self.is_done = False
        self.run = PrintRun(services.send, jobs, self)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        self.run.progressed.connect(self._say_page)
        self.run.sent.connect(self._follow)
        self.run.failed.connect(self._fail)

    def ask(self, printer: str) -> None:
        """Find out what a printer has; what comes back for one asked before is dropped."""
        self._asked = printer

        def show(state: PrinterState | None) -> None:
            if printer == self._asked:
                self.known.emit(state)

        if printer:
            work = partial(self._services.printer_state, printer)
            self._jobs.start(work, owner=self, done=show, failed=self.failed.emit)

    def start(self, job: PrintJob) -> None:
        """Print a document; what was printed before is followed no longer."""
        self._forget()
        self.is_done = False
        self.run.start(job)
        self.changed.emit()

    def start_over(self) -> None:
        """No backs come next, and nothing is done: something else is to be printed."""
        if self.backs_next or self.is_done:
            self.backs_next = self.is_done = False
            self.changed.emit()

    def close(self) -> None:
        """Print no further page, and follow nothing any longer."""
        self._forget()
        self.run.stop()

    def look(self) -> None:
        """Look how the document is that was sent last."""
        sent = self._sent
        if sent:
            self._jobs.start(
                partial(self._services.look, sent),
                owner=self,
                done=partial(self._take, sent),
                failed=self.failed.emit,
            )

    def _follow(self, sent: SentJob) -> None:
        self.backs_next = sent.job.pages is PageSet.FRONTS
        self.is_done = not self.backs_next
        self._sent, self._looks, self._last = sent, 0, ""
        if sent.number:
            self._tell(_queued(sent.job))
            self.look()
        else:
            self._tell(_given(sent.job))
        self.changed.emit()

    def _take(self, sent: SentJob, glance: Glance) -> None:
        if sent is not self._sent:
            return
        if glance.printer:
            self.looked.emit(glance.printer)
        if glance.job is None or glance.job.stage is JobStage.COMPLETED:
            self._forget()
            # A server may be told to remember nothing that is over.
            self._tell(_printed(sent.job) if glance.job else _given(sent.job))
            return
        stage, printer = glance.job.stage, sent.job.printer
        if stage in (JobStage.CANCELED, JobStage.ABORTED):
            self._fail(_failure(printer, glance.job))
            return
        trouble = _trouble(printer, glance.job)
        self._tell(trouble or _queued(sent.job), helpless=bool(trouble))
        self.timer.start(_PAUSES[min(self._looks, len(_PAUSES) - 1)] * 1000)
        self._looks += 1

    def _fail(self, error: Exception) -> None:
        self._forget()
        self.backs_next = self.is_done = False
        self.failed.emit(error)
        self.changed.emit()

    def _forget(self) -> None:
        self._sent, self._last = None, ""
        self.timer.stop()

    def _tell(self, told: str, *, helpless: bool = False) -> None:
        """Say how it is, once."""
        if told != self._last:
            self._last = told
            (self.refused if helpless else self.told).emit(told)

    def _say_page(self, page: int, pages: int) -> None:
        told = _("Page {n} of {total} is with the printer.")
        self.told.emit(told.format(n=page, total=pages))


def state_words(state: PrinterState, paper: Paper) -> str:
    """What to tell of a printer that is to print on a paper; ``""`` where all is well."""
    if state.is_missing:
        return sentence(PrinterError(state.name, "", PrinterErrorCode.MISSING))
    if state.is_refusing:
        code = PrinterErrorCode.NOT_ACCEPTING
        return sentence(PrinterError(state.name, state.message, code, state.keywords))
    if state.is_stopped or words.needs_help(state.keywords):
        why = words.why_not_printing(state.keywords, state.message)
        return words.waiting(state.name, why, stopped=state.is_stopped)
    if state.papers is not None and paper not in state.papers:
        return words.no_paper(state.name, paper.value)
    return ""


def _trouble(printer: str, job: JobState) -> str:
    """Why a document in a queue is not being printed, as far as it says itself; or ``""``."""
    if not words.needs_help(job.keywords, job.message):
        return ""
    why = words.why_not_printing(job.keywords, job.message)
    return words.waiting(printer, why, stopped=False)


def _failure(printer: str, job: JobState) -> PrinterError:
    """Why a document was dropped."""
    by_a_person = any(each in _BY_A_PERSON for each in job.keywords)
    if job.stage is JobStage.ABORTED:
        code = PrinterErrorCode.ABORTED
    elif by_a_person or not job.message:  # a printer that drops a document says why
        code = PrinterErrorCode.CANCELED
    else:
        code = PrinterErrorCode.UNABLE
    return PrinterError(printer, job.message, code, job.keywords)


def _given(job: PrintJob) -> str:
    told = ngettext("{n} copy sent to {printer}.", "{n} copies sent to {printer}.", job.copies)
    return told.format(n=job.copies, printer=job.printer)


def _queued(job: PrintJob) -> str:
    told = ngettext(
        "{n} copy is in the queue of {printer}.",
        "{n} copies are in the queue of {printer}.",
        job.copies,
    )
    return told.format(n=job.copies, printer=job.printer)


def _printed(job: PrintJob) -> str:
    if job.pages is PageSet.FRONTS:
        return _("{printer} has printed the fronts.").format(printer=job.printer)
    told = ngettext(
        "{printer} has printed {n} copy.", "{printer} has printed {n} copies.", job.copies
    )
    return told.format(n=job.copies, printer=job.printer)
