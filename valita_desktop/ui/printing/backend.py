"""From the bytes of a PDF to a file, to another program, or to the printer.

What is slow here is an ordinary function for a job. The printer is CUPS's own `lp`, which
takes the PDF as it is; where there is none (Windows), pages are drawn for the printer one by
one by `printing_pages`, and without a printer the computer's program for PDF files prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from valita_desktop import DOCUMENT_SUFFIXES, PACKET_SUFFIX, paths
from valita_desktop.errors import OutputError, PrinterError, PrinterErrorCode
from valita_desktop.i18n import _
from valita_desktop.letters import is_device, seen
from valita_desktop.ui.printing import cups
from valita_desktop.ui.printing import qt_printer as printing_pages
from valita_desktop.ui.printing.job import Glance, PageSet, Printers
from valita_desktop.ui.printing.page_sets import pages_of
from valita_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from valita_desktop.ui.printing.job import PrinterState, PrintJob, SentJob, Watch

_PATIENCE = 30.0
"""Seconds that `lp` may take to accept a document; it does not wait for the paper."""

_LONGEST_NAME = 80
_LONGEST_WORDS = 60
"""Of these, for what tells a file from others of its title: layout, part and language whole."""
_MOST_BYTES = 220
"""Disks allow 255 for a name; an ending, or a number behind it, shall still have room."""
_AS_MADE = (
    *("collate=true", "print-scaling=none", "number-up=1", "orientation-requested=3"),
    *("page-set=all", "mirror=false", "page-border=none"),
)


def list_printers() -> Printers:
    """The printers that CUPS knows; where there is no CUPS, those that Qt knows."""
    if not shutil.which("lp") or not (lpstat := shutil.which("lpstat")):
        return printing_pages.list_printers()
    try:
        names = _say(lpstat, "-e").split()
        chosen = _say(lpstat, "-d").rpartition(":")[2].strip()
    except (OSError, subprocess.SubprocessError):
        return Printers()
    return Printers(tuple(names), chosen if chosen in names else "")


def printer_state(name: str) -> PrinterState | None:
    """What a printer can do and how it is; ``None`` where nothing is known of it.

    A printer that CUPS has found by itself has no queue before something is sent to it.
    """
    if not shutil.which("lp"):
        return printing_pages.printer_state(name)
    state = cups.queue(name)
    return None if state and state.is_missing and name in list_printers().names else state


def send(job: PrintJob, watch: Watch) -> int:
    """Give a document to a printer; returns when it is in the queue.

    Returns:
        Its number there, to `look` by; 0 where it has none.

    Raises:
        PrinterError: It was not accepted.
        PrintStoppedError: The watch did not want to go on.
    """
    job = replace(job, pdf=pages_of(job))
    if shutil.which("lp"):
        return send_whole(job)
    printing_pages.send_pages(job, printing_pages.printer_for(job), watch)
    return 0


def send_whole(job: PrintJob) -> int:
    """Give a document to CUPS as it is.

    A queue or a person may have chosen that pages are fitted, turned, mirrored or put on one
    sheet; what is to be cut and folded must be printed as it was made.

    Returns:
        Its number in the queue; 0 where `lp` does not say.

    Raises:
        PrinterError: It was not accepted.

    Source: CUPS, lp(1); cups-filters, pdftopdf.
    """
    lp = shutil.which("lp") or "lp"
    options = ["-d", job.printer, "-n", str(job.copies), "-t", job.title]
    wishes = [f"media={job.paper.value}", f"sides={job.sides.value}", *_AS_MADE]
    if job.in_grey:
        wishes.append("print-color-mode=monochrome")
    if job.pages in (PageSet.BACKS, PageSet.BACKS_LAST_FIRST):
        wishes.append("outputorder=normal")  # CUPS turns it round for printers that pile face up
    for option in wishes:
        options += ["-o", option]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, data on stdin
            [lp, *options, "-"],
            input=job.pdf,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,  # or it would ask for a password on the terminal
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterError(job.printer, str(error)) from error
    if done.returncode:
        raise _refusal(job.printer, done.stderr.decode(errors="replace").strip())
    told = done.stdout.decode(errors="replace")  # in whatever language: "request id is Toimisto-7"
    number = re.search(re.escape(job.printer) + r"-(\d+)", told)
    return int(number[1]) if number else 0


def _refusal(printer: str, said: str) -> PrinterError:
    """Why `lp` did not take a document: what the queue says is better than what `lp` does."""
    state = printer_state(printer)
    if state and state.is_missing:
        return PrinterError(printer, said, PrinterErrorCode.MISSING)
    if state and state.is_refusing:
        return PrinterError(printer, state.message or said, PrinterErrorCode.NOT_ACCEPTING)
    return PrinterError(printer, said)


def look(sent: SentJob) -> Glance:
    """How a document is that was sent, and its printer; for a job."""
    if not sent.number:
        return Glance()
    return Glance(cups.job(sent.number), cups.queue(sent.job.printer))


def ask_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save a PDF."""
    return ask_where(parent, _("Save PDF"), proposed, {".pdf": _("PDF files")})


def ask_packet_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save the file of a lesson packet."""
    kinds = {PACKET_SUFFIX: _("Lesson packets")}
    return ask_where(parent, _("Save for a colleague"), proposed, kinds)


def ask_packet_file(parent: QWidget, folder: Path) -> Path | None:
    """Ask which file to take a lesson packet from."""
    kind = _("Lesson packets")
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a packet file"), str(folder), f"{kind} (*{PACKET_SUFFIX})"
    )
    return Path(chosen) if chosen else None


def ask_own_file(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a document, or for what a colleague has handed on."""
    endings = " ".join(f"*{each}" for each in (*DOCUMENT_SUFFIXES, PACKET_SUFFIX))
    wanted, anything = _("Documents and packets"), _("All files")
    kinds = [f"{wanted} ({endings})", f"{anything} (*)"]
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Bring a document or a file"), str(folder), ";;".join(kinds)
    )
    return Path(chosen) if chosen else None


def open_file(path: Path) -> bool:
    """Open a file in the computer's own program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def write_to_open(pdf: bytes, name: str) -> Path:
    """Write a PDF where another program can open it; gone when this program ends.

    Raises:
        OutputError: There is no room.
    """
    try:
        if not os.path.isdir(_temporary()):  # noqa: PTH112 - systems sweep what lies for days
            _temporary.cache_clear()
        folder = Path(tempfile.mkdtemp(dir=_temporary()))
    except OSError as error:
        raise OutputError(Path(name), str(error.strerror or error)) from error
    paths.write_whole(folder / name, pdf)
    return folder / name


def file_name(title: str, *words: str) -> str:
    """A name for a PDF that every system allows, such as ``Kuukausibudjetti - Moniste - fi.pdf``.

    Args:
        title: What is in it; the end of a long one is left out.
        words: What tells the file from others of that title.
    """
    more = "".join(f" - {_in_file_name(each)}" for each in words)[:_LONGEST_WORDS]
    short = _in_file_name(title)[: _LONGEST_NAME - len(more)]
    while len(f"{short}{more}".encode()) > _MOST_BYTES:
        short, more = short[:-1], more if short else more[:-1]
    name = f"{short.rstrip(' .') or 'Valita'}{more}".rstrip(" .")
    return f"{name}_.pdf" if is_device(name) else f"{name}.pdf"


def _in_file_name(words: str) -> str:
    allowed = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", words)
    return re.sub(r"\s+", " ", seen(allowed)).strip(" .")


def folder_for(remembered: str) -> Path:
    """The folder used last if it is still there, else the person's documents."""
    if remembered and os.path.isdir(remembered):  # noqa: PTH112 - no error where one may not look
        return Path(remembered)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())


def _say(program: str, option: str) -> str:
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell
        [program, option], capture_output=True, timeout=_PATIENCE, check=False
    )
    return done.stdout.decode(errors="replace")


@cache
def _temporary() -> str:
    _kept.append(tempfile.TemporaryDirectory(prefix="valita-", ignore_cleanup_errors=True))
    return _kept[-1].name


_kept: list[tempfile.TemporaryDirectory[str]] = []
