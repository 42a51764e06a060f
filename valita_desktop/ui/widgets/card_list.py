"""A list of cards: what all lists of the window have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

from valita_desktop.ui.widgets.accessible_rows import AccessibleRows

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAccessibleInterface, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.style.theme import Appearance


def asks_for_menu(event: QKeyEvent) -> bool:
    """The menu key, or Shift and F10: not every system makes a context menu event of them."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    key = event.key()
    return key == Qt.Key.Key_Menu or (shifted and key == Qt.Key.Key_F10)


class CardList(QListView):
    """A list in which Enter opens a card and whatever could be typed is left to the search.

    Whoever inherits it says by `open_index` what opening is, and hands the delegate.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def accessible_interface(self) -> QAccessibleInterface:
        """A list whose rows assistive technology can open."""
        return AccessibleRows(self, self.open_index)

    def open_index(self, index: QModelIndex) -> None:
        """Open what stands at an index; nothing where nothing does."""
        raise NotImplementedError

    def measure_anew(self, appearance: Appearance) -> None:
        """Cards have another height or other colours now."""
        self.verticalScrollBar().setSingleStep(appearance.em(3))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The buttons at the side of a mouse are the window's."""
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; what could be typed is left to the window's search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_index(self.currentIndex())
        elif event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, _search: str) -> None:
        """Nothing: letters belong to the search field."""
