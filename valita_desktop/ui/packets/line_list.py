"""The lines of a packet as a list: what, how long, in which form; Alt+↑ and Alt+↓ move one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.labels import label
from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.wording import rows as words
from valita_desktop.ui.wording.layouts import LAYOUTS
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from valita_desktop.library.packets import Entry
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def title_of(entry: Entry, rows: Mapping[str, Row]) -> str:
    """What a line is called: as the item is now, or as it was last."""
    row = rows.get(entry.item_id)
    return row.title(entry.lang) if row else entry.title or entry.item_id


def details(entry: Entry, rows: Mapping[str, Row]) -> str:
    """The small print of a line: in which form and language, and what has changed."""
    row = rows.get(entry.item_id)
    if row is None:
        return _("Withdrawn or not on this computer; it is left out when printing")
    parts = [
        _(LAYOUTS[entry.layout].name),
        _(label(entry.part)),
        _(LANG_NAMES[entry.lang]),
    ]
    if entry.copies > 1:
        parts.append(_("{n} copies").format(n=entry.copies))
    if row.version != entry.version:
        parts.append(_("has changed since"))
    return words.DOT.join(parts)


class PacketLineModel(QAbstractListModel):
    """The lines of a packet as Qt wants them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.rows: Mapping[str, Row] = {}

    def show(self, entries: Sequence[Entry], rows: Mapping[str, Row]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._entries, self.rows = entries, rows
        self.endResetModel()

    def entry(self, index: _Index) -> Entry | None:
        """The line at an index."""
        return self._entries[index.row()] if index.isValid() else None

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(entry, self.rows)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.rows.get(entry.item_id)
            time = words.time_name(row) if row else ""
            parts = (title_of(entry, self.rows), time, details(entry, self.rows))
            return f"{index.row() + 1}. {'. '.join(part for part in parts if part)}"
        return None


class PacketLineDelegate(QStyledItemDelegate):
    """Draws lines; fonts and metrics are made once for an appearance."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_appearance(appearance)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw with these colours and sizes from now on."""
        self._appearance = appearance
        palette, weight = appearance.palette, QFont.Weight
        self._title = paint.ink(theme.font(appearance.em(1.0), weight.DemiBold), palette.text)
        self._gone = paint.ink(theme.font(appearance.em(1.0), weight.DemiBold), palette.muted)
        self._small = paint.ink(theme.font(appearance.em(0.9)), palette.muted)

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, self._title.height + self._small.height + 34)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        entry = model.entry(index) if isinstance(model, PacketLineModel) else None
        if not isinstance(model, PacketLineModel) or entry is None:
            return
        painter.save()
        box = option.rect.adjusted(3, 3, -3, -5)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        palette, row = self._appearance.palette, model.rows.get(entry.item_id)
        fill = palette.sel if selected else palette.surface
        border = palette.focus if focused else palette.border
        paint.card(painter, box, fill, border, 12, 2 if focused else 1)
        inner = box.adjusted(14, 10, -14, -10)
        number = QRect(inner.left(), inner.top(), self._appearance.em(1.8), inner.height())
        paint.line(painter, number, f"{index.row() + 1}.", self._title)
        inner.setLeft(number.right() + 4)
        if row is None:
            inner = self._paint_gone(painter, inner)
        title = QRect(inner.left(), inner.top(), inner.width(), self._title.height)
        time = words.time_name(row) if row else ""
        paint.line(painter, title, time, self._small, right=True)
        title.setRight(title.right() - round(self._small.metrics.horizontalAdvance(time)) - 12)
        paint.line(painter, title, title_of(entry, model.rows), self._title if row else self._gone)
        below = QRect(inner.left(), title.bottom() + 4, inner.width(), self._small.height)
        paint.line(painter, below, details(entry, model.rows), self._small)
        painter.restore()

    def _paint_gone(self, painter: QPainter, box: QRect) -> QRect:
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap("triangle-alert", self._appearance.palette.muted, icons.MEDIUM, scale)
        painter.drawPixmap(box.left(), box.center().y() - icons.MEDIUM // 2, drawn)
        return box.adjusted(icons.MEDIUM + 10, 0, 0, 0)


class PacketLineList(QListView):
    """The list.

    Signals:
        moved: A line is to stand elsewhere; carries its place and the new one, from 0.
        removed: A line is to go; carries its place.
        open_requested: The item of a line is to be shown; carries its id.
        selected: Another line is the current one.
    """

    moved = Signal(int, int)
    removed = Signal(int)
    open_requested = Signal(str)
    selected = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PacketLineModel(self)
        self._delegate = PacketLineDelegate(appearance, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)

    @property
    def place(self) -> int:
        """The place of the current line from 0; -1 where there is none."""
        return self.currentIndex().row()

    def entry(self) -> Entry | None:
        """The current line."""
        return self._model.entry(self.currentIndex())

    def show_lines(
        self, entries: Sequence[Entry], rows: Mapping[str, Row], place: int | None = None
    ) -> None:
        """Show lines; ``place`` is the current one, else what it was or the nearest."""
        wanted = self.place if place is None else place
        self._model.show(entries, rows)
        at = min(max(wanted, 0), len(entries) - 1)
        self.setCurrentIndex(self._model.index(at) if entries else QModelIndex())
        self.selected.emit()

    def set_appearance(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._delegate.set_appearance(appearance)
        self.verticalScrollBar().setSingleStep(appearance.em(3))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def move_line(self, by: int) -> None:
        """Move the current line up (-1) or down (1), as far as there is a place."""
        to = self.place + by
        if self.place >= 0 and 0 <= to < self._model.rowCount():
            self.moved.emit(self.place, to)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.selected.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move, Delete removes, Enter opens; letters are the search's."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and self.place >= 0:
            self.removed.emit(self.place)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, _search: str) -> None:
        """Nothing: letters belong to the search field."""

    def _open(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry and entry.item_id in self._model.rows:
            self.open_requested.emit(entry.item_id)
