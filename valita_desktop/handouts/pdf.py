"""`render`: from a handout to the bytes of a PDF.

A pure function: it reads nothing but its argument and the shipped fonts, and equal
handouts give equal bytes. The trip: handout → parts of items → sections (boxes on pages) →
`Canvas` (drawing and structure), through `imposition` where pages share a side of paper.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content.handout import MAX_PIECES, why_not
from valita_desktop.content.layouts import LAYOUTS, Layout, Sides
from valita_desktop.content.web import code_address
from valita_desktop.errors import LayoutErrorCode, LayoutUnavailableError
from valita_desktop.handouts.blocks import BUILDERS
from valita_desktop.handouts.blocks.context import RenderContext
from valita_desktop.handouts.layouts import PAPER_LAYOUTS, style_for
from valita_desktop.handouts.pdfwriter.canvas import Canvas, Duplex
from valita_desktop.handouts.pdfwriter.pdf_file import count_pages
from valita_desktop.handouts.sections import note_page, packet_cover
from valita_desktop.handouts.sections.imposition import PageRun, beginnings
from valita_desktop.handouts.sections.section import EmptySide
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.content.model import Lang
    from valita_desktop.handouts.sections.imposition import Side
    from valita_desktop.handouts.sections.section import Section

Sheet = tuple["Section", int, str]
"""A page to draw: its section, its index there, and the number printed on it."""

_Part = tuple["Section", "PageRun"]
"""Pages that are handed on as one, and how they stand on sheets of paper."""

_DUPLEX: dict[Sides, Duplex] = {
    Sides.ONE: "",
    Sides.LONG_EDGE: "DuplexFlipLongEdge",
    Sides.SHORT_EDGE: "DuplexFlipShortEdge",
}


def render(handout: Handout) -> bytes:
    """Make the PDF of a handout.

    Raises:
        LayoutUnavailableError: The layout makes no sense for an item, and why.
        PaperOverflowError: A block is larger than the page it should stand on.
        ContentError: An item's text is not as docs/editor-guide.md says.
    """
    first = handout.pieces[0]
    spec = LAYOUTS[handout.layout]
    pieces = _pieces(handout)
    lang, text = first.item.text(first.lang)
    backs = any(section.has_backs for piece in pieces for section, _ in piece)
    sides = Sides.LONG_EDGE if backs else spec.usual_sides(())
    canvas = Canvas(
        handout.title or text.title, lang, tagged=not spec.print_only, duplex=_DUPLEX[sides]
    )
    sheets = _sheets(handout, pieces)
    impose = PAPER_LAYOUTS[handout.layout].impose
    if impose is None:
        _draw(canvas, sheets)
    else:
        _draw_imposed(canvas, sheets, impose(len(sheets), sheets[0][0].size, handout))
    return canvas.finish()


def pages(handout: Handout) -> int:
    """How many pages `render` would make: all is laid out, nothing is drawn.

    Raises:
        LayoutUnavailableError: As of `render`.
        PaperOverflowError: As of `render`.
        ContentError: As of `render`.
    """
    sheets = _sheets(handout, _pieces(handout, smallest=True))
    impose = PAPER_LAYOUTS[handout.layout].impose
    return len(impose(len(sheets), sheets[0][0].size, handout) if impose else sheets)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of `render` has; sides of paper where pages share them."""
    return count_pages(pdf)


def _check(handout: Handout) -> None:
    if sum(piece.copies for piece in handout.pieces) > MAX_PIECES:
        raise LayoutUnavailableError(handout.layout, "", LayoutErrorCode.TOO_MANY)
    for piece in handout.pieces:
        for each in dict.fromkeys((handout.layout, _layout_of(handout, piece))):
            why = why_not(piece.item, piece.lang, each, handout.paper, piece.part)
            if why is not None:
                raise LayoutUnavailableError(each, piece.item.id, why)


def _layout_of(handout: Handout, piece: Piece) -> Layout:
    """How a piece is laid out: in a packet each has its own layout."""
    return piece.layout if LAYOUTS[handout.layout].own_layouts else handout.layout


def _pieces(handout: Handout, *, smallest: bool = False) -> list[list[_Part]]:
    """What is printed of each piece, copies and all, and of a note."""
    _check(handout)
    pieces = [
        [part for _ in range(piece.copies) for part in _parts(handout, piece, smallest=smallest)]
        for piece in handout.pieces
    ]
    spec = LAYOUTS[handout.layout]
    if handout.note and not (spec.own_layouts or spec.print_only):
        first = handout.pieces[0]
        note = note_page.section(_context(handout, first, first.lang), handout.note)
        pieces.append([(note, PageRun(len(note.pages), own_sheet=handout.both_sides))])
    return pieces


def _parts(handout: Handout, piece: Piece, *, smallest: bool) -> list[_Part]:
    """One copy of a piece: cards with backs, and more than one page, take their own sheets."""
    sections = _sections(handout, piece, smallest=smallest)
    several = LAYOUTS[handout.layout].own_layouts or len(handout.pieces) * piece.copies > 1
    long = several and sum(len(section.pages) for section in sections) > 1
    runs = [PageRun(len(section.pages), section.has_backs) for section in sections]
    if long and handout.both_sides:
        runs[0] = runs[0]._replace(own_sheet=True)
        runs[-1] = runs[-1]._replace(ends_sheet=True)
    return list(zip(sections, runs, strict=True))


def _sheets(handout: Handout, pieces: list[list[_Part]]) -> list[Sheet]:
    """Every page in order, with its number: over the whole, or over its section."""
    spec = LAYOUTS[handout.layout]
    parts = [part for piece in pieces for part in piece]
    if spec.own_layouts:
        front = _cover(handout, pieces)
        parts.insert(0, (front, PageRun(len(front.pages))))
    if PAPER_LAYOUTS[handout.layout].impose:
        parts = [(section, PageRun(run.pages)) for section, run in parts]
    *starts, total = beginnings([run for _, run in parts])
    sheets: list[Sheet] = []
    for (section, run), start in zip(parts, starts, strict=True):
        sheets += [(EmptySide(section), 0, "")] * (start - len(sheets))
        first, count = (start, total) if spec.numbers_whole else (0, run.pages)
        sheets += [(section, n, f"{first + n + 1}/{count}") for n in range(run.pages)]
    return sheets + [(EmptySide(parts[-1][0]), 0, "")] * (total - len(sheets))


def _cover(handout: Handout, pieces: list[list[_Part]]) -> Section:
    entries = [
        packet_cover.ContentsEntry(
            _context(handout, piece, piece.lang), piece, [run for _, run in parts]
        )
        for piece, parts in zip(handout.pieces, pieces, strict=True)
    ]
    large = all(piece.layout is Layout.LARGE for piece in handout.pieces)
    style = style_for(
        Layout.LARGE if large else handout.layout, handout.paper, low_ink=handout.low_ink
    )
    return packet_cover.cover(replace(entries[0].context, style=style), handout, entries)


def _sections(handout: Handout, piece: Piece, *, smallest: bool) -> list[Section]:
    layout = _layout_of(handout, piece)
    context_of = partial(_context, handout, piece, smallest=smallest)
    return PAPER_LAYOUTS[layout].sections(handout, piece, layout, context_of)


def _context(
    handout: Handout, piece: Piece, asked: Lang, *, smallest: bool = False
) -> RenderContext:
    lang, _ = piece.item.text(asked)
    layout = _layout_of(handout, piece)
    coded = LAYOUTS[layout].coded
    paper = PAPER_LAYOUTS[handout.layout].page(handout.paper)
    return RenderContext(
        style_for(layout, paper, low_ink=handout.low_ink),
        catalogue(lang),
        lang,
        piece.item,
        handout.school,
        handout.facts,
        handout.images,
        BUILDERS,
        code_address(handout.site, piece.item, lang) if coded else "",
        smallest=smallest,
    )


def _draw(canvas: Canvas, sheets: list[Sheet]) -> None:
    for section, n, number in sheets:
        if n == 0:
            canvas.root.kids.append(section.element)
        canvas.begin_page(section.size)
        section.paint(canvas, n, number)
        canvas.end_page()


def _draw_imposed(canvas: Canvas, sheets: list[Sheet], sides: list[Side]) -> None:
    for side in sides:
        canvas.begin_page(side.size)
        for slot in side.slots:
            if slot.page >= 0:
                section, n, number = sheets[slot.page]
                with canvas.placed(slot.x, slot.y, slot.scale):
                    section.paint(canvas, n, number)
        canvas.end_page()
