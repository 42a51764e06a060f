"""What to look for: from what a person typed to levels of keys, the surest first.

Every word of the query gets its own ladder of levels, and the length of all that is handed
to FTS5 is bounded: no input is slow.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.levels import Level, keys_of, readings
from valita_desktop.library.search.tokens import composed, folded, plain, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.library.search.morphology import Analyser, Analysis
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
_AS_ONE = (TokenKind.FORM, TokenKind.LEMMA)
_SHORTEST_APART = 3
"""Letters of each of two words that may have been typed as one."""

_SHORTEST_INSIDE = 4
"""Letters of a word that is looked for inside others; fewer stand inside most words."""

_COMMON, _BEGUN_BY_MANY = 0.16, 0.29
"""A word in so large a share of the documents tells little of them, and so does a beginning."""

_MANY, _FAR_MORE = 20, 2

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
        analysis = self._analyser.analyse(word)
        levels = readings(analysis)
        known = self._vocabulary.has(analysis.form)
        if not analysis.listed and known:
            levels.insert(1, self._beginning(word))
        elif not analysis.listed:
            levels[0] += self._beginning(word)
        if analysis.stem:
            levels.append(self._stems(analysis.form))
        levels = self._with_dotted(analysis.form, levels, listed=analysis.listed)
        if analysis.listed and not known:
            levels[0] += self._completed(analysis.form)
        levels.append(Level(keys_of((*analysis.lemmas, analysis.form), TokenKind.TAIL)))
        levels.append(self._synonyms.of(analysis))
        if not known:
            levels.append(self._begun_undotted(word))
        return tuple(filter(None, map(self._present, levels)))

    def _alone(self, word: str) -> tuple[Level, ...]:
        """As `levels`, for a word that is the whole query.

        Where a large share of the documents has it, or far more words that begin so, it is as
        likely half of a word: all that begin so are ranked alike.
        """
        levels, begun = self.levels(word), self._present(self._beginning(word))
        exact = self.weight(self._present(readings(self._analyser.analyse(word))[0]))
        common, many = (max(_MANY, share * self._size) for share in (_COMMON, _BEGUN_BY_MANY))
        if begun and (exact > common or self.weight(begun) > max(many, _FAR_MORE * exact)):
            return (begun, *levels)
        return levels

    def _sure(self, word: str) -> Level:
        """The word itself in any reading; nothing that only holds it."""
        return self._present(_sure(self._analyser.analyse(word)))

    def _kin(self, word: str) -> Level:
        """The words of its family, by which verbs and nouns of one thing meet."""
        analysis = self._analyser.analyse(word)
        families = (*analysis.lemmas, *analysis.relatives)
        return self._present(Level(keys_of(families, TokenKind.LEMMA, TokenKind.RELATIVE)))

    def _near(self, word: str) -> Level:
        """What stands below the divider: derivations and words that begin so."""
        analysis = self._analyser.analyse(word)
        families = (*analysis.lemmas, *analysis.others, *analysis.relatives)
        near = Level(keys_of(families, TokenKind.LEMMA, TokenKind.RELATIVE))
        return self._present(near + self._beginning(word))

    def _begun(self, word: str) -> Level:
        """Words that begin so, in any form; of short beginnings the commonest only.

        A word's base form may part from what is typed of it: *budjeti* is on its way to
        *budjetin*, a form of *budjetti*.
        """
        begun, start = self._beginning(word), plain(word)
        if len(start) < _WHOLE_BEGINNING:
            return self._present(begun)
        _, forms = self._vocabulary.beginning(start, _MOST_BEGUN)
        bases = (base for form in forms for base in self._analyser.analyse(form).lemmas)
        longer = (base for base in bases if len(base) >= len(start))
        return self._present(begun + Level(keys_of(longer, TokenKind.LEMMA)))

    def _beginning(self, word: str) -> Level:
        start = plain(word)
        if len(start) >= _WHOLE_BEGINNING:
            begun = self._begun_in(TokenKind.FORM + start)
            kinds = (TokenKind.FORM,) if begun else (TokenKind.LEMMA, TokenKind.OTHER)
            return Level(starts=tuple(keys_of((start,), *kinds)))
        _, found = self._vocabulary.beginning(start, _MOST_BEGUN)
        return Level(keys_of(found, TokenKind.FORM, TokenKind.LEMMA)) if len(start) > 1 else Level()

    def _begun_undotted(self, word: str) -> Level:
        """Words that begin so but for dots and rings."""
        start = plain(word)
        if len(start) < _WHOLE_BEGINNING or not start.isascii():
            return Level()
        found = self._vocabulary.begins_undotted(start, _MOST_BEGUN)
        return Level(keys_of(found, TokenKind.FORM, TokenKind.LEMMA))

    def _completed(self, form: str) -> Level:
        """Words that begin so, without rarer readings of them."""
        long_enough = len(form) >= _WHOLE_BEGINNING
        return Level(
            starts=tuple(keys_of((form,), TokenKind.FORM, TokenKind.LEMMA)) if long_enough else ()
        )

    def last_resort(self, word: str) -> list[Level]:
        """What is near it; unlisted words with the same stem."""
        levels = [self.near(word), self._present(self._stems(plain(word)))]
        return list(filter(None, levels))

    def inside(self, word: str) -> Level:
        """Words with this one within, where it is long enough to tell them from others."""
        form = plain(word)
        if len(form) < _SHORTEST_INSIDE:
            return Level()
        found = self._vocabulary.inside(form, _MOST_INSIDE)
        return self._present(Level(keys_of(found, TokenKind.FORM, TokenKind.LEMMA)))

    def is_strange(self, word: str) -> bool:
        """Whether neither the dictionary nor a document has the form, nor begins so."""
        form = plain(word)
        if self._analyser.analyse(word).listed or self._vocabulary.has(form):
            return False
        return not self._vocabulary.docs_begun(form)

    def together(self, typed: Sequence[str]) -> list[list[Sequence[Level]]]:
        """Ladders for a query with two words that the documents have as one."""
        found = []
        for place, (first, second) in enumerate(pairwise(typed)):
            joined = plain(first + second)
            if any(self._vocabulary.docs(kind + joined) for kind in _AS_ONE):
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
        analyses = [self._analyser.analyse(word) for word in typed]
        return [
            [[level], *(self.levels(typed[place]) for place in left)]
            for left, found in self._synonyms.of_phrases(analyses)
            if (level := self._present(found))
        ]

    def mended(self, word: str, mistakes: int = 2) -> tuple[str, ...]:
        """Words that this one may be a misspelling of, with so many mistakes, likeliest first."""
        return self._vocabulary.like(plain(word), _MOST_MENDED, mistakes)

    def weight(self, level: Level) -> int:
        """In how many documents a level is, at most."""
        return sum(map(self._vocabulary.docs, level.keys)) + sum(map(self._begun_in, level.starts))

    def _present(self, level: Level) -> Level:
        docs = self._vocabulary.docs
        if not (level.starts or level.groups):
            return Level(tuple([key for key in level.keys if docs(key)]))
        return Level(
            tuple([key for key in level.keys if docs(key)]),
            tuple([start for start in level.starts if self._begun_in(start)]),
            tuple([group for group in level.groups if all(map(docs, group))]),
        )

    def _begun_in(self, start: str) -> int:
        return self._vocabulary.docs_begun(start[1:])

    def _stems(self, form: str) -> Level:
        return Level(keys_of((self._analyser.stem(form), folded(form)), TokenKind.STEM))

    def _with_dotted(self, form: str, levels: list[Level], *, listed: bool) -> list[Level]:
        """The levels, and those of the form with other dots and rings where that may be meant.

        They come last for a form that the documents have, first for one that says nothing
        to them, and on a par where they have its base form or begin so. Who types dots means
        them.
        """
        known = self._vocabulary.has(form)
        typed_dots = folded(form) != form
        begun = bool(self._present(levels[0]))
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
            found += readings(self._analyser.analyse(other))
        return found


def _sure(analysis: Analysis) -> Level:
    itself, *others = readings(analysis)
    return itself + next((level for level in others if level.keys[0][0] != TokenKind.PART), Level())
