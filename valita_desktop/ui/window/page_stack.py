"""The pages of the window, one on top of the other; most are made when first wanted.

What a page wants is told by a signal of this stack; which page wanted it, nobody needs to
know. Pages never know each other.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from valita_desktop.ui.home.page import SCROLL_BAR, HomeView
from valita_desktop.ui.item_list.page import LibraryView
from valita_desktop.ui.settings.page import SettingsView
from valita_desktop.ui.window.help_page import HelpView
from valita_desktop.ui.window.history import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.library.rows import Row
    from valita_desktop.ui.item.page import MaterialView
    from valita_desktop.ui.packets.page import PacketsView
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.updates.page import UpdatesView
    from valita_desktop.ui.window.services import Desk

    AnyPage = (
        HomeView | LibraryView | MaterialView | PacketsView | UpdatesView | SettingsView | HelpView
    )


_NAMES = {each: each.name.lower() for each in Page} | {Page.LIST: "library"}


class Pages(QStackedWidget):
    """Home, the list, an item, the packets, updates, the settings, help.

    Signals:
        item_wanted: An item is to be shown; carries its id.
        theme_wanted: The items of a theme; carries it.
        all_wanted, recent_wanted, short_wanted: All items; those opened lately; the short.
        season_wanted: The items of a season; carries it.
        query_wanted: Look for these words; carries them.
        language_wanted: The materials are wanted in another language; carries it.
        help_wanted, settings_wanted: Another page.
        back_wanted: To where one came from.
        packet_wanted: The item in view is to go into a packet; carries the button.
        favourites_changed: There is one more, or one less.
        materials_changed: Other materials are in use; carries a `sync.errands.Taken`.
        failed: Something could not be done; carries the error.
    """

    item_wanted = Signal(str)
    theme_wanted = Signal(object)
    all_wanted = Signal()
    recent_wanted = Signal()
    short_wanted = Signal()
    season_wanted = Signal(object)
    query_wanted = Signal(str)
    language_wanted = Signal(str)
    help_wanted = Signal()
    settings_wanted = Signal()
    back_wanted = Signal()
    packet_wanted = Signal(QWidget)
    favourites_changed = Signal()
    materials_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        jobs: Jobs,
        look: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._jobs = jobs
        self._look = look
        self._rows: Sequence[Row] = desk.library.rows()
        self._made: list[AnyPage] = []
        self.home = HomeView(look)
        self.library = LibraryView(self._rows, preferences.now.content_language, look)
        self._add(self.home)
        self._add(self.library)
        self._connect_first()

    @cached_property
    def item(self) -> MaterialView:
        """The page of an item."""
        made = self._desk.make_item_page(self._preferences, self._jobs)
        made.setContentsMargins(0, 0, SCROLL_BAR, 0)  # in line with the bar above
        made.back.connect(self.back_wanted)
        made.open_item.connect(self.item_wanted)
        made.favourite_changed.connect(self.favourites_changed)
        made.packet_wanted.connect(self.packet_wanted)
        made.failed.connect(self.failed)
        self._add(made)
        return made

    @cached_property
    def packets(self) -> PacketsView:
        """The lesson packets."""
        from valita_desktop.ui.packets.page import PacketsView  # late: no start shows it

        made = PacketsView(
            self._desk.packets, self._rows, self._jobs, self._preferences, self._look
        )
        made.setContentsMargins(0, 0, SCROLL_BAR, 0)
        made.open_item.connect(self.item_wanted)
        made.failed.connect(self.failed)
        self._add(made)
        return made

    @cached_property
    def updates(self) -> UpdatesView:
        """Updates of the materials."""
        from valita_desktop.ui.updates.page import UpdatesView  # late: no start shows it

        made = UpdatesView(self._desk.updates, self._jobs, self._preferences, self._look)
        made.open_item.connect(self.item_wanted)
        made.settings_wanted.connect(self.settings_wanted)
        made.taken.connect(self.materials_changed)
        self._add(made)
        return made

    @cached_property
    def settings(self) -> SettingsView:
        """The settings."""
        made = SettingsView(self._preferences, self._look)
        made.help_wanted.connect(self.help_wanted)
        self._add(made)
        return made

    @cached_property
    def help(self) -> HelpView:
        """Help and keys."""
        made = HelpView(self._look)
        self._add(made)
        return made

    def page(self, page: Page) -> AnyPage:
        """A page, made now if it never was."""
        made: AnyPage = getattr(self, _NAMES[page])
        return made

    def prepare(self) -> None:
        """Make the page of an item before it is wanted, so that the first opens at once."""
        self.page(Page.ITEM)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for page in self._made:
            page.retranslate()

    def apply_theme(self, look: Appearance) -> None:
        """Take on colours and sizes."""
        self._look = look
        for page in self._made:
            page.apply_theme(look)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Hand other rows of the library to every page that has them."""
        self._rows = rows
        self.library.set_rows(rows)
        made = vars(self)  # a page that was never wanted gets them when it is made
        if "packets" in made:
            self.packets.set_rows(rows)
        if "item" in made:
            self.item.refresh()

    def _add(self, page: AnyPage) -> None:
        self._made.append(page)
        self.addWidget(page)

    def _connect_first(self) -> None:
        self.home.opened.connect(self.item_wanted)
        self.home.theme_chosen.connect(self.theme_wanted)
        self.home.recent_wanted.connect(self.recent_wanted)
        self.home.short_wanted.connect(self.short_wanted)
        self.home.season_wanted.connect(self.season_wanted)
        self.library.opened.connect(self.item_wanted)
        self.library.query_wanted.connect(self.query_wanted)
        self.library.language_wanted.connect(self.language_wanted)
        self.library.all_wanted.connect(self.all_wanted)
        self.library.theme_wanted.connect(self.theme_wanted)
