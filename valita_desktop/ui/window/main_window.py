"""The window: the sidebar, the bar with the search, and the pages.

Whatever is chosen in the settings is applied here, to everything and at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop import i18n
from valita_desktop.errors import SettingLockedError
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.state.preferences import Preferences
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import AccessibleWindow
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.toasts import Toasts
from valita_desktop.ui.window.arrivals import Arrivals
from valita_desktop.ui.window.brought_files import BroughtFiles
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.window.navigator import Navigator, entry_of
from valita_desktop.ui.window.right_side import RightSide
from valita_desktop.ui.window.shortcuts import WindowShortcuts
from valita_desktop.ui.window.sidebar import Sidebar
from valita_desktop.ui.window.spoken import SpokenChanges
from valita_desktop.ui.window.top_bar import TopBar
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface, QKeyEvent, QMouseEvent, QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.settings import Settings
    from valita_desktop.ui.settings.first_run import FirstRun
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.window.page_stack import PageStack
    from valita_desktop.ui.window.services import WindowServices

LEAST_WIDTH, LEAST_HEIGHT = 600, 440
"""A projector of 1024×768 at 160 % has 640×480: the window is never larger than its screen."""


class MainWindow(QWidget):
    """The window: `Sidebar`, `TopBar`, the pages of a `Navigator`, and `Toasts` over them.

    Args:
        services: What it works with.
        jobs: Runs what is slow.

    Signals:
        language_changed: The window speaks another language; carries it.
    """

    language_changed = Signal(str)

    def __init__(self, services: WindowServices, jobs: Jobs, parent: QWidget | None = None) -> None:
        appearance = theme.appearance(services.settings.look, services.settings.text_size)
        theme.dress(appearance)  # before there is a widget that could have another font
        super().__init__(parent)
        self._appearance = appearance
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setStyleSheet(theme.stylesheet(appearance.palette, appearance.base_px))
        self.preferences = Preferences(
            services.settings, services.save_settings, self, locked=services.locked
        )
        i18n.set_language(self.preferences.ui_language)
        self.sidebar = Sidebar(appearance, own=services.own is not None)
        self.top_bar = TopBar(self._lang, appearance)
        self.navigator = Navigator(services, self.preferences, jobs, appearance, self)
        self.brought = BroughtFiles(self.navigator, self)
        Arrivals(self, self.navigator)
        SpokenChanges(self, self.preferences, self.navigator)
        self.stack = self.navigator.stack
        self._jobs = jobs
        self.first_run = self._first_run() if services.first_run else None
        self._lay_out()
        self._connect()
        WindowShortcuts(
            self, self.navigator, self.preferences, self.top_bar.search, self.regions,
            self.sidebar.buttons,
        )  # fmt: skip
        self.navigator.show_location()
        if services.arrival is None:
            self.furnish(services)

    def accessible_interface(self) -> QAccessibleInterface:
        """A window with the name of its page."""
        return AccessibleWindow(self)

    def furnish(self, services: WindowServices) -> None:
        """Begin what works with the stores by itself: they are open now."""
        from valita_desktop.ui.window.own_place import OwnPlace  # late: no first frame shows them
        from valita_desktop.ui.window.updating import WindowUpdates

        if services.own is not None:
            own, jobs = services.own, self._jobs
            OwnPlace(own, services.library, self.navigator, self.preferences, jobs, self.toasts)
        self.updating = WindowUpdates(
            self, self.navigator, self.sidebar, services.updates, self.preferences, self._jobs
        )
        if services.trouble is not None:
            self.report(services.trouble)

    # --- the person's wishes -----------------------------------------------------------

    def search(self, query: str) -> None:
        """Look for this, as if it had been typed."""
        self.top_bar.show_query(query)
        self.navigator.search(query)

    def escape(self) -> None:
        """Empty the search; then return to where it began; then leave the full screen."""
        if self.top_bar.search.text():
            self.search("")
            self.top_bar.search.setFocus()
        elif self.navigator.location.searching:
            self.navigator.step(-1)
        elif self.isFullScreen():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            self.settle()

    def settle(self) -> None:
        """Put the focus where the page in view is used from."""
        if self._asking:
            self._asking.regions()[0].entry.setFocus()
        elif self.navigator.location.page is PageKey.HOME:
            self.top_bar.search.setFocus()
        else:
            self.navigator.regions()[-1].entry.setFocus()

    def regions(self) -> list[Region]:
        """Where F6 goes round: the page of the first start alone, or bars and page."""
        if self._asking:
            return self._asking.regions()
        return [
            Region(self.sidebar, self.sidebar.entry()),
            Region(self.top_bar, self.top_bar.search),
            *self.navigator.regions(),
            *self.toasts.regions(),
        ]

    def set_content_language(self, lang: Lang) -> None:
        """Show the materials in this language, wherever we are."""
        self.preferences.change(replace(self.preferences.now, content_language=lang))

    def report(self, error: Exception) -> None:
        """Say what went wrong, what still works and what to do."""
        self.toasts.tell_failure(sentence(error))

    def _say_locked(self, name: str) -> None:
        self.report(SettingLockedError(name))
        self.top_bar.show_language(self._lang)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for view in self._views():
            view.retranslate()
        self._show_location()

    def _lay_out(self) -> None:
        self._right = RightSide(self.top_bar, self.stack)
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._right, 1)
        self._outer = QStackedWidget()
        self._outer.addWidget(self._main)
        if self.first_run:
            self._outer.addWidget(self.first_run)
            self._outer.setCurrentWidget(self.first_run)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        self.toasts = Toasts(self._right, self._appearance)

    def _connect(self) -> None:
        self.preferences.changed.connect(self._apply)
        self.preferences.unsaved.connect(self.report)
        self.preferences.refused.connect(self._say_locked)
        theme.when_system_changes(self._restyle)
        self.sidebar.entry_requested.connect(self.navigator.go_to_entry)
        self.top_bar.query_changed.connect(self.search)
        self.top_bar.language_changed.connect(self.set_content_language)
        self.top_bar.search.entered.connect(self._enter)
        self.top_bar.search.left_down.connect(self.settle)
        self.top_bar.search.escaped.connect(self.escape)
        self.top_bar.search.scrolled.connect(self.stack.scroll_page)
        self.navigator.moved.connect(self._show_location)
        self.navigator.settled.connect(self.settle)
        self.navigator.failed.connect(self.report)
        self.navigator.message_requested.connect(self.toasts.tell)
        self.toasts.left.connect(self.settle)
        self.navigator.language_requested.connect(self.set_content_language)
        if self.first_run:
            self.first_run.finished.connect(self._end_first_run)

    def _views(self) -> list[Sidebar | TopBar | Toasts | PageStack | FirstRun]:
        views: list[Sidebar | TopBar | Toasts | PageStack | FirstRun]
        views = [self.sidebar, self.top_bar, self.stack, self.toasts]
        return [*views, self.first_run] if self.first_run else views

    def _first_run(self) -> FirstRun:
        from valita_desktop.ui.settings.first_run import FirstRun  # late: asked once in a life

        return FirstRun(self.preferences, self._appearance)

    @property
    def _asking(self) -> FirstRun | None:
        """The page of the first start while it is shown."""
        return self.first_run if self._outer.currentWidget() is self.first_run else None

    @property
    def _lang(self) -> Lang:
        return self.preferences.now.content_language

    def _show_location(self) -> None:
        location = self.navigator.location
        self.sidebar.show_current(entry_of(location))
        self.setWindowTitle(titled(self.navigator.title))
        self.top_bar.show_query(location.shown.query)

    def _enter(self) -> None:
        if not self.navigator.open_selected():
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
            self.top_bar.show_language(after.content_language)
            self.navigator.switch_language()
        self.navigator.show_settings()
        if self._asking:
            self._asking.show_settings(after)

    def _restyle(self) -> None:
        now = self.preferences.now
        self._appearance = theme.appearance(now.look, now.text_size)
        theme.dress(self._appearance)
        self.setStyleSheet(theme.stylesheet(self._appearance.palette, self._appearance.base_px))
        for view in self._views():
            view.apply_theme(self._appearance)
        self.navigator.presenting.apply_palette(self._appearance.palette)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed outside a field goes to the search, unless a class looks at the page."""
        shown = self.isFullScreen() and self.navigator.location.page is PageKey.ITEM
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif _begins_word(event) and self._main.isVisible() and not shown:
            self.top_bar.search.setFocus()
            self.search(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The buttons at the side of a mouse lead back and forward."""
        steps = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        if event.button() in steps and not self._asking:
            self.navigator.step(steps[event.button()])
        else:
            super().mousePressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow sidebar."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width_em = self.width() / self._appearance.base_px
        self.sidebar.set_room(self.size())
        self._right.set_room(width_em=width_em, height=self.height())


def _begins_word(event: QKeyEvent) -> bool:
    """Whether a word can begin with what was typed: a remote's full stop is none."""
    modifiers = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.modifiers() in modifiers and event.text().isalnum()
