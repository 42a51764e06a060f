"""What can be chosen. Everything applies at once; there is no button to confirm.

The page walks `settings.choosable`: a new setting appears here by being declared there.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

import valita_desktop
from valita_desktop import paths
from valita_desktop.i18n import N_, _
from valita_desktop.settings import Control, choosable, with_values
from valita_desktop.ui.settings.controls import CONTROLS, SettingControl, show_chosen
from valita_desktop.ui.settings.locked_note import LockedNote
from valita_desktop.ui.settings.own_data import OwnDataSection
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.scroll_page import WIDEST_EM, ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.settings import Setting, Settings
    from valita_desktop.ui.settings.own_data import OwnDataServices
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance

_LABELLED = (Control.CHOICE, Control.LIST, Control.LINE, Control.PICTURE)
"""Kinds whose label stands above them; the others say it themselves."""


class SettingsPage(ScrollPage):
    """Page of the settings: a `SettingControl` for each that is declared.

    Args:
        context: What every page is handed.
        appearance: Colours and sizes.
        own_data: Takes own data out and in, where they are kept.

    Attributes:
        controls: By the name of the setting.
        own_data: The section of own data.
    """

    def __init__(
        self,
        context: PageContext,
        appearance: Appearance,
        own_data: OwnDataServices | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.own_data = OwnDataSection(own_data, context) if own_data else None
        self._actions = context.actions
        self._preferences = context.preferences
        self._appearance = appearance
        self._labels: list[tuple[PlainLabel | QPushButton, str]] = []
        self._locks: list[LockedNote] = []
        self._heading = PageHeading()
        self.about_label = PlainLabel()
        self._folder_label = PlainLabel()
        self.controls: dict[str, SettingControl] = {}
        self._build()
        self.show_settings(self._preferences.now)
        self.retranslate()
        self.apply_theme(appearance)

    def show_settings(self, now: Settings) -> None:
        """Show what is chosen."""
        show_chosen(self.controls, now, self._preferences.ui_language)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, next(iter(self.controls.values())).entry())]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Settings"))
        for label, message in self._labels:
            label.setText(_(message))
        for control in self.controls.values():
            control.retranslate()
        for note in self._locks:
            note.retranslate()
        self.about_label.setText(
            _(
                "Version {version}. The program: MIT licence. The materials: CC BY 4.0. "
                "Letters: Atkinson Hyperlegible Next, signs: Noto (SIL OFL 1.1). "
                "Icons: Lucide (ISC). Built with Qt and PySide6 (LGPL 3)."
            ).format(version=valita_desktop.__version__)
        )
        if self.own_data:
            self.own_data.retranslate()
        self._folder_label.setText(_kept_in())

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for note in self._locks:
            note.apply_theme(appearance)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The contacts have a line each where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self.column.addWidget(self._heading)
        section = ""
        for name, setting in choosable().items():
            if setting.section != section:
                section = setting.section
                self._add_section(section)
            self._add_setting(name, setting)
        self._add_section(N_("Your own things"))
        if self.own_data:
            self.column.addWidget(self.own_data)
        self._folder_label.setWordWrap(True)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self._folder_label.setTextInteractionFlags(selectable)
        self.column.addWidget(self._folder_label)
        self._add_buttons((N_("Open the folder"), self._open_folder))
        self._add_about()
        self.column.addStretch(1)

    def _add_setting(self, name: str, setting: Setting) -> None:
        control = self.controls[name] = CONTROLS[setting.control](setting, self)
        control.chosen.connect(partial(self._change, name))
        if setting.control is Control.CONTACTS:  # the note tells what the many fields are for
            self._add_notes(name, setting)
            self.column.addWidget(control.widget)
            return
        if setting.control in _LABELLED:
            self._add_labelled(setting.label, control.widget)
        else:
            self.column.addWidget(control.widget)
        self._add_notes(name, setting)

    def _add_notes(self, name: str, setting: Setting) -> None:
        if name in self._preferences.locked:
            self._locks.append(LockedNote(self.controls[name]))
            self.column.addWidget(self._locks[-1])
        if setting.note:
            self._add_note(setting.note)

    def _add_section(self, message: str) -> None:
        heading = HeadingLabel(2)
        heading.setContentsMargins(0, 18, 0, 0)
        self._labels.append((heading, message))
        self.column.addWidget(heading)

    def _add_labelled(self, message: str, field: QWidget) -> None:
        label = PlainLabel()
        theme.set_role(label, "muted")
        label.setBuddy(field)
        self._labels.append((label, message))
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(label)
        fills = not isinstance(field, QComboBox)
        side = Qt.AlignmentFlag(0) if fills else Qt.AlignmentFlag.AlignLeft
        pair.addWidget(field, 0, side)
        self.column.addLayout(pair)

    def _add_note(self, message: str) -> None:
        note = PlainLabel()
        note.setWordWrap(True)
        theme.set_role(note, "muted")
        self._labels.append((note, message))
        self.column.addWidget(note)

    def _add_about(self) -> None:
        self._add_section(N_("About the program"))
        self.about_label.setWordWrap(True)
        self.about_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.about_label)
        self._add_buttons(
            (N_("Help and keys"), self._actions.open_help),
            (N_("About, licences and accessibility"), self._actions.open_about),
        )

    def _add_buttons(self, *acts: tuple[str, Callable[[], object]]) -> None:
        row = QWidget()
        buttons = FlowLayout(8, row)
        for message, slot in acts:
            button = QPushButton()
            button.clicked.connect(slot)
            self._labels.append((button, message))
            buttons.addWidget(button)
        self.column.addWidget(row)

    def _change(self, name: str, value: object) -> None:
        self._preferences.change(with_values(self._preferences.now, {name: value}))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.network_home() or paths.data_dir())))

    def _fit(self) -> None:
        widest = self._appearance.em(WIDEST_EM)
        self.suit(self._appearance)
        for control in self.controls.values():
            control.fit(self._appearance, min(self.viewport().width(), widest))


def _breakable(folder: Path) -> str:
    """A path that a label can wrap after each of its folders."""
    return re.sub(r"([/\\])", "\\1\u200b", str(folder))


def _kept_in() -> str:
    """Where own things are, and why they are worked on elsewhere where the home is on a network."""
    home = paths.network_home()
    told = _("Your own things are kept in {folder}").format(
        folder=_breakable(home or paths.data_dir())
    )
    if home is None:
        return told
    why = _(
        "That folder is on a network, where a database would break. So the program works in a "
        "folder on this computer, and brings your own things home when it closes."
    )
    return f"{told}. {why}"
