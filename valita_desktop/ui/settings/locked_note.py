"""The sign beside a setting that nobody can change here: a lock, and who has set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from valita_desktop.i18n import _
from valita_desktop.messages.policy import WHO
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from valita_desktop.ui.settings.controls import SettingControl
    from valita_desktop.ui.style.theme import Appearance


class LockedNote(QWidget):
    """A lock and the words beside a `SettingControl`, which rests from now on.

    Args:
        control: What cannot be chosen; it says the same to who hears it.
    """

    def __init__(self, control: SettingControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._sign = PlainLabel()
        self.label = PlainLabel()
        theme.set_role(self.label, "muted")
        self.label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        control.widget.setEnabled(False)

    def retranslate(self) -> None:
        """Say it in the program's language of now."""
        self.label.setText(_(WHO))
        self._control.widget.setAccessibleDescription(_(WHO))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        side = appearance.icon_px(icons.SMALL)
        colour = appearance.palette.muted
        self._sign.setPixmap(icons.pixmap("lock", colour, side, self.devicePixelRatioF()))
