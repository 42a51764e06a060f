"""A person's own things as a file to keep, to carry to another computer, or to read.

The JSON holds every table of user.db, and all own items, so nothing is left behind; the HTML is
for reading and printing and for nobody else. Taking a file in adds to what is there and replaces
nothing.
"""

from __future__ import annotations

import base64
import errno
import html
import json
import os
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import sqlalchemy as sa

from valita_desktop.decoding import prepared
from valita_desktop.errors import (
    UNDECODABLE,
    OutputError,
    OwnDataError,
    OwnDataNewerError,
    StoreUnusableError,
)
from valita_desktop.library import backup, migrations, notebook, ownrows, use_list
from valita_desktop.library.database import reading_engine, writing_engine
from valita_desktop.library.ownrows import FORMAT
from valita_desktop.library.packets import Entry, Packet, make_tables, read_packets, where
from valita_desktop.paths import read_regular, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from valita_desktop.i18n import Catalogue
    from valita_desktop.library.own_files import TravellingItem
    from valita_desktop.library.ownrows import NoteRow, Tables

MAX_BYTES = 64 * 2**20
"""Largest file that is read: pinned items carry their pictures."""

_PACKETS, _ENTRIES = "packets", "packet_entries"
_NOTES, _USES = "notes", "uses"
_BYTES = "base64"
_OWN_ITEMS = "own_items"


def export_json(database: Path, file: Path, items: Iterable[TravellingItem] = ()) -> int:
    """Write everything in a user.db, and own items, into a file.

    Args:
        database: The user.db.
        file: The file.
        items: The own items.

    Returns:
        How many rows and own items.

    Raises:
        StoreUnusableError: The database cannot be read.
        OutputError: The file cannot be written.
    """
    tables, own = _rows(database), msgspec.to_builtins(list(items))
    told = {"format": FORMAT, "version": migrations.NEWEST, "tables": tables}
    told |= {_OWN_ITEMS: own} if own else {}
    data = json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()
    if len(data) > MAX_BYTES:
        raise OutputError(file, os.strerror(errno.EFBIG))
    write_whole(file, data, private=True)
    return sum(map(len, tables.values())) + len(own)


def export_html(
    database: Path, file: Path, words: Catalogue, title_of: Callable[[str], str]
) -> None:
    """Write a page to read: favourites, packets, notes, uses and what was opened last.

    Args:
        database: The user.db.
        file: The page.
        words: The language of its headings.
        title_of: Gives the title of an item by its id; ``""`` where it is unknown.

    Raises:
        StoreUnusableError: The database cannot be read.
        OutputError: The file cannot be written.
    """
    tables = _rows(database)
    heading = words.gettext("My own data")
    parts = [f"<h1>{html.escape(heading)}</h1>"]
    parts += _section(words.gettext("Favourites"), tables.get("favourites", []), title_of)
    entries = sorted(tables.get(_ENTRIES, []), key=itemgetter("place"))
    for packet in tables.get(_PACKETS, []):
        lines = [row for row in entries if row["packet"] == packet["id"]]
        parts += _section(str(packet["name"]), lines, title_of)
    parts += _notes(words.gettext("My notes"), tables.get(_NOTES, []), title_of)
    try:
        parts += _uses(tables.get(_USES, []), words, title_of)
    except msgspec.ValidationError as error:
        raise StoreUnusableError(database, f"a value is damaged: {error}") from error
    parts += _section(words.gettext("Opened last"), tables.get("opened", []), title_of)
    head = f'<meta charset="utf-8"><title>{html.escape(heading)}</title>'
    page = f'<!DOCTYPE html>\n<html lang="{words.lang}"><head>{head}</head>\n<body>\n'
    write_whole(file, (page + "\n".join(parts) + "\n</body></html>\n").encode(), private=True)


def read_items(file: Path) -> tuple[TravellingItem, ...]:
    """The own items in a file with own data.

    Raises:
        OwnDataError: The file cannot be read or holds something else.
    """
    try:
        data = read_regular(file, MAX_BYTES)
        _be_known(file, data)
        return msgspec.json.decode(data, type=prepared(ownrows.OwnData)).own_items
    except msgspec.ValidationError as error:
        raise OwnDataError(file, str(error)[:200], where(error)) from error
    except (OSError, *UNDECODABLE) as error:
        raise OwnDataError(file, str(error)[:200]) from error


class TakenIn(NamedTuple):
    """What came of a file with own data.

    Attributes:
        new: How many rows are new.
        own_items: How many own items are new.
        unsigned: How many items as they were packed were left out, because nobody knows here
            that the network has signed them so; packets show them as they are now.
    """

    new: int
    unsigned: int
    own_items: int = 0


def take_in(
    database: Path, file: Path, signed: Callable[[Iterable[str]], Collection[str]]
) -> TakenIn:
    """Add what a file holds to a user.db; what is there already stays as it is.

    Of an item that both have a note on, the file's follows behind the one that is here.

    Args:
        database: The user.db.
        file: From anywhere.
        signed: Of the hashes of items, those that the network has signed.

    Raises:
        OwnDataError: The file cannot be read or holds something else; nothing was taken.
        StoreUnusableError: The database cannot be written; nothing was taken.
    """
    tables = _read(file)
    good = signed(each.sha256 for each in tables.pins)
    pins = tuple(each for each in tables.pins if each.sha256 in good)
    shown = {sha256 for each in pins for sha256 in each.pictures}
    pictures = tuple(each for each in tables.pin_images if each.sha256 in shown)
    left_out = len(tables.pins) - len(pins)
    tables = msgspec.structs.replace(tables, pins=pins, pin_images=pictures)
    if database.exists():
        backup.back_up(database)
    try:
        with writing_engine(database).begin() as connection:
            make_tables(connection)  # a new user.db has them only after the first packet
            return TakenIn(_added(connection, tables), left_out)
    except sa.exc.DBAPIError as error:
        raise StoreUnusableError(database, str(error.orig)) from error
    except msgspec.ValidationError as error:
        raise StoreUnusableError(database, f"a value is damaged: {error}") from error


def _added(connection: sa.Connection, tables: Tables) -> int:
    """Put in what is not there; how many rows that is."""
    known = _tables(connection)
    numbers = _packet_numbers(read_packets(connection), tables)
    added = _join_notes(connection, known[_NOTES], tables.notes)
    for name in tables.__struct_fields__:
        rows = [_renumbered(name, ownrows.values(row), numbers) for row in getattr(tables, name)]
        new = [row for row in rows if row]
        if new:
            insert = sa.insert(known[name]).prefix_with("OR IGNORE")
            added += max(0, connection.execute(insert, new).rowcount)
    return added


def _rows(database: Path) -> dict[str, list[dict[str, Any]]]:
    engine = reading_engine(database)
    try:
        with closing(engine.connect()) as connection:
            return {
                name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
                for name, table in _tables(connection).items()
            }
    except sa.exc.DatabaseError as error:
        raise StoreUnusableError(database, str(error.orig)) from error
    finally:
        engine.dispose()


def _tables(connection: sa.Connection) -> dict[str, sa.Table]:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return dict(metadata.tables)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {_BYTES: base64.b64encode(value).decode("ascii")}
    raise TypeError(value)


def _read(file: Path) -> Tables:
    try:
        data = read_regular(file, MAX_BYTES)
        _be_known(file, data)
        return ownrows.read(data)
    except msgspec.ValidationError as error:
        raise OwnDataError(file, str(error)[:200], where(error)) from error
    except (OSError, *UNDECODABLE) as error:
        raise OwnDataError(file, str(error)[:200]) from error


def _be_known(file: Path, data: bytes) -> None:
    if msgspec.json.decode(data, type=prepared(ownrows.Head)).version > migrations.NEWEST:
        raise OwnDataNewerError(file, "was made by a later program")


def _packet_numbers(here: tuple[Packet, ...], tables: Tables) -> dict[int, int]:
    """What number each packet of a file gets; none where it is here already, lines and all."""
    there = {(each.name, each.created, each.entries) for each in here}
    taken = {each.id for each in here}
    numbers: dict[int, int] = {}
    for row in tables.packets:
        lines = [each for each in tables.packet_entries if each.packet == row.id]
        entries = tuple(_entry(each) for each in sorted(lines, key=lambda each: each.place))
        packet = Packet(id=row.id, name=row.name, created=row.created, entries=entries)
        if (packet.name, packet.created, packet.entries) in there:
            continue
        free = row.id if row.id not in taken else max(*taken, *(p.id for p in tables.packets)) + 1
        taken.add(free)
        numbers[row.id] = free
    return numbers


def _entry(row: ownrows.EntryRow) -> Entry:
    return Entry(**{name: getattr(row, name) for name in Entry.__struct_fields__})


def _join_notes(connection: sa.Connection, table: sa.Table, notes: Iterable[NoteRow]) -> int:
    """Put what is new in other notes behind those here; how many have become longer."""
    here = {row.item_id: row.text for row in connection.execute(sa.select(table))}
    count = 0
    for row in notes:
        mine = here.get(row.item_id, row.text)
        text = notebook.joined(mine, row.text)
        if text != mine:
            change = sa.update(table).where(table.c.item_id == row.item_id)
            connection.execute(change.values(text=text))
            count += 1
    return count


def _renumbered(name: str, row: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """A row with the new number of its packet; empty where the packet is here already."""
    key = {_PACKETS: "id", _ENTRIES: "packet"}.get(name)
    if key is None:
        return row
    return {**row, key: numbers[row[key]]} if row[key] in numbers else {}


def _section(heading: str, rows: list[dict[str, Any]], title_of: Callable[[str], str]) -> list[str]:
    if not rows:
        return []
    lines = []
    for row in rows:
        item_id = str(row["item_id"])
        title = title_of(item_id) or str(row.get("title") or item_id)
        lines.append(f"<li>{html.escape(title)} ({html.escape(item_id)})</li>")
    return [f"<h2>{html.escape(heading)}</h2>", "<ul>", *lines, "</ul>"]


def _notes(heading: str, rows: list[dict[str, Any]], title_of: Callable[[str], str]) -> list[str]:
    if not rows:
        return []
    parts = [f"<h2>{html.escape(heading)}</h2>"]
    for row in rows:
        title = title_of(row["item_id"]) or row["title"] or row["item_id"]
        text = html.escape(row["text"])
        parts += [f"<h3>{html.escape(title)}</h3>", f'<p style="white-space: pre-wrap">{text}</p>']
    return parts


def _uses(
    rows: list[dict[str, Any]], words: Catalogue, title_of: Callable[[str], str]
) -> list[str]:
    if not rows:
        return []
    fields = notebook.MaterialUse.__struct_fields__
    latest_first = sorted(rows, key=itemgetter("day"), reverse=True)
    uses = [
        msgspec.convert({name: row[name] for name in fields}, prepared(notebook.MaterialUse))
        for row in latest_first
    ]
    head, *body = use_list.table(uses, words, title_of)
    heads = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in body]
    title = words.gettext("When I used what")
    return [
        f"<h2>{html.escape(title)}</h2>",
        "<table>",
        *(f"<tr>{line}</tr>" for line in (heads, *lines)),
        "</table>",
    ]
