"""What the reader is given of an item: its text in blocks, with facts, contacts and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from valita_desktop.content import markdown
from valita_desktop.errors import ItemNotFoundError
from valita_desktop.ui.item.summary import fact_ids
from valita_desktop.ui.text.writer import ReaderInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.state.preferences import Preferences


class ItemStore(Protocol):
    """What an `ItemPage` asks of the library."""

    def item(self, item_id: str) -> Item:
        """An item; raises `ItemNotFoundError`."""
        ...

    def facts(self, ids: Iterable[str]) -> Mapping[str, Item]:
        """The facts with these ids; those that are not there are left out."""
        ...

    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        ...


def readings(
    item: Item, langs: Sequence[Lang], library: ItemStore, preferences: Preferences, *, easy: bool
) -> list[ReaderInput]:
    """An item as the `Reader` takes it, once for each language that is shown.

    Args:
        item: The item.
        langs: Languages that it has, in the order they stand beside each other.
        library: Where its facts and pictures are.
        preferences: Whose contacts are filled in.
        easy: The text in easy language, where there is one.

    Raises:
        ContentError: Its text cannot be read.
    """
    return [_reading(item, lang, library, preferences, easy=easy) for lang in langs]


def read_ahead(item: Item) -> None:
    """Read an item's texts, for whoever opens it, turns to another language or presents it."""
    for text in item.texts.values():
        markdown.remembered(text.markdown)


def related_titles(item: Item, library: ItemStore) -> Iterator[tuple[str, Mapping[Lang, str]]]:
    """Ids and titles of the items that belong with one; those that are not there are left out."""
    for item_id in item.record.related:
        try:
            other = library.item(item_id)
        except ItemNotFoundError:
            continue
        yield item_id, {lang: text.title for lang, text in other.texts.items()}


def _reading(
    item: Item, lang: Lang, library: ItemStore, preferences: Preferences, *, easy: bool
) -> ReaderInput:
    text = item.texts[lang]
    document = markdown.parsed(text.easy_markdown if easy and text.easy_markdown else text.markdown)
    pictures = {each.name: each.sha256 for each in item.attachments}

    def picture(name: str) -> bytes:
        return library.image(pictures[name]) if name in pictures else b""

    facts = library.facts(fact_ids(document))
    return ReaderInput(document, lang, facts, preferences.now.contacts, picture)
