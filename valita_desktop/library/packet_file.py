"""A packet as a file for a colleague: ``.valita-packet``, JSON of format 1.

Holds ids and titles, no materials of the network and no paths; of own items all their files.
What comes from elsewhere is read whole, checked whole, and taken whole or not at all.
"""

from __future__ import annotations

import codecs
import errno
import re
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import (
    UNDECODABLE,
    PacketFileError,
    PacketFileErrorCode,
    PacketFullError,
)
from valita_desktop.letters import composed, seen
from valita_desktop.library.own_files import TravellingItem
from valita_desktop.library.packets import MAX_ENTRIES, MAX_NAME, Entry, Name, where
from valita_desktop.paths import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from valita_desktop.library.own_files import Arrived
    from valita_desktop.library.packets import Packet

FORMAT_VERSION = 1
MAX_BYTES = 64 * 2**20
"""Largest file that is read: own items bring their pictures."""


class PacketFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds; fields that a later version of the program adds are passed over.

    Attributes:
        name: What the packet is called.
        entries: Its lines in order; none where only items are handed on.
        items: The own items that its lines, or whoever handed them on, speak of.
    """

    format: Literal["valita-packet"] = "valita-packet"
    version: Annotated[int, msgspec.Meta(ge=1)] = FORMAT_VERSION
    name: Name
    entries: tuple[Entry, ...] = ()
    items: Annotated[tuple[TravellingItem, ...], msgspec.Meta(max_length=MAX_ENTRIES)] = ()

    def __post_init__(self) -> None:
        """Compose the name, as `Packet` does.

        Raises:
            ValueError: It is too long then; msgspec tells it as any other value.
        """
        name = composed(self.name)
        if len(name) > MAX_NAME:
            raise ValueError(name)
        msgspec.structs.force_setattr(self, "name", name)


class _Head(msgspec.Struct):
    format: Literal["valita-packet"]
    version: int


def encode(packet: Packet, items: Iterable[TravellingItem] = ()) -> bytes:
    """The file of a packet and the own items in it; the same packet gives the same bytes."""
    return _encoded(PacketFile(name=packet.name, entries=packet.entries, items=tuple(items)))


def encode_items(items: Sequence[TravellingItem]) -> bytes:
    """The file of own items that are handed on without a packet; at least one."""
    name = re.sub(r"\s+", " ", seen(items[0].title)).strip()[:MAX_NAME]
    return _encoded(PacketFile(name=name or items[0].id, items=tuple(items)))


def read(path: Path) -> PacketFile:
    """Read a file from anywhere.

    Raises:
        PacketFileError: It is no packet, and why not.
        PacketFullError: It has more than `MAX_ENTRIES` lines.
    """
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        large = error.errno == errno.EFBIG
        code = PacketFileErrorCode.TOO_LARGE if large else PacketFileErrorCode.UNREADABLE
        raise PacketFileError(path, code, str(error.strerror or error)) from error
    return _decode(data.removeprefix(codecs.BOM_UTF8), path)  # Notepad writes one


def with_arrived(found: PacketFile, arrived: Iterable[Arrived]) -> PacketFile:
    """A packet whose lines call own items by the ids that they got here."""
    names = {each.sent: each.id for each in arrived}
    entries = tuple(
        msgspec.structs.replace(entry, item_id=names.get(entry.item_id, entry.item_id))
        for entry in found.entries
    )
    return msgspec.structs.replace(found, entries=entries)


def _encoded(told: PacketFile) -> bytes:
    fields = {name: getattr(told, name) for name in told.__struct_fields__}
    if not told.items:
        del fields["items"]
    return msgspec.json.format(msgspec.json.encode(fields), indent=1) + b"\n"


def _decode(data: bytes, path: Path) -> PacketFile:
    try:
        if msgspec.json.decode(data, type=prepared(_Head)).version > FORMAT_VERSION:
            raise PacketFileError(path, PacketFileErrorCode.NEWER, "format of a later version")
        packet = msgspec.json.decode(data, type=prepared(PacketFile))
    except UNDECODABLE as error:
        place = where(error)
        raise PacketFileError(path, PacketFileErrorCode.NO_PACKET, str(error), place) from error
    if len(packet.entries) > MAX_ENTRIES:
        raise PacketFullError(MAX_ENTRIES, len(packet.entries))
    return packet
