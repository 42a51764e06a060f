"""A list with nothing in it: why, and the one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from valita_desktop.i18n import _
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from valita_desktop.ui.item_list.state import ListState
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance

_LONGEST_QUERY = 40
_ICON = 4 * icons.LARGE

# By what an empty list is of; a search and a choice before the scope.
_ICONS = {
    "search": "search",
    "chosen": "sliders-horizontal",
    Scope.FAVOURITES: "heart",
    Scope.RECENT: "clock",
    Scope.ALL: "library",
}


class EmptyPage(QScrollArea):
    """Tells why the list is empty, and offers one way on: an icon, a sentence, a button.

    Attributes:
        heading: What is not there.
        text_label: What to do.
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
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._icon_label = PlainLabel()
        self._icon_name = _ICONS[Scope.ALL]
        self._appearance: Appearance | None = None
        self.heading = HeadingLabel(2)
        self.text_label = PlainLabel()
        theme.set_role(self.text_label, "lead")
        self.suggestion_button = QPushButton()
        self.clear_button = QPushButton()
        self.all_button = QPushButton()
        self._buttons = (self.suggestion_button, self.clear_button, self.all_button)
        self._lay_out()
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
        heading, text, self._icon_name = _words(state, narrowed=narrowed)
        self.heading.setText(heading)
        self.text_label.setText(text)
        self.suggestion_button.setText(_("Did you mean “{word}”?").format(word=suggestion))
        self.clear_button.setText(_("Remove what narrows down ({n})").format(n=len(state.chosen)))
        self.all_button.setText(_("Show all items"))
        wanted = self.all_button
        if narrowed:
            wanted = self.clear_button
        elif suggestion:
            wanted = self.suggestion_button
        for button in self._buttons:
            button.setVisible(button is wanted)
        self._draw()

    def first(self) -> QWidget:
        """Where the keyboard enters."""
        return next((button for button in self._buttons if button.isVisible()), self.all_button)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self._draw()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._icon_label, self.heading, self.text_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(6)
        for button in self._buttons:
            theme.set_role(button, "primary")
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setWidget(page)

    def _draw(self) -> None:
        if self._appearance:
            drawn = icons.pixmap(
                self._icon_name, self._appearance.palette.muted, _ICON, self.devicePixelRatioF()
            )
            self._icon_label.setPixmap(drawn)


def _words(state: ListState, *, narrowed: bool) -> tuple[str, str, str]:
    """What is not there, what to do, and the icon."""
    if narrowed:
        heading = _("Nothing fits all your choices")
        return heading, _("Take them away and the list fills again."), _ICONS["chosen"]
    if state.query:
        return (
            _("Nothing found for “{query}”").format(query=state.query[:_LONGEST_QUERY]),
            _("Try another word or a part of it."),
            _ICONS["search"],
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
    return heading, text, _ICONS[state.scope]
