"""Which pages of a PDF go to the printer: all, or the fronts of its sheets and then the backs.

Fronts and backs are as many, so that every sheet goes through a printer twice, and copies of
both match whatever the order the printer makes them in.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from valita_desktop.content.layouts import Sides
from valita_desktop.ui.printing.job import PageSet
from valita_desktop.ui.printing.rasterize import page_sizes, pdfium

if TYPE_CHECKING:
    import pypdfium2

    from valita_desktop.ui.printing.job import PrintJob

_HALF_TURN = 180


def pages_of(job: PrintJob) -> bytes:
    """The PDF that a printer is given for a job.

    Printed on both sides, each copy begins on a sheet of its own: what has an odd number of
    pages gets an empty one.

    Raises:
        pypdfium2.PdfiumError: The bytes are no PDF.
    """
    if job.pages is PageSet.FRONTS:
        return _sides(job.pdf, first=0)
    if job.pages in (PageSet.BACKS, PageSet.BACKS_LAST_FIRST):
        return _sides(job.pdf, first=1, backwards=job.pages is PageSet.BACKS_LAST_FIRST)
    if job.sides is Sides.ONE or job.copies == 1 or len(page_sizes(job.pdf)) % 2 == 0:
        return job.pdf
    return _padded(job.pdf)


def _padded(pdf: bytes) -> bytes:
    import pypdfium2  # late: no start should wait for it

    with pdfium, pypdfium2.PdfDocument(pdf) as document:
        document.new_page(*document.get_page_size(len(document) - 1))
        return _saved(document)


def _sides(pdf: bytes, *, first: int, backwards: bool = False) -> bytes:
    """Every second page, from the first or the second on.

    Backs that lie are turned by half, so that every pile is turned like the page of a book.
    """
    import pypdfium2  # late: no start should wait for it

    with (
        pdfium,
        pypdfium2.PdfDocument(pdf) as document,
        pypdfium2.PdfDocument.new() as made,
    ):
        count = len(document)
        chosen = list(range(first, count, 2))
        if chosen:  # none would be all
            made.import_pages(document, chosen[::-1] if backwards else chosen)
        if first and count % 2:
            made.new_page(*document.get_page_size(count - 1), 0 if backwards else None)
        for n in range(len(made) if first else 0):
            page = made[n]
            if page.get_width() > page.get_height():
                page.set_rotation((page.get_rotation() + _HALF_TURN) % 360)
            page.close()
        return _saved(made)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
