"""What can be done with an item wherever it is in view: keep it, or put it into a packet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from valita_desktop.content.layouts import Layout
from valita_desktop.content.model import OWN_KINDS, is_own
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.ui.state.actions import Actions, Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.packets.add_menu import Addition, AddToPacketMenu
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.window.item_menu import ItemMenu
    from valita_desktop.ui.window.page_stack import PageStack
    from valita_desktop.ui.window.services import WindowServices


class ItemCommands:
    """Favourites of the `UserStore` and packets of the `WindowServices`, changed item by item.

    Args:
        services: Where both are kept.
        actions: Tells what was done, and shows it.
        view: What menus and dialogs belong to.
    """

    def __init__(self, services: WindowServices, actions: Actions, view: PageStack) -> None:
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
        since = self._set_favourite(item_id, on=on)
        if since is not None:
            told = _("Added to favourites") if on else _("Taken from favourites")
            back = partial(self._set_favourite, item_id, on=not on, since=since)
            self._actions.tell(told, Offer(_("Undo"), back, undoes=True))

    def _set_favourite(self, item_id: str, *, on: bool, since: str = "") -> str | None:
        """As in `UserData`; ``None`` where it could not be done, which is told."""
        try:
            before = self._services.userdata.set_favourite(item_id, on=on, since=since)
        except ValitaError as error:
            self._actions.report(error)
            return None
        self._actions.favourites_changed()
        return before

    def print_item(self, item_id: str, lang: Lang, jobs: Jobs, now: Preferences) -> object:
        """Open the print dialog of an item over the page in view.

        Args:
            item_id: The item.
            lang: The language it is printed in first.
            jobs: Runs what is slow.
            now: What is chosen.

        Returns:
            The dialog; ``None`` where the item cannot be had.
        """
        from valita_desktop.ui.printing.dialog import PrintDialog  # late: no start shows it
        from valita_desktop.ui.printing.subject import ItemToPrint

        printing = self._view.printing
        try:
            item = self._services.packets.item(item_id)
            subject = ItemToPrint(item, lang, printing.source)
        except ValitaError as error:
            self._actions.report(error)
            return None
        dialog = PrintDialog(subject, jobs, now, printing, self._view)
        dialog.begin(Layout.SHEET)
        dialog.open()
        return dialog

    def menu(self, item_id: str, title: str, lang: Lang) -> ItemMenu:
        """The menu of an item, to be opened; what it does, it does by `Actions`.

        Args:
            item_id: The item.
            title: What it is called, to be copied.
            lang: The language it is added to a packet in.
        """
        from valita_desktop.ui.window.item_menu import ItemActs, ItemMenu  # late: as above

        for other in self._view.findChildren(ItemMenu):  # some systems ask twice for one key
            other.close()

        try:
            favourite = item_id in self._services.userdata.favourites()
        except ValitaError:
            favourite = False
        acts = ItemActs(
            open=partial(self._actions.open_item, item_id),
            present=partial(self._actions.present_item, item_id),
            print=partial(self._actions.print_item, item_id),
            toggle_favourite=partial(self.toggle_favourite, item_id),
            copy_title=partial(self._copy, title),
            favourite=favourite,
            packets=self._packet_menu(item_id, lang),
            own=self._own(item_id),
        )
        return ItemMenu(acts, self._view)

    def _own(self, item_id: str) -> list[tuple[str, Callable[[], object]]]:
        kinds = {row.id: row.kind for row in self._view.rows}
        if self._services.own is None or kinds.get(item_id) not in OWN_KINDS:
            return []
        make = partial(self._actions.make_own, item_id)
        if not is_own(item_id):
            return [(N_("Make my own version"), make)]
        hand_on = partial(self._actions.hand_on, item_id)
        return [(N_("Edit the text"), make), (N_("For a colleague…"), hand_on)]

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self._actions.tell(_("Copied: {words}").format(words=words))

    def add_to_packet(self, item_id: str, lang: Lang, at: QPoint) -> AddToPacketMenu | None:
        """Offer the packets that an item can be added to.

        Args:
            item_id: The item.
            lang: The language it is added in.
            at: Where the menu opens, on the screen.

        Returns:
            The menu, which goes when it is closed; ``None`` where the packets cannot be read.
        """
        menu = self._packet_menu(item_id, lang)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)
        return menu

    def _packet_menu(self, item_id: str, lang: Lang) -> AddToPacketMenu | None:
        from valita_desktop.ui.packets.add_menu import AddToPacketMenu  # late: no start shows it

        try:
            menu = AddToPacketMenu(self._services.packets, item_id, lang, self._view)
        except ValitaError as error:
            self._actions.report(error)
            return None
        menu.added.connect(self._say_added)
        menu.failed.connect(self._actions.report)
        return menu

    def _say_added(self, addition: Addition) -> None:
        packet = addition.packet
        told = _("Added to “{name}”. It holds {n} now.")
        words = told.format(name=packet.name, n=len(packet.entries))
        undo = Offer(_("Undo"), partial(self._take_back, addition), undoes=True)
        show = partial(self._actions.open_packet, packet.id, rename=addition.is_new)
        self._actions.tell(words, undo, Offer(_("Open the packet"), show))

    def _take_back(self, addition: Addition) -> None:
        try:
            addition.take_back()
        except ValitaError as error:
            self._actions.report(error)
        self._view.packets_changed()
