"""The lines of a packet as a list: what, how long, in which form.

A line is moved by its handle, by Alt+↑ and Alt+↓, or by the buttons beside the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.labels import label
from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.widgets.card_list import CardList, list_card
from valita_desktop.ui.wording import rows as wording
from valita_desktop.ui.wording.layouts import LAYOUTS
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from valita_desktop.library.packets import Entry
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LINE = "application/x-valita-packet-line"
"""What is dragged: the row of a line, within its list."""
_HANDLE_EM = 1.1


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
    return wording.DOT.join(parts)


class PacketLineModel(QAbstractListModel):
    """Each `Entry` of a packet as Qt wants it, for a `PacketLineList`.

    Signals:
        dropped: A line was dropped elsewhere; carries its row and the new one, from 0.
    """

    dropped = Signal(int, int)

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
            time = wording.time_name(row) if row else ""
            parts = (title_of(entry, self.rows), time, details(entry, self.rows))
            return f"{index.row() + 1}. {'. '.join(part for part in parts if part)}"
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Lines are dragged, and dropped between lines."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_LINE]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_LINE, str(indexes[0].row()).encode())
        return data

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Tell where a line is wanted; false, for who is told shows the lines anew."""
        if data.hasFormat(_LINE):
            source = int(bytes(data.data(_LINE).data()))
            before = row if row >= 0 else self.rowCount()
            to = before - (before > source)
            if to != source:
                self.dropped.emit(source, to)
        return False


class PacketLineDelegate(QStyledItemDelegate):
    """Draws the lines of a `PacketLineModel`; fonts are measured once for an appearance."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_appearance(appearance)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw with these colours and sizes from now on."""
        self._appearance = appearance
        palette, weight = appearance.palette, QFont.Weight
        self._title = paint.ink(theme.font(appearance.em(1.0), weight.DemiBold), palette.text)
        self._withdrawn = paint.ink(theme.font(appearance.em(1.0), weight.DemiBold), palette.muted)
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
        row = model.rows.get(entry.item_id)
        list_card(painter, box, option.state, self._appearance.palette)
        inner = box.adjusted(10, 10, -14, -10)
        self._paint_handle(painter, inner)
        inner.setLeft(inner.left() + self._appearance.em(_HANDLE_EM))
        number = QRect(inner.left(), inner.top(), self._appearance.em(1.8), inner.height())
        paint.line(painter, number, f"{index.row() + 1}.", self._title)
        inner.setLeft(number.right() + 4)
        if row is None:
            inner = self._paint_withdrawn(painter, inner)
        title = QRect(inner.left(), inner.top(), inner.width(), self._title.height)
        time = wording.time_name(row) if row else ""
        paint.line(painter, title, time, self._small, right=True)
        title.setRight(title.right() - round(self._small.metrics.horizontalAdvance(time)) - 12)
        ink = self._title if row else self._withdrawn
        paint.line(painter, title, title_of(entry, model.rows), ink)
        below = QRect(inner.left(), title.bottom() + 4, inner.width(), self._small.height)
        paint.line(painter, below, details(entry, model.rows), self._small)
        painter.restore()

    def _paint_handle(self, painter: QPainter, box: QRect) -> None:
        """Six points, which everybody knows as what a thing is dragged by."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._appearance.palette.muted))
        em = self._appearance.base_px
        for across in (0.15, 0.55):
            for down in (-0.4, 0, 0.4):
                middle = QPointF(box.left() + across * em, box.center().y() + down * em)
                painter.drawEllipse(middle, 0.1 * em, 0.1 * em)

    def _paint_withdrawn(self, painter: QPainter, box: QRect) -> QRect:
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap("triangle-alert", self._appearance.palette.muted, icons.MEDIUM, scale)
        painter.drawPixmap(box.left(), box.center().y() - icons.MEDIUM // 2, drawn)
        return box.adjusted(icons.MEDIUM + 10, 0, 0, 0)


class PacketLineList(CardList):
    """View of a `PacketLineModel` whose lines are moved, taken out and opened by keys.

    Signals:
        move_requested: A line is to stand elsewhere; carries its row and the new one, from 0.
        remove_requested: A line is to go; carries its row.
        open_requested: The item of a line is to be shown; carries its id.
        preview_requested: The current line is to be seen as it will be printed.
        line_changed: Another line is the current one.
    """

    move_requested = Signal(int, int)
    remove_requested = Signal(int)
    open_requested = Signal(str)
    preview_requested = Signal()
    line_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PacketLineModel(self)
        self._delegate = PacketLineDelegate(appearance, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.doubleClicked.connect(self.open_index)
        # Later: while Qt drops a line, the lines cannot be shown anew.
        self._model.dropped.connect(self.move_requested, Qt.ConnectionType.QueuedConnection)

    @property
    def row(self) -> int:
        """The row of the current line from 0; -1 where there is none."""
        return self.currentIndex().row()

    def entry(self) -> Entry | None:
        """The current line."""
        return self._model.entry(self.currentIndex())

    def show_lines(
        self, entries: Sequence[Entry], rows: Mapping[str, Row], row: int | None = None
    ) -> None:
        """Show lines.

        Args:
            entries: The lines.
            rows: The items of the library by id; an item that is not among them is withdrawn.
            row: The current line from 0; ``None`` is what it was, or the nearest to that.
        """
        wanted = self.row if row is None else row
        self._model.show(entries, rows)
        at = min(max(wanted, 0), len(entries) - 1)
        self.setCurrentIndex(self._model.index(at) if entries else QModelIndex())
        self.line_changed.emit()

    def set_appearance(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._delegate.set_appearance(appearance)
        self.measure_anew(appearance)

    def move_line(self, by: int) -> None:
        """Move the current line up (-1) or down (1), as far as there is one to change with."""
        to = self.row + by
        if self.row >= 0 and 0 <= to < self._model.rowCount():
            self.move_requested.emit(self.row, to)

    def remove_line(self) -> None:
        """Take the current line out, if there is one."""
        if self.row >= 0:
            self.remove_requested.emit(self.row)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.line_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move, Delete removes, Space shows; else as in any list of cards."""
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.remove_line()
        elif key == Qt.Key.Key_Space:
            self.preview_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def open_index(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry and entry.item_id in self._model.rows:
            self.open_requested.emit(entry.item_id)
