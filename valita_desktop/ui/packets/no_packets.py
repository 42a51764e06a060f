"""The page of the lesson packets before there is any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from valita_desktop.i18n import _
from valita_desktop.ui.widgets.status_page import StatusPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NoPackets(StatusPage):
    """Tells what packets are for.

    Attributes:
        first_button: Make the first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.first_button = QPushButton()
        super().__init__([self.first_button], parent)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.first_button.setText(_("New packet"))
        self.show_status(
            "layers",
            _("No lesson packets yet"),
            _(
                "Gather what a lesson needs: print it at once, present it in order, give it to a "
                "colleague as one file."
            ),
        )
