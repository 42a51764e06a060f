"""Boxes onto pages: one page where it can be kept, several where it cannot.

A student's sheet is promised to be one page: the largest letters that keep it there are
taken, then what is written in grows or shrinks until the page is full. What does not fit
on one page goes on to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from valita_desktop.errors import PaperOverflowError
from valita_desktop.handouts.blocks import filling
from valita_desktop.handouts.blocks.context import RenderContext
from valita_desktop.handouts.boxes.box import MM, Box, BreakBox, Stack
from valita_desktop.handouts.pdfwriter.structure import Element

if TYPE_CHECKING:
    from valita_desktop.handouts.boxes.style import Style

LOOSE = 0.45
"""How much the room between boxes may grow to fill a sheet."""

_EASED = 0.45
"""How much of what rows and room can give a size of letters may use up and still be taken.

Rows at their very least are hard to write on, so smaller letters are tried before all of it is
asked for."""

_NOTES_ABOVE = 18 * MM
"""Room above and in the heading of the notes, so that they read as an offer of their own."""

_FEWEST_NOTES, _MOST_NOTES = 3, 8
"""Fewer than three lines look like a mistake; more than eight like a task."""

Build = Callable[[RenderContext, Element], list[Box]]
"""Makes the boxes of a section, given its measures and the element that they go into."""

Laid = tuple[RenderContext, Element, list[Stack]]
"""The measures that were taken, the element of all, and what stands on each page."""


def built(context: RenderContext, build: Build) -> tuple[Element, list[Box]]:
    """Make the boxes of a section under an element of their own."""
    element = Element("Sect", lang=context.lang)
    return element, build(context, element)


def on_pages(context: RenderContext, build: Build, *, loose: float = 0) -> Laid:
    """A text to read: as many pages as it takes.

    Args:
        context: Its measures; they are taken as they are.
        build: Makes its boxes; called once.
        loose: How much the room between boxes may grow to fill a page, as a share of it.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    element, boxes = built(context, build)
    return context, element, paged(boxes, context, loose=loose)


def on_one_page(
    context: RenderContext, build: Build, sizes: Sequence[float], *, notes: bool = False
) -> Laid:
    """A sheet to fill in: on one page if its letters and rows can be chosen so.

    Args:
        context: Its usual measures.
        build: Makes its boxes.
        sizes: Letters to try as multiples of the usual ones, the best first.
        notes: Lines for notes at its foot where it would leave much of the page empty.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    usual = context.style
    sizes = sizes[-1:] if context.smallest else sizes
    best: Laid | None = None
    small, large = len(sizes), 0  # the first size that fits, and the first not yet too large
    n = 0
    while large < small:
        style = usual.sized(round(usual.body * sizes[n], 1))
        sized = replace(context, style=style)
        element, boxes = built(sized, build)
        if any(isinstance(box, BreakBox) for box in boxes):
            return on_pages(context, build, loose=LOOSE)
        stack = Stack(boxes, loose=LOOSE)
        high = stack.measure(style.width) - stack.give()[0] * _EASED
        if high <= style.height:
            best, small = (sized, element, [stack]), n
        elif style == usual and n == len(sizes) - 1:
            return context, element, paged(boxes, context, loose=LOOSE)
        else:
            large = n + 1
        fitting = (m for m in range(large, small) if high * sizes[m] / sizes[n] <= style.height)
        n = next(fitting, small - 1)
    if best is None:
        return on_pages(context, build, loose=LOOSE)
    sized, element, (stack,) = best
    stack = _with_notes(sized, element, stack) if notes else stack
    stack.flex(sized.style.height - stack.height)
    return sized, element, [stack]


def _with_notes(context: RenderContext, element: Element, stack: Stack) -> Stack:
    """The page, with lines for notes at its foot where there is room for some."""
    left = context.style.height - stack.height - stack.give()[1]
    rows = int((left - _NOTES_ABOVE) / context.style.row)
    if rows < _FEWEST_NOTES:
        return stack
    notes = filling.notes(context, element, min(rows, _MOST_NOTES))
    longer = Stack([*stack.boxes, *notes], loose=stack.loose)
    longer.measure(context.style.width)
    return longer


def paged(boxes: Sequence[Box], context: RenderContext, *, loose: float) -> list[Stack]:
    """Boxes onto pages; each page is filled as far as its boxes give way.

    Args:
        boxes: The story.
        context: Its measures.
        loose: How much the room between boxes may grow, as a share of it.

    Raises:
        PaperOverflowError: A box is higher than the page and cannot be cut.
    """
    style = context.style
    pages: list[Stack] = []
    for group in _groups(boxes):
        stack = Stack(group, loose=loose)
        stack.measure(style.width)
        while stack.boxes:
            page, stack = _page(stack, style, context)
            page.flex(style.height - page.height)
            pages.append(page)
    return pages


def _groups(boxes: Sequence[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = [[]]
    for box in boxes:
        if isinstance(box, BreakBox):
            groups.append([])
        else:
            groups[-1].append(box)
    return [group for group in groups if group]


def _page(stack: Stack, style: Style, context: RenderContext) -> tuple[Stack, Stack]:
    """The next page of a stack, and the rest."""
    if stack.height - stack.give()[0] <= style.height:
        return stack, stack.part([])
    parts = stack.split(style.height)
    if parts is not None:
        return parts
    first = next((n for n, box in enumerate(stack.boxes) if not box.keep), len(stack.boxes) - 1)
    head, tail = stack.part(stack.boxes[: first + 1]), stack.part(stack.boxes[first + 1 :])
    if head.height - head.give()[0] > style.height:
        box = stack.boxes[first]
        raise PaperOverflowError(context.item.id, box.name, box.line)
    return head, tail
