"""Everything that a person has written about materials, in one dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.i18n import N_, _
from valita_desktop.ui.notebook.notes_view import NotesView
from valita_desktop.ui.notebook.uses_view import UsesView
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.segmented_choice import SegmentedChoice
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from valita_desktop.ui.notebook.services import NotebookServices
    from valita_desktop.ui.style.theme import Appearance

_SIZE_EM = (44.0, 34.0)
_USES, _NOTES = "uses", "notes"


class NotebookDialog(QDialog):
    """Dialog with a `UsesView` and a `NotesView`, one at a time.

    Attributes:
        choice: Which of the two is shown.
        uses, notes: The two.
    """

    def __init__(
        self, services: NotebookServices, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(titled(_("My notes and uses")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice = SegmentedChoice({_USES: N_("When I used what"), _NOTES: N_("My notes")})
        self.choice.retranslate(_("Show"))
        self.choice.show_value(_USES)
        self.uses = UsesView(services, appearance)
        self.notes = NotesView(services)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.uses)
        self._stack.addWidget(self.notes)
        tell = PlainLabel(_("On this computer only: not in the log file, not in packets."))
        tell.setWordWrap(True)
        theme.set_role(tell, "small")
        buttons = QDialogButtonBox()
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        for part in (self.choice, tell):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        column.addWidget(buttons)
        self.choice.value_changed.connect(self._show)
        wanted = QSize(appearance.em(_SIZE_EM[0]), appearance.em(_SIZE_EM[1]))
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(wanted.boundedTo(room - QSize(16, 16)))
        self.uses.list.setFocus()

    def _show(self, value: str) -> None:
        if value == _NOTES:
            self.notes.refresh()
        self._stack.setCurrentWidget(self.notes if value == _NOTES else self.uses)
