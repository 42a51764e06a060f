"""Titles by how their words begin, so that a title being typed is the first thing found.

Where a title stands among others follows from the first letters of the first word and never
from the later ones: as long as titles go on fitting, typing on does not change their order.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from valita_desktop.library.search.tokens import HYPHEN, folded, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from valita_desktop.library.search.morphology import Analyser

Start = tuple[str, int]
"""How a word in a title begins, and its rank; smaller ranks stand first."""

# Ranks: two for each place in a title, a word and the words within it; base forms of any come
# after all that are written there, titles that fit without dots and rings only after those.
_MOST_PLACES = 16
_BASE = 2 * _MOST_PLACES
_FOLDED = _BASE + 1
WORST = 2 * _FOLDED

_SETTLED = 2
"""Letters of the first word that tell where a title stands among others; fewer find none."""

_MOST_FITTING = 1500
"""Words beyond which what was typed is too short to tell titles apart."""

_LAST = "\U0010ffff"


def starts(title: str, analyser: Analyser) -> Iterator[Start]:
    """How the words of a title begin, and the words in its compounds."""
    for place, word in enumerate(words(title)):
        rank = 2 * min(place, _MOST_PLACES - 1)
        yield plain(word), rank
        for piece in _pieces(word, analyser):
            yield piece, rank + 1
        analysis = analyser.analyse(word)
        for base in (*analysis.lemmas, *analysis.parts):
            yield base, _BASE


def _pieces(word: str, analyser: Analyser) -> Iterator[str]:
    """The word from each place on where another word begins in it."""
    pieces = word.split(HYPHEN)
    for place, piece in enumerate(pieces):
        after = "".join(pieces[place + 1 :])
        if place:
            yield piece + after
        for seam in analyser.seams(piece):
            yield piece[seam:] + after


class Titles:
    """The titles of one language, in one edition of the index.

    Args:
        starts: For each `Start` the number of its document.
    """

    def __init__(self, starts: Iterable[tuple[str, int, int]]) -> None:
        found = list(starts)
        self._written = _Starts(found)
        self._folded = _Starts((folded(start), number, rank) for start, number, rank in found)

    def fitting(self, typed: Sequence[str]) -> dict[int, int]:
        """Documents by whose titles a query may go on: each word of it begins a word there.

        Args:
            typed: The words of the query.

        Returns:
            By number of the document, its rank.
        """
        sought = [plain(word) for word in typed]
        if len(sought[0]) < _SETTLED:
            return {}
        undotted = all(map(str.isascii, sought))
        folded_too = self._folded.fitting(sought) if undotted else {}
        fitting = {number: rank + _FOLDED for number, rank in folded_too.items()}
        return fitting | self._written.fitting(sought)


class _Starts:
    """Starts in the order of the alphabet."""

    def __init__(self, found: Iterable[tuple[str, int, int]]) -> None:
        self._sorted = sorted(found)

    def fitting(self, sought: Sequence[str]) -> dict[int, int]:
        each = [self._ranks(word) for word in sought]
        both = set(each[0]).intersection(*each[1:])
        if not both:
            return {}
        settled = self._ranks(sought[0][:_SETTLED]) or each[0]
        return {
            number: each[0][number] if each[0][number] == _BASE else settled[number]
            for number in both
        }

    def _ranks(self, start: str) -> Mapping[int, int]:
        """Documents with a word that begins so, and the smallest rank of it in each."""
        first = bisect_left(self._sorted, (start,))
        end = bisect_left(self._sorted, (start + _LAST,), lo=first)
        if end - first > _MOST_FITTING:
            return {}
        ranks: dict[int, int] = {}
        for _, number, rank in self._sorted[first:end]:
            if rank < ranks.get(number, _FOLDED):
                ranks[number] = rank
        return ranks
