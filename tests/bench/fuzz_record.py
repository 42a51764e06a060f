"""Records of items (item.toml): what can be read is read, all else has a line."""

from __future__ import annotations

import sys

from tests.bench.fuzz import Fuzz, main, samples, varied
from tests.makers import RECORD
from valita_desktop.content.record import read_record

MARKS = (
    "=", " = ", '"', '"""', "'", "'''", "[", "]", "[[", "]]", "{", "}", ",", "#", "\\", "\\u00e4",
    "\n", "[fi]\n", "[sv]\n", "[fi.easy]\n", "kind = ", "minutes = ", "2026-11-24", "24.11.2026",
    "2026-13-40", "inf", "nan", "0x10", "1e400", "true", 'id = "m10"\n', "created",
    "group = { min = 2 }\n", "\x00",
)  # fmt: skip


def attempt(written: str) -> None:
    """A record, or mistakes, each at a line of it."""
    record, mistakes = read_record(written)
    assert record or mistakes
    assert all(0 <= each.line <= written.count("\n") + 1 for each in mistakes)


SAMPLE = RECORD.format(id="m09", fi="Kuukausibudjetti", sv="Månadsbudget")
FUZZ = Fuzz("item.toml", varied(samples("record", SAMPLE), MARKS), attempt)

if __name__ == "__main__":
    sys.exit(main(FUZZ))
