"""The pages of a PDF as pictures, with the fields and boxes of a form.

PDFium may only be used by one thread at a time; whoever uses it holds `pdfium`, so jobs may
call what is here from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

pdfium = Lock()
"""Held by whoever uses PDFium."""


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


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """How large each page is, in points.

    Raises:
        pypdfium2.PdfiumError: The bytes are no PDF.
    """
    import pypdfium2  # late: no start should wait for it

    with pdfium, pypdfium2.PdfDocument(pdf) as document:
        return [QSizeF(*document.get_page_size(n)) for n in range(len(document))]


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

    with pdfium, pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()  # before a page is loaded, or its fields are not drawn
        pages = len(document)
        sheet = document[min(page, pages - 1)]
        width, height = sheet.get_size()
        scale = min(box.width() / width, box.height() / height)
        bitmap = sheet.render(scale=scale, prefer_bgrx=True)
        image = QImage(
            bitmap.buffer,
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()  # the copy owns its pixels
        bitmap.close()
        sheet.close()
    return PagePicture(image, pages, box)
