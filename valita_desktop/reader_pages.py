"""What people's feed readers are shown of each item: its text as plain HTML, and where its page is.

Put together from what publishing and documents each know, which never know each other.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content import markdown
from valita_desktop.content.model import LISTED_KINDS, Kind
from valita_desktop.content.web import feed_address, page_address
from valita_desktop.documents import html
from valita_desktop.documents.plan import Draft
from valita_desktop.feed.packs import blob_name
from valita_desktop.feed.pages import Offered
from valita_desktop.publishing.readers import WebPages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from valita_desktop.content.model import Attachment, Item, Lang
    from valita_desktop.feed.pages import File


class ReaderPages(WebPages):
    """The pages of a release, as feed readers are told of them.

    Args:
        site: Where the web pages are.
        items: All that is published, by id.
        images: Bytes of all pictures, by SHA-256.
        offered: What the web pages offer, by item and language.
    """

    def __init__(
        self,
        site: str,
        items: Mapping[str, Item],
        images: Mapping[str, bytes],
        offered: Mapping[tuple[str, Lang], Offered],
    ) -> None:
        self._site, self._items, self._images = site, items, images
        self._offered = offered
        facts = (item for item in items.values() if item.record.kind is Kind.FACT)
        self._facts = {fact.id: fact for fact in facts}

    @override
    def feed(self) -> str:
        return feed_address(self._site)

    @override
    def home(self, lang: Lang) -> str:
        return f"{self._site}{lang}/"

    @override
    def address(self, item: Item, lang: Lang) -> str:
        return page_address(self._site, item.id, lang)

    @override
    def body(self, item: Item, lang: Lang) -> str:
        document = markdown.parsed(item.texts[lang].markdown)
        draft = Draft(item, lang, document, self._facts, self._images)
        return html.write(draft, _Addresses(self._site, self._items, item, lang))

    @override
    def picture(self, item: Item, lang: Lang) -> str:
        if item.attachments:
            return _blob(self._site, item.attachments[0])
        return self._offers(item, lang).picture

    @override
    def files(self, item: Item, lang: Lang) -> tuple[File, ...]:
        return self._offers(item, lang).files

    def _offers(self, item: Item, lang: Lang) -> Offered:
        return self._offered.get((item.id, lang), Offered())


class _Addresses(html.Addresses):
    def __init__(self, site: str, items: Mapping[str, Item], item: Item, lang: Lang) -> None:
        self._site, self._items, self._lang = site, items, lang
        self._pictures = {each.sha256: _blob(site, each) for each in item.attachments}

    @override
    def item(self, item_id: str) -> str:
        item = self._items.get(item_id)
        shown = item is not None and item.record.kind in LISTED_KINDS
        return page_address(self._site, item_id, self._lang) if shown else ""

    @override
    def picture(self, data: bytes) -> str:
        return self._pictures[hashlib.sha256(data).hexdigest()]


def _blob(site: str, picture: Attachment) -> str:
    return f"{feed_address(site)}{blob_name(picture.sha256, picture.mime_type)}"
