"""What a list of items shows, as one value to keep and to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.ui.item_list.facets import Facet


class Scope(Enum):
    """Which items the list is of."""

    ALL = N_("Materials")
    FAVOURITES = N_("Favourites")
    RECENT = N_("Opened lately")


@dataclass(frozen=True)
class ListState:
    """What the list shows.

    Attributes:
        scope: Which items; a search is always of all.
        ids: Of favourites or recent items, in their order.
        query: What is looked for; ``""`` outside a search.
        chosen: The facets that narrow it.
        order: One of `ordering.ORDERS`.
        current: The id of the selected item.
    """

    scope: Scope = Scope.ALL
    ids: tuple[str, ...] = ()
    query: str = ""
    chosen: tuple[Facet, ...] = ()
    order: str = "theme"
    current: str = ""


EVERYTHING = ListState()
"""All items, by theme."""
