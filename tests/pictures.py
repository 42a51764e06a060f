"""Pictures as cameras, scanners and drawing programs make them, small."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

RED, WHITE = (220, 30, 30), (255, 255, 255)
SIZE = (120, 60)


def square(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """A white field with a red square at its upper left."""
    image = Image.new("RGB", size, WHITE)
    ImageDraw.Draw(image).rectangle((0, 0, 29, 29), fill=RED)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def photograph(orientation: int = 6, kind: str = "JPEG", size: tuple[int, int] = SIZE) -> bytes:
    """A photograph of a telephone that notes its maker, its place and which way is up."""
    turned = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90}
    turned |= {8: Image.Transpose.ROTATE_270}
    way = turned[orientation]
    image = square(size=size)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Maker", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 0.0), 3: "E", 4: (24.0, 56.0, 0.0)})
    return saved(image.transpose(way) if way is not None else image, kind, exif=exif)


def grey_16() -> bytes:
    """A wedge from black to white of 16 bits."""
    image = Image.new("I;16", (120, 40))
    for x in range(120):
        for y in range(40):
            image.putpixel((x, y), round(x / 119 * 65535))
    return saved(image)


def grey_16_clear(level: int) -> bytes:
    """Three greys of 16 bits, the first of which is not to be seen."""
    row = struct.pack(">3H", level, 20_000, 20_001)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 1, 16, 0, 0, 0, 0))
        + png_chunk(b"tRNS", struct.pack(">H", level))
        + png_chunk(b"IDAT", zlib.compress(b"\0" + row))
        + png_chunk(b"IEND", b"")
    )


def _xyz(x: float, y: float, z: float) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(each * 65536) for each in (x, y, z)))


LIGHT_AS_IT_IS = struct.pack(">4s4xI", b"curv", 0)
"""The curve of a profile whose numbers are amounts of light."""
RED_XYZ, GREEN_XYZ = _xyz(0.4361, 0.2225, 0.0139), _xyz(0.3851, 0.7169, 0.0971)
BLUE_XYZ = _xyz(0.1431, 0.0606, 0.7141)


def profile(space: bytes, **tags: bytes) -> bytes:
    """A colour profile of a screen or of greys, with these tags.

    Source:
        ICC.1:2001-04, 6 (profile format).
    """
    every = {"wtpt": _xyz(0.9642, 1.0, 0.8249), **tags}
    at, table, body = 132 + 12 * len(every), struct.pack(">I", len(every)), b""
    for name, tag in every.items():
        padded = tag + bytes(-len(tag) % 4)
        table += struct.pack(">4sII", name.encode(), at + len(body), len(tag))
        body += padded
    head = struct.pack(">I4xI4s4s4s", at + len(body), 0x02400000, b"mntr", space, b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + table + body


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + png_chunk(b"IEND", b"")
    )


def png_chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def svg(inside: str, attributes: str = 'viewBox="0 0 100 50" width="50mm"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


DRAWING = svg('<rect x="0" y="0" width="25" height="25" fill="#dc1e1e"/>')
