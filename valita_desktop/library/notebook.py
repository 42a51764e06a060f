"""What a person writes about materials: a note on each, and when they used which.

In user.db, and nowhere else: neither the log file nor a packet ever carries a word of it. It
refers to items by id and remembers what they were called, so that neither an update nor a
withdrawal takes a line. Nothing asks for the name of a student.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
import sqlalchemy as sa

from valita_desktop.decoding import prepared
from valita_desktop.errors import NotebookFullError
from valita_desktop.letters import composed
from valita_desktop.library.database import reading_engine, tells_faults, writing_engine
from valita_desktop.library.packets import ItemId, Line

if TYPE_CHECKING:
    from pathlib import Path

MAX_NOTE = 20_000
"""Letters of a note: some ten pages, and far below what a field of the window is slow with."""
MAX_LINE = 200
"""Letters of a group and of a remark; what `packets.Line` allows."""
MAX_PARTICIPANTS = 9999

# What is not written but gets in by pasting: controls but tab and line feed, halves of letters,
# and signs that turn the direction of all that follows. Marks of a direction without that stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

_S = TypeVar("_S", bound=msgspec.Struct)

Participants = Annotated[int, msgspec.Meta(ge=0, le=MAX_PARTICIPANTS)]
UseId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note on an item.

    Attributes:
        item_id: Which item; the library may not have it (any longer).
        text: As `clean` leaves it, never empty.
        title: What the item was called when the note was written last.
        changed: When that was.
    """

    item_id: ItemId
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NOTE)]
    title: Line = ""
    changed: dt.datetime


class MaterialUse(msgspec.Struct, frozen=True, kw_only=True):
    """Once that an item was used.

    Attributes:
        item_id: Which item; the library may not have it (any longer).
        day: When.
        group: With whom, in free words and without anybody's name; ``""`` is not said.
        participants: How many they were; 0 is not said.
        remark: How it went.
        title: What the item was called then.
        id: Its own on every computer, so that it is the same one when it is taken in twice.
    """

    item_id: ItemId
    day: dt.date
    group: Line = ""
    participants: Participants = 0
    remark: Line = ""
    title: Line = ""
    id: UseId = msgspec.field(default_factory=lambda: uuid.uuid4().hex)


def clean(text: str) -> str:
    """A text as it is kept: composed, with line feeds, without what nobody sees and nobody wrote.

    A text of nothing but white space is no text.
    """
    cleaned = _UNSEEN.sub("", _LINE_ENDS.sub("\n", composed(text)))
    return cleaned if cleaned.strip() else ""


def clean_line(words: str) -> str:
    """Words of a field of one line, as they are kept."""
    return " ".join(clean(words).split())


def joined(here: str, other: str) -> str:
    """Two notes on one item as one: what is here, then what is new in the other.

    Where both are more than a note can hold, what is here stays alone.
    """
    if other in here:
        return here
    both = other if here in other else f"{here}\n\n{other}"
    return both if len(both) <= MAX_NOTE else here


metadata = sa.MetaData()
_notes = sa.Table(
    "notes",
    metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("changed", sa.Text, nullable=False),
)
_uses = sa.Table(
    "uses",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("item_id", sa.Text, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("participants", sa.Integer, nullable=False),
    sa.Column("remark", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
)
_NEWEST_FIRST: tuple[sa.ColumnElement[object], ...] = (
    _uses.c.day.desc(),
    sa.literal_column("rowid").desc(),
)


class Notebook:
    """The notes and uses of a user.db. Every change is one transaction.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        """Open them, in a file that `UserData` has opened."""
        self.path = path
        self._reader = reading_engine(path)
        self._writer = writing_engine(path)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    @tells_faults
    def note(self, item_id: str) -> str:
        """The note on an item; ``""`` where there is none."""
        wanted = sa.select(_notes.c.text).where(_notes.c.item_id == item_id)
        with self._reader.connect() as connection:
            return str(connection.scalar(wanted) or "")

    @tells_faults
    def notes(self) -> tuple[Note, ...]:
        """Every note, the one written last first."""
        wanted = sa.select(_notes).order_by(_notes.c.changed.desc())
        with self._reader.connect() as connection:
            return tuple(_struct(Note, row) for row in connection.execute(wanted))

    @tells_faults
    def set_note(self, item_id: str, text: str, title: str) -> None:
        """Keep a note on an item in the place of the one before; an empty text takes it away.

        Args:
            item_id: The item.
            text: As it was typed; kept as `clean` leaves it.
            title: What the item is called now.

        Raises:
            NotebookFullError: It is longer than `MAX_NOTE`; the one before is still there.
            StoreUnusableError: The file cannot be written.
        """
        kept = clean(text)
        if len(kept) > MAX_NOTE:
            raise NotebookFullError(MAX_NOTE, len(kept))
        now = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
        row = {"item_id": item_id, "text": kept, "title": clean_line(title)[:MAX_LINE]}
        with self._writer.begin() as connection:
            connection.execute(sa.delete(_notes).where(_notes.c.item_id == item_id))
            if kept:
                connection.execute(sa.insert(_notes).values(**row, changed=now))

    @tells_faults
    def uses(self, item_id: str = "") -> tuple[MaterialUse, ...]:
        """Every use, or those of one item; the latest day first."""
        wanted = sa.select(_uses).order_by(*_NEWEST_FIRST)
        if item_id:
            wanted = wanted.where(_uses.c.item_id == item_id)
        with self._reader.connect() as connection:
            return tuple(_struct(MaterialUse, row) for row in connection.execute(wanted))

    @tells_faults
    def keep_use(self, use: MaterialUse) -> None:
        """Keep a use: a new one, one that was changed, or one that was taken away.

        Raises:
            NotebookFullError: A group or a remark is longer than `MAX_LINE`.
            StoreUnusableError: The file cannot be written.
        """
        row = msgspec.to_builtins(use)
        row["title"] = clean_line(use.title)[:MAX_LINE]
        for field in ("group", "remark"):
            row[field] = clean_line(row[field])
            if len(row[field]) > MAX_LINE:
                raise NotebookFullError(MAX_LINE, len(row[field]))
        msgspec.convert(row, prepared(MaterialUse))
        with self._writer.begin() as connection:
            connection.execute(sa.insert(_uses).prefix_with("OR REPLACE").values(row))

    @tells_faults
    def remove_use(self, use: MaterialUse) -> None:
        """Take a use away; twice is the same.

        Raises:
            StoreUnusableError: The file cannot be written.
        """
        with self._writer.begin() as connection:
            connection.execute(sa.delete(_uses).where(_uses.c.id == use.id))


def _struct(kind: type[_S], row: sa.Row[tuple[object, ...]]) -> _S:
    return msgspec.convert(
        {name: getattr(row, name) for name in kind.__struct_fields__}, prepared(kind)
    )
