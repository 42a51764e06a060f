"""Small drawings: icons of callouts, rings of steps, boxes to tick, arrows, scissors.

Drawn as vectors, black on white, in the one stroke of the kit, so that they copy well. What
is only to be seen is drawn as an artifact; words and numbers are tagged.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from valita_desktop.handouts.pdfwriter import fonts

if TYPE_CHECKING:
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

_STROKE = 0.075


class Icon(Protocol):
    """A small drawing; a function that is one tells only what it shows."""

    def __call__(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        """Draw it, with the colours of the canvas.

        Args:
            canvas: Where to; nothing is tagged, so it is an artifact unless the caller tags.
            x: Its middle in points from the left, unless the function says otherwise.
            y: Its middle in points upwards from the foot of the page.
            size: Side of the square that it about fills, in points.
        """
        ...


def tip(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A bulb."""
    _pen(canvas, size)
    radius = size * 0.32
    bulb = canvas.beginPath()
    top = y + size * 0.14
    bulb.arc(x - radius, top - radius, x + radius, top + radius, startAng=-52, extent=284)
    canvas.drawPath(bulb)
    neck = radius * 0.615
    low = top - radius * 0.79
    canvas.line(x - neck, low, x - neck * 0.9, low - size * 0.1)
    canvas.line(x + neck, low, x + neck * 0.9, low - size * 0.1)
    for n in range(2):
        at = low - size * (0.1 + n * 0.11)
        canvas.line(x - neck * 0.85, at, x + neck * 0.85, at)


def warning(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A triangle with an exclamation mark."""
    _pen(canvas, size)
    half, low, high = size * 0.46, y - size * 0.38, y + size * 0.42
    path = canvas.beginPath()
    path.moveTo(x - half, low)
    path.lineTo(x + half, low)
    path.lineTo(x, high)
    path.close()
    canvas.drawPath(path)
    canvas.line(x, y + size * 0.15, x, y - size * 0.08)
    canvas.circle(x, y - size * 0.23, size * 0.05, stroke=0, fill=1)


def help_ring(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A lifebelt."""
    _pen(canvas, size)
    outer, inner = size * 0.43, size * 0.18
    canvas.circle(x, y, outer)
    canvas.circle(x, y, inner)
    for quarter in range(4):
        for side in (-0.2, 0.2):
            angle = math.pi / 4 + quarter * math.pi / 2
            out, into = angle + side, angle + side * 1.6
            canvas.line(
                x + outer * math.cos(out), y + outer * math.sin(out),
                x + inner * math.cos(into), y + inner * math.sin(into),
            )  # fmt: skip


CALLOUTS: dict[str, Icon] = {"tip": tip, "warning": warning, "help": help_ring}
"""The icon of a callout by its kind."""


def pictogram(owner: Element, sign: str, size: float, canvas: Canvas, x: float, y: float) -> None:
    """Draw the picture sign that words begin with, ahead of them.

    Args:
        owner: Element of the words.
        sign: The sign.
        size: How large, in points.
        canvas: Where to.
        x: Left edge of the sign, in points.
        y: Its middle, in points upwards from the foot of the page.
    """
    with canvas.tagged(owner):
        canvas.write(fonts.face(fonts.REGULAR), size, f"{sign} ", x, y - size * 0.36)


def ringed(label: Element, text: str, style: Style, canvas: Canvas, x: float, y: float) -> None:
    """Draw a number in a ring, at the left of a step.

    Args:
        label: Element that the number is tagged with; the ring is an artifact.
        text: The number.
        style: The measures that ring and number grow with.
        canvas: Where to.
        x: Left edge of the ring, in points.
        y: Middle of the ring, in points upwards from the foot of the page.
    """
    radius = style.body * 0.78
    canvas.setLineWidth(style.body * 0.085)
    canvas.circle(x + radius, y, radius)
    centred(canvas, label, text, fonts.BOLD, style.body, (x + radius, y))


def centred(
    canvas: Canvas,
    element: Element,
    text: str,
    weight: str,
    size: float,
    middle: tuple[float, float],
) -> None:
    """Write a number or a few words around a point.

    Args:
        canvas: Where to.
        element: Element that they are tagged with.
        text: All on one line.
        weight: Their face, one of `fonts.WEIGHTS`.
        size: Size of the letters, in points.
        middle: The point; capitals and digits have their middle there.
    """
    face = fonts.face(weight)
    width = face.width(text) * size / 1000
    with canvas.tagged(element):
        canvas.write(face, size, text, middle[0] - width / 2, middle[1] - size * 0.334)


def frame(stroke: float, canvas: Canvas, area: Area) -> None:
    """Draw a frame with rounded corners, as an artifact.

    Args:
        stroke: Width of its line, in points.
        canvas: Where to.
        area: The line runs along its edges, half of it outside.
    """
    left, low, right, high = area
    canvas.setLineWidth(stroke)
    canvas.roundRect(left, low, right - left, high - low, 5)


def box(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A box to tick; ``x`` is its left edge."""
    canvas.setLineWidth(0.9)
    canvas.roundRect(x + 0.5, y - size / 2, size, size, size * 0.12)


def arrow_down(canvas: Canvas, x: float, top: float, length: float) -> None:
    """Draw an arrow that points down.

    Args:
        canvas: Where to; it is an artifact, unless the caller tags.
        x: Its middle, in points from the left.
        top: Where it starts, in points upwards from the foot of the page.
        length: From there to its point, in points.
    """
    canvas.setLineWidth(1.1)
    canvas.line(x, top, x, top - length)
    head = min(5.0, length * 0.5)
    canvas.line(x, top - length, x - head * 0.7, top - length + head)
    canvas.line(x, top - length, x + head * 0.7, top - length + head)


def scissors(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Open scissors that cut to the right; ``x`` is the middle of their grips."""
    canvas.setLineWidth(size * 0.09)
    for side in (-1, 1):
        canvas.circle(x, y + side * size * 0.26, size * 0.16)
        canvas.line(x + size * 0.13, y + side * size * 0.17, x + size * 0.85, y - side * size * 0.2)


def _pen(canvas: Canvas, size: float) -> None:
    canvas.setLineWidth(size * _STROKE)
