"""From the bytes of a PDF to a file, to another program, or to the printer.

What is slow here is an ordinary function for a job. The printer is CUPS's own `lp`, which
takes the PDF as it is; where there is none (Windows), pages are drawn for the printer one by
one by `printing_pages`, and without a printer the computer's program for PDF files prints.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from valita_desktop import paths
from valita_desktop.errors import PrinterError
from valita_desktop.i18n import _
from valita_desktop.library.packet_file import SUFFIX
from valita_desktop.ui.printing import qt_printer as printing_pages
from valita_desktop.ui.printing.job import Printers

if TYPE_CHECKING:
    from valita_desktop.ui.printing.job import PrintJob, Watch

_PATIENCE = 30.0
"""Seconds that `lp` may take to accept a document; it does not wait for the paper."""

_LONGEST_NAME = 80


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


def send(job: PrintJob, watch: Watch) -> None:
    """Give a document to a printer; returns when it is in the queue.

    Raises:
        PrinterError: It was not accepted.
        PrintStoppedError: The watch did not want to go on.
    """
    if shutil.which("lp"):
        send_whole(job)
    else:
        printing_pages.send_pages(job, printing_pages.printer_for(job), watch)


def send_whole(job: PrintJob) -> None:
    """Give a document to CUPS as it is.

    Raises:
        PrinterError: It was not accepted.

    Source: CUPS, lp(1).
    """
    lp = shutil.which("lp") or "lp"
    options = ["-d", job.printer, "-n", str(job.copies), "-t", job.title]
    for option in (f"media={job.paper.value}", f"sides={job.sides.value}", "collate=true"):
        options += ["-o", option]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, data on stdin
            [lp, *options, "-"], input=job.pdf, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterError(job.printer, str(error)) from error
    if done.returncode:
        raise PrinterError(job.printer, done.stderr.decode(errors="replace").strip())


def ask_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save a PDF."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save PDF"), str(proposed), _("PDF files (*.pdf)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def ask_packet_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save the file of a lesson packet."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save for a colleague"), str(proposed), _packet_filter()
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def ask_packet_file(parent: QWidget, folder: Path) -> Path | None:
    """Ask which file to take a lesson packet from."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a packet file"), str(folder), _packet_filter()
    )
    return Path(chosen) if chosen else None


def _packet_filter() -> str:
    kind = _("Lesson packets")
    return f"{kind} (*{SUFFIX})"


def open_file(path: Path) -> bool:
    """Open a file in the computer's own program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def write_to_open(pdf: bytes, name: str) -> Path:
    """Write a PDF where another program can open it; gone when this program ends.

    Raises:
        OutputError: There is no room.
    """
    folder = Path(tempfile.mkdtemp(dir=_temporary()))
    paths.write_whole(folder / name, pdf)
    return folder / name


def file_name(title: str) -> str:
    """A name for a file that every system allows, such as ``Kuukausibudjetti.pdf``."""
    allowed = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", title)
    short = re.sub(r"\s+", " ", allowed).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    return f"{short or 'Valita'}.pdf"


def folder_for(remembered: str) -> Path:
    """The folder used last if it is still there, else the person's documents."""
    if remembered and Path(remembered).is_dir():
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
