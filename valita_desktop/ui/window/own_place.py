"""Own items in the window: read when it has been painted, shown anew whenever they change.

What a person asks for is done here: begin one, make one from another, edit, hand on, take in,
throw away. All that is slow is a job.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from valita_desktop import PACKET_SUFFIX
from valita_desktop.errors import ContentError, OutputError, SettingLockedError, ValitaError
from valita_desktop.i18n import _, ngettext
from valita_desktop.library import packet_file
from valita_desktop.library.own_items import OwnItem
from valita_desktop.paths import patiently
from valita_desktop.ui.own.bring import BringDialog, LossDialog
from valita_desktop.ui.own.watch import OwnWatch
from valita_desktop.ui.printing import backend
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.state.rest import Rest
from valita_desktop.ui.style import theme
from valita_desktop.ui.window.history import Location, PageKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.library.own_files import Arrived
    from valita_desktop.library.own_items import BrokenItem, OwnShelf
    from valita_desktop.library.packet_file import PacketFile
    from valita_desktop.settings import Settings
    from valita_desktop.ui.own.page import OwnPage
    from valita_desktop.ui.own.services import FromDocument, OwnServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import ItemIndex
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.window.navigator import Navigator

_BREATH_MS = 50
"""After the first frame: nobody waits for own items at the start."""


class OwnPlace(QObject):
    """Shows own items by a `Navigator`, and does what is asked for with them.

    Args:
        services: Reads and makes them.
        library: Has them among its rows.
        navigator: Shows them.
        preferences: Where they are.
        jobs: Runs what is slow.
    """

    def __init__(
        self,
        services: OwnServices,
        library: ItemIndex,
        navigator: Navigator,
        preferences: Preferences,
        jobs: Jobs,
    ) -> None:
        super().__init__(navigator)
        self._services = services
        self._library = library
        self._navigator = navigator
        self._preferences = preferences
        self._jobs = jobs
        self._folders: dict[str, Path] = {}
        self._page: OwnPage | None = None
        self._opened: Path | None = None
        self.watch = OwnWatch(services, preferences.now, jobs, self)
        self.watch.changed.connect(self._show)
        preferences.changed.connect(self._follow)
        navigator.own = self
        navigator.moved.connect(self._fill_page)
        Rest(_BREATH_MS, self).then(self.watch.look)

    # --- what is there -----------------------------------------------------------------

    def _follow(self, before: Settings, after: Settings) -> None:
        if before.local_items != after.local_items:
            self.watch.set_settings(after)
        self._fill_page()

    def _show(self, shelf: OwnShelf) -> None:
        """Show what is there now; of the one that is read tell what is wrong with it."""
        self._folders |= {item_id: each.folder for item_id, each in shelf.items.items()}
        try:
            self._navigator.show_rows(self._library.rows())
        except ValitaError as error:
            self._navigator.report(error)
        self._fill_page()
        location = self._navigator.location
        shown = self._folders.get(location.item_id) if location.page is PageKey.ITEM else None
        for each in shelf.broken:
            if each.folder == shown:
                self._navigator.report(_by_name(each.mistakes[0]))
        made, self._opened = self._opened, None
        for item_id, own in shelf.items.items():
            if own.folder == made:
                self._navigator.open_item(item_id)
        if made and any(each.folder == made for each in shelf.broken):
            self._navigator.go(Location(PageKey.OWN))  # which tells why

    def _fill_page(self) -> None:
        if self._navigator.location.page is not PageKey.OWN:
            return
        page = self._navigator.stack.own
        if self._page is None:
            self._page = page
            page.open_requested.connect(self._navigator.open_item)
            page.new_requested.connect(self.begin)
            page.bring_requested.connect(self._ask_file)
            page.folder_requested.connect(self._open_home)
            page.asked.connect(self._act)
        page.show_shelf(self.watch.shelf, self._preferences.now.content_language)

    # --- begin and change --------------------------------------------------------------

    def begin(self, title: str) -> None:
        """Begin an item of a title, and open it in the person's editor."""
        work = partial(self._services.new, title, self._preferences.now.content_language)
        self._start(work, partial(self._edit_made, title))

    def adapt(self, item_id: str) -> None:
        """Make an item from one that is there, and open it in the person's editor."""
        try:
            work = self._services.adapt(item_id, self._preferences.now.content_language)
        except ValitaError as error:
            self._navigator.report(error)
        else:
            self._start(work, partial(self._edit_made, ""))

    def edit(self, item_id: str) -> None:
        """Open an item in the person's editor."""
        if item_id in self.watch.shelf.items:
            self._act("edit", self.watch.shelf.items[item_id])

    def _edit_made(self, _title: str, folder: Path) -> None:
        self._opened = folder
        self.watch.look()
        self._open_text(folder)
        told = _("It is your own now, open in your editor. What you save there is shown here.")
        show = partial(self._services.open_file, folder)
        self._navigator.tell(told, Offer(_("Open the folder"), show))

    def _open_text(self, folder: Path, file: Path | None = None) -> None:
        """Open a text of an item: that of the language in use, else the one it has."""
        lang = self._preferences.now.content_language
        wanted = [folder / f"{lang}.md", *sorted(folder.glob("??.md")), folder / "item.toml"]
        found = file or next((each for each in wanted if each.is_file()), folder)
        if not self._services.open_file(found) and not self._services.open_file(folder):
            self._navigator.tell(_("No program opened it. It is here: {path}").format(path=found))

    def _act(self, name: str, own: OwnItem | BrokenItem) -> None:
        if name == "edit":
            wrong = None if isinstance(own, OwnItem) else own.mistakes[0].path
            self._open_text(own.folder, wrong if wrong and wrong.is_file() else None)
        elif name == "folder":
            self._services.open_file(own.folder)
        elif name == "remove":
            self._remove(own)
        elif isinstance(own, OwnItem):
            self._hand_on(own)

    def _open_home(self) -> None:
        home = self.watch.home
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._navigator.report(OutputError(home, str(error.strerror or error)))
        else:
            self._services.open_file(home)

    def _remove(self, own: OwnItem | BrokenItem) -> None:
        place = self._services.trash(own.folder)
        if place is None:
            told = _("This computer has no trash here. Remove the folder yourself: {path}")
            show = partial(self._services.open_file, own.folder)
            self._navigator.tell(told.format(path=own.folder), Offer(_("Open the folder"), show))
            return
        title = own.title if not isinstance(own, OwnItem) else next(iter(own.row.titles.values()))
        back = Offer(_("Undo"), partial(self._bring_back, place, own.folder), undoes=True)
        told = _("“{title}” is in the trash of this computer.").format(title=title)
        self._navigator.tell(told, *([back] if place.name else []))
        self.watch.look()

    def _bring_back(self, place: Path, folder: Path) -> None:
        try:
            if folder.exists():
                raise FileExistsError(str(folder))
            patiently(partial(place.rename, folder))
        except OSError as error:
            self._navigator.report(OutputError(folder, str(error.strerror or error)))
        self.watch.look()

    # --- to and from colleagues --------------------------------------------------------

    def hand_on(self, item_id: str) -> None:
        """Ask where to save an item for a colleague, and save it there."""
        if item_id in self.watch.shelf.items:
            self._hand_on(self.watch.shelf.items[item_id])

    def _hand_on(self, own: OwnItem) -> None:
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

    def _ask_file(self) -> None:
        folder = backend.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_open(self._navigator.stack, folder)
        if path is not None:
            self.bring(path)

    def bring(self, path: Path) -> None:
        """Make an item of a document, or open a packet; of the own items in it ask first."""
        now = self._preferences.now
        is_packet = path.suffix.lower() == PACKET_SUFFIX
        if not is_packet and not now.import_allowed:
            self._fail(SettingLockedError("import_allowed"))
        elif not is_packet:
            work = partial(self._services.from_document, path)
            self._start(work, partial(self._say_made, path.name))
        else:
            self._start(partial(packet_file.read, path), partial(self._ask, path))

    def _ask(self, path: Path, found: PacketFile) -> None:
        now = self._preferences.now
        if found.items and not now.import_allowed:
            self._fail(SettingLockedError("import_allowed"))
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
        self._opened = arrived[0].folder if alone else None
        self.watch.look()
        if found.entries:
            self._navigator.go_to_entry("packets")
            renamed = packet_file.with_arrived(found, arrived)
            self._navigator.stack.packets.book.take(renamed)
        elif not alone:
            self._navigator.go_to_entry("own")
        self._navigator.tell(told.format(n=new))

    def _say_made(self, name: str, made: FromDocument) -> None:
        """Show what a document has become, and what of it did not come along."""
        self._opened = made.folder
        self.watch.look()
        told = _("“{name}” is a material of your own now. The document is as it was.")
        hand_on = Offer(_("For a colleague…"), partial(self._hand_on_folder, made.folder))
        self._navigator.tell(told.format(name=name), hand_on)
        if made.losses:
            now = self._preferences.now
            look = theme.appearance(now.look, now.text_size)
            LossDialog(name, made.losses, look, self._navigator.stack).open()

    def _hand_on_folder(self, folder: Path) -> None:
        for own in (each for each in self.watch.shelf.items.values() if each.folder == folder):
            self._hand_on(own)

    def _start(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._jobs.start(work, owner=self, done=done, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ValitaError):
            raise error
        self._navigator.report(error)


def _by_name(mistake: ContentError) -> ContentError:
    """A mistake in a file that is called by its name alone: its folder is known."""
    file = Path(mistake.path.name) if mistake.path else None
    return ContentError(mistake.code, mistake.detail, line=mistake.line, path=file)
