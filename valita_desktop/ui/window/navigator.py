"""The way between the pages.

Knows where the person is and has been, tells every page what to show, and does what the
pages ask for: it is their `Actions`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.state import EVERYTHING, ListState, Scope
from valita_desktop.ui.state.actions import PageContext
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.window.history import History, Location, PageKey
from valita_desktop.ui.window.page_stack import PageStack
from valita_desktop.ui.wording import rows as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang, Season, Theme
    from valita_desktop.library.packets import Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results
    from valita_desktop.sync.service import ApplyResult
    from valita_desktop.ui.packets.add_menu import AddToPacketMenu
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.widgets.focus_regions import Region
    from valita_desktop.ui.window.services import WindowServices

_RECENT = 50


class Navigator(QObject):
    """Where the person is, and how they go on; has the `PageStack` and its `History`.

    Args:
        services: What the pages work with.
        preferences: What is chosen now.
        jobs: Runs what is slow.
        look: Colours and sizes.

    Attributes:
        stack: The pages.

    Signals:
        moved: Another location, or the same one showing something else.
        settled: As ``moved``, and the page should have the focus.
        message_requested: Something was done that is not seen here; carries the words.
        failed: Something could not be done; carries the error.
        language_requested: The materials are wanted in another language; carries it.
        library_replaced: Other materials are in use and shown; carries the result.
    """

    moved = Signal()
    settled = Signal()
    message_requested = Signal(str)
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
        self._services = services
        self._preferences = preferences
        context = PageContext(self, preferences, jobs)
        self.stack = PageStack(services, context, appearance)
        self._by_id = {row.id: row for row in services.library.rows()}
        self._history = History(Location(PageKey.HOME))

    # --- where we are ------------------------------------------------------------------

    @property
    def place(self) -> Location:
        """Where the person is."""
        return self._history.current

    @property
    def title(self) -> str:
        """The title of the item in view; ``""`` on other pages."""
        row = self._by_id.get(self.place.item_id)
        return row.title(self._lang) if row else ""

    def regions(self) -> list[Region]:
        """Where F6 goes inside the page; the focus begins at the last."""
        return self.stack.page(self.place.page).regions()

    # --- going -------------------------------------------------------------------------

    def go(self, place: Location) -> None:
        """Go on to a place; where one already is, nothing happens."""
        self._history.remember(self.stack.library.state)
        if place != self.place:
            self._history.push(place)
            self.show_place()

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1), if there is anything that way."""
        self._history.remember(self.stack.library.state)
        if self._history.step(steps):
            self.show_place()

    def go_to_entry(self, key: str) -> None:
        """Go where an entry of the rail leads."""
        if key == "home":
            self.go(Location(PageKey.HOME))
        elif key == "library":
            self.open_all()
        elif key == "favourites":
            self._open_list(ListState(Scope.FAVOURITES, self._services.userdata.favourites()))
        elif key == "packets":
            self.go(Location(PageKey.PACKETS))
        elif key == "updates":
            self.go(Location(PageKey.UPDATES))
        elif key == "settings":
            self.open_settings()

    def open_item(self, item_id: str) -> None:
        """Show an item, or say that it has been withdrawn."""
        gone = next(iter(self._gone((item_id,))), None)
        if gone is None:
            self.go(Location(PageKey.ITEM, item_id))
            return
        told = _("“{title}” is no longer among the materials. Ctrl+D takes it from the favourites.")
        self.message_requested.emit(told.format(title=gone.title(self._lang)))

    def open_all(self) -> None:
        """Show all items."""
        self._open_list(EVERYTHING)

    def open_settings(self) -> None:
        """Show the settings."""
        self.go(Location(PageKey.SETTINGS))

    def open_help(self) -> None:
        """Show help and keys."""
        self.go(Location(PageKey.HELP))

    def show_place(self, *, settle: bool = True) -> None:
        """Show the place of now afresh; ``settle`` wants the focus there."""
        place = self.place
        if place.page is PageKey.ITEM and not self._show_item(place.item_id):
            return
        self.show_settings()
        if place.page is PageKey.LIST:
            self.stack.library.show_state(self._fresh(place.shown), self._find(place.shown.query))
        elif place.page is PageKey.HOME:
            recent = self._services.userdata.recent()
            rows = [self._by_id[one] for one in recent if one in self._by_id]
            today = dt.datetime.now(tz=dt.UTC).astimezone().date()
            self.stack.home.show_rows(self.stack.rows, rows, self._lang, today)
        elif place.page is PageKey.PACKETS:
            self.stack.packets.show_packets()
        elif place.page is PageKey.UPDATES:
            self.stack.updates.show_now()
        self.stack.library.mark_favourites(self._services.userdata.favourites())
        self.stack.setCurrentWidget(self.stack.page(place.page))
        self.moved.emit()
        if settle:
            self.settled.emit()

    def _show_item(self, item_id: str) -> bool:
        try:
            self.stack.item.show_item(item_id, self._lang)
        except ValitaError as error:
            self.report(error)
            self._history.step(-1)
            return False
        try:
            self._services.userdata.opened(item_id)
        except ValitaError as error:
            self.report(error)
        return True

    def _fresh(self, state: ListState) -> ListState:
        """The state with the favourites or the items opened lately as they are now."""
        if state.scope is Scope.FAVOURITES:
            ids = self._services.userdata.favourites()
            self.stack.library.set_withdrawn(self._gone(ids))
            return replace(state, ids=ids)
        if state.scope is Scope.RECENT:
            return replace(state, ids=self._services.userdata.recent(_RECENT))
        return state

    def _gone(self, ids: Iterable[str]) -> list[Row]:
        """Stand-ins for those of these items that have been withdrawn."""
        missing = [one for one in ids if one not in self._by_id]
        titles = {one: self._services.userdata.last_title(one, self._lang) for one in missing}
        return [words.withdrawn(one, title, self._lang) for one, title in titles.items() if title]

    def _open_list(self, shown: ListState) -> None:
        self.go(Location(PageKey.LIST, shown=shown))

    def open_theme(self, theme: Theme) -> None:
        """Show the items of a theme."""
        self._open_list(ListState(chosen=(Facet("theme", theme.value),)))

    def open_recent(self) -> None:
        """Show the items opened lately."""
        self._open_list(ListState(Scope.RECENT, self._services.userdata.recent(_RECENT)))

    def open_season(self, season: Season) -> None:
        """Show the items of a season."""
        self._open_list(ListState(chosen=(Facet("season", season.value),)))

    def open_shortest(self) -> None:
        """Show all items, the shortest first."""
        self._open_list(ListState(order="shortest"))

    def go_back(self) -> None:
        """Return to where the person came from."""
        self.step(-1)

    def set_content_language(self, lang: Lang) -> None:
        """Ask for the materials in a language, everywhere."""
        self.language_requested.emit(lang)

    def report(self, error: Exception) -> None:
        """Tell what went wrong."""
        self.failed.emit(error)

    # --- searching ---------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Show what is found, at the place where the search began or at a new one."""
        shown = replace(self.stack.library.state, query=query, scope=Scope.ALL, current="")
        if self.place.searching:
            self._history.update(replace(self.place, shown=shown))
        elif query.strip():
            self._history.remember(self.stack.library.state)
            chosen = shown.chosen if self.place.page is PageKey.LIST else ()
            shown = replace(shown, chosen=chosen)
            self._history.push(Location(PageKey.LIST, shown=shown, searching=True))
        else:
            return
        self.show_place(settle=False)

    def open_selected(self) -> bool:
        """Open the selected item of the list; False where there is none."""
        chosen = self.stack.library.list.current_id() if self.place.page is PageKey.LIST else ""
        if chosen:
            self.open_item(chosen)
        return bool(chosen)

    def _find(self, query: str) -> Results | None:
        if not query.strip():
            return None
        try:
            return self._services.library.search(query, self._lang)
        except ValitaError as error:
            self.report(error)
            return None

    # --- changing ----------------------------------------------------------------------

    @property
    def _lang(self) -> Lang:
        return self._preferences.now.content_language

    def show_settings(self) -> None:
        """Show on the page in view what is chosen now, where it says so."""
        if self.place.page is PageKey.SETTINGS:
            self.stack.settings.show_settings(self._preferences.now)
        elif self.place.page is PageKey.UPDATES:
            self.stack.updates.show_settings()

    def switch_language(self) -> None:
        """Show the materials in the content language of now."""
        self._history.remember(self.stack.library.state)
        self.stack.library.set_language(self._lang)
        if self.place.page is PageKey.ITEM:
            self.stack.item.set_language(self._lang)
            self.moved.emit()
        elif self.place.page in (PageKey.HOME, PageKey.LIST):
            self.show_place(settle=False)

    def library_changed(self, result: ApplyResult) -> None:
        """Other materials are in use: show them where any are shown.

        What a person is reading goes on from the same place; what was withdrawn meanwhile
        stays until they leave it.
        """
        self._note_titles()
        self._history.remember(self.stack.library.state)
        self._by_id = {row.id: row for row in result.rows}
        self.stack.set_rows(result.rows)
        if self.place.page in (PageKey.HOME, PageKey.LIST):
            self.show_place(settle=False)
        self.library_replaced.emit(result)

    def toggle_favourite(self) -> None:
        """Add the item in view to the favourites, or take it away."""
        item_id = self._current_id()
        if not item_id:
            return
        on = item_id not in self._services.userdata.favourites()
        try:
            self._services.userdata.set_favourite(item_id, on=on)
        except ValitaError as error:
            self.report(error)
            return
        announce(self.stack, _("Added to favourites") if on else _("Taken from favourites"))
        self.favourites_changed()

    def add_to_packet(self, beside: QWidget | None = None) -> AddToPacketMenu | None:
        """Offer the packets that the item in view can be added to, under a button of it."""
        from valita_desktop.ui.packets.add_menu import AddToPacketMenu  # late: no start shows it

        item_id = self._current_id()
        if not item_id:
            return None
        try:
            menu = AddToPacketMenu(self._services.packets, item_id, self._lang, self.stack)
        except ValitaError as error:
            self.report(error)
            return None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.added.connect(self._say_added)
        menu.failed.connect(self.report)
        under = beside or self.stack.library.list
        corner = under.rect().bottomLeft() if beside else under.rect().center()
        menu.popup(under.mapToGlobal(corner))
        return menu

    def _say_added(self, packet: Packet) -> None:
        told = _("Added to “{name}”. It holds {n} now.")
        self.message_requested.emit(told.format(name=packet.name, n=len(packet.entries)))

    def _current_id(self) -> str:
        """The item in view, or the one selected in the list; ``""`` elsewhere."""
        place = self.place
        chosen = {PageKey.ITEM: place.item_id, PageKey.LIST: self.stack.library.list.current_id()}
        return chosen.get(place.page, "")

    def favourites_changed(self) -> None:
        """Show one favourite more, or one less."""
        self._note_titles()
        if self.place.page is PageKey.ITEM:
            self.stack.item.refresh_favourite()
        if self.place.page is PageKey.LIST and self.place.shown.scope is Scope.FAVOURITES:
            self._history.remember(self.stack.library.state)
            self.show_place()
        else:
            self.stack.library.mark_favourites(self._services.userdata.favourites())

    def _note_titles(self) -> None:
        """What is called what, for the day when it is withdrawn."""
        try:
            self._services.userdata.note_titles(self.stack.rows)
        except ValitaError as error:
            self.report(error)


def entry_of(place: Location) -> str:
    """The entry of the rail that a place belongs to."""
    if place.page is PageKey.LIST and place.shown.scope is Scope.FAVOURITES:
        return "favourites"
    names = {PageKey.LIST: "library", PageKey.ITEM: "library", PageKey.HELP: "settings"}
    return names.get(place.page, place.page.name.lower())
