"""A text to read: one document, one caret, every block of the kit.

The whole text is one `QTextDocument`, so reading on with the arrow keys, selecting,
copying and finding work across all of it, by keyboard, mouse and screen reader alike.
What it is to screen readers, its `TextView` tells them.
Nothing here opens a file or an address: links are only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from valita_desktop.ui.reader.composition import Measure, ReaderPage, measure
from valita_desktop.ui.reader.scroll_anchor import BlockTops, ScrollAnchor
from valita_desktop.ui.text.decorations import Geometry
from valita_desktop.ui.text.text_view import TextView
from valita_desktop.ui.widgets.accessible import set_language
from valita_desktop.ui.widgets.toasts import BELOW_EM

if TYPE_CHECKING:
    from valita_desktop.ui.text.style import ReadingStyle
    from valita_desktop.ui.text.writer import Anchor, ReaderHeading, ReaderInput

_ROUNDS = 3
"""One to lay out, one if a scroll bar came by that, one if it goes again: then it stays."""


class Reader(TextView):
    """Shows a text as a `ReaderPage`, in one language or in two side by side.

    It keeps the block at the top (a `ScrollAnchor`) through other languages, sizes and widths.
    """

    def __init__(self, style: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(style, parent)
        self._readings: tuple[ReaderInput, ...] = ()
        self._page: ReaderPage | None = None
        self._head: QWidget | None = None
        self._foot: QWidget | None = None
        self._tops = BlockTops()
        self._wanted: tuple[int, ScrollAnchor] | None = None
        self._flowed: tuple[ReaderPage, Measure, int, int] | None = None
        self._outdated = self._fitting = self._asked_again = False
        self.verticalScrollBar().valueChanged.connect(self._place_foot)

    def show_readings(self, *readings: ReaderInput) -> None:
        """Show a text from its beginning: one language, or two side by side."""
        self._readings = readings
        self._compose()
        self._set_caret(0)
        self.verticalScrollBar().setValue(0)
        self._wanted = None

    def show_again(self, *readings: ReaderInput) -> None:
        """Show another language of the same text; the same block stays at the top."""
        anchor = self.scroll_anchor()
        self._readings = readings
        self._compose()
        self.go_to(anchor)

    def set_style(self, style: ReadingStyle) -> None:
        """Take other colours or another size; the same block stays at the top."""
        if style == self._style:
            return
        self._style = style
        if self._readings:
            self.show_again(*self._readings)

    def set_head(self, head: QWidget | None) -> None:
        """Put a widget that takes no focus above the text, as `set_foot` does under it."""
        if self._head is head:
            return
        old, self._head = self._head, head
        if old is not None:
            old.removeEventFilter(self)
        if head is not None:
            self._hold(head)
        self._fit()

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
            self._hold(foot)
            application.focusChanged.connect(self._follow_focus)
        self._fit()

    @property
    def drawings(self) -> list[tuple[int, str]]:
        """Position and words of every drawing."""
        return self._page.drawings if self._page else []

    @property
    def headings(self) -> list[ReaderHeading]:
        """Headings of the text; of a pair those of its first language."""
        return self._page.headings if self._page else []

    def scroll_anchor(self) -> ScrollAnchor | None:
        """What stands at the top; ``None`` at the very beginning."""
        value = self.verticalScrollBar().value()
        if self._wanted and self._wanted[0] == value:
            return self._wanted[1]  # asked again, it must not creep by what was rounded
        return self._tops.anchor_at(value)

    def go_to(self, anchor: ScrollAnchor | None) -> None:
        """Bring a block to the top; the nearest before it where the text lacks it."""
        bar = self.verticalScrollBar()
        value = self._tops.value_of(anchor) if anchor else None
        bar.setValue(value or 0)
        if anchor and value is not None:
            self._wanted = (bar.value(), anchor)

    def go_to_heading(self, heading: ReaderHeading) -> None:
        """Bring a heading to the top and set the caret on it."""
        cursor = self.textCursor()
        cursor.setPosition(heading.position)
        self.setTextCursor(cursor)
        line = Geometry(self.document()).line(heading.position)
        self.verticalScrollBar().setValue(round(line.top()) - self._style.px(0.8))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def selected_text(self, cursor: QTextCursor) -> str:
        """The selected text with the words of drawings in their place."""
        return self._page.selected_text(cursor) if self._page else ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flow into the new width; the same block stays at the top."""
        if self._fitting or not self._readings:
            self._asked_again = True
            super().resizeEvent(event)
            return
        anchor = self.scroll_anchor()
        super().resizeEvent(event)
        self._fit()
        self.go_to(anchor)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands above or under the text may need another height."""
        if watched in (self._head, self._foot) and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _hold(self, widget: QWidget) -> None:
        widget.setParent(self.viewport())
        widget.show()
        widget.installEventFilter(self)

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
        set_language(self, page.languages[0])
        self.setExtraSelections([])
        self.setDocument(page.document)
        if old is not None:
            old.deleteLater()
        self._set_caret(dict(page.layout_info.anchors).get(block, 0) if block else 0)
        return page

    def _flow(self) -> None:
        fit = measure(self.viewport().width(), self._style, pair=len(self._readings) > 1)
        page = self._page
        if page is None or self._outdated or page.shape != fit.shape:
            page = self._write(fit)
        width = self.viewport().width() - 2 * fit.pad
        head = _set_width(self._head, width) + self._style.px(0.6) if self._head else 0
        foot = _set_width(self._foot, width) + self._style.px(1.8) if self._foot else 0
        if self._flowed == (page, fit, head, foot):  # asked for what is there already
            self._place_foot()
            return
        self._flowed = page, fit, head, foot
        self.setLineWrapColumnOrWidth(page.fit(fit, head, foot))
        self.document().size()  # lay out everything now
        geometry = Geometry(self.document())
        info = page.layout_info
        self.decorations = [(each.rect(geometry, self._style), each) for each in info.decorations]
        self._tops = BlockTops(
            [anchor for anchor, _position in info.anchors],
            [geometry.block(position).top() for _anchor, position in info.anchors],
            self.document().size().height(),
        )
        self._place_foot()
        self.tell_of_layout()
        self.viewport().update()

    def _block_at_caret(self) -> Anchor | None:
        if self._page is None:
            return None
        caret = self.textCursor().position()
        before = [anchor for anchor, start in self._page.layout_info.anchors if start <= caret]
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

    def _place_foot(self) -> None:
        offset = self.verticalScrollBar().value()
        left = round(self.document().rootFrame().frameFormat().leftMargin())
        if self._head:
            self._head.move(left, self._style.px(0.8) - offset)
        if self._foot and self._page:
            bottom = round(self.document().size().height()) - self._foot.height()
            self._foot.move(left, bottom - self._style.px(BELOW_EM) - offset)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._foot and now and self._foot.isAncestorOf(now):
            corner = now.mapTo(self.viewport(), now.rect().topLeft())
            self.bring_into_view(QRectF(QRect(corner, now.size())))


def _set_width(widget: QWidget, width: int) -> int:
    """Give a widget a width; returns the height that it has then."""
    height = widget.heightForWidth(width)
    widget.resize(width, height if height > 0 else widget.sizeHint().height())
    return widget.height()
