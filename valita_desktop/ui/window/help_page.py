"""Help: how one finds and prints, and all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.text_page import TextPage
from valita_desktop.ui.window.sidebar import entries
from valita_desktop.ui.wording.shortcuts import KEY_GROUPS, Key, key_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.style.theme import Appearance

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
        N_("Own materials"),
        N_(
            "Under a material’s text, “Make my own version” opens a copy in your editor; what you "
            "save there is shown here. The page of own materials begins new ones, and saves one "
            "as a file for a colleague."
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


class HelpPage(TextPage):
    """Help: what the window can do in a few sentences, and every key of `wording.shortcuts`."""

    def __init__(self, appearance: Appearance, *, own: bool = False) -> None:
        super().__init__(N_("Help and keys"), _TEXT)
        self._lines: list[tuple[PlainLabel, PlainLabel, Key]] = []
        self.add_section(N_("Keys"))
        shown = enumerate(entries(own=own), start=1)
        pages = [Key("", (f"Alt+{number}",), each.name) for number, each in shown]
        for title, keys in (*KEY_GROUPS, (N_("To the pages"), pages)):
            heading = HeadingLabel(3)
            heading.setContentsMargins(0, 10, 0, 0)
            self.add_label(heading, title)
            self._add_table(keys)
        self.column.addStretch(1)
        self.retranslate()
        self.apply_theme(appearance)

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        super().retranslate()
        for keys, name, key in self._lines:
            keys.setText("   ".join(dict.fromkeys(map(key_name, key.keys))))
            name.setText(_(key.name))

    def _add_table(self, keys: Sequence[Key]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for line, key in enumerate(keys):
            told, name = PlainLabel(), PlainLabel()
            theme.set_role(told, "keys")
            for column, label in enumerate((told, name)):
                label.setWordWrap(True)
                grid.addWidget(label, line, column)
            self._lines.append((told, name, key))
        self.column.addLayout(grid)
