"""Help: how one finds and prints, and all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.scroll_page import WIDEST_EM, ScrollPage
from valita_desktop.ui.window.sidebar import ENTRIES
from valita_desktop.ui.wording.shortcuts import ITEM_KEYS, KEYS, PRESENT_KEYS, key_name

if TYPE_CHECKING:
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.wording.shortcuts import Key

_TEXT = (
    (
        N_("Find"),
        N_(
            "Begin to type on any page: what is found appears at once. Enter opens the chosen "
            "item, the arrow down goes to the list, Esc empties the search."
        ),
    ),
    (
        N_("Two languages"),
        N_(
            "FI and SV at the top change the language of the materials. A text that is missing "
            "in one language is shown in the other, and the page says so. The language of the "
            "program is chosen in the settings."
        ),
    ),
    (
        N_("Present"),
        N_(
            "F5 shows the material to the class, one step at a time, with large letters. Your own "
            "notes stay hidden: with two screens you see them on this computer. A presenter’s "
            "remote works; B or a full stop makes the screen dark."
        ),
    ),
    (
        N_("Print"),
        N_(
            "Open an item and choose Print. You see the sheet before it is printed, and you can "
            "always save it as a PDF instead."
        ),
    ),
    (
        N_("Without a network"),
        N_(
            "Everything is on this computer. Nothing that you or your students write is sent "
            "anywhere."
        ),
    ),
)


class HelpPage(ScrollPage):
    """Help: what the window can do in a few sentences, and every key of `wording.shortcuts`."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll
        theme.set_role(self, "reading")
        self.column.setContentsMargins(8, 4, 12, 24)  # the focus ring keeps off the words
        self._heading = HeadingLabel(1)
        self.column.addWidget(self._heading)
        self._sections: list[tuple[HeadingLabel, PlainLabel]] = []
        for _title, _text in _TEXT:
            heading, text = HeadingLabel(2), PlainLabel()
            heading.setContentsMargins(0, 14, 0, 0)
            text.setWordWrap(True)
            self._sections.append((heading, text))
            self.column.addWidget(heading)
            self.column.addWidget(text)
        self._keys_heading = HeadingLabel(2)
        self._keys_heading.setContentsMargins(0, 14, 0, 0)
        self.column.addWidget(self._keys_heading)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 2)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self._lines: list[tuple[PlainLabel, Key]] = []
        for key in (*KEYS, *ITEM_KEYS, *PRESENT_KEYS):
            self._add_line(key)
        self._entry_lines = [self._add_pair() for _ in ENTRIES]
        self.retranslate()
        self.apply_theme(appearance)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Help and keys"))
        self.setAccessibleName(_("Help and keys"))
        self._keys_heading.setText(_("Keys"))
        for (heading, label), (title, text) in zip(self._sections, _TEXT, strict=True):
            heading.setText(_(title))
            label.setText(_(text))
        for label, key in self._lines:
            label.setText(_(key.name))
        for number, ((keys, name), entry) in enumerate(
            zip(self._entry_lines, ENTRIES, strict=True), start=1
        ):
            keys.setText(key_name(f"Alt+{number}"))
            name.setText(_(entry.name))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.fit(appearance.em(WIDEST_EM))

    def _add_line(self, key: Key) -> None:
        keys, name = self._add_pair()
        keys.setText("   ".join(key_name(one) for one in key.keys))
        self._lines.append((name, key))

    def _add_pair(self) -> tuple[PlainLabel, PlainLabel]:
        keys, name = PlainLabel(), PlainLabel()
        theme.set_role(keys, "keys")
        keys.setWordWrap(True)
        name.setWordWrap(True)
        line = self._grid.rowCount()
        self._grid.addWidget(keys, line, 0)
        self._grid.addWidget(name, line, 1)
        return keys, name
