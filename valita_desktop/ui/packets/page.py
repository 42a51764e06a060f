"""The page of the lesson packets: which there are, and what is in the one that is chosen.

Everything is kept as it is done; nothing asks whether one is sure, and what was taken away
can be brought back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.packets.editor import PacketEditor, flow
from valita_desktop.ui.packets.export import PacketExport
from valita_desktop.ui.packets.line_list import title_of
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
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

_SHELF_EM = 16.0


class PacketsPage(QWidget):
    """Page of the lesson packets: their list, and a `PacketEditor` for the chosen one.

    Args:
        context: What every page is handed.
        services: What packets are made with.
        printing: What printing works with.
        rows: The items of the library.
        look: Colours and sizes.

    Attributes:
        shelf: The packets, where there is room beside the sheet.
        sheet: The packet that is chosen.
        new, take: Make a packet, take one from a file.
        undo: Brings back what was taken away last.
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
        self._bring_back: Callable[[], None] | None = None
        self._heading = HeadingLabel(1)
        self._gone, self._gone_text = QFrame(), QLabel()
        self.shelf = QListWidget()
        self.output = PacketExport(services, printing, context, self)
        self.sheet = PacketEditor(services.item, self._rows, appearance)
        self.new, self.take, self.undo = (QPushButton() for _number in range(3))
        self._lay_out()
        self._connect()
        self.retranslate()
        self.apply_theme(appearance)

    # --- what is shown -----------------------------------------------------------------

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
        self._fill_shelf()
        self._show_packet()

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view; the lines last, where the focus begins."""
        if self.packet is None:
            return [Region(self, self.new)]
        beside = self.shelf if self.shelf.isVisible() else self.sheet.chooser
        inside = self.sheet.lines if self.packet.entries else self.sheet.name
        return [Region(beside, beside), Region(self.sheet, inside)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Lesson packets"))
        self.shelf.setAccessibleName(_("Lesson packets"))
        self.new.setText(_("New packet"))
        self.take.setText(_("Open a packet file"))
        self.undo.setText(_("Undo"))
        self.undo.setToolTip(_("Bring back what was taken away (Ctrl+Z)"))
        self.sheet.retranslate()
        self._fill_shelf()
        self._fit()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for button, icon in ((self.new, "plus"), (self.take, "file-text")):
            button.setIcon(icons.icon(icon, appearance.palette.text))
            button.setIconSize(icons.beside_text())
        self.sheet.apply_theme(appearance)
        self._fit()

    # --- building ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme.set_role(self._gone, "banner")
        theme.set_role(self.shelf, "shelf")
        self.shelf.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading.setWordWrap(False)
        self._gone_text.setWordWrap(True)
        self._gone_text.setTextFormat(Qt.TextFormat.PlainText)
        gone = QHBoxLayout(self._gone)
        gone.setContentsMargins(14, 6, 6, 6)
        gone.addWidget(self._gone_text, 1)
        gone.addWidget(self.undo)
        body = QHBoxLayout()
        body.setSpacing(22)
        body.addWidget(self.shelf)
        body.addWidget(self.sheet, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 12)
        whole.setSpacing(8)
        whole.addLayout(flow(self._heading, self.new, self.take))
        whole.addWidget(self._gone)
        whole.addLayout(body, 1)
        self._gone.hide()

    def _connect(self) -> None:
        sheet = self.sheet
        self.shelf.currentRowChanged.connect(self._choose)
        sheet.chooser.activated.connect(self._choose)
        sheet.name.editingFinished.connect(self._rename)
        sheet.lines.moved.connect(self._move)
        sheet.lines.removed.connect(self._take_out)
        sheet.lines.open_requested.connect(self._actions.open_item)
        sheet.form.changed.connect(self._change_line)
        for button, act in (
            (self.new, self.make_new),
            (self.take, self.take_file),
            (self.undo, self.bring_back),
            (sheet.remove, self._take_current_out),
            (sheet.delete, self._delete),
            (sheet.save_pdf, partial(self._give, self.output.save_as_pdf)),
            (sheet.print, partial(self._give, self.output.open_for_printing)),
            (sheet.export, partial(self._give, self.output.save_for_colleague)),
        ):
            button.clicked.connect(act)
        self.output.told.connect(sheet.tell)
        self.output.busy.connect(sheet.set_busy)
        self.output.failed.connect(self._actions.report)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.bring_back)

    def _fill_shelf(self) -> None:
        names = [f"{each.name}\n{self.sheet.sum(each)}" for each in self._packets]
        place = next((n for n, each in enumerate(self._packets) if each.id == self._chosen), -1)
        for box in (self.shelf, self.sheet.chooser):
            box.blockSignals(True)  # noqa: FBT003 - Qt's own
            box.clear()
        self.shelf.addItems(names)
        self.sheet.chooser.addItems([each.name for each in self._packets])
        self.shelf.setCurrentRow(place)
        self.sheet.chooser.setCurrentIndex(place)
        for box in (self.shelf, self.sheet.chooser):
            box.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _show_packet(self, place: int | None = None) -> None:
        self.sheet.show_packet(self.packet, place)
        self._fit()

    # --- changing ----------------------------------------------------------------------

    def make_new(self) -> None:
        """Make a packet and let it be named."""
        packet = self._try(partial(self._services.store.new, new_name(self._packets)))
        if packet:
            self.show_packets(packet.id)
            self.sheet.name.setFocus()
            self.sheet.name.selectAll()

    def take_file(self) -> None:
        """Ask for a file and take the packet that is in it."""
        taken = self.output.ask_file(self)
        packet = taken and self._try(partial(self._services.store.new, taken.name, taken.entries))
        if packet:
            self.show_packets(packet.id)
            self.sheet.tell(_("Taken: {name}").format(name=packet.name))

    def bring_back(self) -> None:
        """Bring back what was taken away last."""
        back, self._bring_back = self._bring_back, None
        self._gone.hide()
        if back:
            back()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._packets) and self._packets[row].id != self._chosen:
            self._chosen = self._packets[row].id
            self.sheet.tell("")
            self._fill_shelf()
            self._show_packet(0)

    def _rename(self) -> None:
        packet, name = self.packet, self.sheet.name.text()
        if packet is None or name.strip() == packet.name:
            return
        if self._change(lambda now: msgspec.structs.replace(now, name=name)) is None:
            self.sheet.name.setText(packet.name)

    def _move(self, place: int, to: int) -> None:
        if self._change(lambda now: now.moved(place, to), to):
            announce(self.sheet.lines, _("Line {n}").format(n=to + 1))

    def _take_current_out(self) -> None:
        if self.sheet.lines.place >= 0:
            self._take_out(self.sheet.lines.place)

    def _take_out(self, place: int) -> None:
        packet, entry = self.packet, self.sheet.lines.entry()
        if packet is None or entry is None or not self._change(lambda now: now.without(place)):
            return

        def back() -> None:
            self._chosen = packet.id
            self._change(lambda now: now.with_entries((entry,), place), place)

        self._offer_back(_("Taken out: {title}"), title_of(entry, self._rows), back)
        self.sheet.lines.setFocus()

    def _change_line(self, entry: Entry) -> None:
        place = self.sheet.lines.place
        self._change(lambda now: now.changed(place, entry), place)

    def _delete(self) -> None:
        packet = self.packet
        if packet is None or not self._try(partial(self._deleted, packet)):
            return

        def back() -> None:
            self._try(partial(self._services.store.restore, packet))
            self.show_packets(packet.id)

        self._chosen = 0
        self.show_packets()
        self._offer_back(_("Deleted: {title}"), packet.name, back)
        self.new.setFocus()

    def _deleted(self, packet: Packet) -> Packet:
        self._services.store.delete(packet.id)
        return packet

    def _offer_back(self, pattern: str, title: str, back: Callable[[], None]) -> None:
        self._bring_back = back
        told = pattern.format(title=title)
        self._gone_text.setText(told)
        self._gone.show()
        announce(self, told)

    def _change(
        self, change: Callable[[Packet], Packet], place: int | None = None
    ) -> Packet | None:
        packet = self._try(partial(self._services.store.change, self._chosen, change))
        if packet:
            self._packets = tuple(
                packet if each.id == packet.id else each for each in self._packets
            )
            self.sheet.tell("")
            self._fill_shelf()
            self._show_packet(place)
        return packet

    def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except ValitaError as error:
            self._actions.report(error)
            return None

    def _give(self, output: Callable[[Packet, QWidget], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        packet = self.packet
        if packet:
            output(packet, self)

    # --- room --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow window chooses packets from a box above the lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.window().width() < self._appearance.em(theme.FACETS_EM)
        self.shelf.setVisible(bool(self._packets) and not narrow)
        self.sheet.chooser.setVisible(bool(self._packets) and narrow)
        self.shelf.setFixedWidth(self._appearance.em(_SHELF_EM))


def new_name(packets: Sequence[Packet]) -> str:
    """A name for a packet that none has yet."""
    taken = {each.name for each in packets}
    numbers = range(1, len(packets) + 2)
    names = (_("Lesson packet {n}").format(n=number) for number in numbers)
    return next(name for name in names if name not in taken)
