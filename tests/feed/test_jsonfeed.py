"""Items go through a feed document unchanged, and nothing else comes out of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.makers import MOMENT, item
from valita_desktop import __version__
from valita_desktop.content.model import MAX_ID, item_hash, state_root
from valita_desktop.errors import AppTooOldError, FeedError
from valita_desktop.feed.jsonfeed import (
    SCHEMA,
    Envelope,
    decode,
    document,
    encode,
    items_of,
)

if TYPE_CHECKING:
    from valita_desktop.content.model import Item


def written(*items: Item) -> bytes:
    root = state_root((each.id, item_hash(each)) for each in items)
    envelope = Envelope(
        schema=SCHEMA, min_app="0.1", kind="base", from_seq=0, to_seq=1, published=MOMENT,
        state_root=root,
    )  # fmt: skip
    return encode(document(items, envelope))


def test_items_come_back_as_they_were() -> None:
    both = (item("m09"), item("m10"))

    assert items_of(decode(written(*both), "feed"), "feed") == both


def test_a_document_is_a_json_feed_any_reader_can_show() -> None:
    feed = json.loads(written(item()))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [each["language"] for each in feed["items"]] == ["fi", "sv"]
    assert all(each["id"] and each["content_text"] and each["title"] for each in feed["items"])


def test_the_same_items_give_the_same_bytes() -> None:
    assert written(item()) == written(item())


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"version": "2"}', b"\xff", b"[" * 100_000, b"<html>login</html>"],
)
def test_what_is_no_such_document_is_refused(data: bytes) -> None:
    with pytest.raises(FeedError):
        decode(data, "feed")


def test_a_newer_schema_is_refused() -> None:
    feed = json.loads(written(item()))
    feed["_valita"]["schema"] = SCHEMA + 1

    with pytest.raises(FeedError):
        decode(json.dumps(feed).encode(), "feed")


def asking_for(min_app: str) -> bytes:
    feed = json.loads(written(item()))
    feed["_valita"]["min_app"] = min_app
    return json.dumps(feed).encode()


@pytest.mark.parametrize("min_app", ["0", __version__, f"{__version__}.0", "0.1.0.0"])
def test_a_document_for_this_version_is_read(min_app: str) -> None:
    assert decode(asking_for(min_app), "feed")


@pytest.mark.parametrize("min_app", [f"{__version__}.1", "99", "99.0.1"])
def test_a_document_for_a_later_version_says_which(min_app: str) -> None:
    with pytest.raises(AppTooOldError) as told:
        decode(asking_for(min_app), "feed")

    assert told.value.needed == min_app


def test_items_without_minutes_and_with_the_longest_id_come_back() -> None:
    made = item("m" * MAX_ID)
    short = msgspec.structs.replace(
        made, record=msgspec.structs.replace(made.record, minutes=0, url="https://example.org/")
    )

    assert items_of(decode(written(short), "feed"), "feed") == (short,)


def test_a_changed_word_is_noticed() -> None:
    data = written(item()).replace(b"Kuukausibudjetti", b"Kuukausibudjetit")

    with pytest.raises(FeedError, match="hash"):
        items_of(decode(data, "feed"), "feed")


def test_language_versions_that_differ_in_their_record_are_refused() -> None:
    feed = decode(written(item()), "feed")
    first, second = feed.items
    record = msgspec.structs.replace(second.extension.record, minutes=1)
    extension = msgspec.structs.replace(second.extension, record=record)
    bad = msgspec.structs.replace(
        feed, items=(first, msgspec.structs.replace(second, extension=extension))
    )

    with pytest.raises(FeedError, match="differ"):
        items_of(bad, "feed")


def test_an_item_that_occurs_twice_is_refused() -> None:
    feed = decode(written(item()), "feed")

    with pytest.raises(FeedError, match="twice"):
        items_of(msgspec.structs.replace(feed, items=feed.items * 2), "feed")
