"""The icons of the program and of its files, in every size and form that a desktop asks for.

Drawn from our own SVG; at 24 dots and fewer some have a plainer drawing, for the lines of the
large one run together there.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.generated import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_ART = ROOT / "resources/desktop/art"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Dots of a side, as the hicolor theme has folders for."""
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Of 100 to 250 percent; 256 is the largest that the format holds."""
MAC_SIZES = (16, 32, 64, 128, 256, 512, 1024)
_SMALL = 24


@dataclass(frozen=True)
class Drawing:
    """An icon as SVG.

    Attributes:
        large: The file of it.
        small: A plainer one for 24 dots and fewer.
    """

    large: Path
    small: Path

    def at(self, size: int) -> Path:
        """The file that is read best at a size in dots."""
        return self.small if size <= _SMALL else self.large


APP = Drawing(ROOT / "resources/icons/app.svg", _ART / "app-small.svg")
SYMBOLIC = Drawing(_ART / "app-symbolic.svg", _ART / "app-symbolic.svg")
MATERIALS = Drawing(_ART / "materials.svg", _ART / "materials.svg")
PACKET = Drawing(_ART / "packet.svg", _ART / "packet-small.svg")


def png(drawing: Drawing, size: int) -> bytes:
    """A drawing as PNG of ``size`` × ``size`` dots; the same drawing gives the same bytes."""
    return _saved(_picture(drawing, size), "PNG", optimize=True)


def ico(drawing: Drawing) -> bytes:
    """A drawing as an icon of Windows, in all of `WINDOWS_SIZES`."""
    pictures = [_picture(drawing, size) for size in WINDOWS_SIZES]
    sides = [(size, size) for size in WINDOWS_SIZES]
    return _saved(pictures[-1], "ICO", sizes=sides, append_images=pictures[:-1])


def icns(drawing: Drawing) -> bytes:
    """A drawing as an icon of macOS, in all of `MAC_SIZES`."""
    pictures = [_picture(drawing, size) for size in MAC_SIZES]
    return _saved(pictures[-1], "ICNS", append_images=pictures[:-1])


def _picture(drawing: Drawing, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.at(size).read_bytes())).render(painter)
    painter.end()
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(plain.constBits()))


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()
