"""What each layout does on paper: its measures, its sections, and how its pages share paper.

The other half of `content.layouts`, which says all that is to be known without paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from valita_desktop.content.handout import parts_of
from valita_desktop.content.layouts import LAYOUTS, Layout, Paper
from valita_desktop.content.model import LANGS
from valita_desktop.handouts.boxes import style as styles
from valita_desktop.handouts.boxes.style import STEPS_DOWN
from valita_desktop.handouts.sections import bilingual, card_pages, imposition, poster
from valita_desktop.handouts.sections.section import lay_out

if TYPE_CHECKING:
    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.content.model import Lang
    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.sections.imposition import Side, Size
    from valita_desktop.handouts.sections.section import Section

ContextOf = Callable[["Lang"], "RenderContext"]
"""The measures and words of a piece in a language."""


def _parts(handout: Handout, piece: Piece, layout: Layout, context_of: ContextOf) -> list[Section]:
    """One section for each part, as a sheet is."""
    del handout
    spec, context = LAYOUTS[layout], context_of(piece.lang)
    sizes = STEPS_DOWN if spec.larger_letters else (1.0,)
    parts = parts_of(piece.item, context.lang, piece.part, easy=spec.easy)
    return [lay_out(context, part, sizes) for part in parts]


def _poster(
    handout: Handout, piece: Piece, _layout: Layout, context_of: ContextOf
) -> list[Section]:
    del handout
    context = context_of(piece.lang)
    parts = parts_of(piece.item, context.lang, piece.part)
    return [poster.lay_out(context, part) for part in parts if part.role == "sheet"]


def _cards(handout: Handout, piece: Piece, _layout: Layout, context_of: ContextOf) -> list[Section]:
    context = context_of(piece.lang)
    parts = parts_of(piece.item, context.lang, piece.part)
    return card_pages.sections(context, parts, handout.per_page)


def _side_by_side(
    handout: Handout, piece: Piece, _layout: Layout, context_of: ContextOf
) -> list[Section]:
    del handout
    context = context_of(piece.lang)
    wide = replace(context, style=styles.landscape(context.style))
    finnish, swedish = (context_of(lang) for lang in LANGS)
    both = [parts_of(piece.item, lang, piece.part) for lang in LANGS]
    return [bilingual.lay_out((finnish, swedish), wide, pair) for pair in zip(*both, strict=False)]


def _booklet(pages: int, page: Size, handout: Handout) -> list[Side]:
    width, height = styles.SIZES[handout.paper]
    return imposition.booklet(pages, page, (height, width))


def _n_up(pages: int, page: Size, handout: Handout) -> list[Side]:
    return imposition.n_up(pages, page, 4 if handout.per_page > 2 else 2)  # noqa: PLR2004


@dataclass(frozen=True)
class PaperLayout:
    """What a layout does on paper.

    Attributes:
        style: Changes the usual measures of a paper.
        sections: Lays out a piece of a handout.
        page: The paper that one page of it is as large as, where that is not the printer's.
        impose: Puts so many pages of a size onto sides of paper; ``None`` prints them as they are.
    """

    style: Callable[[Style], Style] = styles.as_usual
    sections: Callable[[Handout, Piece, Layout, ContextOf], list[Section]] = _parts
    page: Callable[[Paper], Paper] = lambda paper: paper
    impose: Callable[[int, Size, Handout], list[Side]] | None = None


PAPER_LAYOUTS: dict[Layout, PaperLayout] = {
    Layout.SHEET: PaperLayout(),
    Layout.LARGE: PaperLayout(styles.large_print),
    Layout.EASY: PaperLayout(styles.easy_language),
    Layout.POSTER: PaperLayout(styles.poster, _poster),
    Layout.CARDS: PaperLayout(sections=_cards),
    Layout.BOOKLET: PaperLayout(
        page={Paper.A4: Paper.A5, Paper.A3: Paper.A4}.__getitem__, impose=_booklet
    ),
    Layout.SIDE_BY_SIDE: PaperLayout(sections=_side_by_side),
    Layout.FORM: PaperLayout(styles.form_to_fill),
    Layout.N_UP: PaperLayout(impose=_n_up),
    Layout.PACKET: PaperLayout(),
}


@cache
def style_for(layout: Layout, paper: Paper, *, low_ink: bool = False) -> Style:
    """The measures of a layout on a paper; the same object each time, with all that it knows.

    Args:
        layout: The layout.
        paper: What one page of it is as large as, see `PaperLayout.page`: of a booklet that
            is half of the printer's.
        low_ink: No fills, thinner strokes.
    """
    return PAPER_LAYOUTS[layout].style(styles.usual(paper, low_ink=low_ink))
