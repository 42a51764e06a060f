"""Finds documents in one language: climbs down from what is surest, level by level.

One object reads one edition of the index. It returns numbers of documents with scores;
whatever it is given to look for, the work it does is bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.library.search.digest import Digest
from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.levels import NO_LEVEL, Level, keys_of, match_of
from valita_desktop.library.search.query import MOST_WORDS, Planner
from valita_desktop.library.search.synonyms import Synonyms, packed_synonyms
from valita_desktop.library.search.titles import WORST, Titles, packed_starts
from valita_desktop.library.search.vocabulary import Vocabulary, packed_vocabulary
from valita_desktop.library.search.word_list import numbers_in, packed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search.index import Index
    from valita_desktop.library.search.kept_doc import KeptDoc
    from valita_desktop.library.search.morphology import Analyser

    Ladders = Sequence[Sequence[Level]]

_MOST_RANKED = 1500
"""To rank more documents than this takes longer than a keystroke may, and tells little: a
word that so many have tells them apart by their titles only."""

_FEW = 10
"""With fewer documents than a first screenful, words that begin as the typed ones count too."""

_MOST_KEPT = 400
"""Documents kept in memory: while a word is typed, the same ones are found again."""

_QUERIES_KEPT = 256
"""Of an edition that does not change: one search climbs some levels twice, and so does the next."""

_STEP = 100.0
"""What a level is worth in a score; more than words within a level can make up for."""


class Findings(msgspec.Struct, frozen=True):
    """Documents and what they were found by.

    Attributes:
        scores: By number of the document, larger is better.
        sought: For each word of the query, everything that was looked for.
        whole: Of what the documents are all there are.
    """

    scores: Mapping[int, float]
    sought: tuple[Level, ...] = ()
    whole: Level = NO_LEVEL

    def __bool__(self) -> bool:
        return bool(self.scores)

    def then(self, other: Findings) -> Findings:
        """These documents, and after them those of another search."""
        if other is NOTHING:
            return self
        sought, whole = self.sought + other.sought, self.whole + other.whole
        if not (self.scores and other.scores):
            return Findings(self.scores or other.scores, sought, whole)
        least = min(self.scores.values()) / (1 + max(other.scores.values()))
        after = {number: score * least for number, score in other.scores.items()}
        return Findings({**after, **self.scores}, sought, whole)


NOTHING = Findings({})


def digest_of(index: Index, lang: Lang, analyser: Analyser) -> Digest:
    """What a `Finder` reads first, made of the tables.

    Args:
        index: The tables.
        lang: Of which language.
        analyser: Of that language.
    """
    twins = index.twins(lang)
    return Digest(
        packed_vocabulary(index.terms(lang)),
        *packed_starts(index.starts(lang)),
        packed_numbers(number for number, _ in twins),
        packed_numbers(twin for _, twin in twins),
        packed_synonyms(analyser, index.synonyms(lang)),
    )


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
        self._docs: dict[int, KeptDoc] = {}
        self._ranked = lru_cache(maxsize=_QUERIES_KEPT)(partial(index.ranked, lang))
        read = index.digest(lang) or digest_of(index, lang, analyser)
        self._numbers, self._twins = numbers_in(read.numbers), numbers_in(read.twins)
        synonyms = Synonyms(analyser, read.synonyms)
        self._plan = Planner(analyser, Vocabulary(read.vocabulary), synonyms, len(self._numbers))
        self._titles = Titles(read.written, read.folded)

    def twin(self, number: int) -> int:
        """The document of the same item in the other language; 0 where there is none."""
        place = bisect_left(self._numbers, number)
        return self._twins[place]

    def find(self, words: Sequence[str], most: int) -> Findings:
        """Documents that have every word, in whatever form or compound.

        Where they are few, words that only begin so will do as well. What an everyday
        expression of several words means is found after its words, then what is about words
        of the same family. Titles that go on as was typed come first of all, then what has two
        words as one.
        """
        plan = self._plan
        found = self._titled(words, most)
        for ladders in plan.together(words):
            found = found.then(self._climb(ladders, most))
        levels = plan.levels if len(words) > 1 else plan.alone
        found = found.then(self._climb([levels(word) for word in words], most, words))
        for ladders in plan.expressions(words):
            found = found.then(self._climb(ladders, most - len(found.scores)))
        enough = len(found.scores) >= _FEW or (len(words) > 1 and not found)
        return found if enough else found.then(self._about_kin(words, most))

    def find_sure(self, words: Sequence[str], most: int) -> Findings:
        """Documents that have every word itself, in any form."""
        return self._climb([[self._plan.sure(word)] for word in words], most)

    def find_loosely(self, words: Sequence[str], most: int) -> Findings:
        """Documents with the words' stems."""
        levels = self._plan.levels
        return self._climb([[*levels(w), *self._plan.last_resort(w)] for w in words], most)

    def find_apart(self, words: Sequence[str], most: int) -> Findings:
        """Documents with the two words that the only one of a query is, if it is no compound."""
        found = NOTHING
        if len(words) > 1 or self.analyser.apart(words[0]):
            return found
        for ladders in self._plan.apart(words[0]):
            found = found.then(self._climb(ladders, most - len(found.scores)))
        return found

    def find_inside(self, words: Sequence[str], most: int) -> Findings:
        """Documents with the words inside of others."""
        plan = self._plan
        ladders = [[*plan.levels(w), *filter(None, [plan.inside(w)])] for w in words]
        return self._climb(ladders, most)

    def find_misspelt(self, words: Sequence[str], most: int) -> Findings:
        """Documents with words one slip from those that are neither known nor begun."""
        if not any(map(self._plan.is_strange, words)):
            return NOTHING
        spellings = [self.spellings_near(word) for word in words]
        return self.find_mended(spellings, most) if all(spellings) else NOTHING

    def find_any(self, words: Sequence[str], most: int) -> Findings:
        """Documents that have some of the words, those first that are about them.

        A compound that no document has stands for the words that it is made of.
        """
        levels = (level for word in self._apart(words) for level in self._plan.levels(word))
        some = sum(levels, NO_LEVEL)
        if not some:
            return NOTHING
        about = self._ranked(_about(some.match()), most)
        return Findings(dict(about), (some,)).then(self._climb([[some]], most))

    def find_mended(self, spellings: Iterable[Sequence[str]], most: int) -> Findings:
        """Documents that have every word in one of the spellings given, likeliest first."""
        return self._climb(
            [[self._plan.sure(word) for word in likely] for likely in spellings], most
        )

    def find_near(self, words: Sequence[str], most: int, found: Findings) -> Findings:
        """Documents that have words derived from these or beginning like them.

        Args:
            words: Of the query.
            most: At most so many.
            found: What was found before; nothing is sought that could only find the same.
        """
        plan = self._plan
        near = [plan.sure(word) + plan.near(word) for word in words]
        if len(near) == 1 and found.whole.holds(near[0]):
            return NOTHING
        return self._climb([[level] for level in near], most)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Spellings to try: the word itself where it is found, else likely ones, if any.

        A compound that the dictionary lists is spelt as it should be.
        """
        if self._plan.levels(word):
            return (word,)
        if self.analyser.read(word).listed and self.analyser.apart(word):
            return (word,)
        return self._plan.mended(word)

    def spellings_near(self, word: str) -> tuple[str, ...]:
        """As `spellings`, one slip away, for a word that is strange whatever else it may be."""
        return self._plan.mended(word, 1) if self._plan.is_strange(word) else (word,)

    def without_fillers(self, words: Sequence[str]) -> list[str]:
        """The words but for those that say nothing of what is sought."""
        return [word for word in words if not self.analyser.is_filler(word)]

    def docs(self, found: Findings) -> list[tuple[KeptDoc, float]]:
        """The documents with their scores, best first; equal ones by their order and id."""
        if not found.scores.keys() <= self._docs.keys():
            if len(self._docs) > _MOST_KEPT:
                self._docs.clear()
            self._docs |= self._index.docs(found.scores.keys() - self._docs.keys())
        pairs = [(self._docs[number], score) for number, score in found.scores.items()]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0].order, pair[0].id))

    def _titled(self, words: Sequence[str], most: int) -> Findings:
        """Documents whose titles begin as was typed, or have words that do."""
        ranks = self._titles.fitting(words)
        if not ranks:
            return NOTHING
        best = sorted(ranks, key=lambda number: (ranks[number], number))[:most]
        begun = tuple(
            Level(starts=keys_of((word,), TokenKind.FORM, TokenKind.PART)) for word in words
        )
        return Findings({number: WORST + 1.0 - ranks[number] for number in best}, begun)

    def _about_kin(self, words: Sequence[str], most: int) -> Findings:
        """Documents that have every word or one of its family in their title or keywords."""
        levels = tuple(self._plan.kin(word) for word in words)
        if not all(levels):
            return NOTHING
        return Findings(dict(self._ranked(_about(match_of(levels)), most)), levels)

    def _apart(self, words: Sequence[str]) -> list[str]:
        """The words, and for compounds that no document has, the words they are made of."""
        apart: dict[str, None] = {}
        for word in words:
            pieces = () if self._plan.levels(word) else self.analyser.apart(word)
            apart |= dict.fromkeys(self.without_fillers(pieces) or (word,))
        return list(apart)[:MOST_WORDS]

    def _climb(self, ladders: Ladders, most: int, begun: Sequence[str] = ()) -> Findings:
        """Go down the levels until there is enough; what is found higher stands first.

        Args:
            ladders: For each word its levels, the surest first.
            most: Enough.
            begun: Words whose beginnings are one more level, taken only where few were found.
        """
        depth = max(map(len, ladders), default=0)
        if not (depth or begun):
            return NOTHING
        scores: dict[int, float] = {}
        sought = [NO_LEVEL] * len(ladders)
        for step in range(depth + 1):
            if len(scores) >= (most if step < depth else min(most, _FEW)):
                break
            new = [ladder[step] if step < len(ladder) else NO_LEVEL for ladder in ladders]
            if step == depth:
                new = [self._plan.begun(word) for word in begun]
                if not any(new):
                    break
            # What a lone word was found by finds the same again, and all of it was found.
            if len(ladders) > 1 or not sought[0].holds(new[0]):
                sought = [old + level for old, level in zip(sought, new, strict=True)]
                levels = new if len(ladders) == 1 else sought
                for number, score in self._rows(levels, most + len(scores)):
                    scores.setdefault(number, score + _STEP * (depth - step))
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:most]
        whole = sought[0] if len(ladders) == 1 and len(scores) < most else NO_LEVEL
        return Findings({number: scores[number] for number in best}, tuple(sought), whole)

    def _rows(self, levels: Sequence[Level], most: int) -> list[tuple[int, float]]:
        if not all(levels):
            return []
        match = match_of(levels)
        if min(map(self._plan.weight, levels)) <= _MOST_RANKED:
            return self._ranked(match, most)
        titled = self._ranked(_about(match), most)
        if len(titled) >= most:
            return titled
        return [*titled, *self._index.some(self.lang, match, most)]


def _about(match: str) -> str:
    """A MATCH expression for documents that have it in their title or keywords."""
    return f"{{title keywords}} : ({match})"
