"""Nothing is wrong with any kind of page of the site, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser import nu, small_kit
from tests.browser.chromium import DARK_LAPTOP, DARK_NARROW, LAPTOP, NARROW, ZOOMED
from tests.sync import nginx
from tests.sync.nginx import Nginx
from valita_desktop.cli import main
from valita_desktop.content.model import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.chromium import Chromium, View

pytestmark = pytest.mark.loopback

EACH_KIND = frozenset({"t3", "pr1", "p3-2", "m09", "m37", "e-koe"})
"""Items whose pages stand for those of their kind; m37 has signs and a table to fill."""
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web pages of the small kit, as an editor builds them."""
    home = tmp_path_factory.mktemp("site")
    small_kit.make(home / "source")
    assert main(["publish", "site", str(home / "source"), str(home / "web")]) == 0
    return home / "web"


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where docs/operations.md's own server serves it."""
    if nginx.PROGRAM is None:
        pytest.skip(nginx.WHY_NOT)
    with Nginx(tmp_path_factory.mktemp("nginx"), site) as running:
        yield running.address.removesuffix("kit/")


def pages(site: Path, lang: Lang) -> list[str]:
    """A page of each kind in a language."""
    found = (file.relative_to(site) for file in sorted(site.rglob("*.html")))
    named = ((file, file.parent.name if file.stem == "index" else file.stem) for file in found)
    others = {*small_kit.CHOSEN, "e-koe"} - EACH_KIND
    return [f"{file}" for file, name in named if file.parts[0] == lang and name not in others]


def faults(found: Callable[[], list[str]], page: str) -> list[str]:
    return [f"{page}: {told}" for told in found()]


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_wrong_on_a_laptop_on_a_narrow_screen_or_in_the_dark(
    site: Path, address: str, browser: Chromium, lang: Lang
) -> None:
    told = []
    for page in pages(site, lang):
        browser.open(f"{address}{page}")
        told += faults(browser.violations, page)
        if lang == "sv":  # what is narrow is narrow in both
            browser.look(NARROW)
            told += faults(browser.violations, f"{page}, narrow")
        browser.look(DARK_LAPTOP if lang == "fi" else DARK_NARROW)
        told += [f"{page}, dark: {each}" for each in browser.violations("color-contrast")]

    assert told == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_scrolls_sideways_on_a_narrow_screen_or_at_400_percent(
    site: Path, address: str, browser: Chromium, lang: Lang
) -> None:
    told = []
    for page in pages(site, lang):
        browser.open(f"{address}{page}", NARROW)
        told += faults(browser.wider_than_seen, page)
        browser.look(ZOOMED)
        told += faults(browser.wider_than_seen, page)

    assert told == []


@pytest.mark.parametrize("view", [LAPTOP, ZOOMED], ids=["laptop", "zoomed"])
def test_the_tab_key_reaches_everything_and_everybody_sees_where_it_is(
    site: Path, address: str, browser: Chromium, view: View
) -> None:
    told = []
    for page in pages(site, "sv"):
        browser.open(f"{address}{page}", view)
        told += faults(browser.hidden_stops, page)

    assert told == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_asks_its_own_host_only_and_the_browser_has_no_complaint(
    site: Path, address: str, browser: Chromium, lang: Lang
) -> None:
    asked, told = set(), []
    for page in pages(site, lang):
        browser.open(f"{address}{page}")
        asked |= {urlsplit(each).netloc for each in browser.asked()}
        told += faults(browser.complaints, page)

    assert (asked, told) == ({urlsplit(address).netloc}, [])


@pytest.mark.skipif(bool(nu.missing()), reason=nu.missing())
def test_the_validator_has_nothing_to_say_of_any_page(site: Path) -> None:
    assert nu.messages(site / page for lang in LANGS for page in pages(site, lang)) == []


def test_no_page_is_heavy(site: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in site.rglob("*.html")}

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
