"""The school's own contacts, which print on every sheet that asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from valita_desktop.content.blocks import ContactRole
from valita_desktop.content.labels import CONTACT_FIELD_LABELS, CONTACT_LABELS
from valita_desktop.i18n import _
from valita_desktop.settings import LONGEST_CONTACT, Contact
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.line_field import LineField
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.ui.style.theme import Appearance

ROLES: tuple[str, ...] = get_args(ContactRole)
_COLUMNS_FROM_EM = 44
_GAP = 8


class ContactsForm(QWidget):
    """Name, phone and place for each role.

    Signals:
        edited: A field was left; the contacts of now by role, empty ones left out.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = {role: PlainLabel("", self) for role in ROLES}
        self._fields = {
            (role, field): LineField(self) for role in ROLES for field in CONTACT_FIELD_LABELS
        }
        self._names = {place: PlainLabel("", self) for place in self._fields}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for edit in self._fields.values():
            edit.setMaxLength(LONGEST_CONTACT)
            edit.editingFinished.connect(self._finished)
        for label in self._labels.values():
            label.setWordWrap(True)
        for place, name in self._names.items():
            name.setBuddy(self._fields[place])

    def show_contacts(self, contacts: Mapping[str, Contact]) -> None:
        """Fill the fields, but for one that is being edited."""
        for (role, field), edit in self._fields.items():
            if not edit.hasFocus():
                edit.setText(getattr(contacts.get(role, Contact()), field))

    def contacts(self) -> dict[str, Contact]:
        """What is in the fields; roles without a word are left out."""
        made = {
            role: Contact(
                **{
                    field: self._fields[role, field].text().strip()
                    for field in CONTACT_FIELD_LABELS
                }
            )
            for role in ROLES
        }
        return {role: contact for role, contact in made.items() if contact != Contact()}

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for role, label in self._labels.items():
            label.setText(_(CONTACT_LABELS[role]))
        for (role, field), edit in self._fields.items():
            self._names[role, field].setText(_(CONTACT_FIELD_LABELS[field]))
            edit.setAccessibleName(f"{_(CONTACT_LABELS[role])}: {_(CONTACT_FIELD_LABELS[field])}")

    def fit(self, appearance: Appearance, width: int) -> None:
        """One line a role, under the names of the fields, where there is room; else one a field."""
        wide = width >= appearance.em(_COLUMNS_FROM_EM)
        lines = 1 if wide else 1 + len(CONTACT_FIELD_LABELS)
        for place, role in enumerate(ROLES):
            top = place * lines + wide
            theme.set_role(self._labels[role], "" if wide else "h3")
            self._labels[role].setContentsMargins(0, 0 if wide else _GAP, 0, 0)
            self._grid.addWidget(self._labels[role], top, 0, 1, 1 if wide else 2)
            for number, field in enumerate(CONTACT_FIELD_LABELS, start=1):
                name = self._names[role, field]
                name.setVisible(not wide or not place)
                self._grid.addWidget(name, *((0, number) if wide else (top + number, 0)))
                at = (top, number) if wide else (top + number, 1)
                self._grid.addWidget(self._fields[role, field], *at)
        for column, stretch in enumerate((3, 3, 2, 3) if wide else (0, 1, 0, 0)):
            self._grid.setColumnStretch(column, stretch)

    def _finished(self) -> None:
        self.edited.emit(self.contacts())
