"""Pictures of the web pages beside those of the window: ``python -m tests.browser.gallery``.

A material on a telephone in both languages, the page of a theme, the events, and present mode; of
real texts and an event made up for it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser import small_kit
from tests.browser.chromium import LAPTOP, Chromium, View
from tests.sync.nginx import Nginx
from valita_desktop.cli import main as valita

TELEPHONE, BOARD = View(390, 844, scale=1.5), View(1366, 768)
PICTURES = {
    "web-material-fi": ("fi/m09.html", TELEPHONE, 0),
    "web-material-sv": ("sv/m09.html", TELEPHONE, 0),
    "web-theme-fi": ("fi/t3.html", LAPTOP, 0),
    "web-events-fi": ("fi/events.html", LAPTOP, 0),
    "web-present-sv": ("sv/m09.html", BOARD, 2),
}
"""Page, view, and how far it is presented; 0 is not."""


def main() -> None:
    """Take each picture anew."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        small_kit.make(home / "source")
        valita(["publish", "site", str(home / "source"), str(home / "web")])
        (home / "nginx").mkdir()
        with Nginx(home / "nginx", home / "web") as server, Chromium(home / "chromium") as browser:
            for name, (page, view, presented) in PICTURES.items():
                browser.open(f"{server.address.removesuffix('kit/')}{page}", view)
                if presented:
                    browser.run("document.getElementById('present').click()")
                for _ in range(presented):
                    browser.run("document.querySelectorAll('.controls button')[1].click()")
                file = out / f"{name}.png"
                browser.picture(file)
                with Image.open(file) as taken:
                    taken.convert("RGB").quantize(64).save(file, optimize=True)


if __name__ == "__main__":
    main()
