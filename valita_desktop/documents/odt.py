"""Texts of items as ODT (OpenDocument), the four parts of the format written directly.

Every style that is used is named in ``styles.xml``, so that a teacher changes a look in one
place; languages and page breaks are styles derived from those. The same drafts give the
same bytes.

Source:
    OpenDocument 1.3, part 3; the check box is LibreOffice's extension
    ``loext:content-control``, whose words other programs keep.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from valita_desktop.documents.kinds import (
    DocBreak,
    DocHeading,
    DocPicture,
    DocTable,
    Items,
    Para,
    ParagraphRole,
    Thing,
    runs,
)
from valita_desktop.documents.odt_styles import (
    LOCALES,
    NAMESPACES,
    STYLES,
    derived,
    element,
    styles_xml,
    table_styles,
)
from valita_desktop.documents.parcel import parcel
from valita_desktop.documents.plan import Draft, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.blocks import Inline, Span
    from valita_desktop.content.model import Lang

_MIME = "application/vnd.oasis.opendocument.text"
_LISTS = {"bullets": "Bullets", "numbers": "Numbers", "checks": ""}
_WIDEST_MM = 165
_PICTURE_DPI = 150
_CHECK_BOX = (
    '<loext:content-control loext:checkbox="true" loext:checked="false" '
    'loext:checked-state="☒" loext:unchecked-state="☐">☐</loext:content-control><text:tab/>'
)


def write(drafts: Sequence[Draft]) -> bytes:
    """A document of texts, each from a new page; the first gives it its title and language."""
    return _OdtWriter(drafts[0]).written(drafts)


class _OdtWriter:
    def __init__(self, first: Draft) -> None:
        self._first = first
        self._lang: Lang = first.lang
        self._breaks = False
        self._body: list[str] = []
        self._derived: set[tuple[str, Lang | None, bool]] = set()
        self._tables: list[DocTable] = []
        self._pictures: dict[str, tuple[str, bytes]] = {}

    def written(self, drafts: Sequence[Draft]) -> bytes:
        for n, draft in enumerate(drafts):
            self._lang = draft.lang
            self._breaks = n > 0
            for thing in plan(draft):
                self._add(thing)
        parts = {
            "mimetype": _MIME,
            "content.xml": self._content(),
            "styles.xml": styles_xml(self._first.lang),
            "meta.xml": self._meta(),
            "META-INF/manifest.xml": self._manifest(),
        }
        data = {name: words.encode() for name, words in parts.items()}
        return parcel({**data, **{name: data for name, (_, data) in self._pictures.items()}})

    # --- the parts ---------------------------------------------------------------------

    def _content(self) -> str:
        styles = [derived(*each) for each in sorted(self._derived, key=str)]
        styles += [table_styles(n, grid) for n, grid in enumerate(self._tables)]
        return _document(
            "content",
            element("office:automatic-styles", {}, *styles),
            element("office:body", {}, element("office:text", {}, *self._body)),
        )

    def _meta(self) -> str:
        record = self._first.item.record
        text = self._first.item.texts[self._first.lang]
        day = f"{record.updated.isoformat()}T00:00:00"
        facts = {
            "meta:generator": "Valita",
            "dc:title": self._first.title,
            "dc:description": text.summary,
            "dc:creator": record.publisher,
            "dc:language": "-".join(LOCALES[self._first.lang]),
            "meta:creation-date": day,
            "dc:date": day,
        }
        told = [element(tag, {}, _clean(words)) for tag, words in facts.items()]
        return _document("meta", element("office:meta", {}, *told))

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
        return _XML + element("manifest:manifest", attributes, *entries)

    # --- what stands in it -------------------------------------------------------------

    def _add(self, thing: Thing) -> None:
        match thing:
            case DocHeading():
                attributes = {"text:outline-level": str(thing.level)}
                name = self._style(f"Heading_20_{thing.level}")
                attributes["text:style-name"] = name
                self._body.append(element("text:h", attributes, self._words(thing.text)))
            case Para():
                self._body.append(self._paragraph(thing.text, STYLES[thing.look]))
            case Items():
                self._add_items(thing)
            case DocTable():
                self._add_grid(thing)
            case DocPicture():
                self._add_picture(thing)
            case DocBreak():
                self._breaks = True

    def _add_items(self, items: Items) -> None:
        if items.kind == "checks":
            for inline in items.items:
                style = self._style("Check")
                words = _CHECK_BOX + self._words(inline)
                self._body.append(element("text:p", {"text:style-name": style}, words))
            return
        made = [
            element("text:list-item", {}, self._paragraph(inline, "List")) for inline in items.items
        ]
        self._body.append(element("text:list", {"text:style-name": _LISTS[items.kind]}, *made))

    def _add_grid(self, grid: DocTable) -> None:
        name = f"Table{len(self._tables)}"
        self._tables.append(grid)
        made = [
            element("table:table-column", {"table:style-name": f"{name}.{n}"})
            for n in range(len(grid.widths))
        ]
        if grid.header:
            header = self._row(name, grid.header, header=True, heads=True)
            made.append(element("table:table-header-rows", {}, header))
        made += [self._row(name, row, header=False, heads=grid.heads) for row in grid.rows]
        attributes = {"table:name": name, "table:style-name": name}
        self._body.append(element("table:table", attributes, *made))
        self._body.append(self._paragraph((), "Standard"))

    def _row(self, name: str, cells: tuple[Inline, ...], *, header: bool, heads: bool) -> str:
        made = []
        for place, inline in enumerate(cells):
            head = header or (heads and place == 0)
            words = self._paragraph(inline, "Head_20_Cell" if head else "Cell")
            style = "Head.cell" if header else "Body.cell"
            attributes = {"table:style-name": style, "office:value-type": "string"}
            made.append(element("table:table-cell", attributes, words))
        row = {} if header else {"table:style-name": f"{name}.row"}
        return element("table:table-row", row, *made)

    def _add_picture(self, picture: DocPicture) -> None:
        try:
            with Image.open(io.BytesIO(picture.data)) as opened:
                (width, height), kind = opened.size, (opened.format or "").lower()
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
            self._body.append(self._paragraph_of(picture.alt, STYLES[ParagraphRole.BOX]))
            return
        name = f"Pictures/{len(self._pictures) + 1}.{kind}"
        self._pictures[name] = (f"image/{kind}", picture.data)
        wide = min(width * 25.4 / _PICTURE_DPI, _WIDEST_MM)
        link = {"xlink:href": name, "xlink:type": "simple", "xlink:show": "embed"}
        frame = {
            "draw:name": f"Picture {len(self._pictures)}",
            "text:anchor-type": "as-char",
            "svg:width": f"{wide:.1f}mm",
            "svg:height": f"{wide * height / width:.1f}mm",
        }
        alt = element("svg:desc", {}, _clean(picture.alt))
        drawn = element("draw:frame", frame, element("draw:image", link), alt)
        style = {"text:style-name": self._style("Standard")}
        self._body.append(element("text:p", style, drawn))

    # --- words -------------------------------------------------------------------------

    def _paragraph(self, inline: Inline, style: str) -> str:
        return element("text:p", {"text:style-name": self._style(style)}, self._words(inline))

    def _paragraph_of(self, words: str, style: str) -> str:
        return element("text:p", {"text:style-name": self._style(style)}, _clean(words))

    def _style(self, name: str) -> str:
        """A style, or one derived from it in the language of now, on a new page if need be."""
        lang = self._lang if self._lang != self._first.lang else None
        breaks, self._breaks = self._breaks, False
        if lang is None and not breaks:
            return name
        self._derived.add((name, lang, breaks))
        return f"{name}.{lang or ''}{'.new' if breaks else ''}"

    def _words(self, inline: Inline) -> str:
        return "".join(_run(span) for span in runs(inline))


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _document(kind: str, *children: str) -> str:
    attributes = {**NAMESPACES, "office:version": "1.3"}
    return _XML + element(f"office:document-{kind}", attributes, *children)


def _run(span: Span) -> str:
    words = _clean(span.text)
    style = ("Strong" if span.strong else "") + ("Emphasis" if span.emphasis else "")
    if style:
        words = element("text:span", {"text:style-name": style}, words)
    if span.href:
        words = element("text:a", {"xlink:type": "simple", "xlink:href": span.href}, words)
    return words


def _clean(words: str) -> str:
    """Words as XML; spaces beside each other, tabs and new lines as OpenDocument has them."""
    text = escape(words, quote=False)
    text = text.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
    return re.sub("  +", _spaces, text)


def _spaces(found: re.Match[str]) -> str:
    return f' <text:s text:c="{len(found.group()) - 1}"/>'
