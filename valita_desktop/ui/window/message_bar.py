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
    """Message of a `MainWindow` above its page, and the button that closes it.

    Hidden without a message.

    Attributes:
        text_label: The message.
        close_button: Hides it.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "banner")
        self.text_label = QLabel()
        self.text_label.setWordWrap(True)
        self.close_button = QPushButton()
        theme.set_role(self.close_button, "icon")
        self.close_button.setIconSize(QSize(icons.MEDIUM, icons.MEDIUM))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self.text_label, 1)
        row.addWidget(self.close_button)
        self.hide()
        self.retranslate()
        self.apply_theme(appearance)

    def show_message(self, text: str) -> None:
        """Show a message, also to those who cannot see it."""
        self.text_label.setText(text)
        self.show()
        announce(self, text)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.close_button.setAccessibleName(_("Close the message"))
        self.close_button.setToolTip(_("Close the message"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self.close_button.setIcon(icons.icon("x", appearance.palette.text))
