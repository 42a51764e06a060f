"""Drawings to fill in: wheel, circles, hand.

Each is a ``Figure`` that says what it is, followed in the structure by a list of its
labels, so that a screen reader hears both and no word is hidden in a picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.handouts import fonts
from valita_desktop.handouts.boxes import MM, Box
from valita_desktop.handouts.making import Maker, builds
from valita_desktop.handouts.text import Align, Text, plain
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.handouts.canvas import Canvas
    from valita_desktop.handouts.tagging import Element

Point = tuple[float, float]


@dataclass(frozen=True)
class Extent:
    """How large a drawing is: its natural, least and greatest height in points."""

    natural: float
    least: float
    most: float


class Drawing(Box):
    """A drawing with labels around or in it.

    Args:
        make: The measures.
        parent: Where its elements go.
        alt: What it shows.
        labels: Its labels in reading order.
        extent: How high it may be.
    """

    def __init__(
        self, make: Maker, parent: Element, alt: str, labels: Sequence[str], extent: Extent
    ) -> None:
        self.make = make
        self.figure = parent.add("Figure", alt=alt)
        listing = parent.add("L")
        listing.attributes = "/O/List/ListNumbering/None"
        letters = replace(make.style.label, roman=fonts.SEMIBOLD)
        self.labels = [
            Text(listing.add("LI").add("LBody"), plain(label), letters) for label in labels
        ]
        self._extent = extent
        self.before = self.after = make.style.body * 0.8

    def measure(self, width: float) -> float:
        """Its natural height."""
        del width
        self.height = self._extent.natural
        return self.height

    def give(self) -> tuple[float, float]:
        """Between its least and its greatest height."""
        extent = self._extent
        return self.height - extent.least, max(0, extent.most - self.height)

    def flex(self, by: float) -> None:
        """As asked."""
        self.height += by

    def place(
        self, canvas: Canvas, label: Text, at: Point, width: float, align: Align = "left"
    ) -> None:
        """Write a label of at most ``width`` with its middle at the height of ``at``.

        ``at`` is its left end, its right end or its centre, by ``align``.
        """
        label.align = align
        label.measure(width)
        left = at[0] - {"left": 0.0, "right": width, "center": width / 2}[align]
        label.draw(canvas, left, at[1] + label.height / 2, width)


class Wheel(Drawing):
    """Sectors and rings, to be coloured from the middle out."""

    scale = 5

    def measure(self, width: float) -> float:
        """As large as its labels leave room for."""
        most = 2 * self._room(width) + 16
        self._extent = Extent(min(self._extent.natural, most), min(self._extent.least, most), most)
        return super().measure(width)

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Rings and spokes, then numbers along the upright spoke, then labels around."""
        middle = (x + width / 2, y - self.height / 2)
        radius = min(self.height / 2 - 8, self._room(width))
        count = len(self.labels)
        with canvas.figure(self.figure, (x, y - self.height, x + width, y)):
            self._draw_wheel(canvas, middle, radius)
        for n, label in enumerate(self.labels):
            angle = math.pi / 2 - (n + 0.5) * 2 * math.pi / count
            self._label(canvas, label, angle, (middle, radius), (x, x + width))

    def _room(self, width: float) -> float:
        """The radius that leaves every label room for its longest word."""
        count = len(self.labels)
        best = width / 2
        for n, label in enumerate(self.labels):
            across = abs(math.cos(math.pi / 2 - (n + 0.5) * 2 * math.pi / count))
            if across > _UPRIGHT:
                best = min(best, (width / 2 - label.longest_word - 10) / across - 8)
        return max(best, 40 * MM)

    def _draw_wheel(self, canvas: Canvas, middle: Point, radius: float) -> None:
        x, y = middle
        count = len(self.labels)
        canvas.setStrokeGray(0.45)
        canvas.setLineWidth(0.5)
        for ring in range(1, self.scale):
            canvas.circle(x, y, radius * ring / self.scale)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        for n in range(count):
            angle = math.pi / 2 - n * 2 * math.pi / count
            canvas.line(x, y, x + radius * math.cos(angle), y + radius * math.sin(angle))
        canvas.setLineWidth(1.3)
        canvas.circle(x, y, radius)
        face = fonts.face(fonts.MEDIUM)
        size = min(self.make.style.label.size, radius / self.scale * 0.55)
        size = max(size, self.make.style.body if self.make.style.large else 8)
        for ring in range(1, self.scale + 1):
            at = y + radius * (ring - 0.5) / self.scale
            canvas.setFillGray(1)
            canvas.circle(x, at, size * 0.68, stroke=0, fill=1)
            canvas.setFillGray(0)
            text = str(ring)
            canvas.write(face, size, text, x - face.width(text) * size / 2000, at - size * 0.334)

    def _label(
        self,
        canvas: Canvas,
        label: Text,
        angle: float,
        circle: tuple[Point, float],
        edges: tuple[float, float],
    ) -> None:
        (x, y), radius = circle
        across, up = math.cos(angle), math.sin(angle)
        at_x, at_y = x + (radius + 8) * across, y + (radius + 8) * up
        if across > _UPRIGHT:
            self.place(canvas, label, (at_x, at_y), edges[1] - at_x)
        elif across < -_UPRIGHT:
            self.place(canvas, label, (at_x, at_y), at_x - edges[0], "right")
        else:
            lift = label.style.leading / 2
            self.place(canvas, label, (at_x, at_y + lift * (1 if up > 0 else -1)), 130, "center")


_UPRIGHT = 0.05


@builds(blocks.Wheel)
def wheel(make: Maker, parent: Element, block: blocks.Wheel) -> list[Box]:
    """A wheel of sectors to colour."""
    alt = make.say(N_("A wheel of {sectors} sectors to colour from 1 to {scale}"))
    alt = alt.format(sectors=len(block.sectors), scale=block.scale)
    size = make.style.width * 0.74
    box = Wheel(make, parent, alt, block.sectors, Extent(size, size * 0.6, size))
    box.scale = block.scale
    return [box]


class Circles(Drawing):
    """Circles inside each other with room to write in each."""

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """From the outermost in; labels at the top of each ring."""
        count = len(self.labels)
        radius = self.height / 2 - 2
        middle = (x + width / 2, y - self.height / 2)
        with canvas.figure(self.figure, (x, y - self.height, x + width, y)):
            for n in range(count):
                canvas.setLineWidth(1.3 if n == 0 else 0.9)
                share = _ring_share(n, count)
                if n == count - 1 and not self.make.style.low_ink:
                    canvas.setFillGray(self.make.style.fill)
                    canvas.circle(middle[0], middle[1], radius * share, fill=1)
                    canvas.setFillGray(0)
                else:
                    canvas.circle(middle[0], middle[1], radius * share)
        for n, label in enumerate(self.labels):
            outer = radius * _ring_share(count - 1 - n, count)
            top = middle[1] + outer - label.style.leading * (0.95 if n else 1.2)
            half = math.sqrt(max(0, outer**2 - (top - middle[1] + 6) ** 2))
            self.place(canvas, label, (middle[0], top), max(2 * half - 8, 60), "center")


def _ring_share(n: int, count: int) -> float:
    """Radius of the ``n``-th ring from outside as a share of the outermost."""
    inner = 0.36
    return 1 - n * (1 - inner) / (count - 1)


@builds(blocks.Circles)
def circles(make: Maker, parent: Element, block: blocks.Circles) -> list[Box]:
    """Circles from the middle out."""
    alt = make.say(N_("{n} circles inside each other to write in, from the middle out"))
    size = make.style.width * 0.92
    extent = Extent(size, size * 0.72, make.style.width)
    return [Circles(make, parent, alt.format(n=len(block.labels)), block.labels, extent)]


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


class Hand(Drawing):
    """The outline of a hand with a label at each finger tip.

    Where a word is too wide for the room between two fingers, numbers stand there, and
    the labels under the hand.
    """

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The outline, then the labels."""
        leading = self.labels[0].style.leading
        above = 2 * leading + 4
        unit = min((self.height - above) / _HAND_HIGH, width / _HAND_WIDE)
        room = _BETWEEN_TIPS * unit
        wide = any(label.longest_word > room for label in self.labels)
        below = leading * len(self.labels) + 8 if wide else 0
        unit -= below / _HAND_HIGH
        origin = (x + (width - _HAND_WIDE * unit) / 2, y - self.height + below)
        with canvas.figure(self.figure, (x, y - self.height, x + width, y)):
            self._draw_outline(canvas, origin, unit)
            if wide:
                self._draw_numbers(canvas, origin, unit)
        for n, (label, tip) in enumerate(zip(self.labels, _TIPS, strict=True)):
            if wide:
                at = (x + leading * 1.4, origin[1] - 8 - (n + 0.5) * leading)
                self.place(canvas, label, at, width - leading * 1.4)
                self._number(canvas, n, (x + leading * 0.5, at[1]))
                continue
            label.measure(room)
            over = origin[1] + tip[1] * unit + label.height / 2 + 4
            self.place(canvas, label, (origin[0] + tip[0] * unit, over), room, "center")

    @staticmethod
    def _draw_outline(canvas: Canvas, origin: Point, unit: float) -> None:
        path = canvas.beginPath()
        path.moveTo(origin[0] + _WRIST[0] * unit, origin[1])
        for curve in _OUTLINE:
            path.curveTo(*(origin[n % 2] + each * unit for n, each in enumerate(curve)))
        canvas.setLineWidth(1.4)
        canvas.drawPath(path)

    def _draw_numbers(self, canvas: Canvas, origin: Point, unit: float) -> None:
        for n, tip in enumerate(_TIPS):
            lift = self.labels[0].style.leading / 2
            self._number(
                canvas, n, (origin[0] + tip[0] * unit, origin[1] + tip[1] * unit + lift + 2)
            )

    def _number(self, canvas: Canvas, n: int, middle: Point) -> None:
        face, size = fonts.face(fonts.BOLD), self.labels[n].style.size
        text = str(n + 1)
        width = face.width(text) * size / 1000
        canvas.write(face, size, text, middle[0] - width / 2, middle[1] - size * 0.334)


@builds(blocks.Hand)
def hand(make: Maker, parent: Element, block: blocks.Hand) -> list[Box]:
    """The outline of a hand with a label a finger."""
    alt = make.say(N_("The outline of a hand to write in, one label a finger from the thumb"))
    size = make.style.height * 0.6
    return [Hand(make, parent, alt, block.fingers, Extent(size, size * 0.7, size * 1.3))]
