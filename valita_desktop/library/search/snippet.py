"""The piece of a text that shows why it was found.

A text is not analysed whole: what the sought words begin with picks the few words that
may be meant, and only those are. Marks are places in the text as it stands.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from valita_desktop.library.search.index import keys
from valita_desktop.library.search.model import Excerpt
from valita_desktop.library.search.tokens import WORD, folded, token_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.library.search.levels import Level
    from valita_desktop.library.search.model import Doc, Span
    from valita_desktop.library.search.morphology import Analyser

LONGEST_SNIPPET = 170
"""Letters of a snippet without its ellipses: two lines in the list."""

_BEFORE = 50
"""Letters before the first mark, so that it is seen in its sentence."""

_MOST_MARKS = 60
"""Marks that are looked for in a text: more than are shown, few enough for a long text."""

_ELLIPSIS = "…"
_IN_WORD = re.compile(r"[^\W_]|['’\u02bc\-\u2010\u2011\u00ad\u200b-\u200d]")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))

Mark = tuple["Span", int]
"""Where a word stands, and which word of the query it is."""


class Marker:
    """Finds in texts what a search was for.

    Args:
        analyser: Of the language of the texts.
        sought: For each word of the query, everything that was looked for.
    """

    def __init__(self, analyser: Analyser, sought: Sequence[Level]) -> None:
        self._analyser = analyser
        self._levels = sought
        self._known: dict[str, int] = {}

    @cached_property
    def _sought(self) -> list[tuple[frozenset[str], tuple[str, ...]]]:
        """Made when something is shown: most searches are of letters that are typed on."""
        return [(frozenset(level.every_key), level.starts) for level in self._levels if level]

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return _beginnings(self._sought)

    def excerpt(self, doc: Doc) -> Excerpt:
        """What to show of a document: of the summary if it has a sought word, or the body."""
        title_marks = self.spans(doc.title)
        for text in (doc.summary, doc.body):
            if marks := self.marks(text):
                return _cut(text, marks, title_marks)
        return _cut(doc.summary or doc.body, [], title_marks)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the sought words stand in a text, in order."""
        return tuple(span for span, _ in self.marks(text))

    def marks(self, text: str) -> list[Mark]:
        """The sought words in a text, in order."""
        return list(islice(self._marks(text), _MOST_MARKS))

    def _marks(self, text: str) -> Iterator[Mark]:
        end = 0
        for place in self._candidates(text):
            if place < end:
                continue
            match = WORD.search(text, _word_start(text, place, end))
            if match is None:
                return
            end = match.end()
            token = token_of(match)
            which = self._known.get(token.word)
            if which is None:
                which = self._known[token.word] = self._which(token.word)
            if which >= 0:
                yield (token.start, token.end), which

    def _candidates(self, text: str) -> list[int]:
        """Places within words that may be sought, in order."""
        plain = _plain(text)
        found: set[int] = set()
        for beginning in self._beginnings:
            place = plain.find(beginning)
            while place >= 0:
                found.add(place if beginning[0] == " " else place - 1)
                place = plain.find(beginning, place + len(beginning))
        return sorted(found)

    def _which(self, word: str) -> int:
        """Which word of the query this one answers; -1 if none."""
        found = tuple(keys(self._analyser.analyse(word)))
        for place, (whole, starts) in enumerate(self._sought):
            if not whole.isdisjoint(found) or any(key.startswith(starts) for key in found):
                return place
        return -1


def _beginnings(sought: Sequence[tuple[frozenset[str], tuple[str, ...]]]) -> tuple[str, ...]:
    """What anything with these keys has in it; with a blank before what begins a word.

    The ends of words change with inflection, their beginnings hardly: two letters where a
    word begins, within a compound all but the last two.
    """
    found: set[str] = set()
    for whole, starts in sought:
        for word in {folded(key[1:]) for key in (*whole, *starts)}:
            found.add(" " + word[: 1 if len(word) <= 3 else 2])  # noqa: PLR2004 - *gå* and *gick*
            found.add(word[: max(2, len(word) - 2)])
    return tuple(found)


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """The text letter for letter without case and dots, blanks for all else, one before."""
    return " " + text.translate(_PLAIN)


def _plain_letter(letter: str) -> str:
    plain = folded(letter.casefold())
    return (plain if len(plain) == 1 else letter) if letter.isalnum() else " "


_PLAIN = {code: _plain_letter(chr(code)) for code in (*range(0x250), *range(0x2000, 0x2070))}


def _word_start(text: str, place: int, least: int) -> int:
    while place > least and _IN_WORD.match(text, place - 1):
        place -= 1
    return place


def _cut(text: str, marks: list[Mark], title_marks: tuple[Span, ...]) -> Excerpt:
    """The stretch with most of the query's words, whole words at both ends."""
    start, end = _stretch(text, marks)
    before = f"{_ELLIPSIS} " if start else ""
    after = f" {_ELLIPSIS}" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple((a + shift, b + shift) for (a, b), _ in marks if start <= a and b <= end)
    return Excerpt(before + text[start:end].translate(_BLANKS) + after, kept, title_marks)


def _stretch(text: str, marks: list[Mark]) -> tuple[int, int]:
    if len(text) <= LONGEST_SNIPPET:
        return 0, len(text)
    first = max(marks, key=lambda mark: _worth(mark[0][0], marks), default=((0, 0), 0))[0]
    start = max(0, min(first[0] - _BEFORE, len(text) - LONGEST_SNIPPET))
    if start:
        blank = re.compile(r"\s").search(text, start, first[0])
        start = blank.end() if blank else first[0]
    end = min(len(text), max(start + LONGEST_SNIPPET, first[1]))
    if end < len(text):
        blank_at = max(
            (match.start() for match in re.finditer(r"\s", text[first[1] : end])), default=-1
        )
        end = first[1] + blank_at if blank_at >= 0 else max(first[1], end)
    return start, end


def _worth(start: int, marks: list[Mark]) -> tuple[int, int]:
    """How many words of the query, and how many marks, a stretch from here would show."""
    shown = [
        which for (a, b), which in marks if start <= a and b <= start + LONGEST_SNIPPET - _BEFORE
    ]
    return len(set(shown)), len(shown)
