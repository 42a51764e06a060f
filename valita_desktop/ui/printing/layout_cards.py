"""Cards to choose a layout from; those that cannot be had say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.messages.errors import reason
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.wording.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QFont

    from valita_desktop.content.handout import Layout
    from valita_desktop.errors import LayoutErrorCode
    from valita_desktop.ui.style.theme import Appearance

_WRAP = Qt.TextFlag.TextWordWrap.value
_PAD = 12
_TWO_EM = 22.0
"""Narrower cards, two in a row, would break the longest word of a Finnish reason."""
_GAP = 10


class LayoutCard(QPushButton):
    """One layout in `LayoutCards`: its icon and name, and what one gets or why it cannot be had.

    Attributes:
        which: The layout.
    """

    def __init__(self, layout: Layout, appearance: Appearance) -> None:
        super().__init__()
        self.which = layout
        self._appearance = appearance
        self._details = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)  # Enter prints, wherever the focus is in the form
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def describe(self, why: LayoutErrorCode | None, appearance: Appearance) -> None:
        """Say what one gets, or why not, in the program's language of now."""
        self._appearance = appearance
        named = LAYOUTS[self.which]
        self._details = reason(why) if why else _(named.plain)
        self.setText(_(named.name))
        self.setAccessibleName(f"{self.text()}. {self._details}")
        self.setEnabled(why is None)
        self.updateGeometry()
        self.update()

    def height_at(self, width: int) -> int:
        """Pixels it needs when it is so wide."""
        name, details = self._boxes(width)
        return details.bottom() + 1 + _PAD if self._details else name.bottom() + 1 + _PAD

    @override
    def sizeHint(self) -> QSize:
        return QSize(
            self._appearance.em(11), self.height_at(max(self.width(), self._appearance.em(8)))
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._appearance.palette
        on, usable = self.isChecked(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPen(QColor(palette.border_strong if usable else palette.border), 1)
        if on:
            edge = QPen(QColor(palette.primary), 2)
        if not usable:
            edge.setStyle(Qt.PenStyle.DashLine)
        if self.hasFocus():
            edge = QPen(QColor(palette.focus), 3)
        painter.setPen(edge)
        ground = palette.bg if not usable else palette.primary_tint if on else palette.surface
        painter.setBrush(QColor(ground))
        inside = edge.widthF() / 2 + 0.25
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), 12, 12
        )
        colour = (palette.primary if on else palette.text) if usable else palette.muted
        name, details = self._boxes(self.width())
        scale = self.devicePixelRatioF()
        drawn = icons.pixmap(LAYOUTS[self.which].icon, colour, icons.MEDIUM, scale)
        line = QFontMetrics(self._name_font()).height()
        painter.drawPixmap(_PAD, name.top() + (line - icons.MEDIUM) // 2, drawn)
        painter.setPen(QColor(colour))
        painter.setFont(self._name_font())
        painter.drawText(name, _WRAP, self.text())
        painter.setPen(QColor(palette.muted))
        painter.setFont(self._details_font())
        painter.drawText(details, _WRAP, self._details)
        painter.end()

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Where the name and the words under it are."""
        left = _PAD + icons.MEDIUM + 8
        room = QRect(0, 0, max(width - left - _PAD, 20), 10_000)
        high = QFontMetrics(self._name_font()).boundingRect(room, _WRAP, self.text()).height()
        name = QRect(left, _PAD, room.width(), high)
        under = QRect(0, 0, max(width - 2 * _PAD, 20), 10_000)
        high = QFontMetrics(self._details_font()).boundingRect(under, _WRAP, self._details).height()
        return name, QRect(_PAD, name.bottom() + 5, under.width(), high)

    def _name_font(self) -> QFont:
        return theme.font(self._appearance.base_px, theme.font(1).Weight.DemiBold)

    def _details_font(self) -> QFont:
        return theme.font(self._appearance.base_px * 0.9)


class LayoutCards(QWidget):
    """A `LayoutCard` for each of some layouts, two in a row where there is room; one is chosen.

    Signals:
        layout_changed: Another layout is wanted; carries it.
    """

    layout_changed = Signal(object)  # a `Layout`; Qt would make a str of it

    def __init__(
        self, layouts: Iterable[Layout], appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.cards = {layout: LayoutCard(layout, appearance) for layout in layouts}
        for card in self.cards.values():
            card.toggled.connect(self._report_choice)
        self._across = 0
        self._arrange()

    def show_reasons(self, reasons: Mapping[Layout, LayoutErrorCode | None]) -> None:
        """Say which layouts can be had now and why the others cannot."""
        for layout, card in self.cards.items():
            card.describe(reasons[layout], self._appearance)
        self._arrange()

    def choose(self, layout: Layout) -> None:
        """Choose a layout without telling."""
        card = self.cards.get(layout)
        if card:
            with QSignalBlocker(card):
                card.setChecked(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = 2 if self.width() >= self._appearance.em(_TWO_EM) else 1
        if across != self._across:
            self._across = across
            for number, card in enumerate(self.cards.values()):
                self._grid.addWidget(card, *divmod(number, across))
        width = (self.width() - _GAP * (across - 1)) // across
        cards = list(self.cards.values())
        for first in range(0, len(cards), across):
            row = cards[first : first + across]
            height = max(card.height_at(width) for card in row)
            for card in row:
                card.setFixedHeight(height)

    def _report_choice(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        card = self.sender()
        if on and isinstance(card, LayoutCard):
            self.layout_changed.emit(card.which)
