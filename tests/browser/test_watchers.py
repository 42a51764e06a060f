"""Whoever looks at pages for us sees what is wrong with one, and nothing wrong with a good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import nu
from tests.browser.chromium import DARK_LAPTOP, LAPTOP, NARROW, ZOOMED
from tests.sync import nginx
from tests.sync.nginx import Nginx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.chromium import Chromium, View

pytestmark = pytest.mark.loopback

HEAD = (
    '<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Koe</title>'
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
)
GOOD = f"""{HEAD}</head><body><main><h1>Koe</h1><p><a href="#a">Linkki</a></p>
<p><label><input type="checkbox"> Rasti</label></p><p id="a">Loppu.</p></main></body></html>"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if nginx.PROGRAM is None:
        pytest.skip(nginx.WHY_NOT)
    folder = tmp_path_factory.mktemp("pages")
    (folder / "kit").mkdir()  # where no policy of the site forbids what these pages try
    with Nginx(tmp_path_factory.mktemp("nginx"), folder) as running:
        yield Served(folder / "kit", running.address)


class Served:
    """A server that gives whatever page is asked of it."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder, self._address = folder, address
        self._number = 0

    def page(self, words: str) -> str:
        self._number += 1  # a file of a feed is asked for once only
        name = f"page{self._number}.html"
        (self._folder / name).write_text(words, "utf-8")
        return f"{self._address}{name}"


def changed(old: str, new: str) -> str:
    page = GOOD.replace(old, new)
    assert page != GOOD
    return page


@pytest.mark.parametrize("view", [LAPTOP, DARK_LAPTOP, NARROW, ZOOMED])
def test_nothing_is_wrong_with_a_good_page(served: Served, browser: Chromium, view: View) -> None:
    browser.open(served.page(GOOD), view)

    assert browser.violations() == []
    assert browser.wider_than_seen() == []
    assert browser.hidden_stops() == []
    assert browser.complaints() == []
    assert browser.asked() == [browser.address]


def test_a_field_without_a_name_is_seen(served: Served, browser: Chromium) -> None:
    browser.open(served.page(changed("<label>", "").replace("</label>", "")))

    (told,) = browser.violations()
    assert told.startswith("label: ")


def test_letters_that_are_too_light_in_the_dark_only_are_seen(
    served: Served, browser: Chromium
) -> None:
    dark = "@media (prefers-color-scheme: dark) { body { background: #fff; color: #ccc } }"
    browser.open(served.page(changed("</head>", f"<style>{dark}</style></head>")))
    by_day = browser.violations()
    browser.look(DARK_LAPTOP)

    assert by_day == []
    assert {told.partition(":")[0] for told in browser.violations()} == {"color-contrast"}


def test_what_makes_a_page_scroll_sideways_is_named(served: Served, browser: Chromium) -> None:
    browser.open(served.page(changed("Loppu.", '<b style="display:block;width:500px">Loppu</b>')))
    on_a_laptop = browser.wider_than_seen()
    browser.look(NARROW)

    assert on_a_laptop == []
    assert browser.wider_than_seen() == ['<b style="display:block;width:500px">Loppu</b>']


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("</head>", "<style>a { outline: none }</style></head>", "no mark: <a href"),
        ("<h1>", '<div style="position:fixed;inset:0;background:#fff"></div><h1>', "not in sight:"),
        ('<a href="#a">', '<a href="#a" style="margin-left:-999px">', "not in sight: <a href"),
    ],
)
def test_a_stop_of_the_tab_key_that_nobody_sees_is_named(
    served: Served, browser: Chromium, old: str, new: str, told: str
) -> None:
    browser.open(served.page(changed(old, new)))

    assert any(each.startswith(told) for each in browser.hidden_stops())


def test_what_the_tab_key_never_reaches_is_named(served: Served, browser: Chromium) -> None:
    caught = "<script>a.addEventListener('focus', () => document.activeElement.blur())</script>"
    page = changed('<a href="#a">', '<a id="a" href="#">').replace('<p id="a">', f"{caught}<p>")
    browser.open(served.page(page))

    assert any(each.startswith("never reached: <input") for each in browser.hidden_stops())


def test_whoever_asks_another_host_is_seen_and_gets_no_answer(
    served: Served, browser: Chromium
) -> None:
    browser.open(served.page(changed("Loppu.", '<img src="https://else.example/x.png" alt="">')))

    assert "https://else.example/x.png" in browser.asked()
    assert any("ERR_NAME_NOT_RESOLVED" in each for each in browser.complaints())


@pytest.mark.skipif(bool(nu.missing()), reason=nu.missing())
def test_the_validator_tells_file_line_and_fault(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD, "utf-8")
    (tmp_path / "bad.html").write_text(GOOD.replace("</h1>", "</h2>"), "utf-8")

    told = nu.messages(tmp_path.glob("*.html"))

    assert len(told) == 1
    assert told[0].startswith("bad.html:1: error: End tag “h2” seen")
