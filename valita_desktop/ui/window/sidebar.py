"""The sidebar: where one can go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip
from valita_desktop.ui.window.sidebar_button import EntryForm, SidebarButton
from valita_desktop.ui.wording.shortcuts import key_name

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance

_WIDE_EM = 14.3
_NARROW_SHARE = 0.17
"""Of the window: words below the icons may take no more of its width."""

_SIDE, _TOP, _SPACING = 6, 8, 2
"""Pixels around the entries of a narrow sidebar."""


class _Entry(NamedTuple):
    key: str
    icon: str
    name: str


OWN = "own"
UPPER = (
    _Entry("home", "house", N_("Home")),
    _Entry("library", "library", N_("Materials")),
    _Entry("packets", "layers", N_("Packets")),
    _Entry("favourites", "heart", N_("Favourites")),
    _Entry(OWN, "file-pen", N_("Own materials")),
)
LOWER = (
    _Entry("updates", "refresh-cw", N_("Updates")),
    _Entry("settings", "settings", N_("Settings")),
)
ENTRIES = (*UPPER, *LOWER)
"""All entries from the top."""


def entries(*, own: bool) -> tuple[_Entry, ...]:
    """The entries that are shown, from the top; the n-th has the key Alt+n.

    Args:
        own: There can be own items.
    """
    return tuple(each for each in ENTRIES if own or each.key != OWN)


class Sidebar(QFrame):
    """The entries at the left of a `MainWindow`.

    Where no own items can be had (``own``) their entry is not there.

    A narrow window has their words small below the icons, and a small one no words.

    Attributes:
        buttons: The button of each entry, by its key.

    Signals:
        entry_requested: An entry is to be shown; carries its key.
    """

    entry_requested = Signal(str)

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, own: bool = False
    ) -> None:
        super().__init__(parent)
        self._entries = entries(own=own)
        theme.set_role(self, "rail")
        self._appearance = appearance
        self._room = QSize(1366, 768)
        self._waiting = False
        self.brand_label = PlainLabel("Välitä!")
        theme.set_role(self.brand_label, "brand")
        self._brand_below_label = PlainLabel("Visa omtanke!")
        theme.set_role(self._brand_below_label, "small")
        self._offline_label = PlainLabel()
        self._offline_label.setWordWrap(True)
        theme.set_role(self._offline_label, "small")
        self.buttons: dict[str, SidebarButton] = {}
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

    def set_room(self, room: QSize) -> None:
        """As much of the entries as there is room for in a window of this size."""
        self._room = room
        self._fit()

    def entry(self) -> SidebarButton:
        """Where the keyboard enters: the current entry, else the first."""
        checked = (button for button in self.buttons.values() if button.isChecked())
        return next(checked, next(iter(self.buttons.values())))

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("Pages"))
        for number, entry in enumerate(self._entries, start=1):
            button, name = self.buttons[entry.key], _(entry.name)
            if self._waits_at(entry):
                name = _("Updates: there are new materials")
            button.setAccessibleName(name)
            set_tip(button, f"{name} ({key_name(f'Alt+{number}')})")
        self._offline_label.setText(_("Works without a network"))
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for button in self.buttons.values():
            button.apply_theme(appearance)
        self._colour_icons()
        self._fit()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        self._brand_box = QWidget()
        brand = QVBoxLayout(self._brand_box)
        brand.setContentsMargins(13, 0, 0, 10)
        brand.setSpacing(2)
        brand.addWidget(self.brand_label)
        brand.addWidget(self._brand_below_label)
        column.addWidget(self._brand_box)
        for entry in UPPER:
            if entry in self._entries:
                column.addWidget(self._button(entry))
        column.addStretch(1)
        for entry in LOWER:
            column.addWidget(self._button(entry))
        column.addWidget(self._offline_label)

    def _button(self, entry: _Entry) -> SidebarButton:
        button = SidebarButton(self._appearance)
        # A click on the current entry toggles nothing, a screen reader's toggle clicks nothing.
        button.toggled.connect(partial(self._toggled, entry))
        button.clicked.connect(partial(self._clicked, entry.key))
        self.buttons[entry.key] = button
        return button

    def _toggled(self, entry: _Entry, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._colour_icon(entry)  # of the one that is left too: Qt unchecks it by itself
        if on:
            self.entry_requested.emit(entry.key)

    def _clicked(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.entry_requested.emit(key)

    def _colour_icons(self) -> None:
        for entry in self._entries:
            self._colour_icon(entry)

    def _colour_icon(self, entry: _Entry) -> None:
        palette, button = self._appearance.palette, self.buttons[entry.key]
        waits = self._waits_at(entry)
        colour = palette.primary if waits or button.isChecked() else palette.muted
        button.show_icon("download" if waits else entry.icon, colour)

    def _waits_at(self, entry: _Entry) -> bool:
        return self._waiting and entry.key == "updates"

    def _fit(self) -> None:
        form = self._form()
        wide = form is EntryForm.BESIDE
        self._brand_box.setVisible(wide)
        self._offline_label.setVisible(wide)
        self._offline_label.setContentsMargins(13, 8, 0, 0)
        self._column.setSpacing(6 if wide else _SPACING)
        side, top = (13, 18) if wide else (_SIDE, _TOP)
        self._column.setContentsMargins(side, top, side, top)
        for entry in self._entries:
            self.buttons[entry.key].show_in(form, self._words(entry))
        self.setFixedWidth(self._appearance.em(_WIDE_EM) if wide else self._narrow(form).width())

    def _form(self) -> EntryForm:
        """The most that there is room for."""
        if self._room.width() >= self._appearance.em(theme.SIDEBAR_EM):
            return EntryForm.BESIDE
        needed = self._narrow(EntryForm.BELOW)
        fits = needed.height() <= self._room.height()
        narrow = needed.width() <= _NARROW_SHARE * self._room.width()
        return EntryForm.BELOW if fits and narrow else EntryForm.ICON

    def _narrow(self, form: EntryForm) -> QSize:
        """Pixels that all entries need in a narrow form."""
        sizes = [self.buttons[one.key].size_in(form, self._words(one)) for one in self._entries]
        height = sum(size.height() + _SPACING for size in sizes) + 2 * _TOP
        return QSize(max(size.width() for size in sizes) + 2 * _SIDE + 1, height)

    def _words(self, entry: _Entry) -> str:
        return _("New materials") if self._waits_at(entry) else _(entry.name)
