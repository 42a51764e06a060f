"""What a person has kept and opened, as the pages show it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.item_list.state import ListState, Scope
from valita_desktop.ui.wording.rows import withdrawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.rows import Row
    from valita_desktop.ui.state.ports import UserStore

# As many as one looks through; what was opened before them is found faster by a word.
_RECENT = 50


class KeptItems:
    """Favourites and items opened lately: the ids of a `UserStore` and the rows they are of.

    Where they cannot be read that is reported, and nothing is kept: pages go on without.

    Args:
        userdata: Keeps them.
        rows: The items of the library.
        report: Tells the person what went wrong.
    """

    def __init__(
        self, userdata: UserStore, rows: Sequence[Row], report: Callable[[Exception], None]
    ) -> None:
        self._userdata = userdata
        self._report = report
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other items are in the library."""
        self._rows = rows
        self._by_id = {row.id: row for row in rows}

    def title(self, item_id: str, lang: Lang) -> str:
        """The title of an item; ``""`` where it is not in the library."""
        row = self._by_id.get(item_id)
        return row.title(lang) if row else ""

    def favourites(self) -> ListState:
        """The list of the favourites, the newest first."""
        return ListState(Scope.FAVOURITES, self._read(self._userdata.favourites))

    def recent(self) -> ListState:
        """The list of what was opened lately, the latest first."""
        return ListState(Scope.RECENT, self._read(partial(self._userdata.recent, _RECENT)))

    def fresh(self, state: ListState) -> ListState:
        """A state with the favourites or the items opened lately as they are now."""
        kept = {Scope.FAVOURITES: self.favourites, Scope.RECENT: self.recent}.get(state.scope)
        return state._replace(ids=kept().ids) if kept else state

    def latest_rows(self) -> list[Row]:
        """The few items opened last, for the first page."""
        latest = self._read(self._userdata.recent)
        return [self._by_id[one] for one in latest if one in self._by_id]

    def withdrawn(self, ids: Iterable[str], lang: Lang) -> list[Row]:
        """Stand-ins for those of these items that are no longer there but had a title."""
        missing = [one for one in ids if one not in self._by_id]
        try:
            titles = {one: self._userdata.last_title(one, lang) for one in missing}
        except ValitaError as error:
            self._report(error)
            return []
        return [withdrawn(one, title, lang) for one, title in titles.items() if title]

    def gone(self, item_id: str, lang: Lang) -> str:
        """What to say of an item that was withdrawn; ``""`` of any other."""
        told = _("“{title}” is no longer among the materials. Ctrl+D takes it from the favourites.")
        rows = self.withdrawn((item_id,), lang)
        return told.format(title=rows[0].title(lang)) if rows else ""

    def note_titles(self) -> None:
        """Note what is called what, for the day when it is withdrawn."""
        try:
            self._userdata.note_titles(self._rows)
        except ValitaError as error:
            self._report(error)

    def note_opened(self, item_id: str) -> None:
        """Note that an item has been opened."""
        try:
            self._userdata.opened(item_id)
        except ValitaError as error:
            self._report(error)

    def _read(self, ask: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        try:
            return ask()
        except ValitaError as error:
            self._report(error)
            return ()
