"""A browser without a window: what it shows, asks for, complains of and lets a person reach.

One browser serves all tests; each page is looked at in several views without being loaded
again. Names lead nowhere but to this computer, so a page that asks anybody else is seen and
gets no answer.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from typing import Self

PROGRAM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
_OF_A_PAGE = ("http", "https", "ws", "wss", "ftp", "file")


def missing() -> str:
    """What is missing to look at pages; ``""`` if nothing is."""
    if not (PROGRAM and DRIVER):
        return "no chromium and chromedriver here (Debian: chromium, chromium-driver)"
    lacking = [name for name in ("selenium", "axe_playwright_python") if not _there(name)]
    return f"{', '.join(lacking)} not installed" if lacking else ""


@dataclass(frozen=True)
class View:
    """How somebody looks at a page.

    Attributes:
        width, height: Of what is seen, CSS pixels.
        scale: Pixels of the screen in one of them: 400 % zoom makes a window of 1280 × 1024
            one of 320 × 256 with a scale of 4.
        dark: The person asked the computer for a dark look.
    """

    width: int
    height: int
    scale: float = 1
    dark: bool = False


LAPTOP = View(1366, 768)
DARK_LAPTOP = View(1366, 768, dark=True)
NARROW = View(320, 640)
ZOOMED = View(320, 256, scale=4)
DARK_NARROW = View(320, 640, dark=True)


class Chromium:
    """A browser for as long as it is entered."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __enter__(self) -> Self:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = str(PROGRAM)
        for argument in (
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--hide-scrollbars", f"--user-data-dir={self._home}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ):  # fmt: skip
            options.add_argument(argument)
        if os.geteuid() == 0:  # chromium has no sandbox for root
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        service = Service(str(DRIVER))
        self._driver = webdriver.Chrome(options=options, service=service)
        self._driver.set_page_load_timeout(20)
        self.open("about:blank")
        return self

    def __exit__(self, *_error: object) -> None:
        self._driver.quit()

    def open(self, address: str, view: View = LAPTOP) -> None:
        """Load a page anew; what was asked and complained of before is forgotten."""
        self.look(view)
        self._logs("performance"), self._logs("browser")
        self._driver.get(address)

    def look(self, view: View) -> None:
        """Look at the page that is open in another view."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=view.width, height=view.height, deviceScaleFactor=view.scale, mobile=False,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if view.dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.command("Emulation.setEmulatedMedia", features=[scheme, still])

    def command(self, name: str, **parameters: object) -> dict[str, Any]:
        """A command of the browser's own protocol, and its answer."""
        answer: dict[str, Any] = self._driver.execute_cdp_cmd(name, parameters)
        return answer

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever it returns
        """What a script returns; the page's own rules about scripts do not bind it."""
        return self._driver.execute_script(script, *arguments)

    def violations(self, *rules: str) -> list[str]:
        """What axe-core finds wrong with the page as it is shown: rule and element.

        Args:
            rules: Only these; all of them by default.
        """
        self.run(f"if (!window.axe) {{ {_axe()} }}")
        wish: dict[str, object] = {"resultTypes": ["violations"], "elementRef": False}
        wish |= {"runOnly": rules} if rules else {}
        script = "axe.run(document, arguments[0]).then(arguments[1])"
        found = self._driver.execute_async_script(script, wish)
        return [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def wider_than_seen(self) -> list[str]:
        """What makes the page scroll sideways, the innermost elements of it."""
        found: list[str] = self.run(_WIDER)
        return found

    def broken_words(self, selector: str) -> list[str]:
        """Words in the elements of a CSS selector that begin on one line and end on another."""
        found: list[str] = self.run(_BROKEN, selector)
        return found

    def asked(self) -> list[str]:
        """Addresses that the page has asked for since it was opened."""
        events = (json.loads(entry["message"])["message"] for entry in self._logs("performance"))
        sent = (e["params"] for e in events if e["method"] == "Network.requestWillBeSent")
        addresses = [each["request"]["url"] for each in sent]
        return [each for each in addresses if urlsplit(each).scheme in _OF_A_PAGE]

    def complaints(self) -> list[str]:
        """What stands in the browser's console since the page was opened."""
        return [f"{entry['level']}: {entry['message']}" for entry in self._logs("browser")]

    def hidden_stops(self) -> list[str]:
        """What the Tab key reaches and nobody sees that it has: not marked, or not in sight.

        Goes once around the page, so it ends where it began. What a person can do something
        with and Tab never reaches is told too.
        """
        from selenium.webdriver.common.keys import Keys

        self.run(_BEFORE_THE_FIRST)
        told: list[str] = []
        for _ in range(_MOST_STOPS):
            self.press(Keys.TAB)
            stop = self.run(_STOP)
            if stop is None:
                return told + list(self.run(_NEVER_REACHED))
            told += stop
        return [*told, f"Tab does not come around in {_MOST_STOPS} steps"]

    def press(self, *keys: str) -> None:
        """Keys of selenium's ``Keys``, or letters, one after the other."""
        from selenium.webdriver import ActionChains

        ActionChains(self._driver, duration=0).send_keys(*keys).perform()

    def first_paint(self) -> float:
        """When the page first showed anything, ms after somebody asked for it."""
        return float(self._driver.execute_async_script(_FIRST_PAINT))

    def picture(self, file: Path) -> None:
        """Keep what is seen as a PNG."""
        self._driver.save_screenshot(str(file))

    @property
    def address(self) -> str:
        """The page that is open."""
        return str(self._driver.current_url)

    def _logs(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._driver.get_log(kind)
        return entries


_WIDER = """
const root = document.documentElement;
if (root.scrollWidth <= root.clientWidth) return [];
const beyond = element => element.getBoundingClientRect().right > root.clientWidth + 0.5;
const out = [...document.body.querySelectorAll('*')].filter(beyond);
const innermost = out.filter(element => !out.some(e => e !== element && element.contains(e)));
return innermost.map(element => element.outerHTML.slice(0, 120));
"""

_BROKEN = """
const broken = [], range = document.createRange();
for (const element of document.querySelectorAll(arguments[0])) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s–-]+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) broken.push(word[0]);
  }
}
return broken;
"""

_FIRST_PAINT = """
const done = arguments[0], name = 'first-contentful-paint';
new PerformanceObserver(list => list.getEntriesByName(name).forEach(e => done(e.startTime)))
  .observe({type: 'paint', buffered: true});
"""
_MOST_STOPS = 400
_BEFORE_THE_FIRST = """
window.reached = new Set();
document.activeElement.blur();
window.getSelection().removeAllRanges();
window.scrollTo(0, 0);
"""
_STOP = """
const at = document.activeElement;
if (at === document.body || at === document.documentElement || reached.has(at)) return null;
reached.add(at);
const style = getComputedStyle(at), box = at.getClientRects()[0], told = [];
const name = at.outerHTML.slice(0, 120);
const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
if (!marked) told.push('no mark: ' + name);
const across = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
const down = Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 0), innerHeight - 1);
const seen = document.elementFromPoint(across, down);
const over = box.bottom <= 0 || box.right <= 0;
const out = over || box.top >= innerHeight || box.left >= innerWidth;
if (out || !seen || !(at.contains(seen) || seen.contains(at)))
  told.push('not in sight: ' + name);
return told;
"""
_NEVER_REACHED = """
const able = 'a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable]';
const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0;
const grouped = e => e.type === 'radio' && [...reached].some(r => r.name === e.name);
return [...document.querySelectorAll(able)]
  .filter(e => shown(e) && !reached.has(e) && !grouped(e))
  .map(e => 'never reached: ' + e.outerHTML.slice(0, 120));
"""


def _there(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


@cache
def _axe() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("axe.min.js").read_text("utf-8")
