"""What the text of an item is read as: guide or sheet, easy or both languages, how large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QWidget
from typing_extensions import override

from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.blocks import PartRole
    from valita_desktop.ui.style.theme import Appearance

_BARE_EM = 46.0
_PARTS: dict[PartRole, str] = {
    "facilitator": N_("Guide"),
    "sheet": N_("Sheet"),
}
_TIPS: dict[PartRole, str] = {
    "facilitator": N_("For whoever leads: the steps and what to mind (Ctrl+Tab)"),
    "sheet": N_("What the class sees and gets on paper (Ctrl+Tab)"),
}


class ReadingBar(QWidget):
    """Bar above the text of an `ItemBody`.

    Attributes:
        tabs: The parts of the text, where there are two.
        easy_button: Shows the text in easy language.
        beside_button: Shows both languages.
        smaller_button, larger_button: Change the size of the letters.

    Signals:
        part_chosen: Another part is wanted; carries its role.
    """

    part_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: Sequence[PartRole] = ()
        self._has_both = self._bare = False
        self._appearance = appearance
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.easy_button, self.beside_button = QPushButton(), QPushButton()
        for switch in (self.easy_button, self.beside_button):
            switch.setCheckable(True)
            theme.set_role(switch, "quiet")
        self.smaller_button, self.larger_button = QPushButton("A−"), QPushButton("A+")
        sizes = QWidget()
        pair = QHBoxLayout(sizes)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(2)
        for button in (self.smaller_button, self.larger_button):
            theme.set_role(button, "quiet")
            pair.addWidget(button)
        row = FlowLayout(6, self, right=sizes)
        row.setContentsMargins(12, 0, 8, 0)
        for widget in (self.tabs, self.easy_button, self.beside_button, sizes):
            row.addWidget(widget)
        self.tabs.currentChanged.connect(self._choose)
        self.retranslate()
        self.apply_theme(appearance)

    def show_parts(self, roles: Sequence[PartRole], shown: PartRole | None) -> None:
        """Offer the parts of a text; those of one part need no choice.

        Args:
            roles: In the order of the text.
            shown: Which of them is in view.
        """
        offered = [role for role in roles if role in _PARTS]
        with QSignalBlocker(self.tabs):
            if offered != self._roles:
                while self.tabs.count():
                    self.tabs.removeTab(0)
                for role in offered:
                    self.tabs.addTab(_(_PARTS[role]))
                self._roles = offered
                self._name_tabs()
            if shown in offered:
                self.tabs.setCurrentIndex(offered.index(shown))
        self.tabs.setVisible(len(offered) > 1)

    def show_choices(self, *, easy: bool, both: bool) -> None:
        """Offer the text in easy language, and in both languages, where there is one."""
        self._has_both = both
        self.easy_button.setVisible(easy)
        self.beside_button.setVisible(both)

    def step(self, by: int) -> None:
        """Go to the next part or, -1, to the one before; round at the end."""
        if len(self._roles) > 1:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(self._roles))

    def toggle_beside(self) -> None:
        """Show both languages, or one again; nothing where there is only one."""
        if self._has_both:
            self.beside_button.toggle()

    def entry(self) -> QWidget:
        """What the keyboard meets first."""
        return self.smaller_button if self.tabs.isHidden() else self.tabs

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.tabs.setAccessibleName(_("Parts of the material"))
        self._name_tabs()
        set_tip(self.beside_button, _("Finnish and Swedish beside each other (Ctrl+Shift+B)"))
        self._name_switches()
        for button, name, keys in (
            (self.smaller_button, _("Smaller text"), "Ctrl+−"),
            (self.larger_button, _("Larger text"), "Ctrl++"),
        ):
            button.setAccessibleName(name)
            set_tip(button, f"{name} ({keys})")

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._name_switches()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow bar the switches are icons, so that the text keeps its room."""
        super().resizeEvent(event)
        bare = self.width() < self._appearance.em(_BARE_EM)
        if bare != self._bare:
            self._bare = bare
            self._name_switches()

    def _name_switches(self) -> None:
        for button, icon, name in (
            (self.beside_button, "columns-2", _("Show both languages")),
            (self.easy_button, "feather", _("Show in easy language")),
        ):
            button.setText("" if self._bare else name)
            button.setAccessibleName(name)
            if button is self.easy_button:
                set_tip(button, name if self._bare else "")
            icons.put_on(button, icon, self._appearance.palette.text, self._appearance)

    def _name_tabs(self) -> None:
        for number, role in enumerate(self._roles):
            self.tabs.setTabText(number, _(_PARTS[role]))
            self.tabs.setTabToolTip(number, _(_TIPS[role]))

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._roles):
            self.part_chosen.emit(self._roles[number])
