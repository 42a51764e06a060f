"""Makes the committed typefaces from those that their designers publish.

``python -m resources.typefaces FOLDER`` with these TrueType files somewhere in the folder, each
by its PostScript name: the static faces of Atkinson Hyperlegible Next 2.001, Noto Sans 2.015
(regular and bold), Noto Sans Math 3.000, Noto Sans Symbols 2.003, Noto Sans Symbols 2 2.008 and
Noto Emoji 3.006. Needs fontTools (``pip install -e '.[bench]'``); run by hand when a new version
of a face is taken in. The same files give the same bytes.

Two things are changed in Atkinson. The zero has a stroke through it, which in Finnish and
Swedish eyes is the letter Ø, so that telephone numbers are misread: ours has none. And what only
differs from a sign it has by its width or by where a line may break gets that sign's shape.

The second face, *Valita Signs*, has what Atkinson lacks and a class may need: the regular one
letters, arrows, boxes and pictures, the bold one letters. Only what needs neither shaping nor
another direction of writing is in it, without features and hints.
"""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).resolve().parent / "fonts"
FAMILY = "AtkinsonHyperlegibleNext"
WEIGHTS = ("Regular", "RegularItalic", "Medium", "SemiBold", "Bold", "BoldItalic")
SIGNS = {
    "Regular": (
        "NotoSans-Regular",
        "NotoSansMath-Regular",
        "NotoSansSymbols-Regular",
        "NotoSansSymbols2-Regular",
        "NotoEmoji-Regular",
    ),
    "Bold": ("NotoSans-Bold",),
}
"""What each of our second faces is made of; where two have a sign, the earlier one's is taken."""

_UNITS = 1000
_MARKS = range(0x0300, 0x0370)
"""Taken even where Atkinson has them: these stand over what comes before without being told."""

_EMOJI = 0.9
"""Size of the pictures beside letters: they stand on the line and fit between two."""

_SAME = {0xAD: 0x2D, 0x2010: 0x2D, 0x2011: 0x2D, 0xB5: 0x3BC, 0x2BC: 0x2019, 0x2206: 0x394}
_SPACES = {
    0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250, 0x2006: 167, 0x2007: 632, 0x2008: 240,
    0x200A: 90, 0x202F: 140, 0x205F: 222, 0x3000: 1000,
    0x200B: 0, 0x200C: 0, 0x200D: 0, 0x2060: 0, 0xFEFF: 0, 0xFE0E: 0, 0xFE0F: 0,
}  # fmt: skip
"""Width of what has no shape, in thousandths."""

_WANTED = (
    range(0x00A0, 0x0530),  # Latin, phonetic letters, marks, Greek, Cyrillic
    range(0x1D00, 0x1DC0),
    range(0x1E00, 0x2000),
    range(0x2010, 0x2C00),  # punctuation, arrows, mathematics, shapes, dingbats
    range(0x2C60, 0x2C80),
    range(0x2DE0, 0x2E80),
    range(0xA640, 0xA6A0),
    range(0xA720, 0xA800),
    range(0x1F000, 0x1F3FB),
    range(0x1F400, 0x1FB00),
)
_UNSEEN = (0x20E3, *range(0x1F3FB, 0x1F400))
"""The frame of a keycap and colours of skin: they only change the sign before them."""


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


def like_signs(font: TTFont) -> None:
    """Give hyphens, spaces and joiners that the face lacks the shape of what they are like."""
    glyphs = font.getBestCmap()
    for table in font["cmap"].tables:
        table.cmap.update({code: glyphs[like] for code, like in _SAME.items()})
    _shape(font, _SPACES)


def second_face(weight: str, donors: list[TTFont], text: TTFont) -> TTFont:
    """The face of what Atkinson lacks.

    Args:
        weight: ``Regular`` or ``Bold``.
        donors: The faces it is made of; they are changed.
        text: The face of Atkinson that it stands beside; gives the height of lines.
    """
    known = set(text.getBestCmap())
    files: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for donor in donors:
            codes = [code for code in _wanted(donor) if code not in known or code in _MARKS]
            known.update(codes)
            _cut(donor, codes)
            files.append(f"{folder}/{len(files)}.ttf")
            donor.save(files[-1])
        made = Merger().merge(files)
    _shape(made, dict.fromkeys(_UNSEEN, 0) if weight == "Regular" else {})
    _call(made, weight)
    made["head"].created = made["head"].modified = text["head"].modified
    for name in ("ascent", "descent", "lineGap"):
        setattr(made["hhea"], name, getattr(text["hhea"], name))
    for name in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
        setattr(made["OS/2"], name, getattr(text["OS/2"], name))
    for name in ("sCapHeight", "sxHeight"):
        setattr(made["OS/2"], name, getattr(text["OS/2"], name))
    made["post"].formatType = 3
    made.recalcTimestamp = False
    return made


def _shape(font: TTFont, widths: dict[int, int]) -> None:
    """Give characters a glyph without a shape, of these widths."""
    for code, width in widths.items():
        name = f"u{code:04X}"
        font["glyf"][name] = Glyph()
        font["hmtx"][name] = (width, 0)
        for table in font["cmap"].tables:
            if table.format == 12 or code < 0x10000:  # noqa: PLR2004 - what the others can hold
                table.cmap[code] = name
    font.setGlyphOrder(font["glyf"].glyphOrder)


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _wanted(donor: TTFont) -> list[int]:
    return [
        code
        for code in sorted(donor.getBestCmap())
        if any(code in block for block in _WANTED)
        and unicodedata.category(chr(code))[0] in "LMNPS"
        and unicodedata.bidirectional(chr(code)) not in ("R", "AL")
    ]


def _cut(font: TTFont, codes: list[int]) -> None:
    """Keep these characters of a face, in our units."""
    drop = ["GDEF", "GPOS", "GSUB", "MATH", "STAT", "gasp", "vhea", "vmtx", "prep", "meta", "DSIG"]
    wanted = subset.Options(hinting=False, layout_features=[], glyph_names=False)
    wanted.drop_tables += drop
    cutter = subset.Subsetter(wanted)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    if font["head"].unitsPerEm != _UNITS:
        scale_upem(font, round(_UNITS * _EMOJI))
        font["head"].unitsPerEm = _UNITS


def _call(font: TTFont, weight: str) -> None:
    """Give a face our name: one that is changed shall not be called by the designers' own."""
    names = font["name"]
    names.names = []
    told = {
        0: "Copyright 2013-2026 Google LLC, 2022 The Noto Project Authors",
        1: "Valita Signs",
        2: weight,
        3: f"ValitaSigns-{weight}",
        4: f"Valita Signs {weight}",
        5: "Version 1.000",
        6: f"ValitaSigns-{weight}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, words in told.items():
        names.setName(words, number, 3, 1, 0x409)


def main(published: Path) -> None:
    """Write the faces into resources/fonts."""
    found = {}
    for file in sorted(published.rglob("*.ttf")):
        font = TTFont(file, recalcTimestamp=False)
        found[font["name"].getDebugName(6)] = font
    for weight in WEIGHTS:
        font = found[f"{FAMILY}-{weight.replace('RegularItalic', 'Italic')}"]
        plain_zero(font)
        like_signs(font)
        font.save(TARGET / f"{FAMILY}-{weight}.ttf")
    for weight, donors in SIGNS.items():
        text = TTFont(TARGET / f"{FAMILY}-{weight}.ttf")
        made = second_face(weight, [found[name] for name in donors], text)
        made.save(TARGET / f"ValitaSigns-{weight}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
