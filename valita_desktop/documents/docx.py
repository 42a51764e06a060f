"""Texts of items as DOCX (Office Open XML), by python-docx.

Headings, lists and tables are real: with styles of their own, header rows that repeat,
check boxes that can be ticked. The same drafts give the same bytes.

Source:
    ECMA-376, part 1, 17; the check box is of [MS-DOCX], 2.6.1.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from valita_desktop.documents.docx_template import (
    CHECK,
    GRID,
    LINK,
    cell_style,
    style_ids,
    template,
)
from valita_desktop.documents.elements import (
    MARK,
    ROLE_STYLES,
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    ParagraphRole,
    PictureElement,
    TableElement,
    runs,
    xml_text,
)
from valita_desktop.documents.origin import mark_of
from valita_desktop.documents.plan import Draft, plan
from valita_desktop.documents.zip_parts import parts_of, zip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table

    from valita_desktop.content.blocks import Inline, Span
    from valita_desktop.content.model import Lang

_LOCALES: dict[Lang, str] = {"fi": "fi-FI", "sv": "sv-FI"}
_STYLES = {ParagraphRole.BODY: "Normal", **ROLE_STYLES}
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_MARKED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{mark}</vt:lpwstr></property></Properties>"
)
_LISTS = {"bullets": "List Bullet", "numbers": "List Number", "checks": CHECK}
_WIDEST_MM = 165
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def write(drafts: Sequence[Draft]) -> bytes:
    """A document of texts, each from a new page; the first gives it its title and language."""
    return _DocxWriter(drafts[0]).written(drafts)


class _DocxWriter:
    def __init__(self, first: Draft) -> None:
        self._document: Document = docx.Document(io.BytesIO(template()))
        self._lang: Lang = first.lang
        self._first = first
        self._breaks = False
        self._set_up(first)

    def written(self, drafts: Sequence[Draft]) -> bytes:
        for n, draft in enumerate(drafts):
            self._lang = draft.lang
            self._breaks = n > 0
            for element in plan(draft):
                self._add(element)
        self._leave_mark(mark_of(drafts))
        whole = io.BytesIO()
        self._document.save(whole)
        return zip_of(parts_of(whole.getvalue()))

    def _leave_mark(self, mark: str) -> None:
        """Tell in a property where the document comes from."""
        package: Any = self._document.part.package
        told = _MARKED.format(name=MARK, mark=mark).encode()
        name = PackURI("/docProps/custom.xml")
        package.relate_to(Part(name, _CUSTOM, told, package), RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    # --- the document ------------------------------------------------------------------

    def _set_up(self, first: Draft) -> None:
        record = first.item.record
        day = dt.datetime.combine(record.updated, dt.time(), tzinfo=dt.UTC)
        about = self._document.core_properties
        about.title, about.language = _property(first.title), _LOCALES[first.lang]
        about.author = about.last_modified_by = _property(
            ", ".join(record.authors) or record.publisher
        )
        about.comments, about.revision = "", record.version
        about.created = about.modified = day
        about.keywords = _property(", ".join(first.item.texts[first.lang].keywords))
        defaults = self._document.styles.element.find(qn("w:docDefaults"))
        for found in defaults.iter(qn("w:lang")):
            found.set(qn("w:val"), _LOCALES[first.lang])

    # --- what stands in it -------------------------------------------------------------

    def _add(self, element: DocumentElement) -> None:
        match element:
            case HeadingElement():
                self._fill(self._paragraph(f"Heading {element.level}"), element.text)
            case ParagraphElement():
                self._fill(self._paragraph(_STYLES[element.role]), element.text)
            case ListElement():
                self._add_items(element)
            case TableElement():
                self._add_grid(element)
            case PictureElement():
                self._add_picture(element)
            case BreakElement():
                self._breaks = True

    def _add_items(self, items: ListElement) -> None:
        number = self._new_numbering(items.start) if items.kind == "numbers" else 0
        for inline in items.items:
            paragraph = self._paragraph(_LISTS[items.kind])
            if number:
                made = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no other way
                made.get_or_add_ilvl().val, made.get_or_add_numId().val = 0, number
            if items.kind == "checks":
                paragraph._p.append(parse_xml(_CHECK_BOX))  # noqa: SLF001 - as above
                paragraph.add_run("\t")
            self._fill(paragraph, inline)

    def _new_numbering(self, start: int) -> int:
        """Numbers of a list of their own."""
        numbering: Any = self._document.part.numbering_part.element
        style: Any = self._document.styles["List Number"]
        used = style.element.pPr.numPr.numId.val
        (abstract,) = (n.abstractNumId.val for n in numbering.num_lst if n.numId == used)
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        number: int = made.numId
        return number

    def _add_grid(self, grid: TableElement) -> None:
        rows = (*((grid.header,) if grid.header else ()), *grid.rows)
        columns = grid.columns(_WIDEST_MM)
        widths = [Mm(round(width, 1)) for width in columns.widths]
        table = self._document.add_table(len(rows), len(rows[0]))
        table._tbl.tblPr.style = style_ids()[GRID]  # noqa: SLF001 - by name each would be sought anew
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for n, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            header = bool(grid.header) and n == 0
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
            properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            if header:
                properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            elif grid.room:
                row.height = Mm(grid.room)
            for place, (cell, inline) in enumerate(zip(row._tr.tc_lst, cells, strict=True)):  # noqa: SLF001 - as above
                cell.width = widths[place]
                if header:
                    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEEEEE"/>'
                    cell.get_or_add_tcPr().append(parse_xml(shade))
                head = header or (grid.heads and place == 0)
                paragraph = Paragraph(cell.p_lst[0], table)
                _give_style(paragraph, cell_style(columns.size, head=head))
                self._fill(paragraph, inline)
        _tell_heads(table, grid)
        self._document.add_paragraph()

    def _add_picture(self, picture: PictureElement) -> None:
        paragraph = self._paragraph(_STYLES[ParagraphRole.BODY])
        size = (Mm(round(picture.width, 1)), Mm(round(picture.height, 1)))
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), *size)
        shape._inline.docPr.set("descr", xml_text(picture.alt))  # noqa: SLF001 - the library has no name for it

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph()
        _give_style(paragraph, style)
        self._start(paragraph)
        return paragraph

    def _start(self, paragraph: Paragraph) -> None:
        """Where a page ends before it, let it start the next one."""
        if self._breaks:
            paragraph.paragraph_format.page_break_before = True
            self._breaks = False

    # --- words -------------------------------------------------------------------------

    def _fill(self, paragraph: Paragraph, inline: Inline) -> None:
        for span in runs(inline):
            run = paragraph.add_run(span.text)
            run.bold, run.italic = span.strong or None, span.emphasis or None
            if self._lang != self._first.lang:
                lang = f'<w:lang {nsdecls("w")} w:val="{_LOCALES[self._lang]}"/>'
                run._r.get_or_add_rPr().append(parse_xml(lang))  # noqa: SLF001 - as above
            if span.href:
                self._link(paragraph, run, span)

    def _link(self, paragraph: Paragraph, run: Any, span: Span) -> None:  # noqa: ANN401 - python-docx's run
        target = self._document.part.relate_to(
            span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        run._r.style = style_ids()[LINK]  # noqa: SLF001 - as above
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"/>')
        paragraph._p.append(link)  # noqa: SLF001 - as above
        link.append(run._r)  # noqa: SLF001 - as above


def _give_style(paragraph: Paragraph, name: str) -> None:
    """Set the style by what it is called in the file: the library would seek its name each time."""
    if name != _STYLES[ParagraphRole.BODY]:
        paragraph._p.style = style_ids()[name]  # noqa: SLF001 - as above


def _tell_heads(table: Table, grid: TableElement) -> None:
    """Tell Word, and whoever reads aloud, which cells name the others."""
    role = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - as above
    if role is not None:
        role.set(qn("w:firstRow"), "1" if grid.header else "0")
        role.set(qn("w:firstColumn"), "1" if grid.heads else "0")
        role.attrib.pop(qn("w:val"), None)


_CHECK_BOX = (
    f'<w:sdt {nsdecls("w")} {_W14}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
    '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" '
    'w:eastAsia="MS Gothic"/></w:rPr><w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>'
)


def _property(words: str) -> str:
    """A property of the file: python-docx takes 255 characters and none that XML has not."""
    return xml_text(words)[:255]
