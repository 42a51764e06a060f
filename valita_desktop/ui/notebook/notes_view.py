"""All notes on materials, also of those that are gone: to look through and to go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.notebook.note_field import NoteField
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from valita_desktop.library.notebook import Note
    from valita_desktop.ui.notebook.services import NotebookServices


class NotesView(QWidget):
    """List of the titles of what there are notes on, with the chosen note in a `NoteField`.

    Attributes:
        list: The titles, the note written last first.
        field: The note of the one that is chosen.
    """

    def __init__(self, services: NotebookServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._notes: tuple[Note, ...] = ()
        self.list = QListWidget()
        theme.set_role(self.list, "shelf")
        self.list.setAccessibleName(_("My notes"))
        self.field = NoteField(services.store)
        self._empty = PlainLabel(_("No notes yet. They are written on the page of a material."))
        self._empty.setWordWrap(True)
        theme.set_role(self._empty, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self.field)
        column.addWidget(self._empty)
        column.addStretch()
        self.list.currentRowChanged.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are now."""
        self.field.flush()
        try:
            self._notes = self._services.store.notes()
        except ValitaError as error:
            self._notes = ()
            self.field.status_label.show_refusal(sentence(error))
        self.list.clear()
        for note in self._notes:
            self.list.addItem(self._title(note))
        self.list.setCurrentRow(0)
        self._empty.setVisible(not self._notes)
        self.list.setVisible(bool(self._notes))
        self.field.setVisible(bool(self._notes))

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._notes):
            note = self._notes[row]
            self.field.show_note(note.item_id, self._title(note))

    def _title(self, note: Note) -> str:
        return self._services.title_of(note.item_id) or _("{title} (withdrawn)").format(
            title=note.title or note.item_id
        )
