"""The tables of a face of thousands of signs, kept as the rows of numbers that they are.

reportlab makes several objects of each sign, 6 MB while it reads and 3 MB for good; these take
150 kB, and a document asks for a handful of signs (docs/adr/0051-memory-of-the-window.md).

Source:
    OpenType 1.9, chapters cmap (format 12), head, hhea, hmtx, loca.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfbase.ttfonts import TTFontFile

_ALL_UNICODE = (3, 10)
_LISTS_RUNS = 12
_UNITS = 1000


class WideTables(NamedTuple):
    """What reportlab keeps under these names, but for their case.

    Attributes:
        char_to_glyph: Numbers of glyphs by code point.
        char_widths: Widths by code point, in thousandths of the size.
        metrics: Of each glyph its width and what is left free before it.
        glyph_pos: Where the shape of each glyph begins, and where the last ends.
    """

    char_to_glyph: Glyphs
    char_widths: Widths
    metrics: Metrics
    glyph_pos: array[int]


class Glyphs(Mapping[int, int]):
    """Numbers of glyphs by code point.

    Args:
        runs: First code point, last one and the glyph of the first, run after run, ascending.
    """

    def __init__(self, runs: array[int]) -> None:
        self._first, self._last, self._glyph = runs[0::3], runs[1::3], runs[2::3]

    @override
    def __getitem__(self, code: int) -> int:
        place = bisect_right(self._first, code) - 1
        if place < 0 or code > self._last[place]:
            raise KeyError(code)
        return self._glyph[place] + code - self._first[place]

    @override
    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(range, self._first, (last + 1 for last in self._last)))

    @override
    def __len__(self) -> int:
        return sum(self._last) - sum(self._first) + len(self._first)


class Widths(Mapping[int, int]):
    """Widths by code point."""

    def __init__(self, glyphs: Glyphs, metrics: Metrics) -> None:
        self._glyphs, self._metrics = glyphs, metrics

    @override
    def __getitem__(self, code: int) -> int:
        return self._metrics[self._glyphs[code]][0]

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self._glyphs)

    @override
    def __len__(self) -> int:
        return len(self._glyphs)


class Metrics:
    """Width and bearing of each glyph; those after the last width are as wide as that one.

    Args:
        row: Width, bearing, width, bearing…, then bearings only.
        widths: How many widths it has.
    """

    def __init__(self, row: array[int], widths: int) -> None:
        self._widths, self._bearings = row[0 : 2 * widths : 2], row[1 : 2 * widths : 2]
        self._bearings.extend(row[2 * widths :])

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        """Both, of one glyph."""
        return self._widths[min(glyph, len(self._widths) - 1)], self._bearings[glyph]


def wide_tables(face: TTFontFile) -> WideTables | None:
    """The tables of a face; ``None`` of one that does not list its signs in runs.

    Args:
        face: Its table of contents and its units are read.
    """
    start = _runs(face)
    if start is None or face.unitsPerEm != _UNITS:
        return None
    hhea, loca, hmtx = (face.get_table_pos(tag)[0] for tag in ("hhea", "loca", "hmtx"))
    glyphs = Glyphs(_numbers(face, "I", start + 16, 3 * face.get_ulong(start + 12)))
    widths = face.get_ushort(hhea + 34)
    metrics = Metrics(_numbers(face, "H", hmtx, widths + face.numGlyphs), widths)
    long = face.get_ushort(face.get_table_pos("head")[0] + 50)
    positions = _numbers(face, "I" if long else "H", loca, face.numGlyphs + 1)
    if not long:
        positions = array("I", (2 * position for position in positions))
    return WideTables(glyphs, Widths(glyphs, metrics), metrics, positions)


def _runs(face: TTFontFile) -> int | None:
    """Where the table is that lists all code points in runs."""
    cmap = face.get_table_pos("cmap")[0]
    for place in range(cmap + 4, cmap + 4 + 8 * face.get_ushort(cmap + 2), 8):
        start = cmap + face.get_ulong(place + 4)
        of = (face.get_ushort(place), face.get_ushort(place + 2))
        if of == _ALL_UNICODE and face.get_ushort(start) == _LISTS_RUNS:
            return int(start)
    return None


def _numbers(face: TTFontFile, size: str, start: int, count: int) -> array[int]:
    """Numbers of a file, which has the largest digit first."""
    found = array(size)
    found.frombytes(face.get_chunk(start, count * found.itemsize))
    if len(found) != count:
        raise ValueError("a table ends too early")
    if sys.byteorder == "little":
        found.byteswap()
    return found
