"""The pages of a PDF as pictures, and the widget that shows one of them at a time.

PDFium may only be used by one thread at a time; `picture` sees to that, so jobs may call
it from any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance

_pdfium = Lock()
_AROUND = 12


@dataclass(frozen=True)
class PagePicture:
    """A page as a picture.

    Attributes:
        image: Its pixels.
        pages: How many pages the PDF has.
        box: The room that it was drawn for.
    """

    image: QImage
    pages: int
    box: QSize


def picture(pdf: bytes, page: int, box: QSize) -> PagePicture:
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


class PageView(QWidget):
    """Shows one page on a desk, or words where there is none.

    Signals:
        resized: There is more or less room now.
    """

    resized = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 180)

    def room(self) -> QSize:
        """How large a page may be, in device pixels."""
        inner = self.size() - QSize(2 * _AROUND, 2 * _AROUND)
        return inner.expandedTo(QSize(1, 1)) * self.devicePixelRatioF()

    def show_page(self, image: QImage, told: str) -> None:
        """Show a page; ``told`` is what a screen reader says of it."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._words = image, ""
        self.setAccessibleName(told)
        self.update()

    def show_words(self, words: str) -> None:
        """Show words instead of a page."""
        self._image, self._words = None, words
        self.setAccessibleName(words)
        self.update()

    @property
    def image(self) -> QImage | None:
        """The page that is shown."""
        return self._image

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._appearance.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.border), 1) if palette.outlined else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.surface2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self._image is None:
            painter.setPen(QColor(palette.muted))
            box = self.rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(box, flags, self._words)
            painter.end()
            return
        size = self._image.deviceIndependentSize()
        left = round((self.width() - size.width()) / 2)
        top = round((self.height() - size.height()) / 2)
        painter.drawImage(QPointF(left, top), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.border_strong), 1))
        painter.drawRect(QRectF(left - 1, top - 1, size.width() + 1, size.height() + 1))
        painter.end()
