"""Pictures of items and the school's logo: embedded once, drawings as the lines they are.

What `content.pictures` does not open is never decoded. In its place stands a frame with its
description.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from typing_extensions import override

from valita_desktop.content.drawing import Drawing, drawing_in, number
from valita_desktop.content.pictures import LONGEST, opened
from valita_desktop.handouts.boxes.box import MM, Box
from valita_desktop.handouts.boxes.text import TextBox, plain

if TYPE_CHECKING:
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

_DPI = 150
_TALLEST = 110 * MM


class Raster(NamedTuple):
    """A picture ready to be embedded: dots, or the paths of a drawing.

    Attributes:
        width, height: Its size in dots, 150 to the inch.
        dictionary: What the file tells of it.
        data: The dots or the paths.
    """

    width: int
    height: int
    dictionary: bytes
    data: bytes


@lru_cache(maxsize=32)
def raster(data: bytes) -> Raster | None:
    """Read a PNG or JPEG; ``None`` where it is neither, is broken or too large.

    A PNG that carries a drawing is embedded as its paths. Transparent parts become white, as
    paper is; more dots than a printer shows are thinned.
    """
    drawn = drawing_in(data)
    if drawn is not None:
        return _paths(drawn)
    image = opened(data)
    if image is None:
        return None
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
        image = flat
    image.thumbnail((LONGEST, LONGEST))
    space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s" % (
        image.width,
        image.height,
        space,
    )
    return Raster(image.width, image.height, head, image.tobytes())


def _paths(drawn: Drawing) -> Raster:
    """A drawing that fills a square of 1 by 1, as a picture of dots does."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 %b %b]/Matrix[%.8f 0 0 %.8f 0 0]/Resources<<>>" % (
        number(drawn.width),
        number(drawn.height),
        1 / drawn.width,
        1 / drawn.height,
    )
    width, height = (max(1, round(side * _DPI / 72)) for side in (drawn.width, drawn.height))
    return Raster(width, height, head, drawn.code)


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
