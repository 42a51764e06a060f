"""From parts of items to pages: what stands on each, and how it fills it.

A student's sheet is promised to be one page: the largest letters that keep it there are
taken, then what is written in grows or shrinks until the page is full. What does not fit
on one page goes on to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.errors import PaperOverflowError
from valita_desktop.handouts import (
    blocks_fill,
    blocks_path,
    blocks_text,
    figures,
    furniture,
)
from valita_desktop.handouts.boxes import MM, Box, Break, Stack
from valita_desktop.handouts.handout import Layout, fills_in
from valita_desktop.handouts.making import Maker
from valita_desktop.handouts.style import STEPS_DOWN, Style
from valita_desktop.handouts.tagging import Element
from valita_desktop.handouts.text import plain
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.handouts.canvas import Canvas

BUILDERS_OF = (blocks_text, blocks_fill, blocks_path, figures)
"""Modules whose import registers who builds which block."""

_LOOSE = 0.45
_EASED = 0.6
_HOPELESS = 1.45
_NOTES_ABOVE = 18 * MM
_FEWEST_NOTES, _MOST_NOTES = 3, 8

Build = Callable[[Maker, Element], list[Box]]
"""Makes the boxes of a section, given its measures and the element that they go into."""


@dataclass
class Section:
    """Pages that belong together: one part of one item.

    Attributes:
        make: Its measures, words and item.
        element: Its element; not yet in the document's tree.
        pages: What stands on each page.
        own_title: The pages have another title than the item.
    """

    make: Maker
    element: Element
    pages: list[Stack]
    own_title: bool = False

    def draw(self, canvas: Canvas, n: int, number: str) -> None:
        """Draw the ``n``-th page with its header and footer."""
        style = self.make.style
        left, _, _, top = style.frame
        canvas.begin_page(style.page)
        furniture.header(self.make, canvas, own_title=self.own_title)
        self.pages[n].draw(canvas, left, top, style.width)
        furniture.footer(self.make, canvas, number)
        canvas.end_page()


def section(make: Maker, part: blocks.Part, layout: Layout) -> Section:
    """Lay out one part of an item.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    own = _own_title(part)
    student = part.role == "sheet"

    def build(sized: Maker, element: Element) -> list[Box]:
        return _story(sized, element, part)

    if student and layout in (Layout.SHEET, Layout.PACKET, Layout.FORM, Layout.N_UP):
        made = _on_one_page(make, build)
    else:
        element, boxes = _built(make, build)
        made = Section(make, element, paged(boxes, make, loose=_LOOSE if student else 0))
    made.own_title = own is not None and blocks.plain(own.text) != _title(make)
    return made


def _own_title(part: blocks.Part) -> blocks.Heading | None:
    first = part.blocks[0] if part.blocks else None
    return first if isinstance(first, blocks.Heading) and first.level == 1 else None


def _title(make: Maker) -> str:
    return make.item.text(make.lang)[1].title


def _story(make: Maker, element: Element, part: blocks.Part) -> list[Box]:
    """All boxes of a part, with what stands above and below its blocks."""
    own = _own_title(part)
    boxes: list[Box] = []
    rest: Sequence[blocks.Block] = part.blocks
    if part.role != "sheet":
        eyebrow = make.say(N_("For the facilitator")) if part.role == "facilitator" else ""
        boxes += furniture.opening(make, element, eyebrow=eyebrow)
        if own and blocks.plain(own.text) == _title(make):
            rest = part.blocks[1:]
    elif own:
        boxes += make.boxes(element, part.blocks[:1])
        rest = part.blocks[1:]
    else:
        boxes.append(blocks_text.title(make.style, element, plain(_title(make))))
    if part.role == "sheet" and fills_in(part.blocks):
        boxes += furniture.name_line(make, element)
    boxes += make.boxes(element, _nested(rest))
    return boxes + furniture.online_twin(make, element)


def _nested(group: Iterable[blocks.Block]) -> list[blocks.Block]:
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


def _built(make: Maker, build: Build) -> tuple[Element, list[Box]]:
    element = Element("Sect", lang=make.lang)
    return element, build(make, element)


def _on_one_page(make: Maker, build: Build) -> Section:
    """The largest letters at which a sheet stays on one page; else the usual ones."""
    usual = make.style
    for size in STEPS_DOWN:
        style = replace(usual, body=round(usual.body * size / STEPS_DOWN[-1], 1))
        sized = replace(make, style=style)
        element, boxes = _built(sized, build)
        stack = Stack(boxes, loose=_LOOSE)
        high = stack.measure(style.width)
        if any(isinstance(box, Break) for box in boxes) or high > style.height * _HOPELESS:
            continue
        if high - stack.give()[0] * _EASED <= style.height:
            stack = _with_notes(sized, element, stack)
            stack.flex(style.height - stack.height)
            return Section(sized, element, [stack])
    element, boxes = _built(make, build)
    return Section(make, element, paged(boxes, make, loose=_LOOSE))


def _with_notes(make: Maker, element: Element, stack: Stack) -> Stack:
    """Lines for notes at the foot of a sheet to fill in that would leave it empty."""
    left = make.style.height - stack.height - stack.give()[1]
    rows = int((left - _NOTES_ABOVE) / make.style.row)
    if rows < _FEWEST_NOTES or not any(isinstance(b, furniture.Blanks) for b in stack.boxes):
        return stack
    notes = blocks_fill.notes(make, element, min(rows, _MOST_NOTES))
    longer = Stack([*stack.boxes, *notes], loose=stack.loose)
    longer.measure(make.style.width)
    return longer


def paged(boxes: Sequence[Box], make: Maker, *, loose: float) -> list[Stack]:
    """Boxes onto pages; each page is filled as far as its boxes give way.

    Args:
        boxes: The story.
        make: Its measures.
        loose: How much the room between boxes may grow, as a share of it.

    Raises:
        PaperOverflowError: A box is higher than the page and cannot be cut.
    """
    style = make.style
    pages: list[Stack] = []
    for group in _groups(boxes):
        stack = Stack(group, loose=loose)
        stack.measure(style.width)
        while stack.boxes:
            page, stack = _page(stack, style, make)
            page.flex(style.height - page.height)
            pages.append(page)
    return pages


def _groups(boxes: Sequence[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = [[]]
    for box in boxes:
        if isinstance(box, Break):
            groups.append([])
        else:
            groups[-1].append(box)
    return [group for group in groups if group]


def _page(stack: Stack, style: Style, make: Maker) -> tuple[Stack, Stack]:
    """The next page of a stack, and the rest."""
    if stack.height - stack.give()[0] <= style.height:
        return stack, stack.part([])
    parts = stack.split(style.height)
    if parts is not None:
        return parts
    first = next((n for n, box in enumerate(stack.boxes) if not box.keep), len(stack.boxes) - 1)
    head, tail = stack.part(stack.boxes[: first + 1]), stack.part(stack.boxes[first + 1 :])
    if head.height - head.give()[0] > style.height:
        raise PaperOverflowError(make.item.id, stack.boxes[first].name)
    return head, tail
