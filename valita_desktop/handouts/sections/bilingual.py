"""Finnish and Swedish beside each other, block by block.

The position of a block in its part is its anchor: the same position says the same thing in
both languages. Each row is read in Finnish first, then in Swedish, and each column has its
own language in the structure.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content.labels import FOR_FACILITATOR, for_facilitator
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.box import MM, Box, BreakBox, Stack
from valita_desktop.handouts.boxes.text import plain
from valita_desktop.handouts.pdfwriter.structure import Element
from valita_desktop.handouts.sections import page_frame, paging
from valita_desktop.handouts.sections.section import Section, nested, title_of, why_of

if TYPE_CHECKING:
    from valita_desktop.content import blocks
    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.pdfwriter.canvas import Canvas

_GUTTER = 12 * MM
_TOGETHER = 0.6
"""Tables are rarely cut at the same row in both languages, so they are moved while they can."""

Columns = tuple["RenderContext", "RenderContext"]
"""Finnish and Swedish measures and words."""


class Pair(Box):
    """The same thing in both languages, tops aligned."""

    def __init__(self, boxes: tuple[Stack, Stack]) -> None:
        self._boxes = boxes
        self.before = max(box.before for box in boxes)
        self.after = max(box.after for box in boxes)
        last = [box.boxes[-1].keep for box in boxes if box.boxes]
        self.keep = any(last)
        cut_anywhere = not any(each.together for box in boxes for each in box.boxes)
        self.together = 0 if cut_anywhere else _TOGETHER
        named = next((box for box in boxes if box.name), self)
        self.name, self.line = named.name, named.line

    @override
    def measure(self, width: float) -> float:
        """The higher of the two."""
        for box in self._boxes:
            box.measure(_column(width))
        return self._sum()

    @override
    def give(self) -> tuple[float, float]:
        """It gives way as far as the higher one can; it never grows."""
        least = max((box.height - box.give()[0] for box in self._boxes), default=0)
        return self.height - least, 0

    @override
    def flex(self, by: float) -> None:
        """The higher one becomes lower."""
        for box in self._boxes:
            over = box.height - (self.height + by)
            if over > 0:
                box.flex(-over)
        self._sum()

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """Both at once: each keeps what fits, the rest goes on."""
        parts = []
        for box in self._boxes:
            if box.height <= height:
                parts.append((box, box.part([])))
                continue
            cut = box.split(height)
            if cut is None:
                return None
            parts.append(cut)
        first, second = (Pair((parts[0][n], parts[1][n])) for n in (0, 1))
        first.flex(0)
        second.flex(0)
        return first, second

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        column = _column(width)
        self._boxes[0].draw(canvas, x, y, column)
        self._boxes[1].draw(canvas, x + column + _GUTTER, y, column)

    def _sum(self) -> float:
        self.height = max(box.height for box in self._boxes)
        return self.height


class BilingualSection(Section):
    """Pages with a rule between the languages."""

    @override
    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """The page, and the rule down its middle."""
        super().paint(canvas, n, number)
        style = self.context.style
        left, low, right, top = style.frame
        canvas.setLineWidth(0.4)
        canvas.setStrokeGray(0.6)
        canvas.line(
            (left + right) / 2, top, (left + right) / 2, max(low, top - self.pages[n].height)
        )
        canvas.setStrokeGray(0)


def lay_out(
    columns: Columns, context: RenderContext, parts: tuple[blocks.Part, blocks.Part]
) -> Section:
    """Lay out one part of an item in both languages.

    Args:
        columns: Words of each language; their style is made as narrow as a column here.
        context: Measures of the whole page, for header and footer.
        parts: The part in Finnish and in Swedish.

    Raises:
        PaperOverflowError: A block is larger than the page, however much it shrinks.
    """
    left, low, right, top = context.style.frame
    narrow = replace(context.style, frame=(left, low, left + _column(right - left), top))
    contexts = tuple(replace(each, style=narrow) for each in columns)

    def build(_sized: RenderContext, element: Element) -> list[Box]:
        stories = [
            _story(each_context, part) for each_context, part in zip(contexts, parts, strict=True)
        ]
        rows: list[Box] = []
        for finnish, swedish in zip_longest(*stories, fillvalue=(Element("Div"), [])):
            for owner, _ in (finnish, swedish):
                element.kids.append(owner)
            boxes = finnish[1] or swedish[1]
            if boxes and isinstance(boxes[0], BreakBox):
                rows.append(BreakBox())
            elif boxes:
                rows.append(Pair((Stack(finnish[1]), Stack(swedish[1]))))
        return rows

    whose = context.say(FOR_FACILITATOR) if parts[0].role == "facilitator" else ""
    return BilingualSection(*paging.on_pages(context, build), whose=whose)


def _story(context: RenderContext, part: blocks.Part) -> list[tuple[Element, list[Box]]]:
    """The rows of one language: an element of that language, and its boxes."""
    rows: list[tuple[Element, list[Box]]] = []

    def row() -> Element:
        rows.append((Element("Div", lang=context.lang), []))
        return rows[-1][0]

    own, rest = part.title, part.blocks
    if part.role == "sheet":
        words = own.text if own else plain(title_of(context))
        element = row()
        rows[-1][1].append(reading.title(context.style, element, words))
        rest = rest[1:] if own else rest
        element = row()
        if part.fillable:
            lead, rest = why_of(rest)
            rows[-1][1].extend(context.boxes(element, lead))
            element = row()
            rows[-1][1].extend(page_frame.name_line(context, element, part))
    else:
        record, led = context.item.record, part.role == "facilitator"
        eyebrow = for_facilitator(record, context.say) if led else ""
        element = row()
        rows[-1][1].extend(page_frame.opening(context, element, eyebrow=eyebrow))
    for block in nested(rest):
        element = row()
        rows[-1][1].extend(context.boxes(element, [block]))
    element = row()
    rows[-1][1].extend(page_frame.online_twin(context, element))
    return rows


def _column(width: float) -> float:
    return (width - _GUTTER) / 2
