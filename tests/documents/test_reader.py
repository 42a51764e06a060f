"""What other people's documents say is read as what it is, and what stays behind is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.documents.office_files import docx_of, numbered, odt_of, raw, with_part
from tests.pictures import photograph
from valita_desktop.content.blocks import Inline, Span
from valita_desktop.documents.elements import (
    BreakElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    PictureElement,
    TableElement,
)
from valita_desktop.documents.reader import read
from valita_desktop.documents.reading import words_of
from valita_desktop.errors import LossCode

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from valita_desktop.documents.elements import DocumentElement


def said(inline: Inline) -> str:
    return words_of(inline)


def shapes(elements: tuple[DocumentElement, ...]) -> list[object]:
    """Elements in few words."""
    told: list[object] = []
    for each in elements:
        match each:
            case HeadingElement():
                told.append((each.level, said(each.text)))
            case ParagraphElement():
                told.append(said(each.text))
            case ListElement():
                told.append((each.kind, each.start, [said(item) for item in each.items]))
            case TableElement():
                rows = (*((each.header,) if each.header else ()), *each.rows)
                told.append([[said(cell) for cell in row] for row in rows])
            case PictureElement():
                told.append(each.alt)
            case BreakElement():
                told.append("—")
    return told


def test_headings_are_known_by_their_style_and_by_their_outline(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_heading("Nimi", 0)
        document.add_heading("Luku", 1)
        own = document.add_paragraph("Oma")
        raw(own, "<w:pPr/>")
        own._p.get_or_add_pPr().append(
            own._p.get_or_add_pPr().makeelement(qn("w:outlineLvl"), {qn("w:val"): "1"})
        )

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [(1, "Nimi"), (1, "Luku"), (2, "Oma")]


def test_lists_keep_their_numbers_over_what_stands_between_them(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("Yksi", style="List Number")
        document.add_paragraph("Kaksi", style="List Number")
        document.add_paragraph("alla", style="List Bullet")
        document.add_paragraph("Kolme", style="List Number")

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [
        ("numbers", 1, ["Yksi", "Kaksi"]), ("bullets", 1, ["alla"]), ("numbers", 3, ["Kolme"]),
    ]  # fmt: skip


_END = b"</w:numbering>"


def numbering(form: str, text: str) -> str:
    return (
        '<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
    )


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("lowerLetter", "%2)", ["a) yksi", "b) kaksi"]),
        ("upperRoman", "%2.", ["I. yksi", "II. kaksi"]),
        ("decimal", "%1.%2", ["1.1 yksi", "1.2 kaksi"]),
    ],
)
def test_items_inside_of_items_keep_the_numbers_that_they_bear(
    tmp_path: Path, form: str, text: str, told: list[str]
) -> None:
    def write(document: Document) -> None:
        numbered(document, 90, 0, "Ensin")
        numbered(document, 90, 1, "yksi")
        numbered(document, 90, 1, "kaksi")
        numbered(document, 90, 0, "Sitten")

    file = docx_of(tmp_path / "a.docx", write)
    with_part(
        file, "word/numbering.xml",
        lambda data: data.replace(_END, numbering(form, text).encode() + _END),
    )  # fmt: skip

    found = read(file)

    assert shapes(found.elements) == [
        ("numbers", 1, ["Ensin"]), ("bullets", 1, told), ("numbers", 2, ["Sitten"]),
    ]  # fmt: skip
    assert found.losses[LossCode.NESTED] == len(told)


def test_typed_bullets_boxes_and_dots_are_what_they_look_like(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        document.add_paragraph("• yksi")
        document.add_paragraph("☐ rasti")
        document.add_paragraph("☒ tehty")
        document.add_paragraph("Nimi ..............")

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [
        ("bullets", 1, ["yksi"]), ("checks", 1, ["rasti", "tehty"]), f"Nimi {'_' * 20}",
    ]  # fmt: skip
    assert found.losses == {LossCode.TICKED: 1}


def test_a_table_in_a_table_leaves_its_words_apart(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        inner = document.add_table(2, 2).cell(1, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "yksi", "kaksi"

    found = read(docx_of(tmp_path / "a.docx", write))

    (rows,) = shapes(found.elements)
    assert rows == [["", ""], ["", "yksi\nkaksi"]]
    assert found.losses[LossCode.TABLES_IN_TABLES] == 1


def test_comments_in_a_part_of_their_own_are_no_fault(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        run = document.add_paragraph("Sanat").add_run(" ja lisää")
        document.add_comment(run, "Huomautus")

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == ["Sanat ja lisää"]
    assert found.losses == {LossCode.COMMENTS: 1}


def test_merged_cells_leave_room_in_a_table(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        table = document.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 0).merge(table.cell(0, 1)).text = "leveä"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "korkea"

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [
        [["leveä", "", "02"], ["10", "11", "korkea"], ["20", "21", ""]]
    ]
    assert found.losses[LossCode.MERGED] == 2


def test_pictures_come_with_what_they_show(tmp_path: Path) -> None:
    (tmp_path / "kuva.jpg").write_bytes(photograph())

    def write(document: Document) -> None:
        shape = document.add_picture(str(tmp_path / "kuva.jpg"))
        shape._inline.docPr.set("descr", "Kaksi tuolia")
        document.add_picture(str(tmp_path / "kuva.jpg"))

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == ["Kaksi tuolia", ""]
    assert [each.data for each in found.elements if isinstance(each, PictureElement)] == [
        photograph()
    ] * 2
    assert found.losses == {LossCode.PICTURES_UNTOLD: 1}


LOST = {
    LossCode.COMMENTS: '<w:r><w:commentReference w:id="1"/></w:r>',
    LossCode.CHANGES: '<w:ins w:id="1" w:author="x"><w:r><w:t>uusi</w:t></w:r></w:ins>',
    LossCode.EQUATIONS: "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>",
    LossCode.HIDDEN: "<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r>",
    LossCode.CHARTS: (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    ),
    LossCode.TEXT_BOXES: (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>laatikko</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    ),
}
KEPT = {LossCode.CHANGES: "uusi", LossCode.EQUATIONS: "a+b", LossCode.TEXT_BOXES: "laatikko"}


FILLED_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
    "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
    "<wps:wsp><wps:spPr><a:blipFill><a:blip r:embed='rId9'/></a:blipFill></wps:spPr>"
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>laatikko</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><v:shape><v:fill r:id='rId9'/><v:textbox><w:txbxContent><w:p><w:r><w:t>laatikko</w:t>"
    "</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_the_words_of_a_text_box_on_a_picture_come_along_once(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        raw(document.add_paragraph("Sanat"), FILLED_BOX)

    found = read(docx_of(tmp_path / "a.docx", write))

    assert " ".join(map(str, shapes(found.elements))).count("laatikko") == 1
    assert found.losses == {LossCode.TEXT_BOXES: 1, LossCode.PICTURES: 1}


RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>yllä</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>alla</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Kaisa</w:t></w:r></w:fldSimple>', "Kaisa"),
        ('<w:bdo w:val="ltr"><w:r><w:t>suunta</w:t></w:r></w:bdo>', "suunta"),
        ('<w:dir w:val="ltr"><w:r><w:t>suunta</w:t></w:r></w:dir>', "suunta"),
        ("<w:r><w:t>rivi</w:t><w:cr/><w:t>toinen</w:t></w:r>", "rivi\ntoinen"),
        ("<w:r><w:t>rivi</w:t><w:ptab/><w:t>oikea</w:t></w:r>", "rivi oikea"),
        (RUBY, "alla (yllä)"),
    ],
)
def test_words_come_along_in_whatever_they_stand(tmp_path: Path, xml: str, words: str) -> None:
    def write(document: Document) -> None:
        raw(document.add_paragraph("Sanat: "), xml)

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [f"Sanat: {words}"]
    assert not found.losses


def test_a_link_in_a_simple_field_is_a_link(tmp_path: Path) -> None:
    instruction = "HYPERLINK &quot;https://example.org/&quot;"

    def write(document: Document) -> None:
        raw(
            document.add_paragraph(),
            f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>sivu</w:t></w:r></w:fldSimple>',
        )

    (paragraph,) = read(docx_of(tmp_path / "a.docx", write)).elements

    assert isinstance(paragraph, ParagraphElement)
    assert paragraph.text == (Span("sivu", href="https://example.org/"),)


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Ks. laki</w:t><w:cr/><w:t>luku 3</w:t></w:r>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilo</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
RELATION = (
    '<Relationship Id="rId77" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/footnotes"/></Relationships>'
)


def test_notes_are_read_as_carefully_as_the_text(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        raw(document.add_paragraph("Sanat"), '<w:r><w:footnoteReference w:id="2"/></w:r>')

    file = docx_of(tmp_path / "a.docx", write)
    with_part(file, "word/footnotes.xml", lambda _: FOOTNOTES.encode())
    with_part(
        file, "word/_rels/document.xml.rels",
        lambda data: data.replace(b"</Relationships>", RELATION.encode()),
    )  # fmt: skip

    found = read(file)

    assert shapes(found.elements) == ["Sanat[1]", "[1] Ks. laki\nluku 3"]
    assert found.losses == {LossCode.NOTES: 1, LossCode.HIDDEN: 1}


def changed(document: Document, words: str, mark: str, kind: str = "") -> None:
    """An item whose end is marked as changed, and its words too, where a kind of change is said."""
    item = document.add_paragraph(style="List Number")
    name = "w:delText" if kind == "del" else "w:t"
    run = f"<w:r><{name}>{words}</{name}></w:r>"
    raw(item, f'<w:{kind} w:id="1" w:author="x">{run}</w:{kind}>' if kind else run)
    if mark:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        item._p.get_or_add_pPr().append(
            parse_xml(f'<w:rPr xmlns:w="{space}"><w:{mark} w:id="2" w:author="x"/></w:rPr>')
        )


@pytest.mark.parametrize(
    ("items", "numbered_so"),
    [
        ([("A", "moveFrom", "moveFrom"), ("B", "", ""), ("A", "moveTo", "moveTo")], ["B", "A"]),
        ([("A", "", ""), ("X", "del", "del"), ("B", "", "")], ["A", "B"]),
        ([("A", "", ""), ("B", "del", ""), ("C", "", "")], ["A", "BC"]),
        ([("A", "", ""), ("B", "moveFrom", ""), ("C", "", "")], ["A", "BC"]),
        ([("A", "", ""), ("B", "del", "")], ["A", "B"]),
    ],
)
def test_steps_are_numbered_as_if_changes_were_accepted(
    tmp_path: Path, items: list[tuple[str, str, str]], numbered_so: list[str]
) -> None:
    def write(document: Document) -> None:
        for each in items:
            changed(document, *each)

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [("numbers", 1, numbered_so)]


@pytest.mark.parametrize("code", LOST)
def test_what_does_not_come_as_it_was_is_told(tmp_path: Path, code: LossCode) -> None:
    def write(document: Document) -> None:
        raw(document.add_paragraph("Sanat"), LOST[code])

    found = read(docx_of(tmp_path / "a.docx", write))

    words = " ".join(str(each) for each in shapes(found.elements))
    assert found.losses == {code: 1}
    assert words.startswith("Sanat")
    assert KEPT.get(code, "Sanat") in words
    assert "piilo" not in words


def test_lines_to_write_on_are_known_however_they_were_drawn(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        led = document.add_paragraph("Nimi: \t")
        led.paragraph_format.tab_stops.add_tab_stop(4_000_000, leader=3)
        under = document.add_paragraph("Luokka: ")
        under.add_run("          ").underline = True

    found = read(docx_of(tmp_path / "a.docx", write))

    assert shapes(found.elements) == [f"Nimi: {'_' * 20}", "Luokka: __________"]


def test_an_odt_is_read_like_a_docx(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="B" style:family="text"><style:text-properties '
        'fo:font-weight="bold"/></style:style><text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
    )
    body = (
        '<text:h text:outline-level="2">Luku</text:h>'
        '<text:p>Sana <text:span text:style-name="B">vahva</text:span>'
        "<office:annotation><text:p>huomautus</text:p></office:annotation></text:p>"
        '<text:list text:style-name="L"><text:list-item><text:p>yksi</text:p></text:list-item>'
        "</text:list><text:p>väli</text:p>"
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
        "<text:p>kaksi</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>leveä</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )

    found = read(odt_of(tmp_path / "a.odt", body, styles))

    assert shapes(found.elements) == [
        (2, "Luku"), "Sana vahva", ("numbers", 1, ["yksi"]), "väli", ("numbers", 2, ["kaksi"]),
        [["leveä", ""], ["a", "b"]],
    ]  # fmt: skip
    paragraph = found.elements[1]
    assert isinstance(paragraph, ParagraphElement)
    assert paragraph.text == (Span("Sana "), Span("vahva", strong=True))
    assert found.losses == {LossCode.COMMENTS: 1, LossCode.MERGED: 1}


def test_a_document_in_the_strict_form_is_read_too(tmp_path: Path) -> None:
    file = docx_of(tmp_path / "a.docx", lambda document: document.add_heading("Luku", 2))
    for part in (
        "word/document.xml",
        "word/styles.xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
    ):
        with_part(file, part, strict)

    assert shapes(read(file).elements) == [(2, "Luku")]


def strict(data: bytes) -> bytes:
    for name in (b"wordprocessingml", b"officeDocument"):
        rest = b"main" if name == b"wordprocessingml" else b"relationships"
        data = data.replace(
            b"http://schemas.openxmlformats.org/" + name + b"/2006/" + rest,
            b"http://purl.oclc.org/ooxml/" + name + b"/" + rest,
        )
    return data
