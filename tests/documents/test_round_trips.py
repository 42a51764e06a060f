"""What other programs make of our documents: nothing that a teacher or a reader needs is lost."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import mammoth
import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx.oxml.ns import qn
from odfdo import Document
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.documents.drafts import ITEMS, both, draft, said
from tests.documents.office import (
    ACCESSIBLE_PDF,
    by_office,
    html_by_pandoc,
    needs_office,
    needs_pandoc,
)
from tests.handouts import referee, samples
from valita_desktop.content.handout import PartChoice, parts_of
from valita_desktop.content.model import LANGS, Kind
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.documents import docx as docx_writer
from valita_desktop.documents import odt as odt_writer
from valita_desktop.documents.elements import (
    HeadingElement,
    ListElement,
    PictureElement,
    TableElement,
    runs,
)
from valita_desktop.documents.plan import Draft, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.blocks import Inline

KIT = Path(__file__).parents[2] / "resources/content"
WRITERS = {"docx": docx_writer.write, "odt": odt_writer.write}
OFFICE_FAULTS = {
    "7.1-3": "LibreOffice 7.4 draws borders of tables and paragraphs outside of its tags",
    "7.18.3-1": "LibreOffice 7.4 gives a page with links no order of tabs",
}
"""Clauses of ISO 14289-1 that a PDF of LibreOffice breaks whatever the document is."""
NO_FACE = {"7.21.4.1-2"}
"""Where no face of the computer has a sign, as on a bare one: LibreOffice draws an empty box."""


@dataclass(frozen=True)
class Facts:
    """What must be left of a document.

    Attributes:
        headings: Level and words of each.
        lists: How many items each numbered list has.
        headers: The cells of each row of column titles.
        links: Where links lead.
        alts: What pictures show.
    """

    headings: list[tuple[int, str]]
    lists: list[int]
    headers: list[list[str]]
    links: list[str]
    alts: list[str]


def facts(drafts: tuple[Draft, ...]) -> Facts:
    elements = [each for one in drafts for each in plan(one)]
    tables = [each for each in elements if isinstance(each, TableElement)]
    return Facts(
        [(e.level, said(e.text)) for e in elements if isinstance(e, HeadingElement)],
        [len(e.items) for e in elements if isinstance(e, ListElement) and e.kind == "numbers"],
        [list(map(said, table.header)) for table in tables if table.header],
        [
            span.href.rstrip("/")
            for element in elements
            for inline in inlines(element)
            for span in runs(inline)
            if span.href
        ],
        [each.alt for each in elements if isinstance(each, PictureElement)],
    )


def inlines(element: object) -> Iterator[Inline]:
    if isinstance(element, ListElement):
        yield from element.items
    elif isinstance(element, TableElement):
        yield from (*element.header, *(cell for row in element.rows for cell in row))
    elif hasattr(element, "text"):
        yield element.text


def facts_of_html(html: str) -> Facts:
    soup = BeautifulSoup(html, "html.parser")
    return Facts(
        [(int(e.name[1]), plain(e.get_text())) for e in soup.find_all(re.compile("h[1-3]"))],
        [len(each.find_all("li", recursive=False)) for each in soup.find_all("ol")],
        [
            [plain(cell.get_text()) for cell in row.find_all(["th", "td"])]
            for row in soup.select("thead tr")
        ],
        [str(each["href"]).rstrip("/") for each in soup.select("a[href^=http], a[href^=mailto]")],
        [str(each["alt"]) for each in soup.select("img[alt]")],
    )


def plain(words: str) -> str:
    return " ".join(words.split())


# --- LibreOffice -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every sample as LibreOffice saves it in the other format."""
    made: dict[str, bytes] = {}
    for kind, other in (("docx", "odt"), ("odt", "docx")):
        files = {f"{item}.{kind}": WRITERS[kind](both(item)) for item in ITEMS}
        made |= by_office(tmp_path_factory.mktemp(kind), files, other)
    return made


@needs_office
@pytest.mark.parametrize("item_id", ITEMS)
def test_libreoffice_keeps_what_a_docx_is(item_id: str, swapped: dict[str, bytes]) -> None:
    body = Document(io.BytesIO(swapped[f"{item_id}.docx"])).body
    wanted = facts(both(item_id))

    headings = [
        (int(str(each.get_attribute("text:outline-level"))), plain(each.text_recursive))
        for each in body.get_elements("//text:h")
    ]
    rows = body.get_elements("//table:table-header-rows")
    found = [
        [plain(c.text_recursive) for c in row.get_elements(".//table:table-cell")] for row in rows
    ]
    links = [
        str(each.get_attribute("xlink:href")).rstrip("/") for each in body.get_elements("//text:a")
    ]
    alts = [plain(each.text_recursive) for each in body.get_elements("//svg:desc")]
    assert (headings, found) == (wanted.headings, wanted.headers)
    assert (links, alts) == (wanted.links, wanted.alts)


@needs_office
@pytest.mark.parametrize("item_id", ITEMS)
def test_libreoffice_keeps_what_an_odt_is(item_id: str, swapped: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(swapped[f"{item_id}.odt"]))
    wanted = facts(both(item_id))

    headings = [
        (int(each.style.name[-1]), plain(each.text))  # type: ignore[union-attr]  # it has one
        for each in document.paragraphs
        if each.style.name.startswith("Heading")  # type: ignore[union-attr]  # as above
    ]
    headers = [
        [plain(cell.text) for cell in table.rows[0].cells]
        for table in document.tables
        if table.rows[0]._tr.trPr is not None
        and table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    links = [
        str(rel.target_ref).rstrip("/")
        for rel in document.part.rels.values()
        if rel.reltype.endswith("/hyperlink")
    ]
    assert (headings, headers) == (wanted.headings, wanted.headers)
    assert (sorted(links), alts) == (sorted(wanted.links), wanted.alts)


@needs_office
def test_libreoffice_keeps_the_language_of_each_text(swapped: dict[str, bytes]) -> None:
    import zipfile

    for kind, part in (("docx", "content.xml"), ("odt", "word/document.xml")):
        with zipfile.ZipFile(io.BytesIO(swapped[f"m09.{kind}"])) as archive:
            told = archive.read(part).decode()
        assert 'fo:language="sv"' in told or 'w:val="sv-FI"' in told


# --- the PDF of LibreOffice ------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every sample, and the kit's own week, as accessible PDF by LibreOffice."""
    files = {
        f"{item}.{kind}": write(both(item)) for item in ITEMS for kind, write in WRITERS.items()
    }
    for kind, write in WRITERS.items():
        for lang in LANGS:
            files[f"m05-{lang}.{kind}"] = write((of_the_kit("m05", lang),))
    return by_office(tmp_path_factory.mktemp("pdf"), files, ACCESSIBLE_PDF)


def of_the_kit(item_id: str, lang: str) -> Draft:
    (folder,) = KIT.glob(f"*/{item_id}-*")
    item = load_item(folder).item
    return Draft(item, lang, parts_of(item, lang, PartChoice.ALL))  # type: ignore[arg-type]  # one of LANGS


def printed_words(data: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(data)
    pages = (document[n].get_textpage().get_text_range() for n in range(len(document)))
    text = " ".join(pages)
    return set(re.split(r"[\s/–-]+", text.replace("\ufffe", "-")))


@needs_office
@pytest.mark.parametrize("kind", WRITERS)
def test_no_word_of_a_table_is_broken(kind: str, printed: dict[str, bytes]) -> None:
    drafts = {item: both(item) for item in ITEMS}
    drafts |= {f"m05-{lang}": (of_the_kit("m05", lang),) for lang in LANGS}
    broken = []
    for name, texts in drafts.items():
        there = printed_words(printed[f"{name}.{kind}"])
        for table in (e for one in texts for e in plan(one) if isinstance(e, TableElement)):
            words = (word for cell in inlines(table) for word in re.split(r"[\s/–-]+", said(cell)))
            spelt = [word for word in words if any(map(str.isalnum, word)) and "__" not in word]
            broken += [(name, word) for word in spelt if word not in there]
    assert broken == []


@needs_office
@pytest.mark.parametrize("kind", WRITERS)
def test_links_can_be_followed_in_the_pdf(kind: str, printed: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(printed[f"x-checklist.{kind}"])) as document:
        found = {
            str(each.A.URI).rstrip("/")
            for page in document.pages
            for each in page.get("/Annots", [])
            if each.get("/Subtype") == "/Link"
        }
    assert found == set(facts(both("x-checklist")).links)
    assert found


@needs_office
def test_the_pdf_is_pdf_ua_but_for_what_libreoffice_does_itself(printed: dict[str, bytes]) -> None:
    why = referee.missing()
    if why:
        pytest.skip(why)

    verdicts = referee.verdicts(printed)

    broken = {name: set(re.findall(r"[\d.]+-\d+(?==)", each)) for name, each in verdicts.items()}
    ours = {
        name: each - OFFICE_FAULTS.keys() - (NO_FACE if name.startswith("x-signs.") else set())
        for name, each in broken.items()
    }
    assert {name: each for name, each in ours.items() if each} == {}
    assert verdicts.keys() == printed.keys()


# --- pandoc and mammoth ----------------------------------------------------------------------


@needs_pandoc
@pytest.mark.parametrize("item_id", ITEMS)
def test_pandoc_reads_what_a_docx_is(item_id: str) -> None:
    found = facts_of_html(html_by_pandoc("docx", docx_writer.write(both(item_id))))

    assert found == facts(both(item_id))


@needs_pandoc
@pytest.mark.parametrize("item_id", ITEMS)
def test_pandoc_reads_what_an_odt_is(item_id: str) -> None:
    """But for column titles, alternative texts and boxes to tick.

    Those pandoc 2.17 loses in files that LibreOffice itself has written, too.
    """
    found = facts_of_html(html_by_pandoc("odt", odt_writer.write(both(item_id))))
    wanted = facts(both(item_id))

    assert (found.headings, found.lists) == (wanted.headings, wanted.lists)
    assert found.links == wanted.links


@needs_pandoc
@pytest.mark.parametrize("kind", WRITERS)
def test_a_list_that_goes_on_begins_at_its_number(kind: str) -> None:
    text = "1. a\n2. b\n\nVäli.\n\n3. c\n4. d\n\nVäli.\n\n5. e\n\n## Toinen\n\n1. f\n2. g\n"
    page = draft(samples.item("m99", {"fi": ("Koe", text)}), "fi")

    lists = BeautifulSoup(html_by_pandoc(kind, WRITERS[kind]([page])), "html.parser").find_all("ol")

    assert [str(each.get("start", "1")) for each in lists] == ["1", "3", "5", "1"]


@pytest.mark.parametrize("item_id", ITEMS)
def test_mammoth_reads_what_a_docx_is(item_id: str) -> None:
    data = io.BytesIO(docx_writer.write(both(item_id)))

    assert facts_of_html(mammoth.convert_to_html(data).value) == facts(both(item_id))


# --- every table of the kit ------------------------------------------------------------------


def test_every_word_of_every_table_of_the_kit_fits_its_column() -> None:
    tables = [
        (draft_of.item.id, each)
        for draft_of in _every_draft()
        for each in plan(draft_of)
        if isinstance(each, TableElement)
    ]
    tight = []
    for item_id, table in tables:
        columns = table.columns(165)
        for row in (*([table.header] if table.header else []), *table.rows):
            for width, cell in zip(columns.widths, row, strict=True):
                for word in re.split(r"[\s/–-]|_{2,}", said(cell)):
                    needed = stringWidth(word, "Helvetica-Bold", columns.size) / 72 * 25.4 + 4.2
                    tight += [(item_id, word)] if needed > width else []
        assert sum(columns.widths) == pytest.approx(165)
    assert tight == []
    assert len(tables) > 100


def _every_draft() -> Iterator[Draft]:
    for item in ITEMS.values():
        yield from (draft(item, lang) for lang in LANGS)
    for folder in item_folders(KIT):
        item = load_item(folder).item
        if item.record.kind in (Kind.MATERIAL, Kind.PRACTICE):
            for lang in LANGS:
                yield Draft(item, lang, parts_of(item, lang, PartChoice.ALL))
