"""Blocks to read: headings, paragraphs, lists, steps, callouts, pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.handouts import fonts, icons
from valita_desktop.handouts.boxes import Box, Hanging, Inset, PageBreakBox, Stack
from valita_desktop.handouts.pictures import PlacedPicture
from valita_desktop.handouts.render_context import RenderContext, builds
from valita_desktop.handouts.text import TextBox, plain
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.handouts.canvas import Canvas
    from valita_desktop.handouts.line_breaking import TextStyle
    from valita_desktop.handouts.style import Style
    from valita_desktop.handouts.tagging import Element
    from valita_desktop.handouts.writing import Area

_DEEPEST_BOOKMARK = 2
_CALLOUTS: dict[str, str] = {
    "tip": N_("Tip"),
    "warning": N_("Take care"),
    "help": N_("Where to get help"),
}


class HeadingBox(TextBox):
    """A heading with its place in the outline; it stays with what follows."""

    keep = True

    def __init__(
        self, element: Element, inline: blocks.Inline, style: TextStyle, level: int
    ) -> None:
        super().__init__(element, inline, style)
        self._level = level
        self._title = blocks.plain(inline).replace("\n", " ")

    def split(self, height: float) -> tuple[Box, Box] | None:
        """Never."""
        del height
        return None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words, and the entry of the outline."""
        if self._level <= _DEEPEST_BOOKMARK:
            canvas.bookmark(self._title, self._level - 1, y + 8)
        super().draw(canvas, x, y, width)


def title(style: Style, parent: Element, inline: blocks.Inline) -> HeadingBox:
    """The title of a page."""
    box = HeadingBox(parent.add("H1"), inline, style.heading(1), 1)
    box.after = style.body * 0.8
    return box


@builds(blocks.Heading)
def heading(make: RenderContext, parent: Element, block: blocks.Heading) -> list[Box]:
    """A heading of its level."""
    style = make.style
    if block.level == 1:
        return [title(style, parent, block.text)]
    element = parent.add(f"H{block.level}")
    box = HeadingBox(element, block.text, style.heading(block.level), block.level)
    box.before = style.body * (1.35 if block.level == 2 else 1.0)  # noqa: PLR2004 - of 2 and 3
    box.after = style.body * 0.35
    return [box]


def paragraph_of(
    make: RenderContext, element: Element, inline: blocks.Inline, style: TextStyle
) -> TextBox:
    """Words whose gaps are ready to be filled in, on paper or in a form."""
    fill = partial(make.fill_gap, inline) if make.style.form else None
    return TextBox(element, inline, style, fill=fill)


@builds(blocks.Paragraph)
def paragraph(make: RenderContext, parent: Element, block: blocks.Paragraph) -> list[Box]:
    """Running text."""
    box = paragraph_of(make, parent.add("P"), block.text, make.style.text)
    box.before = box.after = make.style.body * 0.5
    box.keep = _leads_in(block.text)
    return [box]


def _leads_in(inline: blocks.Inline) -> bool:
    """Words that begin bold and have no gap are a title in all but name: of what follows."""
    spans = [span for span in inline if isinstance(span, blocks.Span)]
    return bool(spans) and spans[0].strong and len(spans) == len(inline)


@builds(blocks.BulletList)
def bullets(make: RenderContext, parent: Element, block: blocks.BulletList) -> list[Box]:
    """Dots and words."""
    style = make.style
    items: list[Box] = []
    listing = _list(parent, "Disc")
    for inline in block.items:
        item = listing.add("LI")
        label, body = item.add("Lbl", actual="•"), item.add("LBody")
        text = paragraph_of(make, body, inline, style.text)
        dot = partial(_dot, label, style.body * 0.14)
        items.append(Hanging(dot, style.body * 1.3, text, text.style.leading))
    return _spaced(items, style.body * 0.3, style.body * 0.5)


@builds(blocks.NumberedList)
def numbers(make: RenderContext, parent: Element, block: blocks.NumberedList) -> list[Box]:
    """Numbers and words."""
    style = make.style
    items: list[Box] = []
    listing = _list(parent, "Decimal")
    for n, inline in enumerate(block.items, 1):
        item = listing.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        text = paragraph_of(make, body, inline, style.text)
        number = partial(_number, label, f"{n}.", style.strong)
        items.append(Hanging(number, style.body * 2, text, text.style.leading))
    return _spaced(items, style.body * 0.35, style.body * 0.5)


@builds(blocks.Steps)
def steps(make: RenderContext, parent: Element, block: blocks.Steps) -> list[Box]:
    """Numbers in rings, a title with its minutes, and what to do."""
    style = make.style
    items: list[Box] = []
    listing = _list(parent, "Decimal")
    for n, step in enumerate(block.steps, 1):
        item = listing.add("LI")
        label, body = item.add("Lbl"), item.add("LBody")
        head = TextBox(body.add("P"), _step_title(make, step), style.text)
        head.keep = True
        parts: list[Box] = [head]
        if step.text:
            parts.append(paragraph_of(make, body.add("P"), step.text, style.text))
        ring = partial(icons.ringed, label, str(n), style)
        items.append(Hanging(ring, style.body * 2.3, Stack(parts), style.text.leading))
    return _spaced(items, style.body * 0.65, style.body * 0.6)


def _step_title(make: RenderContext, step: blocks.Step) -> blocks.Inline:
    spans = [blocks.Span(step.title, strong=True)]
    if step.minutes:
        spans.append(blocks.Span(" · " + make.say(N_("{n} min")).format(n=step.minutes)))
    return tuple(spans)


@builds(blocks.Checklist)
def checklist(make: RenderContext, parent: Element, block: blocks.Checklist) -> list[Box]:
    """Boxes to tick."""
    style = make.style
    items: list[Box] = []
    listing = _list(parent, "None")
    for inline in block.items:
        item = listing.add("LI")
        label, body = item.add("Lbl", actual="☐"), item.add("LBody")
        text = paragraph_of(make, body, inline, style.text)
        tick = partial(make.tick, label, blocks.plain(inline))
        items.append(Hanging(tick, style.body * 2.1, text, text.style.leading))
    return _spaced(items, style.body * 0.7, style.body * 0.6)


@builds(blocks.Callout)
def callout(make: RenderContext, parent: Element, block: blocks.Callout) -> list[Box]:
    """A box that stands out, with a drawn icon; help is framed, the others are filled."""
    style = make.style
    note = parent.add("Note")
    head = TextBox(
        note.add("P"), plain(block.title or make.say(_CALLOUTS[block.kind])), style.strong
    )
    head.keep = True
    left = style.body * 3.1
    pad = style.body * 0.85
    inside = Stack([head, *make.narrower(left + pad).boxes(note, block.blocks)])
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


@builds(blocks.Image)
def image(make: RenderContext, parent: Element, block: blocks.Image) -> list[Box]:
    """A picture with what it shows, and its caption."""
    sha = next((a.sha256 for a in make.item.attachments if a.name == block.src), "")
    data = make.images.get(sha, b"")
    boxes: list[Box] = [
        PlacedPicture(parent.add("Figure", alt=block.alt), data, block.alt, make.style)
    ]
    boxes[0].before = make.style.body * 0.7
    boxes[0].after = make.style.body * 0.4
    if block.caption:
        boxes[0].keep = True
        style = replace(make.style.label, roman=fonts.REGULAR)
        boxes.append(TextBox(parent.add("P"), block.caption, style))
        boxes[1].after = make.style.body * 0.7
    return boxes


@builds(blocks.PageBreak)
def page_break(make: RenderContext, parent: Element, block: blocks.PageBreak) -> list[Box]:
    """The page ends here."""
    del make, parent, block
    return [PageBreakBox()]


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
