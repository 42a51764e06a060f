"""Documents of a feed: refused with a `FeedError`, or items that can be read, shown and kept."""

from __future__ import annotations

import sys

from hypothesis import strategies as st

from tests.bench.fuzz import Fuzz, main, varied, varied_json
from tests.feed.test_jsonfeed import written as document
from tests.makers import item
from valita_desktop.content.markdown import read
from valita_desktop.content.model import canonical, read_item
from valita_desktop.errors import FeedError
from valita_desktop.feed.jsonfeed import decode, items_of

SAMPLES = (
    document(item("m09"), item("m10", version=3, title="Työelämän pelisäännöt")).decode(),
    document(item("m11", title="Ääni ja öljy: 5\u00a0000\u202f€")).decode(),
)
MARKS = (
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "1e9",
    "\\u202e",
    "\\ud83d",
    "\\u0000",
    "\n",
)


def attempt(written: str) -> None:
    """What is not refused comes back as it was kept, and its texts can be read."""
    try:
        items = items_of(decode(written.encode("utf-8", "surrogatepass"), "feed"), "feed")
    except FeedError:
        return
    for each in items:
        assert canonical(read_item(canonical(each)))
        for text in each.texts.values():
            read(text.markdown)


FUZZ = Fuzz("feed documents", varied_json(SAMPLES) | st.just("") | varied(SAMPLES, MARKS), attempt)

if __name__ == "__main__":
    sys.exit(main(FUZZ))
