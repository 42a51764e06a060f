"""The ways into the pages, each by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from valita_desktop.content.model import is_own
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.state import EVERYTHING, ListState
from valita_desktop.ui.window.history import Location, PageKey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from valita_desktop.content.model import Season, Theme
    from valita_desktop.ui.window.page_stack import PageStack


class OwnActs(Protocol):
    """Whoever does what is asked with own items."""

    def adapt(self, item_id: str) -> None:
        """Make an item from one that is there, and open it in the person's editor."""
        ...

    def edit(self, item_id: str) -> None:
        """Open an item in the person's editor."""
        ...


class ExchangeActs(Protocol):
    """Whoever does what is asked with what goes to and comes from colleagues."""

    def bring(self, path: Path) -> None:
        """Open a packet from anywhere; of the own items in it ask first."""
        ...

    def hand_on(self, item_id: str) -> None:
        """Save an item as a file for a colleague."""
        ...


class Openings:
    """Part of a `Navigator`: where each of its `Actions` leads.

    Attributes:
        own: Does what is asked with own items; ``None`` where there are none.
        exchange: Hands them on and takes them in; ``None`` where there are none.
    """

    own: OwnActs | None = None
    exchange: ExchangeActs | None = None
    stack: PageStack

    def go(self, location: Location) -> None:
        """Go on to a location."""
        raise NotImplementedError

    def open_packet(self, number: int, *, rename: bool = False) -> None:
        """Show a lesson packet; ``rename`` lets its name be typed at once."""
        self.go(Location(PageKey.PACKETS))
        self.stack.packets.show_packets(number)
        if rename:
            self.stack.packets.begin_name()

    def open_all(self) -> None:
        """Show all items."""
        self.go(Location(PageKey.LIST, shown=EVERYTHING))

    def open_narrowed(self, chosen: Sequence[tuple[str, str]]) -> None:
        """Show the items that some facets leave, each a group and a value."""
        shown = ListState(chosen=tuple(Facet(*one) for one in chosen))
        self.go(Location(PageKey.LIST, shown=shown))

    def open_theme(self, theme: Theme) -> None:
        """Show the items of a theme."""
        self.open_narrowed([("theme", theme.value)])

    def open_season(self, season: Season) -> None:
        """Show the items of a season."""
        self.open_narrowed([("season", season.value)])

    def open_shortest(self) -> None:
        """Show all items, the shortest first."""
        self.go(Location(PageKey.LIST, shown=ListState(order="shortest")))

    def open_settings(self) -> None:
        """Show the settings."""
        self.go(Location(PageKey.SETTINGS))

    def open_updates(self) -> None:
        """Show the updates, and what came last."""
        self.go(Location(PageKey.UPDATES))

    def open_about(self) -> None:
        """Show what the program is made of, its licences and how accessible it is."""
        self.go(Location(PageKey.ABOUT))

    def open_help(self) -> None:
        """Show help and keys."""
        self.go(Location(PageKey.HELP))

    def bring(self, path: Path) -> None:
        """Take the packet, or the own items, of a file from anywhere."""
        if self.exchange:
            self.exchange.bring(path)
        else:
            self.go(Location(PageKey.PACKETS))
            self.stack.packets.book.take_file(path)

    def make_own(self, item_id: str) -> None:
        """Make an own item from one, or open an own one in the person's editor."""
        if self.own and is_own(item_id):
            self.own.edit(item_id)
        elif self.own:
            self.own.adapt(item_id)

    def hand_on(self, item_id: str) -> None:
        """Save an own item as a file for a colleague."""
        if self.exchange:
            self.exchange.hand_on(item_id)
