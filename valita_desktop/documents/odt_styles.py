"""How an ODT looks: its named styles, its page, and the styles derived from them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from valita_desktop.documents.elements import CELL_SIZES, ROLE_STYLES, ParagraphRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.content.model import Lang
    from valita_desktop.documents.elements import TableElement

LOCALES: dict[Lang, tuple[str, str]] = {"fi": ("fi", "FI"), "sv": ("sv", "FI")}
STYLES = {
    ParagraphRole.BODY: "Standard",
    **{role: name.replace(" ", "_20_") for role, name in ROLE_STYLES.items()},
}
NAMESPACES = {
    f"xmlns:{prefix}": space
    for prefix, space in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    }.items()
}

_FRAME = "0.7pt solid #444444"
TABLE_MM = 165.0
LINK = "Internet_20_link"
_PARAGRAPHS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "Valita_20_Lead": ("Standard", {}, {"fo:font-size": "13pt"}),
    "Valita_20_Small": ("Standard", {"fo:margin-top": "4mm"}, {"fo:font-size": "9.5pt"}),
    "Valita_20_Line": (
        "Standard",
        {
            "fo:margin-top": "7mm",
            "fo:margin-bottom": "0mm",
            "fo:border-bottom": _FRAME,
            "style:join-border": "false",
        },
        {},
    ),
    "Valita_20_Box": ("Standard", {"fo:border": _FRAME, "fo:padding": "2mm"}, {}),
    "Valita_20_Box_20_Title": (
        "Valita_20_Box",
        {"fo:keep-with-next": "always"},
        {"fo:font-weight": "bold"},
    ),
    "Valita_20_Result": ("Valita_20_Box", {}, {"fo:font-weight": "bold"}),
    "Valita_20_Cut": (
        "Standard",
        {
            "fo:margin-top": "8mm",
            "fo:padding-top": "1mm",
            "fo:border-top": "0.7pt dashed #444444",
            "fo:keep-with-next": "always",
        },
        {"fo:font-size": "9.5pt"},
    ),
    "List": ("Standard", {"fo:margin-bottom": "1mm"}, {}),
    "Valita_20_Check": ("Standard", {"fo:margin-left": "8mm", "fo:text-indent": "-8mm"}, {}),
    "Cell": ("Standard", {"fo:margin-bottom": "0mm"}, {}),
    "Head_20_Cell": ("Cell", {}, {"fo:font-weight": "bold"}),
}
_HEADINGS = {1: "22pt", 2: "16pt", 3: "13pt"}


Node = ET.Element | str
"""What an element holds: another, or words."""


def element(tag: str, attributes: Mapping[str, str], *children: Node) -> ET.Element:
    """An element of XML.

    Args:
        tag: Its name with the prefix of `NAMESPACES`, which the root declares. Names stay as they
            are written here: registering prefixes with the library would hold for the process.
        attributes: Named in the same way.
        children: What it holds, in order.
    """
    made = ET.Element(tag, dict(attributes))
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def part_of(kind: str, *children: Node) -> str:
    """A part of a document as XML: its root ``office:document-KIND`` and all in it."""
    attributes = {**NAMESPACES, "office:version": "1.3"}
    return written(element(f"office:document-{kind}", attributes, *children))


def written(root: ET.Element) -> str:
    """An element as a file of XML."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def styles_xml(lang: Lang) -> str:
    """The part ``styles.xml`` of a document in this language."""
    named = [_default(lang), _style("Standard", {"fo:margin-bottom": "2mm"})]
    for level, size in _HEADINGS.items():
        letters = {"fo:font-size": size, "fo:font-weight": "bold"}
        above = {"fo:margin-top": "5mm", "fo:margin-bottom": "2mm", "fo:keep-with-next": "always"}
        outline = {"style:default-outline-level": str(level), "style:class": "text"}
        name = f"Heading_20_{level}"
        named.append(
            _style(name, above, letters, {"style:parent-style-name": "Standard", **outline})
        )
    for name, (parent, room, letters) in _PARAGRAPHS.items():
        named.append(_style(name, room, letters, {"style:parent-style-name": parent}))
    named += [_small_cell(pt, head=head) for head in (False, True) for pt in CELL_SIZES[1:]]
    named += [_text("Strong", bold=True), _text("Emphasis", italic=True)]
    named.append(_link())
    named.append(_text("StrongEmphasis", bold=True, italic=True))
    named += [_list("Bullets"), _list("Numbers")]
    page = {
        "fo:page-width": "210mm",
        "fo:page-height": "297mm",
        "fo:margin": "20mm",
        "fo:margin-left": "25mm",
    }
    layout = element(
        "style:page-layout",
        {"style:name": "A4"},
        element("style:page-layout-properties", page),
    )
    master = {"style:name": "Standard", "style:page-layout-name": "A4"}
    return part_of(
        "styles",
        element("office:styles", {}, *named),
        element("office:automatic-styles", {}, layout),
        element("office:master-styles", {}, element("style:master-page", master)),
    )


def derived(name: str, lang: Lang | None, breaks: bool) -> ET.Element:  # noqa: FBT001 - a part of its key
    """A style like another, in a language of its own or from a new page.

    Args:
        name: The style that it is like, as a name of XML (``Head_20_Cell``).
        lang: Its language; ``None`` is that of the document.
        breaks: Whatever has it begins a new page.

    Returns:
        The style, called ``NAME.LANG`` with ``.new`` where it breaks, as `odt` refers to it.
    """
    attributes = {"style:parent-style-name": name}
    room = {"fo:break-before": "page"} if breaks else {}
    letters = _language(lang) if lang else {}
    return _style(f"{name}.{lang or ''}{'.new' if breaks else ''}", room, letters, attributes)


def cell_style(size: int, *, head: bool) -> str:
    """Name of the style of a cell with letters of this size in pt."""
    name = "Head_20_Cell" if head else "Cell"
    return name if size == CELL_SIZES[0] else f"{name}_20_{size}"


def table_styles(number: int, grid: TableElement) -> list[ET.Element]:
    """The styles of the ``number``-th table: its columns and rows; cells with the first."""
    name = f"Table{number}"
    whole = {
        "style:width": f"{TABLE_MM}mm",
        "table:align": "left",
        "table:border-model": "collapsing",
        "fo:margin-bottom": "3mm",
    }
    made = [_family("table", name, whole)]
    for n, width in enumerate(grid.columns(TABLE_MM).widths):
        made.append(
            _family("table-column", f"{name}.{n}", {"style:column-width": f"{width:.1f}mm"})
        )
    row = {"fo:keep-together": "always"}
    if grid.room:
        row["style:min-row-height"] = f"{grid.room}mm"
    made.append(_family("table-row", f"{name}.row", row))
    if number == 0:
        cell = {"fo:border": _FRAME, "fo:padding": "1.2mm"}
        made.append(_family("table-cell", "Body.cell", cell))
        made.append(_family("table-cell", "Head.cell", {**cell, "fo:background-color": "#eeeeee"}))
    return made


def _default(lang: Lang) -> ET.Element:
    letters = {"style:font-name": "Arial", "fo:font-family": "Arial", "fo:font-size": "12pt"}
    return element(
        "style:default-style",
        {"style:family": "paragraph"},
        element("style:text-properties", {**letters, **_language(lang)}),
    )


def _language(lang: Lang) -> dict[str, str]:
    language, country = LOCALES[lang]
    return {"fo:language": language, "fo:country": country}


def _style(
    name: str,
    room: dict[str, str],
    letters: dict[str, str] | None = None,
    attributes: dict[str, str] | None = None,
) -> ET.Element:
    shown = {"style:display-name": name.replace("_20_", " ")} if "_20_" in name else {}
    children = [element("style:paragraph-properties", room)] if room else []
    children += [element("style:text-properties", letters)] if letters else []
    told = {"style:name": name, **shown, "style:family": "paragraph", **(attributes or {})}
    return element("style:style", told, *children)


def _family(family: str, name: str, properties: dict[str, str]) -> ET.Element:
    inside = element(f"style:{family}-properties", properties)
    return element("style:style", {"style:name": name, "style:family": family}, inside)


def _text(name: str, *, bold: bool = False, italic: bool = False) -> ET.Element:
    letters = {"fo:font-weight": "bold"} if bold else {}
    letters |= {"fo:font-style": "italic"} if italic else {}
    attributes = {"style:name": name, "style:family": "text"}
    return element("style:style", attributes, element("style:text-properties", letters))


def _small_cell(size: int, *, head: bool) -> ET.Element:
    parent = {"style:parent-style-name": cell_style(CELL_SIZES[0], head=head)}
    return _style(cell_style(size, head=head), {}, {"fo:font-size": f"{size}pt"}, parent)


def _link() -> ET.Element:
    letters = {
        "fo:color": "#054fb9",
        "style:text-underline-style": "solid",
        "style:text-underline-width": "auto",
        "style:text-underline-color": "font-color",
    }
    named = {"style:name": LINK, "style:display-name": "Internet link", "style:family": "text"}
    return element("style:style", named, element("style:text-properties", letters))


def list_from(start: int) -> ET.Element:
    """Numbers that go on at `start`: programs read it from the list's style or from its item."""
    return _list(f"Numbers{start}", start)


def _list(name: str, start: int = 1) -> ET.Element:
    label = {
        "text:label-followed-by": "listtab",
        "text:list-tab-stop-position": "8mm",
        "fo:text-indent": "-8mm",
        "fo:margin-left": "8mm",
    }
    room = element(
        "style:list-level-properties",
        {"text:list-level-position-and-space-mode": "label-alignment"},
        element("style:list-level-label-alignment", label),
    )
    if name.startswith("Numbers"):
        number = {"text:level": "1", "style:num-suffix": ".", "style:num-format": "1"}
        number |= {"text:start-value": str(start)} if start != 1 else {}
        level = element("text:list-level-style-number", number, room)
    else:
        bullet = {"text:level": "1", "text:bullet-char": "•"}
        level = element("text:list-level-style-bullet", bullet, room)
    return element("text:list-style", {"style:name": name}, level)
