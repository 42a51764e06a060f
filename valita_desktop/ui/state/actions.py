"""What a page may ask of the window: to go elsewhere, or to tell the person something.

Pages never know each other; each is handed one of these and says what is wanted, and the
window's navigator does it. A click is two hops from its item: page → `Actions` → store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang, Season, Theme
    from valita_desktop.sync.service import ApplyResult
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences


class Offer(NamedTuple):
    """What can be done about something that is told, as a button beside the words.

    Attributes:
        name: What the button says, in the language of the window.
        act: Does it; what was told is gone by then.
        undoes: Takes back what was just done, so Ctrl+Z does it too.
    """

    name: str
    act: Callable[[], object]
    undoes: bool = False


class Actions(Protocol):
    """What the window does for its pages; none of it raises."""

    def open_item(self, item_id: str) -> None:
        """Show an item, or say that it has been withdrawn."""
        ...

    def open_all(self) -> None:
        """Show all items."""
        ...

    def open_theme(self, theme: Theme) -> None:
        """Show the items of a theme."""
        ...

    def open_season(self, season: Season) -> None:
        """Show the items of a season."""
        ...

    def open_narrowed(self, chosen: Sequence[tuple[str, str]]) -> None:
        """Show the items that some facets leave, each a group and a value."""
        ...

    def open_recent(self) -> None:
        """Show the items opened lately."""
        ...

    def open_shortest(self) -> None:
        """Show all items, the shortest first."""
        ...

    def search(self, query: str) -> None:
        """Look for words."""
        ...

    def open_packet(self, number: int, *, rename: bool = False) -> None:
        """Show a lesson packet; ``rename`` lets its name be typed at once."""
        ...

    def open_settings(self) -> None:
        """Show the settings."""
        ...

    def open_help(self) -> None:
        """Show help and keys."""
        ...

    def open_about(self) -> None:
        """Show what the program is made of, its licences and how accessible it is."""
        ...

    def bring(self, path: Path) -> None:
        """Take the packet, or the own items, of a file from anywhere."""
        ...

    def make_own(self, item_id: str) -> None:
        """Make an own item from one, or open an own one in the person's editor."""
        ...

    def hand_on(self, item_id: str) -> None:
        """Save an own item as a file for a colleague."""
        ...

    def go_back(self) -> None:
        """Return to where the person came from."""
        ...

    def set_content_language(self, lang: Lang) -> None:
        """Show the materials in a language, everywhere."""
        ...

    def present(self) -> None:
        """Show what is in view to a class."""
        ...

    def present_item(self, item_id: str) -> None:
        """Show an item to a class."""
        ...

    def add_to_packet(self, beside: QWidget | None = None) -> object:
        """Offer the packets that the item in view can go into, under a widget."""
        ...

    def print_item(self, item_id: str) -> object:
        """Open the print dialog of an item."""
        ...

    def show_menu(self, item_id: str, at: QPoint) -> object:
        """Offer what can be done with an item, at a point of the screen."""
        ...

    def favourites_changed(self) -> None:
        """There is one favourite more, or one less."""
        ...

    def library_changed(self, result: ApplyResult) -> None:
        """Other materials are in use."""
        ...

    def tell(self, words: str, *offers: Offer) -> None:
        """Say what was done, with a button for each thing that can be done about it."""
        ...

    def report(self, error: Exception) -> None:
        """Say what went wrong, what still works and what to do."""
        ...


class PageContext(NamedTuple):
    """What every page is handed.

    Attributes:
        actions: What it may ask of the window.
        preferences: What is chosen now.
        jobs: Runs what is slow.
    """

    actions: Actions
    preferences: Preferences
    jobs: Jobs
