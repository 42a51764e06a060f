"""A small form for one use of a material: when, with whom, how many, how it went."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.i18n import _
from valita_desktop.library.notebook import MAX_LINE, MAX_PARTICIPANTS
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from valita_desktop.library.notebook import MaterialUse
    from valita_desktop.ui.style.theme import Appearance

_WIDTH_EM = 30.0


class UseDialog(QDialog):
    """Dialog over one `MaterialUse`.

    Args:
        use: As it is now.
        title: What the material is called.
        appearance: Colours and sizes.

    Attributes:
        day_edit, group_edit, participants_box, remark_edit: The fields.
        keep_button: Keeps it.

    Signals:
        kept: It is to be kept so; carries the `MaterialUse`.
    """

    kept = Signal(object)

    def __init__(
        self, use: MaterialUse, title: str, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._use = use
        self.setWindowTitle(titled(_("I used this")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = PlainLabel(title)
        heading.setWordWrap(True)
        theme.set_role(heading, "h2")
        self.participants_box = QSpinBox()
        self.day_edit = QDateEdit(QDate(use.day.year, use.day.month, use.day.day))
        self.day_edit.setDisplayFormat("d.M.yyyy")
        for field in (self.day_edit, self.participants_box):
            field.lineEdit().setTextMargins(appearance.em(0.6), 0, 0, 0)
        self.group_edit = _line(use.group)
        self.participants_box.setRange(0, MAX_PARTICIPANTS)
        self.participants_box.setSpecialValueText("–")
        self.participants_box.setValue(use.participants)
        self.remark_edit = _line(use.remark)
        self._names = PlainLabel(_("For example: first-year cooks. No names of students, please."))
        self.group_edit.setAccessibleDescription(self._names.text())
        self._names.setWordWrap(True)
        theme.set_role(self._names, "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(self._form())
        column.addWidget(self._buttons())
        self.setMinimumWidth(appearance.em(_WIDTH_EM))
        self.group_edit.setFocus()

    def use(self) -> MaterialUse:
        """What is in the fields."""
        day = self.day_edit.date()
        return msgspec.structs.replace(
            self._use,
            day=dt.date(day.year(), day.month(), day.day()),
            group=self.group_edit.text(),
            participants=self.participants_box.value(),
            remark=self.remark_edit.text(),
        )

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (_("&Day"), self.day_edit),
            (_("&Group"), self.group_edit),
            ("", self._names),
            (_("&Participants"), self.participants_box),
            (_("&Remark"), self.remark_edit),
        ):
            if not words:
                form.addRow(QWidget(), field)
                continue
            name = PlainLabel(words)
            name.setBuddy(field)
            name.setMinimumHeight(field.sizeHint().height())
            form.addRow(name, field)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.keep_button = QPushButton(_("Save"))
        theme.set_role(self.keep_button, "primary")
        self.keep_button.setDefault(True)
        buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._tell)
        return buttons

    def _tell(self) -> None:
        self.kept.emit(self.use())


def _line(words: str) -> QLineEdit:
    edit = QLineEdit(words)
    edit.setMaxLength(MAX_LINE)
    return edit
