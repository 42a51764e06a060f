"""The materials of the network and, beside them, a person's own items.

The own ones are never in a table of content.db but that of the search, where every word of
theirs is put again whenever it is not there: updates, going back and healing touch none of them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content.markdown import parse
from valita_desktop.content.model import OWN_PREFIX, is_own
from valita_desktop.errors import ItemNotFoundError, StoreUnusableError
from valita_desktop.library.mending import heals
from valita_desktop.library.own_items import OwnShelf
from valita_desktop.library.rows import sort_key
from valita_desktop.library.store import Library, searching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.library.own_items import OwnItems
    from valita_desktop.library.rows import Row
    from valita_desktop.library.search import Results

log = logging.getLogger(__name__)


class Shelf(Library):
    """A `Library` with the own items that it was shown last."""

    _source: OwnItems | None = None
    _own = OwnShelf()
    _findable: OwnShelf | None = None

    @property
    def own(self) -> OwnShelf:
        """The own items."""
        return self._own

    def show_own(self, source: OwnItems, own: OwnShelf) -> None:
        """Have these own items from now on.

        Args:
            source: Where their pictures are.
            own: As it read them.
        """
        self._source, self._own = source, own

    @override
    def _open(self) -> None:
        super()._open()
        self._findable = None  # another file, perhaps without them

    @override
    def rows(self) -> tuple[Row, ...]:
        """Every listed item, the own ones among them, by theme, kind and id."""
        return self.with_own(super().rows())

    def with_own(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows of the network's items, and the own ones among them, in the same order."""
        return tuple(sorted((*rows, *self._own.rows), key=sort_key)) if self._own.items else rows

    @override
    def item(self, item_id: str) -> Item:
        """An item, or an own one.

        Raises:
            ItemNotFoundError: There is none with this id.
            StoreUnusableError: Its bytes are not what was published; see `damaged`.
        """
        if not is_own(item_id):
            return super().item(item_id)
        if item_id not in self._own.items:
            raise ItemNotFoundError(item_id)
        return self._own.items[item_id].item

    @override
    def document(self, item_id: str, lang: Lang, *, easy: bool = False) -> tuple[Lang, Document]:
        """The text of an item or an own one; as in `Library`."""
        if not is_own(item_id):
            return super().document(item_id, lang, easy=easy)
        found, text = self.item(item_id).text(lang)
        return found, parse(text.easy_markdown if easy else text.markdown)

    @override
    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        for each in self._own.items.values():
            if self._source and any(one.sha256 == sha256 for one in each.item.attachments):
                return self._source.image(each, sha256)
        return super().image(sha256)

    @override
    def search(self, query: str, lang: Lang, limit: int = 50) -> Results:
        """Find items, the own ones among them; as in `Library`."""
        self._make_own_findable()
        return super().search(query, lang, limit)

    @override
    def get_ready(self, lang: Lang) -> Iterator[None]:
        """Make the first search quick; as in `Library`."""
        self._make_own_findable()
        yield
        yield from super().get_ready(lang)

    def _make_own_findable(self) -> None:
        """Have the words of the own items in the search, and of no others any longer."""
        self.follow()
        if self._findable is not self._own:
            try:
                self._put_own_words()
            except StoreUnusableError as error:  # what is read-only, or full, still finds the rest
                log.warning("own items are not found by words: %s", error)
        self._findable = self._own

    @heals
    def _put_own_words(self) -> None:
        docs = [doc for each in self._own.items.values() for doc in each.docs]
        if not self._search.keeps(OWN_PREFIX, docs):
            with self._writer.begin() as connection:
                searching(connection).keep(OWN_PREFIX, docs)
