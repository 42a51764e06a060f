"""What was typed into the search field, as the list understands it: facets, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.library import situation
from valita_desktop.ui.item_list.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST_HEADING = 24


class Typed:
    """A query.

    Attributes:
        words: What is looked for in the texts.
        facets: What it says of the situation, in its order.
    """

    def __init__(self, query: str) -> None:
        self._query = query
        self._wishes = situation.wishes(query)
        self.words = situation.without(query, *self._wishes)
        self.facets = tuple(Facet(wish.group, wish.value) for wish in self._wishes)

    @property
    def short(self) -> str:
        """The words as they fit into a heading."""
        cut = len(self.words) > _LONGEST_HEADING
        return f"{self.words[:_LONGEST_HEADING]}…" if cut else self.words

    def without(self, facets: Collection[Facet]) -> str:
        """The query without what says these facets."""
        pairs = zip(self.facets, self._wishes, strict=True)
        return situation.without(self._query, *(wish for facet, wish in pairs if facet in facets))

    def mended(self, words: str) -> str:
        """The query with other words, and what it says of the situation; ``""`` for none."""
        said = (self._query[wish.start : wish.end] for wish in self._wishes)
        return " ".join((words, *said)) if words else ""
