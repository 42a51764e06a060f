"""Drawings to fill in: wheel, circles, hand.

Each is a ``Figure`` that says what it is, followed in the structure by a list of its
labels, so that a screen reader hears both and no word is hidden in a picture.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.handouts.boxes.box import MM, Box
from valita_desktop.handouts.boxes.table import TableBox, TableCell, TableRow, head_cell
from valita_desktop.handouts.boxes.text import Align, TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.handouts.blocks.context import Builder, RenderContext
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

Point = tuple[float, float]
Place = tuple[Point, float, Align]
"""Where a label goes: the height of its middle with its end or centre, its room, which end."""

_LIST_INDENT = 22.0


@dataclass(frozen=True)
class Extent:
    """How large a drawing is: its natural, least and greatest height in points."""

    natural: float
    least: float
    most: float


class FigureBox(Box):
    """A drawing with labels around or in it.

    Where the labels are too wide for their places, numbers stand there and the labels are
    listed under the drawing: no word is split or made small.

    Args:
        context: The measures.
        parent: Where its elements go.
        alt: What it shows.
        labels: Its labels in reading order.
        extent: How high it may be, without the list.
    """

    def __init__(
        self,
        context: RenderContext,
        parent: Element,
        alt: str,
        labels: Sequence[str],
        extent: Extent,
    ) -> None:
        self.context = context
        self.figure = parent.add("Figure", alt=alt)
        listing = parent.add("L")
        listing.attributes = "/O/List/ListNumbering/None"
        letters = msgspec.structs.replace(context.style.label, roman=fonts.SEMIBOLD)
        self.labels = [
            TextBox(listing.add("LI").add("LBody"), plain(label), letters) for label in labels
        ]
        self.extent = extent
        self.numbered = False
        self.before = self.after = context.style.body * 0.8

    @override
    def measure(self, width: float) -> float:
        """Its natural height, and the list if there is one."""
        self.numbered = self.too_wide(width)
        self.height = self.extent.natural + self._listed(width)
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """Between its least and its greatest height."""
        extent = self.extent
        return extent.natural - extent.least, max(0, extent.most - extent.natural)

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The figure, its labels or their numbers, then the list if there is one."""
        listed = self._listed(width)
        area = (x, y - self.height + listed, x + width, y)
        places = self.draw_figure(canvas, area)
        at = area[1] - 6
        for n, (label, (middle, room, align)) in enumerate(zip(self.labels, places, strict=True)):
            if not self.numbered:
                self._place(canvas, label, middle, (room, align))
                continue
            self._number(canvas, n, middle)
            label.measure(width - _LIST_INDENT)
            self._number(canvas, n, (x + _LIST_INDENT / 2, at - label.style.leading / 2))
            self._draw_label(canvas, label, (x + _LIST_INDENT, at), width - _LIST_INDENT)
            at -= label.height

    @abstractmethod
    def draw_figure(self, canvas: Canvas, area: Area) -> list[Place]:
        """Draw the figure into the area; returns where each label goes, in their order."""

    def too_wide(self, width: float) -> bool:
        """Whether a label would have to be split at this width."""
        del width
        return False

    def _listed(self, width: float) -> float:
        if not self.numbered:
            return 0
        return 10 + sum(label.measure(width - _LIST_INDENT) for label in self.labels)

    def _place(
        self, canvas: Canvas, label: TextBox, middle: Point, room: tuple[float, Align]
    ) -> None:
        width, label.align = room
        label.measure(width)
        left = middle[0] - {"left": 0.0, "right": width, "center": width / 2}[label.align]
        self._draw_label(canvas, label, (left, middle[1] + label.height / 2), width)

    def _draw_label(self, canvas: Canvas, label: TextBox, corner: Point, width: float) -> None:
        with canvas.untagged(when=self.context.style.form):
            label.draw(canvas, corner[0], corner[1], width)

    def _number(self, canvas: Canvas, n: int, middle: Point) -> None:
        face, size = fonts.face(fonts.BOLD), self.labels[n].style.size
        text = str(n + 1)
        width = face.width(text) * size / 1000
        canvas.write(face, size, text, middle[0] - width / 2, middle[1] - size * 0.334)


def with_fields(drawing: FigureBox, parent: Element, labels: Sequence[str]) -> list[Box]:
    """A drawing; in a form also a field for each label, as nobody can draw into it there.

    Args:
        drawing: The drawing, its elements already in the structure.
        parent: Element that the table of fields goes under, after the drawing.
        labels: Those of the drawing, in its order: each names a row and its field.
    """
    context = drawing.context
    if not context.style.form:
        return [drawing]
    table = parent.add("Table")
    rows = []
    for label in labels:
        line = table.add("TR")
        name, field = head_cell(line, "Row"), line.add("TD")
        words = TableCell(name, TextBox(name, plain(label), context.style.cell))
        rows.append(
            TableRow(
                [words, TableCell(field, draw=partial(context.field_cell, field, label))], 9 * MM
            )
        )
    grid = TableBox(rows, [1, 2], context.style)
    grid.after = context.style.body * 0.8
    return [drawing, grid]


class WheelFigure(FigureBox):
    """Sectors and rings, to be coloured from the middle out."""

    scale = 5

    @override
    def measure(self, width: float) -> float:
        """As large as its labels leave room for."""
        if not self.too_wide(width):
            most = 2 * self._room(width) + 16
            extent = self.extent
            self.extent = Extent(min(extent.natural, most), min(extent.least, most), most)
        return super().measure(width)

    @override
    def too_wide(self, width: float) -> bool:
        """Whether the wheel would become too small to be coloured."""
        return self._room(width) < min(40 * MM, width * 0.27)

    @override
    def draw_figure(self, canvas: Canvas, area: Area) -> list[Place]:
        """Rings and spokes, then numbers along the upright spoke."""
        left, low, right, high = area
        middle = ((left + right) / 2, (low + high) / 2)
        around = (right - left) / 2 - 30 if self.numbered else self._room(right - left)
        radius = min((high - low) / 2 - (20 if self.numbered else 8), around)
        with canvas.figure(self.figure, area):
            self._draw_rings(canvas, middle, radius)
            self._draw_scale(canvas, middle, radius)
        return [self._label(n, middle, radius, (left, right)) for n in range(len(self.labels))]

    def _angle(self, n: float) -> float:
        return math.pi / 2 - n * 2 * math.pi / len(self.labels)

    def _room(self, width: float) -> float:
        """The radius that leaves every label room for its longest word."""
        best = width / 2
        for n, label in enumerate(self.labels):
            across = abs(math.cos(self._angle(n + 0.5)))
            if across > _UPRIGHT:
                best = min(best, (width / 2 - label.longest_word - 10) / across - 8)
        return best

    def _draw_rings(self, canvas: Canvas, middle: Point, radius: float) -> None:
        x, y = middle
        canvas.setStrokeGray(0.45)
        canvas.setLineWidth(0.5)
        for ring in range(1, self.scale):
            canvas.circle(x, y, radius * ring / self.scale)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        for n in range(len(self.labels)):
            angle = self._angle(n)
            canvas.line(x, y, x + radius * math.cos(angle), y + radius * math.sin(angle))
        canvas.setLineWidth(1.3)
        canvas.circle(x, y, radius)

    def _draw_scale(self, canvas: Canvas, middle: Point, radius: float) -> None:
        style = self.context.style
        face = fonts.face(fonts.MEDIUM)
        size = max(min(style.label.size, radius / self.scale * 0.55), 9)
        size = style.body if style.large else size
        for ring in range(1, self.scale + 1):
            at = middle[1] + radius * (ring - 0.5) / self.scale
            canvas.setFillGray(1)
            canvas.circle(middle[0], at, size * 0.68, stroke=0, fill=1)
            canvas.setFillGray(0)
            left = middle[0] - face.width(str(ring)) * size / 2000
            canvas.write(face, size, str(ring), left, at - size * 0.334)

    def _label(self, n: int, middle: Point, radius: float, edges: tuple[float, float]) -> Place:
        across, up = math.cos(self._angle(n + 0.5)), math.sin(self._angle(n + 0.5))
        leading = self.labels[n].style.leading
        out = radius + (leading * 0.6 if self.numbered else 8)
        x, y = middle[0] + out * across, middle[1] + out * up
        if across > _UPRIGHT:
            return (x, y), edges[1] - x, "left"
        if across < -_UPRIGHT:
            return (x, y), x - edges[0], "right"
        return (x, y + math.copysign(leading / 2, up)), 130, "center"


_UPRIGHT = 0.05


def wheel(context: RenderContext, parent: Element, block: blocks.Wheel) -> list[Box]:
    """A wheel of sectors to colour."""
    alt = context.say(N_("A wheel of {sectors} sectors to colour from 1 to {scale}"))
    alt = alt.format(sectors=len(block.sectors), scale=block.scale)
    size = context.style.width * 0.74
    box = WheelFigure(context, parent, alt, block.sectors, Extent(size, size * 0.6, size))
    box.scale = block.scale
    return with_fields(box, parent, block.sectors)


class CirclesFigure(FigureBox):
    """Circles inside each other with room to write in each."""

    @override
    def draw_figure(self, canvas: Canvas, area: Area) -> list[Place]:
        """From the outermost in; labels at the top of each ring."""
        left, low, right, high = area
        count, radius = len(self.labels), min(high - low, right - left) / 2 - 2
        middle = ((left + right) / 2, (low + high) / 2)
        with canvas.figure(self.figure, area):
            for n in range(count):
                canvas.setLineWidth(1.3 if n == 0 else 0.9)
                filled = n == count - 1 and not self.context.style.low_ink
                canvas.setFillGray(self.context.style.fill)
                canvas.circle(*middle, radius * _ring_share(n, count), fill=int(filled))
            canvas.setFillGray(0)
        return [
            self._label(label, middle, radius * _ring_share(count - 1 - n, count))
            for n, label in enumerate(self.labels)
        ]

    @staticmethod
    def _label(label: TextBox, middle: Point, outer: float) -> Place:
        """As high in its ring as the width of its words allows."""
        label.measure(outer * 1.3)
        half = label.widest / 2 + 5
        top = min(math.sqrt(max(0, outer**2 - half**2)), outer - label.style.leading * 0.45)
        return (middle[0], middle[1] + top - label.height / 2), outer * 1.3, "center"


def _ring_share(n: int, count: int) -> float:
    """Radius of the ``n``-th ring from outside as a share of the outermost."""
    inner = 0.36
    return 1 - n * (1 - inner) / (count - 1)


def circles(context: RenderContext, parent: Element, block: blocks.Circles) -> list[Box]:
    """Circles from the middle out."""
    alt = context.say(N_("{n} circles inside each other to write in, from the middle out"))
    size = context.style.width * 0.92
    extent = Extent(size, size * 0.72, context.style.width)
    box = CirclesFigure(context, parent, alt.format(n=len(block.labels)), block.labels, extent)
    return with_fields(box, parent, block.labels)


_TIPS: tuple[Point, ...] = ((14, 113), (53, 180), (92, 199), (133, 186), (167, 148))
"""Finger tips from the thumb, in the frame of `_OUTLINE`."""

_WRIST: Point = (66, 0)
_OUTLINE: tuple[tuple[float, ...], ...] = (
    (66, 30, 66.2, 41.4, 43.6, 61.1),
    (32.4, 71.0, 21.5, 81.2, 10.7, 91.6),
    (5.4, 96.3, 5.1, 102.7, 9.7, 108.0),
    (14.3, 113.2, 20.7, 113.8, 26.0, 109.2),
    (34.8, 102.4, 43.5, 95.5, 52.1, 88.5),
    (64.9, 77.3, 63.6, 96.0, 59.5, 112.5),
    (55.2, 129.7, 51.3, 147.1, 47.7, 164.5),
    (45.7, 172.4, 48.3, 178.4, 54.1, 179.8),
    (59.9, 181.2, 65.0, 177.2, 67.0, 169.3),
    (71.3, 154.6, 75.4, 139.9, 79.2, 125.0),
    (80.3, 120.7, 83.6, 120.2, 83.4, 124.7),
    (82.8, 144.4, 82.5, 164.0, 82.5, 183.7),
    (82.2, 192.8, 86.0, 198.7, 92.1, 198.9),
    (98.2, 199.2, 102.4, 193.5, 102.8, 184.4),
    (104.1, 165.9, 105.1, 147.4, 105.8, 128.8),
    (106.0, 124.3, 109.3, 124.4, 110.2, 128.8),
    (113.2, 144.0, 116.6, 159.1, 120.2, 174.2),
    (121.7, 182.3, 126.6, 186.7, 132.3, 185.6),
    (138.0, 184.5, 140.9, 178.6, 139.3, 170.5),
    (136.2, 150.2, 132.6, 130.0, 128.6, 109.9),
    (127.7, 105.5, 131.9, 106.1, 134.0, 110.1),
    (139.9, 121.0, 146.0, 131.7, 152.4, 142.3),
    (155.3, 147.8, 160.3, 149.7, 164.8, 147.3),
    (169.2, 144.9, 170.4, 139.8, 167.5, 134.3),
    (161.7, 121.8, 155.6, 109.6, 149.2, 97.5),
    (137.0, 74.5, 152, 46, 141, 20),
    (137.6, 12, 137, 6, 137, 0),
)
"""A right hand, palm down, as Bézier curves from the wrist around the fingers; 176 wide and
200 high."""

_HAND_WIDE, _HAND_HIGH = 176.0, 200.0
_BETWEEN_TIPS = 38.0
_OVERHANG = 24.0
"""Room beside the hand for the labels of thumb and little finger."""
_ROOMY = 1.3
"""The hand is drawn so much broader than it is: a word is to be written across a finger."""


class HandFigure(FigureBox):
    """The outline of a hand with a label at each finger tip."""

    @override
    def too_wide(self, width: float) -> bool:
        """Whether a label is wider than the room between two finger tips."""
        unit = self._unit(self.extent.least, width)
        return any(label.longest_word > _BETWEEN_TIPS * unit * _ROOMY for label in self.labels)

    @override
    def draw_figure(self, canvas: Canvas, area: Area) -> list[Place]:
        left, low, right, high = area
        unit = self._unit(high - low, right - left)
        origin = ((left + right - _HAND_WIDE * unit * _ROOMY) / 2, low)
        wide = (unit * _ROOMY, unit)
        with canvas.figure(self.figure, area):
            path = canvas.beginPath()
            path.moveTo(origin[0] + _WRIST[0] * wide[0], origin[1])
            for curve in _OUTLINE:
                path.curveTo(*(origin[n % 2] + each * wide[n % 2] for n, each in enumerate(curve)))
            canvas.setLineWidth(1.4)
            canvas.drawPath(path)
        room = _BETWEEN_TIPS * unit * _ROOMY
        return [self._label(label, tip, (origin, unit), room) for label, tip in self._tips()]

    def _tips(self) -> list[tuple[TextBox, Point]]:
        return list(zip(self.labels, _TIPS, strict=True))

    def _label(self, label: TextBox, tip: Point, frame: tuple[Point, float], room: float) -> Place:
        origin, unit = frame
        high = label.style.leading if self.numbered else label.measure(room)
        over = origin[1] + tip[1] * unit + high / 2 + 4
        return (origin[0] + tip[0] * unit * _ROOMY, over), room, "center"

    def _unit(self, height: float, width: float) -> float:
        above = 2 * self.labels[0].style.leading + 6
        return min((height - above) / _HAND_HIGH, width / ((_HAND_WIDE + _OVERHANG) * _ROOMY))


def hand(context: RenderContext, parent: Element, block: blocks.Hand) -> list[Box]:
    """The outline of a hand with a label a finger."""
    alt = context.say(N_("The outline of a hand to write in, one label a finger from the thumb"))
    size = context.style.height * 0.6
    box = HandFigure(context, parent, alt, block.fingers, Extent(size, size * 0.8, size * 1.3))
    return with_fields(box, parent, block.fingers)


BUILDERS: dict[type, Builder] = {
    blocks.Wheel: wheel,
    blocks.Circles: circles,
    blocks.Hand: hand,
}
