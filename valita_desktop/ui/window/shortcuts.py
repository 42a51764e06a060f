"""The keys that work on every page; which they are is said in `wording.shortcuts`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from valita_desktop.ui.widgets.focus_regions import step
from valita_desktop.ui.wording.shortcuts import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QLineEdit, QWidget

    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.widgets.focus_regions import Region
    from valita_desktop.ui.window.navigator import Navigator

_ONCE = ("F5", "Shift+F5", "F11")
"""Held down, these would go there and back for as long."""


class WindowShortcuts(QObject):
    """Keys of the window, each connected to what the `Navigator` or the `Preferences` do.

    Args:
        window: Owns the keys.
        navigator: Goes where a key leads.
        preferences: What keys change.
        search: The search field.
        regions: Tells what F6 goes round now.
        places: Keys of the sidebar's entries, from the top.
    """

    def __init__(
        self,
        window: QWidget,
        navigator: Navigator,
        preferences: Preferences,
        search: QLineEdit,
        regions: Callable[[], Sequence[Region]],
        places: Iterable[str],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._navigator = navigator
        self._preferences = preferences
        self._search = search
        self._regions = regions
        acts = self._actions()
        for key in KEYS:
            for keys in key.keys if key.action in acts else ():  # Esc and undo are others'
                self._connect(keys, acts[key.action])
        for number, place in enumerate(places, start=1):
            self._connect(f"Alt+{number}", partial(navigator.go_to_entry, place))

    def _actions(self) -> dict[str, Callable[[], object]]:
        navigator, preferences = self._navigator, self._preferences
        return {
            "search": self._focus_search,
            "back": partial(navigator.step, -1),
            "forward": partial(navigator.step, 1),
            "favourite": navigator.toggle_favourite,
            "add": navigator.add_to_packet,
            "present": navigator.present,
            "present_here": partial(navigator.present, from_here=True),
            "content": self._toggle_content_language,
            "larger": partial(preferences.step_text_size, 1),
            "smaller": partial(preferences.step_text_size, -1),
            "normal": partial(preferences.step_text_size, 0),
            "region": partial(self._step_region, 1),
            "region_back": partial(self._step_region, -1),
            "help": navigator.open_help,
            "settings": navigator.open_settings,
            "full_screen": self._toggle_full_screen,
            "quit": self._window.close,
        }

    def _connect(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.setAutoRepeat(keys not in _ONCE)
        shortcut.activated.connect(act)

    def _focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _toggle_content_language(self) -> None:
        lang = self._preferences.now.content_language
        self._navigator.set_content_language("sv" if lang == "fi" else "fi")

    def _toggle_full_screen(self) -> None:
        full = self._window.windowState() ^ Qt.WindowState.WindowFullScreen
        self._window.setWindowState(full)

    def _step_region(self, steps: int) -> None:
        step(self._regions(), self._window.focusWidget(), steps)
