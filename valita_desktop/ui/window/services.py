"""What the window is handed to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.errors import LibraryError
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
