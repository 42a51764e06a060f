"""Levels of keys: what a document must have, as sets of keys and as FTS5 says it.

Every word is quoted, so that no input is an operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from valita_desktop.library.search.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valita_desktop.library.search.index import TokenKind


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
        if not other:
            return self
        if not self:
            return other
        return Level(
            tuple(dict.fromkeys(self.keys + other.keys)),
            tuple(dict.fromkeys(self.starts + other.starts)),
            self.groups + other.groups,
        )

    def holds(self, other: Level) -> bool:
        """Whether a document that has something of the other has something of this."""
        return (
            set(self.starts).issuperset(other.starts)
            and set(self.groups).issuperset(other.groups)
            and all(key in self.keys or key.startswith(self.starts) for key in other.keys)
        )

    @property
    def every_key(self) -> tuple[str, ...]:
        """Whole keys, those of groups among them."""
        return (*self.keys, *(key for group in self.groups for key in group))

    def match(self) -> str:
        """The level in FTS5's language; every word is quoted."""
        said = [f'"{key}"' for key in self.keys]
        said += [f'"{start}" *' for start in self.starts]
        said += ["({})".format(" AND ".join(map(_quoted, group))) for group in self.groups]
        return " OR ".join(said)


NO_LEVEL = Level()


def match_of(levels: Iterable[Level]) -> str:
    """A MATCH expression for documents that have something of every level."""
    return " AND ".join(f"({level.match()})" for level in levels)


def keys_of(found: Iterable[str], *kinds: TokenKind) -> tuple[str, ...]:
    """The keys of words in these kinds, each once."""
    return tuple([kind + plain(word) for word in dict.fromkeys(found) for kind in kinds])


def _quoted(word: str) -> str:
    return f'"{word}"'
