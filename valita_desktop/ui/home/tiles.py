"""The big things on the home page: a tile for a theme, a card for an item.

Both are buttons that draw themselves, so that a screen reader, a finger and the keyboard
meet one thing with one name. Their words wrap and are never cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from valita_desktop.content.labels import label
from valita_desktop.i18n import _, ngettext
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.widgets.menu_keys import asks_for_menu
from valita_desktop.ui.widgets.plain import unmarked
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from valita_desktop.content.model import Lang, Theme
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_RADIUS = 14
_PAD, _LOW_PAD, _GAP = 16, 10, 12
_ICON_BOX = 40
_TILE, _CARD = 158, 116


class ThemeTile(QAbstractButton):
    """Button of a theme on the `HomePage`, with how many items it has."""

    def __init__(self, which: Theme, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = which
        self._count = 0
        self._low = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(appearance)

    def set_low(self, *, low: bool) -> None:
        """A low window has the icon beside the words."""
        self._low = low
        self.update()

    def _pad(self) -> int:
        return _LOW_PAD if self._low else _PAD

    def show_count(self, count: int) -> None:
        """How many items the theme has."""
        self._count = count
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setText(_(label(self.theme)))
        self._count_text = ngettext("{n} item", "{n} items", self._count).format(n=self._count)
        self.setAccessibleName(f"{self.text()}, {self._count_text}")
        self.update()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._pair = appearance.palette.themes[theme.theme_number((self.theme,))]
        title = theme.font(appearance.em(1.17), QFont.Weight.DemiBold)
        self._title = paint.ink(title, appearance.palette.text)
        self._small = paint.ink(theme.font(appearance.em(1.0)), self._pair.strong)
        self.retranslate()

    def least_width(self) -> int:
        """Pixels that its longest word needs."""
        beside = (self._appearance.icon_px(_ICON_BOX) + _GAP) * self._low
        return round(self._title.longest_word(self.text())) + 2 * _PAD + 4 + beside

    @override
    def heightForWidth(self, width: int) -> int:
        """Height in pixels that its words need."""
        box = self._appearance.icon_px(_ICON_BOX)
        room = width - 2 * _PAD - (box + _GAP) * self._low
        words_height = self._title.wrapped(self.text(), room) + self._small.height + 4
        if self._low:
            return max(box, words_height) + 2 * _LOW_PAD
        return max(_TILE, box + self._appearance.em(0.9) + words_height + 2 * _PAD)

    @override
    def sizeHint(self) -> QSize:
        """As wide as its longest word."""
        return QSize(self.least_width(), self.heightForWidth(self.least_width()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect()
        number, palette = theme.theme_number((self.theme,)), self._appearance.palette
        paint.theme_ground(painter, box, number, palette, _RADIUS)
        if self.underMouse():
            paint.card(painter, box, "transparent", self._pair.strong, _RADIUS)
        side = self._appearance.icon_px(_ICON_BOX)
        pad = self._pad()
        self._paint_icon(painter, QRect(box.left() + _PAD, box.top() + pad, side, side))
        left = side + _GAP if self._low else 0
        self._paint_words(painter, box.adjusted(_PAD + left, pad, -_PAD, -pad))
        paint_focus(painter, self, self._appearance, _RADIUS)

    def _paint_icon(self, painter: QPainter, box: QRect) -> None:
        strong, tint = self._pair
        paint.card(painter, box, strong, strong, 10)
        scale = self.devicePixelRatioF()
        side = self._appearance.icon_px(icons.LARGE)
        drawn = icons.pixmap(icons.THEME_ICONS[self.theme], tint, side, scale)
        edge = (box.width() - side) // 2
        painter.drawPixmap(box.left() + edge, box.top() + edge, drawn)

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        count = QRect(
            box.left(), box.bottom() - self._small.height + 1, box.width(), self._small.height
        )
        height = self._title.wrapped(self.text(), box.width())
        title = QRect(box.left(), count.top() - 4 - height, box.width(), height)
        paint.wrapped(painter, title, self.text(), self._title)
        paint.line(painter, count, self._count_text, self._small)


class ItemCard(QAbstractButton):
    """Button of an item on the `HomePage`: its kind, its title, how long it takes.

    Attributes:
        row: The item.

    Signals:
        menu_requested: What can be done with it is wanted, at a point of the screen.
    """

    menu_requested = Signal(QPoint)

    def __init__(
        self, row: Row, lang: Lang, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self._lang = lang
        self._over_more = False
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(appearance)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setText(unmarked(self.row.title(self._lang)))
        self.setAccessibleName(wording.spoken(self.row, self._lang))
        self.update()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        weight = QFont.Weight.DemiBold
        self._strong = wording.colours(appearance.palette, self.row).strong
        self._kind = paint.ink(theme.font(appearance.em(0.9), weight), self._strong)
        self._title = paint.ink(theme.font(appearance.em(1.03), weight), appearance.palette.text)
        self._small = paint.ink(theme.font(appearance.em(0.9)), appearance.palette.muted)
        self.update()

    def least_width(self) -> int:
        """Pixels that its longest word or its facts need."""
        facts = self._small.metrics.horizontalAdvance(wording.facts(self.row))
        beside = self._appearance.icon_px(icons.SMALL) + 8
        kind = self._kind.metrics.horizontalAdvance(wording.kind_and_lang(self.row))
        kind += beside + self._more_side()
        return round(max(self._title.longest_word(self.text()), facts, kind)) + 2 * _PAD

    @override
    def heightForWidth(self, width: int) -> int:
        """Height in pixels that its words need."""
        title = self._title.wrapped(self.text(), width - 2 * _PAD)
        lines = self._kind.height + 6 + title + self._appearance.em(0.8) + self._small.height
        return max(_CARD, lines + 2 * (_PAD - 3))

    @override
    def sizeHint(self) -> QSize:
        """As wide as its longest word."""
        return QSize(self.least_width(), self.heightForWidth(self.least_width()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The button of the menu shows that it is one."""
        self._over_more = self._more_box().contains(event.position().toPoint())
        self.update()
        super().mouseMoveEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The three dots are the button of the menu."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._more_box().contains(at):
            self.menu_requested.emit(self.mapToGlobal(self._more_box().bottomLeft()))
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of menus open one; all else as in every button."""
        if asks_for_menu(event):
            self.menu_requested.emit(self.mapToGlobal(self._more_box().bottomLeft()))
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click, the menu key, or Shift and F10."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        here = event.pos() if by_mouse else self._more_box().bottomLeft()
        self.menu_requested.emit(self.mapToGlobal(here))

    def _more_side(self) -> int:
        return max(paint.MORE, self._appearance.icon_px(icons.MEDIUM) + 10)

    def _more_box(self) -> QRect:
        side = self._more_side()
        return QRect(self.width() - side - 5, 5, side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._appearance.palette
        hovered = self.underMouse()
        fill = palette.surface2 if hovered else palette.surface
        border = palette.border_strong if hovered else palette.border
        paint.card(painter, self.rect(), fill, border, 12)
        box = self.rect().adjusted(_PAD - 2, _PAD - 3, 2 - _PAD, 3 - _PAD)
        side = self._appearance.icon_px(icons.SMALL)
        kind = box.adjusted(side + 8, 0, 0, self._kind.height - box.height())
        name = icons.item_icon(self.row.kind, self.row.format)
        drawn = icons.pixmap(name, self._strong, side, self.devicePixelRatioF())
        painter.drawPixmap(box.left(), kind.center().y() - side // 2, drawn)
        paint.line(painter, kind, wording.kind_and_lang(self.row), self._kind)
        title = QRect(box.left(), kind.bottom() + 7, box.width(), box.height())
        paint.wrapped(painter, title, self.text(), self._title)
        facts = QRect(
            box.left(), box.bottom() - self._small.height + 1, box.width(), self._small.height
        )
        paint.line(painter, facts, wording.facts(self.row), self._small)
        paint.more_button(painter, self._more_box(), palette, hover=self._over_more)
        paint_focus(painter, self, self._appearance, 12)


def paint_focus(painter: QPainter, widget: QWidget, appearance: Appearance, radius: int) -> None:
    """Draw the focus ring inside a widget's own box; nothing where it has no focus.

    Args:
        painter: On the widget; its pen and brush are not put back.
        widget: Whose focus it is.
        appearance: The colours.
        radius: Of the widget's corners, in pixels; the ring follows them inside.
    """
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(appearance.palette.focus), 3))
        ring = QRectF(widget.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(ring, radius - 1, radius - 1)
