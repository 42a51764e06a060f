"""A line that says what was done, or why it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class StatusLabel(PlainLabel):
    """A label that is seen and, by `announce`, heard; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        theme.set_role(self, "ok")
        self.setWordWrap(True)
        self.hide()

    def show_status(self, words: str) -> None:
        """Say what was done; ``""`` says nothing."""
        self._show(words, "ok")

    def show_refusal(self, words: str) -> None:
        """Say why it was not done."""
        self._show(words, "error")

    def _show(self, words: str, role: Literal["ok", "error"]) -> None:
        theme.set_role(self, role)
        self.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)
