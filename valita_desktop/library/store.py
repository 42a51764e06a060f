"""The materials on this computer: content.db.

Disposable by design: everything in it comes from a published feed and is rebuilt from the
shipped one when the file is missing, damaged or of another version. One release is one
transaction, and whoever writes is told what changed; nobody else is.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import msgspec
import sqlalchemy as sa

from valita_desktop.content.blocks import Document, words
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import (
    LISTED_KINDS,
    Item,
    Kind,
    Lang,
    canonical,
    item_hash,
    state_root,
)
from valita_desktop.errors import (
    ContentError,
    FeedError,
    ItemNotFoundError,
    StoreUnusableError,
)
from valita_desktop.library.rows import Row, row_of, sort_key
from valita_desktop.library.search import Doc, Results, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

SCHEMA_VERSION = 2
_metadata = sa.MetaData()
_state = sa.Table(
    "state",
    _metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
_items = sa.Table(
    "items",
    _metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("row", sa.LargeBinary, nullable=False),
    sa.Column("source", sa.LargeBinary, nullable=False),
)
_images = sa.Table(
    "images",
    _metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True)
class Release:
    """What one release does to a library.

    Attributes:
        seq: Its number.
        name: The pack that it came in.
        items: New and changed items.
        deleted: Ids of withdrawn items.
        images: Pictures of the items by SHA-256.
        root: State root of the library after it.
        whole: ``items`` is everything there is; what is not among them goes.
    """

    seq: int
    name: str
    items: tuple[Item, ...]
    deleted: tuple[str, ...]
    images: Mapping[str, bytes]
    root: str
    whole: bool = False


@dataclass(frozen=True)
class Changed:
    """What a write changed.

    Attributes:
        seq: The release that the library is at now.
        new, changed, withdrawn: Ids, each in order.
    """

    seq: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


class Library:
    """An open content.db. Readers share one connection; `apply` has its own.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it.

        Raises:
            StoreUnusableError: It can neither be opened nor made anew.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusableError(path, str(error.strerror or error)) from error
        self._engine = _open_or_make(path)
        self._reader = self._engine.connect()
        self._search = Search(_driver(self._reader))

    @classmethod
    def anew(cls, path: Path) -> Library:
        """Throw the file away and make it again, empty.

        Raises:
            StoreUnusableError: It can neither be removed nor made.
        """
        _remove(path)
        return cls(path)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
        self._engine.dispose()

    @property
    def seq(self) -> int:
        """The release it is at; 0 is nothing yet."""
        return int(self._value("seq") or 0)

    @property
    def pack(self) -> str:
        """Name of the pack that brought it there; ``""`` if it is empty."""
        return self._value("pack")

    def rows(self) -> tuple[Row, ...]:
        """Every listed item, by theme, kind and id."""
        kinds = [kind.value for kind in LISTED_KINDS]
        found = self._reader.scalars(sa.select(_items.c.row).where(_items.c.kind.in_(kinds)))
        return tuple(sorted((_row_decoder.decode(data) for data in found), key=sort_key))

    def item(self, item_id: str) -> Item:
        """An item, its hash verified.

        Raises:
            ItemNotFoundError: There is none with this id.
            StoreUnusableError: Its bytes are not what was published; see `damaged`.
        """
        found = self._reader.execute(
            sa.select(_items.c.source, _items.c.sha256).where(_items.c.id == item_id)
        ).first()
        if found is None:
            raise ItemNotFoundError(item_id)
        if not _intact(found.source, found.sha256):
            raise StoreUnusableError(self.path, f"{item_id} is damaged")
        return _item_decoder.decode(found.source)

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

    def facts(self, ids: Iterable[str]) -> dict[str, Item]:
        """The facts with these ids; those that are not there are left out."""
        every = self.all_facts()
        return {item_id: every[item_id] for item_id in ids if item_id in every}

    def all_facts(self) -> dict[str, Item]:
        """Every dated fact by its id."""
        found = self._reader.scalars(
            sa.select(_items.c.source).where(_items.c.kind == Kind.FACT.value)
        )
        return {item.id: item for item in map(_item_decoder.decode, found)}

    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        found = self._reader.scalar(sa.select(_images.c.data).where(_images.c.sha256 == sha256))
        return cast("bytes", found or b"")

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items by what a person typed; any text at all is a query."""
        return self._search.search(query, lang, limit)

    def damaged(self) -> str:
        """What is wrong with the file, in a few words; ``""`` if every byte is as published."""
        try:
            report = self._reader.scalar(sa.text("PRAGMA quick_check(1)"))
            if report != "ok":
                return str(report)
            for found in self._reader.execute(
                sa.select(_items.c.id, _items.c.sha256, _items.c.source)
            ):
                if not _intact(found.source, found.sha256):
                    return f"{found.id}: hash"
        except sa.exc.DatabaseError as error:
            return str(error.orig)
        return ""

    def apply(self, release: Release) -> Changed:
        """Bring the library to a release, whole or not at all.

        Raises:
            FeedError: An item cannot be read, or the library is not what the release
                says it should be afterwards; nothing has changed.
            StoreUnusableError: The file cannot be written; nothing has changed.
        """
        try:
            with self._engine.begin() as connection:
                changed = self._write(connection, release)
        except sa.exc.DatabaseError as error:
            raise StoreUnusableError(self.path, str(error.orig)) from error
        self._reader.rollback()
        return changed

    def _value(self, key: str) -> str:
        found = self._reader.scalar(sa.select(_state.c.value).where(_state.c.key == key))
        return str(found or "")

    def _write(self, connection: sa.Connection, release: Release) -> Changed:
        before = {
            row.id: row.sha256
            for row in connection.execute(sa.select(_items.c.id, _items.c.sha256))
        }
        hashes = {item.id: item_hash(item) for item in release.items}
        gone = set(release.deleted) | (set(before) - set(hashes) if release.whole else set())
        withdrawn = tuple(sorted(gone & set(before)))
        fresh = [item for item in release.items if before.get(item.id) != hashes[item.id]]
        replaced = tuple(item.id for item in fresh if item.id in before)
        search = Search(_driver(connection))
        _forget(connection, search, (*withdrawn, *replaced))
        _add(connection, search, fresh, hashes)
        known = set(connection.scalars(sa.select(_images.c.sha256)))
        pictures = [
            {"sha256": name, "data": data}
            for name, data in release.images.items()
            if name not in known
        ]
        if pictures:
            connection.execute(sa.insert(_images), pictures)
        after = {key: sha for key, sha in before.items() if key not in gone} | hashes
        if state_root(after.items()) != release.root:
            raise FeedError(f"release {release.seq}", "the library would not be what it says")
        connection.execute(sa.delete(_state))
        state = {"seq": str(release.seq), "pack": release.name}
        connection.execute(sa.insert(_state), [{"key": k, "value": v} for k, v in state.items()])
        new = tuple(sorted(item.id for item in fresh if item.id not in before))
        return Changed(release.seq, new, tuple(sorted(replaced)), withdrawn)


def _intact(source: object, sha256: str) -> bool:
    return isinstance(source, bytes) and hashlib.sha256(source).hexdigest() == sha256


_row_decoder = msgspec.json.Decoder(Row)
_item_decoder = msgspec.json.Decoder(Item)


def _open_or_make(path: Path) -> sa.Engine:
    """Open a content.db of this version; anything else in its place is made anew."""
    for attempt in ("open", "anew"):
        engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 10})
        sa.event.listen(engine, "connect", _set_pragmas)
        try:
            with engine.begin() as connection:
                if _usable(connection):
                    return engine
        except sa.exc.DatabaseError as error:
            log.warning("%s: %s", path.name, error.orig)
            if attempt == "anew" or not isinstance(error.orig, sqlite3.DatabaseError):
                engine.dispose()
                raise StoreUnusableError(path, str(error.orig)) from error
        engine.dispose()
        _remove(path)
    raise StoreUnusableError(path, "cannot be made")


def _usable(connection: sa.Connection) -> bool:
    """True for a database of this version, and for a new one, which is given its tables."""
    version = connection.scalar(sa.text("PRAGMA user_version"))
    tables = connection.scalar(sa.text("SELECT count(*) FROM sqlite_master"))
    if version == SCHEMA_VERSION:
        if connection.scalar(sa.text("PRAGMA quick_check(1)")) != "ok":
            return False
        Search(_driver(connection)).create()
        return True
    if tables:
        return False
    _metadata.create_all(connection)
    Search(_driver(connection)).create()
    connection.execute(sa.text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    return True


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file = path.with_name(path.name + suffix)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnusableError(path, str(error.strerror or error)) from error


def _driver(connection: sa.Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    return driver


def _forget(connection: sa.Connection, search: Search, ids: tuple[str, ...]) -> None:
    if ids:
        connection.execute(sa.delete(_items).where(_items.c.id.in_(ids)))
        search.remove(ids)


def _add(
    connection: sa.Connection, search: Search, items: list[Item], hashes: Mapping[str, str]
) -> None:
    records: list[dict[str, object]] = []
    docs: list[Doc] = []
    for item in items:
        documents = _documents(item)
        row = row_of(item, documents)
        records.append(
            {
                "id": item.id,
                "kind": item.record.kind.value,
                "sha256": hashes[item.id],
                "row": msgspec.json.encode(row),
                "source": canonical(item),
            }
        )
        if item.record.kind in LISTED_KINDS:
            docs.extend(_search_docs(item, documents, row))
    if records:
        connection.execute(sa.insert(_items), records)
        search.put(docs)


def _documents(item: Item) -> dict[Lang, Document]:
    try:
        return {lang: parse(text.markdown) for lang, text in item.texts.items()}
    except ContentError as error:
        raise FeedError(item.id, str(error)) from error


def _search_docs(item: Item, documents: Mapping[Lang, Document], row: Row) -> Iterable[Doc]:
    theme, kind, _ = sort_key(row)
    for lang, text in item.texts.items():
        body = (line for part in documents[lang] for block in part.blocks for line in words(block))
        yield Doc(
            id=item.id,
            lang=lang,
            title=text.title,
            keywords=text.keywords,
            summary=text.summary,
            body="\n".join(line for line in body if line),
            order=theme * 10 + kind,
        )
