"""The keys that ask for a menu, wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def asks_for_menu(event: QKeyEvent) -> bool:
    """The menu key, or Shift and F10: not every system makes a context menu event of them."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    key = event.key()
    return key == Qt.Key.Key_Menu or (shifted and key == Qt.Key.Key_F10)
