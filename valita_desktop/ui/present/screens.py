"""Which screen the class looks at, and which the facilitator.

Only geometry decides where a window goes: Qt does not move one to another screen of the same
desktop by ``setScreen``. Screens are asked for anew each time, for they come and go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget


class Seats(NamedTuple):
    """Where both look: rectangles of the desktop; no ``notes`` where there is one screen."""

    audience: QRect
    notes: QRect | None


class Screens(Protocol):
    """The screens of a computer."""

    def seats(self, beside: QWidget, turn: int) -> Seats:
        """Where the windows go.

        Args:
            beside: The window that one comes from.
            turn: How often the screens have been swapped.
        """
        ...

    def fill(self, window: QWidget, where: QRect) -> None:
        """Let a window fill a screen, wherever it was before."""
        ...


class Desktop:
    """The screens that there are: the notes on the computer's own, the class on another.

    With one screen the class looks at that of the window that one comes from.
    """

    def seats(self, beside: QWidget, turn: int) -> Seats:
        """As `Screens.seats`."""
        primary = QGuiApplication.primaryScreen().geometry()
        others: list[QRect] = []
        for screen in QGuiApplication.screens():
            found = screen.geometry()
            if found != primary and found not in others:  # mirrored screens are one
                others.append(found)
        if not others:
            at = QGuiApplication.screenAt(beside.frameGeometry().center())
            return Seats(at.geometry() if at else primary, None)
        choices = [*others, primary]  # the projector first
        audience = choices[turn % len(choices)]
        return Seats(audience, primary if audience != primary else others[0])

    def fill(self, window: QWidget, where: QRect) -> None:
        """As `Screens.fill`."""
        if window.isVisible() and window.geometry() != where:
            window.showNormal()
        window.setGeometry(where)
        window.showFullScreen()
