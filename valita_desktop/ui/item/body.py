"""The text of an item in a card, and what stands beside it or, in a narrow window, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle

if TYPE_CHECKING:
    from valita_desktop.ui.item.side_panel import SidePanel
    from valita_desktop.ui.reader.find_bar import FindBar
    from valita_desktop.ui.reader.reader import Reader
    from valita_desktop.ui.style.theme import Appearance

_PANEL_EM = 20.0
# The text is no wider than this: in longer lines the eye loses its way to the next.
_CARD_EM = 44.0
_UNLIMITED = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide does not name."""
_GAP = 22


class ItemBody(QWidget):
    """`Reader` and `FindBar` in a card, with the `SidePanel` at its side or at its foot.

    Args:
        reader: Shows the text.
        find_bar: Finds in it.
        panel: Stands beside it where there is room.
    """

    def __init__(
        self, reader: Reader, find_bar: FindBar, panel: SidePanel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._panel = panel
        self._folded: bool | None = None
        self._card = QFrame()
        theme.set_role(self._card, "card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(2, 10, 4, 4)
        card.setSpacing(6)
        card.addWidget(reader, 1)
        card.addWidget(find_bar)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._card, 100)
        self._row.addWidget(self._side)
        self._row.addStretch(1)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._reader.set_style(ReadingStyle(appearance.palette, appearance.base_px))

    def set_room(self, appearance: Appearance, *, folded: bool) -> None:
        """Put the panel beside the text or, ``folded``, under it."""
        self._side.setFixedWidth(appearance.em(_PANEL_EM))
        self._card.setMaximumWidth(_UNLIMITED if folded else appearance.em(_CARD_EM))
        self._row.setStretch(2, 0 if folded else 1)
        self._row.setSpacing(0 if folded else _GAP)
        if folded == self._folded:
            return
        self._folded = folded
        self._side.setVisible(not folded)
        if folded:
            self._side.takeWidget()
            self._reader.set_foot(self._panel)
        else:
            self._reader.set_foot(None)
            self._side.setWidget(self._panel)
            self._panel.show()
