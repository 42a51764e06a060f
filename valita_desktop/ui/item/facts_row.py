"""What an item is and what it takes: a sentence, and each fact with its icon, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import set_language
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from valita_desktop.ui.item.summary import ItemSummary
    from valita_desktop.ui.style.theme import Appearance

_GAP_EM = 1.4
"""Between two facts, which have no box of their own."""


class FactsRow(QWidget):
    """Lead and facts of an item: in the head of its page, or above its text in a low window."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._summary: ItemSummary | None = None
        self._words: list[PlainLabel] = []
        self._lead = PlainLabel()
        self._lead.setWordWrap(True)
        self._facts = QWidget()
        self._row = FlowLayout(appearance.em(_GAP_EM), self._facts)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._lead)
        column.addWidget(self._facts)

    def show_summary(self, summary: ItemSummary) -> None:
        """Tell of an item."""
        self._summary = summary
        set_language(self._lead, summary.lang)
        self._lead.setText(summary.lead)
        self._lead.setVisible(bool(summary.lead))
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._words = []
        colour = self._appearance.palette.themes[theme.theme_number(summary.themes)].strong
        for icon, words in summary.facts:
            self._row.addWidget(self._fact(icon, words, colour))
        self._facts.setVisible(bool(summary.facts))
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._row.setSpacing(appearance.em(_GAP_EM))
        if self._summary is not None:
            self.show_summary(self._summary)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts longer than the row wrap."""
        super().resizeEvent(event)
        self._fit()

    def _fact(self, icon: str, words: str, colour: str) -> QWidget:
        fact, sign, told = QWidget(), PlainLabel(), PlainLabel()
        size = self._appearance.icon_px(icons.MEDIUM)
        sign.setPixmap(icons.pixmap(icon, colour, size, self.devicePixelRatioF()))
        sign.setFixedSize(size, size)
        told.setText(words)
        row = QHBoxLayout(fact)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told)
        self._words.append(told)
        return fact

    def _fit(self) -> None:
        room = self.width() - self._appearance.icon_px(icons.MEDIUM) - 7
        for told in self._words:
            wide = told.fontMetrics().horizontalAdvance(told.text()) > room
            told.setWordWrap(wide)
            told.setMinimumWidth(room if wide else 0)
