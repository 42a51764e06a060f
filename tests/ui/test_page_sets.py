"""Which pages go to the printer: fronts and backs match, and copies begin on a front."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import makers
from valita_desktop.content.handout import Handout, Layout, Paper, PartChoice, Piece
from valita_desktop.handouts import pdf
from valita_desktop.ui.printing.job import PageSet, PrintJob, Sides
from valita_desktop.ui.printing.page_sets import pages_of

JOB = PrintJob(b"", "Toimisto", 1, Paper.A4, "Moniste")
HIGH = 800


@cache
def document(pages: int) -> bytes:
    """Pages of growing width, so that each can be told from the others."""
    with pypdfium2.PdfDocument.new() as made:
        for n in range(1, pages + 1):
            made.new_page(n, HIGH)
        file = BytesIO()
        made.save(file)
    return file.getvalue()


def widths(data: bytes) -> list[int]:
    with pypdfium2.PdfDocument(data) as read:
        return [round(read[n].get_width()) for n in range(len(read))]


@given(st.integers(1, 30))
def test_every_page_is_printed_once_and_backs_lie_behind_their_fronts(pages: int) -> None:
    job = replace(JOB, pdf=document(pages))

    fronts = widths(pages_of(replace(job, pages=PageSet.FRONTS)))
    backs = widths(pages_of(replace(job, pages=PageSet.BACKS)))

    assert len(fronts) == len(backs)
    assert [n for sheet in zip(fronts, backs, strict=True) for n in sheet][:pages] == list(
        range(1, pages + 1)
    )


@given(st.integers(1, 30))
def test_backs_can_come_last_first(pages: int) -> None:
    job = replace(JOB, pdf=document(pages))

    backs = widths(pages_of(replace(job, pages=PageSet.BACKS)))

    assert widths(pages_of(replace(job, pages=PageSet.BACKS_LAST_FIRST))) == backs[::-1]


def test_the_back_of_the_last_sheet_may_be_empty() -> None:
    data = pages_of(replace(JOB, pdf=document(3), pages=PageSet.BACKS))

    with pikepdf.open(BytesIO(data)) as made:
        assert len(made.pages) == 2
        assert b"".join(each.read_bytes() for each in made.pages[1].get("/Contents", [])) == b""


def test_backs_that_lie_are_turned_so_that_every_pile_is_turned_alike() -> None:
    booklet = pdf.render(Handout((Piece(makers.item(), "fi", PartChoice.ALL),), Layout.BOOKLET))

    def turns(pages: PageSet) -> list[int]:
        with pikepdf.open(BytesIO(pages_of(replace(JOB, pdf=booklet, pages=pages)))) as made:
            return [int(page.get("/Rotate", 0)) for page in made.pages]

    assert turns(PageSet.FRONTS) == [0]
    assert turns(PageSet.BACKS) == [180]


@pytest.mark.parametrize(
    ("pages", "copies", "sides", "printed"),
    [
        (3, 2, Sides.LONG_EDGE, 4),
        (3, 2, Sides.ONE, 3),
        (3, 1, Sides.LONG_EDGE, 3),
        (4, 2, Sides.SHORT_EDGE, 4),
        (1, 20, Sides.LONG_EDGE, 2),
    ],
)
def test_each_copy_on_both_sides_begins_on_a_front(
    pages: int, copies: int, sides: Sides, printed: int
) -> None:
    job = replace(JOB, pdf=document(pages), copies=copies, sides=sides)

    assert len(widths(pages_of(job))) == printed


def test_what_needs_no_change_is_sent_as_it_is() -> None:
    assert pages_of(replace(JOB, pdf=document(3), copies=2)) is document(3)
