"""The page of the lesson packets: which there are, and what is in the one that is chosen.

Everything is kept as it is done; nothing asks whether one is sure, and what was taken away
can be brought back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.ui.packets.editor import PacketEditor, flow
from valita_desktop.ui.packets.export import PacketExport
from valita_desktop.ui.packets.line_list import title_of
from valita_desktop.ui.packets.undo_bar import UndoBar
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.focus_regions import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.library.packets import Entry, Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance

T = TypeVar("T")

_LIST_EM = 16.0
"""A name of a packet in one line, as most are."""


class PacketList(QListWidget):
    """The packets of a `PacketsPage`, each with what it holds, to choose one from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "shelf")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[str], row: int) -> None:
        """Show these, of which one is chosen, without telling anyone; -1 is none."""
        with QSignalBlocker(self):
            self.clear()
            self.addItems(lines)
            self.setCurrentRow(row)


class PacketsPage(QWidget):
    """Page of the lesson packets: their list, and a `PacketEditor` for the chosen one.

    Args:
        context: What every page is handed.
        services: What packets are made with.
        printing: What printing works with.
        rows: The items of the library.
        appearance: Colours and sizes.

    Attributes:
        packet_list: The packets, where there is room beside the editor.
        editor: The packet that is chosen.
        new_button, open_file_button: Make a packet, take one from a file.
        undo_bar: Brings back what was taken away last.
        export: Gives packets away.
    """

    def __init__(
        self,
        context: PageContext,
        services: PacketServices,
        printing: PrintServices,
        rows: Sequence[Row],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = context.actions
        self._services = services
        self._appearance = appearance
        self._rows: dict[str, Row] = {row.id: row for row in rows}
        self._packets: tuple[Packet, ...] = ()
        self._chosen = 0
        self._heading = HeadingLabel(1)
        self.undo_bar = UndoBar()
        self.packet_list = PacketList()
        self.export = PacketExport(services, printing, context, self)
        self.editor = PacketEditor(services.item, self._rows, appearance)
        self.new_button = QPushButton()
        self.open_file_button = QPushButton()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.apply_theme(appearance)

    @property
    def packet(self) -> Packet | None:
        """The packet that is chosen."""
        return next((each for each in self._packets if each.id == self._chosen), None)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other materials are in use; seen when the packets are shown next."""
        self._rows.clear()
        self._rows.update((row.id, row) for row in rows)

    def show_packets(self, chosen: int = 0) -> None:
        """Show the packets as they are now; ``chosen`` is one of them, 0 stays where it is."""
        try:
            self._packets = self._services.store.all()
        except ValitaError as error:
            self._actions.report(error)
            return
        self._chosen = chosen or self._chosen
        if self._packets and self.packet is None:
            self._chosen = self._packets[0].id
        self._show_packet()

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view; the lines last, where the focus begins."""
        if self.packet is None:
            return [Region(self, self.new_button)]
        beside = self.packet_list if self.packet_list.isVisible() else self.editor.packet_box
        inside = self.editor.lines if self.packet.entries else self.editor.name_field
        return [Region(beside, beside), Region(self.editor, inside)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Lesson packets"))
        self.packet_list.setAccessibleName(_("Lesson packets"))
        self.new_button.setText(_("New packet"))
        self.open_file_button.setText(_("Open a packet file"))
        self.undo_bar.retranslate()
        self.editor.retranslate()
        self._list_packets()
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for button, icon in ((self.new_button, "plus"), (self.open_file_button, "file-text")):
            icons.put_on(button, icon, appearance.palette.text, appearance)
        self.editor.apply_theme(appearance)
        self._fit()

    def _lay_out(self) -> None:
        self._heading.setWordWrap(False)
        body = QHBoxLayout()
        body.setSpacing(22)
        body.addWidget(self.packet_list)
        body.addWidget(self.editor, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.setSpacing(8)
        whole.addLayout(flow(self._heading, self.new_button, self.open_file_button))
        whole.addWidget(self.undo_bar)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        editor = self.editor
        self.packet_list.currentRowChanged.connect(self._choose)
        editor.packet_box.activated.connect(self._choose)
        editor.name_field.editingFinished.connect(self._rename)
        editor.lines.move_requested.connect(self._move)
        editor.lines.remove_requested.connect(self._take_out)
        editor.lines.open_requested.connect(self._actions.open_item)
        editor.form.entry_changed.connect(self._change_line)
        for button, act in (
            (self.new_button, self.make_new),
            (self.open_file_button, self.take_file),
            (editor.delete_button, self._delete),
            (editor.present_button, self._actions.present),
            (editor.save_pdf_button, partial(self._export, self.export.save_as_pdf)),
            (editor.print_button, partial(self._export, self.export.open_for_printing)),
            (editor.export_button, partial(self._export, self.export.save_for_colleague)),
        ):
            button.clicked.connect(act)
        self.export.status_changed.connect(editor.status_label.show_status)
        self.export.busy_changed.connect(editor.set_busy)
        self.export.failed.connect(self._actions.report)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.undo_bar.undo)

    def _list_packets(self) -> None:
        names = [f"{each.name}\n{self.editor.summary(each)}" for each in self._packets]
        row = next((n for n, each in enumerate(self._packets) if each.id == self._chosen), -1)
        self.packet_list.show_lines(names, row)
        fill_combo_box(
            self.editor.packet_box, [(each.name, each.id) for each in self._packets], self._chosen
        )

    def _show_packet(self, row: int | None = None) -> None:
        self._list_packets()
        self.editor.show_packet(self.packet, row)
        self._fit()

    def make_new(self) -> None:
        """Make a packet and let it be named."""
        packet = self._try(partial(self._services.store.new, new_name(self._packets)))
        if packet:
            self.show_packets(packet.id)
            self.editor.name_field.setFocus()
            self.editor.name_field.selectAll()

    def take_file(self) -> None:
        """Ask for a file and take the packet that is in it."""
        taken = self.export.ask_file(self)
        found = taken and self._try(partial(self._services.store.take, taken.name, taken.entries))
        if found:
            self.show_packets(found.packet.id)
            told = _("Taken: {name}") if found.new else _("Here already: {name}")
            self.editor.status_label.show_status(told.format(name=found.packet.name))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._packets) and self._packets[row].id != self._chosen:
            self._chosen = self._packets[row].id
            self.editor.status_label.show_status("")
            self._show_packet(0)

    def _rename(self) -> None:
        packet, name = self.packet, self.editor.name_field.text()
        if packet is None or name.strip() == packet.name:
            return
        if self._change(lambda now: msgspec.structs.replace(now, name=name)) is None:
            self.editor.name_field.setText(packet.name)

    def _move(self, row: int, to: int) -> None:
        if self._change(lambda now: now.moved(row, to), to):
            announce(self.editor.lines, _("Line {n}").format(n=to + 1))

    def _take_out(self, row: int) -> None:
        packet, entry = self.packet, self.editor.lines.entry()
        if packet is None or entry is None or not self._change(lambda now: now.without(row)):
            return

        def back() -> None:
            self._chosen = packet.id
            self._change(lambda now: now.with_entries((entry,), row), row)

        self.undo_bar.offer(N_("Taken out: {title}"), title_of(entry, self._rows), back)
        self.editor.lines.setFocus()

    def _change_line(self, entry: Entry) -> None:
        row = self.editor.lines.row
        self._change(lambda now: now.changed(row, entry), row)

    def _delete(self) -> None:
        packet = self.packet
        if packet is None or not self._try(partial(self._deleted, packet)):
            return

        def back() -> None:
            self._try(partial(self._services.store.restore, packet))
            self.show_packets(packet.id)

        self._chosen = 0
        self.show_packets()
        self.undo_bar.offer(N_("Deleted: {title}"), packet.name, back)
        self.new_button.setFocus()

    def _deleted(self, packet: Packet) -> Packet:
        self._services.store.delete(packet.id)
        return packet

    def _change(self, change: Callable[[Packet], Packet], row: int | None = None) -> Packet | None:
        packet = self._try(partial(self._services.store.change, self._chosen, change))
        if packet:
            self._packets = tuple(
                packet if each.id == packet.id else each for each in self._packets
            )
            self.editor.status_label.show_status("")
            self._show_packet(row)
        return packet

    def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except ValitaError as error:
            self._actions.report(error)
            return None

    def _export(self, give: Callable[[Packet, QWidget], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        packet = self.packet
        if packet:
            give(packet, self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window chooses packets from a box above the lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < self._appearance.em(theme.FACETS_EM)
        self.packet_list.setVisible(bool(self._packets) and not narrow)
        self.editor.packet_box.setVisible(bool(self._packets) and narrow)
        self.packet_list.setFixedWidth(self._appearance.em(_LIST_EM))


def new_name(packets: Sequence[Packet]) -> str:
    """A name for a packet that none has yet."""
    taken = {each.name for each in packets}
    numbers = range(1, len(packets) + 2)
    names = (_("Lesson packet {n}").format(n=number) for number in numbers)
    return next(name for name in names if name not in taken)
