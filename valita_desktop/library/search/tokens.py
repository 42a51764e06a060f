"""Words out of text, in the one form that everything else compares.

Documents and queries go through the same `tokens`, so what can be written can be found;
each token keeps its place in the original, so what is found can be highlighted there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from valita_desktop import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 64
"""Letters of a word that count; the longest Finnish words in use have some 50."""

HYPHEN = "-"

_HYPHENS = "\u2010\u2011-"
_APOSTROPHES = "'’\u02bc"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\ufeff"
_MARKS = "\u0300-\u036f"
_LETTER = r"[^\W_]"
_BETWEEN = rf"(?:[{_MARKS}{_INVISIBLE}]|[{_APOSTROPHES}{_HYPHENS}](?={_LETTER}))"
_STEM = f"{_LETTER}+(?:{_BETWEEN}{_LETTER}*)*"
_ENDING = r":[a-zåäö]{1,6}(?![^\W_])"
WORD = re.compile(f"{_STEM}(?P<ending>{_ENDING})?")
"""A word as it stands in a text: letters and digits, hyphens and apostrophes between them,
a case ending after a colon (``EU:n``)."""
_WRITTEN = re.compile(f"{_LETTER}++(?:{_BETWEEN}{_LETTER}*+)*(?:{_ENDING})?")
"""As `WORD`, by rules that hardly go back: letters that were read are not given up again."""

_CLEANED = str.maketrans(
    dict.fromkeys(_APOSTROPHES + _INVISIBLE, "") | dict.fromkeys(_HYPHENS, HYPHEN)
)
_PLAIN = str.maketrans({"ø": "o", "æ": "a", "ð": "d", "þ": "t", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word and where it stands.

    Attributes:
        word: As `normal` gives it, without a case ending after a colon.
        start: Where it begins in the text, in code points.
        end: Where it ends, with its case ending.
    """

    word: str
    start: int
    end: int


def composed(text: str) -> str:
    """A text as documents and queries are compared: composed (NFC), no lone surrogates.

    Composing may take a letter apart (U+FB2A is two code points), so words are looked for in
    what comes out of it. A lone surrogate is no character, and no database takes it.
    """
    return letters.composed(text.encode("utf-8", "replace").decode())


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order; punctuation, symbols and pictures are passed over."""
    for match in WORD.finditer(text):
        token = token_of(match)
        if token.word:
            yield token


def token_of(match: re.Match[str]) -> Token:
    """The token that a match of `WORD` is; its word is empty if nothing in it counts."""
    end = match.start("ending")
    text = match[0] if end < 0 else match[0][: end - match.start()]
    return Token(normal(text), match.start(), match.end())


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """The words of a text, without their places."""
    return [word for written in _WRITTEN.findall(text) if (word := _word_of(written))]


@lru_cache(maxsize=65536)
def _word_of(written: str) -> str:
    """The word of a `Token` that is written so; ``""`` if nothing in it counts."""
    match = WORD.fullmatch(written)
    return token_of(match).word if match else ""


@lru_cache(maxsize=32768)
def normal(word: str) -> str:
    """A word in the form in which words are compared.

    Composed (NFC), without case, apostrophes and soft hyphens: ``Vaa'an`` is *vaaan*, as
    people type it. Letters keep their dots; `folded` takes them away.
    """
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST_WORD]
    bare = unicodedata.normalize("NFC", word.translate(_CLEANED)).casefold()
    return unicodedata.normalize("NFC", bare)[:LONGEST_WORD].strip(HYPHEN)


def plain(word: str) -> str:
    """A word as it stands in a key of the index: without hyphens."""
    return word.replace(HYPHEN, "")


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word without the dots and rings of its letters: *välitä* is *valita*."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def forget() -> None:
    """Empty the memory of words; it takes megabytes after many documents."""
    for remembered in (_word_of, normal, folded):
        remembered.cache_clear()
