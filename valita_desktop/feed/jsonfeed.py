"""Items as JSON Feed 1.1 documents, and back.

Any feed reader can show a document; what only this kit needs is under ``_valita``. An item
becomes one feed item a language, always side by side in the same document and with the
same hash; whoever reads a document gets whole, verified items or an error.

The structs below are the schema: `valita_desktop.feed.schema` writes it down from them for
everybody else, and docs/feed-format.md explains it.

Source:
    JSON Feed 1.1 (jsonfeed.org/version/1.1); extensions begin with an underscore.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta

from valita_desktop import __version__
from valita_desktop.content import pictures
from valita_desktop.content.model import (
    ID_PATTERN,
    LINE_END,
    MAX_ID,
    Attachment,
    Item,
    Lang,
    Record,
    Text,
    is_own,
    item_hash,
)
from valita_desktop.content.web import SITE, feed_address, is_site
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE, AppTooOldError, FeedError
from valita_desktop.feed import hidden
from valita_desktop.feed.packs import blob_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VERSION: Literal["https://jsonfeed.org/version/1.1"] = "https://jsonfeed.org/version/1.1"
TITLE = "Välitä! – Visa omtanke!"
BASE = feed_address(SITE)
"""Where the feed of the network is."""
SCHEMA = 1
MIN_APP = "0.1"
MAX_PICTURE = pictures.MOST_PUBLISHED

Sha256 = Annotated[str, Meta(pattern=rf"^[0-9a-f]{{64}}{LINE_END}")]
ItemId = Annotated[str, Meta(pattern=ID_PATTERN, max_length=MAX_ID)]
Seq = Annotated[int, Meta(ge=0, lt=2**31)]
Moment = Annotated[dt.datetime, Meta(tz=True)]
Line = Annotated[str, Meta(max_length=300)]
Paragraph = Annotated[str, Meta(max_length=4000)]
LongText = Annotated[str, Meta(max_length=400_000)]
Words = Annotated[tuple[Line, ...], Meta(max_length=100)]


class Deleted(msgspec.Struct, frozen=True, gc=False):
    """An item that was withdrawn, in which release and why."""

    id: ItemId
    seq: Seq
    reason: Line = "withdrawn"


class Envelope(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a document is.

    Attributes:
        schema: Version of the extension; a reader refuses a higher one.
        min_app: Oldest version of the app that can read it.
        kind: ``base`` holds everything, ``delta`` what changed since ``from_seq``.
        from_seq, to_seq: Numbers of the releases it leads from and to; a base is from 0. A
            delta leads to its end from any release between them.
        published: When, in UTC.
        state_root: SHA-256 over all items as they are after it (`content.model.state_root`).
        deleted: Items withdrawn between the two releases.
    """

    schema: Annotated[int, Meta(ge=1, lt=2**31)]
    min_app: Annotated[str, Meta(pattern=rf"^[0-9]{{1,4}}(\.[0-9]{{1,4}}){{0,3}}{LINE_END}")]
    kind: Literal["base", "delta"]
    from_seq: Seq
    to_seq: Annotated[int, Meta(ge=1, lt=2**31)]
    published: Moment
    state_root: Sha256
    deleted: tuple[Deleted, ...] = ()


class ItemExtension(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What JSON Feed has no field for."""

    record: Record
    sha256: Sha256
    keywords: Words = ()
    needs: Words = ()
    place: Line = ""
    hours: Line = ""
    change_note: Paragraph = ""
    easy_text: LongText = ""


class AttachmentExtension(msgspec.Struct, frozen=True, gc=False):
    """The hash of an attachment and the name its text calls it by."""

    sha256: Sha256
    name: Annotated[str, Meta(min_length=1, max_length=120)]


class FeedAttachment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A picture of an item, stored under its hash."""

    url: Annotated[str, Meta(max_length=500)]
    mime_type: Literal["image/png", "image/jpeg"]
    size_in_bytes: Annotated[int, Meta(ge=1, le=MAX_PICTURE)]
    extension: AttachmentExtension = msgspec.field(name="_valita")


class FeedItem(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """One item in one language."""

    id: Annotated[str, Meta(min_length=1, max_length=300)]
    language: Lang
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    summary: Paragraph
    content_text: LongText
    date_published: Moment
    date_modified: Moment
    url: Annotated[str, Meta(max_length=500)] = ""
    tags: Annotated[tuple[Line, ...], Meta(max_length=20)] = ()
    attachments: Annotated[tuple[FeedAttachment, ...], Meta(max_length=50)] = ()
    extension: ItemExtension = msgspec.field(name="_valita")


class FeedDocument(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A whole document; its envelope is the extension's ``_valita``."""

    version: Literal["https://jsonfeed.org/version/1.1"]
    title: Line
    home_page_url: str = ""
    envelope: Envelope = msgspec.field(name="_valita")
    items: tuple[FeedItem, ...] = ()


class _Demand(msgspec.Struct):
    schema: int = SCHEMA
    min_app: str = "0"


class _Demands(msgspec.Struct):
    """What any schema, also a later one, says of who can read the document."""

    envelope: _Demand = msgspec.field(name="_valita")


class _RawFeed(FeedDocument, frozen=True, gc=False, kw_only=True):
    """A document whose items are not read yet."""

    items: tuple[msgspec.Raw, ...] = ()  # type: ignore[assignment]  # read one by one


_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")
_encoder = msgspec.json.Encoder()
_shell_decoder = msgspec.json.Decoder(prepared(_RawFeed))
_item_decoder = msgspec.json.Decoder(prepared(FeedItem))
_demands = msgspec.json.Decoder(prepared(_Demands))


def document(items: Iterable[Item], envelope: Envelope, site: str = SITE) -> FeedDocument:
    """The document that carries these items, each in all its languages.

    Args:
        items: The items, in order.
        envelope: What the document is.
        site: Where their web pages are.
    """
    return FeedDocument(
        version=VERSION,
        title=TITLE,
        home_page_url=site,
        envelope=envelope,
        items=tuple(feed_item for item in items for feed_item in _feed_items(item, site)),
    )


def site_of(feed: FeedDocument) -> str:
    """Where the web pages of a document's items are; ``""`` where nobody can tell."""
    return feed.home_page_url if is_site(feed.home_page_url) else ""


def encode(feed: FeedDocument) -> bytes:
    """UTF-8 JSON of a document; equal documents give equal bytes."""
    return _encoder.encode(feed)


def decode(data: bytes, name: str) -> FeedDocument:
    """Read a document.

    Args:
        data: UTF-8 JSON.
        name: What to call it in an error.

    Raises:
        AppTooOldError: It is of a later schema or made for a later version of the program.
        FeedError: It is not JSON, or not such a document.
    """
    try:
        _refuse_later(_demands.decode(data), name)
        feed = _read(data)
    except UNDECODABLE as error:
        raise FeedError(name, str(error)[:200]) from error
    _check_envelope(feed, name)
    return feed


def _read(data: bytes) -> FeedDocument:
    """Read a document item by item, so that no window waits for all of them at once.

    The loop is Python's own: ``map`` would hold the interpreter until the last item.
    """
    shell = _shell_decoder.decode(data)
    fields = {name: getattr(shell, name) for name in FeedDocument.__struct_fields__}
    items = [_item_decoder.decode(raw) for raw in shell.items]
    return FeedDocument(**{**fields, "items": tuple(items)})


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


def _refuse_later(demands: _Demands, name: str) -> None:
    wanted = demands.envelope
    if wanted.schema > SCHEMA or _numbers(wanted.min_app) > _numbers(__version__):
        told = _VERSION.fullmatch(wanted.min_app) and _numbers(wanted.min_app)
        raise AppTooOldError(name, wanted.min_app if told else "")


def _numbers(version: str) -> tuple[int, ...]:
    """``"1.2.0"`` as ``(1, 2)``: ends in no zero, so that equal versions are equal."""
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", version[:40])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _check_envelope(feed: FeedDocument, name: str) -> None:
    envelope = feed.envelope
    gone = [deleted.id for deleted in envelope.deleted]
    there = {feed_item.extension.record.id for feed_item in feed.items}
    if envelope.kind == "base" and (envelope.from_seq or gone):
        raise FeedError(name, "a base leads from nothing and withdraws nothing")
    if envelope.kind == "delta" and envelope.from_seq >= envelope.to_seq:
        raise FeedError(name, f"leads from {envelope.from_seq} back to {envelope.to_seq}")
    if len(set(gone)) != len(gone) or there & set(gone):
        raise FeedError(name, "an item is both there and withdrawn, or withdrawn twice")


def _feed_items(item: Item, site: str) -> Iterable[FeedItem]:
    base = feed_address(site)
    record = item.record
    sha256 = item_hash(item)
    attachments = tuple(
        FeedAttachment(
            url=f"{base}{blob_name(each.sha256, each.mime_type)}",
            mime_type=each.mime_type,
            size_in_bytes=each.size,
            extension=AttachmentExtension(each.sha256, each.name),
        )
        for each in item.attachments
    )
    for lang in item.langs:
        text = item.texts[lang]
        yield FeedItem(
            id=f"{base}{item.id}/{lang}",
            language=lang,
            title=text.title,
            summary=text.summary,
            content_text=text.markdown,
            date_published=_midnight(record.created),
            date_modified=_midnight(record.updated),
            url=record.url,
            tags=tuple(record.themes),
            attachments=attachments,
            extension=ItemExtension(
                record=record,
                sha256=sha256,
                keywords=text.keywords,
                needs=text.needs,
                place=text.place,
                hours=text.hours,
                change_note=text.change_note,
                easy_text=text.easy_markdown,
            ),
        )


def _item(versions: Sequence[FeedItem], name: str) -> Item:
    first = versions[0]
    record, sha256 = first.extension.record, first.extension.sha256
    _check_record(record, name)
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


def _check_record(record: Record, name: str) -> None:
    good = len(record.id) <= MAX_ID and re.fullmatch(ID_PATTERN, record.id)
    if not good or is_own(record.id):
        raise FeedError(name, f"{record.id[:80]!r} is no id")
    if not 0 <= record.minutes < 10**6 or not 1 <= record.version < 2**31:
        raise FeedError(name, f"{record.id}: a number is out of range")
    if record.url and not record.url.startswith("https://"):
        raise FeedError(name, f"{record.id}: its address is not https")


def _text(version: FeedItem) -> Text:
    extension = version.extension
    hidden.refuse(version, version.extension.record.id)
    return Text(
        title=version.title,
        summary=version.summary,
        keywords=extension.keywords,
        needs=extension.needs,
        place=extension.place,
        hours=extension.hours,
        change_note=extension.change_note,
        markdown=version.content_text,
        easy_markdown=extension.easy_text,
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
