"""Printing by a real CUPS, to a printer that keeps what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import makers
from tests.ui import cups
from tests.ui.cups import Cups
from valita_desktop.content.handout import Handout, Paper, PartChoice, Piece
from valita_desktop.errors import PrinterError
from valita_desktop.handouts import pdf
from valita_desktop.ui.printing import backend as printing
from valita_desktop.ui.printing.job import PrintJob, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not cups.HERE, reason=cups.WHY_NOT)
SHEET = pdf.render(Handout((Piece(makers.item(), "fi"),)))
PAIR = pdf.render(Handout((Piece(makers.item(), "fi", PartChoice.ALL),)))


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with Cups() as running:
        running.add_printer("Toimisto")
        running.add_printer("Opettaja-2")
        yield running


@pytest.fixture(autouse=True)
def _found(server: Cups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(server.socket))


def go_on(_page: int, _pages: int) -> bool:
    return True


def test_the_printers_are_those_of_the_server() -> None:
    assert set(printing.list_printers().names) == {"Toimisto", "Opettaja-2"}


def test_the_printer_gets_the_very_pdf_and_every_wish(server: Cups) -> None:
    job = PrintJob(PAIR, "Toimisto", 3, Paper.A4, "Kuukausibudjetti – ä", Sides.SHORT_EDGE)

    printing.send(job, go_on)

    data, (title, copies, *options) = server.printed("Toimisto")
    assert data == PAIR
    assert (title, copies) == ("Kuukausibudjetti – ä", "3")
    assert {"media=A4", "sides=two-sided-short-edge"} <= set(options)


def test_paper_and_sides_are_as_wished(server: Cups) -> None:
    printing.send(PrintJob(SHEET, "Opettaja-2", 1, Paper.A3, "Juliste"), go_on)

    _, (_title, copies, *options) = server.printed("Opettaja-2")
    assert copies == "1"
    assert {"media=A3", "sides=one-sided"} <= set(options)


def test_a_printer_that_is_not_there_is_told() -> None:
    with pytest.raises(PrinterError) as refused:
        printing.send(PrintJob(SHEET, "Rehtori", 1, Paper.A4, "Moniste"), go_on)

    assert refused.value.printer == "Rehtori"
    assert refused.value.reason


def test_a_server_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, server: Cups) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"{server.socket}.gone")

    with pytest.raises(PrinterError):
        printing.send(PrintJob(SHEET, "Toimisto", 1, Paper.A4, "Moniste"), go_on)
    assert printing.list_printers().names == ()
