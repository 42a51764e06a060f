"""Pictures of items and the school's logo: checked, bounded, embedded once.

A picture is looked at before it is decoded; what is not a picture, or is larger than any
paper needs, is never decoded. In its place stands a frame with its description.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from typing_extensions import override

from valita_desktop.handouts.boxes.box import MM, Box
from valita_desktop.handouts.boxes.text import TextBox, plain

if TYPE_CHECKING:
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

MOST_PIXELS = 40_000_000
"""A3 at 400 dots an inch; more is refused."""

MOST_BYTES = 30_000_000
_EMBEDDED_SIDE = 2400
_DPI = 150
_TALLEST = 110 * MM


class Raster(NamedTuple):
    """A picture ready to be embedded."""

    width: int
    height: int
    dictionary: bytes
    data: bytes


@lru_cache(maxsize=32)
def raster(data: bytes) -> Raster | None:
    """Read a PNG or JPEG; ``None`` where it is neither, is broken or too large.

    Transparent parts become white, as paper is; more dots than a printer shows are thinned.
    """
    if not data or len(data) > MOST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            return _embedded(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _embedded(image: Image.Image) -> Raster:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(layer, mask=layer.getchannel("A"))
        image = flat
    grey = image.mode in ("1", "L", "I;16", "I")
    image = image.convert("L" if grey else "RGB")
    image.thumbnail((_EMBEDDED_SIDE, _EMBEDDED_SIDE))
    space = b"/DeviceGray" if grey else b"/DeviceRGB"
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s" % (
        image.width,
        image.height,
        space,
    )
    return Raster(image.width, image.height, head, image.tobytes())


def draw(canvas: Canvas, picture: Raster, area: Area) -> None:
    """Draw a picture so that it fills an area.

    Args:
        canvas: Where to. Its document embeds the same bytes once, however often they are
            drawn; nothing is tagged here.
        picture: The picture, as `raster` gave it.
        area: Of the picture's own ratio, or it is stretched.
    """
    name = "I" + hashlib.sha256(picture.data).hexdigest()[:16]
    number = canvas.document.once(name, picture.dictionary, picture.data)
    canvas.image(name, number, area)


class PictureBox(Box):
    """A picture as wide as it is good for, or a frame with its description."""

    def __init__(self, element: Element, data: bytes, alt: str, style: Style) -> None:
        self._element = element
        self._raster = raster(data)
        self._missing = TextBox(element, plain(alt), style.label, align="center")
        self._size = (0.0, 0.0)

    @override
    def measure(self, width: float) -> float:
        """At 150 dots an inch, but no wider than the column and not higher than 110 mm."""
        if self._raster is None:
            self._size = (width, self._missing.measure(width - 24) + 48)
        else:
            natural = self._raster.width * 72 / _DPI
            ratio = self._raster.height / self._raster.width
            wide = min(width, natural, _TALLEST / ratio)
            self._size = (wide, wide * ratio)
        self.height = self._size[1]
        return self.height

    @override
    def give(self) -> tuple[float, float]:
        """A picture may become a third smaller."""
        return (self.height * 0.33 if self._raster else 0), 0

    @override
    def flex(self, by: float) -> None:
        scale = (self.height + by) / self.height
        self._size = (self._size[0] * scale, self._size[1] * scale)
        self.height += by

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        area = (x, y - self.height, x + self._size[0], y)
        if self._raster is not None:
            with canvas.figure(self._element, area):
                draw(canvas, self._raster, area)
            return
        canvas.setLineWidth(0.7)
        canvas.roundRect(x, y - self.height, width, self.height, 5)
        self._element.attributes = ""
        self._missing.draw(canvas, x + 12, y - 24, width - 24)
