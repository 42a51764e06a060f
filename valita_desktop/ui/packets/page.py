"""The page of the lesson packets: which there are, and what is in the one that is chosen.

Shows what its `PacketBook` tells, and hands on what a person does.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.layouts import Layout
from valita_desktop.i18n import _
from valita_desktop.ui.packets.book import PacketBook
from valita_desktop.ui.packets.editor import PacketEditor, flow
from valita_desktop.ui.packets.export import PacketExport
from valita_desktop.ui.packets.line_list import title_of
from valita_desktop.ui.packets.line_preview import LinePreview, LinePreviewDialog
from valita_desktop.ui.packets.no_packets import NoPackets
from valita_desktop.ui.packets.to_print import PacketToPrint
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.library.packets import Entry, Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance

_PREVIEW_EM = 66.0
"""A list of packets, lines with their titles, and a page whose headings can be read."""
_LIST_EM = 14.0
"""A name of a packet in one line, as most are."""


class PacketList(QListWidget):
    """The packets of a `PacketsPage`, each with what it holds, to choose one from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "shelf")
        self.setWordWrap(True)
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
        packet_box: The same where there is no room for a list.
        editor: The packet that is chosen.
        preview: How its current line will be printed, where there is room beside it.
        new_button, open_file_button: Make a packet, take one from a file.
        empty_page: What stands in place of all where there is no packet.
        book: What is done to the packets.
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
        self._appearance = appearance
        self._context = context
        self._services = services
        self._printing = printing
        self._rows: dict[str, Row] = {row.id: row for row in rows}
        self._title_of = partial(title_of, rows=self._rows)
        self.book = PacketBook(self._actions, services.store, self._title_of, self)
        self._heading = PageHeading()
        self.packet_list = PacketList()
        self.export = PacketExport(services, printing, context, self)
        self.editor = PacketEditor(services.item, self._rows, appearance)
        self.packet_box = QComboBox()
        self.preview = self._make_preview()
        self.new_button = QPushButton()
        self.open_file_button = QPushButton()
        self.empty_page = NoPackets()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.apply_theme(appearance)

    @property
    def packet(self) -> Packet | None:
        """The packet that is chosen."""
        return self.book.packet

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other materials are in use; seen when the packets are shown next."""
        self._rows.clear()
        self._rows.update((row.id, row) for row in rows)

    def show_packets(self, chosen: int = 0) -> None:
        """Show the packets as they are now; ``chosen`` is one of them, 0 stays where it is."""
        self.book.load(chosen)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view; the lines last, where the focus begins."""
        if self.packet is None:
            return [Region(self, self.empty_page.first_button)]
        beside = self.packet_list if self.packet_list.isVisible() else self.packet_box
        inside = self.editor.lines if self.packet.entries else self.editor.name_field
        return [Region(beside, beside), Region(self, inside)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Lesson packets"))
        for choice in (self.packet_list, self.packet_box):
            choice.setAccessibleName(_("Lesson packets"))
        self.new_button.setText(_("New packet"))
        self.open_file_button.setText(_("Open a packet file"))
        for part in (self.editor, self.preview, self.empty_page):
            part.retranslate()
        self._list_packets()
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for button, icon in ((self.new_button, "plus"), (self.open_file_button, "file-text")):
            icons.put_on(button, icon, appearance.palette.text, appearance)
        for part in (self.editor, self.preview, self.empty_page):
            part.apply_theme(appearance)
        self._fit()

    def _lay_out(self) -> None:
        self._heading.setWordWrap(False)
        body = QHBoxLayout()
        body.setSpacing(22)
        body.addWidget(self.packet_list)
        body.addWidget(self.editor, 5)
        body.addWidget(self.preview, 4)
        body.addWidget(self.empty_page, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.setSpacing(8)
        whole.addLayout(
            flow(self._heading, self.packet_box, self.new_button, self.open_file_button)
        )
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        editor = self.editor
        self.book.changed.connect(self._show)
        self.packet_list.currentRowChanged.connect(self.book.open)
        self.packet_box.activated.connect(self.book.open)
        editor.name_field.editingFinished.connect(self._rename)
        editor.lines.move_requested.connect(self._move)
        editor.lines.remove_requested.connect(self._take_out)
        editor.lines.open_requested.connect(self._actions.open_item)
        editor.lines.line_changed.connect(self._show_line)
        editor.lines.preview_requested.connect(self.show_large)
        editor.form.entry_changed.connect(self._change_line)
        for button, act in (
            (self.new_button, self.make_new),
            (self.empty_page.first_button, self.make_new),
            (self.open_file_button, self.ask_file),
            (editor.delete_button, self._delete),
            (editor.present_button, self._actions.present),
            (editor.save_pdf_button, partial(self._export, self.export.save_as_pdf)),
            (editor.print_button, self.print_packet),
            (editor.export_button, partial(self._export, self.export.save_for_colleague)),
        ):
            button.clicked.connect(act)
        self.export.told.connect(self._actions.tell)
        self.export.busy_changed.connect(editor.set_busy)
        self.export.failed.connect(self._actions.report)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.print_packet)

    def _list_packets(self) -> None:
        packets, place = self.book.packets, self.book.place
        names = [f"{each.name}\n{self.editor.summary(each)}" for each in packets]
        self.packet_list.show_lines(names, place)
        chosen = packets[place].id if packets else 0
        fill_combo_box(self.packet_box, [(one.name, one.id) for one in packets], chosen)

    def _show(self, row: int) -> None:
        self._list_packets()
        self.editor.show_packet(self.packet, row if row >= 0 else None)
        self._fit()

    def make_new(self) -> None:
        """Make a packet and let it be named."""
        if self.book.make_new():
            self.begin_name()

    def begin_name(self) -> None:
        """Let the name of the packet be typed."""
        self.editor.name_field.setFocus()
        self.editor.name_field.selectAll()

    def ask_file(self) -> None:
        """Ask for a file and take the packet that is in it."""
        path = self.export.ask_file(self)
        if path:
            self._actions.bring(path)

    def print_packet(self) -> PrintDialog | None:
        """Open the print dialog for all lines as one; ``None`` where there are none."""
        if self.packet is None or not self.packet.entries:
            return None
        preferences = self._context.preferences
        subject = PacketToPrint(self.packet, self._services, preferences)
        dialog = PrintDialog(subject, self._context.jobs, preferences, self._printing, self)
        dialog.begin(Layout.PACKET)
        dialog.open()
        return dialog

    def show_large(self) -> LinePreviewDialog | None:
        """Show the current line as it will be printed, as large as the window."""
        entry = self.editor.lines.entry()
        if entry is None:
            return None
        preview = self._make_preview()
        dialog = LinePreviewDialog(preview, self._title_of(entry), self._appearance, self)
        preview.show_entry(entry)
        dialog.open()
        return dialog

    def _make_preview(self) -> LinePreview:
        made = LinePreview(self._services, self._printing, self._context, self._appearance)
        made.failed.connect(self._actions.report)
        return made

    def _show_line(self) -> None:
        self.preview.show_entry(self.editor.lines.entry())

    def _rename(self) -> None:
        packet = self.packet
        if packet and not self.book.rename(self.editor.name_field.text()):
            self.editor.name_field.setText(packet.name)

    def _move(self, row: int, to: int) -> None:
        if self.book.move(row, to):
            announce(self.editor.lines, _("Line {n}").format(n=to + 1))

    def _take_out(self, row: int) -> None:
        self.book.take_out(row)
        self.editor.lines.setFocus()

    def _change_line(self, entry: Entry) -> None:
        self.book.change_line(self.editor.lines.row, entry)

    def _delete(self) -> None:
        self.book.delete()
        (self.new_button if self.book.packets else self.empty_page.first_button).setFocus()

    def _export(self, give: Callable[[Packet, QWidget], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        if self.packet:
            give(self.packet, self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z brings back what was taken away, also when it is told no longer."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.book.undo()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window chooses packets from a box above the lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < self._appearance.em(theme.FACETS_EM)
        there, several = bool(self.packet), len(self.book.packets) > 1
        self.editor.setVisible(there)
        self.new_button.setVisible(there)
        self.empty_page.setVisible(not there)
        self.packet_list.setVisible(several and not narrow)
        self.packet_box.setVisible(several and narrow)
        beside = bool(self.packet and self.packet.entries)
        self.preview.setVisible(beside and self.width() >= self._appearance.em(_PREVIEW_EM))
        self.packet_list.setFixedWidth(self._appearance.em(_LIST_EM))
