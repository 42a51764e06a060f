"""Pages of a PDF as pictures."""

from __future__ import annotations

import io
import tracemalloc

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QSize

from tests import makers
from valita_desktop.content.handout import Handout, Layout, Piece
from valita_desktop.handouts import pdf
from valita_desktop.ui.printing.rasterize import page_sizes, rasterize


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.render(Handout((Piece(makers.item(), "fi"),)))


@pytest.mark.parametrize("box", [QSize(300, 400), QSize(400, 300), QSize(50, 700)])
def test_a_page_is_as_large_as_fits(made: bytes, box: QSize) -> None:
    size = rasterize(made, 0, box).image.size()

    assert size.width() <= box.width() + 1
    assert size.height() <= box.height() + 1
    assert size.width() >= box.width() - 1 or size.height() >= box.height() - 1


def test_a_page_has_ink_on_white(made: bytes) -> None:
    image = rasterize(made, 0, QSize(300, 400)).image

    assert image.pixelColor(2, 2).name() == "#ffffff"
    assert any(
        image.pixelColor(x, y).lightness() < 100
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
    )


def test_what_was_drawn_is_not_copied_twice(made: bytes) -> None:
    tracemalloc.start()
    try:
        image = rasterize(made, 0, QSize(1200, 1600)).image
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 1.5 * image.sizeInBytes()  # PDFium draws into one that Python holds


def test_beyond_the_last_page_is_the_last(made: bytes) -> None:
    assert rasterize(made, 99, QSize(300, 400)).image == rasterize(made, 0, QSize(300, 400)).image


def test_fields_and_boxes_of_a_form_are_drawn() -> None:
    form = pdf.render(Handout((Piece(makers.item("m09"), "fi"),), Layout.FORM))
    image = rasterize(form, 0, QSize(1190, 1684)).image
    with pikepdf.open(io.BytesIO(form)) as document:
        page = document.pages[0]
        frames = [[float(each) for each in field.Rect] for field in page.Annots]
        high = float(page.MediaBox[3])

    for left, low, right, top in frames:
        spots = range(round(left * 2) - 2, round(right * 2) + 3)
        rows = range(round((high - top) * 2) - 2, round((high - low) * 2) + 3)
        assert any(image.pixelColor(x, y).lightness() < 200 for x in spots for y in rows)
    assert frames


def test_each_page_tells_its_size() -> None:
    lying = pdf.render(Handout((Piece(makers.item(), "fi"),), Layout.BOOKLET))

    assert {(round(each.width()), round(each.height())) for each in page_sizes(lying)} == {
        (842, 595)
    }


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        rasterize(b"no pdf", 0, QSize(300, 400))
