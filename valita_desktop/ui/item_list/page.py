"""The list of items: everything, favourites, what was opened last, or what was found.

One list for all four, so that narrowing, keys and looks are learnt once. What it shows is
a `ListState`; whoever keeps one can come back to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.item_list.empty import EmptyPage
from valita_desktop.ui.item_list.facet_panel import FacetPanel
from valita_desktop.ui.item_list.header import ListHeader
from valita_desktop.ui.item_list.list_view import ItemList, ItemModel
from valita_desktop.ui.item_list.listing import Listing
from valita_desktop.ui.item_list.state import EVERYTHING, ListState, Scope
from valita_desktop.ui.item_list.told import Told
from valita_desktop.ui.item_list.typed import Typed
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.focus_regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Hit, Results
    from valita_desktop.ui.item_list.facets import Facet
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance


class ItemListPage(QWidget):
    """An `ItemList` with its `FacetPanel` beside it, or over it in a narrow window.

    Args:
        actions: Does what a click asks for.
        rows: The items of the library.
        lang: The content language.
        appearance: Colours and sizes.

    Attributes:
        list: The items.
        panel: The facets.
        header: What stands above the list.
        empty_page: What stands in its place where it is empty.
        found: How many items are in the list.
    """

    def __init__(
        self,
        actions: Actions,
        rows: Sequence[Row],
        lang: Lang,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._appearance = appearance
        self._lang: Lang = lang
        self._state = EVERYTHING
        self._results: Results | None = None
        self._typed = Typed("")
        self.found = 0
        self._items = 0
        self._model = ItemModel(lang, self)
        self.list = ItemList(self._model, appearance)
        self.panel = FacetPanel()
        self.header = ListHeader()
        self.empty_page = EmptyPage(actions)
        self._body = QStackedWidget()
        self._told = Told(self, self.list, self.header.count_label)
        self._lay_out()
        self._connect()
        self.set_rows(rows)
        self.retranslate()
        self.apply_theme(appearance)

    # --- what is shown -----------------------------------------------------------------

    def set_rows(self, rows: Sequence[Row]) -> None:
        """The items of the library; what was chosen stays chosen."""
        self._listing = Listing(rows)
        self.panel.offer(self._listing.facets)
        self.panel.choose(self._state.chosen)
        self.panel.apply_theme(self._appearance)
        self._refresh()

    def set_withdrawn(self, rows: Iterable[Row]) -> None:
        """Stand-ins for items that are no longer in the library; kept lists keep a place."""
        self._listing.set_withdrawn(rows)

    def set_language(self, lang: Lang) -> None:
        """Show titles and summaries in this content language."""
        self._lang = lang
        self._refresh()

    def mark_favourites(self, ids: Iterable[str]) -> None:
        """Items that bear a heart."""
        self._model.mark_favourites(frozenset(ids))

    @property
    def state(self) -> ListState:
        """What is shown now, to come back to."""
        return self._state._replace(current=self.list.current_id())

    def show_state(self, state: ListState, results: Results | None = None) -> None:
        """Show this.

        Args:
            state: What to show.
            results: What the search for the words of ``state.query`` found; ``None`` where
                it says no more than the situation.
        """
        self._state = state
        self._typed = Typed(state.query)
        self._results = results if state.query else None
        self.panel.choose(state.chosen)
        self.fold_facets()
        self._refresh()
        self.list.select(state.current)

    def show_results(self, results: Results) -> None:
        """Show what the same words find by now; what is selected stays so if it is found."""
        self._results = results
        self._refresh(anew=False)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        content = Region(self, self.list)
        if self._body.currentWidget() is self.empty_page:
            content = Region(self, self.empty_page.first())
        if not self._side.isHidden():
            return [Region(self.panel, self.panel.first()), content]
        return [Region(self.header, self.header.fold_button), content]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.panel.retranslate()
        self.header.retranslate()
        self.list.setAccessibleName(_("Items"))
        self._refresh()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.list.set_appearance(appearance)
        self.panel.apply_theme(appearance)
        self.empty_page.apply_theme(appearance)
        self.header.apply_theme(appearance)
        self._side.setFixedWidth(appearance.em(16))
        self._fit()

    def _lay_out(self) -> None:
        self._side = QWidget()
        self._folded = QWidget()
        for place in (self._side, self._folded):
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
        for page in (self.list, self.empty_page, self._folded):
            self._body.addWidget(page)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(24)
        whole.addWidget(self._side)
        whole.addLayout(column, 1)

    def _connect(self) -> None:
        self.list.open_requested.connect(self._actions.open_item)
        self.list.menu_requested.connect(self._actions.show_menu)
        self.list.print_requested.connect(self._actions.print_item)
        self.panel.changed.connect(self._narrow)
        self.header.fold_button.toggled.connect(self._unfold)
        self.header.facet_removed.connect(self._without)
        self.header.clear_requested.connect(self.clear_facets)
        self.header.order_changed.connect(self._reorder)
        self.header.search_requested.connect(self._actions.search)
        self.empty_page.clear_requested.connect(self.clear_facets)
        self.empty_page.suggestion_requested.connect(self._search_suggestion)

    # --- narrowing ---------------------------------------------------------------------

    def clear_facets(self) -> None:
        """Narrow by nothing."""
        self.panel.choose(())
        self._narrow()
        self._search_without(self._typed.facets)

    def fold_facets(self) -> None:
        """Show the list again where the facets lie over it."""
        self.header.fold_button.setChecked(False)

    def _narrow(self) -> None:
        self._state = self._state._replace(chosen=self.panel.chosen())
        self._refresh()

    def _reorder(self, order: str) -> None:
        self._state = self._state._replace(order=order)
        self._refresh()

    def _without(self, facet: Facet) -> None:
        self.panel.choose(one for one in self.panel.chosen() if one != facet)
        self._narrow()
        self._search_without([facet])
        self.list.setFocus()

    def _search_without(self, facets: Sequence[Facet]) -> None:
        query = self._typed.without(facets)
        if query != self._state.query:
            self._actions.search(query)

    def _search_suggestion(self) -> None:
        self._actions.search(self._suggestion)

    def _refresh(self, *, anew: bool = True) -> None:
        kept = self.list.current_id()
        chosen = tuple(dict.fromkeys((*self.panel.chosen(), *self._typed.facets)))
        state = self._state._replace(chosen=chosen)
        entries, counts = self._listing.entries(state, self._hits, self._lang)
        self._items = self._listing.count(state, self._hits)
        self.found = sum(1 for entry in entries if entry.row)
        self._model.show(entries, self._lang)
        self.panel.show_counts(counts)
        self.list.select(kept)
        self._show_header(state)
        self._show_body(state)
        self._told.tell(anew=anew)

    def _show_header(self, state: ListState) -> None:
        header, words = self.header, self._typed.short
        about = self._listing.about(state.theme, self._lang) if state.theme else ""
        header.show_name(state, words, about)
        header.show_count(self.found)
        header.show_chosen(state.chosen, len(self._hits or ()))
        header.show_order(state.order, offered=state.scope is Scope.ALL and not words)
        header.show_suggestion(self._suggestion if self.found else "")

    @property
    def _suggestion(self) -> str:
        return self._typed.mended(self._results.suggestion) if self._results else ""

    @property
    def _hits(self) -> Sequence[Hit] | None:
        return self._results.hits if self._results else None

    def _show_body(self, state: ListState) -> None:
        """The list, or why it is empty: then there is nothing to narrow by either."""
        self._fit()
        if self.header.fold_button.isChecked() and self.found:
            self._body.setCurrentWidget(self._folded)
        elif self.found:
            self._body.setCurrentWidget(self.list)
        else:
            self.empty_page.show_reason(state, self._suggestion, self._items)
            self._body.setCurrentWidget(self.empty_page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window folds the facets away, a low one drops the chips."""
        super().resizeEvent(event)
        self._fit()

    def _unfold(self, _on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._refresh()
        if self.header.fold_button.isChecked():
            self.panel.first().setFocus()

    def _fit(self) -> None:
        wide = self.window().width() >= self._appearance.em(theme.FACETS_EM)
        low = self.window().height() < theme.LOW_PX
        self.header.set_room(wide=wide or not self.found, low=low)
        self._side.setVisible(wide and self.found > 0)
        home = self._side if wide else self._folded
        layout = home.layout()
        if layout and self.panel.parentWidget() is not home:
            layout.addWidget(self.panel)
        if wide:
            self.fold_facets()
