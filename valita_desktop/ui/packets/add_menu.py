"""“Add to a packet”: the packets to choose from, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.library.packets import MAX_ENTRIES
from valita_desktop.ui.packets.book import new_name
from valita_desktop.ui.widgets.plain import unmarked

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.services import PacketServices, PacketStore

_MOST = 12
"""Packets offered, the newest; older ones are added to after they were opened."""


class AddToPacketMenu(QMenu):
    """Menu of the newest packets of the `PacketServices`, for one item; gone when closed.

    Signals:
        added: The item is in a packet now; carries what was done, as an `Addition`.
        failed: It could not be put there; carries the error.
    """

    added = Signal(object)
    failed = Signal(Exception)

    def __init__(
        self, services: PacketServices, item_id: str, lang: Lang, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._item_id, self._lang = services, item_id, lang
        self._packets = services.store.all()
        self.setTitle(_("Add to a packet"))
        for packet in self._packets[:_MOST]:
            action = self.addAction(unmarked(packet.name))
            action.triggered.connect(partial(self.add_to, packet.id))
            action.setEnabled(len(packet.entries) < MAX_ENTRIES)
        if self._packets:
            self.addSeparator()
        self.addAction(_("New packet")).triggered.connect(partial(self.add_to, 0))
        self.setActiveAction(self.actions()[0])

    def add_to(self, number: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        """Put the item into a packet; 0 makes a new one."""
        try:
            addition = self._put(number)
        except ValitaError as error:
            self.failed.emit(error)
        else:
            self.added.emit(addition)

    def _put(self, number: int) -> Addition:
        entry, store = self._services.entry(self._item_id, self._lang), self._services.store
        if not number:
            packet = store.new(new_name(self._packets), (entry,))
        else:
            packet = store.change(number, lambda now: now.with_entries((entry,)))
        return Addition(store, packet, is_new=not number)


@dataclass(frozen=True)
class Addition:
    """An item that was put into a packet, as its last line.

    Attributes:
        store: Where the packet is kept.
        packet: As it was then.
        is_new: It was made for that.
    """

    store: PacketStore
    packet: Packet
    is_new: bool

    def take_back(self) -> None:
        """Take the line out again, wherever it stands now, or throw away what was made for it.

        Raises:
            StoreUnusableError: The packet cannot be changed.
        """
        now = next((each for each in self.store.all() if each.id == self.packet.id), None)
        if now is None:
            return
        if self.is_new and now.entries == self.packet.entries:
            self.store.delete(now.id)
            return
        entry = self.packet.entries[-1]
        places = [n for n, each in enumerate(now.entries) if each == entry]
        if places:
            self.store.change(now.id, lambda then: then.without(places[-1]))
