"""What can be done with an item wherever it is in view: keep it, or put it into a packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang
    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.add_menu import AddToPacketMenu
    from valita_desktop.ui.window.services import WindowServices


class ItemCommands(QObject):
    """Favourites of the `UserStore` and packets of the `WindowServices`, changed item by item.

    Args:
        services: Where both are kept.
        view: Speaks to screen readers, and is what a menu belongs to.

    Signals:
        favourites_changed: There is one favourite more, or one less.
        message_requested: Something was done that is not seen; carries the words.
        failed: Something could not be done; carries the error.
    """

    favourites_changed = Signal()
    message_requested = Signal(str)
    failed = Signal(Exception)

    def __init__(self, services: WindowServices, view: QWidget) -> None:
        super().__init__(view)
        self._services = services
        self._view = view

    def toggle_favourite(self, item_id: str) -> None:
        """Add an item to the favourites, or take it away."""
        if not item_id:
            return
        userdata = self._services.userdata
        try:
            on = item_id not in userdata.favourites()
            userdata.set_favourite(item_id, on=on)
        except ValitaError as error:
            self.failed.emit(error)
            return
        announce(self._view, _("Added to favourites") if on else _("Taken from favourites"))
        self.favourites_changed.emit()

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
            self.failed.emit(error)
            return None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.added.connect(self._say_added)
        menu.failed.connect(self.failed)
        menu.popup(at)
        return menu

    def _say_added(self, packet: Packet) -> None:
        told = _("Added to “{name}”. It holds {n} now.")
        self.message_requested.emit(told.format(name=packet.name, n=len(packet.entries)))
