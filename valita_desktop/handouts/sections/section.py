"""From parts of items to sections: what stands on their pages, and in which order.

A section is what a teacher takes from the printer and hands on as one: its pages are
numbered together. The order of its boxes is the order in which it is read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.labels import FOR_FACILITATOR, for_facilitator
from valita_desktop.content.model import Kind
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.box import Stack
from valita_desktop.handouts.boxes.text import plain
from valita_desktop.handouts.pdfwriter.structure import Element
from valita_desktop.handouts.sections import page_frame, paging

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.boxes.box import Box
    from valita_desktop.handouts.pdfwriter.canvas import Canvas


@dataclass
class Section:
    """Pages that belong together: one part of one item.

    Attributes:
        context: Its measures, words and item.
        element: Its element; not yet in the document's tree.
        pages: What stands on each page.
        own_title: The pages have another title than the item.
        whose: Whom they are for, in words, where it is not the student.
        has_backs: Every second page belongs on the back of the one before it.
        published: Its words are the kit's.
    """

    context: RenderContext
    element: Element
    pages: list[Stack]
    own_title: bool = False
    whose: str = ""
    has_backs: bool = False
    published: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Size of its pages."""
        return self.context.style.page

    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """Draw a page with its header and footer.

        A page that begins with no title tells in its header what it is of: it may lie alone.

        Args:
            canvas: A page is open on it: one of `size`, or a side of paper where it is placed.
            n: Which of `pages`, from 0.
            number: As it is printed in the footer, such as ``2/3``.
        """
        style = self.context.style
        left, _, _, top = style.frame
        whose = self.whose if n else ""
        page_frame.header(self.context, canvas, titled=self.own_title or n > 0, whose=whose)
        self.pages[n].draw(canvas, left, top, style.width)
        page_frame.footer(self.context, canvas, number, published=self.published)


class EmptySide(Section):
    """A page that stays empty, so that what follows begins on the front of a sheet."""

    def __init__(self, follows: Section) -> None:
        super().__init__(follows.context, Element("Sect"), [Stack([])])

    @override
    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """Nothing at all."""


def lay_out(context: RenderContext, part: blocks.Part, sizes: Sequence[float]) -> Section:
    """Lay out one part of an item.

    Args:
        context: Its measures and words.
        part: The part.
        sizes: Letters to try for a sheet as multiples of the usual ones, the best first.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    own = part.title
    student = part.role == "sheet"

    def build(sized: RenderContext, element: Element) -> list[Box]:
        return story(sized, element, part)

    if student:
        notes = part.fillable and context.item.record.kind is Kind.MATERIAL
        laid = paging.on_one_page(context, build, sizes, notes=notes)
    else:
        laid = paging.on_pages(context, build)
    titled = student and own is not None and blocks.plain(own.text) != title_of(context)
    whose = context.say(FOR_FACILITATOR) if part.role == "facilitator" else ""
    return Section(*laid, own_title=titled, whose=whose)


def title_of(context: RenderContext) -> str:
    """The item's title in the language of the content."""
    return context.item.text(context.lang)[1].title


def story(context: RenderContext, element: Element, part: blocks.Part) -> list[Box]:
    """All boxes of a part, with what stands above and below its blocks.

    Args:
        context: The measures, words and item.
        element: Element of the section, which the elements of all are appended to.
        part: The part. On a sheet its own title, if it has one, stands for the item's; on a
            page to read it stands under the item's, unless the two are the same.
    """
    own = part.title
    boxes: list[Box] = []
    rest = part.blocks
    if part.role != "sheet":
        record, led = context.item.record, part.role == "facilitator"
        eyebrow = for_facilitator(record, context.say) if led else ""
        boxes += page_frame.opening(context, element, eyebrow=eyebrow)
        if own and blocks.plain(own.text) == title_of(context):
            rest = part.blocks[1:]
    elif own:
        boxes += context.boxes(element, part.blocks[:1])
        rest = part.blocks[1:]
    else:
        boxes.append(reading.title(context.style, element, plain(title_of(context))))
    if part.role == "sheet" and part.fillable:
        lead, rest = why_of(rest)
        boxes += context.boxes(element, lead)
        boxes += page_frame.name_line(context, element, part)
    boxes += context.boxes(element, nested(rest))
    return boxes + page_frame.online_twin(context, element)


def why_of(
    group: tuple[blocks.Block, ...],
) -> tuple[tuple[blocks.Block, ...], tuple[blocks.Block, ...]]:
    """What tells the student why, which stands between the title and the name; and the rest."""
    first = group[0] if group else None
    tells = isinstance(first, blocks.Paragraph) and not first.fillable
    return (group[:1], group[1:]) if tells else ((), group)


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
