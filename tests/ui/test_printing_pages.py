"""Printing by pictures, on Qt's printer that writes a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBitmap, QPageSize, QRegion
from PySide6.QtPrintSupport import QPrinter
from typing_extensions import override

from tests import makers
from tests.handouts import samples
from valita_desktop.content.handout import Handout, Layout, Paper, PartChoice, Piece
from valita_desktop.errors import PrinterError, PrinterErrorCode, PrintStoppedError
from valita_desktop.handouts import pdf
from valita_desktop.ui.printing import qt_printer as printing_pages
from valita_desktop.ui.printing.job import PrintJob, Sides
from valita_desktop.ui.printing.rasterize import page_sizes, rasterize

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

(CARDS,) = (each for each in samples.items() if each.id == "x-cards")
TWO_PAGES = pdf.render(Handout((Piece(makers.item(), "fi", PartChoice.ALL),)))


@pytest.fixture
def printer(dressed: QApplication, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def job(data: bytes = TWO_PAGES, **changes: object) -> PrintJob:
    fields = {"pdf": data, "printer": "Toimisto", "copies": 1, "paper": Paper.A4, "title": "Kuu"}
    return PrintJob(**{**fields, **changes})  # type: ignore[arg-type]  # by name


class Watch:
    """Remembers how far the printing was, and stops it before a page."""

    def __init__(self, stop_at: int = -1) -> None:
        self.seen: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def __call__(self, page: int, pages: int) -> bool:
        self.seen.append((page, pages))
        return page != self._stop_at


def sizes(tmp_path: Path) -> list[tuple[int, int]]:
    """Sizes of the printed pages in points."""
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        pages = [document[n] for n in range(len(document))]
        return [(round(page.get_width()), round(page.get_height())) for page in pages]


def test_every_page_is_printed_in_its_size(printer: QPrinter, tmp_path: Path) -> None:
    printing_pages.send_pages(job(), printer, Watch())

    assert sizes(tmp_path) == [(595, 842), (595, 842)]


def test_the_printed_page_looks_like_the_page(printer: QPrinter, tmp_path: Path) -> None:
    printing_pages.send_pages(job(), printer, Watch())

    def grey(data: bytes | Path) -> bytes:
        with pypdfium2.PdfDocument(data) as document:
            image = document[1].render(scale=0.5).to_pil().convert("L")
        return image.resize((60, 85)).tobytes()

    wanted, got = grey(TWO_PAGES), grey(tmp_path / "printed.pdf")
    assert max(abs(a - b) for a, b in zip(wanted, got, strict=True)) < 40
    assert min(wanted) < 200


def test_how_far_it_is_is_told(printer: QPrinter) -> None:
    watch = Watch()

    printing_pages.send_pages(job(), printer, watch)

    assert watch.seen[1:] == [(1, 2), (2, 2)]
    assert printer.docName() == "Kuu"


def test_copies_are_each_whole_before_the_next(printer: QPrinter, tmp_path: Path) -> None:
    watch = Watch()

    printing_pages.send_pages(job(copies=3), printer, watch)

    drawn = len(sizes(tmp_path))
    assert drawn * (printer.copyCount() if printer.supportsMultipleCopies() else 1) == 6


class Office(QPrinter):
    """A printer that can print on both sides."""

    asked = QPrinter.DuplexMode.DuplexNone

    @override
    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:
        self.asked = duplex


@pytest.mark.parametrize(
    ("sides", "asked"),
    [
        (Sides.ONE, QPrinter.DuplexMode.DuplexNone),
        (Sides.LONG_EDGE, QPrinter.DuplexMode.DuplexLongSide),
        (Sides.SHORT_EDGE, QPrinter.DuplexMode.DuplexShortSide),
    ],
)
def test_the_printer_is_asked_for_the_sides(
    dressed: QApplication, sides: Sides, asked: QPrinter.DuplexMode
) -> None:
    office = Office()

    printing_pages.set_up(office, job(sides=sides))

    assert office.asked is asked


def test_a_page_that_lies_is_printed_lying(printer: QPrinter, tmp_path: Path) -> None:
    booklet = pdf.render(Handout((Piece(makers.item(), "fi"),), Layout.BOOKLET))

    printing_pages.send_pages(job(booklet), printer, Watch())

    assert set(sizes(tmp_path)) == {(842, 595)}


def test_the_paper_is_the_one_that_was_chosen(printer: QPrinter, tmp_path: Path) -> None:
    small = pdf.render(Handout((Piece(makers.item(), "fi"),), paper=Paper.A5))

    printing_pages.send_pages(job(small, paper=Paper.A5), printer, Watch())

    assert set(sizes(tmp_path)) == {(420, 595)}


def extent(data: bytes) -> QRect:
    """Where there is ink on the first page, in dots at 300 an inch."""
    size = page_sizes(data)[0] * 300 / 72
    image = rasterize(data, 0, size.toSize()).image
    return QRegion(QBitmap.fromImage(image, Qt.ImageConversionFlag.ThresholdDither)).boundingRect()


def test_what_is_cut_out_has_the_size_it_was_made_for(printer: QPrinter, tmp_path: Path) -> None:
    cards = pdf.render(Handout((Piece(CARDS, "fi"),), Layout.CARDS))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))

    printing_pages.send_pages(job(cards), printer, Watch())

    made, printed = extent(cards), extent((tmp_path / "printed.pdf").read_bytes())
    assert abs(made.width() - printed.width()) <= 1
    assert abs(made.height() - printed.height()) <= 1


def test_fields_of_a_form_are_printed(printer: QPrinter, tmp_path: Path) -> None:
    form = pdf.render(Handout((Piece(makers.item("m09"), "fi"),), Layout.FORM))

    printing_pages.send_pages(job(form), printer, Watch())

    made, printed = extent(form), extent((tmp_path / "printed.pdf").read_bytes())
    assert printed.height() > 3000
    assert abs(made.height() - printed.height()) <= 1


def test_printing_can_be_stopped_between_two_pages(printer: QPrinter) -> None:
    with pytest.raises(PrintStoppedError) as stopped:
        printing_pages.send_pages(job(), printer, Watch(stop_at=1))

    assert stopped.value.pages == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))

    with pytest.raises(PrinterError):
        printing_pages.send_pages(job(), printer, Watch())


class LetterOnly(QPrinter):
    """A printer that has American paper only."""

    @override
    def setPageSize(self, size: QPageSize | QPageSize.PageSizeId | QSize) -> bool:
        return QPageSize(size).id() is QPageSize.PageSizeId.Letter


def test_a_printer_without_the_paper_prints_nothing_of_another_size(
    dressed: QApplication,
) -> None:
    with pytest.raises(PrinterError) as refused:
        printing_pages.send_pages(job(), LetterOnly(), Watch())

    assert (refused.value.code, refused.value.reason) == (PrinterErrorCode.NO_PAPER, "A4")


def test_a_printer_that_is_gone_is_told(dressed: QApplication) -> None:
    with pytest.raises(PrinterError) as refused:
        printing_pages.printer_for(job())

    assert refused.value.code is PrinterErrorCode.MISSING
