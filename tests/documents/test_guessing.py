"""A document that was written from nothing of ours is read as what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.office_files import docx_of
from valita_desktop.content import blocks as b
from valita_desktop.content.blocks import plain
from valita_desktop.content.markdown import read as read_markdown
from valita_desktop.content.written import markdown_of
from valita_desktop.documents.reader import read
from valita_desktop.documents.reading import Losses
from valita_desktop.documents.returning import ReturnedText, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document


def text(folder: Path, write: Callable[[Document], object]) -> tuple[str, ReturnedText]:
    file = docx_of(folder / "oma_moniste.docx", write)
    ((lang, found),) = texts_of(read(file), (), file.stem, Losses()).items()
    assert read_markdown(markdown_of(found.document)).mistakes == ()
    return lang, found


def test_parts_title_and_language_are_found(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_heading("Vår budget", 1)
        document.add_heading("För läraren", 2)
        document.add_paragraph("Det här är till dig som undervisar och inte för de studerande.")
        document.add_heading("Uppgift", 2)
        document.add_paragraph("Skriv vad du tänker på.")

    lang, found = text(tmp_path, write)

    assert (lang, found.title) == ("sv", "Vår budget")
    assert [part.role for part in found.document] == ["facilitator", "sheet"]
    sheet = found.document[1].blocks
    headings = [plain(each.text) for each in sheet if isinstance(each, b.Heading)]
    assert headings == ["Vår budget", "Uppgift"]


def test_a_numbered_list_of_bold_titles_is_steps_with_minutes(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        for title, words in (("Alku (5 min).", " Kysy."), ("Työ (20 min).", " Tehkää.")):
            paragraph = document.add_paragraph(style="List Number")
            paragraph.add_run(title).bold = True
            paragraph.add_run(words)

    _lang, found = text(tmp_path, write)

    (steps,) = (each for each in found.document[0].blocks if isinstance(each, b.Steps))
    assert [(each.title, each.minutes) for each in steps.steps] == [("Alku", 5), ("Työ", 20)]
    assert found.title == "oma moniste"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([["Meno", "€"], ["Ruoka", ""], ["", ""]], b.FillTable),
        ([["Sana", "Selitys"], ["Kela", "Eläkelaitos"]], b.Table),
        ([["Mitä huomasit?"], [""]], b.AnswerBox),
        ([["Nimi", ""], ["Luokka", ""]], b.Paragraph),
    ],
)
def test_a_table_is_what_it_is_for(
    tmp_path: Path, cells: list[list[str]], kind: type[b.Block]
) -> None:
    def write(document: Document) -> None:
        table = document.add_table(len(cells), len(cells[0]))
        for row, words in zip(table.rows, cells, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word

    _lang, found = text(tmp_path, write)

    assert {type(each) for each in found.document[0].blocks[1:]} == {kind}


def test_what_would_be_a_mistake_becomes_paragraphs_and_nothing_else_does(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Ennen tätä.")
        document.add_paragraph("Yksinäinen", style="List Number")
        document.add_paragraph("Luettelo", style="List Bullet")

    _lang, found = text(tmp_path, write)

    _title, before, lonely, bullets = found.document[0].blocks
    assert isinstance(before, b.Paragraph)
    assert isinstance(lonely, b.Paragraph)
    assert plain(lonely.text) == "1. Yksinäinen"
    assert isinstance(bullets, b.BulletList)
