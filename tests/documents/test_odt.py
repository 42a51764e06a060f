"""ODT, read back by odfdo and by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from odfdo import Document
from PIL import Image

from tests.content.test_pictures import is_square
from tests.documents.drafts import ITEMS, both, draft, lines, showing
from tests.documents.office import needs_office, words_by_office
from tests.handouts import samples
from tests.pictures import photograph
from valita_desktop.documents import odt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def opened(data: bytes) -> Document:
    return Document(io.BytesIO(data))


def words(document: Document) -> list[str]:
    found = document.body.get_elements("//text:h | //text:p")
    parsed = [ET.fromstring(each.serialize(with_ns=True)) for each in found]  # noqa: S314 - our own
    told = ["".join(_texts(each)) for each in parsed]
    return [" ".join(each.split()) for each in told if each.strip()]


def _texts(element: ET.Element) -> Iterator[str]:
    """The words of a paragraph, without its boxes to tick and what its pictures show."""
    if not element.tag.endswith(("}content-control", "}frame")):
        yield element.text or ""
        if element.tag.endswith(("}s", "}line-break", "}tab")):
            yield " "
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("item_id", ITEMS)
def test_it_says_what_the_text_says(item_id: str) -> None:
    drafts = both(item_id)

    assert words(opened(odt.write(drafts))) == lines(drafts)


@pytest.mark.parametrize("item_id", ["m09", "x-flow"])
def test_the_same_text_gives_the_same_bytes(item_id: str) -> None:
    assert odt.write(both(item_id)) == odt.write(both(item_id))


def test_its_type_stands_first_and_uncompressed() -> None:
    first = zipfile.ZipFile(io.BytesIO(odt.write(both("m09")))).infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_headings_are_headings() -> None:
    document = opened(odt.write([draft(samples.BUDGET, "fi")]))

    headings = document.body.get_elements("//text:h")

    assert [each.get_attribute("text:outline-level") for each in headings][:2] == ["1", "2"]


def test_steps_and_points_are_lists() -> None:
    document = opened(odt.write([draft(samples.BUDGET, "fi")]))

    lists = document.body.get_elements("//text:list")

    assert {each.get_attribute("text:style-name") for each in lists} == {"Bullets", "Numbers"}


def test_tables_have_rows_that_are_headers() -> None:
    document = opened(odt.write([draft(samples.BUDGET, "sv")]))
    tables = document.body.get_elements("//table:table")

    assert tables
    assert all(each.get_element("table:table-header-rows") for each in tables)


def test_boxes_can_be_ticked() -> None:
    data = odt.write([draft(samples.BUDGET, "fi")])

    assert part(data, "content.xml").count('loext:checkbox="true"') == 3


def test_the_document_has_the_title_and_language_of_its_first_text() -> None:
    data = odt.write(both("m09"))
    about = opened(data).meta

    assert (about.title, about.language) == ("Kuukausibudjetti", "fi-FI")
    assert 'fo:language="fi"' in part(data, "styles.xml")


def test_each_text_is_in_its_own_language() -> None:
    document = opened(odt.write(both("m09")))
    styles = {
        each.text_recursive: each.get_attribute("text:style-name")
        for each in document.body.get_elements("//text:h")
    }

    own = document.get_style("paragraph", str(styles["Min månad"]))
    assert own.get_element("style:text-properties").get_attribute("fo:language") == "sv"  # type: ignore[union-attr]
    assert "sv" not in str(styles["Minun kuukauteni"])


def test_pictures_tell_what_they_show() -> None:
    document = opened(odt.write([draft(ITEMS["x-flow"], "fi")]))
    (frame,) = document.body.get_elements("//draw:frame")

    assert frame.get_element("svg:desc").text  # type: ignore[union-attr]


@pytest.mark.parametrize("way", [1, 3, 6, 8])
def test_a_photograph_stands_upright(way: int) -> None:
    data = odt.write([showing(photograph(way))])

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [each for each in archive.namelist() if each.startswith("Pictures/")]
        assert is_square(Image.open(io.BytesIO(archive.read(name))))
    (frame,) = opened(data).body.get_elements("//draw:frame")
    assert frame.get_attribute("svg:width") == "20.3mm"


def test_links_have_a_style_and_borders_are_drawn_once() -> None:
    xml = part(odt.write([draft(ITEMS["x-checklist"], "fi")]), "content.xml")

    assert 'xlink:href="https://www.kela.fi" text:style-name="Internet_20_link"' in xml
    assert xml.count('table:border-model="collapsing"') == xml.count("<table:table ")


def test_words_are_never_markup() -> None:
    import msgspec

    item = samples.PROJECT
    odd = msgspec.structs.replace(item.texts["fi"], title='A & B <text:p x="1">')
    data = odt.write([draft(msgspec.structs.replace(item, texts={"fi": odd}), "fi")])

    assert words(opened(data))[0] == 'A & B <text:p x="1">'


@needs_office
def test_an_office_program_reads_every_line(tmp_path: Path) -> None:
    drafts = both("m09")

    told = words_by_office(tmp_path / "m09.odt", odt.write(drafts))

    assert [line for line in lines(drafts) if line.replace(" ", "") not in told] == []
