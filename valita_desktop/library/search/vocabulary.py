"""What is in the index, in memory: for half-typed, undotted and misspelt words.

Read from the index itself, so it can propose nothing that would not be found. One object
holds one edition of one language and never changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from valita_desktop.library.search import spelling
from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WHOLE = frozenset((TokenKind.FORM, TokenKind.LEMMA, TokenKind.OTHER))
_WRITTEN = frozenset((TokenKind.FORM, TokenKind.LEMMA, TokenKind.PART))
_LAST = "\U0010ffff"
_MOST_LIKE = 30
"""Words nearest by letters among which the likeliest slip is sought."""

_BREAK = "\n"
"""Stands between words and in none of them."""


class Vocabulary:
    """The keys of the index of one language, and the words among them.

    Args:
        docs: Every key, and in how many documents it is.
    """

    def __init__(self, docs: Mapping[str, int]) -> None:
        self._docs = docs
        weights: dict[str, int] = {}
        for key, count in docs.items():
            if key[0] in _WHOLE and count > weights.get(key[1:], 0):
                weights[key[1:]] = count
        self._weights = weights
        self._words = sorted(weights)
        self._sums = list(accumulate(map(weights.__getitem__, self._words), initial=0))
        self.beginning = lru_cache(maxsize=4096)(self._beginning)
        self._nearest = lru_cache(maxsize=4096)(self._nearest_of)

    def docs(self, key: str) -> int:
        """In how many documents a key is."""
        return self._docs.get(key, 0)

    def has(self, word: str) -> bool:
        """Whether it is there as a form, as a base form or within a compound."""
        return any(kind + word in self._docs for kind in _WRITTEN)

    def is_form(self, word: str) -> bool:
        """Whether a document has just this form."""
        return TokenKind.FORM + word in self._docs

    def variants(self, word: str) -> list[str]:
        """Words that differ from this one in dots and rings only."""
        return [other for other in self._by_fold.get(folded(word), ()) if other != word]

    def begins_undotted(self, start: str, most: int) -> tuple[str, ...]:
        """Words that begin so but for dots and rings, the commonest first."""
        found = self._undotted
        first = bisect_left(found, (start,))
        end = bisect_left(found, (start + _LAST,), lo=first)
        words = (word for _, word in islice(found, first, end))
        return tuple(nlargest(most, words, key=lambda word: (self._weights[word], word)))

    def _beginning(self, start: str, most: int) -> tuple[int, tuple[str, ...]]:
        """Words that begin so.

        Args:
            start: The beginning.
            most: How many to give.

        Returns:
            In how many documents they are, all counts added, and the commonest of them.
        """
        first = bisect_left(self._words, start)
        end = bisect_left(self._words, start + _LAST, lo=first)
        words = self._words[first:end]
        counted = zip(map(self._weights.__getitem__, words), words, strict=True)
        best = tuple(word for _, word in nlargest(most, counted))
        return self._sums[end] - self._sums[first], best

    def inside(self, piece: str, most: int) -> list[str]:
        """Words that have this piece within or at their end, shortest first."""
        return sorted(islice(self._holding(piece), most * 4), key=len)[:most]

    def like(self, word: str, most: int, mistakes: int = 2) -> tuple[str, ...]:
        """Words that this one may be a misspelling of, likeliest first.

        Only those with the fewest mistakes: what is further off is hardly meant.

        Args:
            word: What was typed.
            most: How many to give.
            mistakes: At most so many are forgiven, fewer in a short word.
        """
        least, found = self._nearest(word)
        return found[:most] if least <= mistakes else ()

    def _nearest_of(self, word: str) -> tuple[int, tuple[str, ...]]:
        """The fewest mistakes that lead to words from this one, and those words."""
        mistakes = spelling.mistakes_in(word)
        if not mistakes:
            return 0, ()
        sizes = range(len(word) - mistakes, len(word) + mistakes + 1)
        alike = [other for size in sizes for other in self._by_length.get(size, ())]
        near = extract(word, alike, scorer=OSA.distance, score_cutoff=mistakes, limit=_MOST_LIKE)
        least = min((distance for _, distance, _ in near), default=0)
        ranked = sorted(
            (spelling.cost(word, other), -self._weights[other], other)
            for other, distance, _ in near
            if distance == least
        )
        return int(least), tuple(other for _, _, other in ranked)

    def _holding(self, piece: str) -> Iterator[str]:
        text, place = self._text, 0
        while (place := text.find(piece, place)) >= 0:
            start, end = text.rfind(_BREAK, 0, place) + 1, text.find(_BREAK, place)
            if start < place:
                yield text[start:end]
            place = end

    @cached_property
    def _by_fold(self) -> dict[str, list[str]]:
        by_fold: dict[str, list[str]] = defaultdict(list)
        written = {key[1:] for key in self._docs if key[0] in _WRITTEN}
        read = {key[1:] for key in self._docs if key[0] == TokenKind.OTHER}
        for word in (*sorted(written), *sorted(read - written)):
            by_fold[folded(word)].append(word)
        return by_fold

    @cached_property
    def _undotted(self) -> list[tuple[str, str]]:
        """Words that have dots or rings, by what they are without."""
        pairs = ((folded(word), word) for word in self._words if not word.isascii())
        return sorted(pair for pair in pairs if pair[0] != pair[1])

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            by_length[len(word)].append(word)
        return by_length

    @cached_property
    def _text(self) -> str:
        return _BREAK + "".join(word + _BREAK for word in self._words)
