"""Makes the committed typeface from the one that its designers publish.

``python -m resources.typefaces FOLDER`` with the static TrueType faces of Atkinson
Hyperlegible Next 2.001. Needs fontTools (``pip install -e '.[bench]'``); run by hand when a
new version of the face is taken in.

One thing is changed: the zero has a stroke through it, which in Finnish and Swedish eyes is
the letter Ø, so that telephone numbers are misread. Ours has none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).resolve().parent / "fonts"
FAMILY = "AtkinsonHyperlegibleNext"
WEIGHTS = ("Regular", "RegularItalic", "Medium", "SemiBold", "Bold", "BoldItalic")


def plain_zero(font: TTFont) -> None:
    """Take the stroke out of the zero: its counter becomes the outline, smaller.

    The published zero is an outline and half a counter on either side of the stroke. The
    outline, scaled to the box that holds both halves, keeps the thickness of the sides, the
    top and the bottom, and the slope of an italic.
    """
    glyf = font["glyf"]
    points, ends, flags = glyf["zero"].getCoordinates(glyf)
    outline = list(points)[: ends[0] + 1]
    left, bottom, right, top = _box(outline)
    x0, y0, x1, y1 = _box(list(points)[ends[0] + 1 :])
    across, up = (x1 - x0) / (right - left), (y1 - y0) / (top - bottom)
    counter = [(x0 + (x - left) * across, y0 + (y - bottom) * up) for x, y in outline]
    glyph = glyf["zero"]
    # A counter runs the other way round than what it is cut out of.
    glyph.coordinates = GlyphCoordinates(
        [*outline, *((round(x), round(y)) for x, y in counter[::-1])]
    )
    glyph.endPtsOfContours = [ends[0], 2 * ends[0] + 1]
    glyph.flags = flags[: ends[0] + 1] + flags[: ends[0] + 1][::-1]
    glyph.numberOfContours = 2
    glyph.recalcBounds(glyf)


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def main(published: Path) -> None:
    """Write the faces into resources/fonts."""
    for weight in WEIGHTS:
        font = TTFont(published / f"{FAMILY}-{weight}.ttf", recalcTimestamp=False)
        plain_zero(font)
        font.save(TARGET / f"{FAMILY}-{weight}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
