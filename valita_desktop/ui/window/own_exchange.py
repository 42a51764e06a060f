"""Own items on their way to and from colleagues: documents and packets, asked for and told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop import PACKET_SUFFIX
from valita_desktop.errors import SettingLockedError
from valita_desktop.i18n import _, ngettext
from valita_desktop.library import packet_file
from valita_desktop.ui.own.bring import BringDialog, LossDialog
from valita_desktop.ui.printing import backend
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from valita_desktop.library.own_files import Arrived
    from valita_desktop.library.own_items import OwnItem
    from valita_desktop.library.packet_file import PacketFile
    from valita_desktop.ui.own.services import FromDocument, OwnServices
    from valita_desktop.ui.own.watch import OwnWatch
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.window.navigator import Navigator


class OwnExchange(QObject):
    """Hands own items on, and takes in what a document or a packet holds.

    Args:
        services: Reads and writes the files.
        navigator: Shows what came, and tells.
        preferences: Where files are saved, and whether any may come.
        watch: The own items there are.
        start: Does what is slow and hands on what came of it; tells where it fails.

    Signals:
        arrived: There are new ones; carries the folder of the one to open, or ``None``.
    """

    arrived = Signal(object)

    def __init__(
        self,
        services: OwnServices,
        navigator: Navigator,
        preferences: Preferences,
        watch: OwnWatch,
        start: Callable[[Callable[[], object], Callable[..., None]], None],
    ) -> None:
        super().__init__(navigator)
        self._services = services
        self._navigator = navigator
        self._preferences = preferences
        self._watch = watch
        self._start = start

    def hand_on(self, item_id: str) -> None:
        """Ask where to save an item for a colleague, and save it there."""
        if item_id in self._watch.shelf.items:
            self.hand_on_item(self._watch.shelf.items[item_id])

    def hand_on_item(self, own: OwnItem) -> None:
        """Ask where to save it, and save it there."""
        title = own.row.title(self._preferences.now.content_language)
        name = backend.file_name(title).removesuffix(".pdf") + PACKET_SUFFIX
        folder = backend.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_save(self._navigator.stack, folder / name)
        if path is not None:
            work = partial(self._services.hand_on, [own.item.id], path)
            self._start(work, partial(self._say_saved, path))

    def _say_saved(self, path: Path, _done: None) -> None:
        told = _("Saved for a colleague: {path}. It opens in this program.")
        self._navigator.tell(told.format(path=path))

    def ask_file(self) -> None:
        """Ask for a document or a packet, and bring it."""
        folder = backend.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_open(self._navigator.stack, folder)
        if path is not None:
            self.bring(path)

    def bring(self, path: Path) -> None:
        """Make an item of a document, or open a packet; of the own items in it ask first."""
        now = self._preferences.now
        is_packet = path.suffix.lower() == PACKET_SUFFIX
        if not is_packet and not now.import_allowed:
            self._navigator.report(SettingLockedError("import_allowed"))
        elif not is_packet:
            work = partial(self._services.from_document, path)
            self._start(work, partial(self._say_made, path.name))
        else:
            self._start(partial(packet_file.read, path), partial(self._ask, path))

    def _ask(self, path: Path, found: PacketFile) -> None:
        now = self._preferences.now
        if found.items and not now.import_allowed:
            self._navigator.report(SettingLockedError("import_allowed"))
        if not found.items or (found.entries and not now.import_allowed):
            self._navigator.go_to_entry("packets")
            self._navigator.stack.packets.book.take(found)
            return
        if not now.import_allowed:
            return
        look = theme.appearance(now.look, now.text_size)
        dialog = BringDialog(path, found, look, self._navigator.stack)
        dialog.accepted.connect(partial(self._take, found))
        dialog.open()

    def _take(self, found: PacketFile) -> None:
        work = partial(self._services.arrive, found.items)
        self._start(work, partial(self._say_taken, found))

    def _say_taken(self, found: PacketFile, arrived: tuple[Arrived, ...]) -> None:
        new = sum(each.new for each in arrived)
        told = ngettext("{n} new material of your own.", "{n} new materials of your own.", new)
        if not new:
            told = _("Everything in the file was here already.")
        alone = len(arrived) == 1 and not found.entries
        self.arrived.emit(arrived[0].folder if alone else None)
        if found.entries:
            self._navigator.go_to_entry("packets")
            renamed = packet_file.with_arrived(found, arrived)
            self._navigator.stack.packets.book.take(renamed)
        elif not alone:
            self._navigator.go_to_entry("own")
        self._navigator.tell(told.format(n=new))

    def _say_made(self, name: str, made: FromDocument) -> None:
        """Show what a document has become, and what of it did not come along."""
        self.arrived.emit(made.folder)
        told = _("“{name}” is a material of your own now. The document is as it was.")
        hand_on = Offer(_("For a colleague…"), partial(self._hand_on_folder, made.folder))
        self._navigator.tell(told.format(name=name), hand_on)
        if made.losses:
            now = self._preferences.now
            look = theme.appearance(now.look, now.text_size)
            LossDialog(name, made.losses, look, self._navigator.stack).open()

    def _hand_on_folder(self, folder: Path) -> None:
        for own in (each for each in self._watch.shelf.items.values() if each.folder == folder):
            self.hand_on_item(own)
