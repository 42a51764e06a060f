"""All uses of materials: to look through, to mend, to hand on as a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from valita_desktop import paths
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.library import use_list
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.notebook.services import SUFFIX
from valita_desktop.ui.notebook.use_dialog import UseDialog
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.library.notebook import MaterialUse
    from valita_desktop.ui.notebook.services import NotebookServices
    from valita_desktop.ui.style.theme import Appearance

_DOT = " · "


class UsesView(QWidget):
    """List of every use, the latest first, and what can be done with one.

    Attributes:
        list: The uses, two lines each.
        change_button, remove_button, undo_button, table_button: What can be done.
        status_label: What was done, or why it was not.
    """

    def __init__(
        self, services: NotebookServices, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._appearance = appearance
        self._uses: tuple[MaterialUse, ...] = ()
        self._removed: MaterialUse | None = None
        self.list = QListWidget()
        theme.set_role(self.list, "shelf")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(_("When I used what"))
        self._empty = PlainLabel(
            _("Nothing yet. “I used this” on the page of a material writes a line here.")
        )
        self._empty.setWordWrap(True)
        theme.set_role(self._empty, "muted")
        self.change_button = QPushButton(_("Change…"))
        self.remove_button = QPushButton(_("Remove"))
        self.undo_button = QPushButton(_("Undo"))
        self.table_button = QPushButton(_("Save as a table…"))
        set_tip(self.table_button, _("For Excel and the like, with everything that stands here"))
        self.status_label = StatusLabel()
        self._lay_out()
        self.list.currentRowChanged.connect(self._offer)
        self.list.itemActivated.connect(self.change)
        self.change_button.clicked.connect(self.change)
        self.remove_button.clicked.connect(self.remove)
        self.undo_button.clicked.connect(self.undo)
        self.table_button.clicked.connect(self.save_table)
        for keys, act in ((QKeySequence.StandardKey.Delete, self.remove), ("Ctrl+Z", self.undo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.refresh()

    def refresh(self, chosen: str = "") -> None:
        """Show the uses as they are now, with one chosen by its id."""
        try:
            self._uses = self._services.store.uses()
        except ValitaError as error:
            self.status_label.show_refusal(sentence(error))
            self._uses = ()
        self.list.clear()
        for use in self._uses:
            self.list.addItem(QListWidgetItem(self._words(use)))
        ids = [use.id for use in self._uses]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else min(0, len(ids) - 1))
        self._empty.setVisible(not self._uses)
        self.list.setVisible(bool(self._uses))
        self._offer()

    def chosen(self) -> MaterialUse | None:
        """The use that is chosen."""
        row = self.list.currentRow()
        return self._uses[row] if 0 <= row < len(self._uses) else None

    def change(self) -> UseDialog | None:
        """Open the form of the use that is chosen."""
        use = self.chosen()
        if use is None:
            return None
        dialog = UseDialog(use, self._title(use), self._appearance, self)
        dialog.kept.connect(self._keep)
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Take the use that is chosen away; `undo` brings it back."""
        use = self.chosen()
        if use is not None and self._did(partial(self._services.store.remove_use, use)):
            self._removed = use
            self.refresh()
            self.status_label.show_status(_("Removed: {what}").format(what=self._title(use)))
            (self.list if self._uses else self.undo_button).setFocus()

    def undo(self) -> None:
        """Bring back the use that was taken away last."""
        use = self._removed
        if use is not None and self._did(partial(self._services.store.keep_use, use)):
            self._removed = None
            self.refresh(use.id)
            self.status_label.show_status("")
            self.list.setFocus()

    def save_table(self) -> None:
        """Ask where, then save everything as a table for a spreadsheet."""
        path = self._services.ask_path(self, _("Used materials") + SUFFIX)
        if path is None:
            return
        rows = use_list.table(self._uses, current(), self._services.title_of)
        data = use_list.as_csv(rows).replace("\n", "\r\n").encode()
        if self._did(partial(paths.write_whole, path, data, private=True)):
            self.status_label.show_status(_("Saved: {path}").format(path=path))

    def _lay_out(self) -> None:
        row = QWidget()
        flow = FlowLayout(8, row)
        for button in (
            self.change_button,
            self.remove_button,
            self.undo_button,
            self.table_button,
        ):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty)
        column.addWidget(self.status_label)
        column.addWidget(row)

    def _offer(self) -> None:
        for button in (self.change_button, self.remove_button):
            button.setEnabled(self.chosen() is not None)
        self.table_button.setEnabled(bool(self._uses))
        self.undo_button.setVisible(self._removed is not None)

    def _keep(self, use: MaterialUse) -> None:
        if self._did(partial(self._services.store.keep_use, use)):
            self.refresh(use.id)

    def _did(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except ValitaError as error:
            self.status_label.show_refusal(sentence(error))
            return False
        return True

    def _title(self, use: MaterialUse) -> str:
        return self._services.title_of(use.item_id) or use.title or use.item_id

    def _words(self, use: MaterialUse) -> str:
        first = _DOT.join((current().date(use.day), self._title(use)))
        return "\n".join(filter(None, (first, details(use))))


def details(use: MaterialUse) -> str:
    """With whom, how many and how it went, in one line."""
    count = ngettext("{n} participant", "{n} participants", use.participants)
    told = (use.group, count.format(n=use.participants) if use.participants else "", use.remark)
    return _DOT.join(filter(None, told))
