"""A sheet as a poster: what is done, in letters that are read from across a room.

Only what a wall can use is printed: headings, lists, steps and pictures. What is written in by one
person, and what is told to one person, stays on the sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.layouts import POSTER_LISTS
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.text import plain
from valita_desktop.handouts.sections import paging
from valita_desktop.handouts.sections.section import Section, nested, title_of, why_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.boxes.box import Box
    from valita_desktop.handouts.pdfwriter.structure import Element

SIZES = (1.65, 1.5, 1.35, 1.2, 1.1, 1)
"""Letters to try as multiples of the least, the best first; the first on one page are taken."""


def lay_out(context: RenderContext, part: blocks.Part) -> Section:
    """Lay out a student's sheet as a poster.

    Args:
        context: Its measures, with the least letters of a poster, and its words.
        part: The sheet.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    own = part.title
    rest = part.blocks[1:] if own else part.blocks
    why, _ = why_of(rest)
    shown = [*why, *_for_a_wall(rest)]

    def build(sized: RenderContext, element: Element) -> list[Box]:
        title = reading.title(sized.style, element, own.text if own else plain(title_of(sized)))
        return [title, *sized.boxes(element, nested(shown))]

    return Section(*paging.on_one_page(context, build, SIZES), own_title=True)


def _for_a_wall(group: Iterable[blocks.Block]) -> Iterator[blocks.Block]:
    """Lists and pictures, each after the heading that it stands under."""
    heading: blocks.Heading | None = None
    for block in group:
        if isinstance(block, blocks.Heading):
            heading = block
        elif isinstance(block, (*POSTER_LISTS, blocks.Image)):
            if heading:
                yield heading
            heading = None
            yield block
