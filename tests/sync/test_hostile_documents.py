"""Signed or not, a document that is not as it should be changes nothing.

Whoever holds an editor's key can sign anything; the program still takes only whole,
readable, harmless items.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest
from tuf.api.metadata import TargetFile

from tests.makers import BODY, MOMENT, item
from valita_desktop.content.model import (
    Attachment,
    Item,
    Record,
    Text,
    item_hash,
    state_root,
)
from valita_desktop.errors import AppTooOldError, FeedError, TrustError, ValitaError
from valita_desktop.feed import edition, jsonfeed
from valita_desktop.feed.hidden import cleaned
from valita_desktop.feed.packs import PACK_FOLDER, PackName, of_target, pack
from valita_desktop.messages.errors import message
from valita_desktop.publishing.repository import FeedRepository

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers import Publisher
    from tests.sync.reading import Reader

Json = dict[str, Any]
DAMAGED, NEWER, ALTERED = "is damaged", "newer version of the program", "altered or damaged"


def document(*ids: str, seq: int = 9) -> Json:
    """A base that is as it should be."""
    items = [item(each) for each in ids or ("m09",)]
    envelope = jsonfeed.Envelope(
        schema=jsonfeed.SCHEMA,
        min_app=jsonfeed.MIN_APP,
        kind="base",
        from_seq=0,
        to_seq=seq,
        published=MOMENT,
        state_root=state_root((each.id, item_hash(each)) for each in items),
    )
    made: Json = json.loads(jsonfeed.encode(jsonfeed.document(items, envelope)))
    return made


def sign(publisher: Publisher, pack: bytes, target: str = "packs/base-9.json.gz") -> None:
    """Publish these bytes as a pack, rightly signed."""
    digest = hashlib.sha256(pack).hexdigest()
    folder, _, name = target.rpartition("/")
    file = publisher.folder / "targets" / folder / f"{digest}.{name}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pack)
    repository = FeedRepository(publisher.folder, publisher.keys, MOMENT)
    with repository.edit_targets() as targets:
        targets.targets = {target: TargetFile(len(pack), {"sha256": digest}, target)}
    repository.refresh()
    repository.commit()


class Case(NamedTuple):
    """What is done to a document, and what is said of it."""

    name: str
    change: Callable[[Json], object]
    says: str = DAMAGED
    error: type[ValitaError] = FeedError
    keep_hash: bool = False


def rehash(feed: Json) -> None:
    """Make hashes and root fit what the items say now, so that only that can be wrong."""
    hashes = {}
    try:
        record = msgspec.convert(feed["items"][0]["_valita"]["record"], Record)
        texts = {each["language"]: _text(each) for each in feed["items"]}
        attachments = tuple(_attachment(each) for each in feed["items"][0].get("attachments", ()))
        made = Item(record=record, texts=texts, attachments=attachments)
        hashes[made.id] = item_hash(made)
    except (msgspec.ValidationError, KeyError, IndexError, TypeError):
        return
    for each in feed["items"]:
        each["_valita"]["sha256"] = hashes[made.id]
    if "state_root" in feed.get("_valita", {}):
        feed["_valita"]["state_root"] = state_root(hashes.items())


def _text(each: Json) -> Text:
    extension = each["_valita"]
    return Text(
        title=each["title"],
        summary=each["summary"],
        keywords=tuple(extension.get("keywords", ())),
        markdown=each["content_text"],
    )


def _attachment(each: Json) -> Attachment:
    extension = each["_valita"]
    return Attachment(
        extension["name"], each["mime_type"], each["size_in_bytes"], extension["sha256"]
    )


def body(text: str) -> Callable[[Json], object]:
    def change(feed: Json) -> None:
        for each in feed["items"]:
            each["content_text"] = text

    return change


def of_item(**fields: object) -> Callable[[Json], object]:
    def change(feed: Json) -> None:
        for each in feed["items"]:
            each.update(fields)

    return change


def of_record(**fields: object) -> Callable[[Json], object]:
    def change(feed: Json) -> None:
        for each in feed["items"]:
            each["_valita"]["record"].update(fields)

    return change


def of_envelope(**fields: object) -> Callable[[Json], object]:
    return lambda feed: feed["_valita"].update(fields)


def deleting(*ids: str) -> Callable[[Json], object]:
    gone = [{"id": each, "seq": 9} for each in ids]
    return lambda feed: feed["_valita"].update(kind="delta", from_seq=0, deleted=gone)


CASES = (
    Case("title of a megabyte", of_item(title="x" * 2**20)),
    Case("empty title", of_item(title="")),
    Case("text of a megabyte", of_item(content_text="sana " * 200_000)),
    Case("one word of 100,000 letters", of_item(content_text="x" * 100_000)),
    Case("direction override in the title", of_item(title="abc\u202egpj.exe")),
    Case("isolate in the summary", of_item(summary="a\u2066b")),
    Case("control character in the text", of_item(content_text="a\x1b[2Jb")),
    Case("NUL in the title", of_item(title="a\x00b")),
    Case("line separator in the title", of_item(title="a\u2028b")),
    Case("byte order mark in the text", of_item(content_text="\ufeffa")),
    Case("text of lines without end", body("a\n" * 20_001)),
    Case("text of brackets without end", body("[a " * 40_000)),
    Case("text of marks without end", body("_a " * 40_000)),
    Case("text of notes without end", body("<!-- " * 30_000)),
    Case("text of a gap without end", body("a" + " " * 3000 + "b")),
    Case("raw HTML in the text", body("<script>alert(1)</script>")),
    Case("javascript link", body("[x](javascript:alert(1))")),
    Case("file link", body("[x](file:///etc/passwd)")),
    Case("share link", body("[x](//server/share/x)")),
    Case("http link", body("[x](http://example.invalid)")),
    Case("picture from a file", body("![x](file:///etc/passwd)")),
    Case("picture from the network", body("![x](https://example.invalid/x.png)")),
    Case("picture from a folder above", body("![x](../../secret.png)")),
    Case("dates without a zone", of_item(date_modified="2026-11-24T06:00:00")),
    Case("date that is none", of_item(date_modified="yesterday")),
    Case("unknown language", of_item(language="de")),
    Case("id that climbs", of_record(id="../../m09")),
    Case("id with capitals", of_record(id="M09")),
    Case("empty id", of_record(id="")),
    Case("long id", of_record(id="m" * 65)),
    Case("id that ends its line", of_record(id="m09\n")),
    Case("unknown kind", of_record(kind="virus")),
    Case("minutes as text", of_record(minutes="45")),
    Case("minutes below zero", of_record(minutes=-1)),
    Case("a huge number", of_record(minutes=10**30)),
    Case("address that is not https", of_record(url="http://example.invalid")),
    Case(
        "languages that differ",
        lambda feed: feed["items"][0]["_valita"]["record"].update(minutes=1),
        keep_hash=True,
    ),
    Case("an item twice", lambda feed: feed["items"].extend(feed["items"]), keep_hash=True),
    Case("an item changed after hashing", of_item(summary="Toinen."), keep_hash=True),
    Case(
        "hash that is none",
        lambda feed: feed["items"][0]["_valita"].update(sha256="x"),
        keep_hash=True,
    ),
    Case("no items field of the right type", lambda feed: feed.update(items={})),
    Case("items of the wrong type", lambda feed: feed.update(items=[1, 2])),
    Case(
        "another version of JSON Feed",
        lambda feed: feed.update(version="https://jsonfeed.org/version/2"),
    ),
    Case("no version", lambda feed: feed.pop("version")),
    Case("no envelope", lambda feed: feed.pop("_valita")),
    Case("wrong state root", of_envelope(state_root="0" * 64), keep_hash=True),
    Case("state root that is none", of_envelope(state_root="x"), keep_hash=True),
    Case("another release than the name says", of_envelope(to_seq=8)),
    Case("sequence below zero", of_envelope(to_seq=-1)),
    Case("huge sequence", of_envelope(to_seq=2**40)),
    Case("base that withdraws", of_envelope(deleted=[{"id": "m01", "seq": 9}])),
    Case("a page in the place of a pack", of_envelope(kind="page")),
    Case("unknown kind of document", of_envelope(kind="everything")),
    Case("future schema", of_envelope(schema=2), NEWER, AppTooOldError),
    Case("future program", of_envelope(min_app="99.0"), NEWER, AppTooOldError),
    Case(
        "future schema of another shape",
        lambda feed: feed.update(_valita={"schema": 3}, items=7),
        NEWER,
        AppTooOldError,
    ),
    Case(
        "attachment that is no picture",
        of_item(
            attachments=[
                {
                    "url": "x",
                    "mime_type": "image/svg+xml",
                    "size_in_bytes": 1,
                    "_valita": {"sha256": "0" * 64, "name": "x"},
                }
            ]
        ),
    ),
    Case(
        "attachment of a terabyte",
        of_item(
            attachments=[
                {
                    "url": "x",
                    "mime_type": "image/png",
                    "size_in_bytes": 10**12,
                    "_valita": {"sha256": "0" * 64, "name": "x"},
                }
            ]
        ),
    ),
)

WRONG: tuple[object, ...] = (7, True, None, {}, [[]], "\x00")
LISTS: tuple[object, ...] = (7, {}, [7], ["x" * 301])
STRINGS = ("id", "title", "summary", "content_text", "url")
EXTENSION = ("place", "change_note", "easy_text")
RECORD = ("id", "kind", "version", "minutes", "created", "themes", "group", "url", "format")


def of_extension(**fields: object) -> Callable[[Json], object]:
    def change(feed: Json) -> None:
        for each in feed["items"]:
            each["_valita"].update(fields)

    return change


def of_attachment(**fields: Json | str | int | None) -> Callable[[Json], object]:
    """A picture that is as it should be but for these fields."""
    good: Json = {
        "url": "https://example.invalid/x.png",
        "mime_type": "image/png",
        "size_in_bytes": 8,
        "_valita": {"sha256": "0" * 64, "name": "x.png"},
    }
    extension = {**good["_valita"], **dict(fields.pop("_valita", {}))}  # type: ignore[arg-type]
    return of_item(attachments=[good | fields | {"_valita": extension}])


def is_good(name: str, value: object) -> bool:
    """Whether a value is no mistake in this field of a record."""
    return (value is None and name in ("group", "format")) or (
        type(value) is int and name in ("version", "minutes")
    )


OF_FIELDS = (
    *(Case(f"{name} is {value!r}", of_item(**{name: value})) for name in STRINGS for value in WRONG),
    *(Case(f"{name} is {value!r}", of_extension(**{name: value})) for name in EXTENSION for value in WRONG),
    *(
        Case(f"record {name} is {value!r}", of_record(**{name: value}))
        for name in RECORD
        for value in WRONG
        if not is_good(name, value)
    ),
    *(Case(f"tags are {value!r}"[:40], of_item(tags=value)) for value in (*LISTS, ["x"] * 21)),
    *(Case(f"keywords are {value!r}"[:40], of_extension(keywords=value)) for value in (*LISTS, ["x"] * 101)),
    *(
        Case(f"attachment {name} is {value!r}"[:50], of_attachment(**{name: value}))
        for name, value in (
            ("url", 7), ("url", "x" * 501), ("mime_type", "image/gif"), ("mime_type", None),
            ("size_in_bytes", 0), ("size_in_bytes", -1), ("size_in_bytes", 2**33), ("size_in_bytes", "8"),
            ("_valita", {"sha256": "0" * 63}), ("_valita", {"sha256": "0" * 64 + "\n"}), ("_valita", {"sha256": "G" * 64}),
            ("_valita", {"name": ""}), ("_valita", {"name": "x" * 121}), ("_valita", {"name": 7}),
        )
    ),
    *(
        Case(f"envelope {name} is {value!r}", of_envelope(**{name: value}))
        for name, value in (
            ("schema", 0), ("schema", "1"), ("min_app", "x"), ("min_app", "0.\u0661"), ("min_app", "0.1\n"), ("kind", 7),
            ("from_seq", -1), ("from_seq", 1.5), ("to_seq", 0), ("to_seq", "9"), ("published", "2026-11-24"),
            ("published", "2026-13-01T00:00:00Z"), ("published", "2026-11-24T06:00:00"),
            ("deleted", 7), ("deleted", [{}]), ("deleted", [{"id": "../x", "seq": 9}]),
        )
    ),
    Case("envelope state_root ends its line", of_envelope(state_root="0" * 64 + "\n"), keep_hash=True),
    Case("attachments without end", of_item(attachments=[{}] * 51)),
    Case("easy text of a megabyte", of_extension(easy_text="sana " * 200_000)),
)  # fmt: skip


def refused(reader: Reader) -> ValitaError:
    """What a reader with one release says of the next."""
    with pytest.raises(ValitaError) as caught:
        reader.apply(allow_withdrawals=True)
    assert (reader.library.seq, reader.library.damaged()) == (1, "")
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_signed_document_that_is_wrong_changes_nothing(
    case: Case, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m01")
    reader.apply()
    feed = document()
    case.change(feed)
    if not case.keep_hash:
        rehash(feed)
    sign(publisher, gzip.compress(json.dumps(feed).encode()))

    error = refused(reader)

    assert isinstance(error, case.error)
    assert case.keep_hash or "hash says" not in str(error)
    assert case.says in message(error).happened


@pytest.mark.parametrize("case", OF_FIELDS, ids=lambda case: ascii(case.name))
def test_every_field_is_read_strictly_before_anything_is_changed(case: Case) -> None:
    feed = document()
    case.change(feed)
    if not case.keep_hash:
        rehash(feed)
    name, data = pack(json.dumps(feed).encode(), "base", 0, 9)

    if case.keep_hash:
        with pytest.raises(FeedError):
            jsonfeed.decode(json.dumps(feed).encode(), "test")
        return
    with pytest.raises(FeedError) as caught:
        edition.read((name,), {name: data}.__getitem__, 1)
    assert "hash says" not in str(caught.value)
    assert case.says in message(caught.value).happened


@pytest.mark.parametrize("said", ["99\nBuy", "99 \x1b[2J", "9" * 500, "99\u202e", "99.\u0661"])
def test_odd_words_for_the_needed_version_are_not_told(said: str) -> None:
    feed = document()
    feed["_valita"]["min_app"] = said

    with pytest.raises(AppTooOldError) as caught:
        jsonfeed.decode(json.dumps(feed).encode(), "test")

    assert caught.value.needed == ""


RAW = {
    "no JSON": b"hello",
    "nothing": b"",
    "NaN": b'{"version": NaN}',
    "infinite number": b'{"_valita": {"schema": 1e999}}',
    "100,000 brackets": b"[" * 100_000,
    "lone surrogate": b'{"version": "\\ud800"}',
    "invalid UTF-8": b'{"version": "\xff"}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "huge integer": b'{"_valita": {"schema": 1' + b"0" * 5000 + b"}}",
    "two documents": b"{}{}",
}


@pytest.mark.parametrize("name", RAW)
def test_signed_bytes_that_are_no_document_change_nothing(
    name: str, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m01")
    reader.apply()
    sign(publisher, gzip.compress(RAW[name]))

    error = refused(reader)

    assert isinstance(error, FeedError)
    assert message(error).works == "The materials that were here before still work."


PACKED = {
    "no gzip": b"hello",
    "cut off": gzip.compress(json.dumps(document()).encode())[:-20],
    "gzip bomb": gzip.compress(bytes(600 * 2**20), compresslevel=1),
    "bytes after the end": gzip.compress(b"{}") + b"x",
}


@pytest.mark.parametrize("name", PACKED)
def test_a_signed_pack_that_does_not_unpack_changes_nothing(
    name: str, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m01")
    reader.apply()
    sign(publisher, PACKED[name])

    assert isinstance(refused(reader), FeedError)


def test_an_unknown_field_is_passed_over(publisher: Publisher, reader: Reader) -> None:
    feed = document()
    feed["favicon"] = feed["_valita"]["colour"] = feed["items"][0]["image"] = "x"
    sign(publisher, gzip.compress(json.dumps(feed).encode()))

    assert reader.apply().new == ("m09",)


def test_a_deeply_nested_unknown_field_is_refused_or_passed_over(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m01")
    reader.apply()
    nested = b'{"x":' * 50_000 + b"1" + b"}" * 50_000
    sign(
        publisher,
        gzip.compress(json.dumps(document()).encode()[:-1] + b', "deep":' + nested + b"}"),
    )

    assert isinstance(refused(reader), FeedError)


@pytest.mark.parametrize("gone", [("m09",), ("m01", "m01")])
def test_an_item_that_is_there_and_withdrawn_is_refused(
    publisher: Publisher, reader: Reader, gone: tuple[str, ...]
) -> None:
    publisher.publish("m01")
    reader.apply()
    feed = document()
    deleting(*gone)(feed)
    sign(publisher, gzip.compress(json.dumps(feed).encode()), "packs/delta-0-9.json.gz")

    assert isinstance(refused(reader), FeedError)


def test_a_delta_that_leads_back_is_refused(publisher: Publisher, reader: Reader) -> None:
    feed = document(seq=9)
    feed["_valita"].update(kind="delta", from_seq=9)

    with pytest.raises(FeedError):
        jsonfeed.decode(json.dumps(feed).encode(), "test")


def test_a_pack_swapped_for_another_is_refused(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m01")
    reader.apply()
    publisher.publish("m10")
    other = gzip.compress(json.dumps(document()).encode())
    for file in (publisher.folder / PACK_FOLDER).iterdir():
        file.write_bytes(other)

    error = refused(reader)

    assert isinstance(error, TrustError)


def test_hidden_characters_are_taken_out_before_publishing(
    publisher: Publisher, reader: Reader
) -> None:
    dirty = item(title="Kuu\u202ekausi\u0007budjetti\r\n")

    assert cleaned(dirty).texts["fi"].title == "Kuukausibudjetti\n"


def test_names_of_packs_are_read_strictly() -> None:
    assert of_target("packs/base-9.json.gz", "0" * 64) == PackName("0" * 64, "base", 0, 9)
    assert of_target("packs/base-9.json.gz/x", "0" * 64) is None
    assert of_target("packs/base-9.json.gz", "../x") is None


def test_the_body_of_these_tests_is_itself_harmless(publisher: Publisher, reader: Reader) -> None:
    """So that what a case refuses is what it changed."""
    feed = document()
    assert all(each["content_text"] == BODY[each["language"]] for each in feed["items"])
    sign(publisher, gzip.compress(json.dumps(feed).encode()))

    assert reader.apply().new == ("m09",)
