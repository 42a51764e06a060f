"""What the last change of the library brought, item by item, as people are told it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from valita_desktop.content.model import LISTED_KINDS, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from valita_desktop.content.model import Item, Lang


class Fate(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class News:
    """An item that the last change brought, changed or took away.

    Attributes:
        id: The item.
        fate: What became of it.
        listed: It has a page of its own (a dated fact has none).
        titles: By language; of a withdrawn item the last ones.
        notes: What is new in it, one sentence by language; those that say nothing are left
            out.
        day: Its last change, as its editors date it.
    """

    id: str
    fate: Fate
    listed: bool
    titles: Mapping[Lang, str]
    notes: Mapping[Lang, str]
    day: dt.date

    def title(self, wanted: Lang) -> str:
        """Its title in the wanted language, or in the one it has."""
        return self.titles.get(wanted) or next(iter(self.titles.values()))


def news_of(pairs: Iterable[tuple[Item | None, Item | None]]) -> tuple[News, ...]:
    """The news of items that were so before and are so now.

    Args:
        pairs: Each item as it was and as it is; ``None`` where it was not or is no more.

    Returns:
        New ones first, then changed, then withdrawn, by id among each. Lists of synonyms
        are nobody's news.
    """
    news = [_news(was, now) for was, now in pairs]
    fates = list(Fate)
    return tuple(sorted(filter(None, news), key=lambda each: (fates.index(each.fate), each.id)))


def _news(was: Item | None, now: Item | None) -> News | None:
    item = now or was
    if item is None or item.record.kind is Kind.SYNONYMS:
        return None
    fate = Fate.CHANGED if was else Fate.NEW
    texts = item.texts.items()
    return News(
        id=item.id,
        fate=fate if now else Fate.WITHDRAWN,
        listed=item.record.kind in LISTED_KINDS,
        titles={lang: text.title for lang, text in texts},
        notes={lang: text.change_note for lang, text in texts if text.change_note},
        day=item.record.updated,
    )
