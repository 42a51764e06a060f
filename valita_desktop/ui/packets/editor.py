"""The editor of one packet: its name, its lines, how a line is printed, what can be done.

Shows and tells by its buttons; what is done is the page's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.i18n import _, ngettext
from valita_desktop.library.packets import MAX_NAME, time_needed
from valita_desktop.ui.packets.line_form import PacketLineForm
from valita_desktop.ui.packets.line_list import PacketLineList
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.line_field import LineField
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip
from valita_desktop.ui.widgets.scroll_page import ScrollPage
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from valita_desktop.content.model import Item
    from valita_desktop.library.packets import Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_LINES_EM = 9.0
"""At least two lines: all buttons are in view on the smallest screen, and only lines scroll."""
_ICONS = {
    "up_button": "chevron-up",
    "down_button": "chevron-down",
    "remove_button": "x",
    "present_button": "presentation",
    "save_pdf_button": "download",
    "print_button": "printer",
    "export_button": "external-link",
    "delete_button": "x",
}


class PacketEditor(ScrollPage):
    """One packet to edit: its name, a `PacketLineList`, a `PacketLineForm`, and buttons.

    Attributes:
        name_field, lines, form: What the packet is called, holds, and how a line is printed.
        up_button, down_button, remove_button: What is done to the current line.
        present_button, save_pdf_button, print_button, export_button, delete_button: What is done
            to all.
        total_label: How many materials, and how long they take.
        empty_label: What to do where there are no lines.
    """

    def __init__(
        self,
        item: Callable[[str], Item],
        rows: Mapping[str, Row],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._packet: Packet | None = None
        self._name_label = PlainLabel()
        self.total_label = PlainLabel()
        self.empty_label = PlainLabel()
        self.name_field = LineField()
        self.lines = PacketLineList(appearance)
        self.form = PacketLineForm(item, appearance)
        self.up_button = QPushButton()
        self.down_button = QPushButton()
        self.remove_button = QPushButton()
        self.present_button = QPushButton()
        self.save_pdf_button = QPushButton()
        self.print_button = QPushButton()
        self.export_button = QPushButton()
        self.delete_button = QPushButton()
        self._lay_out()
        self.lines.line_changed.connect(self._show_line)
        self.up_button.clicked.connect(partial(self.lines.move_line, -1))
        self.down_button.clicked.connect(partial(self.lines.move_line, 1))
        self.remove_button.clicked.connect(self.lines.remove_line)
        self.retranslate()
        self.apply_theme(appearance)

    def show_packet(self, packet: Packet | None, row: int | None = None) -> None:
        """Show a packet, or none; ``row`` is the current line."""
        self._packet = packet
        entries = packet.entries if packet else ()
        with_packet = (
            self.name_field,
            self._name_label,
            self.total_label,
            self.export_button,
            self.delete_button,
        )
        with_lines = (self.lines, self.form, self.up_button, self.down_button, self.remove_button)
        for widget in with_packet:
            widget.setVisible(packet is not None)
        for one in (*with_lines, self.present_button, self.save_pdf_button, self.print_button):
            one.setVisible(bool(entries))
        self.name_field.setText(packet.name if packet else "")
        self.total_label.setText(self.summary(packet, whole=True) if packet else "")
        self.empty_label.setVisible(not entries)
        self.empty_label.setText(
            _("This packet is empty. Choose a material and press “Add to a packet” or Ctrl+Enter.")
        )
        self.lines.show_lines(entries, self._rows, row)

    def summary(self, packet: Packet, *, whole: bool = False) -> str:
        """How many materials a packet holds, and how long they take.

        Args:
            packet: The packet.
            whole: Say too what the time leaves out.
        """
        count = len(packet.entries)
        lines = ngettext("{n} material", "{n} materials", count).format(n=count)
        time = time_needed(packet.entries, self._rows)
        parts = [lines, wording.time_words(time)]
        if whole:
            parts.append(wording.left_out(time))
        return wording.DOT.join(part for part in parts if part)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's own signal
        """While pages are made no others are begun."""
        self.save_pdf_button.setEnabled(not busy)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._name_label.setText(_("&Name of the packet"))
        self.lines.setAccessibleName(_("Lines of the packet"))
        for button, words in (
            (self.up_button, _("Move the line up (Alt+↑)")),
            (self.down_button, _("Move the line down (Alt+↓)")),
            (self.remove_button, _("Take the line out (Delete)")),
        ):
            button.setAccessibleName(words)
            set_tip(button, words)
        for button, words, more in (
            (
                self.present_button,
                _("Present all"),
                _("Show all lines to the class, in order (F5)"),
            ),
            (self.print_button, _("Print"), _("Print all lines as one (Ctrl+P)")),
            (self.save_pdf_button, _("Save PDF"), _("Save all lines as one PDF")),
            (self.export_button, _("For a colleague"), _("Save the packet for a colleague")),
            (self.delete_button, _("Delete"), _("Delete the packet")),
        ):
            button.setText(words)
            set_tip(button, more)
        self.form.retranslate()
        self.show_packet(self._packet)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        palette = appearance.palette
        for name, icon in _ICONS.items():
            button: QPushButton = getattr(self, name)
            primary = button is self.present_button
            colour = palette.on_primary if primary else palette.text
            icons.put_on(button, icon, colour, appearance)
        self.lines.set_appearance(appearance)
        self.lines.setMinimumHeight(appearance.em(_LINES_EM))
        self.form.apply_theme(appearance)

    def _lay_out(self) -> None:
        theme.set_role(self.present_button, "primary")
        theme.set_role(self.total_label, "muted")
        theme.set_role(self.empty_label, "lead")
        for label in (self.empty_label, self.total_label):
            label.setWordWrap(True)
        self.name_field.setMaxLength(MAX_NAME)
        self._name_label.setBuddy(self.name_field)
        for button in (self.up_button, self.down_button, self.remove_button):
            theme.set_role(button, "icon")
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(self._name_label)
        name.addWidget(self.name_field, 1)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        for button in (self.up_button, self.down_button, self.remove_button):
            beside.addWidget(button)
        beside.addStretch(1)
        lines = QHBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(self.lines, 1)
        lines.addLayout(beside)
        column = self.column
        column.setContentsMargins(0, 0, 12, 2)
        column.setSpacing(6)
        column.addLayout(name)
        column.addWidget(self.total_label)
        column.addWidget(self.empty_label)
        column.addLayout(
            flow(
                self.present_button,
                self.print_button,
                self.save_pdf_button,
                self.export_button,
                self.delete_button,
            )
        )
        column.addLayout(lines, 1)
        column.addWidget(self.form)
        column.addStretch()  # takes the room only where there are no lines

    def _show_line(self) -> None:
        row, last = self.lines.row, len(self._packet.entries) - 1 if self._packet else 0
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < last)
        self.form.show_entry(self.lines.entry())


def flow(*widgets: QWidget) -> FlowLayout:
    """Things in a row that wraps."""
    row = FlowLayout(10)
    for widget in widgets:
        row.addWidget(widget)
    return row
