"""What the window is handed to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings
    from valita_desktop.ui.item.page import MaterialView
    from valita_desktop.ui.packets.services import PacketDesk
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import Materials, Own, Updating
    from valita_desktop.ui.state.preferences import Preferences


@dataclass(frozen=True)
class Desk:
    """Everything the window works with.

    Attributes:
        library: The materials.
        userdata: The person's own things.
        settings: What was chosen when the program started.
        save_settings: Keeps what is chosen from now on; raises `OutputError`.
        make_item_page: Makes the page of an item.
        packets: What lesson packets are made with.
        updates: What brings other materials, where a person says so.
        first_run: Nothing has been chosen yet on this computer.
    """

    library: Materials
    userdata: Own
    settings: Settings
    save_settings: Callable[[Settings], None]
    make_item_page: Callable[[Preferences, Jobs], MaterialView]
    packets: PacketDesk
    updates: Updating
    first_run: bool = False
