"""Texts of items as ODT (OpenDocument), the four parts of the format written directly.

Every style that is used is named in ``styles.xml``, so that a teacher changes a look in one
place; languages and page breaks are styles derived from those. The same drafts give the
same bytes.

Source:
    OpenDocument 1.3, part 3; the check box is LibreOffice's extension
    ``loext:content-control``, whose words other programs keep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from valita_desktop.documents.elements import (
    MARK,
    BreakElement,
    DocumentElement,
    HeadingElement,
    ListElement,
    ParagraphElement,
    PictureElement,
    TableElement,
    runs,
    xml_text,
)
from valita_desktop.documents.odt_styles import (
    LINK,
    LOCALES,
    STYLES,
    TABLE_MM,
    Node,
    cell_style,
    derived,
    element,
    list_from,
    part_of,
    styles_xml,
    table_styles,
    written,
)
from valita_desktop.documents.origin import mark_of
from valita_desktop.documents.plan import Draft, plan
from valita_desktop.documents.zip_parts import zip_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree import ElementTree as ET

    from valita_desktop.content.blocks import Inline, Span
    from valita_desktop.content.model import Lang

_MIME = "application/vnd.oasis.opendocument.text"
_LISTS = {"bullets": "Bullets", "numbers": "Numbers", "checks": ""}
_RUNS = re.compile(r"(\t|\n|  +)")


def write(drafts: Sequence[Draft]) -> bytes:
    """A document of texts, each from a new page; the first gives it its title and language."""
    return _OdtWriter(drafts[0]).written(drafts)


class _OdtWriter:
    def __init__(self, first: Draft) -> None:
        self._first = first
        self._lang: Lang = first.lang
        self._breaks = False
        self._body: list[ET.Element] = []
        self._derived: set[tuple[str, Lang | None, bool]] = set()
        self._tables: list[TableElement] = []
        self._starts: set[int] = set()
        self._pictures: dict[str, tuple[str, bytes]] = {}

    def written(self, drafts: Sequence[Draft]) -> bytes:
        for n, draft in enumerate(drafts):
            self._lang = draft.lang
            self._breaks = n > 0
            for planned in plan(draft):
                self._add(planned)
        parts = {
            "mimetype": _MIME,
            "content.xml": self._content(),
            "styles.xml": styles_xml(self._first.lang),
            "meta.xml": self._meta(mark_of(drafts)),
            "META-INF/manifest.xml": self._manifest(),
        }
        data = {name: words.encode() for name, words in parts.items()}
        return zip_of({**data, **{name: data for name, (_, data) in self._pictures.items()}})

    # --- the parts ---------------------------------------------------------------------

    def _content(self) -> str:
        styles = [derived(*each) for each in sorted(self._derived, key=str)]
        styles += map(list_from, sorted(self._starts))
        for n, grid in enumerate(self._tables):
            styles += table_styles(n, grid)
        return part_of(
            "content",
            element("office:automatic-styles", {}, *styles),
            element("office:body", {}, element("office:text", {}, *self._body)),
        )

    def _meta(self, mark: str) -> str:
        record = self._first.item.record
        text = self._first.item.texts[self._first.lang]
        day = f"{record.updated.isoformat()}T00:00:00"
        facts = {
            "meta:generator": "Valita",
            "dc:title": self._first.title,
            "dc:description": text.summary,
            "dc:creator": ", ".join(record.authors) or record.publisher,
            "dc:language": "-".join(LOCALES[self._first.lang]),
            "meta:creation-date": day,
            "dc:date": day,
        }
        told = [element(tag, {}, *_nodes(words)) for tag, words in facts.items()]
        told.append(element("meta:user-defined", {"meta:name": MARK}, mark))
        return part_of("meta", element("office:meta", {}, *told))

    def _manifest(self) -> str:
        files = {"/": _MIME} | dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), "text/xml")
        files |= {name: kind for name, (kind, _) in self._pictures.items()}
        entries = [
            element(
                "manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind}
            )
            for name, kind in files.items()
        ]
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        attributes = {"xmlns:manifest": space, "manifest:version": "1.3"}
        return written(element("manifest:manifest", attributes, *entries))

    # --- what stands in it -------------------------------------------------------------

    def _add(self, planned: DocumentElement) -> None:
        match planned:
            case HeadingElement():
                attributes = {"text:outline-level": str(planned.level)}
                name = self._style(f"Heading_20_{planned.level}")
                attributes["text:style-name"] = name
                self._body.append(element("text:h", attributes, *self._words(planned.text)))
            case ParagraphElement():
                self._body.append(self._paragraph(planned.text, STYLES[planned.role]))
            case ListElement():
                self._add_items(planned)
            case TableElement():
                self._add_grid(planned)
            case PictureElement():
                self._add_picture(planned)
            case BreakElement():
                self._breaks = True

    def _add_items(self, items: ListElement) -> None:
        if items.kind == "checks":
            for inline in items.items:
                style = self._style("Valita_20_Check")
                words = (_check_box(), element("text:tab", {}), *self._words(inline))
                self._body.append(element("text:p", {"text:style-name": style}, *words))
            return
        made = [
            element("text:list-item", {}, self._paragraph(inline, "List")) for inline in items.items
        ]
        style = _LISTS[items.kind]
        if items.start != 1:
            made[0].set("text:start-value", str(items.start))
            self._starts.add(items.start)
            style += str(items.start)
        self._body.append(element("text:list", {"text:style-name": style}, *made))

    def _add_grid(self, grid: TableElement) -> None:
        if self._breaks:
            self._body.append(self._paragraph((), "Standard"))  # no table itself begins a page
        name = f"Table{len(self._tables)}"
        self._tables.append(grid)
        made = [
            element("table:table-column", {"table:style-name": f"{name}.{n}"})
            for n in range(len(grid.rows[0]))
        ]
        if grid.header:
            header = self._row(name, grid, grid.header)
            made.append(element("table:table-header-rows", {}, header))
        made += [self._row(name, grid, row) for row in grid.rows]
        attributes = {"table:name": name, "table:style-name": name}
        self._body.append(element("table:table", attributes, *made))
        self._body.append(self._paragraph((), "Standard"))

    def _row(self, name: str, grid: TableElement, cells: tuple[Inline, ...]) -> ET.Element:
        made = []
        header, size = cells is grid.header, grid.columns(TABLE_MM).size
        for place, inline in enumerate(cells):
            head = header or (grid.heads and place == 0)
            words = self._paragraph(inline, cell_style(size, head=head))
            style = "Head.cell" if header else "Body.cell"
            attributes = {"table:style-name": style, "office:value-type": "string"}
            made.append(element("table:table-cell", attributes, words))
        row = {} if header else {"table:style-name": f"{name}.row"}
        return element("table:table-row", row, *made)

    def _add_picture(self, picture: PictureElement) -> None:
        kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
        name = f"Pictures/{len(self._pictures) + 1}.{kind}"
        self._pictures[name] = (f"image/{kind}", picture.data)
        link = {"xlink:href": name, "xlink:type": "simple", "xlink:show": "embed"}
        frame = {
            "draw:name": f"Picture {len(self._pictures)}",
            "text:anchor-type": "as-char",
            "svg:width": f"{picture.width:.1f}mm",
            "svg:height": f"{picture.height:.1f}mm",
        }
        alt = element("svg:desc", {}, *_nodes(picture.alt))
        drawn = element("draw:frame", frame, element("draw:image", link), alt)
        style = {"text:style-name": self._style("Standard")}
        self._body.append(element("text:p", style, drawn))

    # --- words -------------------------------------------------------------------------

    def _paragraph(self, inline: Inline, style: str) -> ET.Element:
        attributes = {"text:style-name": self._style(style)}
        return element("text:p", attributes, *self._words(inline))

    def _style(self, name: str) -> str:
        """A style, or one derived from it in the language of now, on a new page if need be."""
        lang = self._lang if self._lang != self._first.lang else None
        breaks, self._breaks = self._breaks, False
        if lang is None and not breaks:
            return name
        self._derived.add((name, lang, breaks))
        return f"{name}.{lang or ''}{'.new' if breaks else ''}"

    def _words(self, inline: Inline) -> list[Node]:
        return [node for span in runs(inline) for node in _run(span)]


def _check_box() -> ET.Element:
    """A box that can be ticked with a click."""
    attributes = {
        "loext:checkbox": "true",
        "loext:checked": "false",
        "loext:checked-state": "☒",
        "loext:unchecked-state": "☐",
    }
    return element("loext:content-control", attributes, "☐")


def _run(span: Span) -> list[Node]:
    nodes = _nodes(span.text)
    style = ("Strong" if span.strong else "") + ("Emphasis" if span.emphasis else "")
    if style:
        nodes = [element("text:span", {"text:style-name": style}, *nodes)]
    if span.href:
        link = {"xlink:type": "simple", "xlink:href": span.href, "text:style-name": LINK}
        nodes = [element("text:a", link, *nodes)]
    return nodes


def _nodes(words: str) -> list[Node]:
    """Words; spaces beside each other, tabs and new lines as OpenDocument has them."""
    nodes: list[Node] = []
    for part in _RUNS.split(xml_text(words)):
        if part == "\t":
            nodes.append(element("text:tab", {}))
        elif part == "\n":
            nodes.append(element("text:line-break", {}))
        elif part.startswith("  "):
            nodes += [" ", element("text:s", {"text:c": str(len(part) - 1)})]
        elif part:
            nodes.append(part)
    return nodes
