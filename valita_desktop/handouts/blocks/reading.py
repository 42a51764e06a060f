"""Blocks to read: headings, paragraphs, lists, steps, callouts, pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.labels import CALLOUT_LABELS, MINUTES
from valita_desktop.handouts.boxes import icons
from valita_desktop.handouts.boxes.box import Box, BreakBox, Hanging, Inset, Stack
from valita_desktop.handouts.boxes.picture import PictureBox
from valita_desktop.handouts.boxes.text import TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts

if TYPE_CHECKING:
    from valita_desktop.handouts.blocks.context import Builder, RenderContext
    from valita_desktop.handouts.boxes.line_breaking import TextStyle
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

_DEEPEST_BOOKMARK = 2


class HeadingBox(TextBox):
    """A heading with its place in the outline; it stays with what follows."""

    keep = True

    def __init__(
        self, element: Element, inline: blocks.Inline, style: TextStyle, level: int
    ) -> None:
        super().__init__(element, inline, style)
        self._level = level
        self._title = blocks.plain(inline).replace("\n", " ")

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        del height
        return None

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words, and the entry of the outline."""
        if self._level <= _DEEPEST_BOOKMARK:
            canvas.bookmark(self._title, self._level - 1, y + 8)
        super().draw(canvas, x, y, width)


class CutBox(Box):
    """Scissors and a dashed line, which nobody has to hear: an artifact."""

    keep = True

    def __init__(self, style: Style) -> None:
        self._size = style.body
        self.before = self.after = style.body * 0.6

    @override
    def measure(self, width: float) -> float:
        del width
        self.height = self._size
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The scissors at the left, cutting to the right."""
        middle = y - self.height / 2
        icons.scissors(canvas, x + self._size * 0.3, middle, self._size)
        canvas.setDash(3, 2.5)
        canvas.setLineWidth(0.6)
        canvas.line(x + self._size * 1.4, middle, x + width, middle)
        canvas.setDash()


def title(style: Style, parent: Element, inline: blocks.Inline) -> HeadingBox:
    """The title of a page.

    Args:
        style: The measures.
        parent: Element that its ``H1`` is appended to.
        inline: The words; they are also its entry of the outline.
    """
    box = HeadingBox(parent.add("H1"), inline, style.heading(1), 1)
    box.after = style.body * 0.8
    return box


def heading(context: RenderContext, parent: Element, block: blocks.Heading) -> list[Box]:
    """A heading of its level."""
    style = context.style
    if block.level == 1:
        return [title(style, parent, block.text)]
    element = parent.add(f"H{block.level}")
    box = HeadingBox(element, block.text, style.heading(block.level), block.level)
    box.before = style.body * (1.35 if block.level == 2 else 1.0)  # noqa: PLR2004 - of 2 and 3
    box.after = style.body * 0.35
    return [box]


def paragraph_of(
    context: RenderContext, element: Element, inline: blocks.Inline, style: TextStyle
) -> TextBox:
    """Words whose gaps are ready to be filled in, on paper or in a form.

    Args:
        context: The measures and words.
        element: What the words are: a ``P``, a cell. It is not appended to anything here.
        inline: The words.
        style: Their letters; lines with a gap are set further apart than it says.
    """
    fill = partial(context.fill_gap, inline) if context.style.form else None
    return TextBox(element, inline, style, fill=fill)


def paragraph(context: RenderContext, parent: Element, block: blocks.Paragraph) -> list[Box]:
    """Running text."""
    box = paragraph_of(context, parent.add("P"), block.text, context.style.text)
    box.before = box.after = context.style.body * 0.5
    box.keep = _leads_in(block.text)
    return [box]


def _leads_in(inline: blocks.Inline) -> bool:
    """Words that begin bold and have no gap are a title in all but name: of what follows."""
    spans = [span for span in inline if isinstance(span, blocks.Span)]
    return bool(spans) and spans[0].strong and len(spans) == len(inline)


def bullets(context: RenderContext, parent: Element, block: blocks.BulletList) -> list[Box]:
    """Dots and words; a picture sign that an item begins with stands for its dot."""
    style = context.style
    items: list[Box] = []
    listing = _list(parent, "Disc")
    for inline in block.items:
        item = listing.add("LI")
        sign, words = blocks.pictogram(inline)
        label, body = item.add("Lbl", actual="" if sign else "•"), item.add("LBody")
        text = paragraph_of(context, body, words, style.text)
        mark = partial(_dot, label, style.body * 0.14)
        if sign:
            mark = partial(icons.pictogram, label, sign, style.body * 1.45)
        items.append(Hanging(mark, style.body * (2.2 if sign else 1.3), text, text.style.leading))
    return _spaced(items, style.body * 0.3, style.body * 0.5)


def numbers(context: RenderContext, parent: Element, block: blocks.NumberedList) -> list[Box]:
    """Numbers and words."""
    style = context.style
    items: list[Box] = []
    listing = _list(parent, "Decimal")
    for n, inline in enumerate(block.items, block.start):
        item = listing.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        text = paragraph_of(context, body, inline, style.text)
        number = partial(_number, label, f"{n}.", style.strong)
        items.append(Hanging(number, style.body * 2, text, text.style.leading))
    return _spaced(items, style.body * 0.35, style.body * 0.5)


def steps(context: RenderContext, parent: Element, block: blocks.Steps) -> list[Box]:
    """Numbers in rings, a title with its minutes, and what to do."""
    style = context.style
    items: list[Box] = []
    listing = _list(parent, "Decimal")
    for n, step in enumerate(block.steps, block.start):
        item = listing.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        head = TextBox(body.add("P"), _step_title(context, step), style.text)
        head.keep = True
        parts: list[Box] = [head]
        if step.text:
            parts.append(paragraph_of(context, body.add("P"), step.text, style.text))
        ring = partial(icons.ringed, label, str(n), style)
        items.append(Hanging(ring, style.body * 2.3, Stack(parts), style.text.leading))
    return _spaced(items, style.body * 0.65, style.body * 0.6)


def _step_title(context: RenderContext, step: blocks.Step) -> blocks.Inline:
    spans = [blocks.Span(step.title, strong=True)]
    if step.shown_minutes:
        spans.append(blocks.Span(" · " + context.say(MINUTES).format(n=step.shown_minutes)))
    return tuple(spans)


def checklist(context: RenderContext, parent: Element, block: blocks.Checklist) -> list[Box]:
    """Boxes to tick."""
    style = context.style
    items: list[Box] = []
    listing = _list(parent, "None")
    for inline in block.items:
        item = listing.add("LI")
        label, body = item.add("Lbl", actual="☐"), item.add("LBody")
        text = paragraph_of(context, body, inline, style.text)
        tick = partial(context.tick, label, blocks.plain(inline))
        items.append(Hanging(tick, style.body * 2.1, text, text.style.leading))
    return _spaced(items, style.body * 0.7, style.body * 0.6)


def callout(context: RenderContext, parent: Element, block: blocks.Callout) -> list[Box]:
    """A box that stands out, with a drawn icon; help is framed, the others are filled."""
    style = context.style
    note = parent.add("Note")
    head = TextBox(
        note.add("P"), plain(block.title or context.say(CALLOUT_LABELS[block.kind])), style.strong
    )
    head.keep = True
    left = style.body * 3.1
    pad = style.body * 0.85
    inside = Stack([head, *context.narrower(left + pad).boxes(note, block.blocks)])
    behind = partial(_panel, style, block.kind)
    box = Inset(inside, (pad, pad, pad, left), behind)
    box.before = box.after = style.body * 0.9
    return [box]


def _panel(style: Style, kind: str, canvas: Canvas, area: Area) -> None:
    left, low, right, high = area
    if style.low_ink or kind == "help":
        icons.frame(1.1 if kind == "help" else style.rule, canvas, area)
    else:
        canvas.setFillGray(style.fill)
        canvas.roundRect(left, low, right - left, high - low, 5, stroke=0, fill=1)
        canvas.setFillGray(0)
    middle = high - style.body * 0.85 - style.strong.leading / 2
    icons.CALLOUTS[kind](canvas, left + style.body * 1.55, middle, style.body * 1.55)


def image(context: RenderContext, parent: Element, block: blocks.Image) -> list[Box]:
    """A picture with what it shows, and its caption."""
    sha = next((a.sha256 for a in context.item.attachments if a.name == block.src), "")
    data = context.images.get(sha, b"")
    boxes: list[Box] = [
        PictureBox(parent.add("Figure", alt=block.alt), data, block.alt, context.style)
    ]
    boxes[0].before = context.style.body * 0.7
    boxes[0].after = context.style.body * 0.4
    if block.caption:
        boxes[0].keep = True
        style = msgspec.structs.replace(context.style.label, roman=fonts.REGULAR)
        boxes.append(TextBox(parent.add("P"), block.caption, style))
        boxes[1].after = context.style.body * 0.7
    return boxes


def page_break(context: RenderContext, parent: Element, block: blocks.PageBreak) -> list[Box]:
    """The page ends here."""
    del context, parent, block
    return [BreakBox()]


def cut(context: RenderContext, parent: Element, block: blocks.Cut) -> list[Box]:
    """A line across to cut along; what stands below begins with its own words."""
    del parent, block
    return [CutBox(context.style)]


def _list(parent: Element, numbering: str) -> Element:
    listing = parent.add("L")
    listing.attributes = f"/O/List/ListNumbering/{numbering}"
    return listing


def _spaced(items: list[Box], between: float, around: float) -> list[Box]:
    for item in items:
        item.before = item.after = between * (
            0.35 if isinstance(item, Hanging) and item.roomy else 1
        )
    items[0].before = items[-1].after = around
    return items


def _dot(label: Element, radius: float, canvas: Canvas, x: float, y: float) -> None:
    with canvas.tagged(label):
        canvas.circle(x + radius * 2.5, y, radius, stroke=0, fill=1)


def _number(
    label: Element, text: str, style: TextStyle, canvas: Canvas, x: float, y: float
) -> None:
    with canvas.tagged(label):
        canvas.write(fonts.face(style.roman), style.size, text, x + 1, y - style.size * 0.334)


BUILDERS: dict[type, Builder] = {
    blocks.Heading: heading,
    blocks.Paragraph: paragraph,
    blocks.BulletList: bullets,
    blocks.NumberedList: numbers,
    blocks.Steps: steps,
    blocks.Checklist: checklist,
    blocks.Callout: callout,
    blocks.Image: image,
    blocks.PageBreak: page_break,
    blocks.Cut: cut,
}
