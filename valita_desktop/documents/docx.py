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
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from valita_desktop.documents.elements import (
    CELL_SIZES,
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
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph

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
_CHECK = "Valita Check"
_LINK = "Hyperlink"
_LISTS = {"bullets": "List Bullet", "numbers": "List Number", "checks": _CHECK}
_WIDEST_MM = 165
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_BORDERS = (
    "<w:pBdr {ns}><w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/></w:pBdr>"
)
_THIN = 'w:val="single" w:sz="8" w:space="4" w:color="444444"'


def write(drafts: Sequence[Draft]) -> bytes:
    """A document of texts, each from a new page; the first gives it its title and language."""
    return _DocxWriter(drafts[0]).written(drafts)


class _DocxWriter:
    def __init__(self, first: Draft) -> None:
        self._document: Document = docx.Document()
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
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(25), Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
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
        rels = self._document.part.package.rels
        for name in [each for each in rels if rels[each].reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del rels[name]  # a picture of the library's template
        self._set_language(first.lang)
        self._set_styles()

    def _set_language(self, lang: Lang) -> None:
        defaults = self._document.styles.element.find(qn("w:docDefaults"))
        for found in defaults.iter(qn("w:lang")):
            found.set(qn("w:val"), _LOCALES[lang])

    def _set_styles(self) -> None:
        styles = self._document.styles
        normal: Any = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(12)
        normal.paragraph_format.space_after = Pt(6)
        for level, size in ((1, 22), (2, 16), (3, 13)):
            style: Any = styles[f"Heading {level}"]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = None
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        lead = self._style(_STYLES[ParagraphRole.LEAD])
        lead.font.size = Pt(13)
        self._style(_STYLES[ParagraphRole.SMALL]).font.size = Pt(9.5)
        line = self._style(_STYLES[ParagraphRole.LINE])
        line.paragraph_format.space_before = Pt(14)
        bottom = f"<w:pBdr {nsdecls('w')}><w:bottom {_THIN}/><w:between {_THIN}/></w:pBdr>"
        line.element.get_or_add_pPr().append(parse_xml(bottom))
        for role in (ParagraphRole.RESULT, ParagraphRole.BOX_TITLE, ParagraphRole.BOX):
            style = self._style(_STYLES[role])
            frame = _BORDERS.format(ns=nsdecls("w"), line=_THIN)
            style.element.get_or_add_pPr().append(parse_xml(frame))
            style.font.bold = role is not ParagraphRole.BOX or None
        self._style(_STYLES[ParagraphRole.BOX_TITLE]).paragraph_format.keep_with_next = True
        check = self._style(_CHECK)
        check.paragraph_format.left_indent = Mm(8)
        check.paragraph_format.first_line_indent = Mm(-8)
        self._set_link_style()

    def _set_link_style(self) -> None:
        styles: Any = self._document.styles
        link = styles.add_style(_LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x4F, 0xB9), True
        link.unhide_when_used = link.quick_style = True

    def _cell_style(self, size: int, *, head: bool) -> ParagraphStyle:
        """The style of cells of this size; it is made where it is used first."""
        kind = "Valita Head Cell" if head else "Valita Cell"
        style = self._style(kind if size == CELL_SIZES[0] else f"{kind} {size}")
        style.font.size, style.font.bold = Pt(size), head or None
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
        return style

    def _style(self, name: str) -> ParagraphStyle:
        styles = self._document.styles
        if name in styles:
            found: Any = styles[name]
            return found  # type: ignore[no-any-return]  # the library types all styles alike
        made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        return made  # type: ignore[no-any-return]  # as above

    # --- what stands in it -------------------------------------------------------------

    def _add(self, element: DocumentElement) -> None:
        match element:
            case HeadingElement():
                heading = self._document.add_heading(level=element.level)
                self._start(heading)
                self._fill(heading, element.text)
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
        table = self._document.add_table(len(rows), len(rows[0]), style="Table Grid")
        table.autofit = False
        columns = grid.columns(_WIDEST_MM)
        for column, width in zip(table.columns, columns.widths, strict=True):
            column.width = Mm(round(width, 1))
        for n, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            header = bool(grid.header) and n == 0
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
            properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            if header:
                properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            elif grid.room:
                row.height = Mm(grid.room)
            for place, (cell, inline) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = Mm(round(columns.widths[place], 1))
                if header:
                    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEEEEE"/>'
                    cell._tc.get_or_add_tcPr().append(parse_xml(shade))  # noqa: SLF001 - as above
                head = header or (grid.heads and place == 0)
                cell.paragraphs[0].style = self._cell_style(columns.size, head=head)
                self._fill(cell.paragraphs[0], inline)
        _tell_heads(table, grid)
        self._document.add_paragraph()

    def _add_picture(self, picture: PictureElement) -> None:
        paragraph = self._paragraph(_STYLES[ParagraphRole.BODY])
        size = (Mm(round(picture.width, 1)), Mm(round(picture.height, 1)))
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), *size)
        shape._inline.docPr.set("descr", xml_text(picture.alt))  # noqa: SLF001 - the library has no name for it

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
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
        run.style = _LINK
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}"/>')
        paragraph._p.append(link)  # noqa: SLF001 - as above
        link.append(run._r)  # noqa: SLF001 - as above


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
