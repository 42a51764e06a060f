"""What the window is handed to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results
    from valita_desktop.settings import Settings
    from valita_desktop.ui.jobs import Jobs
    from valita_desktop.ui.material_view import MaterialView
    from valita_desktop.ui.preferences import Preferences


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


@dataclass(frozen=True)
class Desk:
    """Everything the window works with.

    Attributes:
        library: The materials.
        userdata: The person's own things.
        settings: What was chosen when the program started.
        save_settings: Keeps what is chosen from now on; raises `OutputError`.
        make_item_page: Makes the page of an item.
        first_run: Nothing has been chosen yet on this computer.
    """

    library: Materials
    userdata: Own
    settings: Settings
    save_settings: Callable[[Settings], None]
    make_item_page: Callable[[Preferences, Jobs], MaterialView]
    first_run: bool = False
