"""What feed readers are shown of real texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.documents.drafts import ITEMS
from tests.handouts import samples
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.content.web import SITE, page_address
from valita_desktop.feed.jsonfeed import BASE
from valita_desktop.feed.pages import File, Offered
from valita_desktop.publishing.readers import pages
from valita_desktop.reader_pages import ReaderPages

if TYPE_CHECKING:
    from valita_desktop.content.model import Item

EVERY = {**ITEMS, **samples.FACTS}
PAGES = pages(EVERY.values(), ReaderPages(SITE, EVERY, samples.IMAGES, {}))


def entries(lang: Lang) -> dict[str, dict[str, str]]:
    page = json.loads(PAGES[f"feed-{lang}.json"])
    return {each["id"].removeprefix(BASE).rpartition("/")[0]: each for each in page["items"]}


@pytest.mark.parametrize("lang", LANGS)
def test_every_listed_item_leads_to_its_own_page(lang: Lang) -> None:
    told = {item_id: each["url"] for item_id, each in entries(lang).items()}

    assert told == {item_id: page_address(SITE, item_id, lang) for item_id in ITEMS}


@pytest.mark.parametrize("lang", LANGS)
def test_every_address_in_a_text_is_whole(lang: Lang) -> None:
    for each in entries(lang).values():
        body = BeautifulSoup(each["content_html"], "html.parser")
        addresses = [str(each.get("href") or each["src"]) for each in body.find_all(["a", "img"])]
        assert [a for a in addresses if not a.startswith(("https://", "mailto:"))] == []


def test_a_picture_is_the_one_of_the_feed_and_stands_for_its_item_in_lists() -> None:
    (shown,) = (each for each in entries("fi").values() if "<img " in each["content_html"])

    (sha256,) = samples.IMAGES
    assert shown["image"] == f"{BASE}blobs/{sha256[:2]}/{sha256}.png"
    assert f'src="{shown["image"]}"' in shown["content_html"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fact", samples.FACTS.values(), ids=samples.FACTS)
def test_what_is_known_of_a_fact_stands_where_a_text_shows_it(fact: Item, lang: Lang) -> None:
    where = {item_id for item_id, item in ITEMS.items() if fact.id in item.texts[lang].markdown}

    told = {i for i, e in entries(lang).items() if fact.texts[lang].summary in e["content_html"]}
    assert told >= where != set()


def test_what_the_page_offers_is_offered_to_readers() -> None:
    sheet = File(url=f"{SITE}sv/files/m09-sheet.pdf", mime_type="application/pdf", title="Blad")
    picture = f"{SITE}sv/files/m09.png"
    web = ReaderPages(SITE, EVERY, samples.IMAGES, {("m09", "sv"): Offered((sheet,), picture)})

    page = json.loads(pages(EVERY.values(), web)["feed-sv.json"])
    (told,) = (each for each in page["items"] if each["url"].endswith("/m09.html"))

    assert [each["url"] for each in told["attachments"]] == [sheet.url]
    assert told["image"] == picture
