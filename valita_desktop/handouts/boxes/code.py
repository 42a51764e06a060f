"""QR codes. Each is drawn as one shape: between many, readers of PDF show fine white seams."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.pdfgen.pathobject import PDFPathObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.handouts.pdfwriter.canvas import Canvas


def draw(canvas: Canvas, url: str, left: float, top: float, side: float, quiet: int = 0) -> None:
    """Draw the code of an address.

    Args:
        canvas: Where to.
        url: The address.
        left: Left edge of the code and its quiet zone, in pt.
        top: Their upper edge.
        side: Their width and height.
        quiet: White modules that belong to the code, on each side.

    Source:
        ISO/IEC 18004:2015.
    """
    modules, shape = _shape(url)
    unit = side / (modules + 2 * quiet)
    with canvas.placed(left + quiet * unit, top - quiet * unit, unit):
        canvas.drawPath(shape, stroke=0, fill=1)


@lru_cache(maxsize=256)
def _shape(url: str) -> tuple[int, PDFPathObject]:
    """Modules of a side, and all dark ones, from the upper left corner, a module being 1."""
    import segno  # late: most sheets have no code

    code = segno.make(url, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=0)]
    shape = PDFPathObject()
    for below, row in enumerate(rows, 1):
        for start, length in _dark_runs(row):
            shape.rect(start, -below, length, 1)
    return len(rows), shape


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    start = 0
    for run in row.split(b"\0"):
        if run:
            yield start, len(run)
        start += len(run) + 1
