"""The sheet of one packet: its name, its lines, how a line is printed, what can be done.

Shows and tells by its buttons; what is done is the page's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from valita_desktop.i18n import N_, _, ngettext
from valita_desktop.library.packets import MAX_NAME, total_minutes
from valita_desktop.ui.packets.line_form import PacketLineForm
from valita_desktop.ui.packets.line_list import PacketLineList
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from valita_desktop.content.model import Item
    from valita_desktop.library.packets import Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.style.theme import Appearance

_LINES_EM = 14.0
_ICONS = {
    "up": "chevron-up",
    "down": "chevron-down",
    "remove": "x",
    "save_pdf": "download",
    "print": "printer",
    "export": "external-link",
    "delete": "x",
}


class PacketEditor(ScrollPage):
    """The sheet.

    Attributes:
        chooser: Chooses another packet where there is no room for a list of them.
        name, lines, form: What the packet is called, holds, and how a line is printed.
        up, down, remove, save_pdf, print, export, delete: The buttons.
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
        self._name_label, self._total = QLabel(), QLabel()
        self._empty, self._told = QLabel(), QLabel()
        self.chooser, self.name = QComboBox(), QLineEdit()
        self.lines = PacketLineList(appearance)
        self.form = PacketLineForm(item, appearance)
        self.up, self.down, self.remove = (QPushButton() for _number in range(3))
        self.save_pdf, self.print, self.export = (QPushButton() for _number in range(3))
        self.delete = QPushButton()
        self._lay_out()
        self.lines.selected.connect(self._show_line)
        self.up.clicked.connect(partial(self.lines.move_line, -1))
        self.down.clicked.connect(partial(self.lines.move_line, 1))
        self.retranslate()
        self.apply_theme(appearance)

    def show_packet(self, packet: Packet | None, place: int | None = None) -> None:
        """Show a packet, or what packets are for; ``place`` is the current line."""
        self._packet = packet
        entries = packet.entries if packet else ()
        with_packet = (self.name, self._name_label, self._total, self.export, self.delete)
        with_lines = (self.lines, self.form, self.up, self.down, self.remove)
        for widget in with_packet:
            widget.setVisible(packet is not None)
        for one in (*with_lines, self.save_pdf, self.print):
            one.setVisible(bool(entries))
        self.name.setText(packet.name if packet else "")
        self._total.setText(self.sum(packet, N_("{n} min in all")) if packet else "")
        self._empty.setVisible(not entries)
        self._empty.setText(
            _("This packet is empty. Choose a material and press “Add to a packet” or Ctrl+Enter.")
            if packet
            else _("Gather the materials of a lesson here, print them as one and keep them.")
        )
        self.lines.show_lines(entries, self._rows, place)

    def sum(self, packet: Packet, pattern: str = N_("{n} min")) -> str:
        """How many materials a packet holds, and how long they take."""
        count = len(packet.entries)
        lines = ngettext("{n} material", "{n} materials", count).format(n=count)
        minutes = total_minutes(packet.entries, self._rows)
        return f"{lines} · {_(pattern).format(n=minutes)}" if minutes else lines

    def tell(self, words: str) -> None:
        """Say what was done; ``""`` says nothing."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            announce(self, words)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's own signal
        """While pages are made no others are begun."""
        for button in (self.save_pdf, self.print):
            button.setEnabled(not busy)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.chooser.setAccessibleName(_("Lesson packets"))
        self._name_label.setText(_("&Name of the packet"))
        self.lines.setAccessibleName(_("Lines of the packet"))
        for button, words in (
            (self.up, _("Up")),
            (self.down, _("Down")),
            (self.remove, _("Take out")),
            (self.save_pdf, _("Save all as PDF")),
            (self.print, _("Open for printing")),
            (self.export, _("Save for a colleague")),
            (self.delete, _("Delete the packet")),
        ):
            button.setText(words)
        self.up.setToolTip(_("Move the line up (Alt+↑)"))
        self.down.setToolTip(_("Move the line down (Alt+↓)"))
        self.remove.setToolTip(_("Take the line out (Delete)"))
        self.form.retranslate()
        self.show_packet(self._packet)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        palette = appearance.palette
        for name, icon in _ICONS.items():
            button: QPushButton = getattr(self, name)
            primary = button is self.save_pdf
            button.setIcon(icons.icon(icon, palette.on_primary if primary else palette.text))
            button.setIconSize(icons.beside_text())
        self.lines.set_appearance(appearance)
        self.lines.setMinimumHeight(appearance.em(_LINES_EM))
        self.form.apply_theme(appearance)

    def _lay_out(self) -> None:
        theme.set_role(self.save_pdf, "primary")
        theme.set_role(self._total, "muted")
        theme.set_role(self._empty, "lead")
        theme.set_role(self._told, "ok")
        for label in (self._told, self._empty, self._total):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._told.hide()
        self.name.setMaxLength(MAX_NAME)
        self._name_label.setBuddy(self.name)
        column = self.column
        for widget in (self.chooser, self._name_label, self.name, self._total, self._empty):
            column.addWidget(widget)
        column.addWidget(self.lines, 1)
        column.addLayout(flow(self.up, self.down, self.remove))
        column.addWidget(self.form)
        column.addSpacing(6)
        column.addLayout(flow(self.save_pdf, self.print, self.export, self.delete))
        column.addWidget(self._told)
        column.addStretch()  # takes the room only where there are no lines

    def _show_line(self) -> None:
        place, last = self.lines.place, len(self._packet.entries) - 1 if self._packet else 0
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < last)
        self.form.show_entry(self.lines.entry())


def flow(*widgets: QWidget) -> FlowLayout:
    """Things in a row that wraps."""
    row = FlowLayout(10)
    for widget in widgets:
        row.addWidget(widget)
    return row
