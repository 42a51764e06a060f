"""Texts of items as DOCX (Office Open XML), by python-docx.

Headings, lists and tables are real: with styles of their own, header rows that repeat,
check boxes that can be ticked. The same drafts give the same bytes.

Source:
    ECMA-376, part 1, 17; the check box is of [MS-DOCX], 2.6.1.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem  # the library has no other name for it
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import SubElement

from valita_desktop.documents.docx_template import (
    CHECK,
    GRID,
    LINK,
    LOCALES,
    cell_style,
    empty,
    style_ids,
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
from valita_desktop.documents.zip_parts import zip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from lxml.etree import _Element

    from valita_desktop.content.blocks import Inline, Span
    from valita_desktop.content.model import Lang

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
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_APART = re.compile(r"([\t\r\n])")
_MARKS = {"\t": "tab", "\r": "br", "\n": "br"}
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def write(drafts: Sequence[Draft]) -> bytes:
    """A document of texts, each from a new page; the first gives it its title and language."""
    return _DocxWriter(drafts[0]).written(drafts)


class _DocxWriter:
    def __init__(self, first: Draft) -> None:
        self._document: Document = empty(first.lang)
        self._body: Any = self._document.element.body
        self._wide = self._document._block_width  # noqa: SLF001 - the library has no name for it
        self._lang: Lang = first.lang
        self._first = first
        self._breaks = False
        self._set_up(first)

    def written(self, drafts: Sequence[Draft]) -> bytes:
        page = self._body.sectPr
        self._body.remove(page)  # it comes last: before it, the library would seek a place for each
        for n, draft in enumerate(drafts):
            self._lang = draft.lang
            self._breaks = n > 0
            for element in plan(draft):
                self._add(element)
        self._body.append(page)
        self._leave_mark(mark_of(drafts))
        return zip_of(_parts(self._document))

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
        about.title, about.language = _property(first.title), LOCALES[first.lang]
        about.author = about.last_modified_by = _property(
            ", ".join(record.authors) or record.publisher
        )
        about.comments, about.revision = "", record.version
        about.created = about.modified = day
        about.keywords = _property(", ".join(first.item.texts[first.lang].keywords))

    # --- what stands in it -------------------------------------------------------------

    def _add(self, element: DocumentElement) -> None:
        match element:
            case HeadingElement():
                self._add_line(f"Heading {element.level}", element.text)
            case ParagraphElement():
                self._add_line(_STYLES[element.role], element.text)
            case ListElement():
                self._add_items(element)
            case TableElement():
                self._add_grid(element)
            case PictureElement():
                self._add_picture(element)
            case BreakElement():
                self._breaks = True

    def _add_line(self, style: str, inline: Inline) -> None:
        self._fill(self._paragraph(style), inline)

    def _add_items(self, items: ListElement) -> None:
        number = self._new_numbering(items.start) if items.kind == "numbers" else 0
        for inline in items.items:
            paragraph = self._paragraph(_LISTS[items.kind])
            if number:
                made = _child(paragraph[0], "numPr")
                _child(made, "ilvl", val="0")
                _child(made, "numId", val=str(number))
            if items.kind == "checks":
                paragraph.append(deepcopy(_check_box()))
                _child(_child(paragraph, "r"), "tab")
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
        if self._breaks:
            self._paragraph(_STYLES[ParagraphRole.BODY])  # no table itself begins a page
        made = CT_Tbl.new_tbl(len(rows), len(rows[0]), self._wide)
        self._body.append(made)
        table = Table(made, self._document._body)  # noqa: SLF001 - the library has no name for it
        table._tbl.tblPr.style = style_ids()[GRID]  # noqa: SLF001 - by name each would be sought anew
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        wide = [str(width.twips) for width in widths]
        for n, (row, cells) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):  # noqa: SLF001 - as above
            header = bool(grid.header) and n == 0
            properties = row.get_or_add_trPr()
            _child(properties, "cantSplit")
            if header:
                _child(properties, "tblHeader")
            elif grid.room:
                _child(properties, "trHeight", val=str(Mm(grid.room).twips))
            for place, (cell, inline) in enumerate(zip(row.tc_lst, cells, strict=True)):
                looks, paragraph = cell
                looks[0].set(_tag("w"), wide[place])
                if header:
                    _child(looks, "shd", val="clear", color="auto", fill="EEEEEE")
                head = header or (grid.heads and place == 0)
                _give_style(paragraph, cell_style(columns.size, head=head))
                self._fill(paragraph, inline)
        _tell_heads(table, grid)
        _child(self._body, "p")

    def _add_picture(self, picture: PictureElement) -> None:
        paragraph = Paragraph(self._paragraph(_STYLES[ParagraphRole.BODY]), self._document._body)  # noqa: SLF001 - as above
        size = (Mm(round(picture.width, 1)), Mm(round(picture.height, 1)))
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.data), *size)
        shape._inline.docPr.set("descr", xml_text(picture.alt))  # noqa: SLF001 - the library has no name for it

    def _paragraph(self, style: str) -> Any:  # noqa: ANN401 - an element of the library's own kinds
        """A new paragraph; where a page ends before it, it starts the next one."""
        paragraph = _child(self._body, "p")
        _give_style(paragraph, style)
        if self._breaks:
            paragraph.get_or_add_pPr().pageBreakBefore_val = True
            self._breaks = False
        return paragraph

    # --- words -------------------------------------------------------------------------

    def _fill(self, paragraph: _Element, inline: Inline) -> None:
        for span in runs(inline):
            run = _child(self._link(paragraph, span) if span.href else paragraph, "r")
            looks = _child(run, "rPr")
            if span.href:
                _child(looks, "rStyle", val=style_ids()[LINK])
            if span.strong:
                _child(looks, "b")
            if span.emphasis:
                _child(looks, "i")
            if self._lang != self._first.lang:
                _child(looks, "lang", val=LOCALES[self._lang])
            _say(run, span.text)

    def _link(self, paragraph: _Element, span: Span) -> _Element:
        target = self._document.part.relate_to(
            span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = _child(paragraph, "hyperlink")
        link.set(qn("r:id"), target)
        return link


def _parts(document: Document) -> dict[str, bytes]:
    """The parts of a document by name, in the order in which the library would write them."""
    package: Any = document.part.package
    for part in package.parts:
        part.before_marshal()
    parts = package.parts
    kinds: Any = _ContentTypesItem
    made = {CONTENT_TYPES_URI: kinds.from_parts(parts).blob, PACKAGE_URI.rels_uri: package.rels.xml}
    for part in parts:
        made[part.partname] = part.blob
        if part.rels:
            made[part.partname.rels_uri] = part.rels.xml
    return {uri.membername: blob for uri, blob in made.items()}


@cache
def _tag(name: str) -> str:
    return qn(f"w:{name}")


def _child(parent: _Element, name: str, **told: str) -> _Element:
    """A new last child: the library would seek the place of each among all that may follow it."""
    return SubElement(parent, _tag(name), {_tag(key): value for key, value in told.items()})


def _say(run: _Element, text: str) -> None:
    """Let a run say something, with its tabs and ends of lines."""
    for words in _APART.split(text):
        if words in _MARKS:
            _child(run, _MARKS[words])
        elif words:
            said = _child(run, "t")
            said.text = words
            if words != words.strip():
                said.set(_SPACE, "preserve")


def _give_style(paragraph: _Element, name: str) -> None:
    """Set the style of a new paragraph by what it is called in the file."""
    if name != _STYLES[ParagraphRole.BODY]:
        _child(_child(paragraph, "pPr"), "pStyle", val=style_ids()[name])


def _tell_heads(table: Table, grid: TableElement) -> None:
    """Tell Word, and whoever reads aloud, which cells name the others."""
    role = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - as above
    if role is not None:
        role.set(qn("w:firstRow"), "1" if grid.header else "0")
        role.set(qn("w:firstColumn"), "1" if grid.heads else "0")
        role.attrib.pop(qn("w:val"), None)


@cache
def _check_box() -> _Element:
    """A box that can be ticked; to be copied."""
    return parse_xml(_CHECK_BOX)


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
