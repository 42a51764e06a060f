"""Boxes that stand on a page: how high they are, how they give way, where they break.

The layout engine of the handouts: a `Box` is measured at a width, may be split between
pages and may grow or shrink within its own bounds, so that a sheet fills its one page.
A box draws itself once, at a place it is given, and never asks where it stands.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area

MM = 72 / 25.4
"""One millimetre in points."""

_HAIR = 0.01
_ROOMY = 8 * MM
_TIGHTEN = 0.45
"""Share of the room between boxes that may go to keep a page whole."""


class Box(ABC):
    """Something of a height at a width. All lengths are points, y grows upwards.

    Attributes:
        before, after: Room it wants above and below; between two boxes the larger counts.
        keep: It must not be the last on its page (a heading).
        together: The part of a page up to which it is not cut, but begun on the next page;
            0 is cut wherever the page ends.
        height: As measured, then as flexed.
        name: What it is, for errors.
        line: Line of its text that it begins on, for errors; 0 is none.
    """

    before: float = 0
    after: float = 0
    keep: bool = False
    together: float = 0
    height: float = 0
    name: str = ""
    line: int = 0

    @abstractmethod
    def measure(self, width: float) -> float:
        """Lay out at this width; sets and returns the natural height."""

    @abstractmethod
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draw what was measured, as high as `flex` left it.

        Args:
            canvas: A page is open on it; what is drawn outside `Canvas.tagged` is an artifact.
            x: Left edge of the box.
            y: Its top edge: it is drawn downwards from there.
            width: The width that it was measured at.
        """

    def give(self) -> tuple[float, float]:
        """How much it can lose and how much it can gain in height."""
        return 0, 0

    def flex(self, by: float) -> None:
        """Become ``by`` higher (or lower), within what `give` said."""
        del by  # it gives nothing

    def split(self, height: float) -> tuple[Box, Box] | None:
        """Cut so that the first part is no higher than ``height``; ``None`` if it cannot."""
        del height
        return None


class Space(Box):
    """Empty room that may grow."""

    def __init__(self, height: float, grow: float = 0) -> None:
        self._natural, self._grow = height, grow

    @override
    def measure(self, width: float) -> float:
        del width
        self.height = self._natural
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        return self._natural, self._grow

    @override
    def flex(self, by: float) -> None:
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Nothing to see."""


class BreakBox(Box):
    """What follows starts a new page."""

    @override
    def measure(self, width: float) -> float:
        del width
        return 0

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Nothing to see."""


class Stack(Box):
    """Boxes under each other.

    Attributes:
        boxes: Them, from the top.
        loose: How much of the room between them may be added when a page is filled,
            as a share of that room.
    """

    def __init__(self, boxes: Sequence[Box], *, loose: float = 0) -> None:
        self.boxes = list(boxes)
        self.loose = loose
        self._width = 0.0
        self._spread = 1.0
        if boxes:
            self.before, self.after = boxes[0].before, boxes[-1].after
            self.name, self.line = boxes[0].name, boxes[0].line

    @override
    def measure(self, width: float) -> float:
        """The boxes and the room between them."""
        self._width = width
        self._spread = 1.0
        for box in self.boxes:
            box.measure(width)
        return self._sum()

    @override
    def give(self) -> tuple[float, float]:
        """What its boxes can give, and the room between them."""
        given = [box.give() for box in self.boxes]
        gaps = self._gaps()
        shrink = sum(each[0] for each in given) + gaps * _TIGHTEN
        return shrink, sum(each[1] for each in given) + gaps * self.loose

    @override
    def flex(self, by: float) -> None:
        """Share it out in proportion to what each can give."""
        side = 0 if by < 0 else 1
        given = [box.give()[side] for box in self.boxes]
        gaps = self._gaps() * (self.loose if by > 0 else _TIGHTEN)
        total = sum(given) + gaps
        if total < _HAIR:
            return
        share = max(-1.0, min(1.0, by / total))
        for box, each in zip(self.boxes, given, strict=True):
            if each:
                box.flex(each * share)
        if gaps:
            self._spread += share * gaps / self._gaps()
        self._sum()

    @override
    def split(self, height: float) -> tuple[Stack, Stack] | None:
        """Between two boxes or inside one; a heading goes with what follows it."""
        kept, rest = self._cut(height)
        while kept and rest and kept[-1].keep:
            rest.insert(0, kept.pop())
        if not kept or not rest:
            return None
        return self.part(kept), self.part(rest)

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Each under the one before."""
        for box, gap in self._placed():
            y -= gap
            box.draw(canvas, x, y, width)
            y -= box.height

    def part(self, boxes: Sequence[Box]) -> Stack:
        """A stack like this one of some of its boxes, as they were measured."""
        part = Stack(boxes, loose=self.loose)
        part._width = self._width
        part._sum()
        return part

    def _cut(self, height: float) -> tuple[list[Box], list[Box]]:
        y = 0.0
        for n, (box, gap) in enumerate(self._placed()):
            if y + gap + box.height > height + _HAIR:
                whole = n > 0 and box.height < height * box.together
                parts = None if whole else box.split(height - y - gap)
                if parts is None:
                    return self.boxes[:n], self.boxes[n:]
                return [*self.boxes[:n], parts[0]], [parts[1], *self.boxes[n + 1 :]]
            y += gap + box.height
        return self.boxes, []

    def _sum(self) -> float:
        self.height = sum(gap + box.height for box, gap in self._placed())
        return self.height

    def _gaps(self) -> float:
        return sum(gap for _, gap in self._placed()) / self._spread

    def _placed(self) -> Iterator[tuple[Box, float]]:
        """Each box with the room above it; none above the first."""
        previous: Box | None = None
        for box in self.boxes:
            yield box, (max(previous.after, box.before) * self._spread) if previous else 0.0
            previous = box


class Beside(Box):
    """Boxes beside each other, tops aligned.

    Args:
        boxes: Them, from the left.
        shares: Their parts of the width.
        gap: Room between them.
    """

    def __init__(self, boxes: Sequence[Box], shares: Sequence[float], gap: float) -> None:
        self._boxes = list(boxes)
        self._shares = [share / sum(shares) for share in shares]
        self._gap = gap

    @override
    def measure(self, width: float) -> float:
        room = width - self._gap * (len(self._boxes) - 1)
        for box, share in zip(self._boxes, self._shares, strict=True):
            box.measure(room * share)
        self.height = max((box.height for box in self._boxes), default=0)
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        room = width - self._gap * (len(self._boxes) - 1)
        for box, share in zip(self._boxes, self._shares, strict=True):
            box.draw(canvas, x, y, room * share)
            x += room * share + self._gap


class Inset(Box):
    """A box with room around it, and something drawn behind it.

    Args:
        body: What is inside.
        around: Room above, right, below and left.
        backdrop: Draws what lies behind, given the canvas and the area.
    """

    together = 0.5

    def __init__(
        self,
        body: Box,
        around: tuple[float, float, float, float],
        backdrop: Callable[[Canvas, Area], None] | None = None,
    ) -> None:
        self._body = body
        self._around = around
        self._backdrop = backdrop
        self.name, self.line = body.name, body.line

    @override
    def measure(self, width: float) -> float:
        """The body and the room above and below it."""
        self._body.measure(width - self._around[1] - self._around[3])
        return self._sum()

    @override
    def give(self) -> tuple[float, float]:
        """What the body can give."""
        return self._body.give()

    @override
    def flex(self, by: float) -> None:
        self._body.flex(by)
        self._sum()

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """Both parts get the room and the backdrop."""
        parts = self._body.split(height - self._around[0] - self._around[2])
        if parts is None:
            return None
        return self._again(parts[0]), self._again(parts[1])

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        top, right, _, left = self._around
        if self._backdrop:
            self._backdrop(canvas, (x, y - self.height, x + width, y))
        self._body.draw(canvas, x + left, y - top, width - left - right)

    def _again(self, body: Box) -> Inset:
        part = Inset(body, self._around, self._backdrop)
        part.before, part.after = self.before, self.after
        part.name, part.line = self.name, self.line
        part._sum()
        return part

    def _sum(self) -> float:
        self.height = self._body.height + self._around[0] + self._around[2]
        return self.height


class Hanging(Box):
    """A label in the margin of a body: a bullet, a number, a box to tick.

    Args:
        label: Draws the label, given canvas, x and the middle of the body's first line.
        indent: Where the body starts.
        body: The words.
        first_line: Height of the body's first line.

    Attributes:
        roomy: Its lines are wide apart to be written on, so it needs less room around.
    """

    def __init__(
        self,
        label: Callable[[Canvas, float, float], None] | None,
        indent: float,
        body: Box,
        first_line: float,
    ) -> None:
        self._label = label
        self._indent = indent
        self._body = body
        self._first_line = first_line
        self.roomy = first_line >= _ROOMY

    @override
    def measure(self, width: float) -> float:
        self.height = self._body.measure(width - self._indent)
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """What the body can give."""
        return self._body.give()

    @override
    def flex(self, by: float) -> None:
        self._body.flex(by)
        self.height = self._body.height

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """The label stays with the first part."""
        parts = self._body.split(height)
        if parts is None:
            return None
        head = Hanging(self._label, self._indent, parts[0], self._first_line)
        tail = Hanging(None, self._indent, parts[1], self._first_line)
        for part in (head, tail):
            part.before, part.after = self.before, self.after
            part.flex(0)
        return head, tail

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The label, then the body."""
        if self._label:
            self._label(canvas, x, y - self._first_line / 2)
        self._body.draw(canvas, x + self._indent, y, width - self._indent)
