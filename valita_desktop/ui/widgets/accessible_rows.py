"""The rows of a list for assistive technology: each can be opened, not only chosen.

Qt lets a row be toggled and nothing else, so that whoever uses a switch or the voice chooses an
item and never gets to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from valita_desktop.ui.widgets.accessible import (
    AccessiblePiece,
    Attributes,
    cast_to,
    forget,
    piece_at,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QListView

    Open = Callable[[QModelIndex], None]

_PRESS = QAccessibleActionInterface.pressAction()
_MENU = QAccessibleActionInterface.showMenuAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()


class AccessibleRows(QAccessibleWidget):
    """A list whose rows can be opened; a row is made when somebody asks for it.

    Args:
        view: The list; it has its model.
        open_index: Opens a row.
        show_menu: Opens the menu of a row; ``None`` where rows have none.
    """

    def __init__(self, view: QListView, open_index: Open, show_menu: Open | None = None) -> None:
        super().__init__(view, QAccessible.Role.List, "")
        self._view = view
        self._trips = {_PRESS: open_index} | ({_MENU: show_menu} if show_menu else {})
        self._rows: dict[int, _RowPiece] = {}
        self._chosen = _Chosen(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            changed.connect(self._forget)
        view.destroyed.connect(self._forget)

    @property
    def current(self) -> int:
        """Number of the row that is chosen; -1 where none is."""
        return self._view.currentIndex().row()

    def row(self, number: int) -> _RowPiece | None:
        """A row by its number from 0."""
        if not 0 <= number < self.childCount():
            return None
        if number not in self._rows:
            self._rows[number] = _RowPiece(self._view, number, self._trips)
        return self._rows[number]

    def choose(self, number: int) -> None:
        """Choose a row."""
        self._view.setCurrentIndex(self._view.model().index(number, 0))

    @override
    def child(self, index: int) -> QAccessibleInterface:
        return self.row(index)  # type: ignore[return-value]  # Qt asks whether there is one

    @override
    def childCount(self) -> int:
        return self._view.model().rowCount()

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.number if isinstance(child, _RowPiece) else -1

    @override
    def focusChild(self) -> QAccessibleInterface:
        return self.row(self.current)  # type: ignore[return-value]  # as above

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        viewport = self._view.viewport()
        index = self._view.indexAt(viewport.mapFromGlobal(QPoint(x, y)))
        row = self.row(index.row())
        return piece_at([row] if row else [], QPoint(x, y))  # type: ignore[return-value]

    @override
    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        if kind == QAccessible.InterfaceType.SelectionInterface:
            return cast_to(self._chosen)
        return cast_to(super().interface_cast(kind))

    def _forget(self) -> None:
        rows, self._rows = self._rows, {}
        forget(rows.values())


class _RowPiece(AccessiblePiece):
    def __init__(self, view: QListView, number: int, trips: Mapping[str, Open]) -> None:
        super().__init__(view, QAccessible.Role.ListItem, "", Attributes(view.locale()))
        self.number = number
        self._view = view
        self._trips = trips

    @property
    def _index(self) -> QModelIndex:
        return self._view.model().index(self.number, 0)

    @override
    def text(self, kind: QAccessible.Text) -> str:
        if kind != QAccessible.Text.Name:
            return ""
        spoken = self._index.data(Qt.ItemDataRole.AccessibleTextRole)
        return cast("str", spoken or self._index.data() or "")

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        current = self._view.currentIndex().row() == self.number
        if self._usable():
            state.selectable = state.focusable = 1
            state.selected = int(self._view.selectionModel().isSelected(self._index))
            state.focused = int(current and self._view.hasFocus())
        else:
            state.disabled = 1
        state.invisible = int(not self._view.isVisible())
        return state

    @override
    def area(self) -> QRect:
        return self._view.visualRect(self._index).translated(self._view.viewport().pos())

    @override
    def actions(self) -> list[str]:
        return [*self._trips, _FOCUS] if self._usable() else []

    @override
    def do(self, action: str) -> None:
        self._view.setCurrentIndex(self._index)
        if action in self._trips:
            self._trips[action](self._index)
        else:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _usable(self) -> bool:
        return bool(self._view.model().flags(self._index) & Qt.ItemFlag.ItemIsEnabled)


class _Chosen(QAccessibleSelectionInterface):
    """One row is chosen, or none."""

    def __init__(self, rows: AccessibleRows) -> None:
        super().__init__()
        self._rows = rows

    @override
    def selectedItemCount(self) -> int:
        return int(self._rows.current >= 0)

    @override
    def selectedItem(self, index: int) -> QAccessibleInterface:
        if index:
            return None  # type: ignore[return-value]  # Qt asks whether there is one
        return self._rows.row(self._rows.current)  # type: ignore[return-value]  # as above

    @override
    def selectedItems(self) -> list[QAccessibleInterface]:
        chosen = self._rows.row(self._rows.current)
        return [chosen] if chosen else []

    @override
    def isSelected(self, child: QAccessibleInterface) -> bool:
        return isinstance(child, _RowPiece) and child.number == self._rows.current

    @override
    def select(self, child: QAccessibleInterface) -> bool:
        if isinstance(child, _RowPiece):
            self._rows.choose(child.number)
        return self.isSelected(child)

    @override
    def unselect(self, _child: QAccessibleInterface) -> bool:
        return False

    @override
    def selectAll(self) -> bool:
        return False

    @override
    def clear(self) -> bool:
        return False
