"""The bar above every page: the search, and the language of the materials."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from valita_desktop.content.model import LANGS
from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import icons, theme

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.style.theme import Appearance

_WIDEST = 620
_LABEL_FROM_EM = 50
_LANGUAGES: dict[Lang, str] = {
    "fi": N_("Materials in Finnish"),
    "sv": N_("Materials in Swedish"),
}


class SearchField(QLineEdit):
    """Search field of a `TopBar`; some keys lead out of it.

    Signals:
        entered: Enter: open what is selected.
        left_down: Arrow down: go to the list.
        escaped: Esc.
    """

    entered = Signal()
    left_down = Signal()
    escaped = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead out of the field; all others edit it."""
        leads = {
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_Down: self.left_down,
            Qt.Key.Key_Escape: self.escaped,
        }.get(Qt.Key(event.key()))
        if leads is None:
            super().keyPressEvent(event)
        else:
            leads.emit()


class TopBar(QWidget):
    """Search and content language, above every page of a `MainWindow`.

    Attributes:
        search: The search field.
        language_buttons: The button of each content language.

    Signals:
        query_changed: The person typed; carries the text.
        language_changed: Another content language is wanted; carries it.
    """

    query_changed = Signal(str)
    language_changed = Signal(str)

    def __init__(self, lang: Lang, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.search = SearchField()
        self.search.setAcceptDrops(False)  # a file that is dropped here goes to the window
        theme.set_role(self.search, "search")
        self.search.setMaximumWidth(_WIDEST)
        self.search.setMinimumWidth(180)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lens_action = QAction(self.search)
        self.search.addAction(self._lens_action, QLineEdit.ActionPosition.LeadingPosition)
        self._clear_action = QAction(self.search)
        self.search.addAction(self._clear_action, QLineEdit.ActionPosition.TrailingPosition)
        self._clear_action.setVisible(False)
        self._clear_action.triggered.connect(self.search.escaped)
        self._language_label = QLabel()
        theme.set_role(self._language_label, "muted")
        self._language_box = QWidget()
        self.language_buttons = {one: QPushButton(one.upper()) for one in LANGS}
        self._lay_out()
        self.search.textEdited.connect(self._edited)
        self.show_language(lang)
        self.retranslate()
        self.apply_theme(appearance)

    def show_query(self, query: str) -> None:
        """Show what is looked for, without telling anyone."""
        if self.search.text() != query:
            self.search.setText(query)
        self._clear_action.setVisible(bool(query))

    def show_language(self, lang: Lang) -> None:
        """Show the content language, without telling anyone."""
        for one, button in self.language_buttons.items():
            with QSignalBlocker(button):
                button.setChecked(one == lang)

    def set_room(self, *, width_em: float) -> None:
        """A very narrow bar leaves the words beside the languages out."""
        self._language_label.setVisible(width_em >= _LABEL_FROM_EM)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.search.setAccessibleName(_("Search the materials"))
        self.search.setPlaceholderText(_("Search, for example “sleep” or “budget”"))
        self._clear_action.setText(_("Empty the search field"))
        self._language_label.setText(_("Language of materials"))
        self._language_box.setAccessibleName(_("Language of materials"))
        for one, button in self.language_buttons.items():
            button.setAccessibleName(_(_LANGUAGES[one]))
            button.setToolTip(_(_LANGUAGES[one]))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._lens_action.setIcon(icons.icon("search", appearance.palette.muted))
        self._clear_action.setIcon(icons.icon("x", appearance.palette.text))

    def _lay_out(self) -> None:
        pair = QHBoxLayout(self._language_box)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        for (one, button), place in zip(
            self.language_buttons.items(), ("first", "last"), strict=True
        ):
            theme.set_role(button, "segment")
            button.setProperty("place", place)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.toggled.connect(partial(self._language_toggled, one))
            pair.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self._language_label)
        row.addWidget(self._language_box)

    def _edited(self, text: str) -> None:
        self._clear_action.setVisible(bool(text))
        self.query_changed.emit(text)

    def _language_toggled(self, lang: Lang, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on:
            self.language_changed.emit(lang)
