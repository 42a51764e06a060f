"""The schema that is written down is the one that the program reads by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.feed.test_jsonfeed import written
from tests.makers import item
from valita_desktop.errors import FeedError
from valita_desktop.feed import schema
from valita_desktop.feed.jsonfeed import decode, items_of

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN: dict[str, Any] = json.loads(schema.FILE.read_text("utf-8"))


def test_the_file_is_as_the_types_are() -> None:
    assert schema.schema() == WRITTEN


def test_the_schema_is_itself_in_order() -> None:
    Draft202012Validator.check_schema(WRITTEN)


def test_what_the_publisher_writes_is_valid() -> None:
    Draft202012Validator(WRITTEN).validate(json.loads(written(item("m09"), item("m10"))))


def first(feed: dict[str, Any]) -> dict[str, Any]:
    item_of_feed: dict[str, Any] = feed["items"][0]
    return item_of_feed


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "no version": lambda feed: feed.pop("version"),
    "long title": lambda feed: first(feed).update(title="x" * 301),
    "no title": lambda feed: first(feed).pop("title"),
    "unknown language": lambda feed: first(feed).update(language="de"),
    "bad hash": lambda feed: first(feed)["_valita"].update(sha256="x"),
    "bad id": lambda feed: first(feed)["_valita"]["record"].update(id="../x"),
    "minutes below zero": lambda feed: first(feed)["_valita"]["record"].update(minutes=-1),
    "negative sequence": lambda feed: feed["_valita"].update(to_seq=-1),
    "unknown kind": lambda feed: feed["_valita"].update(kind="x"),
    "items that are none": lambda feed: feed.update(items=7),
}


@pytest.mark.parametrize("change", SPOILT)
def test_program_and_schema_refuse_the_same(change: str) -> None:
    feed = json.loads(written(item()))
    SPOILT[change](feed)
    data = json.dumps(feed).encode()

    assert not Draft202012Validator(WRITTEN).is_valid(json.loads(data))
    with pytest.raises(FeedError):
        _read(data)


def _read(data: bytes) -> None:
    items_of(decode(data, "feed"), "feed")
