"""The site as a browser shows it: every kind of page, and what the script adds."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.browser.chromium import LAPTOP, NARROW, ZOOMED, Chromium, View
from tests.site.sites import items
from tests.sync import nginx
from tests.sync.nginx import Nginx
from valita_desktop import paths
from valita_desktop.content.model import LANGS, LISTED_KINDS
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.site.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Lang

pytestmark = pytest.mark.loopback

KINDS = (
    "index.html", "fi/index.html", "sv/m09.html", "fi/m01.html", "sv/t3.html",
    "fi/situations.html", "sv/events.html", "fi/accessibility.html",
)  # fmt: skip


LEAST_ROOM = 16
"""Pixels, the height of a letter."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if nginx.PROGRAM is None:
        pytest.skip(nginx.WHY_NOT)
    folder = tmp_path_factory.mktemp("site") / "web"
    build(items(), folder)
    with Nginx(tmp_path_factory.mktemp("nginx"), folder) as running:
        yield running.address.removesuffix("kit/")


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_page_serves_everybody(site: str, browser: Chromium, name: str) -> None:
    browser.open(site + name, LAPTOP)
    stops = browser.hidden_stops()
    wrong = browser.violations()
    browser.look(View(320, 640, dark=True))
    wrong += browser.violations()
    wide = browser.wider_than_seen()
    for view in (NARROW, ZOOMED):
        browser.look(view)
        wide += browser.wider_than_seen()

    assert (stops, wrong, wide) == ([], [], [])
    assert [each for each in browser.asked() if not each.startswith(site)] == []
    assert browser.complaints() == []


def test_what_was_written_is_there_again_in_either_language(site: str, browser: Chromium) -> None:
    browser.open(f"{site}fi/m01.html")
    name = browser.run(
        "const box = document.querySelector('section textarea'); box.value = '23.15';"
        "box.dispatchEvent(new Event('input', {bubbles: true})); return box.id"
    )

    browser.open(f"{site}sv/m01.html")
    kept = browser.run("return document.getElementById(arguments[0]).value", name)
    browser.run("document.getElementById('empty').click()")
    browser.open(f"{site}fi/m01.html")

    assert kept == "23.15"
    assert browser.run("return document.getElementById(arguments[0]).value", name) == ""
    assert browser.run("return document.cookie + localStorage.length") == "0"


def test_the_other_language_opens_at_the_same_block(site: str, browser: Chromium) -> None:
    browser.open(f"{site}fi/m09.html")
    browser.run("document.getElementById('p1-4').scrollIntoView()")
    at = browser.run(
        "return [...document.querySelectorAll('.block')]"
        ".find(e => e.getBoundingClientRect().top >= -4).id"
    )

    browser.run("document.querySelector('.twin').click()")

    assert browser.address == f"{site}sv/m09.html#{at}"


def test_a_class_sees_one_thing_at_a_time_and_nothing_of_the_guide(
    site: str, browser: Chromium
) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(f"{site}fi/m09.html")
    browser.run("document.getElementById('present').click()")
    browser.press(Keys.ARROW_RIGHT)
    shown = "return [...document.querySelectorAll('section')].filter(e => e.checkVisibility())"
    seen = browser.run(f"{shown}.map(e => e.className)")
    wrong = browser.violations()
    browser.press(Keys.ESCAPE)

    assert seen == ["sheet shown"]
    assert wrong == []
    assert browser.run("return document.querySelector('.top').checkVisibility()") is True


def test_words_in_any_case_find_their_sheet(site: str, browser: Chromium) -> None:
    browser.open(f"{site}fi/index.html")
    browser.run("document.getElementById('q').focus()")
    for letter in "budjeteista":
        browser.press(letter)

    found = browser.run(
        "const shown = () => [...document.querySelectorAll('.card')]"
        ".filter(e => e.checkVisibility()).map(e => e.dataset.id);"
        "return new Promise(done => new MutationObserver(() => done(shown()))"
        ".observe(document.getElementById('count'), {childList: true}) ||"
        " document.getElementById('q').dispatchEvent(new Event('input', {bubbles: true})))"
    )

    assert found == ["m09"]


def test_a_page_on_paper_ends_with_its_last_words(site: str, browser: Chromium) -> None:
    browser.open(f"{site}fi/m09.html", LAPTOP)
    printed = browser.command("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)

    document = pypdfium2.PdfDocument(base64.b64decode(printed["data"]))
    last = document[len(document) - 1].get_textpage().get_text_range()
    document.close()
    assert "CC BY 4.0" in last


def test_where_a_class_is_stands_on_one_line_on_a_telephone(site: str, browser: Chromium) -> None:
    browser.open(f"{site}sv/m09.html", NARROW)
    browser.run("document.getElementById('present').click()")

    lines = browser.run(
        "const where = document.createRange();"
        "where.selectNodeContents(document.querySelector('.controls span'));"
        "return new Set([...where.getClientRects()].map(line => line.top)).size"
    )
    assert lines == 1
    assert browser.wider_than_seen() == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_of_a_title_is_broken_on_a_telephone(
    site: str, browser: Chromium, lang: Lang
) -> None:
    kit = item_folders(paths.data_root() / "resources" / "content")
    shown = [item for folder in kit if (item := load_item(folder).item).record.kind in LISTED_KINDS]
    titles = [item.text(lang)[1].title for item in shown]
    browser.open(f"{site}{lang}/m09.html", NARROW)
    put = "document.querySelector('h1').textContent = arguments[0]"

    def broken() -> list[str]:
        browser.run(put, "\n".join(titles))
        return browser.broken_words("h1")

    assert broken() == []
    browser.run("document.getElementById('present').click()")
    assert broken() == []


@pytest.mark.parametrize("name", [name for name in KINDS if name != "index.html"])
def test_what_a_page_begins_with_stands_free_of_what_is_over_it(
    site: str, browser: Chromium, name: str
) -> None:
    browser.open(site + name, LAPTOP)

    room = browser.run(
        "const first = document.querySelector('main .band') || document.querySelector('main h1');"
        "return first.getBoundingClientRect().top"
        " - document.querySelector('.top').getBoundingClientRect().bottom"
    )

    assert float(str(room)) >= LEAST_ROOM
