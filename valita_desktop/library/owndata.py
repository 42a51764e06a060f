"""A person's own things as a file to keep, to carry to another computer, or to read.

The JSON holds every table of user.db, so nothing is left behind; the HTML is for reading
and printing and for nobody else. Taking a file in adds to what is there and replaces
nothing.
"""

from __future__ import annotations

import base64
import html
import json
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

import msgspec
import sqlalchemy as sa

from valita_desktop.errors import OwnDataError, PacketFullError, StoreUnusableError
from valita_desktop.library import backup, migrations, notebook, use_list
from valita_desktop.library.database import reading_engine, writing_engine
from valita_desktop.library.packets import check_rows, make_tables
from valita_desktop.paths import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from valita_desktop.i18n import Catalogue

FORMAT = "valita-own-data"
MAX_BYTES = 64 * 2**20
"""Largest file that is read: pinned items carry their pictures."""

_PACKETS, _ENTRIES = "packets", "packet_entries"
_NOTES, _USES = "notes", "uses"
_BYTES = "base64"


def export_json(database: Path, file: Path) -> int:
    """Write everything in a user.db into a file.

    Returns:
        How many rows.

    Raises:
        StoreUnusableError: The database cannot be read.
        OutputError: The file cannot be written.
    """
    tables = _rows(database)
    told = {"format": FORMAT, "version": migrations.NEWEST, "tables": tables}
    write_whole(
        file, json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode(), private=True
    )
    return sum(map(len, tables.values()))


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
    for packet in tables.get(_PACKETS, []):
        lines = [row for row in tables.get(_ENTRIES, []) if row["packet"] == packet["id"]]
        parts += _section(str(packet["name"]), lines, title_of)
    parts += _notes(words.gettext("My notes"), tables.get(_NOTES, []), title_of)
    parts += _uses(tables.get(_USES, []), words, title_of)
    parts += _section(words.gettext("Opened last"), tables.get("opened", []), title_of)
    head = f'<meta charset="utf-8"><title>{html.escape(heading)}</title>'
    page = f'<!DOCTYPE html>\n<html lang="{words.lang}"><head>{head}</head>\n<body>\n'
    write_whole(file, (page + "\n".join(parts) + "\n</body></html>\n").encode(), private=True)


def take_in(database: Path, file: Path) -> int:
    """Add what a file holds to a user.db; what is there already stays as it is.

    Of an item that both have a note on, the file's follows behind the one that is here.

    Returns:
        How many rows are new.

    Raises:
        OwnDataError: The file cannot be read or holds something else; nothing was taken.
        StoreUnusableError: The database cannot be written; nothing was taken.
    """
    tables = _read(file)
    if database.exists():
        backup.back_up(database)
    engine = writing_engine(database)
    try:
        with engine.begin() as connection:
            make_tables(connection)  # a new user.db has them only after the first packet
            known = _tables(connection)
            numbers = _packet_numbers(connection, known, tables.get(_PACKETS, []))
            joined = _join_notes(connection, known, tables.get(_NOTES, []))
            return joined + sum(
                _insert(connection, known[name], _renumbered(name, row, numbers))
                for name, rows in tables.items()
                if name in known
                for row in rows
            )
    except (sa.exc.StatementError, KeyError, TypeError, ValueError) as error:
        raise _refusal(error, file, database) from error


def _refusal(error: Exception, file: Path, database: Path) -> OwnDataError | StoreUnusableError:
    """A value that does not fit is the file's fault, all else the database's."""
    if isinstance(error, sa.exc.OperationalError):
        return StoreUnusableError(database, str(error.orig))
    return OwnDataError(file, str(error)[:200])


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


def _read(file: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        told = json.loads(data) if len(data) <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise OwnDataError(file, str(error)[:200]) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise OwnDataError(file, "is something else")
    if not isinstance(told.get("version"), int) or told["version"] > migrations.NEWEST:
        raise OwnDataError(file, "was made by a later program")
    tables = told.get("tables")
    if not isinstance(tables, dict) or not all(map(_is_table, tables.values())):
        raise OwnDataError(file, "has no tables")
    try:
        check_rows(tables.get(_PACKETS, ()), tables.get(_ENTRIES, ()))
        notebook.check_rows(tables.get(_NOTES, ()), tables.get(_USES, ()))
    except (msgspec.ValidationError, PacketFullError) as error:
        raise OwnDataError(file, str(error)[:200]) from error
    return cast("dict[str, list[dict[str, Any]]]", tables)


def _is_table(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _packet_numbers(
    connection: sa.Connection, known: Mapping[str, sa.Table], packets: list[dict[str, Any]]
) -> dict[int, int]:
    """New numbers for packets whose number is taken here by another packet."""
    known_packets = connection.execute(sa.select(known[_PACKETS])).all()
    here = {row.id: (row.name, row.created) for row in known_packets}
    numbers: dict[int, int] = {}
    following = max([*here, *(int(row["id"]) for row in packets), 0]) + 1
    for row in packets:
        number = int(row["id"])
        if here.get(number, (row["name"], row["created"])) != (row["name"], row["created"]):
            numbers[number] = following
            following += 1
    return numbers


def _join_notes(
    connection: sa.Connection, known: Mapping[str, sa.Table], notes: list[dict[str, Any]]
) -> int:
    """Put what is new in other notes behind those here; how many have become longer."""
    if _NOTES not in known:
        return 0
    table = known[_NOTES]
    here = {row.item_id: row.text for row in connection.execute(sa.select(table))}
    count = 0
    for row in notes:
        mine = here.get(row["item_id"])
        text = notebook.joined(mine, row["text"]) if mine else mine
        if text != mine:
            change = sa.update(table).where(table.c.item_id == row["item_id"])
            connection.execute(change.values(text=text))
            count += 1
    return count


def _renumbered(name: str, row: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    key = {_PACKETS: "id", _ENTRIES: "packet"}.get(name)
    if key and row.get(key) in numbers:
        return {**row, key: numbers[row[key]]}
    return row


def _insert(connection: sa.Connection, table: sa.Table, row: dict[str, Any]) -> int:
    values = {key: _value(value) for key, value in row.items() if key in table.c}
    done = connection.execute(sa.insert(table).prefix_with("OR IGNORE").values(values))
    return max(0, done.rowcount)


def _value(value: object) -> object:
    if isinstance(value, dict) and set(value) == {_BYTES}:
        return base64.b64decode(value[_BYTES], validate=True)
    if isinstance(value, str | int | None):
        return value
    raise TypeError(f"a value of a row is {type(value).__name__}")


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
    fields = notebook.Use.__struct_fields__
    latest_first = sorted(rows, key=itemgetter("day"), reverse=True)
    uses = [
        msgspec.convert({name: row[name] for name in fields}, notebook.Use) for row in latest_first
    ]
    head, *body = use_list.table(uses, words, title_of)
    heads = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in body]
    return [
        f"<h2>{html.escape(words.gettext('When I used what'))}</h2>",
        "<table>",
        *(f"<tr>{line}</tr>" for line in (heads, *lines)),
        "</table>",
    ]
