"""The keys while something is presented: those of the keyboard and of a presenter's remote.

A remote sends Page Up, Page Down, F5, Esc and a full stop or a ``b``. No other single sign does
anything, so none leaves the page by accident.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.ui.present.presentation import Presentation

_Key = Qt.Key
_PRESSES = (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter, _Key.Key_Select)
"""Keys that press the button that has the focus, and else go on."""
_SCROLLS = (_Key.Key_Up, _Key.Key_Down)
_PLAIN = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_EVERYWHERE = Qt.KeyboardModifier.ControlModifier | _SHIFT
"""What the keys of other pages are pressed with; only L means the same here."""


class PresentationKeys(QObject):
    """Takes the keys of windows before anything in them does.

    Args:
        presentation: What the keys move.
    """

    def __init__(self, presentation: Presentation, parent: QObject) -> None:
        super().__init__(parent)
        now = presentation
        self._repeated: dict[int, Callable[[], None]] = {
            _Key.Key_Right: now.next,
            _Key.Key_Down: now.next,
            _Key.Key_PageDown: now.next,
            _Key.Key_Left: now.previous,
            _Key.Key_Up: now.previous,
            _Key.Key_PageUp: now.previous,
            _Key.Key_Backspace: now.previous,
            _Key.Key_Home: now.first,
            _Key.Key_End: now.last,
            _Key.Key_Plus: lambda: now.add_minutes(1),
            _Key.Key_Minus: lambda: now.add_minutes(-1),
            **dict.fromkeys(_PRESSES, now.next),
        }
        self._once: dict[int, Callable[[], None]] = {
            _Key.Key_F5: now.leave,
            _Key.Key_Escape: now.leave,
            _Key.Key_B: now.toggle_dark,
            _Key.Key_Period: now.toggle_dark,
            _Key.Key_T: now.toggle_timer,
            _Key.Key_L: now.toggle_language,
        }
        for number in range(1, 10):
            step = _Key.Key_0.value + number
            self._once[step] = _to_step(now, number)

    def listen(self, window: QWidget) -> None:
        """Take the keys of a window and of everything in it."""
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key of ours does what it does and goes no further."""
        kind = event.type()
        if not isinstance(event, QKeyEvent) or kind not in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return False
        act = self._act(watched, event)
        if act is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # and comes again as a press
        elif event.key() in self._repeated or not event.isAutoRepeat():
            act()
        return True

    def _act(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        key = event.key()
        if key in _PRESSES and isinstance(watched, QAbstractButton):
            return None if key == _Key.Key_Space else watched.click  # Qt knows only Space
        if key in _SCROLLS and isinstance(watched, QAbstractScrollArea):
            return None
        if event.modifiers() == _EVERYWHERE and key == _Key.Key_L:
            return self._once[key]
        plain = event.modifiers() in _PLAIN or event.modifiers() == _SHIFT
        return (self._repeated.get(key) or self._once.get(key)) if plain else None


def _to_step(now: Presentation, number: int) -> Callable[[], None]:
    return lambda: now.go_to_step(number)
