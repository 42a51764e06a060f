"""What the window is handed to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.settings import Settings
    from valita_desktop.ui.jobs import Jobs
    from valita_desktop.ui.material_view import MaterialView
    from valita_desktop.ui.packet_desk import PacketDesk
    from valita_desktop.ui.preferences import Preferences
    from valita_desktop.ui.sources import Materials, Own, Updating


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
