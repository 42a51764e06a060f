"""What a list of items shows, as one value to keep and to come back to; and its orders."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCollator, QLocale

from valita_desktop.content.model import Kind, Theme
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.item_list.facets import Facet


ORDERS: dict[str, str] = {
    "theme": N_("By theme"),
    "title": N_("By name"),
    "newest": N_("Newest first"),
    "shortest": N_("Shortest first"),
}

_LANGUAGES = {"fi": QLocale.Language.Finnish, "sv": QLocale.Language.Swedish}
_NO_TIME = 1_000_000
_KINDS = (Kind.MATERIAL, Kind.PRACTICE, Kind.THEME, Kind.EVENT, Kind.PROJECT)


class Scope(Enum):
    """Which items a `ListState` is of."""

    ALL = N_("Materials")
    FAVOURITES = N_("Favourites")
    RECENT = N_("Opened lately")


class ListState(NamedTuple):
    """What an `ItemListPage` shows.

    Attributes:
        scope: Which items; a search is always of all.
        ids: Of favourites or recent items, in their order.
        query: What is looked for; ``""`` outside a search.
        chosen: The facets that narrow it.
        order: One of `ORDERS`.
        current: The id of the selected item.
    """

    scope: Scope = Scope.ALL
    ids: tuple[str, ...] = ()
    query: str = ""
    chosen: tuple[Facet, ...] = ()
    order: str = "theme"
    current: str = ""

    @property
    def theme(self) -> Theme | None:
        """The theme that it is of, where it is of one alone."""
        themes = [one.value for one in self.chosen if one.group == "theme"]
        return Theme(themes[0]) if self.scope is Scope.ALL and len(themes) == 1 else None


EVERYTHING = ListState()
"""All items, by theme."""


def of_theme(rows: Sequence[Row], theme: Theme) -> list[Row]:
    """Rows of a theme: what one does in class first, projects last, its own before others'."""
    return sorted(rows, key=lambda row: (_KINDS.index(row.kind), row.themes[:1] != (theme,)))


def in_order(rows: Sequence[Row], order: str, lang: Lang) -> list[Row]:
    """The rows in one of `ORDERS`; given in the order of the library.

    Names are sorted as their language sorts them (å, ä, ö last); what has no time is
    longer than all that has.

    Args:
        rows: In the order of the library, which is that of the themes.
        order: A key of `ORDERS`.
        lang: The language of the names.
    """
    if order == "title":
        collator = QCollator(QLocale(_LANGUAGES[lang], QLocale.Country.Finland))
        return sorted(rows, key=lambda row: collator.sortKey(row.title(lang)))
    if order == "newest":
        return sorted(rows, key=lambda row: row.updated, reverse=True)
    if order == "shortest":
        return sorted(rows, key=lambda row: row.minutes or _NO_TIME)
    return list(rows)
