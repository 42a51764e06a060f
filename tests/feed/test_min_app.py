"""`MIN_APP` is the oldest version that can read all that a feed may hold.

``features.json`` says with which version each thing came that a feed may hold: fields and values
of records, containers of texts and their options. What is not in it is new: it is entered under
the version that brings it, and `MIN_APP` is raised to that version, as older programs refuse what
they do not know. What was once said of a released version is never changed.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valita_desktop import __version__
from valita_desktop.content import containers
from valita_desktop.feed import schema
from valita_desktop.feed.jsonfeed import MIN_APP

if TYPE_CHECKING:
    from collections.abc import Iterator

SINCE: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("features.json").read_text(encoding="utf-8")
)
EXPECTED = re.compile(r"\.expect\(([^)]*)\)")


def number(version: str) -> tuple[int, ...]:
    """Of a version, in three parts: 0.1 is 0.1.0."""
    parts = [int(part) for part in version.split(".")]
    return tuple((*parts, 0, 0)[:3])


def features() -> set[str]:
    """All that a feed may hold now."""
    return {*_fields(schema.schema()["$defs"]), *_containers()}


def _fields(kinds: dict[str, Any]) -> Iterator[str]:
    for name, kind in kinds.items():
        for value in kind.get("enum", ()):
            yield f"{name}: {value}"
        for field, of_field in kind.get("properties", {}).items():
            yield f"{name}.{field}"
            for value in of_field.get("enum", ()):
                yield f"{name}.{field}: {value}"


def _containers() -> Iterator[str]:
    for name in containers.NAMES:
        yield f"::: {name}"
        maker = containers._MAKERS.get(name)
        known = EXPECTED.search(inspect.getsource(maker)) if maker else None
        for option in re.findall(r'"(\S+)"', known[1]) if known else ():
            yield f"::: {name} {option}="


def test_whatever_a_feed_may_hold_came_with_some_version() -> None:
    said = {each for brought in SINCE.values() for each in brought}

    assert features() - said == set(), "enter them, and raise MIN_APP"
    assert said - features() == set(), "a feed of before may hold it"


def test_the_oldest_program_that_a_feed_asks_for_can_read_it() -> None:
    assert number(MIN_APP) == max(map(number, SINCE))


def test_this_program_can_read_what_it_publishes() -> None:
    assert number(MIN_APP) <= number(__version__), "a new version first: docs/release.md"
