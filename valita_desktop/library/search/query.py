"""What to look for: from what a person typed to levels of keys, the surest first.

Every word of the query gets its own ladder of levels, and the length of all that is handed
to FTS5 is bounded: no input is slow.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.levels import NO_LEVEL, Level
from valita_desktop.library.search.tokens import composed, folded, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.library.search.morphology import Analyser
    from valita_desktop.library.search.synonyms import Synonyms
    from valita_desktop.library.search.vocabulary import Vocabulary

LONGEST_QUERY = 240
"""Letters of a query that count."""

MOST_WORDS = 10
"""Words of a query that count."""

_WHOLE_BEGINNING = 4
"""From so many letters on, all words that begin so are looked for, not the commonest."""

# What is handed to FTS5 for one word is bounded, the commonest first, so that no word is slow.
_MOST_BEGUN = 12
_MOST_INSIDE = 24
_MOST_MENDED = 3
_AS_ONE = frozenset((TokenKind.FORM, TokenKind.LEMMA))
_SHORTEST_APART = 3
"""Letters of each of two words that may have been typed as one."""

_SHORTEST_INSIDE = 4
"""Letters of a word that is looked for inside others; fewer stand inside most words."""

_COMMON, _BEGUN_BY_MANY = 0.16, 0.29
"""A word in so large a share of the documents tells little of them, and so does a beginning."""

_MANY, _FAR_MORE = 20, 2

_SHORTEST_BEGINNING = 2
"""Letters from which on words that begin so are looked for."""

_FORM, _LEMMA, _OTHER, _PART, _TAIL, _RELATIVE, _STEM = (kind.value for kind in TokenKind)

_WORDS_KEPT = 1024
"""Words whose levels are kept: while one types, the other words stay the same."""


def typed_words(query: str) -> list[str]:
    """The words of a query that count, each once."""
    return list(dict.fromkeys(words(composed(query[:LONGEST_QUERY]))))[:MOST_WORDS]


class Planner:
    """Knows how to look for a word in one language, in one edition of the index.

    Whatever it gives is in the index: keys that no document has are left out.

    Args:
        analyser: Of the language.
        vocabulary: What is in the index.
        synonyms: What editors call it.
        size: How many documents there are.
    """

    def __init__(
        self, analyser: Analyser, vocabulary: Vocabulary, synonyms: Synonyms, size: int
    ) -> None:
        self._size = size
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._readings = lru_cache(maxsize=_WORDS_KEPT)(self._readings_of)
        self._beginning = lru_cache(maxsize=_WORDS_KEPT)(self._beginning_of)
        self._stems = lru_cache(maxsize=_WORDS_KEPT)(self._stems_of)
        self.levels = lru_cache(maxsize=_WORDS_KEPT)(self._levels)
        self.alone = lru_cache(maxsize=_WORDS_KEPT)(self._alone)
        self.sure = lru_cache(maxsize=_WORDS_KEPT)(self._sure)
        self.kin = lru_cache(maxsize=_WORDS_KEPT)(self._kin)
        self.near = lru_cache(maxsize=_WORDS_KEPT)(self._near)
        self.begun = lru_cache(maxsize=_WORDS_KEPT)(self._begun)

    def _levels(self, word: str) -> tuple[Level, ...]:
        """What is the word or holds it, the surest first.

        The word itself and its base form; its other readings; compounds with it; what
        editors call it. A word that the documents have only with other dots and rings is
        also looked for so spelt. One that no document has is as likely half of a word as a
        rare form of another (*aloitte* of *aloitteen* as of *alkaa*).
        """
        known = self._analyser.read(word)
        form = known.form
        there = self._vocabulary.has(form)
        levels = list(self._readings(word))
        if not known.listed and there:
            levels.insert(1, self._beginning(word))
        elif not known.listed:
            levels[0] += self._beginning(word)
        if known.stem:
            levels.append(self._stems(form))
        levels = self._with_dotted(form, levels, listed=known.listed)
        if known.listed and not there:
            levels[0] += self._completed(form)
        levels.append(Level(self._held((*known.lemmas, form), _TAIL)))
        levels.append(self._present(self._synonyms.of(known)))
        if not there:
            levels.append(self._begun_undotted(word))
        return tuple(filter(None, levels))

    def _alone(self, word: str) -> tuple[Level, ...]:
        """As `levels`, for a word that is the whole query.

        Where a large share of the documents has it, or far more words that begin so, it is as
        likely half of a word: all that begin so are ranked alike.
        """
        levels, begun = self.levels(word), self._beginning(word)
        if not begun:
            return levels
        exact = self.weight(self._readings(word)[0])
        common, many = (max(_MANY, share * self._size) for share in (_COMMON, _BEGUN_BY_MANY))
        if exact > common or self.weight(begun) > max(many, _FAR_MORE * exact):
            return (begun, *levels)
        return levels

    def _sure(self, word: str) -> Level:
        """The word itself in any reading; nothing that only holds it."""
        itself, *others = self._readings(word)
        own = self._analyser.read(word)
        return itself + others[own.form in own.lemmas]

    def _kin(self, word: str) -> Level:
        """The words of its family, by which verbs and nouns of one thing meet."""
        families = (*self._analyser.read(word).lemmas, *self._analyser.relatives(word))
        return Level(self._held(families, _LEMMA, _RELATIVE))

    def _near(self, word: str) -> Level:
        """What stands below the divider: derivations and words that begin so."""
        known = self._analyser.read(word)
        families = (*known.lemmas, *known.others, *self._analyser.relatives(word))
        return Level(self._held(families, _LEMMA, _RELATIVE)) + self._beginning(word)

    def _begun(self, word: str) -> Level:
        """Words that begin so, in any form; of short beginnings the commonest only.

        A word's base form may part from what is typed of it: *budjeti* is on its way to
        *budjetin*, a form of *budjetti*.
        """
        begun, start = self._beginning(word), plain(word)
        if not begun or len(start) < _WHOLE_BEGINNING:
            return begun
        _, forms = self._vocabulary.beginning(start, _MOST_BEGUN)
        bases = [base for form in forms for base in self._analyser.read(form).lemmas]
        longer = [base for base in bases if len(base) >= len(start)]
        return begun + Level(self._held(longer, _LEMMA))

    def _readings_of(self, word: str) -> tuple[Level, Level, Level]:
        """The word itself; its other readings and compounds with it, the likelier first."""
        known = self._analyser.read(word)
        form, lemmas = known.form, known.lemmas
        every = (*lemmas, *known.others, form)
        kinds = self._vocabulary.kinds
        if not any(kinds(plain(each)) for each in every):
            return NO_LEVEL, NO_LEVEL, NO_LEVEL
        own = form in lemmas
        main = (form,) if own else lemmas
        also = [each for each in every if each not in main]
        itself = Level(self._held((form,), _FORM) + self._held(main, _LEMMA))
        others = Level(self._held(main, _OTHER) + self._held(also, _LEMMA, _OTHER))
        inside = Level(self._held(every, _PART))
        return (itself, inside, others) if own else (itself, others, inside)

    def _beginning_of(self, word: str) -> Level:
        start = plain(word)
        if len(start) >= _WHOLE_BEGINNING:
            begun = self._vocabulary.docs_begun(start)
            return Level(starts=(_FORM + start,)) if begun else NO_LEVEL
        if len(start) < _SHORTEST_BEGINNING:
            return NO_LEVEL
        _, found = self._vocabulary.beginning(start, _MOST_BEGUN)
        return Level(self._held(found, _FORM, _LEMMA))

    def _begun_undotted(self, word: str) -> Level:
        """Words that begin so but for dots and rings."""
        start = plain(word)
        if len(start) < _WHOLE_BEGINNING or not start.isascii():
            return NO_LEVEL
        found = self._vocabulary.begins_undotted(start, _MOST_BEGUN)
        return Level(self._held(found, _FORM, _LEMMA)) if found else NO_LEVEL

    def _completed(self, form: str) -> Level:
        """Words that begin so, without rarer readings of them."""
        if len(form) < _WHOLE_BEGINNING or not self._vocabulary.docs_begun(form):
            return NO_LEVEL
        return Level(starts=(_FORM + form, _LEMMA + form))

    def last_resort(self, word: str) -> list[Level]:
        """What is near it; unlisted words with the same stem."""
        return list(filter(None, (self.near(word), self._stems(plain(word)))))

    def inside(self, word: str) -> Level:
        """Words with this one within, where it is long enough to tell them from others."""
        form = plain(word)
        if len(form) < _SHORTEST_INSIDE:
            return NO_LEVEL
        return Level(self._held(self._vocabulary.inside(form, _MOST_INSIDE), _FORM, _LEMMA))

    def is_strange(self, word: str) -> bool:
        """Whether neither the dictionary nor a document has the form, nor begins so."""
        form = plain(word)
        if self._analyser.read(word).listed or self._vocabulary.has(form):
            return False
        return not self._vocabulary.docs_begun(form)

    def together(self, typed: Sequence[str]) -> list[list[Sequence[Level]]]:
        """Ladders for a query with two words that the documents have as one."""
        found = []
        for place, (first, second) in enumerate(pairwise(typed)):
            joined = plain(first + second)
            if not _AS_ONE.isdisjoint(self._vocabulary.kinds(joined)):
                rest = [word for at, word in enumerate(typed) if at not in (place, place + 1)]
                found.append([[self.sure(joined)], *map(self.levels, rest)])
        return found

    def apart(self, word: str) -> list[list[Sequence[Level]]]:
        """Ladders for the pairs of words that may have been typed without a blank."""
        form = plain(word)
        cuts = range(_SHORTEST_APART, len(form) - _SHORTEST_APART + 1)
        pairs = [(form[:cut], form[cut:]) for cut in cuts]
        known = [pair for pair in pairs if all(map(self._vocabulary.is_form, pair))]
        likely = sorted(known, key=lambda pair: -min(map(len, pair)))[:_MOST_MENDED]
        return [[[self.sure(half)] for half in pair] for pair in likely]

    def expressions(self, typed: Sequence[str]) -> list[list[Sequence[Level]]]:
        """Ladders for a query that has an everyday expression of several words in it."""
        known = [self._analyser.read(word) for word in typed]
        return [
            [[level], *(self.levels(typed[place]) for place in left)]
            for left, found in self._synonyms.of_phrases(known)
            if (level := self._present(found))
        ]

    def mended(self, word: str, mistakes: int = 2) -> tuple[str, ...]:
        """Words that this one may be a misspelling of, with so many mistakes, likeliest first."""
        return self._vocabulary.like(plain(word), _MOST_MENDED, mistakes)

    def weight(self, level: Level) -> int:
        """In how many documents a level is, at most."""
        return sum(map(self._vocabulary.docs, level.keys)) + sum(map(self._begun_in, level.starts))

    def _held(self, found: Iterable[str], *kinds: str) -> tuple[str, ...]:
        """The keys of words in these kinds, each once, but for those that no document has."""
        kinds_of = self._vocabulary.kinds
        keys: list[str] = []
        for each in dict.fromkeys(found):
            word = plain(each)
            if held := kinds_of(word):
                keys += [kind + word for kind in kinds if kind in held]
        return tuple(keys)

    def _present(self, level: Level) -> Level:
        if not level:
            return level
        docs = self._vocabulary.docs
        return Level(
            tuple([key for key in level.keys if docs(key)]),
            tuple([start for start in level.starts if self._begun_in(start)]),
            tuple([group for group in level.groups if all(map(docs, group))]),
        )

    def _begun_in(self, start: str) -> int:
        return self._vocabulary.docs_begun(start[1:])

    def _stems_of(self, form: str) -> Level:
        return Level(self._held((self._analyser.stem(form), folded(form)), _STEM))

    def _with_dotted(self, form: str, levels: list[Level], *, listed: bool) -> list[Level]:
        """The levels, and those of the form with other dots and rings where that may be meant.

        They come last for a form that the documents have, first for one that says nothing
        to them, and on a par where they have its base form or begin so. Who types dots means
        them.
        """
        known = self._vocabulary.has(form)
        typed_dots = folded(form) != form
        begun = bool(levels[0])
        if (known or (listed and begun)) and typed_dots:
            return levels
        dotted = self._dotted(form)
        if known or (begun and typed_dots):
            return [*levels, *dotted]
        if begun and dotted:
            return [levels[0] + dotted[0], *dotted[1:], *levels[1:]]
        return [*dotted, *levels]

    def _dotted(self, form: str) -> list[Level]:
        found: list[Level] = []
        for other in self._vocabulary.variants(form)[:_MOST_MENDED]:
            found += self._readings(other)
        return found
