"""From a PDF to a file, to a printer: with a real `lp`, written for the test."""

from __future__ import annotations

import shutil
import stat
import tempfile
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.handout import Paper
from valita_desktop.errors import OutputError, PrinterError
from valita_desktop.ui.printing import backend as printing
from valita_desktop.ui.printing.job import Printers, PrintJob, Sides

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Program = Callable[[str, str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a program on the path; at first there is none."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))

    def put(name: str, script: str) -> None:
        file = programs / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    return put


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kuukausibudjetti", "Kuukausibudjetti.pdf"),
        ("Arjen ympyrä – 8 osa-aluetta", "Arjen ympyrä – 8 osa-aluetta.pdf"),
        ("Tarve vai halu?", "Tarve vai halu.pdf"),
        ("a/b\\c: *d*\n", "a b c d.pdf"),
        ("...", "Valita.pdf"),
        ("x" * 300, f"{'x' * 80}.pdf"),
        ("CON", "CON_.pdf"),
        ("lpt1. Tulostus", "lpt1. Tulostus_.pdf"),
        ("Konsoli", "Konsoli.pdf"),
        ("a\u202egpj.exe\x7f", "agpj.exe.pdf"),
        ("😀" * 80, f"{'😀' * 55}.pdf"),
    ],
)
def test_a_file_is_named_as_every_system_allows(title: str, name: str) -> None:
    assert printing.file_name(title) == name


def test_a_folder_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    assert printing.folder_for(str(tmp_path / "gone")) != tmp_path / "gone"
    assert printing.folder_for(str(tmp_path / ("a" * 300))) != tmp_path / ("a" * 300)
    assert printing.folder_for(str(tmp_path)) == tmp_path


def test_a_pdf_is_written_where_another_program_can_open_it() -> None:
    path = printing.write_to_open(b"%PDF", "Kuukausibudjetti.pdf")

    assert (path.name, path.read_bytes()) == ("Kuukausibudjetti.pdf", b"%PDF")


def test_a_pdf_is_written_also_where_the_system_has_swept_its_folder_for_a_while() -> None:
    swept = printing.write_to_open(b"%PDF", "Kuukausibudjetti.pdf").parent.parent
    shutil.rmtree(swept)

    path = printing.write_to_open(b"%PDF", "Kuukausibudjetti.pdf")

    assert path.read_bytes() == b"%PDF"


def test_a_computer_without_room_for_a_while_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(printing.write_to_open(b"%PDF", "a.pdf").parent.parent)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    with pytest.raises(OutputError):
        printing.write_to_open(b"%PDF", "a.pdf")


def test_without_cups_there_are_the_printers_of_qt(program: Program, dressed: object) -> None:
    assert printing.list_printers() == Printers()


def test_printers_are_those_of_cups(program: Program) -> None:
    program("lp", "exit 0")
    program(
        "lpstat",
        'if [ "$1" = -e ]; then echo Opettaja-2; echo Toimisto; '
        "else echo 'system default destination: Toimisto'; fi",
    )

    assert printing.list_printers() == Printers(("Opettaja-2", "Toimisto"), "Toimisto")


def test_without_a_default_printer_none_is_chosen(program: Program) -> None:
    program("lp", "exit 0")
    program("lpstat", '[ "$1" = -e ] && echo Toimisto || echo "no system default destination"')

    assert printing.list_printers() == Printers(("Toimisto",), "")


def job(**changes: object) -> PrintJob:
    fields = {"pdf": b"%PDF-1.7", "printer": "Toimisto", "copies": 20, "paper": Paper.A4}
    return PrintJob(**{**fields, "title": "Kuukausibudjetti", **changes})  # type: ignore[arg-type]  # by name


def test_lp_is_given_the_pdf_and_how_to_print_it(program: Program, tmp_path: Path) -> None:
    program(
        "lp",
        f'for word in "$@"; do printf "%s\\n" "$word"; done > {tmp_path}/words; '
        f'while IFS= read -r line || [ -n "$line" ]; do printf %s "$line"; done > {tmp_path}/pdf',
    )

    printing.send_whole(job(sides=Sides.SHORT_EDGE))

    words = (tmp_path / "words").read_text(encoding="utf-8").split("\n")
    assert words[:6] == ["-d", "Toimisto", "-n", "20", "-t", "Kuukausibudjetti"]
    assert "media=A4" in words
    assert "sides=two-sided-short-edge" in words
    assert (tmp_path / "pdf").read_bytes() == b"%PDF-1.7"


def test_what_lp_says_instead_of_printing_is_kept(program: Program) -> None:
    program("lp", "echo 'lp: The printer does not exist.' >&2; exit 1")

    with pytest.raises(PrinterError) as refused:
        printing.send_whole(job())

    assert refused.value.printer == "Toimisto"
    assert refused.value.reason == "lp: The printer does not exist."


def test_a_vanished_lp_is_told(program: Program) -> None:
    with pytest.raises(PrinterError):
        printing.send_whole(job())
