"""The pages of the window, one on top of the other; most are made when first wanted.

Every page is handed the `Actions` of the window. Pages never know each other.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from typing_extensions import override

from valita_desktop.ui.home.page import HomePage
from valita_desktop.ui.state.rest import Rest
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.menu_keys import asks_for_menu
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.tab_order import follow_layout, step_from
from valita_desktop.ui.window.history import PageKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.item.page import ItemPage
    from valita_desktop.ui.item_list.page import ItemListPage
    from valita_desktop.ui.own.page import OwnPage
    from valita_desktop.ui.packets.page import PacketsPage
    from valita_desktop.ui.settings.page import SettingsPage
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance
    from valita_desktop.ui.updates.page import UpdatesPage
    from valita_desktop.ui.window.about_page import AboutPage
    from valita_desktop.ui.window.help_page import HelpPage
    from valita_desktop.ui.window.services import WindowServices

    AnyPage = (
        HomePage
        | ItemListPage
        | ItemPage
        | PacketsPage
        | OwnPage
        | UpdatesPage
        | SettingsPage
        | HelpPage
        | AboutPage
    )


_REST_MS = 150
"""After the last letter, before what Enter would open is read."""
_MOVE = QAbstractSlider.SliderAction
_SCROLL = {
    Qt.Key.Key_Down: _MOVE.SliderSingleStepAdd,
    Qt.Key.Key_Up: _MOVE.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _MOVE.SliderPageStepAdd,
    Qt.Key.Key_Space: _MOVE.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _MOVE.SliderPageStepSub,
    Qt.Key.Key_Home: _MOVE.SliderToMinimum,
    Qt.Key.Key_End: _MOVE.SliderToMaximum,
}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NAMES = {each: each.name.lower() for each in PageKey} | {PageKey.LIST: "library"}


def _goes_on(event: QKeyEvent) -> bool:
    """Keys that read, choose, or do something with what is chosen."""
    key = Qt.Key(event.key())
    with_it = asks_for_menu(event) or event.matches(QKeySequence.StandardKey.Print)
    return with_it or key in (*_SCROLL, *_CHOOSE)


class PageStack(QStackedWidget):
    """Stack of the window's pages, made from `WindowServices`.

    Args:
        services: What the pages work with.
        context: What every page is handed.
        appearance: Colours and sizes.

    Attributes:
        printing: What printing works with.

    Signals:
        update_begun: A person has asked for something on the page of updates.
    """

    update_begun = Signal()

    def __init__(
        self,
        services: WindowServices,
        context: PageContext,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._context = context
        self.printing = services.make_printing(context)
        self._appearance = appearance
        self.rows: Sequence[Row] = services.library.rows()
        self._made: list[AnyPage] = []
        self._rest = Rest(_REST_MS, self)
        self.home = HomePage(context.actions, appearance)
        self._add(self.home)

    @cached_property
    def library(self) -> ItemListPage:
        """The list of the materials."""
        from valita_desktop.ui.item_list.page import ItemListPage  # late: no first frame shows it

        actions, lang = self._context.actions, self._context.preferences.now.content_language
        made = ItemListPage(actions, self.rows, lang, self._appearance)
        self._add(made)
        return made

    @cached_property
    def item(self) -> ItemPage:
        """The page of an item."""
        made = self._services.make_item_page(self._context, self.printing)
        made.setContentsMargins(0, 0, theme.SCROLL_BAR, 0)  # in line with the bar above
        self._add(made)
        return made

    @cached_property
    def packets(self) -> PacketsPage:
        """The lesson packets."""
        from valita_desktop.ui.packets.page import PacketsPage  # late: no start shows it

        made = PacketsPage(
            self._context, self._services.packets, self.printing, self.rows, self._appearance
        )
        made.setContentsMargins(0, 0, theme.SCROLL_BAR, 0)
        self._add(made)
        return made

    @cached_property
    def own(self) -> OwnPage:
        """The own items."""
        from valita_desktop.ui.own.page import OwnPage  # late: no start shows it

        made = OwnPage(self._appearance)
        self._add(made)
        return made

    @cached_property
    def updates(self) -> UpdatesPage:
        """Updates of the materials."""
        from valita_desktop.ui.updates.page import UpdatesPage  # late: no start shows it

        made = UpdatesPage(self._context, self._services.updates, self._appearance)
        made.trips.begun.connect(self.update_begun)
        self._add(made)
        return made

    @cached_property
    def settings(self) -> SettingsPage:
        """The settings."""
        from valita_desktop.ui.settings.page import SettingsPage  # late: no start shows it

        made = SettingsPage(self._context, self._appearance, self._services.own_data)
        self._add(made)
        return made

    @cached_property
    def about(self) -> AboutPage:
        """Licences and accessibility."""
        from valita_desktop.ui.window.about_page import AboutPage  # late: no start shows it

        made = AboutPage(self._appearance)
        self._add(made)
        return made

    @cached_property
    def help(self) -> HelpPage:
        """Help and keys."""
        from valita_desktop.ui.window.help_page import HelpPage  # late: no start shows it

        made = HelpPage(self._appearance, own=self._services.own is not None)
        self._add(made)
        return made

    def page(self, page: PageKey) -> AnyPage:
        """A page, made now if it never was."""
        made: AnyPage = getattr(self, _NAMES[page])
        return made

    def heading(self, page: PageKey) -> str:
        """What a page says at its top."""
        found = self.page(page).findChildren(PageHeading)
        return found[0].text() if found else ""

    def meet(self, page: PageKey, *, marked: bool) -> bool:
        """Put the focus on the heading of the page in view; false where that is not shown.

        Args:
            page: Which one is in view.
            marked: Whether the focus is to be seen.
        """
        shown = self.page(page)
        for heading in shown.findChildren(PageHeading):
            if heading.isVisibleTo(shown):
                if isinstance(shown, QScrollArea):
                    shown.ensureWidgetVisible(heading)
                heading.meet(marked=marked)
                return True
        return False

    def scroll_page(self, action: QAbstractSlider.SliderAction) -> None:
        """Scroll the page in view, or what its focus would be in."""
        for each in (self.currentWidget(), self._entry()):
            if isinstance(each, QAbstractScrollArea):
                each.verticalScrollBar().triggerAction(action)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What reads on from the heading of a page goes to what is read or chosen from there."""
        key = Qt.Key(event.key())
        if not isinstance(self.focusWidget(), PageHeading) or not _goes_on(event):
            super().keyPressEvent(event)
            return
        entry = self._entry()
        if isinstance(entry, QAbstractScrollArea):
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
            QApplication.sendEvent(entry, event)
        elif key in _SCROLL:
            self.scroll_page(_SCROLL[key])

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """From the heading of a page Tab goes to what comes after it."""
        page, heading = self.currentWidget(), self.focusWidget()
        if page is None or not isinstance(heading, PageHeading):
            return super().focusNextPrevChild(forward)
        gone_on = step_from(heading, page, forward=forward)
        return gone_on is not None or super().focusNextPrevChild(forward)

    def turn_to(self, page: PageKey) -> None:
        """Show a page.

        The focus leaves the page that goes away first: Qt would hand it to the next thing in the
        window meanwhile, and a screen reader would speak of that.
        """
        shown, focused = self.page(page), self.focusWidget()
        if shown is not self.currentWidget() and focused and focused.hasFocus():
            focused.clearFocus()
        follow_layout(shown)
        self.setCurrentWidget(shown)

    def prepare(self) -> Iterator[None]:
        """Make the page of an item before it is wanted, so that the first opens at once.

        Yields:
            Nothing, after each step.
        """
        page = self.item
        yield
        for row in self.rows[:1]:
            page.read_ahead(row.id, row.langs[0])  # brings all that reads
        yield
        page.resize(self.size())
        for each in page.findChildren(QWidget):
            each.ensurePolished()  # the style sheet is looked through for each of them
        yield

    def read_ahead(self, lang: Lang) -> None:
        """Read what Enter would open from the list, once nobody types or chooses."""
        self._rest.then(partial(self._read_chosen, lang))

    def _read_chosen(self, lang: Lang) -> None:
        item_id = self.library.list.current_id()
        if item_id and "item" in vars(self):
            self.item.read_ahead(item_id, lang)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for page in self._made:
            page.retranslate()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for page in self._made:
            page.apply_theme(appearance)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Hand other rows of the library to every page that has them."""
        self.rows = rows
        made = vars(self)  # a page that was never wanted gets them when it is made
        if "library" in made:
            self.library.set_rows(rows)
        if "packets" in made:
            self.packets.set_rows(rows)
        if "item" in made:
            self.item.refresh()

    def mark_favourites(self, ids: Sequence[str]) -> None:
        """Mark the favourites in the list, once there is one."""
        if "library" in vars(self):
            self.library.mark_favourites(ids)

    def packets_changed(self) -> None:
        """Packets were changed elsewhere: show them as they are, if they are shown at all."""
        if "packets" in vars(self):
            self.packets.show_packets()

    def _entry(self) -> QWidget:
        """What the page in view is used from."""
        page = self.currentWidget()
        return next((each for each in self._made if each is page), self.home).regions()[-1].entry

    def _add(self, page: AnyPage) -> None:
        self._made.append(page)
        self.addWidget(page)
