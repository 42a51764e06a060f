"""What a list shows of an item, without its text.

A row is small and complete: lists, facets and counts never open an item.
"""

from __future__ import annotations

import datetime as dt
import zlib
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.blocks import Callout, Cards, Document
from valita_desktop.content.model import (
    LANGS,
    LISTED_KINDS,
    Format,
    Group,
    Item,
    Kind,
    Lang,
    Role,
    Season,
    Theme,
    Topic,
    Use,
    is_own,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.content.blocks import Block

_TABLES_VERSION = 9
_THEMES = tuple(Theme)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An item in a list; what is not known of it is at its default.

    Attributes:
        titles, summaries, needs: By language; only the languages that the item has.
        has_easy: Languages with an easy-language text.
        has_cards: There are cards to cut out on its sheet.
        own: A person or a school wrote it; no feed brought it.
        updated: Day of the last change.
    """

    id: str
    kind: Kind
    titles: dict[Lang, str]
    summaries: dict[Lang, str]
    themes: tuple[Theme, ...] = ()
    format: Format | None = None
    topic: Topic | None = None
    minutes: int = 0
    per_day: bool = False
    group: Group | None = None
    audience: tuple[Role, ...] = ()
    lead: tuple[Role, ...] = ()
    use: tuple[Use, ...] = ()
    seasons: tuple[Season, ...] = ()
    needs: dict[Lang, tuple[str, ...]] = {}
    has_easy: tuple[Lang, ...] = ()
    has_cards: bool = False
    member: bool = False
    own: bool = False
    version: int = 0
    updated: dt.date = dt.date.min

    @classmethod
    def placeholder(cls, item_id: str, title: str, summary: str, lang: Lang) -> Row:
        """Stand-in for an item that is no longer there: its last title, and why.

        Args:
            item_id: The id that it had.
            title: What it was called last.
            summary: What is said in place of its summary.
            lang: The language of both.
        """
        return cls(id=item_id, kind=Kind.MATERIAL, titles={lang: title}, summaries={lang: summary})

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages it has, Finnish first."""
        return tuple(lang for lang in LANGS if lang in self.titles)

    def lang(self, wanted: Lang) -> Lang:
        """The language it shows in when ``wanted`` is asked for."""
        return wanted if wanted in self.titles else self.langs[0]

    def title(self, wanted: Lang) -> str:
        """Its title in the wanted language, or in the one it has."""
        return self.titles[self.lang(wanted)]

    def summary(self, wanted: Lang) -> str:
        """Its summary in the wanted language, or in the one it has."""
        return self.summaries[self.lang(wanted)]


# A row of other fields is another schema too: nobody has to remember to count up, and a new
# field is never silently at its default in an older content.db. Positive, as PRAGMA wants it.
SCHEMA_VERSION = zlib.crc32(f"{_TABLES_VERSION} {Row.__struct_fields__}".encode()) >> 1
"""Of content.db, as ``PRAGMA user_version``."""


def row_of(item: Item, documents: Mapping[Lang, Document]) -> Row:
    """The row of an item whose texts have been read."""
    record = item.record
    return Row(
        id=item.id,
        kind=record.kind,
        themes=record.themes,
        format=record.format,
        topic=record.topic,
        minutes=record.minutes,
        per_day=record.per_day,
        group=record.group,
        audience=record.audience,
        lead=record.lead,
        use=record.use,
        seasons=record.seasons,
        titles={lang: text.title for lang, text in item.texts.items()},
        summaries={lang: text.summary for lang, text in item.texts.items()},
        needs={lang: text.needs for lang, text in item.texts.items()},
        has_easy=tuple(lang for lang in item.langs if item.texts[lang].easy_markdown),
        has_cards=any(
            _has_cards(part.blocks) for document in documents.values() for part in document
        ),
        member=record.member,
        own=is_own(item.id),
        version=record.version,
        updated=record.updated,
    )


def sort_key(row: Row) -> tuple[int, int, str]:
    """Theme order, then kind order, then id: the order of every list."""
    theme = _THEMES.index(row.themes[0]) if row.themes else len(_THEMES)
    kind = LISTED_KINDS.index(row.kind) if row.kind in LISTED_KINDS else len(LISTED_KINDS)
    return theme, kind, row.id


def _has_cards(blocks: tuple[Block, ...]) -> bool:
    return any(
        isinstance(block, Cards) or (isinstance(block, Callout) and _has_cards(block.blocks))
        for block in blocks
    )
