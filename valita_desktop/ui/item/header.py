"""The head of an item's page in the colour of its theme: title, what it is, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.item.facts_row import FactsRow
from valita_desktop.ui.style import icons, paint, theme
from valita_desktop.ui.widgets.accessible import set_language
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from valita_desktop.ui.item.summary import ItemSummary
    from valita_desktop.ui.style.theme import Appearance

_H1 = 1.93
_ICONS_ONLY_EM = 38.0
_MOST_LINES = 2
_TITLE_EM = 14
"""Below this width beside the buttons the title stands above them."""
_NAMED_EM = 58.0
_RADIUS = 14
_MARGINS = (18, 8, 16, 14)
_LOW_MARGINS = (10, 6, 10, 6)
"""Left, top, right, bottom, in pixels."""


class ItemHeader(QWidget):
    """The top of an `ItemPage`, which connects its buttons.

    Attributes:
        back_button, arrow_button: The way back; the arrow where the window is low.
        title: The title of the item.
        present_button, print_button, add_button, edit_button, favourite_button: What can be done
            with the item.
        facts: Lead and facts of the item; in a low window they are elsewhere.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._low = False
        self._theme = 0
        self.back_button = _button("link")
        self.arrow_button = _button("icon")
        self._trail = _words("muted")
        self.title = PageHeading()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.present_button = _button("primary")
        self.print_button = _button("")
        self.add_button = _button("")
        self.edit_button = _button("")
        self.favourite_button = _button("icon")
        self.favourite_button.setCheckable(True)
        self._way = QWidget()
        self.facts = FactsRow(appearance)
        self._lay_out()
        self.arrow_button.clicked.connect(self.back_button.click)
        self.retranslate()
        self.apply_theme(appearance)

    def show_item(self, summary: ItemSummary) -> None:
        """Tell of an item."""
        set_language(self.title, summary.lang)
        self.title.setText(summary.title)
        self._trail.setText(summary.trail)
        self.facts.show_summary(summary)
        self._theme = theme.theme_number(summary.themes)
        self._fit()
        self.update()

    def show_favourite(self, *, on: bool) -> None:
        """Tell whether the item is one of the favourites."""
        with QSignalBlocker(self.favourite_button):
            self.favourite_button.setChecked(on)
        self._draw_favourite()

    def set_room(self, *, low: bool) -> None:
        """Adapt to the window; in a ``low`` one leave out what can be left out."""
        self._low = low
        self._way.setVisible(not low)
        self.arrow_button.setVisible(low)
        if not low:
            self._column.addWidget(self.facts)
            self.facts.show()
        self._column.setContentsMargins(*(_LOW_MARGINS if low else _MARGINS))
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.back_button.setText(_("Back"))
        for button, name in (
            (self.arrow_button, _("Back")),
            (self.favourite_button, _("Favourite")),
        ):
            button.setAccessibleName(name)
        set_tip(self.arrow_button, _("Back (Alt+Left)"))
        set_tip(self.favourite_button, _("Add to favourites or take away (Ctrl+D)"))
        set_tip(self.present_button, _("Show it to a class, step by step (F5)"))
        self.present_button.setAccessibleName(_("Present"))
        set_tip(self.print_button, _("Print or save as PDF (Ctrl+P)"))
        self.print_button.setAccessibleName(_("Print"))
        set_tip(self.add_button, _("Add to a lesson packet (Ctrl+Enter)"))
        self.add_button.setAccessibleName(_("Add to a packet"))
        set_tip(self.edit_button, _("Save as a document for Word or LibreOffice (Ctrl+E)"))
        self.edit_button.setAccessibleName(_("Edit in Word"))
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for button in (self.back_button, self.arrow_button):
            icons.put_on(button, "arrow-left", appearance.palette.primary, appearance)
        self._draw_favourite()
        self.facts.apply_theme(appearance)
        self._fit()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._appearance.palette
        paint.theme_ground(painter, self.rect(), self._theme, palette, _RADIUS)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title and the buttons share the width."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        way = QHBoxLayout(self._way)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(8)
        way.addWidget(self.back_button)
        way.addWidget(self._trail, 1)
        middle = Qt.AlignmentFlag.AlignVCenter  # else the lowest thing sets the height
        named, buttons = QHBoxLayout(), QHBoxLayout()
        named.setSpacing(10)
        named.addWidget(self.arrow_button, 0, middle)
        named.addWidget(self.title, 1)
        buttons.setSpacing(10)
        for button in (
            self.present_button,
            self.print_button,
            self.add_button,
            self.edit_button,
            self.favourite_button,
        ):
            buttons.addWidget(button, 0, middle)
        buttons.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        self._row.addLayout(named, 1)
        self._row.addLayout(buttons)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(6)
        column.addWidget(self._way)
        column.addLayout(self._row)
        column.addWidget(self.facts)

    def _fit(self) -> None:
        palette = self._appearance.palette
        small = self._room < self._appearance.em(_ICONS_ONLY_EM)
        for button, icon, colour, words in (
            (self.present_button, "presentation", palette.on_primary, _("Present")),
            (self.print_button, "printer", palette.text, _("Print")),
            (self.add_button, "plus", palette.text, _("Add to a packet")),
            (self.edit_button, "file-pen", palette.text, _("Edit in Word")),
        ):
            bare = small or (
                button is not self.present_button and self._room < self._appearance.em(_NAMED_EM)
            )
            button.setText("" if bare else words)
            icons.put_on(button, icon, colour, self._appearance)
        metrics = QFontMetrics(
            theme.font(self._appearance.base_px * _H1, theme.font(1).Weight.Bold)
        )
        shown = [
            self.present_button,
            self.print_button,
            self.add_button,
            self.edit_button,
            self.favourite_button,
        ]
        taken = sum(button.sizeHint().width() + 10 for button in shown)
        taken += self.arrow_button.sizeHint().width() + 10 if self._low else 0
        room = self._room - taken
        theme.set_role(self.title, "h1" if self._stands_in(room, metrics) else "h2")
        directions = QBoxLayout.Direction
        beside = room >= self._appearance.em(_TITLE_EM)
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    @property
    def _room(self) -> int:
        margins = self._column.contentsMargins()
        return self.width() - margins.left() - margins.right()

    def _stands_in(self, room: int, metrics: QFontMetrics) -> bool:
        """Whether the title stands in this width with no word broken, on two lines at most."""
        title = self.title.text()
        longest = max(map(metrics.horizontalAdvance, title.split()), default=0)
        wrapped = metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, title)
        return longest <= room and wrapped.height() <= _MOST_LINES * metrics.lineSpacing()

    def _draw_favourite(self) -> None:
        palette = self._appearance.palette
        on = self.favourite_button.isChecked()
        name, colour = ("heart-filled", palette.primary) if on else ("heart", palette.text)
        icons.put_on(self.favourite_button, name, colour, self._appearance)


def _button(role: str) -> QPushButton:
    button = QPushButton()
    theme.set_role(button, role)
    return button


def _words(role: str) -> PlainLabel:
    label = PlainLabel()
    theme.set_role(label, role)
    return label
