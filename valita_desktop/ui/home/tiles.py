"""The big things on the home page: a tile for a theme, a card for an item.

Both are buttons that draw themselves, so that a screen reader, a finger and the keyboard
meet one thing with one name. Their words wrap and are never cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from valita_desktop.content.labels import label
from valita_desktop.i18n import _, ngettext
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from valita_desktop.content.model import Lang, Theme
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_RADIUS = 14
_PAD = 16
_ICON_BOX = 40
_TILE, _CARD = 158, 116


class ThemeTile(QAbstractButton):
    """Button of a theme on the `HomePage`, with how many items it has."""

    def __init__(self, which: Theme, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = which
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(appearance)

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
        return round(self._title.longest_word(self.text())) + 2 * _PAD + 4

    @override
    def heightForWidth(self, width: int) -> int:
        """Height in pixels that its words need."""
        words_height = self._title.wrapped(self.text(), width - 2 * _PAD) + self._small.height + 4
        return max(_TILE, _ICON_BOX + self._appearance.em(0.9) + words_height + 2 * _PAD)

    @override
    def sizeHint(self) -> QSize:
        """As wide as its longest word."""
        return QSize(self.least_width(), self.heightForWidth(self.least_width()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect()
        strong = self._pair.strong
        outlined = self._appearance.palette.outlined
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.theme_ground(
            painter, box, self._appearance.palette, theme.theme_number((self.theme,)), _RADIUS
        )
        if outlined or self.underMouse():
            paint.card(painter, box, "transparent", strong, _RADIUS)
        self._paint_icon(painter, QRect(box.left() + _PAD, box.top() + _PAD, 40, 40))
        self._paint_words(painter, box.adjusted(_PAD, _PAD, -_PAD, -_PAD))
        paint_focus(painter, self, self._appearance, _RADIUS)

    def _paint_icon(self, painter: QPainter, box: QRect) -> None:
        strong, tint = self._pair
        paint.card(painter, box, strong, strong, 10)
        scale = self.devicePixelRatioF()
        drawn = icons.pixmap(icons.THEME_ICONS[self.theme], tint, icons.LARGE, scale)
        painter.drawPixmap(box.left() + 8, box.top() + 8, drawn)

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
    """

    def __init__(
        self, row: Row, lang: Lang, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self._lang = lang
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme(appearance)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setText(self.row.title(self._lang))
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
        facts = self._small.metrics.horizontalAdvance(f"{wording.facts(self.row)}   FI · SV")
        kind = self._kind.metrics.horizontalAdvance(wording.kind_name(self.row)) + 24
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
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._appearance.palette
        hovered = self.underMouse()
        fill = palette.surface2 if hovered else palette.surface
        border = palette.border_strong if hovered else palette.border
        paint.card(painter, self.rect(), fill, border, 12)
        box = self.rect().adjusted(_PAD - 2, _PAD - 3, 2 - _PAD, 3 - _PAD)
        kind = QRect(box.left() + 24, box.top(), box.width() - 24, self._kind.height)
        name = icons.item_icon(self.row.kind, self.row.format)
        drawn = icons.pixmap(name, self._strong, icons.SMALL, self.devicePixelRatioF())
        painter.drawPixmap(box.left(), kind.center().y() - 8, drawn)
        paint.line(painter, kind, wording.kind_name(self.row), self._kind)
        title = QRect(box.left(), kind.bottom() + 7, box.width(), box.height())
        paint.wrapped(painter, title, self.text(), self._title)
        facts = QRect(
            box.left(), box.bottom() - self._small.height + 1, box.width(), self._small.height
        )
        paint.line(painter, facts, wording.facts(self.row), self._small)
        paint.line(painter, facts, wording.lang_codes(self.row), self._small, right=True)
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
