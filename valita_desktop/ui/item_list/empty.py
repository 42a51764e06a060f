"""A list with nothing in it: why, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.widgets.status_page import StatusPage

if TYPE_CHECKING:
    from valita_desktop.ui.item_list.state import ListState
    from valita_desktop.ui.state.actions import Actions

_LONGEST_QUERY = 40

# By what an empty list is of; a search and a choice before the scope.
_ICONS = {
    "search": "search",
    "chosen": "sliders-horizontal",
    Scope.FAVOURITES: "heart",
    Scope.RECENT: "clock",
    Scope.ALL: "library",
}


class EmptyPage(StatusPage):
    """Tells why the list is empty, and offers one way on.

    Attributes:
        suggestion_button: Look for the mended words.
        clear_button: Narrow by nothing.
        all_button: Show all items. At most one of the three is seen.

    Signals:
        clear_requested: Narrow by nothing.
        suggestion_requested: The mended words are wanted.
    """

    clear_requested = Signal()
    suggestion_requested = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        self.suggestion_button = QPushButton()
        self.clear_button = QPushButton()
        self.all_button = QPushButton()
        super().__init__((self.suggestion_button, self.clear_button, self.all_button), parent)
        self.suggestion_button.clicked.connect(self.suggestion_requested)
        self.clear_button.clicked.connect(self.clear_requested)
        self.all_button.clicked.connect(actions.open_all)

    def show_reason(self, state: ListState, suggestion: str, items: int) -> None:
        """Say why the list of ``state`` is empty.

        Args:
            state: What was asked for, with all that narrows it.
            suggestion: The query with its spelling mended; ``""`` if there is none.
            items: How many items there would be if nothing narrowed.
        """
        narrowed = bool(state.chosen and items)
        self.show_status(*_words(state, narrowed=narrowed))
        self.suggestion_button.setText(_("Did you mean “{word}”?").format(word=suggestion))
        self.clear_button.setText(_("Remove what narrows down ({n})").format(n=len(state.chosen)))
        self.all_button.setText(_("Show all items"))
        wanted = self.all_button
        if narrowed:
            wanted = self.clear_button
        elif suggestion:
            wanted = self.suggestion_button
        for button in self.buttons:
            button.setVisible(button is wanted)

    def first(self) -> QWidget:
        """Where the keyboard enters."""
        return next((button for button in self.buttons if button.isVisible()), self.all_button)


def _words(state: ListState, *, narrowed: bool) -> tuple[str, str, str]:
    """The icon, what is not there, and what to do."""
    if narrowed:
        heading = _("Nothing fits all your choices")
        return _ICONS["chosen"], heading, _("Take them away and the list fills again.")
    if state.query:
        return (
            _ICONS["search"],
            _("Nothing found for “{query}”").format(query=state.query[:_LONGEST_QUERY]),
            _("Try another word or a part of it."),
        )
    heading, text = {
        Scope.FAVOURITES: (
            _("No favourites yet"),
            _("Choose an item and press Ctrl+D, or press the heart on its page."),
        ),
        Scope.RECENT: (_("Nothing opened yet"), _("The items that you open are gathered here.")),
        Scope.ALL: (
            _("There are no items here"),
            _("The library is empty. Close the program and open it again to refill it."),
        ),
    }[state.scope]
    return _ICONS[state.scope], heading, text
