"""Drawings of lines and areas: how they travel, and how they become dots.

A drawing is published as a PNG that any program shows, with its paths in a chunk of its
own; whoever prints takes the paths and is as sharp as the printer. The paths are written
in the operators of PDF. What comes in is looked at line by line: nothing but paths,
colours and pens goes on to paper, whoever wrote it.

Source:
    PNG 1.2, 3.3 (private ancillary chunks); ISO 32000-1, 8.5 (paths) and 8.4.4 (pens).
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CODE = 1_000_000
"""Bytes of paths; a map of a country has less."""
_LONGEST = 2400
_DPI = 300
_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNK = b"vpTH"
_NUMBER = rb"-?\d{1,6}(?:\.\d{1,3})?"
_SIZE = re.compile(rb"(%b) (%b)" % (_NUMBER, _NUMBER))
_PEN = re.compile(
    rb"(?:%(n)b ){3}(?:rg|RG)|%(n)b [wM]|[012] [Jj]|\[(?:%(n)b ?){0,20}\] 0 d" % {b"n": _NUMBER}
)
_MOVE = re.compile(rb"(?:%b ){2}m" % _NUMBER)
_GO_ON = re.compile(rb"(?:%b ){2}l|(?:%b ){6}c|h" % (_NUMBER, _NUMBER))
_PAINT = frozenset((b"f", b"f*", b"S", b"B", b"B*"))


@dataclass(frozen=True)
class Drawing:
    """Paths with their pens.

    Attributes:
        width, height: Its size in pt; its corner is at the lower left.
        code: The operators of PDF that draw it, one a line.
    """

    width: float
    height: float
    code: bytes


def drawing_in(picture: bytes) -> Drawing | None:
    """The drawing that a PNG carries; ``None`` where it carries none that can be trusted."""
    packed = next((data for kind, data in chunks(picture) if kind == _CHUNK), b"")
    if not packed:
        return None
    try:
        code = zlib.decompressobj().decompress(packed, MOST_CODE + 1)
    except zlib.error:
        return None
    head, _, code = code.partition(b"\n")
    size = _SIZE.fullmatch(head)
    if len(code) > MOST_CODE or not size or not _is_drawing(code):
        return None
    width, height = float(size[1]), float(size[2])
    return Drawing(width, height, code) if width > 0 and height > 0 else None


def as_png(drawing: Drawing) -> bytes:
    """A drawing as a PNG of 300 dots an inch that carries its paths."""
    import pypdfium2
    from PIL import ImageChops

    scale = min(_DPI / 72, _LONGEST / max(drawing.width, drawing.height))
    document = pypdfium2.PdfDocument(_page_of(drawing))
    try:
        shown = document[0].render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    finally:
        document.close()
    grey = shown.convert("L")
    if ImageChops.difference(grey.convert("RGB"), shown).getbbox() is None:
        shown = grey  # a third of the dots to pack
    out = io.BytesIO()
    dots = scale * 72
    shown.save(out, "PNG", compress_level=6, dpi=(dots, dots))
    head = b"%b %b\n" % (number(drawing.width), number(drawing.height))
    chunk = _CHUNK + zlib.compress(head + drawing.code, 9)
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    png = out.getvalue()
    end = png.rindex(b"IEND") - 4
    return png[:end] + framed + png[end:]


def number(value: float) -> bytes:
    """A number as a path has it, with three decimals at most.

    Raises:
        ValueError: It is larger than any paper, or no number.
    """
    if not abs(value) < 10**6:
        raise ValueError(value)
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk of a PNG, in order; what follows its end has kind ``""``."""
    at = len(_PNG)
    if not png.startswith(_PNG):
        return
    while at + 12 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        yield kind, png[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IEND":
            break
    if at < len(png):
        yield b"", png[at:]


def _is_drawing(code: bytes) -> bool:
    """Whether it is paths and pens and nothing else, each path painted."""
    begun = False
    for line in code.splitlines():
        if _MOVE.fullmatch(line):
            begun = True
        elif begun and line in _PAINT:
            begun = False
        elif not (_GO_ON if begun else _PEN).fullmatch(line):
            return False
    return not begun


def _page_of(drawing: Drawing) -> bytes:
    """A PDF of one page that is the drawing."""
    size = b"%b %b" % (number(drawing.width), number(drawing.height))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %b]/Resources<<>>/Contents 4 0 R>>" % size,
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawing.code), drawing.code),
    )
    file, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (n, each)
    start = len(file)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, rows)
    return file + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        start,
    )
