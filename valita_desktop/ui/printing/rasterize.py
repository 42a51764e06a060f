"""The pages of a PDF as pictures.

PDFium may only be used by one thread at a time; `rasterize` sees to that, so jobs may call
it from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

_pdfium = Lock()


@dataclass(frozen=True)
class PagePicture:
    """A page of a PDF as `rasterize` drew it.

    Attributes:
        image: Its pixels.
        pages: How many pages the PDF has.
        box: The room that it was drawn for.
    """

    image: QImage
    pages: int
    box: QSize


def rasterize(pdf: bytes, page: int, box: QSize) -> PagePicture:
    """Draw a page as large as fits into a box of device pixels.

    Args:
        pdf: The whole document.
        page: Counted from 0; beyond the last it is the last.
        box: The room there is, at least one pixel.

    Raises:
        pypdfium2.PdfiumError: The bytes are no PDF.
    """
    import pypdfium2  # late: no start should wait for it

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        sheet = document[min(page, pages - 1)]
        width, height = sheet.get_size()
        scale = min(box.width() / width, box.height() / height)
        bitmap = sheet.render(scale=scale, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()  # the copy owns its pixels
        bitmap.close()
        sheet.close()
    return PagePicture(image, pages, box)
