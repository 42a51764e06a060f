"""Very many words and numbers in little room, ready to be kept and to be used.

Thirty thousand words as objects take 2 MB more than as one text
(docs/adr/0051-memory-of-the-window.md). Numbers are kept as little-endian 32-bit integers,
since a database may be made on one computer and used on another.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, overload

import msgspec
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable

BREAK = "\n"
"""Stands between words and in none of them."""

_LAST = "\U0010ffff"

_APART = 32
"""Of so many words in order one is kept as an object: what is sought is near one of them."""


def packed_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers from 0 to 2³² - 1 as bytes."""
    made = array("I", numbers)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def numbers_in(packed: bytes) -> array[int]:
    """The numbers that `packed_numbers` has packed."""
    made = array("I")
    made.frombytes(packed)
    if sys.byteorder == "big":
        made.byteswap()
    return made


class PackedWords(msgspec.Struct, frozen=True, array_like=True):
    """A list of words to be kept.

    Attributes:
        text: The words, a break before and after each.
        starts: Where each begins in it, and where one more would.
    """

    text: str
    starts: bytes

    @classmethod
    def of(cls, words: Sequence[str]) -> PackedWords:
        """Pack words in which no break is."""
        starts = accumulate((len(word) + 1 for word in words), initial=1)
        return cls(BREAK + "".join(word + BREAK for word in words), packed_numbers(starts))


class WordList(Sequence[str]):
    """A list of words that is one text; in the order of the alphabet where places are asked for.

    Attributes:
        text: The words, a break before and after each.
    """

    def __init__(self, packed: PackedWords) -> None:
        self.text = packed.text
        self._starts = numbers_in(packed.starts)
        self._guides = [self[place] for place in range(0, len(self), _APART)]

    @override
    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    @override
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, int):
            return self.text[self._starts[place] : self._starts[place + 1] - 1]
        first, end, _ = place.indices(len(self))
        return self._between(first, end)

    def place(self, word: str) -> int:
        """Where a word stands, or would stand."""
        after = bisect_left(self._guides, word)
        if not after:
            return 0
        first = (after - 1) * _APART
        near = self._between(first, min(first + _APART, len(self._starts) - 1))
        return first + bisect_left(near, word)

    def beginning_so(self, start: str) -> slice:
        """Where the words stand that begin so."""
        first = self.place(start)
        if not self.text.startswith(start, self._starts[first]):
            return slice(first, first)
        return slice(first, self.place(start + _LAST))

    def alike(self, word: str) -> slice:
        """Where the words stand that are this one."""
        first = self.place(word)
        if not self.text.startswith(word + BREAK, self._starts[first]):
            return slice(first, first)
        return slice(first, self.place(word + "\0"))

    def _between(self, first: int, end: int) -> list[str]:
        if first >= end:
            return []
        return self.text[self._starts[first] : self._starts[end] - 1].split(BREAK)
