"""How likely one word is a misspelling of another.

A typing mistake is mostly one slip: two letters change places, a neighbouring key is hit,
a letter is doubled or left single. The first letter is seldom wrong.

What compares words is imported when a word is first guessed: no start and no sheet waits for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from valita_desktop.library.search.tokens import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SLIPS = (-1, 0, 1)


def get_ready() -> None:
    """Import what compares words, before a word is guessed."""
    import_module("rapidfuzz.process")
    import_module("rapidfuzz.distance")


def nearest(
    word: str, among: Sequence[str], mistakes: int, most: int
) -> tuple[int, tuple[str, ...]]:
    """The fewest mistakes that lead to words from this one, and those words.

    Args:
        word: What was typed.
        among: The words that it may have been meant for.
        mistakes: How many are forgiven.
        most: How many words are looked at.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    near = extract(word, among, scorer=OSA.distance, score_cutoff=mistakes, limit=most)
    least = min((distance for _, distance, _ in near), default=0)
    return int(least), tuple(other for other, distance, _ in near if distance == least)


def mistakes_in(word: str) -> int:
    """How many mistakes to forgive in a word of this length."""
    if len(word) < 4:  # noqa: PLR2004 - shorter words are all alike
        return 0
    return 1 if len(word) < 6 else 2  # noqa: PLR2004 - five letters bear one mistake


def cost(typed: str, meant: str) -> float:
    """How unlikely it is that someone typed the one and meant the other; 0 is the same."""
    from rapidfuzz.distance import OSA

    total = float(OSA.distance(typed, meant))
    if folded(typed) == folded(meant):
        total -= 0.5
    elif sorted(typed) == sorted(meant) or _is_slip(typed, meant) or _is_doubling(typed, meant):
        total -= 0.3
    elif len(typed) < len(meant):
        total -= 0.2  # a letter left out is likelier than one taken for another
    return total + (0.3 if typed[:1] != meant[:1] else 0.0)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether one key was hit beside the right one."""
    if len(typed) != len(meant):
        return False
    wrong = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
    return len(wrong) == 1 and wrong[0][1] in _NEIGHBOURS.get(wrong[0][0], "")


def _is_doubling(typed: str, meant: str) -> bool:
    """Whether the words differ only in which letters are doubled."""
    return _single(typed) == _single(meant)


def _single(word: str) -> str:
    return "".join(b for a, b in zip(" " + word, word, strict=False) if a != b)


def _neighbours() -> dict[str, str]:
    places = {
        key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)
    }
    at = {place: key for key, place in places.items()}
    return {
        key: "".join(
            at.get((row + down, column + right), "") for down in _SLIPS for right in _SLIPS
        ).replace(key, "")
        for key, (row, column) in places.items()
    }


_NEIGHBOURS = _neighbours()
