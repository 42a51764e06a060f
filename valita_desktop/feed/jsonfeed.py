"""Items as JSON Feed 1.1 documents, and back.

Any feed reader can show a document; what only this kit needs is under ``_valita``. An item
becomes one feed item a language, always side by side in the same document and with the
same hash; whoever reads a document gets whole, verified items or an error.

Source:
    JSON Feed 1.1 (jsonfeed.org/version/1.1); extensions begin with an underscore.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec

from valita_desktop.content.model import (
    Attachment,
    Item,
    Lang,
    Record,
    Text,
    item_hash,
)
from valita_desktop.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERSION: Literal["https://jsonfeed.org/version/1.1"] = "https://jsonfeed.org/version/1.1"
TITLE = "Välitä! – Visa omtanke!"
HOME = "https://www.winnova.fi/valita/"
BASE = "https://www.winnova.fi/valita/kit/"
SCHEMA = 1
MIN_APP = "0.1"


class Deleted(msgspec.Struct, frozen=True):
    """An item that was withdrawn, in which release and why."""

    id: str
    seq: int
    reason: str = "withdrawn"


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What a document is.

    Attributes:
        schema: Version of the extension; a reader refuses a higher one.
        min_app: Oldest version of the app that can read it.
        kind: ``base`` holds everything, ``delta`` what changed since ``from_seq``.
        from_seq, to_seq: Numbers of the releases it leads from and to; a base is from 0.
        published: When, in UTC.
        state_root: SHA-256 over all items as they are after it (`content.model.state_root`).
        deleted: Items withdrawn between the two releases.
    """

    schema: int
    min_app: str
    kind: Literal["base", "delta"]
    from_seq: int
    to_seq: int
    published: dt.datetime
    state_root: str
    deleted: tuple[Deleted, ...] = ()


class ItemExtension(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What JSON Feed has no field for."""

    record: Record
    sha256: str
    keywords: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    place: str = ""
    change_note: str = ""
    easy_text: str = ""


class AttachmentExtension(msgspec.Struct, frozen=True):
    """The hash of an attachment and the name its text calls it by."""

    sha256: str
    name: str


class FeedAttachment(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an item, stored under its hash."""

    url: str
    mime_type: Literal["image/png", "image/jpeg"]
    size_in_bytes: int
    extension: AttachmentExtension = msgspec.field(name="_valita")


class FeedItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item in one language."""

    id: str
    language: Lang
    title: str
    summary: str
    content_text: str
    date_published: dt.datetime
    date_modified: dt.datetime
    tags: tuple[str, ...] = ()
    attachments: tuple[FeedAttachment, ...] = ()
    extension: ItemExtension = msgspec.field(name="_valita")


class FeedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document."""

    version: Literal["https://jsonfeed.org/version/1.1"] = VERSION
    title: str = TITLE
    home_page_url: str = HOME
    language: str = "fi"
    envelope: Envelope = msgspec.field(name="_valita")
    items: tuple[FeedItem, ...] = ()


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(FeedDocument)


def document(items: Iterable[Item], envelope: Envelope) -> FeedDocument:
    """The document that carries these items."""
    return FeedDocument(
        envelope=envelope,
        items=tuple(feed_item for item in items for feed_item in _feed_items(item)),
    )


def encode(feed: FeedDocument) -> bytes:
    """UTF-8 JSON of a document; equal documents give equal bytes."""
    return _encoder.encode(feed)


def decode(data: bytes, name: str) -> FeedDocument:
    """Read a document.

    Args:
        data: UTF-8 JSON.
        name: What to call it in an error.

    Raises:
        FeedError: It is not JSON, not such a document, or of a later schema.
    """
    try:
        feed = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FeedError(name, str(error)) from error
    if feed.envelope.schema > SCHEMA:
        raise FeedError(name, f"schema {feed.envelope.schema} is newer than {SCHEMA}")
    return feed


def items_of(feed: FeedDocument, name: str) -> tuple[Item, ...]:
    """The items of a document, each with all its languages.

    Raises:
        FeedError: Language versions of an item differ in their record, one occurs twice,
            or an item is not what its hash says.
    """
    together: dict[str, list[FeedItem]] = {}
    for feed_item in feed.items:
        together.setdefault(feed_item.extension.record.id, []).append(feed_item)
    return tuple(_item(versions, name) for versions in together.values())


def _feed_items(item: Item) -> Iterable[FeedItem]:
    record = item.record
    sha256 = item_hash(item)
    attachments = tuple(
        FeedAttachment(
            url=f"{BASE}blobs/{each.sha256[:2]}/{each.sha256}",
            mime_type=each.mime_type,
            size_in_bytes=each.size,
            extension=AttachmentExtension(each.sha256, each.name),
        )
        for each in item.attachments
    )
    for lang in item.langs:
        text = item.texts[lang]
        yield FeedItem(
            id=f"{BASE}{item.id}/{lang}",
            language=lang,
            title=text.title,
            summary=text.summary,
            content_text=text.markdown,
            date_published=_midnight(record.created),
            date_modified=_midnight(record.updated),
            tags=tuple(record.themes),
            attachments=attachments,
            extension=ItemExtension(
                record=record,
                sha256=sha256,
                keywords=text.keywords,
                needs=text.needs,
                place=text.place,
                change_note=text.change_note,
                easy_text=text.easy_markdown,
            ),
        )


def _item(versions: Sequence[FeedItem], name: str) -> Item:
    first = versions[0]
    record, sha256 = first.extension.record, first.extension.sha256
    if any(v.extension.record != record or v.extension.sha256 != sha256 for v in versions):
        raise FeedError(name, f"the language versions of {record.id} differ in their record")
    texts = {version.language: _text(version) for version in versions}
    if len(texts) != len(versions):
        raise FeedError(name, f"{record.id} occurs twice")
    item = Item(
        record=record,
        texts=texts,
        attachments=tuple(
            Attachment(a.extension.name, a.mime_type, a.size_in_bytes, a.extension.sha256)
            for a in first.attachments
        ),
    )
    if item_hash(item) != sha256:
        raise FeedError(name, f"{record.id} is not what its hash says")
    return item


def _text(version: FeedItem) -> Text:
    extension = version.extension
    return Text(
        title=version.title,
        summary=version.summary,
        keywords=extension.keywords,
        needs=extension.needs,
        place=extension.place,
        change_note=extension.change_note,
        markdown=version.content_text,
        easy_markdown=extension.easy_text,
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
