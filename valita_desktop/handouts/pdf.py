"""`render`: from a handout to the bytes of a PDF.

A pure function: it reads nothing but its argument and the shipped fonts, and equal
handouts give equal bytes. The trip: handout → parts of items → sections (boxes on pages) →
`Canvas` (drawing and structure), through `imposition` where pages share a side of paper.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from valita_desktop.content.handout import (
    MAX_PIECES,
    PRINT_ONLY,
    Layout,
    Paper,
    parts_of,
    why_not,
)
from valita_desktop.content.model import LANGS
from valita_desktop.errors import LayoutErrorCode, LayoutUnavailableError
from valita_desktop.handouts import bilingual, card_pages, imposition, layout
from valita_desktop.handouts import packet_cover as packet
from valita_desktop.handouts.canvas import Canvas
from valita_desktop.handouts.render_context import RenderContext
from valita_desktop.handouts.style import SIZES, landscape, style_for
from valita_desktop.handouts.writing import count_pages
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.content.model import Lang
    from valita_desktop.handouts.layout import Section

_HALF = {Paper.A4: Paper.A5, Paper.A3: Paper.A4}

Sheet = tuple["Section", int, str]
"""A page to draw: its section, its index there, and the number printed on it."""


def render(handout: Handout) -> bytes:
    """Make the PDF of a handout.

    Raises:
        LayoutUnavailableError: The layout makes no sense for an item, and why.
        PaperOverflowError: A block is larger than the page it should stand on.
        ContentError: An item's text is not as docs/editor-guide.md says.
    """
    _check(handout)
    first = handout.pieces[0]
    lang, text = first.item.text(first.lang)
    tagged = handout.layout not in PRINT_ONLY
    with _no_collection():
        canvas = Canvas(handout.title or text.title, lang, tagged=tagged)
        sheets = list(_sheets(handout))
        if tagged:
            _draw(canvas, sheets)
        else:
            _draw_imposed(canvas, sheets, handout)
        return canvas.finish()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of `render` has; sides of paper where pages share them."""
    return count_pages(pdf)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing made here is garbage before the end, so looking for it is time lost."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


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
    return piece.layout if handout.layout is Layout.PACKET else handout.layout


def _sheets(handout: Handout) -> Iterator[Sheet]:
    """Every page in order, with its number: over the whole, or over its section."""
    groups = [
        [section for _ in range(piece.copies) for section in _sections(handout, piece)]
        for piece in handout.pieces
    ]
    sections = [section for group in groups for section in group]
    if handout.layout is Layout.PACKET:
        sections.insert(0, _cover(handout, groups))
    whole = handout.layout in (Layout.PACKET, Layout.BOOKLET)
    total = sum(len(section.pages) for section in sections)
    before = 0
    for section in sections:
        count = total if whole else len(section.pages)
        for n in range(len(section.pages)):
            yield section, n, f"{(before if whole else 0) + n + 1}/{count}"
        before += len(section.pages)


def _cover(handout: Handout, groups: list[list[Section]]) -> Section:
    entries = [
        packet.CoverLine(
            _maker(handout, piece, piece.lang), piece, sum(len(s.pages) for s in group)
        )
        for piece, group in zip(handout.pieces, groups, strict=True)
    ]
    large = all(piece.layout is Layout.LARGE for piece in handout.pieces)
    style = style_for(
        Layout.LARGE if large else Layout.PACKET, handout.paper, low_ink=handout.low_ink
    )
    return packet.cover(replace(entries[0].make, style=style), handout, entries)


def _sections(handout: Handout, piece: Piece) -> list[Section]:
    wanted = _layout_of(handout, piece)
    easy = wanted is Layout.EASY
    make = _maker(handout, piece, piece.lang)
    parts = parts_of(piece.item, make.lang, piece.part, easy=easy)
    if wanted is Layout.CARDS:
        return card_pages.sections(make, parts, handout.per_page)
    if wanted is Layout.SIDE_BY_SIDE:
        wide = replace(make, style=landscape(make.style))
        columns = tuple(_maker(handout, piece, lang) for lang in LANGS)
        both = [parts_of(piece.item, lang, piece.part) for lang in LANGS]
        return [
            bilingual.section((columns[0], columns[1]), wide, pair)
            for pair in zip(*both, strict=False)
        ]
    return [layout.section(make, part, wanted) for part in parts]


def _maker(handout: Handout, piece: Piece, asked: Lang) -> RenderContext:
    lang, _ = piece.item.text(asked)
    paper = handout.paper
    if handout.layout is Layout.BOOKLET:
        paper = _HALF[paper]
    return RenderContext(
        style_for(_layout_of(handout, piece), paper, low_ink=handout.low_ink),
        catalogue(lang),
        lang,
        piece.item,
        handout.school,
        handout.facts,
        handout.images,
    )


def _draw(canvas: Canvas, sheets: list[Sheet]) -> None:
    for section, n, number in sheets:
        if n == 0:
            canvas.root.kids.append(section.element)
        canvas.begin_page(section.size)
        section.paint(canvas, n, number)
        canvas.end_page()


def _draw_imposed(canvas: Canvas, sheets: list[Sheet], handout: Handout) -> None:
    size = sheets[0][0].size
    if handout.layout is Layout.BOOKLET:
        width, height = SIZES[handout.paper]
        sides = imposition.booklet(len(sheets), size, (height, width))
    else:
        sides = imposition.n_up(len(sheets), size, 4 if handout.per_page > 2 else 2)  # noqa: PLR2004
    for side in sides:
        canvas.begin_page(side.size)
        for slot in side.slots:
            if slot.page >= 0:
                section, n, number = sheets[slot.page]
                with canvas.placed(slot.x, slot.y, slot.scale):
                    section.paint(canvas, n, number)
        canvas.end_page()
