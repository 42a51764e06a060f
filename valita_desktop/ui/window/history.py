"""Where the person has been, for back and forward."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from valita_desktop.ui.item_list.state import EVERYTHING, ListState


class PageKey(Enum):
    """The pages of a `MainWindow`, as a `Location` names them."""

    HOME = auto()
    LIST = auto()
    ITEM = auto()
    PACKETS = auto()
    OWN = auto()
    UPDATES = auto()
    SETTINGS = auto()
    HELP = auto()
    ABOUT = auto()


class Location(NamedTuple):
    """A page and what it showed, as a `History` keeps it.

    Attributes:
        item_id: On the page of an item.
        shown: What the list shows, on its page.
        searching: The location began with typing into the search field.
        sought: The words that led to an item, to be marked in its text.
    """

    page: PageKey
    item_id: str = ""
    shown: ListState = EVERYTHING
    searching: bool = False
    sought: str = ""


class History:
    """Each `Location` in the order it was visited, with one of them as the current one."""

    def __init__(self, start: Location) -> None:
        self._locations = [start]
        self._at = 0

    @property
    def current(self) -> Location:
        """The location of now."""
        return self._locations[self._at]

    def push(self, location: Location) -> None:
        """Go on to a place; what was ahead is forgotten."""
        del self._locations[self._at + 1 :]
        self._locations.append(location)
        self._at += 1

    def update(self, location: Location) -> None:
        """The current location has become this one, without going anywhere."""
        self._locations[self._at] = location

    def remember(self, state: ListState) -> None:
        """Keep what the list shows, if the current place is the list."""
        if self.current.page is PageKey.LIST:
            self.update(self.current._replace(shown=state))

    def step(self, steps: int) -> bool:
        """Go back (-1) or forward (1); False where there is nothing."""
        there = self._at + steps
        if not 0 <= there < len(self._locations):
            return False
        self._at = there
        return True
