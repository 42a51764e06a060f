"""The feed's JSON Schema, written from the very types that read and write it.

``feed.schema.json`` beside this module ships with the program, for everybody who reads or
makes such a feed with other tools. Publisher and client decode into the types themselves,
which is the same check, and quicker; a test holds the file and the types together.

Source:
    JSON Schema 2020-12 (json-schema.org/specification).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from valita_desktop.content.model import ID_PATTERN, MAX_ID
from valita_desktop.feed.jsonfeed import BASE, FeedDocument

FILE = Path(__file__).with_name("feed.schema.json")


def schema() -> dict[str, Any]:
    """The schema of a document."""
    made = json.loads(json.dumps(msgspec.json.schema(FeedDocument)))  # lists where tuples were
    defs = made["$defs"]
    defs["Record"]["properties"]["id"] |= {"pattern": ID_PATTERN, "maxLength": MAX_ID}
    defs["Record"]["properties"]["minutes"] |= {"minimum": 0, "exclusiveMaximum": 10**6}
    for of_kind in defs.values():
        of_kind.pop("description", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{BASE}feed.schema.json",
        "title": "A document of the Välitä! – Visa omtanke! feed",
        "description": "JSON Feed 1.1 with the extension _valita; see docs/feed-format.md.",
        **made,
    }


def write(file: Path = FILE) -> None:
    """Write the schema down; for whoever changes the types."""
    file.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", "utf-8")
