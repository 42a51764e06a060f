"""Titles by how their words begin, so that a title being typed is the first thing found.

Where a title stands among others follows from the first letters of the first word and never
from the later ones: as long as titles go on fitting, typing on does not change their order.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from valita_desktop.library.search.digest import PackedStarts
from valita_desktop.library.search.tokens import HYPHEN, folded, plain, words
from valita_desktop.library.search.word_list import (
    PackedWords,
    WordList,
    numbers_in,
    packed_numbers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from valita_desktop.library.search.morphology import Analyser

Start = tuple[str, int]
"""How a word in a title begins, and its rank; smaller ranks stand first."""

# Ranks: two for each place in a title, a word and the words within it; base forms of any come
# after all that are written there, titles that fit without dots and rings only after those.
_MOST_PLACES = 16
_BASE = 2 * _MOST_PLACES
_FOLDED = _BASE + 1
WORST = 2 * _FOLDED

_SETTLED = 2
"""Letters of the first word that tell where a title stands among others; fewer find none."""

_MOST_FITTING = 1500
"""Words beyond which what was typed is too short to tell titles apart."""


def starts(title: str, analyser: Analyser) -> Iterator[Start]:
    """How the words of a title begin, and the words in its compounds."""
    for place, word in enumerate(words(title)):
        rank = 2 * min(place, _MOST_PLACES - 1)
        begun, bases = _starts_of(word, analyser)
        yield plain(word), rank
        for piece in begun:
            yield piece, rank + 1
        yield from bases


@lru_cache(maxsize=32768)
def _starts_of(word: str, analyser: Analyser) -> tuple[tuple[str, ...], tuple[Start, ...]]:
    """The pieces of a word where another begins in it, and its base forms, wherever it stands."""
    analysis = analyser.analyse(word)
    bases = [(base, _BASE) for base in (*analysis.lemmas, *analysis.parts)]
    return tuple(_pieces(word, analyser)), tuple(bases)


def forget() -> None:
    """Empty the memory of words; it takes megabytes after many titles."""
    _starts_of.cache_clear()


def _pieces(word: str, analyser: Analyser) -> Iterator[str]:
    """The word from each place on where another word begins in it."""
    pieces = word.split(HYPHEN)
    for place, piece in enumerate(pieces):
        after = "".join(pieces[place + 1 :])
        if place:
            yield piece + after
        for seam in analyser.seams(piece):
            yield piece[seam:] + after


def packed_starts(found: Iterable[tuple[str, int, int]]) -> tuple[PackedStarts, PackedStarts]:
    """How the words of titles begin, as they are written, and without dots and rings.

    Args:
        found: For each `Start` the number of its document, between its word and its rank.
    """
    written = sorted(found)
    bare = ((folded(start), number, rank) for start, number, rank in written if not start.isascii())
    return _packed(written), _packed(sorted(bare))


def _packed(found: Sequence[tuple[str, int, int]]) -> PackedStarts:
    return PackedStarts(
        PackedWords.of([start for start, _, _ in found]),
        packed_numbers(number for _, number, _ in found),
        bytes(rank for _, _, rank in found),
    )


class Titles:
    """The titles of one language, in one edition of the index.

    Args:
        written: As `packed_starts` makes them.
        bare: As `packed_starts` makes them.
    """

    def __init__(self, written: PackedStarts, bare: PackedStarts) -> None:
        as_written, folded_too = _Starts(written), _Starts(bare)
        self._written = (as_written,)
        self._folded = (as_written, folded_too)

    def fitting(self, typed: Sequence[str]) -> dict[int, int]:
        """Documents by whose titles a query may go on: each word of it begins a word there.

        Args:
            typed: The words of the query.

        Returns:
            By number of the document, its rank.
        """
        sought = [plain(word) for word in typed]
        if len(sought[0]) < _SETTLED:
            return {}
        undotted = all(map(str.isascii, sought))
        folded_too = _fitting(self._folded, sought) if undotted else {}
        fitting = {number: rank + _FOLDED for number, rank in folded_too.items()}
        return fitting | _fitting(self._written, sought)


def _fitting(among: Sequence[_Starts], sought: Sequence[str]) -> dict[int, int]:
    each: list[dict[int, int]] = []
    for word in sought:
        ranks = _ranks(among, word)
        if not ranks:
            return {}
        each.append(ranks)
    first = each[0]
    both = set(first).intersection(*each[1:])
    if not both:
        return {}
    settled = _ranks(among, sought[0][:_SETTLED]) or first
    return {number: _BASE if first[number] == _BASE else settled[number] for number in both}


def _ranks(among: Sequence[_Starts], start: str) -> dict[int, int]:
    """Documents with a word that begins so, and the smallest rank of it in each."""
    places = [starts.places(start) for starts in among]
    if sum(place.stop - place.start for place in places) > _MOST_FITTING:
        return {}
    ranks: dict[int, int] = {}
    for starts, place in zip(among, places, strict=True):
        for number, rank in zip(starts.numbers[place], starts.ranks[place], strict=True):
            if rank < ranks.get(number, _FOLDED):
                ranks[number] = rank
    return ranks


class _Starts:
    """Starts in the order of the alphabet.

    Attributes:
        numbers: The numbers of their documents.
        ranks: Their ranks.
    """

    def __init__(self, packed: PackedStarts) -> None:
        self._words = WordList(packed.starts)
        self.numbers = numbers_in(packed.numbers)
        self.ranks = packed.ranks

    def places(self, start: str) -> slice:
        """Where those stand that begin so."""
        return self._words.beginning_so(start)
