"""The first start: one page, three questions, each answered already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from valita_desktop.content.model import LANGS
from valita_desktop.i18n import N_, _
from valita_desktop.settings import TEXT_SIZES
from valita_desktop.ui.settings.page import LANGUAGES, LONGEST_NAME
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.scroll_page import ScrollPage
from valita_desktop.ui.widgets.segmented_choice import SegmentedChoice

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from valita_desktop.settings import Settings
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance

_SIZES: dict[object, str] = {size: f"{size} %" for size in TEXT_SIZES}
_WIDEST_EM = 46


class FirstRun(ScrollPage):
    """Language, size of letters, name of the school. All apply as they are chosen.

    Signals:
        finished: To the home page.
    """

    finished = Signal()

    def __init__(
        self, preferences: Preferences, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._heading = HeadingLabel(1)
        self._lead = QLabel()
        self.language = SegmentedChoice(LANGUAGES)
        self.text_size = SegmentedChoice(_SIZES)
        self._sample = QLabel()
        self.school = QLineEdit()
        self.school.setMaxLength(LONGEST_NAME)
        self.done = QPushButton()
        self._questions: list[tuple[HeadingLabel, str]] = []
        self._build()
        self.language.chosen.connect(self._choose_language)
        self.text_size.chosen.connect(self._choose_size)
        self.school.textEdited.connect(self._choose_school)
        self.done.clicked.connect(self.finished)
        self.show_settings(preferences.now)
        self.retranslate()
        self.apply_theme(appearance)

    def show_settings(self, now: Settings) -> None:
        """Show what is chosen."""
        self.language.show_value(self._preferences.ui_language)
        self.text_size.show_value(now.text_size)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self.language.entry())]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText("Välitä! – Visa omtanke!")
        self._lead.setText(
            _("Three questions, then we begin. You can change all of it later in the settings.")
        )
        for heading, message in self._questions:
            heading.setText(_(message))
        self.language.retranslate(_("Which language do you use?"))
        self.text_size.retranslate(_("How large should the letters be?"))
        self._sample.setText(_("This is how large the letters are."))
        self.school.setAccessibleName(_("What is your school called?"))
        self.school.setPlaceholderText(_("Printed at the foot of every sheet; may stay empty"))
        self.done.setText(_("Begin"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.fit(appearance.em(_WIDEST_EM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: every question has an answer already, so Enter begins, and so does Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.column.setContentsMargins(28, 28, 28, 28)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_role(self._lead, "lead")
        self._lead.setWordWrap(True)
        self.column.addWidget(self._heading)
        self.column.addWidget(self._lead)
        self._question(N_("Which language do you use?"), self.language)
        self._question(N_("How large should the letters be?"), self.text_size)
        panel = QFrame()
        theme.set_role(panel, "panel")
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._sample)
        self._sample.setWordWrap(True)
        self.column.addWidget(panel)
        self._question(N_("What is your school called?"), self.school)
        self.column.addSpacing(16)
        theme.set_role(self.done, "primary")
        self.column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _question(self, message: str, answer: QWidget) -> None:
        heading = HeadingLabel(2)
        heading.setContentsMargins(0, 16, 0, 0)
        self._questions.append((heading, message))
        self.column.addWidget(heading)
        self.column.addWidget(answer)

    def _choose_language(self, lang: str) -> None:
        content = lang if lang in LANGS else self._preferences.now.content_language
        self._preferences.change(ui_language=lang, content_language=content)

    def _choose_size(self, size: int) -> None:
        self._preferences.change(text_size=size)

    def _choose_school(self, name: str) -> None:
        self._preferences.change(school_name=name.strip())
