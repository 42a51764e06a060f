"""Blocks to write in: lines, frames, results, scales."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.labels import ANSWER_ROOM, YOUR_ANSWER
from valita_desktop.handouts.blocks.reading import paragraph_of
from valita_desktop.handouts.boxes import icons
from valita_desktop.handouts.boxes.box import MM, Box, Inset
from valita_desktop.handouts.boxes.table import TableBox, TableCell, TableRow, head_cell
from valita_desktop.handouts.boxes.text import TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.handouts.blocks.context import Builder, RenderContext
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

_MOST_LINE = 12 * MM


class WritingBox(Box):
    """Lines to write on, or one frame to write in.

    Args:
        context: The measures and words.
        element: The ``Figure`` that it is.
        count: How many writing lines high.
        says: What a form field here is called.
        framed: A frame instead of lines.
    """

    def __init__(
        self,
        context: RenderContext,
        element: Element,
        count: int,
        says: str,
        *,
        framed: bool = False,
    ) -> None:
        self._context = context
        self._element = element
        self._count = count
        self._says = says
        self._framed = framed
        self.before = context.style.body * (0.5 if framed else 0)
        self.after = context.style.body * (0.9 if framed else 0.7)

    @override
    def measure(self, width: float) -> float:
        """A writing row a line."""
        del width
        self.height = self._count * self._context.style.row
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """Lines down to tight rows and up to twice as many; a frame by a quarter, or thrice."""
        if self._framed:
            return self.height * 0.25, self._count * self._context.style.row * 2
        shrink = self._count * (self._context.style.row - self._context.style.tight_row)
        most = max(self._context.style.row, _MOST_LINE)
        return shrink, self._count * most * 2 - self.height

    @override
    def flex(self, by: float) -> None:
        """Lines move apart a little, then there are more of them, up to twice as many."""
        self.height += by
        if not self._framed:
            fitting = int(self.height / max(self._context.style.row, _MOST_LINE))
            self._count = max(self._count, fitting)

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """Lines go on on the next page; a frame does not break."""
        each = self.height / self._count
        fits = int(height / each)
        if self._framed or not 0 < fits < self._count:
            return None
        return self._part(fits, each), self._part(self._count - fits, each)

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Lines at the foot of each row, or the frame; or a field of the form."""
        area = (x, y - self.height, x + width, y)
        if self._context.space(self._element, self._says, canvas, area):
            return
        with canvas.figure(self._element, area):
            if self._framed:
                canvas.setLineWidth(self._context.style.rule)
                canvas.roundRect(x, area[1], width, self.height, 5)
                return
            canvas.setStrokeGray(0.3)
            canvas.setLineWidth(0.6)
            each = self.height / self._count
            for n in range(1, self._count + 1):
                canvas.line(x, y - n * each, x + width, y - n * each)
            canvas.setStrokeGray(0)

    def _part(self, count: int, each: float) -> WritingBox:
        part = WritingBox(self._context, self._element, count, self._says)
        part.height = count * each
        return part


def lines(context: RenderContext, parent: Element, block: blocks.Lines) -> list[Box]:
    """Lines to write on."""
    figure = parent.add(context.style.blank, alt=context.say(N_("Lines to write on")))
    return [WritingBox(context, figure, block.count, context.say(YOUR_ANSWER))]


def notes(context: RenderContext, parent: Element, count: int) -> list[Box]:
    """A heading and lines for notes of one's own.

    Args:
        context: The measures and words.
        parent: Element that theirs are appended to.
        count: How many lines.
    """
    style = context.style
    head = TextBox(parent.add("P"), plain(context.say(N_("Notes"))), style.head)
    head.before, head.keep = style.body * 1.6, True
    return [head, *lines(context, parent, blocks.Lines(count))]


def answer(context: RenderContext, parent: Element, block: blocks.AnswerBox) -> list[Box]:
    """A frame to write or draw in, under its prompt."""
    style = context.style
    boxes: list[Box] = []
    says = blocks.plain(block.prompt) or context.say(YOUR_ANSWER)
    if block.prompt:
        prompt = paragraph_of(context, parent.add("P"), block.prompt, style.text)
        prompt.before, prompt.after, prompt.keep = style.body * 0.5, style.body * 0.4, True
        boxes.append(prompt)
    figure = parent.add(style.blank, alt=context.say(ANSWER_ROOM))
    return [*boxes, WritingBox(context, figure, block.lines, says, framed=True)]


def result(context: RenderContext, parent: Element, block: blocks.Result) -> list[Box]:
    """A framed line."""
    style = context.style
    letters = msgspec.structs.replace(style.text, roman=fonts.SEMIBOLD)
    text = paragraph_of(context, parent.add("P"), block.text, letters)
    pad = style.body * 0.5

    stroke = 0.9 if style.low_ink else 1.4
    box = Inset(text, (pad, pad * 1.6, pad, pad * 1.6), partial(icons.frame, stroke))
    box.before = box.after = style.body * 0.9
    return [box]


def scale(context: RenderContext, parent: Element, block: blocks.Scale) -> list[Box]:
    """Statements with a row of numbered rings."""
    style = context.style
    ends = f"1 = {block.low} · {block.steps} = {block.high}"
    legend = TextBox(parent.add("P"), plain(ends), style.label, align="right")
    legend.before, legend.after, legend.keep = style.body * 0.6, style.body * 0.35, True
    table = parent.add("Table")
    rows = []
    for statement in block.statements:
        line = table.add("TR")
        cell = head_cell(line, "Row")
        cells = [TableCell(cell, paragraph_of(context, cell, statement, style.cell))]
        for n in range(1, block.steps + 1):
            cell = line.add("TD")
            says = f"{blocks.plain(statement)} {n}"
            cells.append(TableCell(cell, draw=partial(_ring, context, cell, str(n), says)))
        rows.append(TableRow(cells, 11 * MM, 8.5 * MM, 7 * MM))
    ring = 11.5 * MM if not style.large else 13 * MM
    rest = max(style.width - block.steps * ring, style.width * 0.4)
    grid = TableBox(rows, [rest, *([ring] * block.steps)], style, upright=False)
    grid.after = style.body * 0.9
    return [legend, grid]


def _ring(
    context: RenderContext, cell: Element, number: str, says: str, canvas: Canvas, area: Area
) -> None:
    left, low, right, high = area
    middle = ((left + right) / 2, (low + high) / 2)
    radius = min(context.style.body * 0.95, (right - left) / 2 - 2, (high - low) / 2 - 2.5)
    if context.style.form:
        box = (middle[0] - 7, middle[1] - 12, middle[0] + 7, middle[1] + 2)
        canvas.form.checkbox(cell.add("Form"), says, box)
        middle = (middle[0], middle[1] + 8)
    else:
        canvas.setLineWidth(0.8)
        canvas.circle(middle[0], middle[1], radius)
    size = context.style.body if context.style.large else context.style.body * 0.85
    icons.centred(canvas, cell, number, fonts.MEDIUM, size, middle)


BUILDERS: dict[type, Builder] = {
    blocks.Lines: lines,
    blocks.AnswerBox: answer,
    blocks.Result: result,
    blocks.Scale: scale,
}
