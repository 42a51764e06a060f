"""The tables of content.db and what is written into them.

Every function works inside its caller's transaction; none commits.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa
from typing_extensions import override

from valita_desktop.content.blocks import Document, Table, plain, words
from valita_desktop.content.markdown import parse
from valita_desktop.content.model import LISTED_KINDS, Item, Kind, Lang, as_read, canonical
from valita_desktop.decoding import prepared
from valita_desktop.errors import ContentError, FeedError
from valita_desktop.library.kept import packed, unpacked
from valita_desktop.library.rows import row_of, sort_key
from valita_desktop.library.search import Doc, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop.library.editions import Changed
    from valita_desktop.library.rows import Row


class Packed(sa.types.TypeDecorator[bytes]):
    """Bytes that the file keeps packed (zlib), and that are whole wherever they are read.

    Damaged ones are read as none, which no hash is of.
    """

    impl = sa.LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        return None if value is None else packed(value)

    @override
    def process_result_value(self, value: bytes | None, dialect: sa.Dialect) -> bytes | None:
        return None if value is None else unpacked(value)


metadata = sa.MetaData()
state = sa.Table(
    "state",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
items = sa.Table(
    "items",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("row", sa.LargeBinary, nullable=False),
    sa.Column("row_sha256", sa.Text, nullable=False),
    sa.Column("source", Packed, nullable=False),
)
images = sa.Table(
    "images",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
previous = sa.Table(
    "previous",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("source", Packed),
)
_item_decoder = msgspec.json.Decoder(prepared(Item))
_AT_ONCE = 64
"""Items that are put in by one statement."""


def remember(connection: sa.Connection, changed: Changed) -> None:
    """Keep what a release replaces, so that the edition before it can be used again."""
    connection.execute(sa.delete(previous))
    replaced = items.c.id.in_((*changed.changed, *changed.withdrawn))
    kept = sa.select(items.c.id, items.c.source).where(replaced)
    connection.execute(sa.insert(previous).from_select(["id", "source"], kept))
    if changed.new:
        connection.execute(
            sa.insert(previous), [{"id": each, "source": None} for each in changed.new]
        )


def add_images(connection: sa.Connection, pictures: Mapping[str, bytes]) -> None:
    """Put in the pictures, by SHA-256, that are not there yet."""
    known = set(connection.scalars(sa.select(images.c.sha256)))
    fresh = [{"sha256": k, "data": data} for k, data in pictures.items() if k not in known]
    if fresh:
        connection.execute(sa.insert(images), fresh)


def forget(connection: sa.Connection, search: Search, ids: tuple[str, ...]) -> None:
    """Take items out, and out of the search; a list of synonyms no longer works.

    Args:
        connection: In the transaction of the release.
        search: On the same connection.
        ids: Those that are there.
    """
    if ids:
        lists = items.c.id.in_(ids) & (items.c.kind == Kind.SYNONYMS.value)
        for source in connection.scalars(sa.select(items.c.source).where(lists)).all():
            for lang in _item_decoder.decode(source).texts:
                search.set_synonyms(lang, {})
        search.remove(ids)  # reads its texts beside their sources
        connection.execute(sa.delete(items).where(items.c.id.in_(ids)))


def add(
    connection: sa.Connection, search: Search, fresh: list[Item], hashes: Mapping[str, str]
) -> None:
    """Put new and changed items in, and into the search.

    Args:
        connection: In the transaction of the release.
        search: On the same connection.
        fresh: Items as they were signed, whose earlier form has been taken out.
        hashes: Of every item in the release by its id, as `content.model.item_hash` gives it.

    Raises:
        FeedError: A text cannot be read.
    """
    if fresh:
        search.put(_added(connection, search, fresh, hashes))


def _added(
    connection: sa.Connection, search: Search, fresh: list[Item], hashes: Mapping[str, str]
) -> Iterator[Doc]:
    """Put items in, some at a time, so that not all are held as they are read.

    Args:
        connection: As in `add`.
        search: Is given lists of synonyms.
        fresh: As in `add`.
        hashes: As in `add`.

    Yields:
        What is searched of an item, once it is in: a text is read beside its source.
    """
    for first in range(0, len(fresh), _AT_ONCE):
        records: list[dict[str, object]] = []
        docs: list[Doc] = []
        for signed in fresh[first : first + _AT_ONCE]:
            record, found = _read(search, signed, hashes[signed.id])
            records.append(record)
            docs.extend(found)
        connection.execute(sa.insert(items), records)
        yield from docs


def _read(search: Search, signed: Item, sha256: str) -> tuple[dict[str, object], Iterable[Doc]]:
    """The row of an item for the table, and what is searched of it."""
    source = canonical(signed)
    item = as_read(signed, source)
    documents = _documents(item)
    row = row_of(item, documents)
    row_data = msgspec.json.encode(row)
    record: dict[str, object] = {
        "id": item.id,
        "kind": item.record.kind.value,
        "sha256": sha256,
        "row": row_data,
        "row_sha256": hashlib.sha256(row_data).hexdigest(),
        "source": source,
    }
    if item.record.kind in LISTED_KINDS:
        return record, search_docs(item, documents, row, source)
    if item.record.kind is Kind.SYNONYMS:
        for lang, document in documents.items():
            search.set_synonyms(lang, synonyms(document))
    return record, ()


def synonyms(document: Document) -> dict[str, tuple[str, ...]]:
    """The pairs of a list of synonyms: everyday word to the words it should also find.

    They stand in tables of two columns; the second holds one or more words and commas.
    """
    pairs: dict[str, tuple[str, ...]] = {}
    for part in document:
        for block in part.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    meant = (word.strip() for word in plain(row[-1]).split(","))
                    pairs[plain(row[0])] = tuple(word for word in meant if word)
    return pairs


def _documents(item: Item) -> dict[Lang, Document]:
    try:
        return {lang: parse(text.markdown) for lang, text in item.texts.items()}
    except ContentError as error:
        raise FeedError(item.id, str(error)) from error


def search_docs(
    item: Item, documents: Mapping[Lang, Document], row: Row, source: bytes = b""
) -> Iterable[Doc]:
    """An item as it is searched, a document a language.

    Args:
        item: The item.
        documents: Its texts, read.
        row: Its row.
        source: What `kept.source_of` gives of it, if it is in the table.
    """
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
            source=source,
        )
