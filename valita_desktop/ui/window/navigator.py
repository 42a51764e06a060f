"""The way between the pages.

Knows where the person is and has been, and tells every page what to show.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.state import EVERYTHING, ListState, Scope
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.window.history import History, Page, Place
from valita_desktop.ui.window.page_stack import Pages
from valita_desktop.ui.wording import rows as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang, Season, Theme
    from valita_desktop.library.packets import Packet
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results
    from valita_desktop.sync.errands import Taken
    from valita_desktop.ui.packets.add_menu import PacketMenu
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.widgets.focus_regions import Region
    from valita_desktop.ui.window.services import Desk

_RECENT = 50


class Navigator(Pages):
    """Where the person is, and how they go on.

    Signals:
        moved: Another place, or the same one showing something else.
        settled: As ``moved``, and the page should have the focus.
        told: Something was done that is not seen here; carries the words.
    """

    moved = Signal()
    settled = Signal()
    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        jobs: Jobs,
        look: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, preferences, jobs, look, parent)
        self._by_id = {row.id: row for row in self._rows}
        self._history = History(Place(Page.HOME))
        self._connect()

    # --- where we are ------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._history.current

    @property
    def title(self) -> str:
        """The title of the item in view; ``""`` on other pages."""
        row = self._by_id.get(self.place.item_id)
        return row.title(self._lang) if row else ""

    def regions(self) -> list[Region]:
        """Where F6 goes inside the page; the focus begins at the last."""
        return self.page(self.place.page).regions()

    # --- going -------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Go on to a place; where one already is, nothing happens."""
        self._history.remember(self.library.state)
        if place != self.place:
            self._history.push(place)
            self.show_place()

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1), if there is anything that way."""
        self._history.remember(self.library.state)
        if self._history.step(steps):
            self.show_place()

    def go_to_entry(self, key: str) -> None:
        """Go where an entry of the rail leads."""
        if key == "home":
            self.go(Place(Page.HOME))
        elif key == "library":
            self.open_all()
        elif key == "favourites":
            self._open_list(ListState(Scope.FAVOURITES, self._desk.userdata.favourites()))
        elif key == "packets":
            self.go(Place(Page.PACKETS))
        elif key == "updates":
            self.go(Place(Page.UPDATES))
        elif key == "settings":
            self.open_settings()

    def open_item(self, item_id: str) -> None:
        """Show an item, or say that it has been withdrawn."""
        gone = next(iter(self._gone((item_id,))), None)
        if gone is None:
            self.go(Place(Page.ITEM, item_id))
            return
        told = _("“{title}” is no longer among the materials. Ctrl+D takes it from the favourites.")
        self.told.emit(told.format(title=gone.title(self._lang)))

    def open_all(self) -> None:
        """Show all items."""
        self._open_list(EVERYTHING)

    def open_settings(self) -> None:
        """Show the settings."""
        self.go(Place(Page.SETTINGS))

    def open_help(self) -> None:
        """Show help and keys."""
        self.go(Place(Page.HELP))

    def show_place(self, *, settle: bool = True) -> None:
        """Show the place of now afresh; ``settle`` wants the focus there."""
        place = self.place
        if place.page is Page.ITEM and not self._show_item(place.item_id):
            return
        self.show_settings()
        if place.page is Page.LIST:
            self.library.show_state(self._fresh(place.shown), self._find(place.shown.query))
        elif place.page is Page.HOME:
            recent = self._desk.userdata.recent()
            rows = [self._by_id[one] for one in recent if one in self._by_id]
            today = dt.datetime.now(tz=dt.UTC).astimezone().date()
            self.home.show_rows(self._rows, rows, self._lang, today)
        elif place.page is Page.PACKETS:
            self.packets.show_packets()
        elif place.page is Page.UPDATES:
            self.updates.show_now()
        self.library.mark_favourites(self._desk.userdata.favourites())
        self.setCurrentWidget(self.page(place.page))
        self.moved.emit()
        if settle:
            self.settled.emit()

    def _show_item(self, item_id: str) -> bool:
        try:
            self.item.show_item(item_id, self._lang)
        except ValitaError as error:
            self.failed.emit(error)
            self._history.step(-1)
            return False
        try:
            self._desk.userdata.opened(item_id)
        except ValitaError as error:
            self.failed.emit(error)
        return True

    def _fresh(self, state: ListState) -> ListState:
        """The state with the favourites or the items opened lately as they are now."""
        if state.scope is Scope.FAVOURITES:
            ids = self._desk.userdata.favourites()
            self.library.set_gone(self._gone(ids))
            return replace(state, ids=ids)
        if state.scope is Scope.RECENT:
            return replace(state, ids=self._desk.userdata.recent(_RECENT))
        return state

    def _gone(self, ids: Iterable[str]) -> list[Row]:
        """Stand-ins for those of these items that have been withdrawn."""
        missing = [one for one in ids if one not in self._by_id]
        titles = {one: self._desk.userdata.last_title(one, self._lang) for one in missing}
        return [words.gone(one, title, self._lang) for one, title in titles.items() if title]

    def _open_list(self, shown: ListState) -> None:
        self.go(Place(Page.LIST, shown=shown))

    def _open_theme(self, chosen: Theme) -> None:
        self._open_list(ListState(chosen=(Facet("theme", chosen.value),)))

    def _open_recent(self) -> None:
        self._open_list(ListState(Scope.RECENT, self._desk.userdata.recent(_RECENT)))

    def _open_season(self, season: Season) -> None:
        self._open_list(ListState(chosen=(Facet("season", season.value),)))

    def _open_short(self) -> None:
        self._open_list(ListState(order="shortest"))

    def _back(self) -> None:
        self.step(-1)

    # --- searching ---------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Show what is found, at the place where the search began or at a new one."""
        shown = replace(self.library.state, query=query, scope=Scope.ALL, current="")
        if self.place.searching:
            self._history.update(replace(self.place, shown=shown))
        elif query.strip():
            self._history.remember(self.library.state)
            chosen = shown.chosen if self.place.page is Page.LIST else ()
            shown = replace(shown, chosen=chosen)
            self._history.push(Place(Page.LIST, shown=shown, searching=True))
        else:
            return
        self.show_place(settle=False)

    def open_selected(self) -> bool:
        """Open the selected item of the list; False where there is none."""
        chosen = self.library.list.current_id() if self.place.page is Page.LIST else ""
        if chosen:
            self.open_item(chosen)
        return bool(chosen)

    def _find(self, query: str) -> Results | None:
        if not query.strip():
            return None
        try:
            return self._desk.library.search(query, self._lang)
        except ValitaError as error:
            self.failed.emit(error)
            return None

    # --- changing ----------------------------------------------------------------------

    @property
    def _lang(self) -> Lang:
        return self._preferences.now.content_language

    def show_settings(self) -> None:
        """Show on the page in view what is chosen now, where it says so."""
        if self.place.page is Page.SETTINGS:
            self.settings.show_settings(self._preferences.now)
        elif self.place.page is Page.UPDATES:
            self.updates.show_settings()

    def switch_language(self) -> None:
        """Show the materials in the content language of now."""
        self._history.remember(self.library.state)
        self.library.set_language(self._lang)
        if self.place.page is Page.ITEM:
            self.item.set_language(self._lang)
            self.moved.emit()
        elif self.place.page in (Page.HOME, Page.LIST):
            self.show_place(settle=False)

    def take(self, taken: Taken) -> None:
        """Other materials are in use: show them where any are shown.

        What a person is reading goes on from the same place; what was withdrawn meanwhile
        stays until they leave it.
        """
        self._note_titles()
        self._history.remember(self.library.state)
        self._by_id = {row.id: row for row in taken.rows}
        self.set_rows(taken.rows)
        if self.place.page in (Page.HOME, Page.LIST):
            self.show_place(settle=False)

    def toggle_favourite(self) -> None:
        """Add the item in view to the favourites, or take it away."""
        item_id = self._current_id()
        if not item_id:
            return
        on = item_id not in self._desk.userdata.favourites()
        try:
            self._desk.userdata.set_favourite(item_id, on=on)
        except ValitaError as error:
            self.failed.emit(error)
            return
        announce(self, _("Added to favourites") if on else _("Taken from favourites"))
        self._favourites_changed()

    def add_to_packet(self, beside: QWidget | None = None) -> PacketMenu | None:
        """Offer the packets that the item in view can be added to, under a button of it."""
        from valita_desktop.ui.packets.add_menu import PacketMenu  # late: no start shows it

        item_id = self._current_id()
        if not item_id:
            return None
        try:
            menu = PacketMenu(self._desk.packets, item_id, self._lang, self)
        except ValitaError as error:
            self.failed.emit(error)
            return None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.added.connect(self._say_added)
        menu.failed.connect(self.failed)
        under = beside or self.library.list
        corner = under.rect().bottomLeft() if beside else under.rect().center()
        menu.popup(under.mapToGlobal(corner))
        return menu

    def _say_added(self, packet: Packet) -> None:
        told = _("Added to “{name}”. It holds {n} now.")
        self.told.emit(told.format(name=packet.name, n=len(packet.entries)))

    def _current_id(self) -> str:
        """The item in view, or the one selected in the list; ``""`` elsewhere."""
        place = self.place
        chosen = {Page.ITEM: place.item_id, Page.LIST: self.library.list.current_id()}
        return chosen.get(place.page, "")

    def _favourites_changed(self) -> None:
        self._note_titles()
        if self.place.page is Page.ITEM:
            self.item.refresh_favourite()
        if self.place.page is Page.LIST and self.place.shown.scope is Scope.FAVOURITES:
            self._history.remember(self.library.state)
            self.show_place()
        else:
            self.library.mark_favourites(self._desk.userdata.favourites())

    def _note_titles(self) -> None:
        """What is called what, for the day when it is withdrawn."""
        try:
            self._desk.userdata.note_titles(self._rows)
        except ValitaError as error:
            self.failed.emit(error)

    def _connect(self) -> None:
        self.item_wanted.connect(self.open_item)
        self.theme_wanted.connect(self._open_theme)
        self.all_wanted.connect(self.open_all)
        self.recent_wanted.connect(self._open_recent)
        self.short_wanted.connect(self._open_short)
        self.season_wanted.connect(self._open_season)
        self.query_wanted.connect(self.search)
        self.help_wanted.connect(self.open_help)
        self.settings_wanted.connect(self.open_settings)
        self.back_wanted.connect(self._back)
        self.packet_wanted.connect(self.add_to_packet)
        self.favourites_changed.connect(self._favourites_changed)
        self.materials_changed.connect(self.take)


def entry_of(place: Place) -> str:
    """The entry of the rail that a place belongs to."""
    if place.page is Page.LIST and place.shown.scope is Scope.FAVOURITES:
        return "favourites"
    names = {Page.LIST: "library", Page.ITEM: "library", Page.HELP: "settings"}
    return names.get(place.page, place.page.name.lower())
