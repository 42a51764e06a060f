"""How one line of a packet is printed: layout, part, language and copies, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from valita_desktop.content import labels
from valita_desktop.content.handout import Layout, PartChoice, why_not
from valita_desktop.content.layouts import IN_PACKET
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.library.packets import MAX_COPIES
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.wording.layouts import LAYOUTS
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Item
    from valita_desktop.library.packets import Entry
    from valita_desktop.ui.style.theme import Appearance

_NAMES = (N_("&Layout"), N_("&Part"), N_("La&nguage"), N_("&Copies"))


class PacketLineForm(QWidget):
    """The form; it only ever offers what can be had.

    Signals:
        changed: The line is to be another one; carries it.
    """

    changed = Signal(object)

    def __init__(
        self, item: Callable[[str], Item], appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._entry: Entry | None = None
        self.layouts, self.part, self.lang = (QComboBox() for _number in range(3))
        self.copies = QSpinBox()
        self.copies.setRange(1, MAX_COPIES)
        self.copies.setKeyboardTracking(False)
        self._fields = (self.layouts, self.part, self.lang, self.copies)
        self._labels = tuple(QLabel() for _field in self._fields)
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
        for combo in (self.layouts, self.part, self.lang):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.currentIndexChanged.connect(self._take)
        self.copies.valueChanged.connect(self._take)
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
        _set(self.layouts, [(_(LAYOUTS[each].name), each.value) for each in layouts], entry.layout)
        _set(self.part, [(_(labels.label(each)), each.value) for each in parts], entry.part)
        _set(self.lang, [(_(LANG_NAMES[each]), each) for each in item.langs], entry.lang)
        self.copies.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.copies.setValue(entry.copies)
        self.copies.blockSignals(False)  # noqa: FBT003 - Qt's own

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for label, name in zip(self._labels, _NAMES, strict=True):
            label.setText(_(name))
        self.show_entry(self._entry)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.copies.lineEdit().setTextMargins(appearance.em(0.6), 0, 0, 0)
        self.copies.setMinimumWidth(appearance.em(6))

    def _found(self, entry: Entry | None) -> Item | None:
        try:
            return self._item(entry.item_id) if entry else None
        except ValitaError:
            return None  # the line itself tells that it is not there

    def _take(self) -> None:
        if self._entry is None:
            return
        chosen = msgspec.structs.replace(
            self._entry,
            layout=self.layouts.currentData(),
            part=self.part.currentData(),
            lang=self.lang.currentData(),
            copies=self.copies.value(),
        )
        if chosen != self._entry:
            self.changed.emit(chosen)


def _can(item: Item, entry: Entry, layout: Layout, part: PartChoice) -> bool:
    return why_not(item, entry.lang, layout, LAYOUTS[layout].papers[0], part) is None


def _set(box: QComboBox, offered: list[tuple[str, Any]], chosen: object) -> None:
    """Offer entries without telling; the first where ``chosen`` is not among them."""
    box.blockSignals(True)  # noqa: FBT003 - Qt's own
    box.clear()
    for words, data in offered:
        box.addItem(words, data)
    values = [data for _words, data in offered]
    box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
    box.blockSignals(False)  # noqa: FBT003 - Qt's own
