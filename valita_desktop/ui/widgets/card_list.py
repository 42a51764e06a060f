"""A list of cards: what all lists of the window have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle
from typing_extensions import override

from valita_desktop.ui.style import paint
from valita_desktop.ui.widgets.accessible_rows import AccessibleRows

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QRect
    from PySide6.QtGui import QAccessibleInterface, QKeyEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.style.theme import Appearance, Palette


def list_card(
    painter: QPainter, box: QRect, state: QStyle.StateFlag, palette: Palette, *, hover: bool = False
) -> None:
    """Draw the ground of a card of a list: chosen, with the focus, or under the mouse.

    Args:
        painter: Of the list.
        box: Where.
        state: Of the option that the delegate was handed.
        palette: The colours.
        hover: Whether the mouse over it shows, as where a click opens.
    """
    selected = bool(state & QStyle.StateFlag.State_Selected)
    focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
    fill = palette.surface
    if hover and state & QStyle.StateFlag.State_MouseOver:
        fill = palette.surface2
    if selected:
        fill = palette.sel
    paint.card(
        painter, box, fill, palette.focus if focused else palette.border, 12, 2 if focused else 1
    )


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
