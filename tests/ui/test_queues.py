"""Printing by a real CUPS to real IPP printers: what they have, what they drop, what arrives."""

from __future__ import annotations

import subprocess
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest

from tests.handouts import samples
from tests.ui import cups as servers
from tests.ui.cups import LPADMIN, Cups, IppPrinter, patience
from valita_desktop import app, papers
from valita_desktop.content.handout import Handout, Layout, Paper, PartChoice, Piece
from valita_desktop.errors import PrinterError, PrinterErrorCode
from valita_desktop.handouts import pdf
from valita_desktop.settings import Settings
from valita_desktop.ui.printing import backend, cups, qt_printer
from valita_desktop.ui.printing.job import Glance, JobStage, PageSet, PrintJob, SentJob, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = [
    pytest.mark.skipif(not servers.IPP_HERE, reason=servers.WHY_NO_IPP),
    pytest.mark.loopback,
]
(ITEM,) = (each for each in samples.items() if each.id == "x-cards")
CARDS = pdf.render(Handout((Piece(ITEM, "fi"),), Layout.CARDS, per_page=8))
NUMBERS = ["1/4", "2/4", "3/4", "4/4", "1/1", ""]
"""The footers of the cards: the last page is the empty back of the page before it."""


class School(NamedTuple):
    """A server with its printers; each may be told to do otherwise, and does so by itself again."""

    server: Cups
    one_side: IppPrinter
    office: IppPrinter


@pytest.fixture(scope="module")
def made() -> Iterator[School]:
    with Cups() as server, IppPrinter() as one_side, IppPrinter("-2", "-s", "9,9") as office:
        server.add_ipp_printer("Luokka", one_side)
        server.add_ipp_printer("Toimisto", office)
        yield School(server, one_side, office)


@pytest.fixture
def school(made: School, monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setenv("CUPS_SERVER", str(made.server.socket))
    return made


def job(printer: str = "Luokka", **changes: object) -> PrintJob:
    fields = {"pdf": CARDS, "printer": printer, "copies": 1, "paper": Paper.A4, "title": "Ä"}
    return PrintJob(**{**fields, **changes})  # type: ignore[arg-type]  # by name


def sent(which: PrintJob) -> SentJob:
    return SentJob(which, backend.send(which, lambda _page, _pages: True))


def until(document: SentJob, *stages: JobStage) -> Glance:
    """How a document is when it has come so far."""
    for _ in patience():
        glance = backend.look(document)
        if glance.job and glance.job.stage in stages:
            return glance
    raise TimeoutError(document.number)


def tell(program: str, *words: str) -> None:
    """Tell the print system something, as its keeper does."""
    found = servers.where(program)
    assert found
    subprocess.run([found, *words], check=True, capture_output=True)


def numbers(data: bytes) -> list[str]:
    """What stands at the end of each page."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    return [(text.split() or [""])[-1] for text in texts]


def place(data: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Where the words of a page stand, in points."""
    with pypdfium2.PdfDocument(data) as document:
        words = document[page].get_textpage()
        boxes = [words.get_charbox(n) for n in range(words.count_chars())]
    left, low, right, top = zip(*(box for box in boxes if box[2] > box[0]), strict=True)
    return min(left), min(low), max(right), max(top)


def width(data: bytes, word: str) -> float:
    """How wide a word is, in points."""
    with pypdfium2.PdfDocument(data) as document:
        for n in range(len(document)):
            words = document[n].get_textpage()
            at = words.get_text_range().find(word)
            if at >= 0:
                last = words.get_charbox(at + len(word) - 1, loose=True)[2]
                return last - words.get_charbox(at, loose=True)[0]
    raise ValueError(word)


def test_qt_says_the_same_of_printers_as_they_do(school: School, dressed: QApplication) -> None:
    for name in ("Luokka", "Toimisto"):
        by_cups, by_qt = backend.printer_state(name), qt_printer.printer_state(name)
        assert by_cups
        assert by_qt
        assert (by_qt.sides, by_qt.has_colour) == (by_cups.sides, by_cups.has_colour)
        assert by_qt.papers == by_cups.papers
    missing = qt_printer.printer_state("Rehtori")
    assert missing
    assert missing.is_missing


def test_qt_knows_a_stopped_printer(school: School, dressed: QApplication) -> None:
    tell("cupsdisable", "Luokka")
    state = qt_printer.printer_state("Luokka")
    tell("cupsenable", "Luokka")

    assert state
    assert state.is_stopped


def test_a_printer_says_what_it_has(school: School) -> None:
    one_side, office = backend.printer_state("Luokka"), backend.printer_state("Toimisto")

    assert one_side
    assert (one_side.papers, one_side.sides) == ((Paper.A4,), (Sides.ONE,))
    assert (one_side.has_colour, one_side.is_stopped, one_side.is_refusing) == (False,) * 3
    assert office
    assert office.sides == tuple(Sides)
    assert office.has_colour


def test_a_printer_that_is_not_there_is_missing(school: School) -> None:
    state = backend.printer_state("Rehtori")

    assert state
    assert state.is_missing
    with pytest.raises(PrinterError) as refused:
        sent(job("Rehtori"))
    assert refused.value.code is PrinterErrorCode.MISSING


def test_without_an_answer_nothing_is_known(
    monkeypatch: pytest.MonkeyPatch, school: School
) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"{school.server.socket}.gone")

    assert cups.queue("Luokka") is None
    assert cups.job(1) is None


def test_a_document_is_followed_until_it_is_printed(school: School) -> None:
    document = sent(job())

    assert document.number
    assert until(document, JobStage.COMPLETED).job
    assert numbers(school.one_side.taken()) == NUMBERS


@pytest.mark.parametrize(
    "wish", [{"paper": Paper.A3}, {"sides": Sides.LONG_EDGE}], ids=["paper", "sides"]
)
def test_a_printer_that_lacks_what_was_asked_for_drops_the_document(
    wish: dict[str, Any], school: School
) -> None:
    glance = until(sent(replace(job(), **wish)), JobStage.CANCELED)

    assert glance.job
    assert glance.job.message == "Printer cannot print with supplied options."


def test_a_stopped_queue_tells_who_stopped_it_and_keeps_the_document(school: School) -> None:
    tell("cupsdisable", "-r", "paperi loppu", "Luokka")

    document = sent(job())
    glance = until(document, JobStage.PENDING)
    tell("cupsenable", "Luokka")

    assert glance.printer
    assert (glance.printer.is_stopped, glance.printer.message) == (True, "paperi loppu")
    assert until(document, JobStage.COMPLETED)
    school.one_side.taken()


def test_a_document_that_somebody_takes_out_of_the_queue_is_told_without_a_reason(
    school: School,
) -> None:
    tell("cupsdisable", "Luokka")
    document = sent(job())

    tell("cancel", f"Luokka-{document.number}")
    glance = until(document, JobStage.CANCELED)
    tell("cupsenable", "Luokka")

    assert glance.job
    assert glance.job.message == ""


def test_a_queue_that_takes_nothing_says_why(school: School) -> None:
    tell("cupsreject", "-r", "huolto", "Luokka")

    state = backend.printer_state("Luokka")
    with pytest.raises(PrinterError) as refused:
        sent(job())
    tell("cupsaccept", "Luokka")

    assert state
    assert state.is_refusing
    assert (refused.value.code, refused.value.reason) == (
        PrinterErrorCode.NOT_ACCEPTING,
        "huolto",
    )


@pytest.mark.parametrize(
    "habit",
    [
        "print-scaling-default=fit",
        "print-scaling-default=fill",
        "fit-to-page-default=true",
        "number-up-default=2",
        "mirror-default=true",
        "page-set-default=odd",
        "orientation-requested-default=4",
    ],
)
def test_what_arrives_is_what_was_made_whatever_the_queue_is_used_to(
    habit: str, school: School
) -> None:
    school.server.run(LPADMIN, "-p", "Luokka", "-o", habit)

    sent(job())
    arrived = school.one_side.taken()
    school.server.run(LPADMIN, "-p", "Luokka", "-R", habit.partition("=")[0])

    assert numbers(arrived) == NUMBERS
    assert place(arrived) == pytest.approx(place(CARDS), abs=0.1)


def test_a_word_of_the_coat_cards_is_as_wide_as_it_was_made(school: School, kit: Path) -> None:
    order = papers.Order(("m11",), ("fi",), Layout.CARDS, part=PartChoice.FACILITATOR)
    with closing(app.open_library()) as library:
        cards = pdf.render(app.handout(library, order, Settings()))
    school.server.run(LPADMIN, "-p", "Luokka", "-o", "print-scaling-default=fit")

    sent(job(pdf=cards))
    arrived = school.one_side.taken()
    school.server.run(LPADMIN, "-p", "Luokka", "-R", "print-scaling-default")

    assert width(arrived, "Talvitakki") == pytest.approx(116.1, abs=0.1)


def test_fronts_and_then_backs_match_sheet_by_sheet(school: School) -> None:
    sent(job(pages=PageSet.FRONTS))
    assert numbers(school.one_side.taken()) == ["1/4", "3/4", "1/1"]

    sent(job(pages=PageSet.BACKS))
    assert numbers(school.one_side.taken()) == ["2/4", "4/4", ""]

    sent(job(pages=PageSet.BACKS_LAST_FIRST))
    assert numbers(school.one_side.taken()) == ["", "4/4", "2/4"]


def test_backs_keep_their_order_on_a_printer_that_piles_face_up(school: School) -> None:
    sent(job("Toimisto", pages=PageSet.FRONTS))
    assert numbers(school.office.taken()) == ["1/1", "3/4", "1/4"]  # page 1 lies on top

    sent(job("Toimisto", pages=PageSet.BACKS))
    assert numbers(school.office.taken()) == ["2/4", "4/4", ""]
