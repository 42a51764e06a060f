"""Pictures of the main screens to compare with: ``python -m tests.ui.goldens`` takes them anew.

They lie in ``tests/ui/goldens``, as the program draws them on Linux with its own
letters. What is shown is made up, so a change of the kit's texts changes none of them.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image
import PIL.ImageChops
import PIL.ImageStat
from PySide6.QtCore import QBuffer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FOLDER = Path(__file__).with_name("goldens")
WANTED = "VALITA_TAKE_GOLDENS"
"""Set in the environment, the tests take the pictures instead of comparing them."""

TILE = 16
"""Pixels: how large a place is looked at by itself."""
TOLERANCE = 6.0
"""Of 255: how much the colour of a place may differ in the mean; a word that is another one
differs by 30 and more."""


def picture(widget: QWidget) -> PIL.Image.Image:
    """What a widget shows."""
    held = QBuffer()
    widget.grab().save(held, "PNG")
    return PIL.Image.open(io.BytesIO(held.data().data())).convert("RGB")


def keep(image: PIL.Image.Image, file: Path) -> None:
    """Write a picture."""
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file, optimize=True)


def differing(image: PIL.Image.Image, golden: PIL.Image.Image) -> list[tuple[int, int]]:
    """The places that differ, each by its upper left corner in pixels; empty is good."""
    if image.size != golden.size:
        return [(0, 0)]
    apart = PIL.ImageChops.difference(image, golden.convert("RGB"))
    width, height = image.size
    found = []
    for y in range(0, height, TILE):
        for x in range(0, width, TILE):
            tile = apart.crop((x, y, min(x + TILE, width), min(y + TILE, height)))
            if max(PIL.ImageStat.Stat(tile).mean) > TOLERANCE:
                found.append((x, y))
    return found


def main() -> int:
    """Take all pictures anew."""
    import os

    import pytest

    os.environ[WANTED] = "1"
    return pytest.main(["-q", str(Path(__file__).with_name("test_goldens.py"))])


if __name__ == "__main__":
    sys.exit(main())
