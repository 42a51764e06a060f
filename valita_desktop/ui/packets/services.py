"""What the pages work with where lesson packets are concerned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from valita_desktop.library import packet_file
from valita_desktop.ui.printing import backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.handout import Handout, School
    from valita_desktop.content.layouts import Paper
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.library.packets import Entry, Packet, Taken
    from valita_desktop.settings import Settings


class PacketStore(Protocol):
    """Where the packets are kept; every method may raise `StoreUnusableError`."""

    def all(self) -> tuple[Packet, ...]:
        """Every packet, newest first."""
        ...

    def new(self, name: str, entries: Iterable[Entry] = ()) -> Packet:
        """Make a packet."""
        ...

    def take(self, name: str, entries: Sequence[Entry]) -> Taken:
        """Take a packet from elsewhere, unless it is here already."""
        ...

    def change(self, number: int, change: Callable[[Packet], Packet]) -> Packet:
        """Change a packet as it is now."""
        ...

    def delete(self, number: int) -> None:
        """Throw a packet away."""
        ...

    def restore(self, packet: Packet) -> None:
        """Bring back a packet that was thrown away."""
        ...


@dataclass(frozen=True)
class PacketServices:
    """What packets are made with; tests hand in their own.

    Attributes:
        store: Where they are kept.
        entry: The line for an item as it is now, in a language; raises `ValitaError`.
        item: An item by its id; raises `ItemNotFoundError`.
        handout: What a packet is on paper, whose, by which settings, on what; raises
            `NothingToPrintError`.
        line: What one line of it is on paper, whose, and by which settings; raises the same.
        encode: The file of a packet, with the own items that it speaks of; raises `OwnItemError`.
        ask_save: Asks where to save the file of a packet; ``None`` where the person changed
            their mind.
        ask_open: Asks which file to take a packet from.
    """

    store: PacketStore
    entry: Callable[[str, Lang], Entry]
    item: Callable[[str], Item]
    handout: Callable[[Packet, School, Settings, Paper], Handout]
    line: Callable[[Entry, School, Settings], Handout]
    ask_save: Callable[[QWidget, Path], Path | None] = backend.ask_packet_path
    ask_open: Callable[[QWidget, Path], Path | None] = backend.ask_packet_file
    encode: Callable[[Packet], bytes] = packet_file.encode
