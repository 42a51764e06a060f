"""A page with nothing on it yet: what is not there, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.style.theme import Appearance

_ICON = 4 * icons.LARGE


class StatusPage(QScrollArea):
    """An icon, a heading, a sentence, and one way on.

    Args:
        buttons: The ways on; whoever shows several at once says which.

    Attributes:
        heading: What is not there.
        text_label: What to do.
        buttons: As they were given.
    """

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = tuple(buttons)
        self._icon_label = PlainLabel()
        self._icon_name = ""
        self._appearance: Appearance | None = None
        self.heading = HeadingLabel(2)
        self.text_label = PlainLabel()
        theme.set_role(self.text_label, "lead")
        self._lay_out()

    def show_status(self, icon: str, heading: str, text: str) -> None:
        """Say what is not there.

        Args:
            icon: Its name.
            heading: What is not there.
            text: What to do.
        """
        self._icon_name = icon
        self.heading.setText(heading)
        self.text_label.setText(text)
        self._draw()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._draw()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._icon_label, self.heading, self.text_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(6)
        for button in self.buttons:
            theme.set_role(button, "primary")
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setWidget(page)

    def _draw(self) -> None:
        if self._appearance and self._icon_name:
            drawn = icons.pixmap(
                self._icon_name, self._appearance.palette.muted, _ICON, self.devicePixelRatioF()
            )
            self._icon_label.setPixmap(drawn)
