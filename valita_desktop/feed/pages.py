"""What people's feed readers subscribe to: the newest items as JSON Feed 1.1 and as Atom.

A page is for reading: the words as HTML, the address of the web page, files to open. What
programs need is in the packs. Its bytes follow from its entries alone, so a release that
touches none of them leaves the file, and what a reader has kept of it, as it was.

Source:
    JSON Feed 1.1 (jsonfeed.org/version/1.1); The Atom Syndication Format (RFC 4287), its
    licence extension (RFC 4946).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import msgspec

from valita_desktop.content.model import LANGS, Lang
from valita_desktop.feed.jsonfeed import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNED_PAGES = frozenset({"feed.json", *(f"feed-{lang}.json" for lang in LANGS)})
"""Names of the pages that are signed too, so that mirrors carry them."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BEFORE_ALL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""When a feed without a single entry changed last."""


class Author(msgspec.Struct, frozen=True, gc=False):
    """Who wrote an entry."""

    name: str


class File(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """A file that an entry offers.

    Attributes:
        url: Where it is.
        mime_type: What it is.
        title: What to call it, in the entry's language.
        size_in_bytes: How long it is; 0 is not known.
    """

    url: str
    mime_type: str
    title: str = ""
    size_in_bytes: int = 0


class Offered(NamedTuple):
    """What the web page of an entry offers.

    Attributes:
        files: The first for most people.
        picture: Where a picture for lists and links is; ``""`` is none.
    """

    files: tuple[File, ...] = ()
    picture: str = ""


class PageEntry(msgspec.Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """An item in one language, as a reader shows it.

    Attributes:
        id: As in the packs; stays whatever becomes of the address.
        url: Its web page.
        external_url: A page of somebody else that it is about; ``""`` is none.
        content_html: The whole text, every address in it absolute.
        image: A picture for lists; ``""`` is none.
        tags: In its language.
    """

    id: str
    url: str
    external_url: str = ""
    language: Lang
    title: str
    summary: str
    content_html: str
    image: str = ""
    date_published: dt.datetime
    date_modified: dt.datetime
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[File, ...] = ()


class Page(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    omit_defaults=True,
    tag_field="version",
    tag=VERSION,
):
    """A page to subscribe to.

    Attributes:
        feed_url: Where it is.
        home_page_url: The site in its language.
        language: ``""`` where it holds both.
        items: The newest first.
    """

    title: str
    description: str
    home_page_url: str
    feed_url: str
    icon: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    items: tuple[PageEntry, ...] = ()


def json_page(page: Page) -> bytes:
    """A page as JSON Feed 1.1; equal pages give equal bytes."""
    return msgspec.json.encode(page)


def atom(page: Page, licence: str) -> bytes:
    """A page as Atom; equal pages give equal bytes.

    Args:
        page: Of one language.
        licence: Address of the licence of all that it holds.
    """
    newest = max((entry.date_modified for entry in page.items), default=_BEFORE_ALL)
    feed = ET.Element("feed", {"xmlns": _ATOM, _LANG: page.language})
    _add(feed, "id", page.feed_url)
    _add(feed, "title", page.title)
    _add(feed, "subtitle", page.description)
    _add(feed, "updated", _moment(newest))
    _add_authors(feed, page.authors)
    if page.icon:
        _add(feed, "icon", page.icon)
    # The page first: some readers open whatever link comes first, of a feed as of an entry.
    _link(feed, "alternate", page.home_page_url, type="text/html", hreflang=page.language)
    _link(feed, "self", page.feed_url, type="application/atom+xml")
    _link(feed, "license", licence)
    for entry in page.items:
        _add_entry(feed, entry)
    ET.indent(feed, " ")
    words: str = ET.tostring(feed, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{words}\n'.encode()


def _add_entry(feed: ET.Element, entry: PageEntry) -> None:
    made = _add(feed, "entry")
    _add(made, "id", entry.id)
    _add(made, "title", entry.title)
    _add(made, "updated", _moment(entry.date_modified))
    _add(made, "published", _moment(entry.date_published))
    _add_authors(made, entry.authors)
    _link(made, "alternate", entry.url, type="text/html", hreflang=entry.language)
    if entry.external_url:
        _link(made, "related", entry.external_url)
    for file in entry.attachments:
        length = {"length": str(file.size_in_bytes)} if file.size_in_bytes else {}
        _link(made, "enclosure", file.url, type=file.mime_type, title=file.title, **length)
    for tag in entry.tags:
        _add(made, "category", term=tag)
    _add(made, "summary", entry.summary)
    _add(made, "content", entry.content_html, type="html")


def _add_authors(parent: ET.Element, authors: Iterable[Author]) -> None:
    for author in authors:
        _add(_add(parent, "author"), "name", author.name)


def _link(parent: ET.Element, rel: str, href: str, **more: str) -> None:
    _add(
        parent, "link", rel=rel, href=href, **{name: value for name, value in more.items() if value}
    )


def _add(parent: ET.Element, name: str, words: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    made.text = words or None
    return made


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
