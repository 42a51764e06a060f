"""An entry of the sidebar: words beside the icon, small words below it, or the icon alone."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from valita_desktop.ui.style import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from valita_desktop.ui.style.theme import Appearance

_WORDS_EM = 0.86
_EDGE = 6
_GAP = 3


class EntryForm(Enum):
    """How much of an entry there is room for."""

    BESIDE = auto()
    BELOW = auto()
    ICON = auto()


class SidebarButton(QPushButton):
    """Button of the `Sidebar`; draws its own words where they stand below the icon."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        theme.set_role(self, "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._form = EntryForm.BESIDE
        self._words = ""
        self.apply_theme(appearance)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._font = theme.font(appearance.em(_WORDS_EM), QFont.Weight.Medium)
        self.show_in(self._form, self._words)

    def show_icon(self, name: str, colour: str) -> None:
        """Show an icon in a colour."""
        self.setIcon(icons.icon(name, colour))

    def show_in(self, form: EntryForm, words: str) -> None:
        """Show these words in a form."""
        self._form, self._words = form, words
        self.setText("" if form is EntryForm.ICON else words)
        side = self._appearance.icon_px(icons.LARGE)
        beside = icons.beside_text(side)
        self.setIconSize(beside if form is EntryForm.BESIDE else QSize(side, side))
        narrow = form is not EntryForm.BESIDE
        if self.property("narrow") != narrow:
            self.setProperty("narrow", narrow)
            theme.repolish(self)
        self.updateGeometry()

    def size_in(self, form: EntryForm, words: str) -> QSize:
        """Pixels that a narrow form needs for these words."""
        side = self._appearance.icon_px(icons.LARGE)
        if form is EntryForm.ICON:
            return QSize(side + 2 * _EDGE + 4, side + 2 * _EDGE + 4)
        metrics = QFontMetrics(self._font)
        wide = max(side, metrics.horizontalAdvance(words)) + _EDGE
        return QSize(wide, side + _GAP + metrics.height() + 2 * _EDGE)

    @override
    def sizeHint(self) -> QSize:
        if self._form is EntryForm.BESIDE:
            return super().sizeHint()
        return self.size_in(self._form, self._words)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._form is EntryForm.BELOW:
            self._paint_below()
        else:
            super().paintEvent(event)

    def _paint_below(self) -> None:
        # Late: QStyle has many names, and no wide window needs them for its first frame.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        side, palette = self.iconSize().height(), self._appearance.palette
        self.icon().paint(painter, (self.width() - side) // 2, _EDGE, side, side)
        words = QRect(0, _EDGE + side + _GAP, self.width(), QFontMetrics(self._font).height())
        painter.setFont(self._font)
        painter.setPen(QColor(palette.primary if self.isChecked() else palette.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, self._words)
