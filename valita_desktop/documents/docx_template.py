"""The empty DOCX that every document begins from: its page, and all its styles.

It is put together once a process and language; a document takes a copy of what it changes, and
makes no style of its own.

Source:
    ECMA-376, part 1, 17.7.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from valita_desktop.documents.elements import CELL_SIZES, ROLE_STYLES, ParagraphRole

if TYPE_CHECKING:
    from docx.document import Document

    from valita_desktop.content.model import Lang

CHECK, LINK, GRID = "Valita Check", "Hyperlink", "Table Grid"
_BORDERS = (
    "<w:pBdr {ns}><w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/></w:pBdr>"
)
_THIN = 'w:val="single" w:sz="8" w:space="4" w:color="444444"'
_DASHED = 'w:val="dashed" w:sz="8" w:space="4" w:color="444444"'
LOCALES: dict[Lang, str] = {"fi": "fi-FI", "sv": "sv-FI"}
_CHANGED = ("/docProps/core.xml", "/word/document.xml", "/word/numbering.xml")
"""Parts in which documents of a language differ."""
_UNUSED = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""Of the library's own template: a picture, and its styles once more for Word 2010."""


def cell_style(size: int, *, head: bool) -> str:
    """What the style of a cell is called.

    Args:
        size: Of its letters in pt, one of `CELL_SIZES`.
        head: It names the others of its row or column.
    """
    kind = "Valita Head Cell" if head else "Valita Cell"
    return kind if size == CELL_SIZES[0] else f"{kind} {size}"


def empty(lang: Lang) -> Document:
    """A new empty document with all styles; what no document changes is the same in all.

    Args:
        lang: The language of its words.
    """
    document = _template(lang)
    package: Any = document.part.package
    shared = {id(part): part for part in package.parts if part.partname not in _CHANGED}
    return deepcopy(document, shared)


@cache
def style_ids() -> dict[str, str]:
    """What each style of the template is called in the file, by its name."""
    return {str(style.name): style.style_id for style in _template("fi").styles}


@cache
def _template(lang: Lang) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _lighten(document)
    _set_letters(document)
    _add_styles(document)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:lang")):
        found.set(qn("w:val"), LOCALES[lang])
    return document


def _lighten(document: Document) -> None:
    """Take away nine tenths of the library's template: what nothing here uses."""
    part: Any = document.part
    for rels in (part.rels, part.package.rels):
        for name in [each for each in rels if rels[each].reltype in _UNUSED]:
            del rels[name]
    for style in [each for each in document.styles if each.type is WD_STYLE_TYPE.TABLE]:
        if style.name not in (GRID, "Normal Table"):
            style.delete()


def _set_letters(document: Document) -> None:
    styles = document.styles
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


def _add_styles(document: Document) -> None:
    made = {role: _added(document, name) for role, name in ROLE_STYLES.items()}
    made[ParagraphRole.LEAD].font.size = Pt(13)
    made[ParagraphRole.SMALL].font.size = Pt(9.5)
    line = made[ParagraphRole.LINE]
    line.paragraph_format.space_before = Pt(14)
    bottom = f"<w:pBdr {nsdecls('w')}><w:bottom {_THIN}/><w:between {_THIN}/></w:pBdr>"
    line.element.get_or_add_pPr().append(parse_xml(bottom))
    for role in (ParagraphRole.RESULT, ParagraphRole.BOX_TITLE, ParagraphRole.BOX):
        frame = _BORDERS.format(ns=nsdecls("w"), line=_THIN)
        made[role].element.get_or_add_pPr().append(parse_xml(frame))
        made[role].font.bold = role is not ParagraphRole.BOX or None
    made[ParagraphRole.BOX_TITLE].paragraph_format.keep_with_next = True
    cut = made[ParagraphRole.CUT]
    cut.font.size, cut.paragraph_format.keep_with_next = Pt(9.5), True
    cut.paragraph_format.space_before = Pt(18)
    above = f"<w:pBdr {nsdecls('w')}><w:top {_DASHED}/></w:pBdr>"
    cut.element.get_or_add_pPr().append(parse_xml(above))
    check = _added(document, CHECK)
    check.paragraph_format.left_indent = Mm(8)
    check.paragraph_format.first_line_indent = Mm(-8)
    for size in CELL_SIZES:
        for head in (False, True):
            cell = _added(document, cell_style(size, head=head))
            cell.font.size, cell.font.bold = Pt(size), head or None
            cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(2)
    styles: Any = document.styles
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x4F, 0xB9), True
    link.unhide_when_used = link.quick_style = True


def _added(document: Document, name: str) -> Any:  # noqa: ANN401 - the library types all styles alike
    styles = document.styles
    made: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles["Normal"]
    return made
