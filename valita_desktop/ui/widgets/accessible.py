"""What assistive technology is told beyond what Qt tells by itself.

Qt makes an accessible interface the moment a label gets its text, so a `HeadingLabel` is made
empty and gets its words afterwards; that order is the rule of this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QLabel, QWidget
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_kept: list[QAccessibleInterface] = []
_PRUNE_AT = 500
"""More than any page has headings, so that pruning is rare, and few enough to cost nothing."""


class HeadingLabel(QLabel):
    """A label that a screen reader finds as a heading.

    Args:
        level: 1 for the page, 2 for its sections, 3 below those.
        text: The words; may follow later by ``setText``.
    """

    def __init__(
        self, level: Literal[1, 2, 3], text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.level = level
        self.setProperty("role", f"h{level}")
        self.setWordWrap(True)
        self.setText(text)


class AlertFrame(QFrame):
    """A frame that a screen reader finds as a message, under its accessible name.

    Args:
        urgent: An alert; else a notice that can wait.
    """

    def __init__(self, *, urgent: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.urgent = urgent


class _HeadingInterface(QAccessibleWidget):
    def __init__(self, heading: HeadingLabel) -> None:
        super().__init__(heading, QAccessible.Role.Heading, "")

    @override
    def text(self, kind: QAccessible.Text) -> str:
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return super().text(kind)


def install() -> None:
    """Make headings known; once, before the first of them is made."""
    QAccessible.installFactory(_interface)


def announce(widget: QWidget, message: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something that changed elsewhere than at the focus.

    Args:
        widget: What it is about.
        message: The words.
        urgent: At once, in the middle of another sentence.
    """
    event = QAccessibleAnnouncementEvent(widget, message)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    made: QAccessibleInterface
    if isinstance(thing, HeadingLabel):
        made = _HeadingInterface(thing)
    elif isinstance(thing, AlertFrame):
        roles = QAccessible.Role
        made = QAccessibleWidget(thing, roles.AlertMessage if thing.urgent else roles.Notification)
    else:
        return None
    if len(_kept) >= _PRUNE_AT:  # Qt has deleted those whose label is gone
        _kept[:] = [kept for kept in _kept if isValid(kept)]
    _kept.append(made)
    return made
