"""A text to read, without knowing which: paints, copies, scrolls and reports links.

Nothing here opens a file or an address: links are only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from valita_desktop.ui.text.accessible_text import AccessibleText
from valita_desktop.ui.text.decorations import Geometry
from valita_desktop.ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAccessibleInterface, QTextDocument

    from valita_desktop.ui.text.decorations import Decoration
    from valita_desktop.ui.text.style import ReadingStyle

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class TextView(QTextBrowser):
    """A text browser that loads nothing, paints each `Decoration` and rings the keyboard's focus.

    Attributes:
        decorations: What is painted behind the words, each with where it is, in pixels of the
            document; painted in this order.

    Signals:
        link_activated: A link was chosen: ``https:``, ``mailto:`` or ``item:ID``.
    """

    link_activated = Signal(str)

    def __init__(self, style: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decorations: Sequence[tuple[QRectF, Decoration]] = ()
        self._style = style
        self._ringed = False
        self._heard: AccessibleText | None = None
        self._link: tuple[int, int] | None = None
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

    def accessible_interface(self) -> QAccessibleInterface:
        """A document with headings, lists, tables and links, for assistive technology."""
        self._heard = AccessibleText(self, self.link_activated.emit, self.show_position)
        self.verticalScrollBar().valueChanged.connect(self._heard.tables_moved)
        return self._heard

    @override
    def setDocument(self, document: QTextDocument) -> None:
        """Show another text; its layout is whoever writes it's to care for."""
        super().setDocument(document)
        if self._heard:
            self._heard.text_changed()

    def tell_of_layout(self) -> None:
        """The text flows anew: whatever lies over it must move too."""
        if self._heard:
            self._heard.tables_moved()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from link to link, which Qt says to nobody."""
        moved = super().focusNextPrevChild(forward)
        cursor = self.textCursor()
        self._link = (cursor.selectionStart(), cursor.selectionEnd()) if moved else None
        if moved and self._heard:
            self._heard.tell_of_link()
        return moved

    def selected_text(self, cursor: QTextCursor) -> str:
        """The words of a selection."""
        return cursor.selectedText()

    def show_position(self, position: int) -> None:
        """Set the caret somewhere and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.bring_into_view(QRectF(self.cursorRect()))

    def bring_into_view(self, rect: QRectF) -> None:
        """Scroll until a rectangle of the viewport can be seen, with some room around it."""
        bar = self.verticalScrollBar()
        room = self._style.px(2)
        if rect.top() < room:
            bar.setValue(bar.value() + round(rect.top()) - room)
        elif rect.bottom() > self.viewport().height() - room:
            bar.setValue(bar.value() + round(rect.bottom()) - self.viewport().height() + room)

    @override
    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever loaded; Qt reads local files itself unless it is given an image."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: plain words, those of drawings among them."""
        data = QMimeData()
        data.setText(self.selected_text(self.textCursor()))
        return data

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Decorations first, then the words over them."""
        offset = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -offset)
        dirty = QRectF(event.rect()).translated(0, offset)
        for rect, decoration in self.decorations:
            if rect.intersects(dirty):
                decoration.paint(painter, rect, self._style)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._style.palette.focus), 2))
        if self._ringed:
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), 10, 10)
        for rect in self._link_rects():
            whole = rect.toAlignedRect().translated(0, -offset)
            painter.drawRoundedRect(whole.adjusted(-3, -1, 3, 1), 4, 4)
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring for whoever came by keyboard."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _KEYBOARD
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ringed = False
        self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl the whole window's text size is meant, not only this one's."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pages down and Shift+Space up; all else as in any text."""
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            # A tenth of the page stays, so that one finds the line one was at.
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep() * 9 // 10)
            return
        super().keyPressEvent(event)

    def _link_rects(self) -> list[QRectF]:
        """Where the link is that Tab came to, while it is chosen."""
        cursor = self.textCursor()
        if not self._link or self._link != (cursor.selectionStart(), cursor.selectionEnd()):
            return []
        return Geometry(self.document()).words(*self._link) if self.hasFocus() else []

    def _report_link(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())

    def _show_target(self, url: QUrl) -> None:
        set_tip(self.viewport(), url.host() or url.path() if url.scheme() != "item" else "")
