"""From parts of items to sections: what stands on their pages, and in which order.

A section is what a teacher takes from the printer and hands on as one: its pages are
numbered together. The order of its boxes is the order in which it is read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.handout import Layout, fills_in
from valita_desktop.handouts import (
    blocks_fill,
    blocks_path,
    blocks_tables,
    blocks_text,
    figures,
    paging,
)
from valita_desktop.handouts import page_frame as furniture
from valita_desktop.handouts.style import STEPS_DOWN
from valita_desktop.handouts.text import plain
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.handouts.boxes import Box, Stack
    from valita_desktop.handouts.canvas import Canvas
    from valita_desktop.handouts.render_context import RenderContext
    from valita_desktop.handouts.tagging import Element

BUILDERS_OF = (blocks_text, blocks_fill, blocks_tables, blocks_path, figures)
"""Modules whose import registers who builds which block."""

_SIZED = (Layout.SHEET, Layout.PACKET, Layout.FORM, Layout.N_UP)
"""Layouts whose sheets may have larger letters than they need."""


@dataclass
class Section:
    """Pages that belong together: one part of one item.

    Attributes:
        make: Its measures, words and item.
        element: Its element; not yet in the document's tree.
        pages: What stands on each page.
        own_title: The pages have another title than the item.
    """

    make: RenderContext
    element: Element
    pages: list[Stack]
    own_title: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Size of its pages."""
        return self.make.style.page

    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """Draw the ``n``-th page with its header and footer; ``number`` is printed on it."""
        style = self.make.style
        left, _, _, top = style.frame
        furniture.header(self.make, canvas, own_title=self.own_title)
        self.pages[n].draw(canvas, left, top, style.width)
        furniture.footer(self.make, canvas, number)


def section(make: RenderContext, part: blocks.Part, layout: Layout) -> Section:
    """Lay out one part of an item.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    own = own_title(part)
    student = part.role == "sheet"

    def build(sized: RenderContext, element: Element) -> list[Box]:
        return story(sized, element, part)

    if student:
        sizes = STEPS_DOWN if layout in _SIZED else (1.0,)
        laid = paging.on_one_page(make, build, sizes)
    else:
        laid = paging.on_pages(make, build)
    titled = student and own is not None and blocks.plain(own.text) != title_of(make)
    return Section(*laid, own_title=titled)


def own_title(part: blocks.Part) -> blocks.Heading | None:
    """The heading that a part begins with as its title, if it does."""
    first = part.blocks[0] if part.blocks else None
    return first if isinstance(first, blocks.Heading) and first.level == 1 else None


def title_of(make: RenderContext) -> str:
    """The item's title in the language of the content."""
    return make.item.text(make.lang)[1].title


def story(make: RenderContext, element: Element, part: blocks.Part) -> list[Box]:
    """All boxes of a part, with what stands above and below its blocks."""
    own = own_title(part)
    boxes: list[Box] = []
    rest: Sequence[blocks.Block] = part.blocks
    if part.role != "sheet":
        eyebrow = make.say(N_("For the facilitator")) if part.role == "facilitator" else ""
        boxes += furniture.opening(make, element, eyebrow=eyebrow)
        if own and blocks.plain(own.text) == title_of(make):
            rest = part.blocks[1:]
    elif own:
        boxes += make.boxes(element, part.blocks[:1])
        rest = part.blocks[1:]
    else:
        boxes.append(blocks_text.title(make.style, element, plain(title_of(make))))
    if part.role == "sheet" and fills_in(part.blocks):
        boxes += furniture.name_line(make, element)
    boxes += make.boxes(element, nested(rest))
    return boxes + furniture.online_twin(make, element)


def nested(group: Iterable[blocks.Block]) -> list[blocks.Block]:
    """Headings under a title without a gap between levels: 2 before 3."""
    found: list[blocks.Block] = []
    deepest = 1
    for block in group:
        if isinstance(block, blocks.Heading):
            level = max(2, min(block.level, deepest + 1))
            deepest = level
            found.append(blocks.Heading(2 if level == 2 else 3, block.text))  # noqa: PLR2004
        else:
            found.append(block)
    return found
