"""The pages that people's feed readers subscribe to: which items, and what is told of each.

What the words look like and where the web pages are is the site's business and handed in,
for this package knows nothing of web pages.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from valita_desktop.content import labels
from valita_desktop.content.model import LANGS, LISTED_KINDS
from valita_desktop.feed.jsonfeed import TITLE
from valita_desktop.feed.pages import Author, Page, PageEntry, atom, json_page
from valita_desktop.i18n import N_, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valita_desktop.content.model import Item, Lang, Record
    from valita_desktop.feed.pages import File

PAGE_ITEMS = 40
"""Items of a page: a reader that looks once a term misses none of a busy one."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_LANGUAGE_NAMES = {"fi": "suomeksi", "sv": "på svenska"}
_DESCRIPTION = N_(
    "New and changed materials for well-being and participation in vocational education"
)


class WebPages(Protocol):
    """The web pages of what is published; every address that it gives is absolute."""

    def feed(self) -> str:
        """Where the feed is."""
        ...

    def home(self, lang: Lang) -> str:
        """Where the site begins in a language."""
        ...

    def address(self, item: Item, lang: Lang) -> str:
        """Where the page of an item is."""
        ...

    def body(self, item: Item, lang: Lang) -> str:
        """The text of an item as HTML that needs neither scripts nor styles."""
        ...

    def picture(self, item: Item, lang: Lang) -> str:
        """Where a picture for lists is; ``""`` is none."""
        ...

    def files(self, item: Item, lang: Lang) -> Iterable[File]:
        """The files that the page offers, the first for most people."""
        ...


def pages(items: Iterable[Item], web: WebPages) -> dict[str, bytes]:
    """The files by name: JSON Feed of both languages and of each, Atom of each.

    The bytes follow from the newest items alone.

    Args:
        items: All that is published, in any order.
        web: Their web pages.
    """
    listed = (item for item in items if item.record.kind in LISTED_KINDS)
    newest = sorted(listed, key=_by_day, reverse=True)[:PAGE_ITEMS]
    entries = tuple(_entry(item, lang, web) for item in newest for lang in item.langs)
    made = {"feed.json": json_page(_page("feed.json", entries, web, None))}
    for lang in LANGS:
        for name, write in ((f"feed-{lang}.json", json_page), (f"atom-{lang}.xml", _atom)):
            made[name] = write(_page(name, entries, web, lang))
    return made


def _by_day(item: Item) -> tuple[dt.date, str]:
    return item.record.updated, item.id


def _entry(item: Item, lang: Lang, web: WebPages) -> PageEntry:
    record, text = item.record, item.texts[lang]
    return PageEntry(
        id=f"{web.feed()}{item.id}/{lang}",
        url=web.address(item, lang),
        external_url=record.url,
        language=lang,
        title=text.title,
        summary=text.summary,
        content_html=web.body(item, lang),
        image=web.picture(item, lang),
        date_published=_midnight(record.created),
        date_modified=_midnight(record.updated),
        authors=tuple(Author(name) for name in record.authors),
        tags=_tags(record, lang),
        attachments=tuple(web.files(item, lang)),
    )


def _tags(record: Record, lang: Lang) -> tuple[str, ...]:
    """What an item is and what it is about, in words."""
    codes = (record.kind, *record.themes, record.topic, record.format)
    say = catalogue(lang).gettext
    return tuple(dict.fromkeys(say(labels.label(code)) for code in codes if code))


def _page(name: str, entries: tuple[PageEntry, ...], web: WebPages, lang: Lang | None) -> Page:
    its_lang = lang or LANGS[0]
    return Page(
        title=f"{TITLE} {_LANGUAGE_NAMES[lang]}" if lang else TITLE,
        description=catalogue(its_lang).gettext(_DESCRIPTION),
        home_page_url=web.home(its_lang),
        feed_url=f"{web.feed()}{name}",
        language=lang or "",
        authors=(Author(TITLE),),
        items=tuple(entry for entry in entries if lang in (None, entry.language)),
    )


def _atom(page: Page) -> bytes:
    return atom(page, LICENCE)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
