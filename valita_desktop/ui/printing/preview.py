"""How the pages of a PDF will be: one at a time, and buttons to turn them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.printing.rasterize import PagePicture, rasterize
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.style.theme import Appearance

_AROUND = 12


class Preview(QWidget):
    """Shows a PDF by a `PageView`; each page is drawn by a job when it is turned to.

    Attributes:
        view: The page.
        previous_button, next_button: Turn it.
        page_label: Which one it is, or that pages are being made.

    Signals:
        failed: A page could not be drawn; carries the error.
    """

    failed = Signal(Exception)

    def __init__(self, jobs: Jobs, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = b""
        self._pages = 0
        self._page = 0
        self._turn = 0
        self.view = PageView(appearance)
        self.previous_button = QPushButton()
        self.next_button = QPushButton()
        self.page_label = QLabel()
        self._lay_out(appearance)
        self.view.resized.connect(self._draw_page)
        self.previous_button.clicked.connect(partial(self.turn, -1))
        self.next_button.clicked.connect(partial(self.turn, 1))

    def show_making(self) -> None:
        """Other pages are on their way; those of before stay until they come."""
        self._page = 0
        self.page_label.setText(_("Making the pages…"))

    def show_pdf(self, pdf: bytes, first: PagePicture) -> None:
        """Show a document, of which the first page is drawn already."""
        self._pdf, self._pages = pdf, first.pages
        self._show_picture(first)

    def show_refusal(self, words: str) -> None:
        """Say why there are no pages."""
        self._pdf, self._pages = b"", 0
        self.page_label.setText("")
        self.view.show_words(words)
        announce(self, words)

    def turn(self, by: int) -> None:
        """Show another page, so many further on; never beyond the last or the first."""
        if self._pdf:
            self._page = min(max(self._page + by, 0), self._pages - 1)
            self._draw_page()

    def _draw_page(self) -> None:
        if not self._pdf:
            return
        self._turn += 1
        turn, pdf, page, room = self._turn, self._pdf, self._page, self.view.room()

        def work() -> PagePicture | None:
            return rasterize(pdf, page, room) if turn == self._turn else None

        self._jobs.start(work, owner=self, done=self._show_picture, failed=self.failed.emit)

    def _show_picture(self, drawn: PagePicture | None) -> None:
        if drawn is None:
            return
        if drawn.box != self.view.room():
            self._draw_page()
        name = _("Page {n} of {total}").format(n=self._page + 1, total=drawn.pages)
        self.view.show_page(drawn.image, name)
        self.page_label.setText(name)
        self.previous_button.setEnabled(self._page > 0)
        self.next_button.setEnabled(self._page < drawn.pages - 1)

    def _lay_out(self, appearance: Appearance) -> None:
        for button, icon, name in (
            (self.previous_button, "chevron-left", _("Previous page")),
            (self.next_button, "chevron-right", _("Next page")),
        ):
            theme.set_role(button, "quiet")
            button.setIcon(icons.icon(icon, appearance.palette.primary))
            button.setIconSize(QSize(icons.MEDIUM, icons.MEDIUM))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setEnabled(False)
        self.page_label.setTextFormat(Qt.TextFormat.PlainText)
        turning = QHBoxLayout()
        turning.addStretch(1)
        for widget in (self.previous_button, self.page_label, self.next_button):
            turning.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        turning.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addLayout(turning)


class PageView(QWidget):
    """Shows one page of a `Preview` on a desk, or words where there is none.

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
