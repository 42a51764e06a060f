"""What is said aloud when something changes that is not in the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from valita_desktop.i18n import _
from valita_desktop.settings import declared
from valita_desktop.ui.widgets import accessible
from valita_desktop.ui.window.top_bar import CONTENT_LANGUAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from valita_desktop.settings import Settings
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.window.navigator import Navigator


class SpokenChanges(QObject):
    """Says aloud what changes in a window, and in which language its words are.

    Args:
        window: Whose words and changes.
        preferences: What is wished.
        navigator: Goes from page to page; the focus goes to where a page is used from, so the
            name of the page is said beside it.
    """

    def __init__(self, window: QWidget, preferences: Preferences, navigator: Navigator) -> None:
        super().__init__(window)
        self._navigator = navigator
        self._window = window
        self._preferences = preferences
        accessible.speak(window, preferences.ui_language)
        preferences.changed.connect(self._tell)
        navigator.settled.connect(self._tell_page)

    def _tell(self, before: Settings, after: Settings) -> None:
        if before.ui_language != after.ui_language:
            accessible.speak(self._window, self._preferences.ui_language)
        if before.text_size != after.text_size:
            size = declared()["text_size"].label
            accessible.announce(self._window, f"{_(size)}: {after.text_size} %")
        if before.content_language != after.content_language:
            accessible.announce(self._window, _(CONTENT_LANGUAGES[after.content_language]))

    def _tell_page(self) -> None:
        accessible.announce(self._window, self._navigator.title)
