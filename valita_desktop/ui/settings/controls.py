"""A control for each kind of setting: what `settings.Control` names, as a widget.

A control shows a value without telling anyone, and tells once when a person has chosen
another one; a line tells when it is left, not for every letter.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.paths import read_regular
from valita_desktop.settings import MOST_LOGO, Control, Setting
from valita_desktop.ui.settings.contacts_form import ContactsForm
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.line_field import LineField
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.segmented_choice import LetterSizes, SegmentedChoice
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from valita_desktop.i18n import UiLang
    from valita_desktop.settings import Settings
    from valita_desktop.ui.style.theme import Appearance

_LOGO_HEIGHT = 48


class SettingControl(QObject):
    """What a person chooses one setting with.

    Args:
        setting: What it is for.
        parent: The page that it stands on.

    Attributes:
        widget: To be laid out.

    Signals:
        chosen: Another value was chosen; carries it.
    """

    chosen = Signal(object)
    widget: QWidget

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(parent)
        self._setting = setting

    def show_value(self, value: object) -> None:
        """Show a value in its own way, without telling anyone; what is being typed stays."""

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.widget.setAccessibleName(_(self._setting.question or self._setting.label))

    def entry(self) -> QWidget:
        """Where the keyboard enters."""
        return self.widget

    def commit(self) -> None:
        """Take what has been typed, as if the field were left."""

    def fit(self, appearance: Appearance, width: int) -> None:
        """Take on sizes; there are ``width`` pixels."""


def show_chosen(controls: Mapping[str, SettingControl], now: Settings, ui_language: UiLang) -> None:
    """Show in each control what is chosen.

    Args:
        controls: By the name of their field in `Settings`.
        now: What is chosen.
        ui_language: The program's language; where nobody chose one, the computer's.
    """
    for name, control in controls.items():
        control.show_value(getattr(now, name))
    if "ui_language" in controls:
        controls["ui_language"].show_value(ui_language)


class ChoiceControl(SettingControl):
    """One of a few values in a `SegmentedChoice`."""

    kind: type[SegmentedChoice] = SegmentedChoice

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.choice = self.kind(setting.choices)
        self.choice.value_changed.connect(self.chosen)
        self.widget = self.choice

    @override
    def show_value(self, value: object) -> None:
        """Show a value, without telling anyone."""
        self.choice.show_value(value)

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.choice.retranslate(_(self._setting.question or self._setting.label))

    @override
    def entry(self) -> QWidget:
        """Where the keyboard enters."""
        return self.choice.entry()


class LetterSizeControl(ChoiceControl):
    """A text size, each shown as a letter of that size."""

    kind = LetterSizes


class ListControl(SettingControl):
    """One of several values in a `QComboBox`."""

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.list = QComboBox()
        self._values = list(setting.choices)
        self.list.addItems([_(setting.choices[value]) for value in self._values])
        self.list.currentIndexChanged.connect(self._choose)
        self.widget = self.list

    @override
    def show_value(self, value: object) -> None:
        """Show a value, without telling anyone."""
        with QSignalBlocker(self.list):
            self.list.setCurrentIndex(self._values.index(value))

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        super().retranslate()
        for row, value in enumerate(self._values):
            self.list.setItemText(row, _(self._setting.choices[value]))

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._values[row])


class LineControl(SettingControl):
    """A line of words, taken when it is left, by Enter, and when it goes out of sight."""

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.line = LineField()
        self.line.setMaxLength(setting.longest)
        self.line.editingFinished.connect(self.commit)
        self._value = ""
        self.widget = self.line

    @override
    def show_value(self, value: object) -> None:
        """Show a value, unless the line is being edited."""
        self._value = str(value)
        if not self.line.hasFocus():
            self.line.setText(self._value)

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        super().retranslate()
        self.line.setPlaceholderText(_(self._setting.placeholder))

    @override
    def commit(self) -> None:
        """Take what has been typed, without outer spaces."""
        value = self.line.text().strip()
        if value != self._value:
            self._value = value
            self.chosen.emit(value)


class SwitchControl(SettingControl):
    """A box to tick, with the label beside it."""

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.box = WrappingCheckBox()
        self.box.toggled.connect(self._switch)
        self.widget = self.box

    @override
    def show_value(self, value: object) -> None:
        """Show a value, without telling anyone."""
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.box.setText(_(self._setting.label))

    def _switch(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.chosen.emit(on)


class PictureControl(SettingControl):
    """A picture file: shown, chosen, taken away."""

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.picture = PlainLabel()
        self.choose_button = QPushButton()
        self.remove_button = QPushButton()
        theme.set_role(self.remove_button, "link")
        self.problem_label = PlainLabel()
        self.problem_label.setWordWrap(True)
        self.problem_label.hide()
        theme.set_role(self.problem_label, "error")
        self.widget = QWidget()
        line = FlowLayout(8)
        for part in (self.picture, self.choose_button, self.remove_button):
            line.addWidget(part)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.problem_label)
        self.choose_button.clicked.connect(self._ask)
        self.remove_button.clicked.connect(self._remove)

    @override
    def show_value(self, value: object) -> None:
        """Show the picture of a file; nothing where it cannot be read."""
        file = str(value)
        device = QBuffer()
        picture = QPixmap.fromImageReader(_reader(file, device)) if file else QPixmap()
        self.picture.setVisible(not picture.isNull())
        self.remove_button.setVisible(bool(file))
        if not picture.isNull():
            room = QSize(4 * _LOGO_HEIGHT, _LOGO_HEIGHT)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            self.picture.setPixmap(picture.scaled(room, keep, smooth.SmoothTransformation))

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.picture.setAccessibleName(_("The school’s logo"))
        self.choose_button.setText(_("Choose a picture…"))
        self.remove_button.setText(_("Take the logo away"))

    @override
    def entry(self) -> QWidget:
        """Where the keyboard enters."""
        return self.choose_button

    def use(self, file: Path) -> None:
        """Take a picture, if it is a PNG or a JPEG."""
        device = QBuffer()
        reader = _reader(str(file), device)
        fits = bytes(reader.format().data()) in (b"png", b"jpeg") and reader.canRead()
        self.problem_label.setVisible(not fits)
        if fits:
            self.chosen.emit(str(file))
        else:
            told = _("{name} is no PNG or JPEG picture. Choose another file.")
            self.problem_label.setText(told.format(name=file.name))

    def _ask(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg)"
        file, _filter = QFileDialog.getOpenFileName(self.widget, _("Choose a picture…"), "", kinds)
        if file:
            self.use(Path(file))

    def _remove(self) -> None:
        self.chosen.emit("")


def _reader(file: str, device: QBuffer) -> QImageReader:
    """Reads a picture by its bytes, and turns it as a camera noted.

    Args:
        file: Its name; what is no regular file, or too large, is read as nothing.
        device: Takes its bytes, and must live as long as it is read.
    """
    with suppress(OSError, ValueError):
        device.setData(read_regular(Path(file), MOST_LOGO))
    device.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


class ContactsControl(SettingControl):
    """The school's contacts in a `ContactsForm`."""

    def __init__(self, setting: Setting, parent: QObject) -> None:
        super().__init__(setting, parent)
        self.form = ContactsForm()
        self.form.edited.connect(self.chosen)
        self.widget = self.form

    @override
    def show_value(self, value: object) -> None:
        """Show contacts, but for a field that is being edited."""
        self.form.show_contacts(value)  # type: ignore[arg-type]  # the type of the field

    @override
    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.form.retranslate()

    @override
    def fit(self, appearance: Appearance, width: int) -> None:
        """A line a role where there is room."""
        self.form.fit(appearance, width)


CONTROLS: dict[Control, Callable[[Setting, QObject], SettingControl]] = {
    Control.CHOICE: ChoiceControl,
    Control.LIST: ListControl,
    Control.LINE: LineControl,
    Control.SWITCH: SwitchControl,
    Control.PICTURE: PictureControl,
    Control.CONTACTS: ContactsControl,
}
