"""What was taken away last, and a button that brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from collections.abc import Callable


class UndoBar(QFrame):
    """A bar of the `PacketsPage` that holds one way back, the last; hidden while there is none.

    Attributes:
        undo_button: Takes it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bring_back: Callable[[], None] | None = None
        self._told = self._title = ""
        self._text_label = QLabel()
        self.undo_button = QPushButton()
        theme.set_role(self, "banner")
        self._text_label.setWordWrap(True)
        self._text_label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.addWidget(self._text_label, 1)
        row.addWidget(self.undo_button)
        self.undo_button.clicked.connect(self.undo)
        self.hide()

    def offer(self, told: str, title: str, bring_back: Callable[[], None]) -> None:
        """Say what was taken away, and offer to bring it back.

        Args:
            told: Message id of what was done, with ``{title}``.
            title: Of what it was done to.
            bring_back: Undoes it.
        """
        self._bring_back = bring_back
        self._told, self._title = told, title
        self.retranslate()
        self.show()
        announce(self, self._text_label.text())

    def text(self) -> str:
        """What it says was taken away."""
        return self._text_label.text()

    def undo(self) -> None:
        """Bring it back, once."""
        bring_back, self._bring_back = self._bring_back, None
        self.hide()
        if bring_back:
            bring_back()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._text_label.setText(_(self._told).format(title=self._title) if self._told else "")
        self.undo_button.setText(_("Undo"))
        self.undo_button.setToolTip(_("Bring back what was taken away (Ctrl+Z)"))
