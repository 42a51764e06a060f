"""DOCX to paragraphs and tables, by mammoth.

mammoth knows runs, links, fields, revisions, merged cells and the older forms of drawings.
What it does not tell (which number an item bears, what a style is, where a page begins) is read
here before: each paragraph is given a style of its own name, by which it is found again.

Source:
    ECMA-376, part 1, 17.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree
from mammoth import documents as found_by

from valita_desktop.content.blocks import Inline, Span
from valita_desktop.documents.docx_lists import Numbering, Styles, W, value
from valita_desktop.documents.docx_preparing import is_gone, prepare
from valita_desktop.documents.elements import MARK, STYLE_ROLES, ParagraphRole, PictureElement
from valita_desktop.documents.reading import (
    Found,
    ListPlace,
    Losses,
    ReadDocument,
    ReadParagraph,
    ReadTable,
    elements_of,
    grid,
    headed,
    joined,
    linked,
    pictured,
    tidy,
)
from valita_desktop.documents.zip_parts import zip_of
from valita_desktop.errors import DocumentErrorCode, LossCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop.documents.opened import OpenedFile

_HEADING = re.compile(r"(?:heading|otsikko|rubrik) ([1-9])")
_NOTES = ("footnotes", "endnotes")
_TOLD = ("styles", "numbering")
"""Parts of a document besides its words that are looked into."""
_FAULTS = (
    ArithmeticError, AttributeError, ExpatError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What mammoth raises where a document is not as it should be: it has no error of its own."""
_OFF = ("0", "false", "off")
_RAISED = str.maketrans("123", "¹²³")


@dataclass(frozen=True)
class _Known:
    """What is known of a paragraph before its words are read."""

    role: ParagraphRole = ParagraphRole.BODY
    heading: int = 0
    place: ListPlace | None = None
    new_page: bool = False


def read_docx(source: OpenedFile) -> ReadDocument:
    """Read a DOCX.

    Raises:
        DocumentError: It is damaged, or more than a text.
    """
    package = source.xml("_rels/.rels")
    main = next((path for kind, path in _related(package, "") if kind == "officeDocument"), "")
    root = source.xml(main)
    relations = f"{posixpath.dirname(main)}/_rels/{posixpath.basename(main)}.rels"
    if root is None:
        raise source.error(DocumentErrorCode.DAMAGED, main or "_rels/.rels")
    parts = dict(_related(source.xml(relations), posixpath.dirname(main)))
    styles = Styles(source.xml(parts.get("styles", "")))
    numbering = Numbering(source.xml(parts.get("numbering", "")), styles)
    losses: Losses = Counter()
    trees = {main: root}
    for path in (parts[each] for each in _NOTES if each in parts):
        if (notes := source.xml(path)) is not None:
            trees[path] = notes
    for tree in trees.values():
        prepare(tree, losses)
    losses[LossCode.HEADERS] += _said_on_every_page(source)
    known = []
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        gone = is_gone(paragraph)  # it bears no number of its list any more
        known.append(_Known() if gone else _known(paragraph, styles, numbering))
        _name(paragraph, f"valita-{number}")
    trees |= {
        path: found
        for path in (relations, *(parts[each] for each in _TOLD if each in parts))
        if (found := source.xml(path)) is not None
    }
    document = _by_mammoth(source, trees)
    things = _Walk(source, known, losses).things(document)
    title, language, mark = _properties(source)
    return ReadDocument(elements_of(things, losses), title, language, mark, +losses)


def _related(root: etree._Element | None, folder: str) -> Iterator[tuple[str, str]]:
    """The parts that a part refers to, by the last word of their type."""
    for each in () if root is None else root:
        if each.get("TargetMode") != "External":
            target = each.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            yield each.get("Type", "").rpartition("/")[2], posixpath.normpath(whole).lstrip("/")


def _known(paragraph: etree._Element, styles: Styles, numbering: Numbering) -> _Known:
    chain, names = styles.chain(paragraph), styles.names(paragraph)
    role = next(
        (STYLE_ROLES[name] for name in names[:1] if name in STYLE_ROLES), ParagraphRole.BODY
    )
    levels = [found[1] for name in names if (found := _HEADING.fullmatch(name))]
    outline = next((told for each in chain if (told := value(each, "outlineLvl"))), "")
    heading = int(levels[0]) if levels else 1 if "title" in names[:1] else 0
    if not heading and outline.isdigit() and int(outline) < len("heading"):
        heading = int(outline) + 1
    breaks = next(
        (each for one in chain if (each := one.find(f"{W}pageBreakBefore")) is not None), None
    )
    new_page = breaks is not None and breaks.get(f"{W}val") not in _OFF
    own = chain[0] if chain and chain[0].getparent() is paragraph else None
    if role is ParagraphRole.BODY and own is not None and _is_line(paragraph, own):
        role = ParagraphRole.LINE
    return _Known(role, heading, numbering.place(paragraph), new_page)


def _is_line(paragraph: etree._Element, own: etree._Element) -> bool:
    """Whether there is nothing in a paragraph but a line under it, to write on."""
    border = own.find(f"{W}pBdr/{W}bottom")
    return border is not None and next(paragraph.iter(f"{W}t", f"{W}drawing"), None) is None


def _name(paragraph: etree._Element, name: str) -> None:
    """Give a paragraph a style of its own name, and take away what it would be counted by."""
    own = paragraph.find(f"{W}pPr")
    if own is None:
        own = etree.Element(f"{W}pPr")
        paragraph.insert(0, own)
    for each in own.findall(f"{W}pStyle") + own.findall(f"{W}numPr"):
        own.remove(each)
    style = etree.Element(f"{W}pStyle")
    style.set(f"{W}val", name)
    own.insert(0, style)


def _by_mammoth(source: OpenedFile, trees: Mapping[str, etree._Element]) -> found_by.Document:
    """What mammoth finds; of a picture it is given nothing but the name of its part."""
    held = {each: source.data(each) for each in ("[Content_Types].xml", "_rels/.rels")}
    held |= {
        path: etree.tostring(tree, encoding="utf-8", xml_declaration=True)
        for path, tree in trees.items()
    }
    named = (each for each in source.names() if not each.endswith((".xml", ".rels")))
    held |= {name: name.encode() for name in named if name not in held}
    document: list[found_by.Document] = []

    def keep(found: found_by.Document) -> found_by.Document:
        document.append(found)
        return found_by.document([])

    try:
        mammoth.convert_to_html(
            io.BytesIO(zip_of(held)), transform_document=keep, include_embedded_style_map=False
        )
    except _FAULTS as error:
        raise source.error(DocumentErrorCode.DAMAGED, repr(error)) from error
    return document[0]


class _Walk:
    """Goes through what mammoth found."""

    def __init__(self, source: OpenedFile, known: list[_Known], losses: Losses) -> None:
        self._source = source
        self._known = known
        self._losses = losses
        self._notes: list[tuple[str, str]] = []
        self._breaks = False

    def things(self, document: found_by.Document) -> list[ReadParagraph | ReadTable]:
        """Paragraphs and tables, then the notes at the foot of pages."""
        made = list(self._held(document.children))
        for number, (kind, name) in enumerate(self._notes, start=1):
            note = document.notes.find_note(kind, name)
            begun = dropwhile(lambda span: not span.text.strip(), self._words(note.body))
            words = [Span(f"[{number}] "), *begun]
            made.append(ReadParagraph(tidy(words, self._losses)))
        return made

    def _held(self, children: Iterable[Any]) -> Iterator[ReadParagraph | ReadTable]:
        for each in children:
            if isinstance(each, found_by.Paragraph):
                yield self._paragraph(each)
            elif isinstance(each, found_by.Table):
                yield self._table(each)

    def _paragraph(self, found: found_by.Paragraph) -> ReadParagraph:
        number = str(found.style_id or "").removeprefix("valita-")
        known = self._known[int(number)] if number.isdigit() else _Known()
        new_page, self._breaks = known.new_page or self._breaks, False
        pieces = list(self._pieces(found.children, Span("")))
        spans = [each for each in pieces if isinstance(each, Span)]
        pictures = tuple(each for each in pieces if isinstance(each, PictureElement))
        text = tidy(spans, self._losses)
        if self._breaks and not text and not pictures:
            return ReadParagraph(())  # what comes next begins the page
        if known.heading:
            return ReadParagraph(
                headed(text, known.place),
                heading=known.heading,
                new_page=new_page,
                pictures=pictures,
            )
        return ReadParagraph(text, known.role, 0, known.place, new_page, pictures)

    def _words(self, children: Iterable[Any]) -> Iterator[Span]:
        for each in self._pieces(children, Span("")):
            if isinstance(each, Span):
                yield each

    def _pieces(self, children: Iterable[Any], style: Span) -> Iterator[Found]:
        """Spans and pictures in reading order."""
        for each in children:
            match each:
                case found_by.Text():
                    yield Span(each.value, style.strong, style.emphasis)
                case found_by.Run():
                    yield from self._run(each, style)
                case found_by.Hyperlink():
                    yield from linked(
                        list(self._pieces(each.children, style)), each.href or "", self._losses
                    )
                case found_by.Image():
                    yield from self._picture(each)
                case found_by.NoteReference():
                    self._notes.append((each.note_type, each.note_id))
                    yield Span(f"[{len(self._notes)}]")
                case found_by.Break() if each.break_type == "page":
                    self._breaks = True
                case _:
                    yield from self._sign(each, style)

    def _sign(self, found: object, style: Span) -> Iterator[Found]:
        if isinstance(found, found_by.Break):
            yield Span("\n", style.strong, style.emphasis)
        elif isinstance(found, found_by.Tab):
            yield Span("\t", style.strong, style.emphasis)
        elif isinstance(found, found_by.Checkbox):
            yield Span("☒" if found.checked else "☐")
        elif isinstance(found, found_by.Paragraph):  # of a text box in a line
            yield Span("\n")
            yield from self._pieces(found.children, style)

    def _run(self, run: found_by.Run, style: Span) -> Iterator[Found]:
        name = (run.style_name or "").lower()
        strong = style.strong or run.is_bold or name == "strong"
        emphasis = style.emphasis or run.is_italic or name == "emphasis"
        for each in self._pieces(run.children, Span("", strong, emphasis)):
            if isinstance(each, Span) and run.vertical_alignment == "superscript":
                yield Span(each.text.translate(_RAISED), each.strong, each.emphasis, each.href)
            else:
                yield each

    def _picture(self, image: found_by.Image) -> Iterator[PictureElement]:
        try:
            with image.open() as stream:
                part = stream.read().decode()
        except (KeyError, OSError, ValueError):
            self._losses[LossCode.PICTURES] += 1
            return
        yield from pictured(self._source.data(part), image.alt_text or "", self._losses)

    def _table(self, table: found_by.Table) -> ReadTable:
        rows: list[list[tuple[Inline, int]]] = []
        open_cells: dict[int, int] = {}
        pictures: list[PictureElement] = []
        for row in table.children:
            cells: list[tuple[Inline, int]] = []
            column = 0
            for cell in row.children:
                while open_cells.get(column, 0) > 0:
                    open_cells[column] -= 1
                    cells.append(((), 1))
                    column += 1
                things = list(self._held(cell.children))
                cells.append((joined(things, self._losses), cell.colspan))
                pictures += [one for each in things for one in each.pictures]
                self._losses[LossCode.MERGED] += cell.rowspan > 1
                for at in range(column, column + cell.colspan):
                    open_cells[at] = cell.rowspan - 1
                column += cell.colspan
            while open_cells.get(column, 0) > 0:
                open_cells[column] -= 1
                cells.append(((), 1))
                column += 1
            rows.append(cells)
        header = bool(table.children) and table.children[0].is_header
        return ReadTable(grid(rows, self._losses), header, tuple(pictures))


def _said_on_every_page(source: OpenedFile) -> int:
    """How many headers and footers have words in them."""
    names = [
        each for each in source.names() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", each)
    ]
    roots = (source.xml(each) for each in names[:12])
    return sum(
        any((t.text or "").strip(" 0123456789") for t in root.iter(f"{W}t"))
        for root in roots
        if root is not None
    )


def _properties(source: OpenedFile) -> tuple[str, str, str]:
    """Title, language and mark of a document, as far as they are told."""
    core, custom = source.xml("docProps/core.xml"), source.xml("docProps/custom.xml")
    title, language = (
        "" if core is None else (core.findtext(f"{{*}}{name}") or "").strip()
        for name in ("title", "language")
    )
    held = [] if custom is None else custom.findall("{*}property")
    marks = ["".join(each.itertext()) for each in held if each.get("name") == MARK]
    return title, language, (marks or [""])[0].strip()
