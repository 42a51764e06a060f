"""A text to read as a document for assistive technology, not as one long label.

Headings have a level, links lead somewhere, lists have items and tables cells with headers; each
has its language. It is read off the document the first time that somebody asks, so who sees the
screen pays nothing. The caret, the selection and the words of the whole stay as Qt tells them.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QRegion,
)
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QTableWidget, QTableWidgetItem
from shiboken6 import isValid
from typing_extensions import override

from valita_desktop.ui.text import structure
from valita_desktop.ui.text.decorations import Geometry
from valita_desktop.ui.text.structure import PassageKind
from valita_desktop.ui.widgets.accessible import (
    AccessiblePiece,
    Attributes,
    cast_to,
    forget,
    id_of_qts_own,
    locale_of,
    piece_at,
    set_language,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QTextBrowser

    from valita_desktop.ui.text.structure import Passage

_Role = QAccessible.Role
_ROLES = {
    PassageKind.HEADING: _Role.Heading,
    PassageKind.PARAGRAPH: _Role.Paragraph,
    PassageKind.LIST: _Role.List,
    PassageKind.ITEM: _Role.ListItem,
    PassageKind.FIGURE: _Role.Graphic,
    PassageKind.LINK: _Role.Link,
}
_PRESS = QAccessibleActionInterface.pressAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()


class AccessibleText(QAccessibleWidget):
    """A text browser as a document.

    Attributes:
        view: Shows the text.
        follow: Goes where a link leads.
        show: Brings a position of the text into view and sets the caret there.
    """

    def __init__(
        self, view: QTextBrowser, follow: Callable[[str], None], show: Callable[[int], None]
    ) -> None:
        super().__init__(view, _Role.Document, "")
        self.view = view
        self.follow = follow
        self.show = show
        self._qts_own = id_of_qts_own(view)
        self._attributes = Attributes(view.locale())
        self._parts: list[PassagePiece | TableOverText] | None = None
        view.destroyed.connect(self._forget)

    def text_changed(self) -> None:
        """The view shows another text."""
        self._forget()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DocumentReload))

    def tables_moved(self) -> None:
        """The text was scrolled or flows anew."""
        for part in self._parts or ():
            if isinstance(part, TableOverText):
                part.place()

    def tell_of_link(self) -> None:
        """Say that the focus is on the link that is chosen, if one is."""
        cursor = self.view.textCursor()
        if cursor.hasSelection():
            texts = (part for part in self._content() if isinstance(part, PassagePiece))
            pieces = (one for piece in texts for one in (piece, *piece.items()))
            links = (piece.link_at(cursor.selectionEnd()) for piece in pieces)
            link = next(filter(None, links), None)
            if link:
                QAccessible.updateAccessibility(QAccessibleEvent(link, QAccessible.Event.Focus))

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.accessibleInterface(self._qts_own).state()
        state.editable = 0
        state.readOnly = 1
        return state

    @override
    def child(self, index: int) -> QAccessibleInterface:
        children = self._children()
        if 0 <= index < len(children):
            return children[index]
        return None  # type: ignore[return-value]  # Qt asks whether there is one

    @override
    def childCount(self) -> int:
        return len(self._children())

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, PassagePiece):
            return next((n for n, each in enumerate(self._children()) if each is child), -1)
        widget = cast("QObject | None", child.object())
        if widget is None:
            return -1
        return next((n for n, each in enumerate(self._children()) if each.object() is widget), -1)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        pieces = [part for part in self._content() if isinstance(part, PassagePiece)]
        return piece_at(pieces, QPoint(x, y)) or super().childAt(x, y)

    @override
    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        if kind == QAccessible.InterfaceType.TextInterface:
            return cast_to(QAccessible.accessibleInterface(self._qts_own).interface_cast(kind))
        if kind == QAccessible.InterfaceType.AttributesInterface:
            self._attributes = Attributes(self.view.locale())
            return cast_to(self._attributes)
        return cast_to(super().interface_cast(kind))

    def _children(self) -> list[QAccessibleInterface]:
        """The text first, then whatever widgets the view has."""
        parts = self._content()
        text = [
            QAccessible.queryAccessibleInterface(part) if isinstance(part, TableOverText) else part
            for part in parts
        ]
        by_qt = QAccessible.accessibleInterface(self._qts_own)
        widgets = (by_qt.child(number) for number in range(by_qt.childCount()))
        return [*text, *(each for each in widgets if not isinstance(each.object(), TableOverText))]

    def _content(self) -> list[PassagePiece | TableOverText]:
        if self._parts is None:
            passages = structure.read(self.view.document())
            self._parts = [_part(self, passage) for passage in passages]
        return self._parts

    def _forget(self) -> None:
        parts, self._parts = self._parts or [], None
        forget(part for part in parts if isinstance(part, PassagePiece))
        for part in parts:
            if isinstance(part, TableOverText) and isValid(part):
                part.drop()


def _part(text: AccessibleText, passage: Passage) -> PassagePiece | TableOverText:
    return TableOverText(text.view, passage) if passage.table else PassagePiece(text, passage)


class PassagePiece(AccessiblePiece):
    """A `Passage` of a text, with those inside it.

    Attributes:
        passage: What it is.
    """

    def __init__(self, text: AccessibleText, passage: Passage) -> None:
        attributes = Attributes(locale_of(passage.lang), passage.level)
        super().__init__(text.view, _ROLES[passage.kind], passage.words, attributes)
        self.passage = passage
        self._text = text
        self.hold([PassagePiece(text, inside) for inside in passage.inside])

    def items(self) -> list[PassagePiece]:
        """The pieces inside."""
        return cast("list[PassagePiece]", self.pieces)

    def link_at(self, position: int) -> PassagePiece | None:
        """The link inside that stands at a position of the text."""
        links = (piece for piece in self.items() if piece.passage.kind is PassageKind.LINK)
        here = (p for p in links if p.passage.start <= position <= p.passage.end)
        return next(here, None)

    @override
    def area(self) -> QRect:
        geometry = Geometry(self._text.view.document())
        offset = self._text.view.verticalScrollBar().value()
        if self.passage.kind is PassageKind.LINK:
            lines = geometry.words(self.passage.start, self.passage.end)
            return reduce(QRectF.united, lines, QRectF()).toAlignedRect().translated(0, -offset)
        first = geometry.block(self.passage.start)
        whole = first.united(geometry.block(self.passage.end)).toAlignedRect()
        return whole.translated(0, -offset)

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        if self.passage.kind is PassageKind.LINK:
            state.linked = state.focusable = 1
            state.focused = int(self._text.view.hasFocus() and self._is_chosen())
        return state

    @override
    def actions(self) -> list[str]:
        return [_PRESS, _FOCUS] if self.passage.kind is PassageKind.LINK else [_FOCUS]

    @override
    def do(self, action: str) -> None:
        if action == _PRESS:
            self._text.follow(self.passage.href)
            return
        self._text.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.show(self.passage.start)

    def _is_chosen(self) -> bool:
        cursor = self._text.view.textCursor()
        return (cursor.selectionStart(), cursor.selectionEnd()) == (
            self.passage.start,
            self.passage.end,
        )


class TableOverText(QTableWidget):
    """A table of a text as a widget over it, which nobody sees: Qt tells all of such a table.

    Python can tell of cells, but not of a table that has them (`QAccessibleTableInterface` is not
    wrapped), and a table that is none says neither how large it is nor what heads a cell.
    """

    def __init__(self, view: QTextBrowser, passage: Passage) -> None:
        assert passage.table is not None  # noqa: S101 - as whoever makes it has seen
        found = structure.cells(passage.table)
        columns = len(found.above) or len(found.rows[0])
        super().__init__(len(found.rows), columns, view)
        self._view = view
        self._table = passage.table
        set_language(self, passage.lang)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMask(QRegion(-1, -1, 1, 1))  # there for all but the eye
        self.setHorizontalHeaderLabels(found.above or [""] * columns)
        self.setVerticalHeaderLabels(found.beside or [""] * len(found.rows))
        for row, words in enumerate(found.rows):
            for column, word in enumerate(words):
                self.setItem(row, column, QTableWidgetItem(word))
        self.place()
        self.show()

    def place(self) -> None:
        """Lie over the table of the text."""
        geometry = Geometry(self._view.document())
        last = self._table.rows() - 1, self._table.columns() - 1
        whole = geometry.cell(self._table, 0, 0).united(geometry.cell(self._table, *last))
        offset = self._view.verticalScrollBar().value()
        self.setGeometry(whole.translated(0, -offset).toAlignedRect())

    def drop(self) -> None:
        """The text has it no more."""
        self.hide()
        self.deleteLater()
