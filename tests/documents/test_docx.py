"""DOCX, read back by python-docx and by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from PIL import Image

from tests.content.test_pictures import is_square
from tests.documents.drafts import ITEMS, both, draft, lines, showing
from tests.documents.office import needs_office, words_by_office
from tests.handouts import samples
from tests.pictures import photograph
from valita_desktop.documents import docx as writer
from valita_desktop.documents.elements import PictureElement
from valita_desktop.documents.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def read(document: Document) -> Iterator[Paragraph]:
    """Every paragraph in order, those of tables too."""
    for element in document.iter_inner_content():
        if isinstance(element, Table):
            for row in element.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield element


def words(document: Document) -> list[str]:
    told = (" ".join(_text(each).split()) for each in read(document))
    return [each for each in told if each]


def _text(paragraph: Paragraph) -> str:
    return paragraph.text.lstrip("\t")


@pytest.mark.parametrize("item_id", ITEMS)
def test_it_says_what_the_text_says(item_id: str) -> None:
    drafts = both(item_id)

    assert words(opened(writer.write(drafts))) == lines(drafts)


@pytest.mark.parametrize("item_id", ["m09", "x-flow"])
def test_the_same_text_gives_the_same_bytes(item_id: str) -> None:
    assert writer.write(both(item_id)) == writer.write(both(item_id))


def test_headings_are_headings() -> None:
    document = opened(writer.write([draft(samples.BUDGET, "fi")]))
    levels = [each.style.name for each in read(document) if each.style.name.startswith("Heading")]  # type: ignore[union-attr]

    assert levels[0] == "Heading 1"
    assert "Heading 2" in levels


def test_steps_are_a_numbered_list_that_begins_from_one() -> None:
    document = opened(writer.write(both("m09")))
    numbered = [each for each in read(document) if each.style.name == "List Number"]  # type: ignore[union-attr]
    used = [each._p.pPr.numPr.numId.val for each in numbered]  # type: ignore[union-attr]

    assert len(numbered) >= 10
    assert len(set(used)) == 2


def test_tables_have_rows_that_are_headers() -> None:
    document = opened(writer.write([draft(samples.BUDGET, "sv")]))

    assert document.tables
    assert all(_is_header(table) for table in document.tables)


def _is_header(table: Any) -> bool:  # noqa: ANN401 - XML inside
    return table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_boxes_can_be_ticked() -> None:
    data = writer.write([draft(samples.BUDGET, "fi")])
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()

    assert xml.count("<w14:checkbox>") == 3


def test_the_document_has_the_title_and_language_of_its_first_text() -> None:
    about = opened(writer.write(both("m09"))).core_properties

    assert (about.title, about.language) == ("Kuukausibudjetti", "fi-FI")


def test_each_text_is_in_its_own_language() -> None:
    document = opened(writer.write(both("m09")))
    langs = {
        run.text: found.get(qn("w:val"))
        for each in read(document)
        for run in each.runs
        if run._r.rPr is not None and (found := run._r.rPr.find(qn("w:lang"))) is not None
    }

    assert langs["Min månad"] == "sv-FI"
    assert "Minun kuukauteni" not in langs


def test_pictures_tell_what_they_show() -> None:
    document = opened(writer.write([draft(ITEMS["x-flow"], "fi")]))
    (shape,) = document.inline_shapes

    assert shape._inline.docPr.get("descr")


def test_links_have_the_style_that_word_knows() -> None:
    document = opened(writer.write([draft(ITEMS["x-checklist"], "fi")]))
    links = [each for paragraph in document.paragraphs for each in paragraph.hyperlinks]

    assert [each.address for each in links] == ["https://www.kela.fi"]
    assert {run.style.name for each in links for run in each.runs} == {"Hyperlink"}


@pytest.mark.parametrize("way", [1, 3, 6, 8])
def test_a_photograph_stands_upright(way: int) -> None:
    (element,) = [
        each for each in plan(showing(photograph(way))) if isinstance(each, PictureElement)
    ]
    data = writer.write([showing(photograph(way))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [each for each in archive.namelist() if each.startswith("word/media/")]
        assert is_square(Image.open(io.BytesIO(archive.read(name))))
    (shape,) = opened(data).inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx((20.3, 10.2), abs=0.1)
    assert element.width == pytest.approx(120 / 150 * 25.4)


def test_nothing_of_the_librarys_template_is_left_to_see() -> None:
    data = writer.write([draft(samples.BUDGET, "fi")])

    assert not [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "thumbnail" in n]


@needs_office
def test_an_office_program_reads_every_line(tmp_path: Path) -> None:
    drafts = both("m09")

    told = words_by_office(tmp_path / "m09.docx", writer.write(drafts))

    assert [line for line in lines(drafts) if line.replace(" ", "") not in told] == []
