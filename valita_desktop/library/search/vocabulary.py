"""The words that are in the index, in memory: for half-typed, undotted and misspelt ones.

Read from the index itself, so it can say nothing that could not be found. One object
holds one edition of one language and never changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache, partial
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from valita_desktop.library.search import spelling
from valita_desktop.library.search.index import Kind
from valita_desktop.library.search.words import folded

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.index import Index

_LAST = "\U0010ffff"
_MOST_LIKE = 30


class Vocabulary:
    """Forms and base forms in the index of one language."""

    def __init__(self, index: Index, lang: Lang) -> None:
        self._docs = {kind: dict(index.terms(lang, kind)) for kind in (Kind.FORM, Kind.LEMMA)}
        self._words = sorted(self._docs[Kind.FORM].keys() | self._docs[Kind.LEMMA].keys())
        self._count = lru_cache(maxsize=4096)(partial(index.docs_with, lang))
        self.beginning = lru_cache(maxsize=4096)(self._beginning)

    def docs(self, key: str) -> int:
        """In how many documents a key is."""
        kind, word = Kind(key[0]), key[1:]
        if kind in self._docs:
            return self._docs[kind].get(word, 0)
        return self._count(key)

    def has(self, word: str) -> bool:
        """Whether it is there as a form or as a base form."""
        return word in self._docs[Kind.FORM] or word in self._docs[Kind.LEMMA]

    def variants(self, word: str) -> tuple[str, ...]:
        """Words that differ from this one in dots and rings only."""
        return tuple(other for other in self._by_fold.get(folded(word), ()) if other != word)

    def _beginning(self, start: str, most: int) -> tuple[int, tuple[str, ...]]:
        """Words that begin so.

        Args:
            start: The beginning, not empty.
            most: How many to give.

        Returns:
            In how many documents they are, at most and together, and the commonest.
        """
        first = bisect_left(self._words, start)
        end = bisect_left(self._words, start + _LAST, lo=first)
        counted = [(self._weight(word), word) for word in islice(self._words, first, end)]
        return sum(weight for weight, _ in counted), tuple(w for _, w in nlargest(most, counted))

    def inside(self, piece: str, most: int) -> tuple[str, ...]:
        """Words that have this piece within or at their end, shortest first."""
        pattern = re.compile(rf"^.+{re.escape(piece)}.*$", re.MULTILINE)
        found = (match[0] for match in pattern.finditer(self._text))
        return tuple(sorted(islice(found, most * 4), key=len)[:most])

    def like(self, word: str, most: int) -> tuple[str, ...]:
        """Words that this one may be a misspelling of, likeliest first.

        One mistake is forgiven in four and five letters, two in six and more. Only words
        of the least cost are given: a second guess is worth showing, a worse one is not.
        """
        mistakes = spelling.mistakes_in(word)
        if not mistakes:
            return ()
        near = extract(
            word, self._words, scorer=OSA.distance, score_cutoff=mistakes, limit=_MOST_LIKE
        )
        if not near:
            return ()
        least = min(distance for _, distance, _ in near)
        ranked = sorted(
            (spelling.cost(word, other), -self._weight(other), other)
            for other, distance, _ in near
            if distance == least
        )
        return tuple(other for _, _, other in ranked[:most])

    def _weight(self, word: str) -> int:
        return max(counted.get(word, 0) for counted in self._docs.values())

    @cached_property
    def _by_fold(self) -> dict[str, list[str]]:
        by_fold: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            by_fold[folded(word)].append(word)
        return by_fold

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._words)
