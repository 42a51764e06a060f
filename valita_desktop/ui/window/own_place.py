"""Own items in the window: read when it has been painted, shown anew whenever they change.

What a person asks for at the computer is done here: begin one, make one from another, edit, throw
away; what goes to and comes from colleagues is `OwnExchange`'s. All that is slow is a job.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from valita_desktop.errors import ContentError, OutputError, ValitaError
from valita_desktop.i18n import _
from valita_desktop.library.own_items import OwnItem
from valita_desktop.messages.errors import sentence
from valita_desktop.paths import patiently
from valita_desktop.ui.own.watch import OwnWatch
from valita_desktop.ui.state.actions import Offer
from valita_desktop.ui.state.rest import Rest
from valita_desktop.ui.window.history import Location, PageKey
from valita_desktop.ui.window.own_exchange import OwnExchange

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.library.own_items import BrokenItem, OwnShelf
    from valita_desktop.settings import Settings
    from valita_desktop.ui.own.page import OwnPage
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.ports import ItemIndex
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.widgets.toasts import Toasts
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
        toasts: Tell what is wrong with an item for as long as it is.

    Attributes:
        watch: Reads them.
    """

    def __init__(
        self,
        services: OwnServices,
        library: ItemIndex,
        navigator: Navigator,
        preferences: Preferences,
        jobs: Jobs,
        toasts: Toasts,
    ) -> None:
        super().__init__(navigator)
        self._services = services
        self._library = library
        self._navigator = navigator
        self._preferences = preferences
        self._jobs = jobs
        self._toasts = toasts
        self._mistake = ""
        self._folders: dict[str, Path] = {}
        self._page: OwnPage | None = None
        self._opened: Path | None = None
        self.watch = OwnWatch(services, preferences.now, jobs, self)
        self.watch.changed.connect(self._show)
        preferences.changed.connect(self._follow)
        self._exchange = OwnExchange(services, navigator, preferences, self.watch, self._start)
        self._exchange.arrived.connect(self._open_when_read)
        navigator.own = self
        navigator.exchange = self._exchange
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
        self._tell_mistake(shelf)
        self._open_made(shelf)

    def _open_made(self, shelf: OwnShelf) -> None:
        """Open what was made, once it is read: a reading that had begun before lacks it."""
        made = self._opened
        if any(each.folder == made for each in shelf.broken):
            self._opened = None
            self._navigator.go(Location(PageKey.OWN))  # which tells why
        for item_id, own in shelf.items.items():
            if own.folder == made:
                self._opened = None
                self._navigator.open_item(item_id)
                return

    def _tell_mistake(self, shelf: OwnShelf) -> None:
        """Tell what is wrong with the item in view; what is right by now is told no longer."""
        location = self._navigator.location
        shown = self._folders.get(location.item_id) if location.page is PageKey.ITEM else None
        wrong = (each.mistakes[0] for each in shelf.broken if each.folder == shown)
        told = next((sentence(_by_name(each)) for each in wrong), "")
        if self._mistake != told:
            self._toasts.take_back(self._mistake)
        self._mistake = told
        if told:
            self._toasts.tell_failure(told)

    def _open_when_read(self, folder: Path | None) -> None:
        self._opened = folder
        self.watch.look()

    def _fill_page(self) -> None:
        if self._navigator.location.page is not PageKey.OWN:
            return
        page = self._navigator.stack.own
        if self._page is None:
            self._page = page
            page.open_requested.connect(self._navigator.open_item)
            page.new_requested.connect(self.begin)
            page.bring_requested.connect(self._exchange.ask_file)
            page.folder_requested.connect(self._open_home)
            page.asked.connect(self._act)
            page.set_acts(self._services.acts)
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
            self._exchange.hand_on_item(own)

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
