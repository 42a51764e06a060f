"""The sidebar: where one can go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.wording.shortcuts import key_name

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance

_WIDE_EM = 14.3
_NARROW_PX = 68


class _SidebarButton(NamedTuple):
    key: str
    icon: str
    name: str


UPPER = (
    _SidebarButton("home", "house", N_("Home")),
    _SidebarButton("library", "library", N_("Materials")),
    _SidebarButton("packets", "layers", N_("Packets")),
    _SidebarButton("favourites", "heart", N_("Favourites")),
)
LOWER = (
    _SidebarButton("updates", "refresh-cw", N_("Updates")),
    _SidebarButton("settings", "settings", N_("Settings")),
)
ENTRIES = (*UPPER, *LOWER)
"""All entries from the top; the n-th has the key Alt+n."""


class Sidebar(QFrame):
    """The entries at the left of a `MainWindow`; narrow windows show their icons only.

    Attributes:
        buttons: The button of each entry, by its key.

    Signals:
        entry_requested: An entry is to be shown; carries its key.
    """

    entry_requested = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "rail")
        self._appearance = appearance
        self._narrow = False
        self._waiting = False
        self.brand_label = QLabel("Välitä!")
        theme.set_role(self.brand_label, "brand")
        self._brand_below_label = QLabel("Visa omtanke!")
        theme.set_role(self._brand_below_label, "small")
        self._offline_label = QLabel()
        self._offline_label.setWordWrap(True)
        theme.set_role(self._offline_label, "small")
        self._offline_icon = QLabel()
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.retranslate()
        self.apply_theme(appearance)

    def show_current(self, key: str) -> None:
        """Mark where we are; ``""`` marks nothing."""
        if self.buttons.get(key) is self.entry() and self.entry().isChecked():
            return
        for each, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setAutoExclusive(False)  # else none could be unchecked
                button.setChecked(each == key)
                button.setAutoExclusive(True)
        self._colour_icons()

    def show_waiting(self, *, waiting: bool) -> None:
        """Mark that there are new materials to be fetched."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.retranslate()
            self._colour_icons()

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, or icons and words."""
        self._narrow = narrow
        self._fit()

    def entry(self) -> QPushButton:
        """Where the keyboard enters: the current entry, else the first."""
        checked = (button for button in self.buttons.values() if button.isChecked())
        return next(checked, next(iter(self.buttons.values())))

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("Pages"))
        for number, entry in enumerate(ENTRIES, start=1):
            button, name = self.buttons[entry.key], _(entry.name)
            if self._waits_at(entry):
                name = _("Updates: there are new materials")
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key_name(f'Alt+{number}')})")
        self._offline_label.setText(_("Works without a network"))
        self._offline_icon.setToolTip(_("Works without a network"))
        self._offline_icon.setAccessibleName(_("Works without a network"))
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        muted = icons.icon("wifi-off", appearance.palette.muted)
        self._offline_icon.setPixmap(muted.pixmap(icons.MEDIUM, icons.MEDIUM))
        self._colour_icons()
        self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(6)
        self._brand_box = QWidget()
        brand = QVBoxLayout(self._brand_box)
        brand.setContentsMargins(13, 0, 0, 10)
        brand.setSpacing(2)
        brand.addWidget(self.brand_label)
        brand.addWidget(self._brand_below_label)
        column.addWidget(self._brand_box)
        for entry in UPPER:
            column.addWidget(self._button(entry))
        column.addStretch(1)
        for entry in LOWER:
            column.addWidget(self._button(entry))
        column.addWidget(self._offline_label)
        column.addWidget(self._offline_icon)

    def _button(self, entry: _SidebarButton) -> QPushButton:
        button = QPushButton()
        theme.set_role(button, "nav")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        # A click on the current entry toggles nothing, a screen reader's toggle clicks nothing.
        button.toggled.connect(partial(self._toggled, entry.key))
        button.clicked.connect(partial(self._clicked, entry.key))
        self.buttons[entry.key] = button
        return button

    def _toggled(self, key: str, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on:
            self.entry_requested.emit(key)

    def _clicked(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.entry_requested.emit(key)

    def _colour_icons(self) -> None:
        palette = self._appearance.palette
        for entry in ENTRIES:
            button = self.buttons[entry.key]
            waits = self._waits_at(entry)
            colour = palette.primary if waits or button.isChecked() else palette.muted
            button.setIcon(icons.icon("download" if waits else entry.icon, colour))

    def _waits_at(self, entry: _SidebarButton) -> bool:
        return self._waiting and entry.key == "updates"

    def _fit(self) -> None:
        narrow = self._narrow
        self.setFixedWidth(_NARROW_PX if narrow else self._appearance.em(_WIDE_EM))
        self.layout_margins(narrow=narrow)
        self._brand_box.setVisible(not narrow)
        self._offline_label.setVisible(not narrow)
        self._offline_icon.setVisible(narrow)
        for entry in ENTRIES:
            button = self.buttons[entry.key]
            name = _("New materials") if self._waits_at(entry) else _(entry.name)
            button.setText("" if narrow else name)
            size = icons.beside_text(icons.LARGE)
            if narrow:
                size.setWidth(icons.LARGE)
            button.setIconSize(size)
            if button.property("narrow") != narrow:
                button.setProperty("narrow", narrow)
                theme.repolish(button)

    def layout_margins(self, *, narrow: bool) -> None:
        """Room around the entries."""
        layout = self.layout()
        if layout:
            side = 12 if narrow else 13
            layout.setContentsMargins(side, 18, side, 14)
        self._offline_label.setContentsMargins(13, 8, 0, 0)
        self._offline_icon.setContentsMargins(12, 8, 0, 0)
