"""The window: the rail, the bar with the search, and the pages.

Whatever is chosen in the settings is applied here, to everything and at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from valita_desktop import i18n
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.home.page import SCROLL_BAR
from valita_desktop.ui.settings.first_run import FirstRun
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme
from valita_desktop.ui.updates.auto_check import Lookout
from valita_desktop.ui.widgets.focus_regions import Region, step
from valita_desktop.ui.window.banner import Banner
from valita_desktop.ui.window.history import Page
from valita_desktop.ui.window.navigator import Navigator, entry_of
from valita_desktop.ui.window.sidebar import ENTRIES, Rail
from valita_desktop.ui.window.top_bar import TopBar
from valita_desktop.ui.wording.shortcuts import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.settings import Settings
    from valita_desktop.sync.updater import Update
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.window.services import Desk

LEAST_WIDTH, LEAST_HEIGHT = 880, 470
_MARGIN, _NARROW_MARGIN = 28, 20


class Shell(QWidget):
    """The window.

    Args:
        desk: What it works with.
        jobs: Runs what is slow.

    Signals:
        language_changed: The window speaks another language; carries it.
    """

    language_changed = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        look = theme.appearance(desk.settings.look, desk.settings.text_size)
        theme.dress(look)  # before there is a widget that could have another font
        super().__init__(parent)
        self._look = look
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setStyleSheet(theme.stylesheet(look.palette, look.base_px))
        self.preferences = Preferences(desk.settings, desk.save_settings, self)
        i18n.set_language(self.preferences.ui_language)
        self.rail = Rail(look)
        self.bar = TopBar(self._lang, look)
        self.banner = Banner(look)
        self.pages = Navigator(desk, self.preferences, jobs, look)
        self.lookout = Lookout(desk.updates, jobs, self.preferences, self._engaged)
        self.lookout.setParent(self)
        self.first_run = FirstRun(self.preferences, look) if desk.first_run else None
        self._told_at = self.pages.place
        self._lay_out()
        self._connect()
        self._connect_keys()
        self.pages.show_place()

    # --- the person's wishes -----------------------------------------------------------

    def search(self, query: str) -> None:
        """Look for this, as if it had been typed."""
        self.bar.show_query(query)
        self.pages.search(query)

    def open_file(self, file: Path) -> None:
        """See what is new in a file of materials that somebody brought."""
        self.pages.go_to_entry("updates")
        self.pages.updates.look_into(file)

    def escape(self) -> None:
        """Empty the search; once more, return to where it began."""
        if self.bar.search.text():
            self.search("")
            self.bar.search.setFocus()
        elif self.pages.place.searching:
            self.pages.step(-1)
        else:
            self.settle()

    def settle(self) -> None:
        """Put the focus where the page in view is used from."""
        if self._asking:
            self._asking.regions()[0].entry.setFocus()
        elif self.pages.place.page is Page.HOME:
            self.bar.search.setFocus()
        else:
            self.pages.regions()[-1].entry.setFocus()

    def set_content_language(self, lang: Lang) -> None:
        """Show the materials in this language, wherever we are."""
        self.preferences.change(content_language=lang)

    def report(self, error: Exception) -> None:
        """Say what went wrong, what still works and what to do."""
        self._told_at = self.pages.place
        self.banner.say(sentence(error))

    def _tell(self, words: str) -> None:
        self._told_at = self.pages.place
        self.banner.say(words)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for view in self._views():
            view.retranslate()
        self._show_place()

    # --- building ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QWidget()
        self._column = QVBoxLayout(right)
        self._column.setSpacing(12)
        for above in (self.bar, self.banner):
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, SCROLL_BAR, 0)
            line.addWidget(above)
            self._column.addLayout(line)
        self._column.addWidget(self.pages, 1)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self._main)
        if self.first_run:
            self._outer.addWidget(self.first_run)
            self._outer.setCurrentWidget(self.first_run)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    def _connect(self) -> None:
        self.preferences.changed.connect(self._apply)
        self.preferences.unsaved.connect(self.report)
        QApplication.styleHints().colorSchemeChanged.connect(self._restyle)
        self.rail.chosen.connect(self.pages.go_to_entry)
        self.bar.query_changed.connect(self.search)
        self.bar.language_changed.connect(self.set_content_language)
        self.bar.search.entered.connect(self._enter)
        self.bar.search.left_down.connect(self.settle)
        self.bar.search.escaped.connect(self.escape)
        self.pages.moved.connect(self._show_place)
        self.pages.settled.connect(self.settle)
        self.pages.failed.connect(self.report)
        self.pages.told.connect(self._tell)
        self.pages.language_wanted.connect(self.set_content_language)
        self.lookout.found.connect(self._show_found)
        if self.first_run:
            self.first_run.finished.connect(self._end_first_run)

    def _connect_keys(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "search": self._focus_search,
            "back": partial(self.pages.step, -1),
            "forward": partial(self.pages.step, 1),
            "favourite": self.pages.toggle_favourite,
            "add": self.pages.add_to_packet,
            "content": self._toggle_content_language,
            "larger": partial(self.preferences.step_text_size, 1),
            "smaller": partial(self.preferences.step_text_size, -1),
            "normal": partial(self.preferences.step_text_size, 0),
            "region": partial(self._step_region, 1),
            "region_back": partial(self._step_region, -1),
            "help": self.pages.open_help,
            "settings": partial(self.pages.go_to_entry, "settings"),
            "full_screen": self._toggle_full_screen,
            "quit": self.close,
        }
        for key in KEYS:
            for keys in key.keys:
                QShortcut(QKeySequence(keys), self).activated.connect(actions[key.action])
        for number, entry in enumerate(ENTRIES, start=1):
            chosen = partial(self.pages.go_to_entry, entry.key)
            QShortcut(QKeySequence(f"Alt+{number}"), self).activated.connect(chosen)

    def _views(self) -> list[Rail | TopBar | Banner | Navigator | FirstRun]:
        views: list[Rail | TopBar | Banner | Navigator | FirstRun]
        views = [self.rail, self.bar, self.banner, self.pages]
        return [*views, self.first_run] if self.first_run else views

    @property
    def _asking(self) -> FirstRun | None:
        """The page of the first start while it is shown."""
        return self.first_run if self._outer.currentWidget() is self.first_run else None

    # --- what the pages tell -----------------------------------------------------------

    @property
    def _lang(self) -> Lang:
        return self.preferences.now.content_language

    def _show_place(self) -> None:
        place, title = self.pages.place, self.pages.title
        if place != self._told_at:
            self.banner.hide()
        self.rail.show_current(entry_of(place))
        if place.page is Page.UPDATES:
            self.rail.show_waiting(waiting=False)
        self.setWindowTitle(f"{title} – Välitä!" if title else "Välitä! – Visa omtanke!")
        self.bar.show_query(place.shown.query)

    def _show_found(self, update: Update) -> None:
        """There are new materials, found by itself: a mark in the rail, nothing more."""
        self.pages.updates.show_found(update)
        self.rail.show_waiting(waiting=self.pages.place.page is not Page.UPDATES)

    def _engaged(self) -> bool:
        """Somebody prints, chooses or shows something: not the moment for anything else."""
        modal, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        return bool(modal or popup) or self.isFullScreen()

    def _enter(self) -> None:
        if not self.pages.open_selected():
            self.settle()

    def _end_first_run(self) -> None:
        self.preferences.keep()
        self._outer.setCurrentWidget(self._main)
        self.settle()

    # --- what is chosen ----------------------------------------------------------------

    def _apply(self, before: Settings, after: Settings) -> None:
        if before.ui_language != after.ui_language:
            i18n.set_language(self.preferences.ui_language)
            self.language_changed.emit(self.preferences.ui_language)
            self.retranslate()
        if (before.look, before.text_size) != (after.look, after.text_size):
            self._restyle()
        if before.content_language != after.content_language:
            self.bar.show_language(after.content_language)
            self.pages.switch_language()
        self.pages.show_settings()
        if self._asking:
            self._asking.show_settings(after)

    def _restyle(self) -> None:
        now = self.preferences.now
        self._look = theme.appearance(now.look, now.text_size)
        theme.dress(self._look)
        self.setStyleSheet(theme.stylesheet(self._look.palette, self._look.base_px))
        for view in self._views():
            view.apply_theme(self._look)
        self._fit()

    def _toggle_content_language(self) -> None:
        self.set_content_language("sv" if self._lang == "fi" else "fi")

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # --- keys and room -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: what is typed outside a field goes to the search."""
        typed = event.text()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
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
        top = 8 if self.height() < theme.LOW_PX else 16
        side = _MARGIN if width_em >= theme.FACETS_EM else _NARROW_MARGIN
        self._column.setContentsMargins(side, top, side - SCROLL_BAR, 0)

    def _focus_search(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def _step_region(self, steps: int) -> None:
        if self._asking:
            step(self._asking.regions(), self.focusWidget(), steps)
            return
        fixed = (Region(self.rail, self.rail.entry()), Region(self.bar, self.bar.search))
        step([*fixed, *self.pages.regions()], self.focusWidget(), steps)
