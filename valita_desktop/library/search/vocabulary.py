"""What is in the index, in memory: for half-typed, undotted and misspelt words.

Made of the index itself, so it can propose nothing that would not be found. One object
holds one edition of one language and never changes. Thirty thousand words as objects would
take 9 MB, so keys are in a trie and words in texts (docs/adr/0051-memory-of-the-window.md).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, islice
from typing import TYPE_CHECKING

import marisa_trie

from valita_desktop.library.search import spelling
from valita_desktop.library.search.digest import PackedVocabulary
from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.tokens import folded
from valita_desktop.library.search.word_list import (
    BREAK,
    PackedWords,
    WordList,
    numbers_in,
    packed_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WHOLE = frozenset((TokenKind.FORM, TokenKind.LEMMA, TokenKind.OTHER))
_WRITTEN = frozenset((TokenKind.FORM, TokenKind.LEMMA, TokenKind.PART))
_READ = _WRITTEN | {TokenKind.OTHER}
_KINDS = tuple(kind.value for kind in TokenKind)
_MOST_LIKE = 30
"""Words nearest by letters among which the likeliest slip is sought."""


def packed_vocabulary(docs: Mapping[str, int]) -> PackedVocabulary:
    """The vocabulary of keys, given in how many documents each is."""
    keys = marisa_trie.Trie(docs)
    counts = [0] * len(docs)
    weights: dict[str, int] = {}
    for key, count in docs.items():
        counts[keys[key]] = count
        if key[0] in _WHOLE and count > weights.get(key[1:], 0):
            weights[key[1:]] = count
    words = sorted(weights)
    dotted = {key[1:] for key in docs if key[0] in _READ and not key.isascii()}
    fold = folded.__wrapped__  # each is asked for once: not to be remembered
    pairs = sorted((bare, word) for word in dotted if (bare := fold(word)) != word)
    return PackedVocabulary(
        keys.tobytes(),
        packed_numbers(counts),
        PackedWords.of(words),
        packed_numbers(map(weights.__getitem__, words)),
        PackedWords.of([bare for bare, _ in pairs]),
        PackedWords.of([word for _, word in pairs]),
    )


class Vocabulary:
    """The keys of the index of one language, and the words among them.

    Args:
        packed: As `packed_vocabulary` makes it.
    """

    def __init__(self, packed: PackedVocabulary) -> None:
        self._keys = marisa_trie.Trie().frombytes(packed.keys)
        self._counts = numbers_in(packed.counts)
        self._words = WordList(packed.words)
        self._weights = numbers_in(packed.weights)
        self._sums = array("I", accumulate(self._weights, initial=0))
        self._folds, self._dotted = WordList(packed.folds), WordList(packed.dotted)
        self.kinds = lru_cache(maxsize=4096)(self._kinds)
        self.beginning = lru_cache(maxsize=4096)(self._beginning)
        self.docs_begun = lru_cache(maxsize=4096)(self._docs_begun)
        self._nearest = lru_cache(maxsize=4096)(self._nearest_of)

    def docs(self, key: str) -> int:
        """In how many documents a key is."""
        number = self._keys.get(key)
        return 0 if number is None else self._counts[number]

    def _kinds(self, word: str) -> str:
        """What a word is in the index, a letter for each kind; nothing for most."""
        keys = self._keys
        return "".join([kind for kind in _KINDS if kind + word in keys])

    def has(self, word: str) -> bool:
        """Whether it is there as a form, as a base form or within a compound."""
        return not _WRITTEN.isdisjoint(self.kinds(word))

    def is_form(self, word: str) -> bool:
        """Whether a document has just this form."""
        return TokenKind.FORM in self.kinds(word)

    def variants(self, word: str) -> list[str]:
        """Words that differ from this one in dots and rings only."""
        bare = folded(word)
        found = self._dotted[self._folds.alike(bare)]
        if bare != word and not _READ.isdisjoint(self.kinds(bare)):
            found.append(bare)
        others = [other for other in found if other != word]
        return sorted(others, key=lambda other: (not self.has(other), other)) if others else []

    def begins_undotted(self, start: str, most: int) -> tuple[str, ...]:
        """Words that begin so but for dots and rings, the commonest first."""
        found = self._dotted[self._folds.beginning_so(start)]
        weighed = ((self._weight(word), word) for word in found)
        best = nlargest(most, (each for each in weighed if each[0]))
        return tuple(word for _, word in best)

    def _docs_begun(self, start: str) -> int:
        """In how many documents words are that begin so, all counts added."""
        place = self._words.beginning_so(start)
        count: int = self._sums[place.stop] - self._sums[place.start]
        return count

    def _beginning(self, start: str, most: int) -> tuple[int, tuple[str, ...]]:
        """Words that begin so.

        Args:
            start: The beginning.
            most: How many to give.

        Returns:
            In how many documents they are, all counts added, and the commonest of them.
        """
        place = self._words.beginning_so(start)
        counted = zip(self._weights[place], self._words[place], strict=True)
        best = tuple([word for _, word in nlargest(most, counted)])
        return self.docs_begun(start), best

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
        first = bisect_left(self._by_length, len(word) - mistakes, key=len)
        end = bisect_right(self._by_length, len(word) + mistakes, lo=first, key=len)
        alike = self._by_length[first:end]
        least, near = spelling.nearest(word, alike, mistakes, _MOST_LIKE)
        ranked = sorted((spelling.cost(word, other), -self._weight(other), other) for other in near)
        return least, tuple(other for _, _, other in ranked)

    def _holding(self, piece: str) -> Iterator[str]:
        text, place = self._words.text, 0
        while (place := text.find(piece, place)) >= 0:
            start, end = text.rfind(BREAK, 0, place) + 1, text.find(BREAK, place)
            if start < place:
                yield text[start:end]
            place = end

    def _weight(self, word: str) -> int:
        """In how many documents it is in the reading that most have; 0 for a part only."""
        return max(self.docs(kind + word) for kind in _WHOLE)

    @cached_property
    def _by_length(self) -> list[str]:
        """Shortest first; as objects, for each slip looks through a third of them."""
        return sorted(self._words[:], key=len)
