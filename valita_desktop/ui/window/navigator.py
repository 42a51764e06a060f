"""The way between the pages.

Knows where the person is and has been, tells every page what to show, and does what the
pages ask for: it is their `Actions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from valita_desktop.content.model import is_own
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.item_list.state import Scope
from valita_desktop.ui.state.actions import Offer, PageContext
from valita_desktop.ui.window.history import History, Location, PageKey
from valita_desktop.ui.window.item_commands import ItemCommands
from valita_desktop.ui.window.kept_items import KeptItems
from valita_desktop.ui.window.openings import Openings
from valita_desktop.ui.window.page_filler import PageFiller
from valita_desktop.ui.window.page_stack import PageStack
from valita_desktop.ui.window.presenting import Presenting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.sync.service import ApplyResult
    from valita_desktop.ui.packets.add_menu import AddToPacketMenu
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.widgets.focus_regions import Region
    from valita_desktop.ui.window.item_menu import ItemMenu
    from valita_desktop.ui.window.services import WindowServices


class Navigator(Openings, QObject):
    """Where the person is, and how they go on; has the `PageStack` and its `History`.

    Args:
        services, jobs, appearance: What the pages work with, what is slow, colours and sizes.
        preferences: What is chosen now.

    Attributes:
        stack: The pages.
        presenting: Shows what is in view to a class.

    Signals:
        moved: Another location, or the same one showing something else.
        settled: As ``moved``, and the page should have the focus where it is used from.
        arrived: Another page is there; true where the person was there before.
        message_requested: Something was done; carries the words and a tuple of each `Offer`.
        failed: Something could not be done; carries the error.
        language_requested: The materials are wanted in another language; carries it.
        library_replaced: Other materials are in use and shown; carries the `ApplyResult`.
    """

    moved = Signal()
    settled = Signal()
    arrived = Signal(bool)
    message_requested = Signal(str, tuple)
    failed = Signal(Exception)
    language_requested = Signal(str)
    library_replaced = Signal(object)

    def __init__(
        self,
        services: WindowServices,
        preferences: Preferences,
        jobs: Jobs,
        appearance: Appearance,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._preferences, self._jobs = services, preferences, jobs
        self.stack = PageStack(services, PageContext(self, preferences, jobs), appearance)
        self._kept = KeptItems(services.userdata, self.stack.rows, self.report)
        self._filler = PageFiller(services.library, self.stack, self._kept, self.report)
        self._history = History(Location(PageKey.HOME))
        self._commands = ItemCommands(services, self, self.stack)
        self.presenting = Presenting(services, self.stack, preferences, self)
        self.presenting.failed.connect(self.failed)
        self.presenting.finished.connect(self.settled)

    @property
    def location(self) -> Location:
        """Where the person is."""
        return self._history.current

    @property
    def title(self) -> str:
        """What the page in view is called: its item, else its entry, else its heading."""
        if self.location.page is PageKey.HOME:
            return _("Home")
        title = self._kept.title(self.location.item_id, self._lang)
        return title or self.stack.heading(self.location.page)

    def regions(self) -> list[Region]:
        """Where F6 goes inside the page; the focus begins at the last."""
        return self.stack.page(self.location.page).regions()

    @override
    def go(self, location: Location) -> None:
        """Go on to a location; where one already is, nothing happens."""
        self._history.remember(self.stack.library.state)
        if location != self.location:
            self._history.push(location)
            self._arrive(came_from=-1, returning=False)

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1), if there is anything that way."""
        self._history.remember(self.stack.library.state)
        if self._history.step(steps):
            self._arrive(came_from=-steps, returning=True)

    def _arrive(self, *, came_from: int, returning: bool) -> None:
        """Show the location of now, or stay where the person came from and tell why."""
        try:
            self.show_location(settle=False)
            self.arrived.emit(returning)
        except ValitaError as error:
            self._history.step(came_from)
            self.report(error)

    def go_to_entry(self, key: str) -> None:
        """Go where an entry of the sidebar leads."""
        if key == "library":
            self.open_all()
        elif key == "favourites":
            self.go(Location(PageKey.LIST, shown=self._kept.favourites()))
        else:
            self.go(Location(PageKey[key.upper()]))

    def open_item(self, item_id: str) -> None:
        """Show an item, or say that it has been withdrawn."""
        gone = self._kept.gone(item_id, self._lang)
        if gone:
            self.tell(gone)
        else:
            self.go(Location(PageKey.ITEM, item_id, sought=self.location.shown.query))

    def show_location(self, *, settle: bool = True) -> None:
        """Show the location of now afresh; ``settle`` wants the focus there.

        Raises:
            ValitaError: It cannot be shown; the page in view is still there.
        """
        self._filler.fill(self.location, self._lang)
        self.show_settings()
        self.stack.turn_to(self.location.page)
        self.moved.emit()
        if settle:
            self.settled.emit()

    def open_recent(self) -> None:
        """Show the items opened lately."""
        self.go(Location(PageKey.LIST, shown=self._kept.recent()))

    def go_back(self) -> None:
        """Return to where the person came from."""
        self.step(-1)

    def set_content_language(self, lang: Lang) -> None:
        """Ask for the materials in a language, everywhere."""
        self.language_requested.emit(lang)

    def tell(self, words: str, *offers: Offer) -> None:
        """Say what was done, with a button for each thing that can be done about it."""
        self.message_requested.emit(words, offers)

    def report(self, error: Exception) -> None:
        """Tell what went wrong."""
        self.failed.emit(error)

    def search(self, query: str) -> None:
        """Show what is found, at the place where the search began or at a new one."""
        shown = self.stack.library.state._replace(query=query, scope=Scope.ALL, current="")
        if self.location.searching:
            self._history.update(self.location._replace(shown=shown))
        elif query.strip():
            self._history.remember(self.stack.library.state)
            if self.location.page is not PageKey.LIST:
                shown = shown._replace(chosen=())
            self._history.push(Location(PageKey.LIST, shown=shown, searching=True))
        else:
            return
        self.show_location(settle=False)

    def search_again(self) -> None:
        """Show what the words in view find by now; where that is the same, nothing moves."""
        if self.location.page is PageKey.LIST:
            self._filler.find_again(self.location.shown, self._lang)

    def open_selected(self) -> bool:
        """Open the selected item of the list; False where there is none."""
        chosen = self.stack.library.list.current_id() if self.location.page is PageKey.LIST else ""
        if chosen:
            self.open_item(chosen)
        return bool(chosen)

    @property
    def _lang(self) -> Lang:
        return self._preferences.now.content_language

    def show_settings(self) -> None:
        """Show on the page in view what is chosen now, where it says so."""
        if self.location.page is PageKey.SETTINGS:
            self.stack.settings.show_settings(self._preferences.now)
        elif self.location.page is PageKey.UPDATES:
            self.stack.updates.show_settings()

    def switch_language(self) -> None:
        """Show the materials in the content language of now."""
        self._history.remember(self.stack.library.state)
        self.stack.library.set_language(self._lang)
        if self.location.page is PageKey.ITEM:
            self._filler.translate(self.location, self._lang)
            self.moved.emit()
        elif self.location.page in (PageKey.HOME, PageKey.LIST):
            self.show_location(settle=False)

    def library_changed(self, result: ApplyResult) -> None:
        """Other materials are in use: show them where any are shown.

        What a person is reading stays, from the same place, until they leave it.
        """
        self._kept.note_titles()
        self.show_rows(self._services.library.with_own(result.rows))
        self.library_replaced.emit(result)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these items wherever any are shown."""
        self._history.remember(self.stack.library.state)
        self._kept.set_rows(rows)
        self.stack.set_rows(rows)
        if self.location.page in (PageKey.HOME, PageKey.LIST):
            self.show_location(settle=False)

    def toggle_favourite(self) -> None:
        """Keep the item in view, or no more."""
        self._commands.toggle_favourite(_item_in_view(self.location, self.stack))

    def add_to_packet(self, beside: QWidget | None = None) -> AddToPacketMenu | None:
        """Offer the packets that the item in view can be added to, under a button of it."""
        item_id = _item_in_view(self.location, self.stack)
        if not item_id:
            return None
        corner = self.stack.library.list.below_current()
        at = beside.mapToGlobal(beside.rect().bottomLeft()) if beside else corner
        return self._commands.add_to_packet(item_id, self._lang, at)

    def print_item(self, item_id: str) -> object:
        """Open the print dialog of an item."""
        return self._commands.print_item(item_id, self._lang, self._jobs, self._preferences)

    def show_menu(self, item_id: str, at: QPoint) -> ItemMenu | None:
        """Offer what can be done with an item, if it is still there, at a point of the screen."""
        gone = self._kept.gone(item_id, self._lang)
        if gone:
            self.tell(gone)
            return None
        menu = self._commands.menu(item_id, self._kept.title(item_id, self._lang), self._lang)
        menu.popup(at)
        return menu

    def present_item(self, item_id: str) -> None:
        """Show an item to a class."""
        self.presenting.present(Location(PageKey.LIST), item_id)

    def present(self, *, from_here: bool = False) -> None:
        """Show what is in view to a class, from the beginning or from the step in view."""
        item_id = _item_in_view(self.location, self.stack)
        self.presenting.present(self.location, item_id, from_here=from_here)

    def favourites_changed(self) -> None:
        """Show one favourite more, or one less."""
        self._kept.note_titles()
        if self.location.page is PageKey.ITEM:
            self.stack.item.refresh_favourite()
        if entry_of(self.location) == "favourites":
            self._history.remember(self.stack.library.state)
            self.show_location()
        else:
            self.stack.mark_favourites(self._kept.favourites().ids)


def entry_of(location: Location) -> str:
    """The entry of the sidebar that a location belongs to."""
    if location.page is PageKey.LIST and location.shown.scope is Scope.FAVOURITES:
        return "favourites"
    if location.page is PageKey.ITEM and is_own(location.item_id):
        return "own"
    names = {PageKey.LIST: "library", PageKey.ITEM: "library", PageKey.HELP: "settings"}
    names[PageKey.ABOUT] = "settings"
    return names.get(location.page, location.page.name.lower())


def _item_in_view(location: Location, stack: PageStack) -> str:
    """The item of the page in view, or the one selected in the list; ``""`` elsewhere."""
    chosen = {
        PageKey.ITEM: location.item_id,
        PageKey.LIST: stack.library.list.current_id(),
    }
    return chosen.get(location.page, "")
