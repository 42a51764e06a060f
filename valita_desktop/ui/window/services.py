"""What the window is handed to work with."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang
    from valita_desktop.errors import LibraryError
    from valita_desktop.library.early_search import EarlySearch
    from valita_desktop.library.glimpse import Glimpse
    from valita_desktop.library.search import Results
    from valita_desktop.settings import Settings
    from valita_desktop.ui.item.page import ItemPage
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.present.awake import Awake
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.settings.own_data import OwnDataServices
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import ItemIndex, UpdatePort, UserStore


def _of_this_computer() -> Awake:
    from valita_desktop.ui.present import awake  # late: no start presents anything

    return awake.of_this_computer()


class Arrival:
    """Opens what the window works with, once, on whichever thread asks first.

    Args:
        open_services: Opens it.
        seen: What is shown until then.
        folder: Where words are looked for until then.
    """

    def __init__(
        self, open_services: Callable[[], WindowServices], seen: Glimpse, folder: Path
    ) -> None:
        self._open = open_services
        self._seen = seen
        self._folder = folder
        self._lock = Lock()
        self._early: EarlySearch | None = None
        self._looks_early = bool(seen.rows)
        self.services: WindowServices | None = None

    def __call__(self) -> WindowServices:
        """What the window works with; waits until it is open.

        Raises:
            ValitaError: It cannot be opened.
        """
        with self._lock:
            if self.services is None:
                self.services = self._open()
            return self.services

    def is_as_seen(self) -> bool:
        """Whether the stores say what was seen.

        Raises:
            ValitaError: They cannot be read.
        """
        now, seen = self(), self._seen
        own = now.userdata.favourites(), now.userdata.recent(len(seen.opened) + 1)
        return (now.library.rows(), *own) == seen

    def find(self, query: str, lang: Lang, limit: int) -> Results | None:
        """What words find before the stores are open; on the window's thread.

        Args:
            query: As it was typed.
            lang: The language to find in first.
            limit: At most so many hits above the divider.

        Returns:
            What was found; ``None`` where the stores must be asked, which may be open by now.
        """
        if self.services is not None:
            self.leave_early()
        elif self._looks_early and self._early is None:
            from valita_desktop.library.early_search import early_search  # late: no first frame

            self._early = early_search(self._folder)
            self._looks_early = self._early is not None
        return self._early.search(query, lang, limit) if self._early else None

    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Import and read what the first letter needs, in steps; nothing where it is not there.

        Args:
            lang: That will probably be searched in.

        Yields:
            Nothing, after each step.
        """
        if self._looks_early:
            from valita_desktop.library import early_search  # late: no first frame looks for words

            yield
            yield from early_search.get_ready(lang)

    def leave_early(self) -> None:
        """Look for words in the stores from now on."""
        self._looks_early = False
        if self._early is not None:
            self._early.close()
            self._early = None


class Beginning(NamedTuple):
    """What is known of `WindowServices` before any database is open; as there."""

    settings: Settings
    save_settings: Callable[[Settings], None]
    locked: frozenset[str]
    first_run: bool


@dataclass(frozen=True)
class WindowServices:
    """Everything a `MainWindow` works with.

    Attributes:
        library: The materials.
        userdata: The person's own things.
        settings: What was chosen when the program started.
        save_settings: Keeps what is chosen from now on; raises `OutputError`.
        make_item_page: Makes the page of an item.
        make_printing: What printing works with, by the settings of now.
        packets: What lesson packets are made with.
        updates: What brings other materials, where a person says so.
        first_run: Nothing has been chosen yet on this computer.
        trouble: What the person is to be told of their own data when the window opens.
        make_awake: What keeps the screen on while something is presented.
        own: Reads and makes own items; ``None`` where there are none.
        own_data: Takes the person's own data out and in, where they are kept.
        locked: Names of the settings that nobody may change here.
        arrival: Opens the rest, where only what a glimpse has seen is there.
    """

    library: ItemIndex
    userdata: UserStore
    settings: Settings
    save_settings: Callable[[Settings], None]
    make_item_page: Callable[[PageContext, PrintServices], ItemPage]
    make_printing: Callable[[PageContext], PrintServices]
    packets: PacketServices
    updates: UpdatePort
    first_run: bool = False
    trouble: LibraryError | None = None
    make_awake: Callable[[], Awake] = _of_this_computer
    own_data: OwnDataServices | None = None
    locked: frozenset[str] = frozenset()
    own: OwnServices | None = None
    arrival: Arrival | None = None
