"""A lesson packet as what a `PrintDialog` prints: its lines have been chosen, the paper has not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from valita_desktop.content.layouts import Layout, PartChoice, Sides

if TYPE_CHECKING:
    from valita_desktop.content.handout import Handout, School
    from valita_desktop.content.model import Lang
    from valita_desktop.errors import LayoutErrorCode
    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.subject import PrintWish
    from valita_desktop.ui.state.preferences import Preferences


class PacketToPrint:
    """One packet, as it is now, as a `PrintSubject`."""

    layouts: tuple[Layout, ...] = (Layout.PACKET,)
    parts: tuple[PartChoice, ...] = (PartChoice.ALL,)
    langs: tuple[Lang, ...] = ()

    def __init__(self, packet: Packet, services: PacketServices, preferences: Preferences) -> None:
        self._packet = packet
        self._services = services
        self._preferences = preferences

    def title(self, _langs: tuple[Lang, ...]) -> str:
        """What the teacher calls it."""
        return self._packet.name

    def file_words(self, _wish: PrintWish) -> tuple[str, ...]:
        """None: each packet has a name of its own."""
        return ()

    def why_not(self, _layout: Layout, _wish: PrintWish) -> LayoutErrorCode | None:
        """Never: there is one layout."""
        return None

    def usual_sides(self, _wish: PrintWish) -> Sides:
        """As the settings say."""
        return Sides.LONG_EDGE if self._preferences.now.both_sides else Sides.ONE

    def turns_by_sides(self, _wish: PrintWish) -> bool:
        """Each line begins on a sheet of its own, or follows."""
        return True

    def has_note(self, _wish: PrintWish) -> bool:
        """Never: notes belong to materials."""
        return False

    def handout(self, wish: PrintWish, school: School) -> Handout:
        """The cover, the contents and every line."""
        now = replace(self._preferences.now, low_ink=wish.low_ink, both_sides=wish.both_sides)
        return self._services.handout(self._packet, school, now, wish.paper)
