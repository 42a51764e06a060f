"""A list with nothing in it: why, and what to do instead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.content.labels import label
from valita_desktop.content.model import LANGS, Theme
from valita_desktop.i18n import N_, _
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.item_list.state import ListState
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance

_LONGEST_QUERY = 40
_SEARCH_IN = {"fi": N_("Search in Finnish"), "sv": N_("Search in Swedish")}


class EmptyPage(QScrollArea):
    """Tells why the list is empty, and offers ways on by `Actions`.

    Signals:
        clear_requested: Narrow by nothing.
    """

    clear_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._suggestion = ""
        self._other: Lang = "sv"
        self.heading = HeadingLabel(2)
        self.text_label = QLabel()
        self.text_label.setWordWrap(True)
        theme.set_role(self.text_label, "lead")
        self.suggestion_button = QPushButton()
        self.clear_button = QPushButton()
        self.other_language_button = QPushButton()
        self.all_button = QPushButton()
        self._themes_label = QLabel()
        theme.set_role(self._themes_label, "muted")
        self.theme_buttons = {one: QPushButton() for one in Theme}
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 24, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.text_label)
        column.addSpacing(8)
        for button in self._buttons():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(self._themes_label)
        for which, button in self.theme_buttons.items():
            theme.set_role(button, "link")
            button.setIconSize(icons.beside_text())
            button.clicked.connect(partial(self._take_theme, which))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(page)
        theme.set_role(self.suggestion_button, "primary")
        self.suggestion_button.clicked.connect(self._take_suggestion)
        self.clear_button.clicked.connect(self.clear_requested)
        self.other_language_button.clicked.connect(self._take_language)
        self.all_button.clicked.connect(self._show_all)

    def show_reason(self, state: ListState, suggestion: str, lang: Lang) -> None:
        """Say why the list of ``state`` is empty.

        Args:
            state: What was asked for.
            suggestion: The query with its spelling mended; ``""`` if there is none.
            lang: The content language that was looked in.
        """
        self._suggestion = suggestion
        self._other = next(one for one in LANGS if one != lang)
        heading, text = self._words(state)
        self.heading.setText(heading)
        self.text_label.setText(text)
        self.suggestion_button.setText(_("Did you mean “{word}”?").format(word=suggestion))
        self.clear_button.setText(_("Remove what narrows down ({n})").format(n=len(state.chosen)))
        self.other_language_button.setText(_(_SEARCH_IN[self._other]))
        self.all_button.setText(_("Show all items"))
        self.suggestion_button.setVisible(bool(suggestion))
        self.clear_button.setVisible(bool(state.chosen))
        self.other_language_button.setVisible(bool(state.query))
        self._themes_label.setText(_("Or look at a theme:"))
        self._themes_label.setVisible(bool(state.query))
        for which, button in self.theme_buttons.items():
            button.setText(_(label(which)))
            button.setVisible(bool(state.query))

    def first(self) -> QWidget:
        """Where the keyboard enters."""
        return next((button for button in self._buttons() if button.isVisible()), self.all_button)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self.suggestion_button.setIcon(icons.icon("search", appearance.palette.on_primary))
        self.suggestion_button.setIconSize(icons.beside_text())
        for which, button in self.theme_buttons.items():
            colour = appearance.palette.themes[theme.theme_number((which,))].strong
            button.setIcon(icons.icon(icons.THEME_ICONS[which], colour))

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.suggestion_button,
            self.clear_button,
            self.other_language_button,
            self.all_button,
        )

    def _words(self, state: ListState) -> tuple[str, str]:
        if state.query:
            return (
                _("Nothing found for “{query}”").format(query=state.query[:_LONGEST_QUERY]),
                _("Try another word or a part of it. Everything is looked through offline."),
            )
        if state.chosen:
            return (
                _("Nothing fits all your choices"),
                _("Take one of them away and the list fills again."),
            )
        if state.scope is Scope.FAVOURITES:
            return (
                _("No favourites yet"),
                _("Choose an item and press Ctrl+D, or press the heart on its page."),
            )
        if state.scope is Scope.RECENT:
            return (
                _("Nothing opened yet"),
                _("The items that you open are gathered here."),
            )
        return (
            _("There are no items here"),
            _("The library is empty. Close the program and open it again to refill it."),
        )

    def _take_suggestion(self) -> None:
        self._actions.search(self._suggestion)

    def _show_all(self) -> None:
        self._actions.open_all()

    def _take_theme(self, which: Theme, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self._actions.open_theme(which)

    def _take_language(self) -> None:
        self._actions.set_content_language(self._other)
