"""The materials on this computer: content.db.

Disposable by design: everything in it comes from a published feed and is rebuilt from the
shipped one when the file is missing, damaged or of another version. One release is one
transaction, and whoever writes is told what changed; nobody else is.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, cast

import msgspec
import sqlalchemy as sa
from typing_extensions import override

from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LISTED_KINDS, Item, Kind, read_item, state_root
from valita_desktop.decoding import prepared
from valita_desktop.errors import (
    UNDECODABLE,
    FeedError,
    ItemNotFoundError,
    StoreUnusableError,
    UpdateBusyError,
)
from valita_desktop.library import tables
from valita_desktop.library.database import (
    is_damage,
    prepare_folder,
    reading_engine,
    tells_faults,
    writing_engine,
)
from valita_desktop.library.editions import (
    Changed,
    Edition,
    Release,
    difference,
    following,
    moment,
    number,
)
from valita_desktop.library.kept import is_intact, source_of
from valita_desktop.library.mending import MendableFile, heals, remove
from valita_desktop.library.news import News, news_of
from valita_desktop.library.rows import SCHEMA_VERSION, Row, sort_key
from valita_desktop.library.search import Results, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Lang

__all__ = ["Changed", "Edition", "Library", "Release"]

log = logging.getLogger(__name__)

_PAGE = 16384
"""Of texts of two to four thousand bytes many lie on a page; a page of 4096 holds one or two."""
_SMALL = 32 * 2**20
_LOOK = "INSERT INTO {0} ({0}) VALUES ('integrity-check')"
_INDEXES = "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5(%'"


class Library(MendableFile):
    """An open content.db. Readers share one connection; `apply` has its own."""

    @override
    def _open(self) -> None:
        prepare_folder(self.path)
        self._engine = _open_or_make(self.path)
        self._writer = writing_engine(self.path)
        self._reader = self._engine.connect()
        self._search = searching(self._reader)
        self._make_searchable = cache(partial(_make_searchable, self._writer))
        self._note_file()

    @override
    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
        self._engine.dispose()
        self._writer.dispose()

    @property
    @heals
    def seq(self) -> int:
        """The release it is at; 0 is nothing yet."""
        return number(_value(self._reader, "seq"))

    @property
    @heals
    def pack(self) -> str:
        """Name of the pack that brought it there; ``""`` if it is empty."""
        return _value(self._reader, "pack")

    @property
    def small(self) -> bool:
        """True if looking for damage in all of it takes no time that a person notices."""
        return self.path.stat().st_size < _SMALL

    @property
    @heals
    def last_seq(self) -> int:
        """The newest release it has ever been at, also where an earlier one is in use."""
        return max(self.seq, number(_value(self._reader, "last_seq")))

    @property
    @heals
    def keys(self) -> frozenset[str]:
        """Ids of the keys that signed the release it is at; none where nobody noted them."""
        return frozenset(_value(self._reader, "keys").split())

    @property
    @heals
    def last_keys(self) -> frozenset[str]:
        """Ids of the keys that signed `last_seq`."""
        return frozenset(_value(self._reader, "last_keys").split())

    @property
    @heals
    def edition(self) -> Edition:
        """The edition in use."""
        return Edition(self.seq, moment(_value(self._reader, "published")))

    @property
    @heals
    def previous(self) -> Edition | None:
        """The edition before the last change, if `revert` can bring it back."""
        seq = number(_value(self._reader, "previous_seq"))
        return Edition(seq, moment(_value(self._reader, "previous_published"))) if seq else None

    @property
    @heals
    def site(self) -> str:
        """Where the web pages of its items are; ``""`` where nobody said."""
        return _value(self._reader, "site")

    @property
    @heals
    def count(self) -> int:
        """How many items there are, those that are never listed included."""
        return int(self._reader.scalar(sa.select(sa.func.count()).select_from(tables.items)) or 0)

    @heals
    def rows(self) -> tuple[Row, ...]:
        """Every listed item, by theme, kind and id."""
        kinds = [kind.value for kind in LISTED_KINDS]
        found = self._reader.scalars(
            sa.select(tables.items.c.row).where(tables.items.c.kind.in_(kinds))
        )
        return tuple(sorted((_row_decoder.decode(data) for data in found), key=sort_key))

    @heals
    def item(self, item_id: str) -> Item:
        """An item, its hash verified.

        Raises:
            ItemNotFoundError: There is none with this id.
            StoreUnusableError: Its bytes are not what was published; see `damaged`.
        """
        found = self._reader.execute(
            sa.select(tables.items.c.source, tables.items.c.sha256).where(
                tables.items.c.id == item_id
            )
        ).first()
        if found is None:
            raise ItemNotFoundError(item_id)
        if not is_intact(found.source, found.sha256):
            raise StoreUnusableError(self.path, f"{item_id} is damaged")
        self._search.rest()  # what was sought is found
        return read_item(found.source)

    @heals
    def document(self, item_id: str, lang: Lang, *, easy: bool = False) -> tuple[Lang, Document]:
        """The text of an item, and the language it really is in.

        Args:
            item_id: Which item.
            lang: The language asked for; the other one is given where it is missing.
            easy: The easy-language text; no parts where there is none.

        Raises:
            ItemNotFoundError: There is none with this id.
        """
        found, text = self.item(item_id).text(lang)
        return found, parse(text.easy_markdown if easy else text.markdown)

    @heals
    def facts(self, ids: Iterable[str]) -> dict[str, Item]:
        """The facts with these ids; those that are not there are left out."""
        every = self.all_facts()
        return {item_id: every[item_id] for item_id in ids if item_id in every}

    @heals
    def all_facts(self) -> dict[str, Item]:
        """Every dated fact by its id."""
        found = self._reader.scalars(
            sa.select(tables.items.c.source).where(tables.items.c.kind == Kind.FACT.value)
        )
        return {item.id: item for item in map(read_item, found)}

    @heals
    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        found = self._reader.scalar(
            sa.select(tables.images.c.data).where(tables.images.c.sha256 == sha256)
        )
        return cast("bytes", found or b"")

    @heals
    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items by what a person typed; any text at all is a query.

        The first search of a run sees that the index was made by the rules of this program,
        so that whoever never searches never waits for the dictionaries.

        Args:
            query: As it was typed.
            lang: Of the texts; a hit has the language that it was found in.
            limit: At most so many hits above the divider.
        """
        self._make_searchable()
        return self._search.search(query, lang, limit)

    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Make the first search quick while nobody waits, in steps none of which takes long.

        Args:
            lang: That will probably be searched in.

        Yields:
            Nothing, after each step; may be left off after any.
        """
        self._make_searchable()
        yield
        with suppress(sqlite3.DatabaseError):  # the first search tells it
            yield from self._search.get_ready(lang)

    @override
    def damaged(self) -> str:
        """What is wrong with the file, in a few words; ``""`` if nothing is.

        Looks at the file's structure, at every item, row and picture by its hash, and at
        whether all are there. A file that cannot be looked at now is not called damaged.
        """
        try:
            report = self._reader.scalar(sa.text("PRAGMA integrity_check(1)"))
            if report != "ok":
                return str(report)
            return next(_faults(self._reader), "")
        except sa.exc.DatabaseError as error:
            return str(error.orig) if is_damage(error) else ""
        except UNDECODABLE as error:
            return str(error)

    @tells_faults
    def apply(self, release: Release) -> Changed:
        """Bring the library to a release, whole or not at all.

        Raises:
            FeedError: An item cannot be read, or the library is not what the release
                says it should be afterwards; nothing has changed.
            StoreUnusableError: The file cannot be written; nothing has changed.
            UpdateBusyError: Another window has changed the library meanwhile.
        """
        with self._writer.begin() as connection:
            return _write_release(connection, release)

    @heals
    def compare(self, release: Release) -> Changed:
        """What `apply` would change; changes nothing."""
        found = self._reader.execute(sa.select(tables.items.c.id, tables.items.c.sha256))
        return difference({row.id: row.sha256 for row in found}, release)

    @tells_faults
    def revert(self) -> Changed:
        """Go back to the edition before the last change; a second time comes forth again.

        Raises:
            FeedError: There is none, or it does not come out as it was; nothing has changed.
            StoreUnusableError: The file cannot be written; nothing has changed.
        """
        state = _state(self._reader)
        if not number(state.get("previous_seq", "")):
            raise FeedError(self.path.name, "there is no edition before this one")
        return self.apply(_way_back(self._reader, state))

    @heals
    def news(self) -> tuple[News, ...]:
        """What the last change brought; nothing where no edition stood before it."""
        if self.previous is None:
            return ()
        before, after = tables.previous.c.source, tables.items.c.source
        same = tables.previous.c.id == tables.items.c.id
        kept = sa.select(before, after).outerjoin_from(tables.previous, tables.items, same)
        return news_of((_item(was), _item(now)) for was, now in self._reader.execute(kept))

    @heals
    def lacks(self, hashes: Iterable[str]) -> tuple[str, ...]:
        """The pictures with these hashes that are not there."""
        known = set(self._reader.scalars(sa.select(tables.images.c.sha256)))
        return tuple(dict.fromkeys(each for each in hashes if each not in known))

    @heals
    def signed(self, hashes: Iterable[str]) -> frozenset[str]:
        """Of the hashes of items, those of this edition and of the one before it."""
        known = set(self._reader.scalars(sa.select(tables.items.c.sha256)))
        kept = self._reader.scalars(sa.select(tables.previous.c.source))
        known |= {hashlib.sha256(each).hexdigest() for each in kept if isinstance(each, bytes)}
        return frozenset(known.intersection(hashes))


def _value(connection: sa.Connection, key: str) -> str:
    found = connection.scalar(sa.select(tables.state.c.value).where(tables.state.c.key == key))
    return str(found or "")


def _make_searchable(writer: sa.Engine) -> None:
    """See that the index was made by the rules of this program."""
    try:
        with writer.begin() as connection:
            searching(connection).create()
    except sa.exc.DatabaseError as error:
        log.warning("the index stays as it is: %s", error.orig)


def _way_back(connection: sa.Connection, state: Mapping[str, str]) -> Release:
    """The release that leads to the edition before the last change."""
    kept = connection.execute(sa.select(tables.previous)).all()
    return Release(
        seq=number(state["previous_seq"]),
        name=state["previous_pack"],
        items=tuple(_item_decoder.decode(row.source) for row in kept if row.source),
        deleted=tuple(row.id for row in kept if not row.source),
        images={},
        root=state["previous_root"],
        published=moment(state.get("previous_published", "")),
        since=number(state["seq"]),
        keys=frozenset(state.get("previous_keys", "").split()),
        site=state.get("previous_site", ""),
    )


def _write_release(connection: sa.Connection, release: Release) -> Changed:
    """Take a release into the tables and the index, within the transaction of a connection."""
    state = _state(connection)
    if release.since is not None and release.since != number(state.get("seq", "")):
        raise UpdateBusyError
    before = {
        row.id: row.sha256
        for row in connection.execute(sa.select(tables.items.c.id, tables.items.c.sha256))
    }
    changed, hashes = difference(before, release), release.hashes
    touched = {*changed.new, *changed.changed}
    fresh = [item for item in release.items if item.id in touched]
    tables.remember(connection, changed)
    search = searching(connection)
    tables.forget(connection, search, (*changed.withdrawn, *changed.changed))
    tables.add(connection, search, fresh, hashes)
    search.settle()
    tables.add_images(connection, release.images)
    after = {key: sha for key, sha in before.items() if key not in changed.withdrawn}
    after |= hashes
    if state_root(after.items()) != release.root:
        raise FeedError(f"release {release.seq}", "the library would not be what it says")
    connection.execute(sa.delete(tables.state))
    rows = [{"key": key, "value": value} for key, value in following(state, release).items()]
    connection.execute(sa.insert(tables.state), rows)
    return changed


def _state(connection: sa.Connection) -> dict[str, str]:
    return {row.key: row.value for row in connection.execute(sa.select(tables.state))}


def _faults(connection: sa.Connection) -> Iterator[str]:
    """What is wrong: items, rows and pictures by their hashes, what is missing, the indexes."""
    state = _state(connection)
    hashes = {}
    for item in connection.execute(sa.select(tables.items)):
        if not is_intact(item.source, item.sha256) or not is_intact(item.row, item.row_sha256):
            yield f"{item.id}: hash"
        hashes[item.id] = item.sha256
    if number(state.get("seq", "")) and state_root(hashes.items()) != state.get("root", ""):
        yield "state root"
    for picture in connection.execute(sa.select(tables.images)):
        if not is_intact(picture.data, picture.sha256):
            yield f"picture {picture.sha256[:8]}: hash"
    for index in connection.scalars(sa.text(_INDEXES)).all():
        connection.exec_driver_sql(_LOOK.format(index))


_row_decoder = msgspec.json.Decoder(prepared(Row))
_item_decoder = msgspec.json.Decoder(prepared(Item))


def _item(source: bytes | None) -> Item | None:
    return read_item(source) if source else None


def _open_or_make(path: Path) -> sa.Engine:
    """Open a content.db of this version; anything else in its place is made anew.

    A file that is sound but cannot be had now (locked, read-only, no room) stays.
    """
    for attempt in ("open", "anew"):
        engine = reading_engine(path, page=_PAGE)
        try:
            if _usable(engine):
                return engine
        except sa.exc.DatabaseError as error:
            log.warning("%s: %s", path.name, error.orig)
            if attempt == "anew" or not is_damage(error):
                engine.dispose()
                raise StoreUnusableError(path, str(error.orig)) from error
        engine.dispose()
        remove(path)
    raise StoreUnusableError(path, "cannot be made")


def _usable(engine: sa.Engine) -> bool:
    """True for a database of this version, and for a new one, which is given its tables.

    The transaction becomes a writing one only where there is something to make.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        good = _is_of_this_version(connection) or _is_made(connection)
        connection.exec_driver_sql("COMMIT")
        return good


def _is_of_this_version(connection: sa.Connection) -> bool:
    if connection.scalar(sa.text("PRAGMA user_version")) != SCHEMA_VERSION:
        return False
    return bool(connection.scalar(sa.text("PRAGMA quick_check(1)")) == "ok")


def _is_made(connection: sa.Connection) -> bool:
    """Give a new database its tables; ``False`` where there are some already."""
    if connection.scalar(sa.text("SELECT count(*) FROM sqlite_master")):
        return False
    tables.metadata.create_all(connection)
    searching(connection).create()
    connection.execute(sa.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    return True


def searching(connection: sa.Connection) -> Search:
    """The search in what a connection is to, whose texts stand beside their items."""
    bare = driver(connection)
    return Search(bare, source_of=partial(source_of, bare))


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """The connection of SQLite that a connection has.

    Raises:
        TypeError: It is of another database.
    """
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(found)
    return found
