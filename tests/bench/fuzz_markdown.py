"""Texts of materials: read to their end, every mistake with a line, or right."""

from __future__ import annotations

import sys

from tests.bench.fuzz import Fuzz, main, samples, varied
from tests.makers import BODY
from valita_desktop.content.markdown import parse, read
from valita_desktop.errors import ContentError

MARKS = (
    ":::: facilitator\n", ":::: sheet\n", "::::\n", ":::\n", "::: lines 3\n", "::: cards\n", "#",
    "## ", "- ", "- [ ] ", "1. ", "| a | b |\n|---|---|\n", "**", "*", "_", "____", "`", "\\",
    "<!--", "-->", "<b>", "[a](https://b.fi)", "[a](item:m09)", "![a](b.png)", "(", ")", "[",
    "](", "](<", "&amp;", "\t", "    ", "\n", "\n\n", "\r\n", "\u2028", "\xad", "\u200b",
    "\ue000", "(5 min)", "klo 9–10",
)  # fmt: skip


def attempt(written: str) -> None:
    """Every mistake has a line of the text, and what has none is right."""
    reading = read(written)
    lines = max(1, len(written.splitlines()) + written.count("\n") + 1)
    assert all(0 <= each.line <= lines for each in reading.mistakes)
    try:
        document = parse(written)
    except ContentError:
        assert reading.mistakes
    else:
        assert document == reading.document


FUZZ = Fuzz("markdown", varied(samples("markdown", *BODY.values()), MARKS), attempt)

if __name__ == "__main__":
    sys.exit(main(FUZZ))
