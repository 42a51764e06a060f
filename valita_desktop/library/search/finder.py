"""Finds documents in one language: climbs down from what is surest, level by level.

One object reads one edition of the index. It returns numbers of documents with scores;
whatever it is given to look for, the work it does is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from valita_desktop.library.search.query import (
    Level,
    Planner,
    match_of,
    synonym_levels,
)
from valita_desktop.library.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.index import Index
    from valita_desktop.library.search.morphology import Analyser

    Ladders = Sequence[Sequence[Level]]

_MOST_RANKED = 1500
"""To rank more documents than this takes longer than a keystroke may, and tells little: a
word that so many have tells them apart by their titles only."""

_STEP = 100.0
"""What a level is worth in a score; more than words within a level can make up for."""


@dataclass(frozen=True)
class Found:
    """Documents and what they were found by.

    Attributes:
        scores: By number of the document, larger is better.
        sought: For each word of the query, everything that was looked for.
    """

    scores: Mapping[int, float]
    sought: tuple[Level, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.scores)


NOTHING = Found({})


class Finder:
    """Looks up words in the documents of one language.

    Attributes:
        lang: The language.
        analyser: Of that language.
    """

    def __init__(self, index: Index, lang: Lang, analyser: Analyser) -> None:
        self.lang: Lang = lang
        self.analyser = analyser
        self._index = index
        self._vocabulary = Vocabulary(index, lang)
        synonyms = synonym_levels(analyser, index.synonyms(lang))
        self._plan = Planner(analyser, self._vocabulary, synonyms)

    def find(self, words: Sequence[str], most: int) -> Found:
        """Documents that have every word, in whatever form or compound."""
        return self._climb([self._plan.levels(word) for word in words], most)

    def find_sure(self, words: Sequence[str], most: int) -> Found:
        """Documents that have every word itself, in any form."""
        return self._climb([[self._plan.sure(word)] for word in words], most)

    def find_loosely(self, words: Sequence[str], most: int) -> Found:
        """Documents with the words' stems, or with the words inside of others."""
        levels = self._plan.levels
        return self._climb([[*levels(w), *self._plan.last_resort(w)] for w in words], most)

    def find_any(self, words: Sequence[str], most: int) -> Found:
        """Documents that have some of the words; those that have rarer ones first."""
        levels = [level for word in words for level in self._plan.levels(word)]
        return self._climb([[sum(levels, Level())]], most)

    def find_mended(self, spellings: Iterable[Sequence[str]], most: int) -> Found:
        """Documents that have every word in one of the spellings given, likeliest first."""
        return self._climb(
            [[self._plan.sure(word) for word in likely] for likely in spellings], most
        )

    def find_near(self, words: Sequence[str], most: int) -> Found:
        """Documents that have words derived from these or beginning like them."""
        plan = self._plan
        return self._climb([[plan.sure(word) + plan.near(word)] for word in words], most)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Spellings to try: the word itself where it is found, else likely ones."""
        if self._rows([sum(self._plan.levels(word), Level())], 1):
            return (word,)
        return self._plan.mended(word) or (word,)

    def without_fillers(self, words: Sequence[str]) -> list[str]:
        """The words but for those that say nothing of what is sought."""
        return [word for word in words if not self.analyser.is_filler(word)]

    def _climb(self, ladders: Ladders, most: int) -> Found:
        """Go down the levels until there is enough; what is found higher stands first."""
        if not ladders or not all(ladders):
            return NOTHING
        scores: dict[int, float] = {}
        sought = [ladder[0] for ladder in ladders]
        depth = max(map(len, ladders))
        for step in range(depth):
            if step:
                sought = [
                    level + ladder[step] if step < len(ladder) else level
                    for level, ladder in zip(sought, ladders, strict=True)
                ]
            levels = [ladders[0][step]] if len(ladders) == 1 else sought
            for number, score in self._rows(levels, most + len(scores)):
                scores.setdefault(number, score + _STEP * (depth - step))
            if len(scores) >= most:
                break
        best = islice(sorted(scores, key=lambda number: -scores[number]), most)
        return Found({number: scores[number] for number in best}, tuple(sought))

    def _rows(self, levels: Sequence[Level], most: int) -> list[tuple[int, float]]:
        if not all(levels):
            return []
        match = match_of(levels)
        if min(map(self._plan.weight, levels)) <= _MOST_RANKED:
            return self._index.ranked(self.lang, match, most)
        titled = self._index.ranked(self.lang, f"{{title keywords}} : ({match})", most)
        if len(titled) >= most:
            return titled
        return [*titled, *self._index.some(self.lang, match, most)]
