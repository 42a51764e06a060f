"""The window: the rail, the search, and one page at a time.

Knows where the person is and has been; every page is told what to show and tells by its
signals what is wanted. Pages never know each other.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from valita_desktop import i18n
from valita_desktop.errors import ItemNotFoundError, ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui import theme
from valita_desktop.ui.accessible import announce
from valita_desktop.ui.banner import Banner
from valita_desktop.ui.facets import Facet
from valita_desktop.ui.first_run import FirstRun
from valita_desktop.ui.help_view import HelpView
from valita_desktop.ui.history import History, Page, Place
from valita_desktop.ui.home import HomeView
from valita_desktop.ui.library_view import EVERYTHING, LibraryView, ListState, Scope
from valita_desktop.ui.messages import sentence
from valita_desktop.ui.preferences import Preferences
from valita_desktop.ui.rail import ENTRIES, Rail
from valita_desktop.ui.regions import Region, step
from valita_desktop.ui.settings_view import SettingsView
from valita_desktop.ui.shortcuts import KEYS
from valita_desktop.ui.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.content.model import Lang, Theme
    from valita_desktop.library.search import Results
    from valita_desktop.settings import Settings
    from valita_desktop.ui.desk import Desk
    from valita_desktop.ui.theme import Appearance

LEAST_WIDTH, LEAST_HEIGHT = 880, 470
_RECENT = 50


class ItemPage(Protocol):
    """What the window asks of the page of an item, which is a widget besides."""

    def show_item(self, item_id: str, lang: Lang) -> None:
        """Show an item in a content language."""
        ...

    def set_language(self, lang: Lang) -> None:
        """Show it in the other language, at the same place."""
        ...

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        ...

    def apply_theme(self, look: Appearance) -> None:
        """Take on colours and sizes."""
        ...


class Shell(QWidget):
    """The window.

    Signals:
        language_changed: The window speaks another language; carries it.
    """

    language_changed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        make_item_page: Callable[[Preferences], ItemPage],
        parent: QWidget | None = None,
    ) -> None:
        look = theme.appearance(desk.settings.look, desk.settings.text_size)
        _dress_application(look)  # before there is a widget that could have another font
        super().__init__(parent)
        self._look = look
        self._desk = desk
        self._rows = desk.library.rows()
        self._by_id = {row.id: row for row in self._rows}
        self.preferences = Preferences(desk.settings, desk.save_settings, self)
        i18n.set_language(self.preferences.ui_language)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setStyleSheet(theme.stylesheet(look.palette, look.base_px))
        self.history = History(Place(Page.HOME))
        self._make_pages(make_item_page)
        self._lay_out()
        self._connect()
        self._connect_keys()
        self.retranslate()
        self._outer.setCurrentWidget(self.first_run if desk.first_run else self._main)
        self._show_place()

    @property
    def lang(self) -> Lang:
        """The content language of now."""
        return self.preferences.now.content_language

    # --- building ----------------------------------------------------------------------

    def _make_pages(self, make_item_page: Callable[[Preferences], ItemPage]) -> None:
        look = self._look
        self.rail = Rail(look)
        self.bar = TopBar(self.lang, look)
        self.banner = Banner(look)
        self.home = HomeView(look)
        self.library = LibraryView(self._rows, self.lang, look)
        self.item = make_item_page(self.preferences)
        self.settings = SettingsView(self.preferences, look)
        self.help = HelpView(look)
        self.first_run = FirstRun(self.preferences, look)
        self._views = (
            self.rail, self.bar, self.banner, self.home, self.library, self.item, self.settings,
            self.help, self.first_run,
        )  # fmt: skip
        self._pages: dict[Page, QWidget] = {
            Page.HOME: self.home,
            Page.LIST: self.library,
            Page.ITEM: cast("QWidget", self.item),
            Page.SETTINGS: self.settings,
            Page.HELP: self.help,
        }

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.setSpacing(12)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._stack, 1)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self._main)
        self._outer.addWidget(self.first_run)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    def _connect(self) -> None:
        self.preferences.changed.connect(self._apply)
        self.preferences.unsaved.connect(self.report)
        QApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        self.rail.chosen.connect(self._go_to_entry)
        self.bar.query_changed.connect(self.search)
        self.bar.language_changed.connect(self.set_content_language)
        self.bar.search.entered.connect(self._open_selected)
        self.bar.search.left_down.connect(self._focus_page)
        self.bar.search.escaped.connect(self.escape)
        self.home.opened.connect(self.open_item)
        self.home.theme_chosen.connect(self._open_theme)
        self.home.recent_wanted.connect(self._open_recent)
        self.home.short_wanted.connect(self._open_short)
        self.library.opened.connect(self.open_item)
        self.library.query_wanted.connect(self.search)
        self.library.language_wanted.connect(self.set_content_language)
        self.library.all_wanted.connect(self._open_all)
        self.library.theme_wanted.connect(self._open_theme)
        self.settings.help_wanted.connect(self._open_help)
        self.first_run.finished.connect(self._end_first_run)

    def _connect_keys(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "search": self._focus_search,
            "back": self.back,
            "forward": self.forward,
            "favourite": self.toggle_favourite,
            "content": self._toggle_content_language,
            "larger": partial(self.preferences.step_text_size, 1),
            "smaller": partial(self.preferences.step_text_size, -1),
            "normal": partial(self.preferences.step_text_size, 0),
            "region": partial(self._step_region, 1),
            "region_back": partial(self._step_region, -1),
            "help": self._open_help,
            "settings": partial(self._go_to_entry, "settings"),
            "full_screen": self._toggle_full_screen,
            "quit": self.close,
        }
        for key in KEYS:
            for keys in key.keys:
                QShortcut(QKeySequence(keys), self).activated.connect(actions[key.action])
        for number, entry in enumerate(ENTRIES, start=1):
            chosen = partial(self._go_to_entry, entry.key)
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(chosen)

    # --- going -------------------------------------------------------------------------

    def go(self, place: Place) -> None:
        """Go on to a place; where one already is, nothing happens."""
        self.history.remember(self.library.state)
        if place != self.history.current:
            self.history.push(place)
            self._show_place()

    def back(self) -> None:
        """To the place before this one."""
        self._step(-1)

    def forward(self) -> None:
        """To the place that back came from."""
        self._step(1)

    def open_item(self, item_id: str) -> None:
        """Show an item."""
        self.go(Place(Page.ITEM, item_id))

    def _step(self, steps: int) -> None:
        self.history.remember(self.library.state)
        if self.history.step(steps):
            self._show_place()

    def _show_place(self, *, take_focus: bool = True) -> None:
        place = self.history.current
        if place.page is Page.ITEM and not self._show_item(place.item_id):
            return
        if place.page is Page.LIST:
            self.library.show_state(self._fresh(place.shown), self._find(place.shown.query))
        if place.page is Page.HOME:
            recent = [self._by_id[one] for one in self._recent() if one in self._by_id]
            self.home.show_rows(self._rows, recent, self.lang)
        self._stack.setCurrentWidget(self._pages[place.page])
        self.library.mark_favourites(self._desk.userdata.favourites())
        self.rail.show_current(_entry_of(place))
        self._show_title()
        if take_focus:
            self.bar.show_query(place.shown.query)
            self._focus_page()

    def _show_item(self, item_id: str) -> bool:
        try:
            self.item.show_item(item_id, self.lang)
            self._desk.userdata.opened(item_id)
        except ItemNotFoundError as error:
            self.report(error)
            self.history.step(-1)
            return False
        except ValitaError as error:
            self.report(error)
        return True

    def _fresh(self, state: ListState) -> ListState:
        """The state with the favourites or the items opened lately as they are now."""
        if state.scope is Scope.FAVOURITES:
            return replace(state, ids=self._desk.userdata.favourites())
        if state.scope is Scope.RECENT:
            return replace(state, ids=self._recent(_RECENT))
        return state

    def _recent(self, limit: int = 4) -> tuple[str, ...]:
        return self._desk.userdata.recent(limit)

    def _go_to_entry(self, key: str) -> None:
        if key == "home":
            self.go(Place(Page.HOME))
        elif key == "library":
            self._open_all()
        elif key == "favourites":
            self._open_list(ListState(Scope.FAVOURITES, self._desk.userdata.favourites()))
        else:
            self.go(Place(Page.SETTINGS))

    def _open_list(self, shown: ListState) -> None:
        self.go(Place(Page.LIST, shown=shown))

    def _open_all(self) -> None:
        self._open_list(EVERYTHING)

    def _open_theme(self, chosen: Theme) -> None:
        self._open_list(ListState(chosen=(Facet("theme", chosen.value),)))

    def _open_recent(self) -> None:
        self._open_list(ListState(Scope.RECENT, self._recent(_RECENT)))

    def _open_short(self) -> None:
        self._open_list(ListState(order="shortest"))

    def _open_help(self) -> None:
        self.go(Place(Page.HELP))

    def _end_first_run(self) -> None:
        self.preferences.keep()
        self._outer.setCurrentWidget(self._main)
        self._show_place()

    # --- searching ---------------------------------------------------------------------

    def search(self, query: str) -> None:
        """Show what is found; without words, everything."""
        self.bar.show_query(query)
        current = self.history.current
        shown = replace(self.library.state, query=query, scope=Scope.ALL, current="")
        if current.searching:
            self.history.update(replace(current, shown=shown))
        elif query.strip():
            self.history.remember(self.library.state)
            chosen = shown.chosen if current.page is Page.LIST else ()
            shown = replace(shown, chosen=chosen)
            self.history.push(Place(Page.LIST, shown=shown, searching=True))
        else:
            return
        self._show_place(take_focus=False)

    def escape(self) -> None:
        """Empty the search; once more, return to where it began."""
        if self.bar.search.text():
            self.search("")
            self.bar.search.setFocus()
        elif self.history.current.searching:
            self.back()
        else:
            self._focus_page()

    def _find(self, query: str) -> Results | None:
        if not query.strip():
            return None
        try:
            return self._desk.library.search(query, self.lang)
        except ValitaError as error:
            self.report(error)
            return None

    def _open_selected(self) -> None:
        chosen = self.library.list.current_id()
        if self.history.current.page is Page.LIST and chosen:
            self.open_item(chosen)
        else:
            self._focus_page()

    # --- changing ----------------------------------------------------------------------

    def toggle_favourite(self) -> None:
        """Add the item in view to the favourites, or take it away."""
        place = self.history.current
        chosen = {Page.ITEM: place.item_id, Page.LIST: self.library.list.current_id()}
        item_id = chosen.get(place.page, "")
        if not item_id:
            return
        on = item_id not in self._desk.userdata.favourites()
        try:
            self._desk.userdata.set_favourite(item_id, on=on)
        except ValitaError as error:
            self.report(error)
            return
        self.library.mark_favourites(self._desk.userdata.favourites())
        announce(self, _("Added to favourites") if on else _("Taken from favourites"))
        if place.page is Page.LIST and place.shown.scope is Scope.FAVOURITES:
            self._show_place()

    def set_content_language(self, lang: Lang) -> None:
        """Show the materials in this language, wherever we are."""
        self.preferences.change(content_language=lang)

    def report(self, error: Exception) -> None:
        """Say what went wrong, what still works and what to do."""
        self.banner.say(sentence(error))

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for view in self._views:
            view.retranslate()
        self._show_title()

    def _toggle_content_language(self) -> None:
        self.set_content_language("sv" if self.lang == "fi" else "fi")

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _apply(self, before: Settings, after: Settings) -> None:
        if before.ui_language != after.ui_language:
            i18n.set_language(self.preferences.ui_language)
            self.language_changed.emit(self.preferences.ui_language)
            self.retranslate()
        if (before.look, before.text_size) != (after.look, after.text_size):
            self._restyle()
        if before.content_language != after.content_language:
            self._switch_content_language(after.content_language)
        self.settings.show_settings(after)
        self.first_run.show_settings(after)

    def _switch_content_language(self, lang: Lang) -> None:
        self.bar.show_language(lang)
        self.library.set_language(lang)
        place = self.history.current
        if place.page is Page.ITEM:
            self.item.set_language(lang)
            self._show_title()
        elif place.page in (Page.HOME, Page.LIST):
            self.history.remember(self.library.state)
            self._show_place(take_focus=False)

    def _restyle(self) -> None:
        now = self.preferences.now
        self._look = theme.appearance(now.look, now.text_size)
        _dress_application(self._look)
        self.setStyleSheet(theme.stylesheet(self._look.palette, self._look.base_px))
        for view in self._views:
            view.apply_theme(self._look)
        self._fit()

    def _show_title(self) -> None:
        place = self.history.current
        row = self._by_id.get(place.item_id)
        title = f"{row.title(self.lang)} – Välitä!" if row else "Välitä! – Visa omtanke!"
        self.setWindowTitle(title)

    # --- keys and room -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: what is typed outside a field goes to the search."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        typed = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif plain and typed.strip() and typed.isprintable() and self._main.isVisible():
            self.bar.search.setFocus()
            self.search(typed)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow window has a narrow rail."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width_em = self.width() / self._look.base_px
        self.rail.set_narrow(narrow=width_em < theme.RAIL_EM)
        self.bar.set_room(width_em=width_em)
        low = self.height() < theme.LOW_PX
        side = 28 if width_em >= theme.FACETS_EM else 20
        self._column.setContentsMargins(side, 8 if low else 16, side, 0)

    def _focus_search(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _focus_page(self) -> None:
        if not self._main.isVisible() and self._outer.currentWidget() is self.first_run:
            self.first_run.regions()[0].entry.setFocus()
        elif self.history.current.page is Page.HOME:
            self.bar.search.setFocus()
        else:
            self._page_regions()[-1].entry.setFocus()

    def _page_regions(self) -> list[Region]:
        page = self._pages[self.history.current.page]
        regions = getattr(page, "regions", None)
        return regions() if regions else [Region(page, page)]

    def _step_region(self, steps: int) -> None:
        if self._outer.currentWidget() is self.first_run:
            step(self.first_run.regions(), self.focusWidget(), steps)
            return
        fixed = [
            Region(self.rail, self.rail.entry()),
            Region(self.bar, self.bar.search),
        ]
        step([*fixed, *self._page_regions()], self.focusWidget(), steps)


def _dress_application(look: Appearance) -> None:
    QApplication.setFont(theme.font(look.base_px))
    QApplication.setPalette(theme.qt_palette(look.palette))


def _entry_of(place: Place) -> str:
    """The entry of the rail that a place belongs to."""
    if place.page is Page.LIST and place.shown.scope is Scope.FAVOURITES:
        return "favourites"
    names = {Page.HOME: "home", Page.LIST: "library", Page.ITEM: "library"}
    return names.get(place.page, "settings")
