"""What a file with a person's own data may hold: a type a table of user.db, and nothing else.

Nothing of such a file is believed. A table that is not declared here is passed over, a column
likewise; a value that no program of ours would have written is refused with its place, and
whoever asked takes in all of the file or nothing. A new table of user.db joins `Tables`; a
test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta
from typing_extensions import override

from valita_desktop.content.model import Lang, read_item
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE
from valita_desktop.letters import ALL_SEEN
from valita_desktop.library.notebook import MAX_NOTE, Participants, UseId, clean
from valita_desktop.library.own_files import TravellingItem
from valita_desktop.library.own_items import MOST_ITEMS
from valita_desktop.library.packets import MAX_ENTRIES, Entry, ItemId, Line, Name, Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = "valita-own-data"
_MOST = 20_000
"""Rows of a table: twice the items of the largest kit that is tried."""
_TITLE = ALL_SEEN
_YEARS = range(1970, 3000)
"""Of clocks that were never set, to those far ahead; beyond, no zone can be told any more."""

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
Moment = Annotated[dt.datetime, Meta(tz=True)]


class OwnRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of user.db as it stands in a file.

    Attributes:
        KEY: The columns that no two rows have alike.
    """

    KEY: ClassVar[tuple[str, ...]] = ("item_id",)

    def __post_init__(self) -> None:
        """Refuse a moment that no calendar of ours shows.

        Raises:
            ValueError: There is one; msgspec tells it as any other value.
        """
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, dt.date) and value.year not in _YEARS:
                raise ValueError(name)


class FavouriteRow(OwnRow, frozen=True, kw_only=True):
    """A favourite."""

    item_id: ItemId
    added: Moment


class OpenedRow(OwnRow, frozen=True, kw_only=True):
    """An item that was opened."""

    item_id: ItemId
    at: Moment


class TitleRow(OwnRow, frozen=True, kw_only=True):
    """What an item was called last."""

    KEY: ClassVar[tuple[str, ...]] = ("item_id", "lang")
    item_id: ItemId
    lang: Lang
    title: Annotated[str, Meta(max_length=300, pattern=_TITLE)]


class Blob(msgspec.Struct, frozen=True):
    """Bytes."""

    base64: bytes

    def must_be(self, sha256: str) -> None:
        """See that they have this hash.

        Raises:
            ValueError: They have not; msgspec tells it as any other value.
        """
        if hashlib.sha256(self.base64).hexdigest() != sha256:
            raise ValueError(sha256)


class PinRow(OwnRow, frozen=True, kw_only=True):
    """An item as it was when it was packed: the very bytes that were signed."""

    KEY: ClassVar[tuple[str, ...]] = ("item_id", "version")
    item_id: ItemId
    version: Number
    sha256: Sha256
    source: Blob

    @override
    def __post_init__(self) -> None:
        """Refuse bytes that are another item, or not what their hash says.

        Raises:
            ValueError: They are; msgspec tells it as any other value.
        """
        self.source.must_be(self.sha256)
        try:
            item = read_item(self.source.base64)
        except UNDECODABLE as error:
            raise ValueError(self.item_id) from error
        if (item.id, item.record.version) != (self.item_id, self.version):
            raise ValueError(self.item_id)

    @property
    def pictures(self) -> frozenset[str]:
        """The hashes of the item's pictures."""
        return frozenset(each.sha256 for each in read_item(self.source.base64).attachments)


class PinImageRow(OwnRow, frozen=True, kw_only=True):
    """A picture of a pinned item."""

    KEY: ClassVar[tuple[str, ...]] = ("sha256",)
    sha256: Sha256
    data: Blob

    @override
    def __post_init__(self) -> None:
        """Refuse bytes that are not what their hash says.

        Raises:
            ValueError: They are not; msgspec tells it as any other value.
        """
        self.data.must_be(self.sha256)


class PacketRow(OwnRow, frozen=True, kw_only=True):
    """A packet, without its lines."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: Number
    name: Name
    created: Moment


class EntryRow(Entry, frozen=True, kw_only=True):
    """A line of a packet."""

    KEY: ClassVar[tuple[str, ...]] = ("packet", "place")
    packet: Number
    place: Annotated[int, Meta(ge=0, lt=MAX_ENTRIES)]


class NoteRow(OwnRow, frozen=True, kw_only=True):
    """A note on an item."""

    item_id: ItemId
    text: Annotated[str, Meta(min_length=1, max_length=MAX_NOTE)]
    title: Line
    changed: Moment

    @override
    def __post_init__(self) -> None:
        """Refuse what is left out of a note that is written here.

        Raises:
            ValueError: There is something; msgspec tells it as any other value.
        """
        super().__post_init__()
        if clean(self.text) != self.text:
            raise ValueError(self.item_id)


class UseRow(OwnRow, frozen=True, kw_only=True):
    """Once that an item was used."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    id: UseId
    item_id: ItemId
    day: dt.date
    group: Line
    participants: Participants
    remark: Line
    title: Line


class Tables(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tables of user.db that a file may hold, by their names there."""

    favourites: Annotated[tuple[FavouriteRow, ...], Meta(max_length=_MOST)] = ()
    opened: Annotated[tuple[OpenedRow, ...], Meta(max_length=_MOST)] = ()
    titles: Annotated[tuple[TitleRow, ...], Meta(max_length=_MOST)] = ()
    pins: Annotated[tuple[PinRow, ...], Meta(max_length=_MOST)] = ()
    pin_images: Annotated[tuple[PinImageRow, ...], Meta(max_length=_MOST)] = ()
    packets: Annotated[tuple[PacketRow, ...], Meta(max_length=_MOST)] = ()
    packet_entries: Annotated[tuple[EntryRow, ...], Meta(max_length=_MOST * 10)] = ()
    notes: Annotated[tuple[NoteRow, ...], Meta(max_length=_MOST)] = ()
    uses: Annotated[tuple[UseRow, ...], Meta(max_length=_MOST)] = ()


class Head(msgspec.Struct, frozen=True):
    """What every version of the file says of itself."""

    format: Literal["valita-own-data"]
    version: Number


class OwnData(Head, frozen=True, forbid_unknown_fields=True):
    """A whole file: the tables of user.db, and the person's own items."""

    tables: Tables
    own_items: Annotated[tuple[TravellingItem, ...], Meta(max_length=MOST_ITEMS)] = ()


def read(data: bytes) -> Tables:
    """What a file holds.

    Raises:
        msgspec.ValidationError: It holds what no program of ours writes; `packets.where` tells
            where.
        msgspec.DecodeError, UnicodeDecodeError, RecursionError: It is no JSON.
    """
    tables = msgspec.json.decode(data, type=prepared(OwnData)).tables
    for fault in _faults(tables):
        raise msgspec.ValidationError(f"{fault[0]} - at `$.tables.{fault[1]}`")
    return tables


def values(row: OwnRow | EntryRow) -> dict[str, Any]:
    """The values of a row by column, as the program itself writes them."""
    return {name: _kept(getattr(row, name)) for name in row.__struct_fields__}


def _faults(tables: Tables) -> Iterator[tuple[str, str]]:
    """What is wrong between rows that are right by themselves, and where."""
    for name in tables.__struct_fields__:
        rows = getattr(tables, name)
        for n in _again(tuple(getattr(row, key) for key in row.KEY) for row in rows):
            yield "twice", f"{name}[{n}]"
    packets = {row.id for row in tables.packets}
    lines = Counter(row.packet for row in tables.packet_entries)
    for n, row in enumerate(tables.packet_entries):
        if row.packet not in packets or lines[row.packet] > MAX_ENTRIES:
            yield "no such packet", f"packet_entries[{n}].packet"


def _again(keys: Iterable[tuple[object, ...]]) -> Iterator[int]:
    seen = set()
    for n, key in enumerate(keys):
        if key in seen:
            yield n
        seen.add(key)


def _kept(value: object) -> object:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date():
            return value.isoformat()
        case Blob():
            return value.base64
        case _:
            return value
