"""Blocks that lead somewhere or are cut apart: timeline, flow chart, cards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.handouts.blocks.reading import paragraph_of
from valita_desktop.handouts.boxes import icons
from valita_desktop.handouts.boxes.box import MM, Box, Hanging, Inset, Stack
from valita_desktop.handouts.boxes.text import Align, TextBox, plain

if TYPE_CHECKING:
    from valita_desktop.handouts.blocks.context import Builder, RenderContext
    from valita_desktop.handouts.boxes.line_breaking import TextStyle
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.structure import Element


class TimelinePoint(Box):
    """A point in time: its name, a dot on the line, and room to write.

    Args:
        context: The measures.
        label: Its name.
        room: The element of the room to write.
        widest: Width of the column of names.
        ends: Whether it is the first, and the last.
    """

    def __init__(
        self,
        context: RenderContext,
        label: TextBox,
        room: Element,
        widest: float,
        ends: tuple[bool, bool],
    ) -> None:
        self._context = context
        self._label = label
        self._room = room
        self._widest = widest
        self._ends = ends

    @override
    def measure(self, width: float) -> float:
        self._label.measure(min(self._widest, width * 0.4))
        self.height = max(self._context.style.row * 1.5, self._label.height + 6)
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """Down to one line, up to four."""
        least = max(self._context.style.tight_row * 1.15, self._label.height + 4)
        return max(0, self.height - least), self._context.style.row * 2.4

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Name, line and dot at the middle of the height; a rule to write on under it."""
        names = min(self._widest, width * 0.4)
        line = x + names + 14
        middle = y - self.height / 2
        canvas.setLineWidth(1.1)
        canvas.line(
            line, middle if self._ends[0] else y, line, middle if self._ends[1] else y - self.height
        )
        canvas.setFillGray(1)
        canvas.circle(line, middle, 4.2, fill=1)
        canvas.setFillGray(0)
        self._label.draw(canvas, x, middle + self._label.height / 2, names)
        area = (line + 16, y - self.height + 2, x + width, y - 2)
        says = blocks.plain(self._label.inline)
        if not self._context.space(self._room, says, canvas, area):
            canvas.setStrokeGray(0.3)
            canvas.setLineWidth(0.6)
            canvas.line(area[0], middle - 5, area[2], middle - 5)
            canvas.setStrokeGray(0)


def timeline(context: RenderContext, parent: Element, block: blocks.Timeline) -> list[Box]:
    """Points under each other on a line, with room to write at each."""
    listing = parent.add("L")
    listing.attributes = "/O/List/ListNumbering/None"
    labels = []
    for point in block.points:
        body = listing.add("LI").add("LBody")
        labels.append((TextBox(body, plain(point), context.style.head, align="right"), body))
    widest = 0.0
    for label, _ in labels:
        label.measure(context.style.width * 0.4)
        widest = max(widest, label.widest + 1)
    last = len(labels) - 1
    boxes: list[Box] = [
        TimelinePoint(context, label, body.add("Form"), widest, (n == 0, n == last))
        for n, (label, body) in enumerate(labels)
    ]
    boxes[0].before = boxes[-1].after = context.style.body * 0.8
    return boxes


class WritingRoom(Box):
    """Empty room to write in; a field in a form."""

    def __init__(self, context: RenderContext, element: Element, says: str, rows: float) -> None:
        self._context, self._element, self._says = context, element, says
        self._rows = rows

    @override
    def measure(self, width: float) -> float:
        del width
        self.height = self._rows * self._context.style.row
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """A third less, or twice as much."""
        return self.height * 0.33, self.height * 1.6

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        area = (x, y - self.height, x + width, y)
        self._context.space(self._element, self._says, canvas, area)


class ArrowBox(Box):
    """An arrow from a box to the next."""

    keep = True

    @override
    def measure(self, width: float) -> float:
        del width
        self.height = 7 * MM
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        return self.height * 0.35, 0

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        icons.arrow_down(canvas, x + width / 2, y - 2, self.height - 4)


def flow(context: RenderContext, parent: Element, block: blocks.Flow) -> list[Box]:
    """Boxes joined by arrows, each with its words and room to write."""
    style = context.style
    listing = parent.add("L")
    listing.attributes = "/O/List/ListNumbering/Decimal"
    boxes: list[Box] = []
    for n, inline in enumerate(block.boxes):
        if n:
            boxes.append(ArrowBox())
        body = listing.add("LI").add("LBody")
        text = paragraph_of(context, body, inline, style.head)
        room = WritingRoom(context, body.add("Form"), blocks.plain(inline), 1.1)
        frame = partial(icons.frame, style.rule * 1.3)
        box = Inset(Stack([text, room]), (6, 9, 4, 9), frame)
        boxes.append(box)
    boxes[0].before = boxes[-1].after = style.body * 0.8
    return boxes


_CARD_PAD = 0.7
"""Room around the words of a card, as a multiple of their size."""


class CardRow(Box):
    """A row of cards to cut apart along dashed lines.

    Args:
        context: The measures.
        cards: The words of each, front then back.
        columns: How many in a full row.
        first: Whether it is the first row.
    """

    def __init__(
        self, context: RenderContext, cards: list[Box], columns: int, *, first: bool
    ) -> None:
        self._context = context
        self._cards = cards
        self._columns = columns
        self._first = first
        self._least = 0.0

    @override
    def measure(self, width: float) -> float:
        """The highest card and its margins."""
        pad = self._context.style.body * _CARD_PAD
        inner = width / self._columns - 2 * pad
        self._least = max(card.measure(inner) for card in self._cards) + 2 * pad
        self.height = max(self._least, 30 * MM)
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """Down to the words, up to a playing card."""
        return self.height - self._least, max(0, 55 * MM - self.height)

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Words in the middle of each card, dashes between and around."""
        each = width / self._columns
        pad = self._context.style.body * _CARD_PAD
        canvas.setDash(3, 2.5)
        canvas.setLineWidth(0.6)
        right = x + each * len(self._cards)
        if self._first:
            canvas.line(x, y, right, y)
        canvas.line(x, y - self.height, right, y - self.height)
        for n in range(len(self._cards) + 1):
            canvas.line(x + n * each, y, x + n * each, y - self.height)
        canvas.setDash()
        if self._first:
            icons.scissors(canvas, x + 10, y, 9)
        for n, card in enumerate(self._cards):
            top = y - (self.height - card.height) / 2
            card.draw(canvas, x + n * each + pad, top, each - 2 * pad)


def cards(context: RenderContext, parent: Element, block: blocks.Cards) -> list[Box]:
    """Two cards a row, with their backs under a rule."""
    style = context.style
    listing = parent.add("L")
    listing.attributes = "/O/List/ListNumbering/None"
    faces = [card_face(context, listing, card, style.text) for card in block.cards]
    columns = 1 if style.large or style.width < 110 * MM else 2
    rows: list[Box] = [
        CardRow(context, faces[at : at + columns], columns, first=at == 0)
        for at in range(0, len(faces), columns)
    ]
    rows[0].before = rows[-1].after = style.body * 0.9
    return rows


def card_face(
    context: RenderContext, listing: Element, card: blocks.Card, letters: TextStyle
) -> Box:
    """The words of a card: title, text, and its back under them.

    Args:
        context: The measures.
        listing: The ``L`` element that the card becomes an item of.
        card: The card; its title and its back may be missing.
        letters: Of the text; the title is bold and the back small, whatever they are.
    """
    style, body = context.style, listing.add("LI").add("LBody")
    sign, words = blocks.pictogram(plain(card.title))
    align: Align = "left" if sign else "center"
    parts: list[Box] = []
    head = body.add("P") if card.title else body
    if words:
        parts.append(TextBox(head, words, style.strong, align=align))
    parts.append(TextBox(body.add("P"), card.text, letters, align=align))
    if card.back:
        back = TextBox(body.add("P"), card.back, style.label, align=align)
        back.before = style.body * 0.5
        parts.append(back)
    if not sign:
        return Stack(parts)
    beside = partial(icons.pictogram, head, sign, style.body * 2.4)
    return Hanging(beside, style.body * 3.3, Stack(parts), style.strong.leading * 2.4)


BUILDERS: dict[type, Builder] = {
    blocks.Timeline: timeline,
    blocks.Flow: flow,
    blocks.Cards: cards,
}
