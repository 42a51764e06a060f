"""A text to read: one document, one caret, every block of the kit.

The whole text is one `QTextDocument`, so reading on with the arrow keys, selecting,
copying and finding work across all of it, by keyboard, mouse and screen reader alike.
Headings and figures are told to screen readers by labels that lie over the text unseen.
Nothing here opens a file or an address: links are only reported.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLocale, QMimeData, QObject, QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QTextEdit, QWidget

from valita_desktop.ui.reader.accessibility import Labels
from valita_desktop.ui.reader.composition import Measure, ReaderPage, measure
from valita_desktop.ui.reader.decorations import Decoration, Geometry

if TYPE_CHECKING:
    from valita_desktop.ui.reader.style import ReadingStyle
    from valita_desktop.ui.reader.writer import Anchor, ReaderHeading, ReaderInput

_LOCALES = {"fi": QLocale.Language.Finnish, "sv": QLocale.Language.Swedish}
_ROUNDS = 3
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


@dataclass(frozen=True)
class ScrollAnchor:
    """What stands at the top of the view.

    Attributes:
        anchor: The block.
        fraction: How much of it is above the top, 0 to 1.
    """

    anchor: Anchor
    fraction: float


class Reader(QTextBrowser):
    """Shows a text in one language, or in two side by side.

    Signals:
        link_activated: A link was chosen: ``https:``, ``mailto:`` or ``item:ID``.
    """

    link_activated = Signal(str)

    def __init__(self, style: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._readings: tuple[ReaderInput, ...] = ()
        self._page: ReaderPage | None = None
        self._foot: QWidget | None = None
        self._places: list[tuple[QRectF, Decoration]] = []
        self._tops: list[float] = []
        self._wanted: tuple[int, ScrollAnchor] | None = None
        self._ringed = False
        self._outdated = self._fitting = self._asked_again = False
        self._labels = Labels(self.viewport())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._report_link)
        self.highlighted.connect(self._show_target)
        self.verticalScrollBar().valueChanged.connect(self._place_labels)

    # --- what is shown -------------------------------------------------------------------

    def show_readings(self, *readings: ReaderInput) -> None:
        """Show a text from its beginning: one language, or two side by side."""
        self._readings = readings
        self._compose()
        self._set_caret(0)
        self.verticalScrollBar().setValue(0)
        self._wanted = None

    def show_again(self, *readings: ReaderInput) -> None:
        """Show another language of the same text; the same block stays at the top."""
        place = self.place()
        self._readings = readings
        self._compose()
        self.go_to(place)

    def set_style(self, style: ReadingStyle) -> None:
        """Take other colours or another size; the same block stays at the top."""
        if style == self._style:
            return
        self._style = style
        if self._readings:
            self.show_again(*self._readings)

    def set_foot(self, foot: QWidget | None) -> None:
        """Put a widget under the text, to be scrolled with it; ``None`` lets go of it."""
        if self._foot is foot:
            return
        old, self._foot = self._foot, foot
        application = cast("QApplication", QApplication.instance())
        if old is not None:
            old.removeEventFilter(self)
            application.focusChanged.disconnect(self._follow_focus)
        if foot is not None:
            foot.setParent(self.viewport())
            foot.show()
            foot.installEventFilter(self)
            application.focusChanged.connect(self._follow_focus)
        self._fit()

    @property
    def drawings(self) -> list[tuple[int, str]]:
        """Position and words of every drawing."""
        return self._page.drawings if self._page else []

    @property
    def heads(self) -> list[ReaderHeading]:
        """Headings of the text; of a pair those of its first language."""
        return self._page.heads if self._page else []

    # --- the place -----------------------------------------------------------------------

    def place(self) -> ScrollAnchor | None:
        """What stands at the top; ``None`` at the very beginning."""
        value = self.verticalScrollBar().value()
        if self._wanted and self._wanted[0] == value:
            return self._wanted[1]
        if self._page is None or value <= 0:
            return None
        number = bisect_right(self._tops, value + 0.5) - 1
        if number < 0:
            return None
        top, below = self._span(number)
        anchor = self._page.written.anchors[number][0]
        return ScrollAnchor(anchor, min((value - top) / max(below - top, 1.0), 1.0))

    def go_to(self, place: ScrollAnchor | None) -> None:
        """Bring a block to the top; the nearest before it where the text lacks it."""
        bar = self.verticalScrollBar()
        if place is None or self._page is None:
            bar.setValue(0)
            return
        anchors = [anchor for anchor, _position in self._page.written.anchors]
        same_part = [
            number
            for number, anchor in enumerate(anchors)
            if anchor.role == place.anchor.role and anchor.index <= place.anchor.index
        ]
        if not same_part:
            bar.setValue(0)
            return
        top, below = self._span(same_part[-1])
        bar.setValue(round(top + place.fraction * (below - top)))
        self._wanted = (bar.value(), place)

    def go_to_head(self, head: ReaderHeading) -> None:
        """Bring a heading to the top and set the caret on it."""
        cursor = self.textCursor()
        cursor.setPosition(head.position)
        self.setTextCursor(cursor)
        line = Geometry(self.document()).line(head.position)
        self.verticalScrollBar().setValue(round(line.top()) - self._style.px(0.8))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_position(self, position: int) -> None:
        """Set the caret somewhere and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self._bring_into_view(QRectF(self.cursorRect()))

    # --- Qt ------------------------------------------------------------------------------

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever loaded; Qt reads local files itself unless it is given an image."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: plain words, those of drawings among them."""
        data = QMimeData()
        data.setText(self.words(self.textCursor()))
        return data

    def words(self, cursor: QTextCursor) -> str:
        """The selected text with the words of drawings in their place."""
        return self._page.words(cursor) if self._page else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow into the new width; the same block stays at the top."""
        if self._fitting or not self._readings:
            self._asked_again = True
            super().resizeEvent(event)
            return
        place = self.place()
        super().resizeEvent(event)
        self._fit()
        self.go_to(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks first, then the words over them."""
        offset = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -offset)
        dirty = QRectF(event.rect()).translated(0, offset)
        for rect, mark in self._places:
            if rect.intersects(dirty):
                mark.paint(painter, rect, self._style)
        painter.end()
        super().paintEvent(event)
        if self._ringed:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._style.palette.focus), 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 10, 10)
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring for whoever came by keyboard."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _KEYBOARD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands under the text may need another height."""
        if watched is self._foot and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl the whole window's text size is meant, not only this one's."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pages down and Shift+Space up; all else as in any text."""
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep() * 9 // 10)
            return
        super().keyPressEvent(event)

    # --- inside --------------------------------------------------------------------------

    def _compose(self) -> None:
        """Write the text anew, then let it flow."""
        self._outdated = True
        self._fit()

    def _fit(self) -> None:
        """Let the text flow into the width there is.

        Qt lays out while it is asked, and a scroll bar that comes or goes is another
        width; whoever asks meanwhile is served by another round.
        """
        if self._fitting:
            self._asked_again = True
            return
        if not self._readings:
            return
        self._fitting = True
        try:
            for _round in range(_ROUNDS):
                self._asked_again = False
                self._flow()
                if not self._asked_again:
                    break
        finally:
            self._fitting = False

    def _write(self, fit: Measure) -> ReaderPage:
        old, block = self._page.document if self._page else None, self._block_at_caret()
        page = ReaderPage(self._readings, self._style, fit, self)
        self._page = page
        self._outdated = False
        self.setLocale(QLocale(_LOCALES[page.languages[0]], QLocale.Country.Finland))
        self.setExtraSelections([])
        self.setDocument(page.document)
        if old is not None:
            old.deleteLater()
        self._labels.tell(page.written)
        self._set_caret(dict(page.written.anchors).get(block, 0) if block else 0)
        return page

    def _flow(self) -> None:
        fit = measure(self.viewport().width(), self._style, pair=len(self._readings) > 1)
        page = self._page
        if page is None or self._outdated or page.shape != fit.shape:
            page = self._write(fit)
        foot = 0
        if self._foot:
            foot_width = self.viewport().width() - 2 * fit.pad
            foot = self._foot.heightForWidth(foot_width)
            foot = foot if foot > 0 else self._foot.sizeHint().height()
            self._foot.resize(foot_width, foot)
            foot += self._style.px(1.5)
        self.setLineWrapColumnOrWidth(page.fit(fit, foot))
        self.document().size()  # lay out everything now
        places = Geometry(self.document())
        self._places = [(mark.rect(places, self._style), mark) for mark in page.written.marks]
        self._tops = [places.block(position).top() for _anchor, position in page.written.anchors]
        self._labels.fit(places)
        self._place_labels()
        self.viewport().update()

    def _block_at_caret(self) -> Anchor | None:
        if self._page is None:
            return None
        caret = self.textCursor().position()
        before = [anchor for anchor, start in self._page.written.anchors if start <= caret]
        return before[-1] if before else None

    def _set_caret(self, position: int) -> None:
        """Set the caret; of a paragraph without height on, the first that has words."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        while not cursor.block().text() and cursor.movePosition(
            QTextCursor.MoveOperation.NextBlock
        ):
            pass
        self.setTextCursor(cursor)

    def _span(self, number: int) -> tuple[float, float]:
        """Top of a block and of what follows it, in pixels of the document."""
        ends = [*self._tops[1:], self.document().size().height()]
        return self._tops[number], ends[number]

    def _place_labels(self) -> None:
        offset = self.verticalScrollBar().value()
        self._labels.move(offset)
        if self._foot and self._page:
            bottom = round(self.document().size().height()) - self._foot.height()
            left = round(self.document().rootFrame().frameFormat().leftMargin())
            self._foot.move(left, bottom - self._style.px(1.0) - offset)

    def _bring_into_view(self, rect: QRectF) -> None:
        """Scroll until a rectangle of the viewport can be seen, with some room around it."""
        bar = self.verticalScrollBar()
        room = self._style.px(2)
        if rect.top() < room:
            bar.setValue(bar.value() + round(rect.top()) - room)
        elif rect.bottom() > self.viewport().height() - room:
            bar.setValue(bar.value() + round(rect.bottom()) - self.viewport().height() + room)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._foot and now and self._foot.isAncestorOf(now):
            corner = now.mapTo(self.viewport(), now.rect().topLeft())
            self._bring_into_view(QRectF(QRect(corner, now.size())))

    def _report_link(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())

    def _show_target(self, url: QUrl) -> None:
        self.viewport().setToolTip(url.host() or url.path() if url.scheme() != "item" else "")
