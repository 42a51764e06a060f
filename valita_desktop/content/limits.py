"""How much a text may hold, so that whoever reads it is done soon, whatever it holds.

Readers of Markdown take time that grows with the square of the signs that may be marks, and
a table in memory for every line. What is far above any sheet is refused before it is read,
in one look from its beginning to its end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 10_000
"""The longest text of the kit, a list of synonyms, has 539."""
MOST_SIGNS = 20_000
"""Of those that may be marks, in a text; the list of synonyms has 1,617."""
MOST_SIGNS_TOGETHER = 4000
"""Of those in lines without an empty one between them; bars of tables are not counted."""
LONGEST_WORD = 2000
"""Letters of a word, as in the feed, or blanks side by side."""
MOST_RECORD = 100_000
"""Letters of an item.toml; the longest of the kit has 3,000."""

_SINGLE_SIGNS = r"*[]<`\~"
_SIGNS = re.compile(rf"[{re.escape(_SINGLE_SIGNS)}]|_+")
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1}}}|[^\S\n]{{{LONGEST_WORD + 1}}}")


def too_much(markdown: str) -> ContentError | None:
    """What a text has too much of, with its line; ``None`` for one that can be read.

    Args:
        markdown: The whole text; its line ends are newlines.
    """
    found = endless(markdown)
    if found:
        return found
    if markdown.count("\n") >= MOST_LINES:
        return ContentError(ContentErrorCode.TOO_LONG, f"{MOST_LINES}", line=MOST_LINES + 1)
    total = markdown.count("|")
    at_most = sum(map(markdown.count, (*_SINGLE_SIGNS, "_")))
    if at_most <= MOST_SIGNS_TOGETHER and total + at_most <= MOST_SIGNS:
        return None  # wherever they stand
    for line, signs in _together(markdown):
        total += signs
        if signs > MOST_SIGNS_TOGETHER:
            return ContentError(
                ContentErrorCode.TOO_MANY_SIGNS, f"{MOST_SIGNS_TOGETHER}", line=line
            )
        if total > MOST_SIGNS:
            return ContentError(ContentErrorCode.TOO_MANY_SIGNS, f"{MOST_SIGNS}", line=line)
    return None


def endless(text: str) -> ContentError | None:
    """A word or a gap without end, with its line; ``None`` where there is none."""
    found = _ENDLESS.search(text) if has_line_of(LONGEST_WORD + 1, text) else None
    if not found:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return ContentError(ContentErrorCode.ENDLESS_WORD, f"{LONGEST_WORD}", line=line)


def has_line_of(letters: int, text: str) -> bool:
    """Whether a line is so long: what lies within lines is looked for only where one is.

    Args:
        letters: How long.
        text: Its line ends are newlines.
    """
    start = 0
    while len(text) - start >= letters:
        start = text.rfind("\n", start, start + letters) + 1
        if not start:
            return True
    return False


def _together(markdown: str) -> Iterator[tuple[int, int]]:
    """The first line of all lines that stand together, and how many signs are in them."""
    first, signs = 1, 0
    for number, line in enumerate(markdown.split("\n"), start=1):
        if line.strip():
            signs += len(_SIGNS.findall(line))
            continue
        yield first, signs
        first, signs = number + 1, 0
    yield first, signs
