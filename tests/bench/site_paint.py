"""How soon a page of the site is painted over a slow mobile network, by chromium's own figures.

The network is the one that Lighthouse simulates as slow 4G and used to call fast 3G: 150 ms from
here to the host and back, 1.6 Mbit/s down, 0.75 up. Nothing is kept from page to page. Beside
each page runs its text alone, as feed readers get it, which no page can beat.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.bench.measure import options, report
from tests.browser import chromium, small_kit
from tests.browser.chromium import Chromium, View
from tests.sync import nginx
from tests.sync.nginx import Nginx
from valita_desktop.cli import main as valita

TELEPHONE = View(390, 844, scale=3)
ROUND_TRIP_MS = 150
DOWN, UP = 1.6e6 / 8, 0.75e6 / 8
"""Bytes a second."""
_BYTES = """
const every = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
return every.reduce((sum, each) => sum + each.transferSize, 0);
"""
_TEXT = "return document.querySelector('main').innerText"
_PLAIN = '<!doctype html><html lang="fi"><meta charset="utf-8"><title>Teksti</title><pre>{}</pre>'


def main() -> None:
    """Measure, print, write."""
    asked = options("first paint over a slow mobile network")
    if chromium.missing() or nginx.PROGRAM is None:
        raise SystemExit(chromium.missing() or nginx.WHY_NOT)
    with tempfile.TemporaryDirectory() as home:
        figures = measured(Path(home), quick=asked.quick)
    report("site-paint", {page: page for page in figures}, figures, asked.json)


def measured(home: Path, *, quick: bool) -> dict[str, dict[str, float]]:
    """Milliseconds and bytes by page; medians over the rounds."""
    small_kit.make(home / "source")
    valita(["publish", "site", str(home / "source"), str(home / "web")])
    pages = [str(each.relative_to(home / "web")) for each in (home / "web").rglob("*.html")]
    (home / "nginx").mkdir()
    with Nginx(home / "nginx", home / "web") as server, Chromium(home / "chromium") as browser:
        address = server.address.removesuffix("kit/")
        told = {}
        for page in sorted(pages)[:: 8 if quick else 1]:
            browser.open(f"{address}{page}", TELEPHONE)
            text = browser.run(_TEXT)
            (home / "web/text.html").write_text(_PLAIN.format(text), "utf-8")
            runs = [_looked(browser, address, page) for _ in range(1 if quick else 5)]
            paint, size, alone = map(statistics.median, zip(*runs, strict=True))
            told[page] = {
                "paint_ms": round(paint, 1),
                "text_ms": round(alone, 1),
                "ratio": round(paint / alone, 2),
                "bytes": size,
            }
    return told


def _looked(browser: Chromium, address: str, page: str) -> tuple[float, float, float]:
    paint, size = _painted(browser, f"{address}{page}")
    text, _size = _painted(browser, f"{address}text.html")
    return paint, size, text


def _painted(browser: Chromium, address: str) -> tuple[float, float]:
    browser.open("about:blank", TELEPHONE)
    browser.command("Network.enable")
    browser.command("Network.setCacheDisabled", cacheDisabled=True)
    browser.command(
        "Network.emulateNetworkConditions",
        offline=False, latency=ROUND_TRIP_MS, downloadThroughput=DOWN, uploadThroughput=UP,
    )  # fmt: skip
    browser.open(address, TELEPHONE)
    return browser.first_paint(), float(browser.run(_BYTES))


if __name__ == "__main__":
    main()
