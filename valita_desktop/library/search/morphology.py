"""What a word is a form of, and which words it is made of.

Documents and queries are analysed by the same `Analyser`, so both sides err alike and
still meet. The dictionary comes first and exactly; rules only lead to what it lists.
"""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import msgspec
import Stemmer

from valita_desktop.library.search import finnish, swedish
from valita_desktop.library.search.lemmas import Lemmas, Look
from valita_desktop.library.search.tokens import HYPHEN, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Lang

RULES_VERSION = 6
"""Counts up with every change of the rules that changes what is written into an index."""

_MOST_OTHERS = 4
"""Less likely readings that are kept of a form; each is one more word in the index."""

_MOST_RELATIVES = 4
"""Words beyond which a word is taken to be derived from no others."""

_SHORTEST_PART = 2
"""Letters that a word in a compound has at least: *yö*, *by*."""

_SHORTEST_ALIKE = 4
"""Letters of a listed form that tell how an unlisted word with its ending is inflected."""

_SHORTEST_TAIL = 5
"""Letters from which on the end of a word is likely a word of its own."""

_LONGEST_SPLIT = 40
"""Letters up to which a word is taken apart: the work grows with their square."""

_DEEPEST = 2
"""How many times the parts of a compound are taken apart themselves."""

_FORMS_KEPT = 65536
"""Forms whose analysis is kept: several times those of all materials in one language."""

# What a word costs in a compound. By the whole ones the fewest words win; the fractions decide
# among splits of as many: whole words before words with a linking letter, long before short.
_A_WORD = 1.0
_A_LINKED_WORD = 1.1
_A_SHORT_WORD = 0.25
_NEVER = 1000.0


class Rules(Protocol):
    """What a language's module must offer; see `finnish` and `swedish`."""

    STEMMER: str
    SHORT_PARTS: frozenset[str]
    NO_TAILS: frozenset[str]
    FILLERS: frozenset[str]

    def plainer(self, form: str) -> Iterator[str]:
        """The form without the endings that any word may take."""

    def others(self, form: str, look: Look) -> tuple[str, ...]:
        """Base forms that a form may have beside the listed one, likeliest first."""

    def heads(self, head: str, look: Look) -> tuple[str, ...]:
        """Base forms of what stands first in a compound; empty if it cannot stand so."""

    def relatives(self, lemma: str, look: Look) -> tuple[str, ...]:
        """The words that this one is derived from."""


_RULES: MappingProxyType[Lang, Rules] = MappingProxyType({"fi": finnish, "sv": swedish})


class FormReading(msgspec.Struct, frozen=True, gc=False):
    """What a form may be: all that a query asks of a word. Words stand without hyphens.

    Attributes:
        form: The form itself.
        lemmas: Its base forms, by the dictionary or else by rule or likeness.
        others: Base forms that it may have as well: homographs, a participle's verb.
        stem: The stem; ``""`` where the dictionary or a rule knows better.
        listed: The dictionary lists the very form.
    """

    form: str
    lemmas: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stem: str = ""
    listed: bool = False


class Analysis(FormReading, frozen=True, gc=False):
    """What a text is found by: what a form may be, what it is made of and derived from.

    Attributes:
        parts: Words inside a compound, each in its base form, and runs of them.
        tails: The known last word of what begins with something unknown.
        relatives: Words that its base forms are derived from.
    """

    parts: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()


class Analyser:
    """Analyses the words of one language; keeps what it found. Any thread may use it."""

    def __init__(self, lang: Lang, lemmas: Lemmas) -> None:
        self._rules = _RULES[lang]
        self._look = lemmas.of
        self.rest = lemmas.rest
        self._stemmer = Stemmer.Stemmer(self._rules.STEMMER)
        self._one_at_a_time = Lock()
        self.signature = f"{lang}-{RULES_VERSION}-{lemmas.signature}"
        self.read = lru_cache(maxsize=_FORMS_KEPT)(self._read)
        self.analyse = lru_cache(maxsize=_FORMS_KEPT)(self._analyse)
        self.relatives = lru_cache(maxsize=_FORMS_KEPT)(self._relatives_of)
        self._split = lru_cache(maxsize=_FORMS_KEPT)(self._split_anew)
        self._can_begin = lru_cache(maxsize=_FORMS_KEPT)(self._can_begin_anew)
        self.seams = lru_cache(maxsize=_FORMS_KEPT)(self._seams_of)

    def forget(self) -> None:
        """Empty the memory of what was found; it takes tens of megabytes after many documents."""
        self.read.cache_clear()
        self.analyse.cache_clear()
        self.relatives.cache_clear()
        self._split.cache_clear()
        self._can_begin.cache_clear()
        self.seams.cache_clear()

    def stem(self, form: str) -> str:
        """The stem of a form, without dots and rings."""
        with self._one_at_a_time:
            return folded(self._stemmer.stemWord(form.replace(HYPHEN, "")))

    def is_filler(self, form: str) -> bool:
        """Whether this is one of the words that say nothing of what is sought."""
        return form in self._rules.FILLERS

    def apart(self, form: str) -> tuple[str, ...]:
        """The words that a compound is made of, each in its base form; empty if it is none."""
        for lemma in self.read(form).lemmas:
            if pieces := self._split(lemma):
                heads = (self._rules.heads(piece, self._look)[0] for piece in pieces[:-1])
                return (*heads, pieces[-1])
        return ()

    def _seams_of(self, form: str) -> tuple[int, ...]:
        """The places in a compound, however inflected, where another word in it begins."""
        found: dict[int, None] = {}
        for lemma in self.read(form).lemmas:
            tail = self._tail(lemma)
            places = self._seams(lemma) or ([len(lemma) - len(tail)] if tail else [])
            found |= dict.fromkeys(seam for seam in places if form[:seam] == lemma[:seam])
        return tuple(sorted(found))

    def _seams(self, word: str, depth: int = 0) -> list[int]:
        found: list[int] = []
        start = 0
        for piece in self._split(word) if depth <= _DEEPEST else ():
            found += (start, *(start + seam for seam in self._seams(piece, depth + 1)))
            start += len(piece)
        return [seam for seam in found if seam]

    def within(self, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The `Analysis.parts` and `Analysis.tails` of a form."""
        if HYPHEN in form:
            return self._hyphenated_parts(form), ()
        lemmas = self.read(form).lemmas
        found = [part for lemma in lemmas for part in self._parts(lemma)]
        tails = () if found else _distinct(filter(None, map(self._tail, lemmas)))
        return _distinct(found, without=lemmas), tails

    def _analyse(self, form: str) -> Analysis:
        known = self.read(form)
        told = (known.form, known.lemmas, known.others, known.stem, known.listed)
        return Analysis(*told, *self.within(form), self.relatives(form))

    def _read(self, form: str) -> FormReading:
        if HYPHEN in form:
            return self._read_hyphenated(form)
        if not form.isalpha():
            return FormReading(form, listed=True)
        lemmas, others = self._listed(form)
        stem = ""
        if not lemmas:
            lemmas, others = self._compound(form)
        if not lemmas:
            lemmas, stem = self._alike(form), self.stem(form)
        if others:
            others = tuple([word for word in others if word not in lemmas][:_MOST_OTHERS])
        return FormReading(form, lemmas, others, stem, bool(self._look(form)))

    def _listed(self, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Base forms as the dictionary has them or a rule leads to them, and others."""
        bare = (form, *self._rules.plainer(form))
        for word in bare:
            if found := self._look(word):
                return found, self._rules.others(word, self._look)
        for word in bare:
            if found := self._rules.others(word, self._look):
                return found, ()
        return (), ()

    def _relatives_of(self, form: str) -> tuple[str, ...]:
        """Words that the base forms of a form are derived from."""
        if HYPHEN in form:
            return ()
        known = self.read(form)
        return _distinct(
            base for word in (*known.lemmas, *known.others) for base in self._relatives(word)
        )

    def _relatives(self, word: str) -> list[str]:
        """What it is derived from, what that is, and so on: *budjetointi*, *-oida*, *-tti*."""
        found = [word]
        for base in found:
            if len(found) <= _MOST_RELATIVES:
                found += (
                    one for one in self._rules.relatives(base, self._look) if one not in found
                )
        return found[1:]

    def _read_hyphenated(self, form: str) -> FormReading:
        """A hyphen parts a compound where it says: *levy-yhtiön* is *levy* and *yhtiö*."""
        pieces = [self.read(piece) for piece in form.split(HYPHEN) if piece]
        head = "".join([piece.form for piece in pieces[:-1]])
        last = pieces[-1]
        lemmas = tuple([head + lemma for lemma in last.lemmas])
        return FormReading(head + last.form, lemmas, listed=last.listed)

    def _hyphenated_parts(self, form: str) -> tuple[str, ...]:
        pieces = [self.analyse(piece) for piece in form.split(HYPHEN) if piece]
        return _distinct(
            word
            for piece in pieces
            for word in (piece.form, *piece.lemmas, *piece.others, *piece.parts)
        )

    # --- what is not listed ------------------------------------------------------------

    def _compound(self, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Base forms of a compound that is not listed, as its last word has them."""
        for bare in (form, *self._rules.plainer(form)):
            for cut in range(_SHORTEST_PART, min(len(bare), _LONGEST_SPLIT) - _SHORTEST_PART):
                head = bare[:cut]
                if not self._can_begin(head):  # known of all that was typed before
                    continue
                tails, others = self._tails(bare[cut:])
                if tails:
                    return tuple(head + word for word in tails), tuple(head + w for w in others)
        return (), ()

    def _tails(self, form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        long = len(form) > _SHORTEST_TAIL
        found, others = self._listed(form) if long else (self._look(form), ())
        return tuple(filter(self._can_end, found)), tuple(filter(self._can_end, others))

    def _alike(self, form: str) -> tuple[str, ...]:
        """Base forms by the longest listed form that it ends like, as names do."""
        for cut in range(2, len(form) - _SHORTEST_ALIKE + 1):
            if found := self._look(form[cut:]):
                return tuple(form[:cut] + lemma for lemma in found)
        return ()

    # --- compounds ---------------------------------------------------------------------

    def _can_end(self, lemma: str) -> bool:
        short = len(lemma) <= 3  # noqa: PLR2004 - the length of SHORT_PARTS
        return lemma in self._rules.SHORT_PARTS if short else lemma not in self._rules.NO_TAILS

    def _can_begin_anew(self, head: str) -> bool:
        if self._rules.heads(head, self._look):
            return True
        return any(
            self._rules.heads(head[cut:], self._look) and self._can_begin(head[:cut])
            for cut in range(_SHORTEST_PART, len(head) - _SHORTEST_PART + 1)
        )

    def _parts(self, lemma: str, depth: int = 0) -> list[str]:
        """Every run of words inside a compound, and the words inside those."""
        pieces = self._split(lemma)
        count = len(pieces)
        parts: list[str] = []
        for first in range(count):
            for end in range(first + 1, count + 1):
                if end - first == count:
                    continue
                before, last = "".join(pieces[first : end - 1]), pieces[end - 1]
                bases = (last,) if end == count else self._rules.heads(last, self._look)
                found = [before + base for base in bases]
                parts += found
                if end - first == 1 and depth < _DEEPEST:
                    parts += (inner for word in found for inner in self._parts(word, depth + 1))
        return parts

    def _split_anew(self, word: str) -> tuple[str, ...]:
        """The fewest and longest words that make up a compound; empty if it is none.

        The shortest path from the first letter to the last in a graph without cycles: a word
        that fits between two places is an edge of length `_cost`, and the edges are relaxed
        from left to right.

        Source:
            Cormen et al., "Introduction to Algorithms", section "Single-source shortest paths
            in directed acyclic graphs".
        """
        size = len(word)
        if size > _LONGEST_SPLIT:
            return ()
        best: list[tuple[float, tuple[str, ...]] | None] = [None] * (size + 1)
        best[0] = (0.0, ())
        for end in range(_SHORTEST_PART, size + 1):
            for start in range(end - _SHORTEST_PART + 1):
                before = best[start]
                if before is None or end - start == size:
                    continue
                cost = before[0] + self._cost(word[start:end], last=end == size)
                known = best[end]
                if cost < _NEVER and (known is None or cost < known[0]):
                    best[end] = (cost, (*before[1], word[start:end]))
        whole = best[size]
        return whole[1] if whole else ()

    def _cost(self, piece: str, *, last: bool) -> float:
        """What a word costs in a compound: short ones mislead, and so do linking letters."""
        if last:
            fits = piece in self._look(piece) and self._can_end(piece)
            return _A_WORD + _if_short(piece) if fits else _NEVER
        found = self._rules.heads(piece, self._look)
        if not found:
            return _NEVER
        return (_A_WORD if piece in found else _A_LINKED_WORD) + _if_short(
            min(piece, found[0], key=len)
        )

    def _tail(self, lemma: str) -> str:
        """The longest word that it ends with, whatever stands before."""
        for cut in range(3, len(lemma) - _SHORTEST_TAIL + 1):
            tail = lemma[cut:]
            if tail in self._look(tail) and tail not in self._rules.NO_TAILS:
                return tail
        return ""


def _if_short(word: str) -> float:
    return _A_SHORT_WORD if len(word) <= 4 else 0.0  # noqa: PLR2004 - a syllable


@cache
def analyser(lang: Lang) -> Analyser:
    """The analyser of a language with what was shipped, loaded once in a process."""
    return Analyser(lang, Lemmas(lang))


def _distinct(found: Iterator[str] | list[str], without: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(found) if word not in without)
