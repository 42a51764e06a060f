"""`render`: from a handout to the bytes of a PDF.

A pure function: it reads nothing but its argument and the shipped fonts, and equal
handouts give equal bytes. The trip: handout → parts of items → `layout.section` (boxes on
pages) → `Canvas` (drawing and structure) → `imposition` where pages are cut up.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from valita_desktop.errors import LayoutUnavailableError
from valita_desktop.handouts import layout
from valita_desktop.handouts.canvas import Canvas
from valita_desktop.handouts.handout import PRINT_ONLY, Layout, parts_of, why_not
from valita_desktop.handouts.making import Maker
from valita_desktop.handouts.style import style_for
from valita_desktop.i18n import catalogue

if TYPE_CHECKING:
    from valita_desktop.handouts.handout import Handout, Piece
    from valita_desktop.handouts.layout import Section


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
    canvas = Canvas(handout.title or text.title, lang, tagged=tagged)
    for piece in handout.pieces:
        for _ in range(piece.copies):
            for section in _sections(handout, piece):
                _draw(canvas, section)
    return canvas.finish()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _check(handout: Handout) -> None:
    for piece in handout.pieces:
        why = why_not(piece.item, piece.lang, handout.layout, handout.paper, piece.part)
        if why is not None:
            raise LayoutUnavailableError(handout.layout, piece.item.id, why)


def _sections(handout: Handout, piece: Piece) -> list[Section]:
    lang, _ = piece.item.text(piece.lang)
    easy = handout.layout is Layout.EASY
    make = Maker(
        style_for(handout.layout, handout.paper, low_ink=handout.low_ink),
        catalogue(lang),
        lang,
        piece.item,
        handout.school,
        handout.facts,
        handout.images,
    )
    parts = parts_of(piece.item, lang, piece.part, easy=easy)
    return [layout.section(make, part, handout.layout) for part in parts]


def _draw(canvas: Canvas, section: Section) -> None:
    canvas.root.kids.append(section.element)
    for n in range(len(section.pages)):
        section.draw(canvas, n, f"{n + 1}/{len(section.pages)}")
