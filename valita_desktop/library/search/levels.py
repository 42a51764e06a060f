"""Levels of keys: what a document must have, as sets of keys and as FTS5 says it.

Every word is quoted, so that no input is an operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from valita_desktop.library.search.index import TokenKind
from valita_desktop.library.search.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valita_desktop.library.search.morphology import Analysis


class Level(msgspec.Struct, frozen=True, gc=False):
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


def readings(analysis: Analysis) -> list[Level]:
    """The word itself; its other readings; compounds with it."""
    form, lemmas = analysis.form, analysis.lemmas
    own = form in lemmas
    main = (form,) if own else lemmas
    also = tuple(lemma for lemma in (*lemmas, *analysis.others, form) if lemma not in main)
    itself = Level((TokenKind.FORM + form, *keys_of(main, TokenKind.LEMMA)))
    others = Level(
        (*keys_of(main, TokenKind.OTHER), *keys_of(also, TokenKind.LEMMA, TokenKind.OTHER))
    )
    inside = Level(keys_of((*lemmas, *analysis.others, form), TokenKind.PART))
    return [itself, inside, others] if own else [itself, others, inside]


def keys_of(found: Iterable[str], *kinds: TokenKind) -> tuple[str, ...]:
    """The keys of words in these kinds, each once."""
    return tuple([kind + plain(word) for word in dict.fromkeys(found) for kind in kinds])


def _quoted(word: str) -> str:
    return f'"{word}"'
