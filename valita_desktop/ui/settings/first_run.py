"""The first start: one page, a few questions, each answered already.

The questions are those of `settings.choosable` that nobody has answered for this computer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from valita_desktop.content.model import LANGS
from valita_desktop.i18n import _
from valita_desktop.settings import choosable, with_values
from valita_desktop.ui.settings.controls import (
    CONTROLS,
    LetterSizeControl,
    SettingControl,
    show_chosen,
)
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from valita_desktop.settings import Setting, Settings
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance

_WIDEST_EM = 46


class FirstRun(ScrollPage):
    """Page of the first start: the settings that have a question, and a button to begin.

    All apply as they are chosen.

    Signals:
        finished: To the home page.
    """

    finished = Signal()

    def __init__(
        self, preferences: Preferences, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._heading = PageHeading()
        self._lead = PlainLabel()
        self._sample = PlainLabel()
        self.done_button = QPushButton()
        self.controls: dict[str, SettingControl] = {}
        self._questions: list[tuple[HeadingLabel, str]] = []
        self._build()
        self.done_button.clicked.connect(self._finish)
        self.show_settings(preferences.now)
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
        self._heading.setText("Välitä! – Visa omtanke!")
        lead = _("A few questions, then we begin.")
        if len(self._questions) == 1:
            lead = _("One question, then we begin.")
        later = _("You can change all of it later in the settings.")
        self._lead.setText(f"{lead} {later}")
        for heading, message in self._questions:
            heading.setText(_(message))
        for control in self.controls.values():
            control.retranslate()
        self._sample.setText(_("This is how large the letters are."))
        self.done_button.setText(_("Begin"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.fit(appearance.em(_WIDEST_EM))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every question has an answer already, so Enter begins, and so does Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._finish()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.column.setContentsMargins(28, 28, 28, 28)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_role(self._lead, "lead")
        self._lead.setWordWrap(True)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._lead)
        for name, setting in choosable().items():
            if setting.question and name not in self._preferences.locked:
                self._ask(name, setting)
        self.column.addSpacing(16)
        theme.set_role(self.done_button, "primary")
        self.column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _ask(self, name: str, setting: Setting) -> None:
        make = CONTROLS[setting.control]
        if name == "text_size":  # what one sees is chosen, not a number
            make = LetterSizeControl
        control = self.controls[name] = make(setting, self)
        control.chosen.connect(partial(self._change, name))
        heading = HeadingLabel(2)
        heading.setContentsMargins(0, 16, 0, 0)
        self._questions.append((heading, setting.question))
        self.column.addWidget(heading)
        self.column.addWidget(control.widget)
        if name == "text_size":
            self._add_sample()

    def _add_sample(self) -> None:
        panel = QFrame()
        theme.set_role(panel, "panel")
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(16, 12, 16, 12)
        self._sample.setWordWrap(True)
        inside.addWidget(self._sample)
        self.column.addWidget(panel)

    def _change(self, name: str, value: object) -> None:
        values = {name: value}
        too = "content_language"
        if name == "ui_language" and value in LANGS and too not in self._preferences.locked:
            values[too] = value  # until told otherwise
        self._preferences.change(with_values(self._preferences.now, values))

    def _finish(self) -> None:
        for control in self.controls.values():
            control.commit()
        self.finished.emit()
