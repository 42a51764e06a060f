"""Where the window gets its items and the person's own things from: what it asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results


class Materials(Protocol):
    """What the window asks of the library."""

    def rows(self) -> tuple[Row, ...]:
        """Every listed item, by theme, kind and id."""
        ...

    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items by what a person typed."""
        ...


class Own(Protocol):
    """What the window asks of the person's own data."""

    def favourites(self) -> tuple[str, ...]:
        """Ids, last added first."""
        ...

    def set_favourite(self, item_id: str, *, on: bool) -> None:
        """Add an item or take it away."""
        ...

    def recent(self, limit: int = 4) -> tuple[str, ...]:
        """Ids of the items opened last, newest first."""
        ...

    def opened(self, item_id: str) -> None:
        """Remember that an item was opened."""
        ...
