"""Which entries a list shows: of all items, of kept ones, or of what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content.model import Kind
from valita_desktop.ui.item_list.facets import Facet, FacetIndex, Narrowed
from valita_desktop.ui.item_list.list_view import ListEntry
from valita_desktop.ui.item_list.state import ListState, Scope, in_order, of_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from valita_desktop.content.model import Lang, Theme
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Hit


class Listing:
    """Rows of the library with their `FacetIndex`, ready to be listed for a `ListState`.

    Attributes:
        facets: What the rows can be narrowed by, in the order it is shown.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._positions = {row.id: position for position, row in enumerate(rows)}
        self._index = FacetIndex(rows)
        self._withdrawn: dict[str, Row] = {}
        self.facets = self._index.facets

    def set_withdrawn(self, rows: Iterable[Row]) -> None:
        """Stand-ins for items that are no longer there; kept lists keep a place for them."""
        self._withdrawn = {row.id: row for row in rows}

    def entries(
        self, state: ListState, hits: Sequence[Hit] | None, lang: Lang
    ) -> tuple[list[ListEntry], dict[Facet, int]]:
        """What a state shows.

        Args:
            state: What is wanted.
            hits: What the search for its query found, best first; ``None`` without a search.
            lang: The language that names are sorted in.

        Returns:
            The entries from the top, and what each facet would leave.
        """
        if hits is not None:
            return self._found(state, hits)
        if state.scope is Scope.ALL:
            narrowed = self._index.narrow(state.chosen)
            rows = [self._rows[at] for at in narrowed.rows]
            if state.theme and state.order == "theme":
                rows = of_theme(rows, state.theme)
            return [ListEntry(row) for row in in_order(rows, state.order, lang)], narrowed.counts
        narrowed = self._narrow_to(state, state.ids)
        shown = {self._rows[at].id: self._rows[at] for at in narrowed.rows}
        if not state.chosen:
            shown |= self._withdrawn
        return [ListEntry(shown[one]) for one in state.ids if one in shown], narrowed.counts

    def about(self, which: Theme, lang: Lang) -> str:
        """What a theme is about, in one line; ``""`` where the library does not say."""
        own = (row for row in self._rows if row.kind is Kind.THEME and which in row.themes)
        return next((row.summary(lang) for row in own), "")

    def count(self, state: ListState, hits: Sequence[Hit] | None) -> int:
        """How many items a state would show if nothing narrowed it; arguments as `entries`."""
        if hits is not None:
            return len(hits)
        if state.scope is Scope.ALL:
            return len(self._rows)
        return sum(one in self._positions or one in self._withdrawn for one in state.ids)

    def _found(
        self, state: ListState, hits: Sequence[Hit]
    ) -> tuple[list[ListEntry], dict[Facet, int]]:
        narrowed = self._narrow_to(state, (hit.id for hit in hits))
        left = {self._rows[at].id: self._rows[at] for at in narrowed.rows}
        found = [ListEntry(left[hit.id], hit) for hit in hits if hit.id in left]
        return _divided(found), narrowed.counts

    def _narrow_to(self, state: ListState, ids: Iterable[str]) -> Narrowed:
        positions = [self._positions[one] for one in ids if one in self._positions]
        return self._index.narrow(state.chosen, self._index.bits(positions))


def _divided(found: list[ListEntry]) -> list[ListEntry]:
    """With a divider before the first related hit, unless there are only such."""
    related = (place for place, entry in enumerate(found) if entry.hit and entry.hit.related)
    first = next(related, 0)
    return [*found[:first], ListEntry(None), *found[first:]] if first else found
