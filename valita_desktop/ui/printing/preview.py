"""How the pages of a PDF will be: one at a time, turned and made larger.

Only the newest wish counts: what comes back for an older one is dropped. What is shown are the
very bytes that are saved and printed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing.rasterize import PagePicture, rasterize
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.style.theme import Appearance

_AROUND = 12
_ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
_HIGHEST = 4000
"""Device pixels of a page: more than any screen, and still no burden to memory."""


class Made(NamedTuple):
    """What a job brings back to a `Preview`: a PDF, its first page, and for which wish."""

    wish: int
    pdf: bytes
    first: PagePicture


class Preview(QWidget):
    """Makes a PDF and shows it by a `PageView`; each page is drawn by a job when it is turned to.

    Attributes:
        view: The page.
        previous_button, next_button: Turn it.
        smaller_button, larger_button: Zoom.
        page_label: Which one it is, or that pages are being made.

    Signals:
        made: The newest PDF is there.
        failed: A page could not be drawn; carries the error.
    """

    made = Signal()
    failed = Signal(Exception)

    def __init__(self, jobs: Jobs, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._made: Made | None = None
        self._wish = 0
        self._page = 0
        self._turn = 0
        self._zoom = 0
        self.view = PageView(appearance)
        self.area = PageArea(self.view)
        self.previous_button = QPushButton()
        self.next_button = QPushButton()
        self.smaller_button = QPushButton()
        self.larger_button = QPushButton()
        self.page_label = PlainLabel()
        self._lay_out()
        self.retranslate()
        self.apply_theme(appearance)
        self.area.resized.connect(self._draw_page)
        self.area.zoom_wanted.connect(self.zoom)
        self.previous_button.clicked.connect(partial(self.turn, -1))
        self.next_button.clicked.connect(partial(self.turn, 1))
        self.smaller_button.clicked.connect(partial(self.zoom, -1))
        self.larger_button.clicked.connect(partial(self.zoom, 1))

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that can have the focus, in reading order."""
        turning = (self.previous_button, self.next_button)
        return (self.area, *turning, self.smaller_button, self.larger_button)

    @property
    def pdf(self) -> bytes | None:
        """The newest PDF; ``None`` while it is being made, and where it cannot be."""
        return self._made.pdf if self._made and self._made.wish == self._wish else None

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 where there are none."""
        return self._made.first.pages if self._made else 0

    def make(self, render: Callable[[], bytes]) -> None:
        """Have a PDF made by a job and show it; what was asked before is dropped."""
        self._wish += 1
        wish, room = self._wish, self.room()

        def work() -> Made | None:
            if wish != self._wish:
                return None
            pdf = render()
            return Made(wish, pdf, rasterize(pdf, 0, room))

        self.page_label.setText(_("Making the pages…"))
        done, failed = self._show_made, partial(self._show_failure, wish)
        self._jobs.start(work, owner=self, done=done, failed=failed)

    def refuse(self, words: str) -> None:
        """Say why there are no pages; what was asked before is dropped."""
        self._wish += 1
        self._made = None
        self.page_label.setText("")
        self._show_buttons()
        self.view.show_words(words)
        if words:
            announce(self, words)

    def turn(self, by: int) -> None:
        """Show another page, so many further on; never beyond the last or the first."""
        if self._made:
            self._page = min(max(self._page + by, 0), self.pages - 1)
            self.area.verticalScrollBar().setValue(0)
            self._draw_page()

    def zoom(self, by: int) -> None:
        """Show the page larger (1) or smaller (-1); 0 is as large as fits."""
        wanted = min(max(self._zoom + by, 0), len(_ZOOMS) - 1) if by else 0
        if wanted != self._zoom:
            self._zoom = wanted
            self._draw_page()

    def room(self) -> QSize:
        """How large a page may be, in device pixels."""
        around = 2 * _AROUND + 2  # a page is drawn in whole pixels, so one more at each side
        inner = self.area.maximumViewportSize() - QSize(around, around)
        fits = inner.expandedTo(QSize(1, 1)) * self.devicePixelRatioF()
        most = max(1.0, _HIGHEST / max(fits.width(), fits.height()))
        return fits * min(_ZOOMS[self._zoom], most)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for button, name in (
            (self.previous_button, _("Previous page")),
            (self.next_button, _("Next page")),
            (self.smaller_button, _("Smaller (Ctrl+−)")),
            (self.larger_button, _("Larger (Ctrl++)")),
        ):
            button.setAccessibleName(name)
            set_tip(button, name)
        self._draw_page()  # it is called in words too

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        side = appearance.icon_px(icons.MEDIUM)
        for button, icon in (
            (self.previous_button, "chevron-left"),
            (self.next_button, "chevron-right"),
            (self.smaller_button, "minus"),
            (self.larger_button, "plus"),
        ):
            button.setIcon(icons.icon(icon, appearance.palette.primary))
            button.setIconSize(QSize(side, side))
        self.view.set_appearance(appearance)

    def _show_made(self, made: Made | None) -> None:
        if made is None or made.wish != self._wish:
            return
        self._made = made
        self._page = 0
        self._turn += 1  # what is being drawn is a page of the one before
        self._show_picture(made.first)
        self.made.emit()

    def _show_failure(self, wish: int, error: Exception) -> None:
        if not isinstance(error, ValitaError):
            raise error
        if wish == self._wish:
            self.refuse(sentence(error))

    def _draw_page(self) -> None:
        if not self._made:
            return
        self._turn += 1
        turn, pdf, page, room = self._turn, self._made.pdf, self._page, self.room()

        def work() -> PagePicture | None:
            return rasterize(pdf, page, room) if turn == self._turn else None

        done = partial(self._show_turned, turn)
        self._jobs.start(work, owner=self, done=done, failed=self.failed.emit)

    def _show_turned(self, turn: int, drawn: PagePicture | None) -> None:
        if turn == self._turn:
            self._show_picture(drawn)

    def _show_picture(self, drawn: PagePicture | None) -> None:
        if drawn is None or not self._made:
            return
        if drawn.box != self.room():
            self._draw_page()
        name = _("Page {n} of {total}").format(n=self._page + 1, total=drawn.pages)
        self.view.show_page(drawn.image, name)
        self.area.fit()
        self.page_label.setText(name)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.previous_button.setEnabled(bool(self._made) and self._page > 0)
        self.next_button.setEnabled(self._page < self.pages - 1)
        self.smaller_button.setEnabled(bool(self._made) and self._zoom > 0)
        self.larger_button.setEnabled(bool(self._made) and self._zoom < len(_ZOOMS) - 1)

    def _lay_out(self) -> None:
        bar = FlowLayout(4)
        turning = (self.previous_button, self.page_label, self.next_button)
        for widget in (*turning, self.smaller_button, self.larger_button):
            if widget is not self.page_label:
                theme.set_role(widget, "quiet")
            bar.addWidget(widget)
        self._show_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area, 1)
        column.addLayout(bar)


class PageArea(QScrollArea):
    """Scrolls the `PageView` of a `Preview` where its page is larger than there is room.

    Signals:
        resized: There is more or less room now.
        zoom_wanted: The page is wanted larger (1) or smaller (-1).
    """

    resized = Signal()
    zoom_wanted = Signal(int)

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        theme.set_role(self, "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(180, 120)
        self.setWidget(view)
        for each in (view, self.viewport()):  # a scroll area has them filled, corners too
            each.setAutoFillBackground(False)

    def fit(self) -> None:
        """Give the page the room it needs; what was in the middle of the view stays there."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(b.value() + b.pageStep() / 2) / (b.maximum() + b.pageStep()) for b in bars]
        room = self.maximumViewportSize()
        self._view.resize(room.expandedTo(self._view.needed()))
        larger = self._view.size() != room
        policy = Qt.FocusPolicy.StrongFocus if larger else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)  # arrows scroll, where there is something to scroll
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self.resized.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes the page larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class PageView(QWidget):
    """Shows one page of a `Preview` on a desk, or words where there is none."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._image: QImage | None = None
        self._words = ""

    def needed(self) -> QSize:
        """How much room the page needs, with what is around it."""
        if self._image is None:
            return QSize(0, 0)
        return self._image.deviceIndependentSize().toSize() + QSize(2 * _AROUND, 2 * _AROUND)

    def set_appearance(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._appearance = appearance
        self.update()

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
