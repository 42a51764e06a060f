"""How one line of a packet is printed: layout, part, language and copies, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from valita_desktop.content import labels
from valita_desktop.content.handout import Layout, PartChoice, why_not
from valita_desktop.content.layouts import IN_PACKET
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.library.packets import MAX_COPIES
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.layouts import LAYOUTS
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Item
    from valita_desktop.library.packets import Entry
    from valita_desktop.ui.style.theme import Appearance

_NAMES = (N_("&Layout"), N_("&Part"), N_("La&nguage"), N_("&Copies"))


class PacketLineForm(QWidget):
    """Form of one line in a `PacketEditor`; it only ever offers what can be had of the item.

    Attributes:
        layout_box, part_box, language_box, copies_box: The fields.

    Signals:
        entry_changed: The line is to be another one; carries it.
    """

    entry_changed = Signal(object)  # an `Entry`

    def __init__(
        self, item: Callable[[str], Item], appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._entry: Entry | None = None
        self.layout_box = QComboBox()
        self.part_box = QComboBox()
        self.language_box = QComboBox()
        self.copies_box = QSpinBox()
        self.copies_box.setRange(1, MAX_COPIES)
        self.copies_box.setKeyboardTracking(False)
        self._fields = (self.layout_box, self.part_box, self.language_box, self.copies_box)
        self._labels = tuple(PlainLabel() for _field in self._fields)
        row = FlowLayout(14, self)
        for label, field in zip(self._labels, self._fields, strict=True):
            label.setBuddy(field)
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(field)
            row.addWidget(box)
        for combo in (self.layout_box, self.part_box, self.language_box):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.currentIndexChanged.connect(self._report_change)
        self.copies_box.valueChanged.connect(self._report_change)
        self.retranslate()
        self.apply_theme(appearance)

    def show_entry(self, entry: Entry | None) -> None:
        """Show how a line is printed; nothing can be chosen where there is none."""
        self._entry = entry
        item = self._found(entry)
        self.setEnabled(item is not None)
        if entry is None or item is None:
            return
        part = entry.part
        layouts = [each for each in IN_PACKET if _can(item, entry, each, part)]
        parts = [each for each in PartChoice if _can(item, entry, entry.layout, each)]
        layout_names = [(_(LAYOUTS[each].name), each) for each in layouts]
        part_names = [(_(labels.label(each)), each) for each in parts]
        languages = [(_(LANG_NAMES[each]), each) for each in item.langs]
        fill_combo_box(self.layout_box, layout_names, entry.layout)
        fill_combo_box(self.part_box, part_names, entry.part)
        fill_combo_box(self.language_box, languages, entry.lang)
        with QSignalBlocker(self.copies_box):
            self.copies_box.setValue(entry.copies)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for label, name in zip(self._labels, _NAMES, strict=True):
            label.setText(_(name))
        self.show_entry(self._entry)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.copies_box.lineEdit().setTextMargins(appearance.em(0.6), 0, 0, 0)
        self.copies_box.setMinimumWidth(appearance.em(6))

    def _found(self, entry: Entry | None) -> Item | None:
        try:
            return self._item(entry.item_id) if entry else None
        except ValitaError:
            return None  # the line itself tells that it is not there

    def _report_change(self) -> None:
        if self._entry is None:
            return
        chosen = msgspec.structs.replace(
            self._entry,
            layout=Layout(self.layout_box.currentData()),
            part=PartChoice(self.part_box.currentData()),
            lang=self.language_box.currentData(),
            copies=self.copies_box.value(),
        )
        if chosen != self._entry:
            self.entry_changed.emit(chosen)


def _can(item: Item, entry: Entry, layout: Layout, part: PartChoice) -> bool:
    return why_not(item, entry.lang, layout, LAYOUTS[layout].papers[0], part) is None
