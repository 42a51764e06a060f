"""One line between the bar and the page that says what went wrong, until it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance


class MessageBar(QFrame):
    """A message and the button that closes it; hidden without one."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "banner")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._close = QPushButton()
        theme.set_role(self._close, "icon")
        self._close.setIconSize(QSize(icons.MEDIUM, icons.MEDIUM))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self.hide()
        self.retranslate()
        self.apply_theme(appearance)

    def show_message(self, text: str) -> None:
        """Show a message, also to those who cannot see it."""
        self._text.setText(text)
        self.show()
        announce(self, text)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._close.setAccessibleName(_("Close the message"))
        self._close.setToolTip(_("Close the message"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._close.setIcon(icons.icon("x", appearance.palette.text))
