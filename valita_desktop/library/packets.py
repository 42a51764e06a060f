"""Lesson packets: materials that a teacher has put together, in order, in user.db.

A packet refers to items by id and remembers what it was made with, so that neither an
update nor a withdrawal can take a line from it: what is gone keeps its place and its title.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec
import sqlalchemy as sa

from valita_desktop.content.layouts import IN_PACKET, Layout, PartChoice
from valita_desktop.content.model import ID_PATTERN, LINE_END, MAX_ID, Lang
from valita_desktop.decoding import prepared
from valita_desktop.errors import PacketFullError, UsageError
from valita_desktop.letters import ALL_SEEN, composed, seen
from valita_desktop.library.database import (
    prepare_folder,
    reading_engine,
    tells_faults,
    writing_engine,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from valita_desktop.library.rows import Row

# Far above what a lesson needs; they bound what a file from elsewhere can ask for.
MAX_ENTRIES = 200
MAX_NAME = 200
MAX_COPIES = 200

# One line, and nothing in it that nobody sees.
_ONE_LINE = ALL_SEEN + r"[^\t\n]*" + LINE_END
Line = Annotated[str, msgspec.Meta(max_length=MAX_NAME, pattern=_ONE_LINE)]
"""Words that are shown in one line."""
Name = Annotated[str, msgspec.Meta(max_length=MAX_NAME, pattern=rf"^(?=.*\S){_ONE_LINE[1:]}")]
"""What a packet may be called."""
ItemId = Annotated[str, msgspec.Meta(max_length=MAX_ID, pattern=ID_PATTERN)]
Number = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
"""Counts up from 1: versions, packets."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a packet.

    Attributes:
        item_id: Which item; the library may not have it (any longer).
        lang: Language to print it in.
        layout: How; one of `layouts.IN_PACKET`.
        part: Which parts of it.
        copies: How many times in a row.
        version: The item's version when it was put in.
        edition: The release of the library then; 0 where it is not known.
        title: Its title when it was last seen.
    """

    item_id: ItemId
    lang: Lang
    layout: Layout = Layout.SHEET
    part: PartChoice = PartChoice.STUDENT
    copies: Annotated[int, msgspec.Meta(ge=1, le=MAX_COPIES)] = 1
    version: Number = 1
    edition: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0
    title: Line = ""

    def __post_init__(self) -> None:
        """Refuse a layout that no piece can have, wherever the entry comes from; compose.

        Raises:
            ValueError: The layout is not of `layouts.IN_PACKET`, or the title too long when
                composed; msgspec tells it as any other value that is not allowed.
        """
        title = seen(composed(self.title))
        if self.layout not in IN_PACKET or len(title) > MAX_NAME:
            raise ValueError(self.layout)
        msgspec.structs.force_setattr(self, "title", title)


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """A packet; what changes one makes another one.

    Attributes:
        id: Its number on this computer.
        name: What the teacher calls it.
        entries: Its lines in order, at most `MAX_ENTRIES`.
        created: When it was made here.
    """

    id: int
    name: str
    entries: tuple[Entry, ...] = ()
    created: dt.datetime

    def __post_init__(self) -> None:
        """Keep the name composed and all of it seen, wherever the packet comes from."""
        msgspec.structs.force_setattr(self, "name", seen(composed(self.name)))

    def with_entries(self, new: Iterable[Entry], at: int | None = None) -> Packet:
        """With more lines, before line ``at`` (from 0) or at the end.

        Raises:
            PacketFullError: There would be more than `MAX_ENTRIES`.
        """
        at = len(self.entries) if at is None else max(0, at)
        entries = (*self.entries[:at], *new, *self.entries[at:])
        if len(entries) > MAX_ENTRIES:
            raise PacketFullError(MAX_ENTRIES, len(entries))
        return msgspec.structs.replace(self, entries=entries)

    def without(self, n: int) -> Packet:
        """Without line ``n`` from 0.

        Raises:
            UsageError: There is no such line.
        """
        self.entry(n)
        return msgspec.structs.replace(self, entries=self.entries[:n] + self.entries[n + 1 :])

    def moved(self, n: int, to: int) -> Packet:
        """With line ``n`` where line ``to`` was, both from 0.

        Raises:
            UsageError: There is no such line.
        """
        entry = self.entry(n)
        self.entry(to)
        return self.without(n).with_entries((entry,), to)

    def changed(self, n: int, entry: Entry) -> Packet:
        """With another line ``n``.

        Raises:
            UsageError: There is no such line.
        """
        self.entry(n)
        return msgspec.structs.replace(
            self, entries=(*self.entries[:n], entry, *self.entries[n + 1 :])
        )

    def entry(self, n: int) -> Entry:
        """Line ``n`` from 0.

        Raises:
            UsageError: There is no such line; it tells lines from 1, as people count.
        """
        if not 0 <= n < len(self.entries):
            known = tuple(str(each + 1) for each in range(len(self.entries)))
            raise UsageError("line", str(n + 1), known)
        return self.entries[n]


class TimeNeeded(NamedTuple):
    """How long the lines of a packet take, each item once.

    Attributes:
        minutes: In all.
        a_day: Minutes a day of what is done day by day; they are in no sum.
        untimed: How many items have no time.
        gone: How many the library does not have.
    """

    minutes: int
    a_day: int
    untimed: int
    gone: int


def time_needed(entries: Iterable[Entry], rows: Mapping[str, Row]) -> TimeNeeded:
    """How long the lines of a packet take, and what that leaves out.

    Args:
        entries: The lines.
        rows: The items of the library by id.
    """
    ids = dict.fromkeys(each.item_id for each in entries)
    found = [rows[each] for each in ids if each in rows]
    return TimeNeeded(
        sum(row.minutes for row in found if not row.per_day),
        sum(row.minutes for row in found if row.per_day),
        sum(not row.minutes for row in found),
        len(ids) - len(found),
    )


def good_name(name: str) -> str:
    """A name in one line.

    Raises:
        UsageError: There is nothing left of it, or it is longer than `MAX_NAME`.
    """
    line = composed(" ".join(name.split()))
    try:
        msgspec.convert(line, prepared(Name))
    except msgspec.ValidationError as error:
        raise UsageError("packet-name", line[:40]) from error
    return line


class Taken(NamedTuple):
    """A packet from elsewhere.

    Attributes:
        packet: As it is here.
        new: It was not here before.
    """

    packet: Packet
    new: bool


def where(error: Exception) -> str:
    """Where a value of a file is that was refused, ``packets 3: name``; ``""`` if unknown."""
    at = _AT.search(str(error))
    if not at:
        return ""
    row = _ROW.fullmatch(at[1])
    told = f"{row[1]} {int(row[2]) + 1}: {row[3]}" if row else at[1]
    return told.rstrip(": ")


def the_same(name: str, entries: Sequence[Entry], here: Iterable[Packet]) -> Packet | None:
    """The packet that was taken from the same file before.

    Args:
        name: What it is called there; here it may have a number behind its name.
        entries: Its lines.
        here: The packets of this computer.
    """
    base = _NUMBERED.sub("", name).casefold()
    for packet in here:
        if packet.entries == tuple(entries) and _NUMBERED.sub("", packet.name).casefold() == base:
            return packet
    return None


def free_name(name: str, here: Iterable[Packet]) -> str:
    """A name that no packet has: itself, or with a number behind it."""
    names = {packet.name.casefold() for packet in here}
    numbered = (f"{name[: MAX_NAME - 6]} ({n})" for n in range(2, len(names) + 3))
    return next(each for each in (name, *numbered) if each.casefold() not in names)


_AT = re.compile(r" - at `\$\.?(?:tables\.)?([^`]*)`")
_ROW = re.compile(r"(\w+)\[(\d+)\]\.?(.*)")
_NUMBERED = re.compile(r" \(\d+\)$")
_metadata = sa.MetaData()
_packets = sa.Table(
    "packets",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
    sqlite_autoincrement=True,  # the number of a deleted packet is nobody else's
)
_entries = sa.Table(
    "packet_entries",
    _metadata,
    sa.Column("packet", sa.Integer, sa.ForeignKey("packets.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("item_id", sa.Text, nullable=False),
    sa.Column("lang", sa.Text, nullable=False),
    sa.Column("layout", sa.Text, nullable=False),
    sa.Column("part", sa.Text, nullable=False),
    sa.Column("copies", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
)


def make_tables(connection: sa.Connection) -> None:
    """Make the tables of packets where there are none, within the caller's transaction."""
    _metadata.create_all(connection)


class Packets:
    """The packets of a user.db. Every change is one transaction.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        """Open them, in a file that `UserData` has opened or will open.

        Raises:
            StoreUnusableError: The file can neither be read nor written.
        """
        self.path = path
        prepare_folder(path)
        self._reader = reading_engine(path)
        self._writer = writing_engine(path)
        self._make_tables()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    @tells_faults
    def _make_tables(self) -> None:
        with self._writer.begin() as connection:
            make_tables(connection)

    @tells_faults
    def all(self) -> tuple[Packet, ...]:
        """Every packet, newest first."""
        with self._reader.connect() as connection:
            return read_packets(connection)

    @tells_faults
    def find(self, called: str) -> Packet:
        """A packet by its number or, where no number fits, by its name.

        Raises:
            UsageError: There is none, or there are several so called.
        """
        packets, wanted = self.all(), composed(called.strip())
        for each in packets:
            if str(each.id) == wanted:
                return each
        named = [each for each in packets if each.name.casefold() == wanted.casefold()]
        if len(named) == 1:
            return named[0]
        if named:
            numbers = tuple(f"{each.id} ({each.created.astimezone():%d.%m.%Y})" for each in named)
            raise UsageError("packets", called[:40], numbers)
        raise UsageError("packet", called[:40], tuple(each.name for each in packets[:8]))

    @tells_faults
    def new(self, name: str, entries: Iterable[Entry] = ()) -> Packet:
        """Make a packet.

        Raises:
            UsageError: It cannot be called so.
            PacketFullError: There are more than `MAX_ENTRIES`.
            StoreUnusableError: The file cannot be written.
        """
        created = dt.datetime.now(dt.UTC).replace(microsecond=0)
        packet = Packet(id=0, name=good_name(name), created=created).with_entries(entries)
        with self._writer.begin() as connection:
            values = {"name": packet.name, "created": created.isoformat()}
            done = connection.execute(sa.insert(_packets).values(values))
            (number,) = done.inserted_primary_key or (0,)
            packet = msgspec.structs.replace(packet, id=number)
            _write_entries(connection, packet)
        return packet

    @tells_faults
    def take(self, name: str, entries: Sequence[Entry]) -> Taken:
        """Take a packet from elsewhere: one that is here already is not taken again.

        Another packet of the same name gets a number behind it.

        Raises:
            UsageError: It cannot be called so.
            PacketFullError: There are more than `MAX_ENTRIES`.
            StoreUnusableError: The file cannot be written.
        """
        here = self.all()
        same = the_same(good_name(name), entries, here)
        if same is not None:
            return Taken(same, new=False)
        return Taken(self.new(free_name(good_name(name), here), entries), new=True)

    @tells_faults
    def change(self, number: int, change: Callable[[Packet], Packet]) -> Packet:
        """Change a packet as it is now in the file, whoever changed it last.

        Args:
            number: Which one.
            change: From the packet to what it shall be; what it raises changes nothing.

        Raises:
            UsageError: There is no such packet (any longer).
            StoreUnusableError: The file cannot be written.
        """
        with self._writer.begin() as connection:
            found = read_packets(connection, sa.select(_packets).where(_packets.c.id == number))
            if not found:
                raise UsageError("packet", str(number))
            packet = change(found[0])
            named = sa.update(_packets).where(_packets.c.id == number)
            connection.execute(named.values(name=good_name(packet.name)))
            _write_entries(connection, packet)
        return packet

    @tells_faults
    def delete(self, number: int) -> None:
        """Throw a packet away; twice is the same.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writer.begin() as connection:
            connection.execute(sa.delete(_entries).where(_entries.c.packet == number))
            connection.execute(sa.delete(_packets).where(_packets.c.id == number))

    @tells_faults
    def restore(self, packet: Packet) -> None:
        """Bring back a packet that was thrown away, as it was.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writer.begin() as connection:
            values = {"name": packet.name, "created": packet.created.isoformat()}
            connection.execute(sa.insert(_packets).values(id=packet.id, **values))
            _write_entries(connection, packet)


def read_packets(
    connection: sa.Connection, packets: sa.Select[tuple[int, str, str]] | None = None
) -> tuple[Packet, ...]:
    """Packets of a user.db with their lines, within the caller's transaction.

    Args:
        connection: To the file.
        packets: Selects them; all by default, newest first.
    """
    if packets is None:
        packets = sa.select(_packets).order_by(_packets.c.id.desc())
    heads = connection.execute(packets).all()
    entries: dict[int, list[Entry]] = {head.id: [] for head in heads}
    chosen = sa.select(_entries).where(_entries.c.packet.in_(entries))
    for row in connection.execute(chosen.order_by(_entries.c.packet, _entries.c.place)):
        fields = {name: getattr(row, name) for name in Entry.__struct_fields__}
        entries[row.packet].append(msgspec.convert(fields, prepared(Entry)))
    return tuple(
        Packet(
            id=head.id,
            name=head.name,
            entries=tuple(entries[head.id]),
            created=msgspec.convert(head.created, dt.datetime),
        )
        for head in heads
    )


def _write_entries(connection: sa.Connection, packet: Packet) -> None:
    connection.execute(sa.delete(_entries).where(_entries.c.packet == packet.id))
    if packet.entries:
        connection.execute(
            sa.insert(_entries),
            [
                {"packet": packet.id, "place": place, **msgspec.structs.asdict(entry)}
                for place, entry in enumerate(packet.entries)
            ],
        )
