"""Everyday words, and the words of the materials that they should also find.

Editors write them (docs/editor-guide.md); they add to what a word finds, below what has
the word itself, and never take anything away.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from valita_desktop.library.search.digest import PackedSynonyms
from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.levels import NO_LEVEL, Level
from valita_desktop.library.search.tokens import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.library.search.morphology import Analyser, FormReading

_MOST_TERMS = 256
"""Words whose synonyms are kept in memory."""


def packed_synonyms(
    analyser: Analyser, pairs: Iterable[tuple[str, tuple[str, ...]]]
) -> PackedSynonyms:
    """The synonyms of a language by the base forms of their words.

    Args:
        analyser: Of the language.
        pairs: Everyday words with what they mean; either may be of several words.
    """
    alone: dict[str, list[str]] = defaultdict(list)
    phrases: list[tuple[list[frozenset[str]], list[str]]] = []
    for everyday, terms in pairs:
        bases = [_bases(analyser.read(word)) for word in words(everyday)]
        if len(bases) == 1:
            for base in sorted(bases[0]):
                alone[base] += terms
        elif bases:
            phrases.append((bases, list(terms)))
    return PackedSynonyms(dict(alone), phrases)


class Synonyms:
    """The synonyms of one language.

    Args:
        analyser: Of the language.
        packed: As `packed_synonyms` makes them.
    """

    def __init__(self, analyser: Analyser, packed: PackedSynonyms) -> None:
        self._analyser = analyser
        self._words = packed.words
        self._phrases = packed.phrases
        self._begun_by: dict[str, list[int]] = defaultdict(list)
        for place, (phrase, _terms) in enumerate(packed.phrases):
            for base in phrase[0]:
                self._begun_by[base].append(place)
        self._level = lru_cache(maxsize=_MOST_TERMS)(self._level_of)

    def of(self, known: FormReading) -> Level:
        """What a word of a query should find as well; empty for most."""
        bases = [base for base in _bases(known) if base in self._words]
        terms = (term for base in sorted(bases) for term in self._words[base])
        return sum(map(self._level, terms), NO_LEVEL) if bases else NO_LEVEL

    def of_phrases(self, typed: Sequence[FormReading]) -> Iterator[tuple[tuple[int, ...], Level]]:
        """Everyday expressions of several words that a query has.

        Yields:
            The places of the words in the query that are not of the expression, and what
            the expression should find.
        """
        given = [_bases(known) for known in typed]
        every = frozenset[str]().union(*given)
        begun = {place for base in every for place in self._begun_by.get(base, ())}
        for phrase, terms in map(self._phrases.__getitem__, sorted(begun)):
            if not any(map(every.isdisjoint, phrase)):
                left = [
                    place
                    for place, word in enumerate(given)
                    if not any(bases & word for bases in phrase)
                ]
                yield tuple(left), sum(map(self._level, terms), NO_LEVEL)

    def _level_of(self, term: str) -> Level:
        """A subject term: a word in any form alike, or all of several words."""
        keys = tuple(map(_key, map(self._analyser.read, words(term))))
        if len(keys) == 1:
            return Level(keys)
        return Level(groups=(keys,) if keys else ())


def _key(analysis: FormReading) -> str:
    if not analysis.lemmas:
        return TokenKind.FORM + analysis.form
    own = analysis.form in analysis.lemmas
    return TokenKind.LEMMA + plain(analysis.form if own else analysis.lemmas[0])


def _bases(analysis: FormReading) -> frozenset[str]:
    return frozenset((analysis.form, *analysis.lemmas))
