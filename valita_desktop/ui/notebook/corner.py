"""What the page of an item shows of the notebook: the note, and when it was used."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.library.notebook import MaterialUse
from valita_desktop.ui.notebook.note_field import NoteField
from valita_desktop.ui.notebook.overview import NotebookDialog
from valita_desktop.ui.notebook.use_dialog import UseDialog
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from valita_desktop.ui.notebook.services import NotebookServices
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance


class NotebookCorner(QWidget):
    """Corner of an `ItemPage` for the person's own words on its item.

    Without a note there is a link that begins one: nobody is asked for anything.

    Attributes:
        write_link: Begins a note.
        field: The note.
        use_link: Opens the form of a new use.
        uses_link: Tells how often the item was used, and opens the `NotebookDialog`.
    """

    def __init__(
        self,
        services: NotebookServices,
        actions: Actions,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._actions = actions
        self._item_id = self._title = ""
        self._uses = 0
        self._heading = HeadingLabel(2)
        theme.set_role(self._heading, "h3")
        self.write_link, self.use_link, self.uses_link = LinkButton(), LinkButton(), LinkButton()
        self.field = NoteField(services.store)
        self._private = PlainLabel()
        self._private.setWordWrap(True)
        theme.set_role(self._private, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self._heading)
        for part in (
            self.write_link,
            self.field,
            self._private,
            self.use_link,
            self.uses_link,
        ):
            column.addWidget(part)
        self.write_link.clicked.connect(self.write)
        self.use_link.clicked.connect(self.add_use)
        self.uses_link.clicked.connect(self.open_overview)
        self.apply_theme(appearance)
        self.retranslate()

    @property
    def has_words(self) -> bool:
        """Whether the person has written anything about the item."""
        return not self.field.isHidden() or self._uses > 0

    def show_item(self, item_id: str, title: str) -> None:
        """Show what there is on an item, which is called so."""
        self._item_id, self._title = item_id, title
        self.field.show_note(item_id, title)
        self._show_field(on=bool(self.field.text) or self.field.edit.hasFocus())
        self._tell_uses()

    def note(self, item_id: str) -> str:
        """The note on an item as it is kept; ``""`` where there is none or it cannot be read."""
        self.field.flush()
        try:
            return self._services.store.note(item_id)
        except ValitaError as error:
            self._actions.report(error)
            return ""

    def write(self) -> None:
        """Begin a note, or go on with one that could not be read before."""
        self.field.show_note(self._item_id, self._title)
        self._show_field(on=True)
        self.field.edit.setFocus()

    def entry(self) -> QWidget:
        """What the keyboard meets first; no focus proxy, for by Tab that would lead back here."""
        return self.use_link if self.field.isHidden() else self.field.edit

    def add_use(self) -> UseDialog:
        """Open the form of a new use, of today."""
        today = dt.datetime.now().astimezone().date()
        use = MaterialUse(item_id=self._item_id, day=today, title=self._title)
        dialog = UseDialog(use, self._title, self._appearance, self.window())
        dialog.kept.connect(self._keep)
        dialog.open()
        return dialog

    def open_overview(self) -> NotebookDialog:
        """Show all notes and uses; what was changed there is shown here afterwards."""
        self.field.flush()
        dialog = NotebookDialog(self._services, self._appearance, self.window())
        dialog.finished.connect(self._show_again)
        dialog.open()
        return dialog

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("My note"))
        self.write_link.setText(_("Write a note"))
        self.use_link.setText(_("I used this"))
        lasting, passing = (
            _("Saved as you type, on this computer only."),
            _("Gone when you close the program: own data cannot be saved here."),
        )
        self._private.setText(lasting if self._services.lasting else passing)
        self.field.retranslate()
        self._tell_uses()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for link, name in (
            (self.write_link, "file-pen"),
            (self.use_link, "check"),
            (self.uses_link, "calendar-check"),
        ):
            link.setIcon(icons.icon(name, appearance.palette.primary))

    def _show_field(self, *, on: bool) -> None:
        self.field.setVisible(on)
        self._private.setVisible(on)
        self.write_link.setVisible(not on)

    def _show_again(self) -> None:
        self.show_item(self._item_id, self._title)

    def _keep(self, use: MaterialUse) -> None:
        try:
            self._services.store.keep_use(use)
        except ValitaError as error:
            self._actions.report(error)
        else:
            self._tell_uses()

    def _tell_uses(self) -> None:
        try:
            uses = self._services.store.uses(self._item_id) if self._item_id else ()
        except ValitaError as error:
            self._actions.report(error)
            uses = ()
        self._uses = len(uses)
        if not uses:
            self.uses_link.setText(_("All my notes and uses"))
            return
        told = ngettext(
            "Used {n} time, last on {date}", "Used {n} times, last on {date}", len(uses)
        )
        self.uses_link.setText(told.format(n=len(uses), date=current().date(uses[0].day)))
