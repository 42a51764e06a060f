"""Items in a list: the model, how a row is drawn, and the keys of the list.

Drawing asks the model only for what is in view and makes nothing that could be kept, so a
list of ten thousand scrolls like one of ten.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.widgets.accessible import set_language
from valita_desktop.ui.widgets.accessible_rows import AccessibleRows
from valita_desktop.ui.widgets.card_list import CardList, list_card
from valita_desktop.ui.widgets.menu_keys import asks_for_menu
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAccessibleInterface, QKeyEvent, QMouseEvent, QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Hit
    from valita_desktop.ui.style.paint import Ink
    from valita_desktop.ui.style.theme import Appearance

_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole
_NO_PARENT = QModelIndex()
_WIDE_EM = 48


class ListEntry(NamedTuple):
    """One line of an `ItemList`.

    Attributes:
        row: The item; ``None`` makes it the divider before related hits.
        hit: How it was found; ``None`` outside a search.
    """

    row: Row | None
    hit: Hit | None = None


class ItemModel(QAbstractListModel):
    """Each `ListEntry` as Qt wants it, for an `ItemList`.

    Attributes:
        lang: The content language that titles are shown in.
    """

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lang: Lang = lang
        self._entries: Sequence[ListEntry] = ()
        self._favourites: frozenset[str] = frozenset()

    def show(self, entries: Sequence[ListEntry], lang: Lang) -> None:
        """Show these entries, in this content language; where they are the same, nothing moves."""
        if entries and lang == self.lang and _ids(entries) == _ids(self._entries):
            self._entries = entries
            self._tell_changed()
            return
        self.beginResetModel()
        self._entries = entries
        self.lang = lang
        self.endResetModel()

    def mark_favourites(self, ids: frozenset[str]) -> None:
        """Items that bear a heart."""
        self._favourites = ids
        if self._entries:
            self._tell_changed()

    def is_favourite(self, row: Row) -> bool:
        """Whether the item bears a heart."""
        return row.id in self._favourites

    def entry(self, index: _Index) -> ListEntry | None:
        """What stands at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def position(self, item_id: str) -> int:
        """Where an item stands; -1 where it does not."""
        found = (i for i, e in enumerate(self._entries) if e.row and e.row.id == item_id)
        return next(found, -1)

    def _tell_changed(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    @override
    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The divider can be neither chosen nor opened."""
        entry = self.entry(index)
        if entry is None or entry.row is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and the whole row for those who hear it."""
        entry = self.entry(index)
        if entry is None:
            return None
        if entry.row is None:
            return related_name() if role in _SPOKEN else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.row.title(self.lang)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = wording.spoken(entry.row, self.lang)
            favourite = _("Favourite")
            return f"{spoken}. {favourite}" if self.is_favourite(entry.row) else spoken
        return None


def _ids(entries: Sequence[ListEntry]) -> list[str]:
    return [entry.row.id if entry.row else "" for entry in entries]


_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def related_name() -> str:
    """What the divider before related hits says."""
    return _("Related")


class ItemDelegate(QStyledItemDelegate):
    """Draws the rows of an `ItemModel`; fonts and measures are made once for an appearance."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide = True
        self.over_more = False
        self._selected = False
        self.set_appearance(appearance)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw with these colours and sizes from now on."""
        self._appearance = appearance
        palette, small, weight = appearance.palette, appearance.em(0.9), QFont.Weight
        self._title = paint.ink(theme.font(appearance.em(1.0), weight.DemiBold), palette.text)
        self._small = paint.ink(theme.font(small), palette.muted)
        self._kinds = [paint.ink(theme.font(small), one.strong) for one in palette.themes]
        self._gap = 8
        self._square = appearance.icon_px(40)
        self._facts_width = appearance.em(12)
        self._more_side = max(paint.MORE, appearance.icon_px(icons.MEDIUM) + 12)
        self._heart = appearance.icon_px(icons.SMALL)

    @override
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are as high as the first."""
        lines = self._title.height + (1 if self.wide else 2) * self._small.height
        return QSize(0, max(self._square, lines + 4) + 25 + self._gap)

    def more_box(self, row: QRect) -> QRect:
        """Where a row has the button of its menu."""
        box, side = row.adjusted(3, 3, -3, 3 - self._gap), self._more_side
        return QRect(box.right() - side - 8, box.center().y() - side // 2, side, side)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        entry = model.entry(index) if isinstance(model, ItemModel) else None
        if not isinstance(model, ItemModel) or entry is None:
            return
        painter.save()
        box = option.rect.adjusted(3, 3, -3, 3 - self._gap)
        if entry.row is None:
            self._paint_divider(painter, box)
        else:
            self._selected = bool(option.state & QStyle.StateFlag.State_Selected)
            list_card(painter, box, option.state, self._appearance.palette, hover=True)
            more = self.more_box(option.rect)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver) and self.over_more
            paint.more_button(painter, more, self._appearance.palette, hover=over)
            inner = box.adjusted(12, 12, more.left() - box.right() - 8, -12)
            self._paint_row(painter, inner, model, entry, entry.row)
        painter.restore()

    def _paint_divider(self, painter: QPainter, box: QRect) -> None:
        palette = self._appearance.palette
        middle = box.bottom() - self._small.height
        painter.setPen(QColor(palette.border))
        painter.drawLine(box.left(), middle - 8, box.right(), middle - 8)
        line = QRect(box.left(), middle, box.width(), self._small.height)
        paint.line(painter, line, related_name(), self._small)

    def _paint_row(
        self, painter: QPainter, box: QRect, model: ItemModel, entry: ListEntry, row: Row
    ) -> None:
        self._paint_icon(painter, box, row)
        text = box.adjusted(self._square + 14, 0, -(self._heart + 8) * model.is_favourite(row), 0)
        if self.wide:
            left = box.right() - self._heart - 8 - self._facts_width
            facts = QRect(left, box.top(), self._facts_width, box.height())
            text.setRight(facts.left() - 12)
            self._paint_facts(painter, facts, row)
        if model.is_favourite(row):
            self._paint_heart(painter, box)
        title = QRect(text.left(), text.top(), text.width(), self._title.height)
        below = QRect(text.left(), title.bottom() + 4, text.width(), self._small.height)
        self._paint_words(painter, title, below, model.lang, entry)
        if not self.wide:
            below.translate(0, self._small.height)
            parts = (wording.kind_and_lang(row), wording.facts(row))
            paint.line(painter, below, wording.DOT.join(filter(None, parts)), self._ink_of(row))

    def _paint_icon(self, painter: QPainter, box: QRect, row: Row) -> None:
        palette = self._appearance.palette
        strong, tint = wording.colours(palette, row)
        side, drawn_side = self._square, self._appearance.icon_px(icons.LARGE)
        square = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        ground = palette.surface if self._selected else tint
        paint.card(painter, square, ground, strong if palette.outlined else ground, 9)
        name = icons.item_icon(row.kind, row.format)
        scale = painter.device().devicePixelRatio()
        drawn = icons.pixmap(name, strong, drawn_side, scale)
        edge = (side - drawn_side) // 2
        painter.drawPixmap(square.left() + edge, square.top() + edge, drawn)

    def _paint_facts(self, painter: QPainter, box: QRect, row: Row) -> None:
        kind = self._ink_of(row)
        height = kind.height
        top = box.top() + (box.height() - 2 * height - 4) // 2
        line = QRect(box.left(), top, box.width() - 8, height)
        facts = wording.facts(row)
        if not facts:
            line.translate(0, (height + 4) // 2)
        paint.line(painter, line, wording.kind_and_lang(row), kind)
        line.translate(0, height + 4)
        paint.line(painter, line, facts, self._small)

    def _paint_heart(self, painter: QPainter, box: QRect) -> None:
        scale = painter.device().devicePixelRatio()
        colour = self._appearance.palette.themes[1].strong
        left, top = box.right() - self._heart, box.center().y() - self._heart // 2
        painter.drawPixmap(left, top, icons.pixmap("heart", colour, self._heart, scale))

    def _paint_words(
        self, painter: QPainter, title: QRect, below: QRect, lang: Lang, entry: ListEntry
    ) -> None:
        palette, row, hit = self._appearance.palette, entry.row, entry.hit
        if hit:
            paint.marked_line(painter, title, hit.title, self._title, hit.title_marks, palette)
            paint.marked_line(painter, below, hit.snippet, self._small, hit.marks, palette)
        elif row:
            paint.line(painter, title, row.title(lang), self._title)
            paint.line(painter, below, row.summary(lang), self._small)

    def _ink_of(self, row: Row) -> Ink:
        return self._kinds[theme.theme_number(row.themes)]


class ItemList(CardList):
    """View of an `ItemModel`: a click or Enter opens, letters go to the search.

    Signals:
        open_requested: An item is to be opened; carries its id.
        print_requested: It is to be printed.
        menu_requested: What can be done with it is wanted; carries its id and where on the
            screen.
    """

    open_requested = Signal(str)
    print_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(
        self, model: ItemModel, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._appearance = appearance
        self._delegate = ItemDelegate(appearance, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self._opens_menu = False
        self._width = 0
        self.clicked.connect(self.open_index)
        model.modelReset.connect(self._take_language)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw with these colours and sizes from now on."""
        self._appearance = appearance
        self._delegate.set_appearance(appearance)
        self._fit()

    def current_id(self) -> str:
        """The id of the selected item; ``""`` if there is none."""
        entry = self._model.entry(self.currentIndex())
        return entry.row.id if entry and entry.row else ""

    def select(self, item_id: str) -> None:
        """Select an item; the first where it is not in the list."""
        position = max(0, self._model.position(item_id))
        self.setCurrentIndex(self._model.index(position))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, the menu key, or Shift and F10."""
        index, at = self.currentIndex(), QPoint()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, at = self.indexAt(event.pos()), event.globalPos()
        self._show_menu(index, at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The three dots show that they are a button."""
        at = event.position().toPoint()
        over = self._delegate.more_box(self.visualRect(self.indexAt(at))).contains(at)
        if over != self._delegate.over_more:
            self._delegate.over_more = over
            self.viewport().update()
        super().mouseMoveEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The three dots open the menu of their row, and do not open the item."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        on_dots = self._delegate.more_box(self.visualRect(index)).contains(at)
        self._opens_menu = on_dots and event.button() == Qt.MouseButton.LeftButton
        if self._opens_menu:
            self._show_menu(index, QPoint())
        else:
            super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed decides."""
        if not self._opens_menu:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+P prints, the keys of menus open one; all else as in every list."""
        if asks_for_menu(event):
            self._show_menu(self.currentIndex(), QPoint())
        elif event.matches(QKeySequence.StandardKey.Print) and self.current_id():
            self.print_requested.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def below_current(self) -> QPoint:
        """Where a menu of the current row opens, on the screen; the middle where none is seen."""
        port = self.viewport()
        row = self.visualRect(self.currentIndex()).intersected(port.rect())
        return port.mapToGlobal(row.bottomLeft() if row.isValid() else port.rect().center())

    @override
    def accessible_interface(self) -> QAccessibleInterface:
        """A list whose rows can be opened and have a menu."""
        return AccessibleRows(self, self.open_index, partial(self._show_menu, at=QPoint()))

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        """Ask for the menu of a row, at a point of the screen or below its button."""
        entry = self._model.entry(index)
        if entry and entry.row:
            self.setCurrentIndex(index)
            below = self._delegate.more_box(self.visualRect(index)).bottomLeft()
            where = self.viewport().mapToGlobal(below) if at.isNull() else at
            self.menu_requested.emit(entry.row.id, where)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list puts the facts of a row below it."""
        super().resizeEvent(event)
        self._width = event.size().width()
        self._fit()

    def _take_language(self) -> None:
        set_language(self, self._model.lang)

    def _fit(self) -> None:
        self._delegate.wide = self._width >= self._appearance.em(_WIDE_EM)
        margin = 0 if self.verticalScrollBar().isVisible() else theme.SCROLL_BAR
        self.setViewportMargins(0, 0, margin, 0)
        self.measure_anew(self._appearance)

    @override
    def open_index(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry and entry.row:
            self.open_requested.emit(entry.row.id)
