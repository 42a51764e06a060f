"""Words are words: no widget takes a title, a name or a path for HTML, a mark or a shortcut.

Qt guesses. A label, a tool tip or a message whose first line looks like a tag is shown as HTML,
which can open a file, or on Windows a network path; an ``&`` in a button underlines a letter and
is gone. Titles, names and paths come from elsewhere, so only this module makes labels, tips and
message boxes; `tests/test_house.py` finds whoever makes one otherwise.

Source:
    Qt 6, Qt::mightBeRichText, QLabel::textFormat, QAction::text.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from typing_extensions import override

_NOT_A_TAG = "\u2060"
"""A word joiner, which nobody sees: behind it no tag and no entity begins."""


class PlainLabel(QLabel):
    """A label that shows its words as they are."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)


class PlainMessageBox(QMessageBox):
    """A message that shows its words as they are, the informative ones too."""

    @override
    def setText(self, text: str) -> None:
        super().setText(plain(text))

    @override
    def setInformativeText(self, text: str) -> None:
        super().setInformativeText(plain(text))


def set_tip(widget: QWidget, words: str) -> None:
    """Give a widget a tool tip that shows its words as they are."""
    widget.setToolTip(plain(words))


def plain(words: str) -> str:
    """Words that nothing in Qt takes for HTML; they look the same."""
    return words.replace("<", f"<{_NOT_A_TAG}").replace("&lt;", f"&{_NOT_A_TAG}lt;")


def unmarked(words: str) -> str:
    """Words for a button or a menu, where a single ``&`` would mark a letter."""
    return words.replace("&", "&&")
