"""What can be done with an item wherever it is in view: keep it, or put it into a packet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.state.actions import Actions, Offer

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang
    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.add_menu import AddToPacketMenu
    from valita_desktop.ui.window.services import WindowServices


class ItemCommands:
    """Favourites of the `UserStore` and packets of the `WindowServices`, changed item by item.

    Args:
        services: Where both are kept.
        actions: Tells what was done, and shows it.
        view: What a menu belongs to.
    """

    def __init__(self, services: WindowServices, actions: Actions, view: QWidget) -> None:
        self._services = services
        self._actions = actions
        self._view = view

    def toggle_favourite(self, item_id: str) -> None:
        """Add an item to the favourites, or take it away; both can be undone."""
        if not item_id:
            return
        try:
            on = item_id not in self._services.userdata.favourites()
        except ValitaError as error:
            self._actions.report(error)
            return
        if self._set_favourite(item_id, on=on):
            told = _("Added to favourites") if on else _("Taken from favourites")
            back = partial(self._set_favourite, item_id, on=not on)
            self._actions.tell(told, Offer(_("Undo"), back, undoes=True))

    def _set_favourite(self, item_id: str, *, on: bool) -> bool:
        try:
            self._services.userdata.set_favourite(item_id, on=on)
        except ValitaError as error:
            self._actions.report(error)
            return False
        self._actions.favourites_changed()
        return True

    def add_to_packet(self, item_id: str, lang: Lang, at: QPoint) -> AddToPacketMenu | None:
        """Offer the packets that an item can be added to.

        Args:
            item_id: The item.
            lang: The language it is added in.
            at: Where the menu opens, on the screen.

        Returns:
            The menu, which goes when it is closed; ``None`` where the packets cannot be read.
        """
        from valita_desktop.ui.packets.add_menu import AddToPacketMenu  # late: no start shows it

        try:
            menu = AddToPacketMenu(self._services.packets, item_id, lang, self._view)
        except ValitaError as error:
            self._actions.report(error)
            return None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.added.connect(self._say_added)
        menu.failed.connect(self._actions.report)
        menu.popup(at)
        return menu

    def _say_added(self, packet: Packet) -> None:
        told = _("Added to “{name}”. It holds {n} now.")
        words = told.format(name=packet.name, n=len(packet.entries))
        show = partial(self._actions.open_packet, packet.id)
        self._actions.tell(words, Offer(_("Open the packet"), show))
