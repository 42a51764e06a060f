"""The packets of this computer, one of them open, and everything that is done to them.

Everything is kept as it is done; nothing asks whether one is sure, and what was taken away can
be brought back. Knows no widget: the page shows what is told here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.library import packet_file
from valita_desktop.ui.state.actions import Actions, Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from valita_desktop.library.packet_file import PacketFile
    from valita_desktop.library.packets import Entry, Packet
    from valita_desktop.ui.packets.services import PacketStore

T = TypeVar("T")


class _ChangedElsewhereError(Exception):
    """The file has other lines than those that are shown."""


class PacketBook(QObject):
    """The packets of a `PacketStore` for a `PacketsPage`; what fails is told and changes nothing.

    Args:
        actions: Tells what was done, and what went wrong.
        store: Where the packets are kept.
        title_of: What a line is called.

    Attributes:
        packets: All of them, newest first.

    Signals:
        changed: Other packets or lines than before; carries the line that is the current one,
            from 0, or -1 where that stays.
    """

    changed = Signal(int)

    def __init__(
        self,
        actions: Actions,
        store: PacketStore,
        title_of: Callable[[Entry], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._store = store
        self._title_of = title_of
        self._number = 0
        self._bring_back: Callable[[], bool] | None = None
        self.packets: tuple[Packet, ...] = ()

    @property
    def packet(self) -> Packet | None:
        """The packet that is open."""
        return next((each for each in self.packets if each.id == self._number), None)

    @property
    def place(self) -> int:
        """Where the open packet is among all, from 0; -1 where there is none."""
        return next((n for n, each in enumerate(self.packets) if each.id == self._number), -1)

    def load(self, number: int = 0) -> None:
        """See which packets there are now; ``number`` is the one to open, 0 that of before."""
        packets = self._try(self._store.all)
        if packets is None:
            return
        self.packets = packets
        self._number = number or self._number
        if packets and self.packet is None:
            self._number = packets[0].id
        self.changed.emit(-1)

    def open(self, place: int) -> None:
        """Open another packet, by its place among all."""
        if 0 <= place < len(self.packets) and self.packets[place].id != self._number:
            self._number = self.packets[place].id
            self.changed.emit(0)

    def make_new(self) -> bool:
        """Make a packet under a name that none has, and open it."""
        packet = self._try(partial(self._store.new, new_name(self.packets)))
        if packet:
            self.load(packet.id)
        return packet is not None

    def take_file(self, path: Path) -> None:
        """Take the packet that is in a file, without the own items that came with it."""
        found = self._try(partial(packet_file.read, path))
        if found:
            self.take(found)

    def take(self, found: PacketFile) -> None:
        """Take the packet of a file; one that is here already is opened."""
        taken = self._try(partial(self._store.take, found.name, found.entries))
        if taken:
            self.load(taken.packet.id)
            told = _("Taken: {name}") if taken.new else _("Here already: {name}")
            self._actions.tell(told.format(name=taken.packet.name))

    def rename(self, name: str) -> bool:
        """Call the open packet something else; false where that cannot be."""
        packet = self.packet
        if packet is None or name.strip() == packet.name:
            return packet is not None
        return self._change(lambda now: msgspec.structs.replace(now, name=name)) is not None

    def move(self, row: int, to: int) -> bool:
        """Move a line to where another one is, both from 0; false where that cannot be."""
        return self._change_lines(lambda now: now.moved(row, to), to)

    def change_line(self, row: int, entry: Entry) -> None:
        """Print a line in another form."""
        self._change_lines(lambda now: now.changed(row, entry), row)

    def take_out(self, row: int) -> None:
        """Take a line out."""
        packet = self.packet
        if packet is None or not 0 <= row < len(packet.entries):
            return
        entry = packet.entry(row)

        def back() -> bool:
            self._number = packet.id
            return self._change(lambda now: now.with_entries((entry,), row), row) is not None

        if self._change_lines(lambda now: now.without(row)):
            title = self._title_of(entry)
            self._offer_back(_("Taken out: {title}").format(title=title), back)

    def delete(self) -> None:
        """Throw the open packet away."""
        packet = self.packet
        if packet is None:
            return

        def back() -> bool:
            done = self._did(partial(self._store.restore, packet))
            self.load(packet.id)
            return done

        if self._did(partial(self._store.delete, packet.id)):
            self.load()
            self._offer_back(_("Deleted: {title}").format(title=packet.name), back)

    def undo(self) -> None:
        """Bring back what was taken away last, once, however long ago that was told."""
        if self._bring_back and self._bring_back():
            self._bring_back = None

    def _offer_back(self, told: str, bring_back: Callable[[], bool]) -> None:
        self._bring_back = bring_back
        self._actions.tell(told, Offer(_("Undo"), self.undo, undoes=True))

    def _change(self, change: Callable[[Packet], Packet], row: int = -1) -> Packet | None:
        packet = self._try(partial(self._store.change, self._number, change))
        if packet:
            self.packets = tuple(packet if one.id == packet.id else one for one in self.packets)
            self.changed.emit(row)
        return packet

    def _change_lines(self, change: Callable[[Packet], Packet], row: int = -1) -> bool:
        """Change lines that are counted as they are shown; other ones are shown first."""
        shown = self.packet

        def as_shown(now: Packet) -> Packet:
            if shown is None or now.entries != shown.entries:
                raise _ChangedElsewhereError
            return change(now)

        try:
            return self._change(as_shown, row) is not None
        except _ChangedElsewhereError:
            self.load()
            self._actions.tell(_("The packet was changed elsewhere. This is how it is now."))
            return False

    def _did(self, work: Callable[[], object]) -> bool:
        def done() -> bool:
            work()
            return True

        return bool(self._try(done))

    def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except ValitaError as error:
            self._actions.report(error)
            return None


def new_name(packets: Sequence[Packet]) -> str:
    """A name for a packet that none has yet."""
    taken = {each.name for each in packets}
    numbers = range(1, len(packets) + 2)
    names = (_("Lesson packet {n}").format(n=number) for number in numbers)
    return next(name for name in names if name not in taken)
