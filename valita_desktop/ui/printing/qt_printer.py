"""Printing where no print system takes a PDF: pages as pictures, one at a time.

At most one page is in memory; it is drawn at 300 dots an inch, which is what office printers
print, and always as large as it is: what is to be cut out has the size it was made for,
whatever of the paper the printer leaves white. Runs in a job: Qt allows painting on a printer
from any thread. QtPrintSupport is imported only here, and only when something is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from valita_desktop.content.layouts import Paper
from valita_desktop.errors import PrinterError, PrinterErrorCode, PrintStoppedError
from valita_desktop.ui.printing.job import Printers, PrinterState, Sides
from valita_desktop.ui.printing.rasterize import page_sizes, rasterize

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from valita_desktop.ui.printing.job import PrintJob, Watch

DPI = 300
_POINTS = 72
_PAPERS = {
    Paper.A3: QPageSize.PageSizeId.A3,
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.A5: QPageSize.PageSizeId.A5,
}
_DUPLEX = {
    Sides.ONE: "DuplexNone",
    Sides.LONG_EDGE: "DuplexLongSide",
    Sides.SHORT_EDGE: "DuplexShortSide",
}
"""Names of `QPrinter.DuplexMode`, which is imported late."""


def list_printers() -> Printers:
    """The printers that Qt knows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = tuple(QPrinterInfo.availablePrinterNames())
    chosen = QPrinterInfo.defaultPrinterName()
    return Printers(names, chosen if chosen in names else "")


def printer_state(name: str) -> PrinterState | None:
    """What Qt knows of a printer; ``None`` where nothing."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    found = QPrinterInfo.printerInfo(name)
    if found.isNull():
        return PrinterState(name, is_missing=True)
    sizes = {size.id() for size in found.supportedPageSizes()}
    ways = found.supportedDuplexModes()
    return PrinterState(
        name,
        tuple(paper for paper in Paper if _PAPERS[paper] in sizes) if sizes else None,
        tuple(sides for sides, way in _DUPLEX.items() if QPrinter.DuplexMode[way] in ways),
        has_colour=QPrinter.ColorMode.Color in found.supportedColorModes(),
        is_stopped=found.state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error),
    )


def printer_for(job: PrintJob) -> QPrinter:
    """The printer of a job.

    Raises:
        PrinterError: It is not there any longer.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    found = QPrinterInfo.printerInfo(job.printer)
    if found.isNull():
        raise PrinterError(job.printer, "no such printer", PrinterErrorCode.MISSING)
    return QPrinter(found, QPrinter.PrinterMode.HighResolution)


def set_up(printer: QPrinter, job: PrintJob) -> int:
    """Tell a printer how to print.

    Returns:
        How many times the pages have to be drawn: printers that copy by themselves once.

    Raises:
        PrinterError: It has no such paper.
    """
    kind = type(printer)
    printer.setDocName(job.title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    if not printer.setPageSize(QPageSize(_PAPERS[job.paper])):
        raise PrinterError(job.printer, job.paper.value, PrinterErrorCode.NO_PAPER)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDuplex(kind.DuplexMode[_DUPLEX[job.sides]])
    if job.in_grey:
        printer.setColorMode(kind.ColorMode.GrayScale)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(True)
        return 1
    return job.copies


def send_pages(job: PrintJob, printer: QPrinter, watch: Watch) -> None:
    """Draw every page for a printer; slow, about a quarter of a second a page.

    Args:
        job: What to print.
        printer: The printer of the job.
        watch: Told before each page; answers whether to go on.

    Raises:
        PrinterError: It did not take them, or has no such paper.
        PrintStoppedError: The watch did not want to go on; what had been drawn is dropped
            where the print system can do that.
    """
    times = set_up(printer, job)
    sizes = page_sizes(job.pdf) * times
    dots = printer.resolution() / _POINTS
    painter = QPainter()
    for page, size in enumerate(sizes):
        if not watch(page, len(sizes)):
            _stop(printer, painter)
            raise PrintStoppedError(job.printer, page)
        _turn(printer, sideways=size.width() > size.height())
        if not (printer.newPage() if page else painter.begin(printer)):
            _stop(printer, painter)
            raise PrinterError(job.printer, "a page was not taken")
        sheet = QRectF(QPointF(0, 0), size * dots)
        drawn = rasterize(job.pdf, page % (len(sizes) // times), sheet.size().toSize())
        painter.drawImage(sheet, drawn.image)
    painter.end()
    watch(len(sizes), len(sizes))


def _turn(printer: QPrinter, *, sideways: bool) -> None:
    way = QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def _stop(printer: QPrinter, painter: QPainter) -> None:
    printer.abort()
    if painter.isActive():
        painter.end()
