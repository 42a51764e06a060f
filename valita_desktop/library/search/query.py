"""What to look for: from what a person typed to levels of keys, the surest first.

Every word of the query gets its own ladder of levels. No word is ever handed to FTS5
unquoted, and the length of all that is handed over is bounded: no input is an operator,
and none is slow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from valita_desktop.library.search.index import Kind
from valita_desktop.library.search.words import HYPHEN, folded, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.library.search.morphology import Analyser, Analysis
    from valita_desktop.library.search.synonyms import Synonyms
    from valita_desktop.library.search.vocabulary import Vocabulary

LONGEST_QUERY = 240
"""Letters of a query that count."""

MOST_WORDS = 10
"""Words of a query that count."""

_WHOLE_BEGINNING = 4
"""From so many letters on, all words that begin so are looked for, not the commonest."""

_MOST_BEGUN = 12
_MOST_INSIDE = 24
_MOST_MENDED = 3
_SHORTEST_INSIDE = 4
_WORDS_KEPT = 1024


@dataclass(frozen=True)
class Level:
    """Keys of which a document must have one.

    Attributes:
        keys: Whole keys.
        starts: Beginnings of keys.
        groups: Sets of keys of which a document must have all (a term of two words).
    """

    keys: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keys or self.starts or self.groups)

    def __add__(self, other: Level) -> Level:
        return Level(
            tuple(dict.fromkeys(self.keys + other.keys)),
            tuple(dict.fromkeys(self.starts + other.starts)),
            self.groups + other.groups,
        )

    @property
    def every_key(self) -> tuple[str, ...]:
        """Whole keys, those of groups among them."""
        return (*self.keys, *(key for group in self.groups for key in group))

    def match(self) -> str:
        """The level in FTS5's language; every word is quoted."""
        groups = (f"({' AND '.join(map(_quoted, group))})" for group in self.groups)
        return " OR ".join(
            (*map(_quoted, self.keys), *(f"{_quoted(s)} *" for s in self.starts), *groups)
        )


def match_of(levels: Iterable[Level]) -> str:
    """A MATCH expression for documents that have something of every level."""
    return " AND ".join(f"({level.match()})" for level in levels)


def typed_words(query: str) -> list[str]:
    """The words of a query that count, each once."""
    return list(dict.fromkeys(words(query[:LONGEST_QUERY])))[:MOST_WORDS]


class Planner:
    """Knows how to look for a word in one language, in one edition of the index.

    Whatever it gives is in the index: keys that no document has are left out.
    """

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self.levels = lru_cache(maxsize=_WORDS_KEPT)(self._levels)
        self.sure = lru_cache(maxsize=_WORDS_KEPT)(self._sure)
        self.near = lru_cache(maxsize=_WORDS_KEPT)(self._near)
        self.begun = lru_cache(maxsize=_WORDS_KEPT)(self._begun)

    def _levels(self, word: str) -> tuple[Level, ...]:
        """What is the word or holds it, the surest first.

        The word itself and its base form; its other readings; compounds with it; what
        editors call it. A word that the documents have only with other dots and rings is
        also looked for so spelt; one that is not listed is taken for a beginning, too.
        """
        analysis = self._analyser.analyse(word)
        levels = _own(analysis)
        if not analysis.listed:
            levels.insert(1, self._beginning(word))
        if analysis.stem:
            levels.append(self._stems(analysis.form))
        levels = self._with_dotted(analysis.form, levels, listed=analysis.listed)
        if analysis.listed and not self._vocabulary.has(analysis.form):
            levels[0] += self._completed(analysis.form)
        levels.append(Level(_keys((*analysis.lemmas, analysis.form), Kind.TAIL)))
        levels.append(self._synonyms.of(analysis))
        return tuple(filter(None, map(self._present, levels)))

    def _sure(self, word: str) -> Level:
        """The word itself in any reading; nothing that only holds it."""
        return self._present(_sure(self._analyser.analyse(word)))

    def _near(self, word: str) -> Level:
        """What stands below the divider: derivations and words that begin so."""
        analysis = self._analyser.analyse(word)
        families = (*analysis.lemmas, *analysis.others, *analysis.relatives)
        near = Level(_keys(families, Kind.LEMMA, Kind.RELATIVE))
        return self._present(near + self._beginning(word))

    def _begun(self, word: str) -> Level:
        """Words that begin so, in any form; of short beginnings the commonest only.

        A word's base form may part from what is typed of it: *budjeti* is on its way to
        *budjetin*, a form of *budjetti*.
        """
        begun, start = self._beginning(word), _plain(word)
        if len(start) < _WHOLE_BEGINNING:
            return self._present(begun)
        _, forms = self._vocabulary.beginning(start, _MOST_BEGUN)
        bases = (base for form in forms for base in self._analyser.analyse(form).lemmas)
        longer = (base for base in bases if len(base) >= len(start))
        return self._present(begun + Level(_keys(longer, Kind.LEMMA)))

    def _beginning(self, word: str) -> Level:
        start = _plain(word)
        if len(start) >= _WHOLE_BEGINNING:
            return Level(starts=tuple(_keys((start,), Kind.FORM, Kind.LEMMA, Kind.OTHER)))
        _, found = self._vocabulary.beginning(start, _MOST_BEGUN)
        return Level(_keys(found, Kind.FORM, Kind.LEMMA)) if len(start) > 1 else Level()

    def _completed(self, form: str) -> Level:
        """Base forms that begin so; a form that no document has may be half of a word."""
        return Level(starts=(Kind.LEMMA + form,) if len(form) >= _WHOLE_BEGINNING else ())

    def last_resort(self, word: str) -> list[Level]:
        """What is near it; unlisted words with the same stem; words with this one within."""
        form = _plain(word)
        levels = [self.near(word), self._present(self._stems(form))]
        if len(form) >= _SHORTEST_INSIDE:
            inside = self._vocabulary.inside(form, _MOST_INSIDE)
            levels.append(self._present(Level(_keys(inside, Kind.FORM, Kind.LEMMA))))
        return list(filter(None, levels))

    def expressions(self, typed: Sequence[str]) -> list[list[Sequence[Level]]]:
        """Ladders for a query that has an everyday expression of several words in it."""
        analyses = [self._analyser.analyse(word) for word in typed]
        return [
            [[level], *(self.levels(typed[place]) for place in left)]
            for left, found in self._synonyms.of_phrases(analyses)
            if (level := self._present(found))
        ]

    def mended(self, word: str) -> tuple[str, ...]:
        """Words that this one may be a misspelling of, likeliest first."""
        return self._vocabulary.like(_plain(word), _MOST_MENDED)

    def weight(self, level: Level) -> int:
        """In how many documents a level is, at most."""
        return sum(map(self._vocabulary.docs, level.keys)) + sum(map(self._begun_in, level.starts))

    def is_filler(self, word: str) -> bool:
        """Whether it is one of the words that say nothing of what is sought."""
        return self._analyser.is_filler(word)

    def _present(self, level: Level) -> Level:
        docs = self._vocabulary.docs
        return Level(
            tuple(key for key in level.keys if docs(key)),
            tuple(start for start in level.starts if self._begun_in(start)),
            tuple(group for group in level.groups if all(map(docs, group))),
        )

    def _begun_in(self, start: str) -> int:
        return self._vocabulary.beginning(start[1:], 1)[0]

    def _stems(self, form: str) -> Level:
        return Level(_keys((self._analyser.stem(form), folded(form)), Kind.STEM))

    def _with_dotted(self, form: str, levels: list[Level], *, listed: bool) -> list[Level]:
        """The levels, and those of the form with other dots and rings where that may be meant.

        They come last for a form that the documents have, first for one that says nothing
        to them, and on a par where they have its base form. Who types dots means them.
        """
        known = self._vocabulary.has(form)
        meant = known or (listed and bool(self._present(levels[0])))
        if meant and folded(form) != form:
            return levels
        dotted = self._dotted(form)
        if known:
            return [*levels, *dotted]
        if meant and dotted:
            return [levels[0] + dotted[0], *dotted[1:], *levels[1:]]
        return [*dotted, *levels]

    def _dotted(self, form: str) -> list[Level]:
        found: list[Level] = []
        for other in self._vocabulary.variants(form)[:_MOST_MENDED]:
            found += _own(self._analyser.analyse(other))
        return found


def itself(analysis: Analysis) -> Level:
    """The word itself, in any form."""
    return _own(analysis)[0]


def _sure(analysis: Analysis) -> Level:
    itself, *others = _own(analysis)
    return itself + next((level for level in others if level.keys[0][0] != Kind.PART), Level())


def _own(analysis: Analysis) -> list[Level]:
    """The word itself; its other readings; compounds with it."""
    form, lemmas = analysis.form, analysis.lemmas
    own = form in lemmas
    main = (form,) if own else lemmas
    also = tuple(lemma for lemma in (*lemmas, *analysis.others, form) if lemma not in main)
    itself = Level((Kind.FORM + form, *_keys(main, Kind.LEMMA)))
    readings = Level((*_keys(main, Kind.OTHER), *_keys(also, Kind.LEMMA, Kind.OTHER)))
    inside = Level(_keys((*lemmas, *analysis.others, form), Kind.PART))
    return [itself, inside, readings] if own else [itself, readings, inside]


def _keys(found: Iterable[str], *kinds: Kind) -> tuple[str, ...]:
    return tuple(kind + _plain(word) for word in dict.fromkeys(found) for kind in kinds)


def _plain(word: str) -> str:
    return word.replace(HYPHEN, "")


def _quoted(word: str) -> str:
    return f'"{word}"'
