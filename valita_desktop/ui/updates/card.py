"""The card at the top of the updates page: how it stands, how far it is, what one can do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.updates.texts import StatusText


class UpdateCard(QFrame):
    """Card that shows the `StatusText` of the updates page, and the buttons to go on.

    Attributes:
        main_button: What one most likely wants now.
        stop_button: Stops what is going on.
        import_button, export_button: Bring materials from a file; take them along in one.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self._appearance = appearance
        self._icon = PlainLabel()
        self._icon_name, self._icon_role = "refresh-cw", "plain"
        self._heading = HeadingLabel(2)
        self._text = PlainLabel()
        self._details = PlainLabel()
        self._bar = QProgressBar()
        self._fold = QPushButton()
        self.main_button = QPushButton()
        self.stop_button = QPushButton()
        self.import_button = QPushButton()
        self.export_button = QPushButton()
        self._lay_out()
        self.apply_theme(appearance)

    def show_status(self, told: StatusText) -> None:
        """Say how it stands."""
        self._icon_name, self._icon_role = told.icon, told.role
        self._heading.setText(told.heading)
        self._text.setText(told.text)
        self._text.setVisible(bool(told.text))
        self._fold.setVisible(bool(told.details))
        if _breakable(told.details) != self._details.text():
            self._fold.setChecked(False)
        self._details.setText(_breakable(told.details))
        self._unfold()
        self.apply_theme(self._appearance)

    def show_progress(self, percent: int | None, *, going: bool) -> None:
        """How far what is going on is; ``None`` where nobody knows."""
        self._bar.setVisible(going)
        self._bar.setRange(0, 0 if going and percent is None else 100)
        if percent is not None:
            self._bar.setValue(percent)

    def retranslate(self) -> None:
        """Say what never changes in the program's language of now."""
        self._bar.setAccessibleName(_("How far it is"))
        self.stop_button.setText(_("Stop"))
        self.import_button.setText(_("Bring from a file (USB)…"))
        self.export_button.setText(_("Take along in a file…"))
        self._fold.setText(_("Technical details"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        palette = appearance.palette
        colours = {"plain": palette.primary, "ok": palette.ok, "error": palette.danger}
        drawn = icons.icon(self._icon_name, colours[self._icon_role])
        side = appearance.icon_px(icons.LARGE)
        self._icon.setPixmap(drawn.pixmap(side, side))
        self._icon.setFixedWidth(side)
        line = round(1.27 * appearance.base_px * 1.3)
        self._icon.setContentsMargins(0, max(0, (line - side) // 2), 0, 0)
        for button, name in ((self.import_button, "usb"), (self.export_button, "upload")):
            icons.put_on(button, name, palette.text, appearance)

    def _lay_out(self) -> None:
        theme.set_role(self.main_button, "primary")
        theme.set_role(self._fold, "link")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        theme.set_role(self._details, "small")
        for label in (self._heading, self._text, self._details):
            label.setWordWrap(True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar.setTextVisible(False)
        buttons = QWidget()
        flow = FlowLayout(8, buttons)
        for button in (self.main_button, self.stop_button, self.import_button, self.export_button):
            flow.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addWidget(self._bar)
        column.addWidget(buttons)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._details)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _unfold(self) -> None:
        self._details.setVisible(self._fold.isVisibleTo(self) and self._fold.isChecked())


def _breakable(text: str) -> str:
    """A text whose addresses and paths can wrap."""
    return re.sub(r"([/\\])", "\\1\u200b", text)
