"""What each page shows at a location: the one place that reads the stores for a page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from valita_desktop.errors import ValitaError
from valita_desktop.library import situation
from valita_desktop.ui.item_list.state import ListState, Scope
from valita_desktop.ui.reader.sought import Sought
from valita_desktop.ui.window.history import Location, PageKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.library.search import Results
    from valita_desktop.ui.state.ports import ItemIndex
    from valita_desktop.ui.window.kept_items import KeptItems
    from valita_desktop.ui.window.page_stack import PageStack


class PageFiller:
    """Fills the pages of a `PageStack` with what a `Location` says.

    Args:
        library: Finds items by words.
        stack: The pages.
        kept: The favourites and what was opened lately.
        report: Tells a search that failed; the list then shows no hits.
    """

    def __init__(
        self,
        library: ItemIndex,
        stack: PageStack,
        kept: KeptItems,
        report: Callable[[Exception], None],
    ) -> None:
        self._library = library
        self._stack = stack
        self._kept = kept
        self._report = report

    def fill(self, location: Location, lang: Lang) -> None:
        """Fill the page of a location.

        Raises:
            ValitaError: Its item cannot be shown; nothing has changed.
        """
        if location.page is PageKey.ITEM:
            sought = self._sought(location, lang)
            self._stack.item.show_item(location.item_id, lang, sought)
            self._kept.note_opened(location.item_id)
        elif location.page is PageKey.LIST:
            self._fill_list(location.shown, lang)
        elif location.page is PageKey.HOME:
            today = dt.datetime.now(tz=dt.UTC).astimezone().date()
            self._stack.home.show_rows(self._stack.rows, self._kept.latest_rows(), lang, today)
        elif location.page is PageKey.PACKETS:
            self._stack.packets.show_packets()
        elif location.page is PageKey.UPDATES:
            self._stack.updates.show_now()
        self._stack.mark_favourites(self._kept.favourites().ids)

    def find_again(self, shown: ListState, lang: Lang) -> None:
        """Show in the list in view what the words of a state find now."""
        results = self._find(shown.query, lang)
        if results is not None:
            self._stack.library.show_results(results)

    def translate(self, location: Location, lang: Lang) -> None:
        """Show the item of a location in another language, at the same place."""
        self._stack.item.set_language(lang, self._sought(location, lang))

    def _sought(self, location: Location, lang: Lang) -> Sought | None:
        """What the item of a location was found by, in the language that it is read in."""
        results = self._find(location.sought, lang)
        hits = (hit for hit in results.hits if hit.id == location.item_id) if results else ()
        words = situation.words(location.sought)
        return next((Sought(words, hit.mark) for hit in hits if hit.lang == lang), None)

    def _fill_list(self, wanted: ListState, lang: Lang) -> None:
        shown = self._kept.fresh(wanted)
        kept = shown.ids if shown.scope is Scope.FAVOURITES else ()
        self._stack.library.set_withdrawn(self._kept.withdrawn(kept, lang))
        self._stack.library.show_state(shown, self._find(shown.query, lang))
        self._stack.read_ahead(lang)

    def _find(self, query: str, lang: Lang) -> Results | None:
        """What the words of a query find; ``None`` where it has none to look for."""
        words = situation.words(query)
        if not words.strip():
            return None
        try:
            return self._library.search(words, lang)
        except ValitaError as error:
            self._report(error)
            return None
