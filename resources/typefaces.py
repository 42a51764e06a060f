"""Makes the committed typefaces from the ones that their designers publish.

``python -m resources.typefaces ATKINSON DEJAVU`` with two folders of TrueType files: the
static faces of Atkinson Hyperlegible Next 2.001 and DejaVu Sans 2.37. Needs fontTools
(``pip install -e '.[bench]'``); run by hand when a new version of a face is taken in.

Two things are changed. The zero of Atkinson has a stroke through it, which in Finnish and
Swedish eyes is the letter Ø, so that telephone numbers are misread: ours has none. Of DejaVu
Sans only what Atkinson lacks is kept, and of that what needs neither shaping nor another
direction of writing.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).resolve().parent / "fonts"
FAMILY = "AtkinsonHyperlegibleNext"
WEIGHTS = ("Regular", "RegularItalic", "Medium", "SemiBold", "Bold", "BoldItalic")
SIGNS = {"Signs-Regular": "DejaVuSans", "Signs-Bold": "DejaVuSans-Bold"}

_SHAPED = range(0x0590, 0x0900), range(0x0900, 0x10A0), range(0x1780, 0x1800), range(0xFB1D, 0xFE00)
"""Hebrew to Arabic, the scripts of India to Burma, Khmer, presentation forms: need shaping."""

_KEPT_CATEGORIES = frozenset("LNPSZ")
"""Letters, numbers, punctuation, signs, spaces; no combining marks, no controls."""


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


def lacking(text: TTFont, signs: TTFont) -> list[int]:
    """Code points that ``signs`` can stand in for: ``text`` has no shape for them."""
    have = text.getBestCmap()
    return [
        code
        for code in sorted(signs.getBestCmap())
        if code not in have
        and unicodedata.category(chr(code))[0] in _KEPT_CATEGORIES
        and unicodedata.bidirectional(chr(code)) not in ("R", "AL")
        and not any(code in block for block in _SHAPED)
    ]


def only(font: TTFont, codes: list[int]) -> None:
    """Keep these characters of a face, without features and hints."""
    wanted = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    cutter = subset.Subsetter(wanted)
    cutter.populate(unicodes=codes)
    cutter.subset(font)


def main(atkinson: Path, dejavu: Path) -> None:
    """Write the faces into resources/fonts."""
    for weight in WEIGHTS:
        font = TTFont(atkinson / f"{FAMILY}-{weight}.ttf", recalcTimestamp=False)
        plain_zero(font)
        font.save(TARGET / f"{FAMILY}-{weight}.ttf")
    text = TTFont(TARGET / f"{FAMILY}-Regular.ttf")
    faces = {
        ours: TTFont(dejavu / f"{theirs}.ttf", recalcTimestamp=False)
        for ours, theirs in SIGNS.items()
    }
    codes = set.intersection(*(set(lacking(text, font)) for font in faces.values()))
    for ours, font in faces.items():
        only(font, sorted(codes))
        font.save(TARGET / f"{ours}.ttf")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
