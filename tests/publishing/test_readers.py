"""The pages that feed readers subscribe to, as feed readers see them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonfeed as reader_library
import pytest

from tests.makers import Publisher
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.publishing.publish import ship

if TYPE_CHECKING:
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
NEWSBOAT = shutil.which("newsboat")


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    publisher = Publisher(tmp_path)
    publisher.publish("m09", "m10")
    return publisher


def read(publisher: Publisher, name: str) -> dict[str, Any]:
    page: dict[str, Any] = json.loads((publisher.folder / name).read_text("utf-8"))
    return page


@pytest.mark.parametrize("name", ["feed.json", "feed-fi.json", "feed-sv.json"])
def test_a_reader_of_json_feed_shows_the_text_and_leads_to_the_page(
    publisher: Publisher, name: str
) -> None:
    feed = reader_library.Feed.parse_string((publisher.folder / name).read_text("utf-8"))

    assert feed.feed_url.endswith(f"/{name}")
    assert len(feed.items) == (4 if name == "feed.json" else 2)
    for each in feed.items:
        assert each.content_html.startswith(f"<h2>{each.title}</h2>")
        assert each.url.startswith("https://www.winnova.fi/valita/")
        assert (each.date_published, each.image) != (None, None)


def test_a_page_of_one_language_holds_only_that(publisher: Publisher) -> None:
    page = read(publisher, "feed-sv.json")

    assert page["language"] == "sv"
    assert {each["language"] for each in page["items"]} == {"sv"}
    assert page["items"][0]["tags"] == ["Material", "Hantera vardagen", "Pengar", "Arbetsblad"]


@pytest.mark.parametrize("lang", LANGS)
def test_atom_tells_the_same_as_json(publisher: Publisher, lang: Lang) -> None:
    atom = ET.parse(publisher.folder / f"atom-{lang}.xml").getroot()  # noqa: S314 - our own
    page = read(publisher, f"feed-{lang}.json")

    told = [
        (
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}content"),
            entry.findtext(f"{ATOM}updated"),
            [link.get("href") for link in entry.findall(f"{ATOM}link")],
            [category.get("term") for category in entry.findall(f"{ATOM}category")],
        )
        for entry in atom.findall(f"{ATOM}entry")
    ]
    assert told == [
        (
            each["id"], each["title"], each["content_html"], each["date_modified"],
            [each["url"], *(file["url"] for file in each["attachments"])], each["tags"],
        )
        for each in page["items"]
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_who_takes_the_first_link_opens_a_page(publisher: Publisher, lang: Lang) -> None:
    atom = ET.parse(publisher.folder / f"atom-{lang}.xml").getroot()  # noqa: S314 - our own

    firsts = [each.find(f"{ATOM}link") for each in (atom, *atom.findall(f"{ATOM}entry"))]

    assert len(firsts) > 1
    assert all(link is not None and link.get("rel") == "alternate" for link in firsts)


def test_a_release_that_touches_nothing_of_a_page_leaves_its_bytes(
    publisher: Publisher,
) -> None:
    names = [*(f"feed-{lang}.json" for lang in LANGS), *(f"atom-{lang}.xml" for lang in LANGS)]
    before = {name: (publisher.folder / name).read_bytes() for name in names}
    fact = publisher.source / "facts/f-kriisi-puhelin"
    fact.mkdir(parents=True)
    (fact / "item.toml").write_text(FACT, "utf-8")

    done = publisher.publish()

    assert done.new == ("f-kriisi",)
    assert {name: (publisher.folder / name).read_bytes() for name in names} == before


FACT = """
id = "f-kriisi"
kind = "fact"
source = { publisher = "MIELI", title = "Kriisipuhelin", address = "https://mieli.fi/" }
url = "https://mieli.fi/"
created = 2026-11-24
checked = 2026-11-24
valid_until = 2027-11-24

[fi]
title = "Kriisipuhelin"
summary = "09 2525 0111"

[sv]
title = "Kristelefon"
summary = "09 2525 0112"
"""


def test_what_ships_with_the_program_carries_no_pages_that_nobody_there_reads(
    publisher: Publisher, tmp_path: Path
) -> None:
    ship(publisher.source, tmp_path / "shipped")

    names = {file.name for file in (tmp_path / "shipped").rglob("*") if file.is_file()}
    assert not any("feed" in name or name.endswith(".xml") for name in names)


@pytest.mark.skipif(NEWSBOAT is None, reason="newsboat is not installed")
@pytest.mark.parametrize("lang", LANGS)
def test_newsboat_shows_title_day_text_and_page(
    publisher: Publisher, tmp_path: Path, lang: Lang
) -> None:
    asked = tmp_path / "urls"
    asked.write_text((publisher.folder / f"atom-{lang}.xml").as_uri() + "\n", "utf-8")
    cache = tmp_path / "cache.db"
    subprocess.run(
        [str(NEWSBOAT), "-u", str(asked), "-c", str(cache), "-x", "reload"],
        check=True, timeout=60, env={"HOME": str(tmp_path)},
    )  # fmt: skip

    with sqlite3.connect(cache) as database:
        rows = database.execute("SELECT title, url, content, pubDate FROM rss_item").fetchall()
        (feed,) = database.execute("SELECT title FROM rss_feed").fetchone()
    database.close()

    shown = {title: (url, content, day) for title, url, content, day in rows}
    assert feed == f"Välitä! – Visa omtanke! {'suomeksi' if lang == 'fi' else 'på svenska'}"
    for each in read(publisher, f"feed-{lang}.json")["items"]:
        assert shown[each["title"]] == (each["url"], each["content_html"], _seconds(each))


def _seconds(entry: dict[str, Any]) -> int:
    return int(dt.datetime.fromisoformat(entry["date_modified"]).timestamp())
