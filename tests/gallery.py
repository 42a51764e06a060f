"""Pictures of every screen of the program: ``python -m tests.gallery [FOLDER]``.

The real window with the shipped kit, driven by its keys, in a home of its own. Without a folder
the pictures go to ``docs/screens`` with a page that shows them. ``--only WORD`` takes the screens
whose name holds the word.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import PIL.Image
from typing_extensions import override

from resources import generated
from valita_desktop import app, paths
from valita_desktop.content.model import LANGS, Theme
from valita_desktop.settings import ColourScheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.window.main_window import MainWindow

LOOKS = (ColourScheme.LIGHT, ColourScheme.DARK)
SIZES = ((911, 512), (1920, 1080))
COLOURS = 128
"""Of a picture; more are not told apart, fewer are seen in the circles of a head."""

WORDS = {"fi": "kiusaaminen", "sv": "mobbning"}
"""To search for: found in titles and texts of the kit."""
ITEM = "m09"
NONE: Mapping[str, object] = {}


@dataclass(frozen=True)
class Variant:
    """How the screens are shown.

    Attributes:
        lang: Of window and materials.
        look: Colours.
        size: Of the window, in pixels.
    """

    lang: Lang
    look: ColourScheme
    size: tuple[int, int]

    @override
    def __str__(self) -> str:
        return f"{self.lang}, {self.look.value}, {self.size[0]} × {self.size[1]}"

    def name(self, screen: str) -> str:
        """The file of a screen."""
        return f"{screen}-{self.lang}-{self.look.value}-{self.size[0]}.png"


def main(argv: list[str] | None = None) -> None:
    """Take all pictures; each variant in a program of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/screens"))
    parser.add_argument("--only", default="")
    parser.add_argument("--variant", nargs=4, metavar=("LANG", "LOOK", "WIDTH", "HEIGHT"))
    given = parser.parse_args(argv)
    folder: Path = given.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if given.variant:
        lang, look, width, height = given.variant
        shown = Variant(lang, ColourScheme(look), (int(width), int(height)))
        take(shown, folder, given.only)
        return
    generated.refresh()
    for variant in variants():
        _apart(variant, folder, given.only)
        sys.stdout.write(f"{variant}\n")
    (folder / "README.md").write_text(page(folder), encoding="utf-8")


def variants() -> Iterator[Variant]:
    """Every language, look and size."""
    for lang in LANGS:
        for look in LOOKS:
            yield from (Variant(lang, look, size) for size in SIZES)


def page(folder: Path) -> str:
    """The page that shows the pictures of a folder, a screen after the other."""
    files = sorted(file.name for file in folder.glob("*.png"))
    web = [name for name in files if name.startswith("web-")]
    screens = dict.fromkeys(name.rsplit("-", 3)[0] for name in files if name not in web)
    lines = ["# Screens", "", "Made by `python -m tests.gallery`.", ""]
    for screen in screens:
        lines += [f"## {screen}", ""]
        lines += [
            f'<img src="{variant.name(screen)}" alt="{screen}: {variant}" width="49%">'
            for variant in variants()
            if variant.name(screen) in files
        ]
        lines.append("")
    lines += ["## web", "", "Of the web pages, by `python -m tests.browser.gallery`.", ""]
    lines += [f'<img src="{name}" alt="{name.removesuffix(".png")}" width="49%">' for name in web]
    lines.append("")
    return "\n".join(lines)


def take(variant: Variant, folder: Path, only: str = "") -> None:
    """Take the pictures of a variant in this program."""
    tour = Tour(variant)
    for name, go in SCREENS.items():
        shown = go(tour)
        if only in name:
            save(shown, folder / variant.name(name))
        tour.leave(shown)
    tour.close()


def save(widget: QWidget, file: Path) -> None:
    """Save what a widget shows, in few colours."""
    from PySide6.QtCore import QBuffer

    held = QBuffer()
    widget.grab().save(held, "PNG")
    image = PIL.Image.open(io.BytesIO(held.data().data())).convert("RGB")
    few = image.quantize(COLOURS, method=PIL.Image.Quantize.MEDIANCUT, dither=PIL.Image.Dither.NONE)
    few.save(file, optimize=True)


class Tour:
    """The window of a variant, and the keys that lead through it."""

    def __init__(self, variant: Variant) -> None:
        from dataclasses import replace

        from valita_desktop import settings
        from valita_desktop.ui import start
        from valita_desktop.ui.state.jobs import ThreadJobs

        self.lang, self._size = variant.lang, variant.size
        self._chosen = replace(
            settings.load(),
            ui_language=variant.lang,
            content_language=variant.lang,
            look=variant.look,
        )
        self.app = start.application(self._chosen)
        self.app.setQuitOnLastWindowClosed(False)
        self._jobs = ThreadJobs(self.app)
        self.window = self.opened(first_run=True)

    def opened(self, *, first_run: bool = False, locked: Mapping[str, object] = NONE) -> MainWindow:
        """The window, opened anew.

        Args:
            first_run: It asks its questions.
            locked: What the school's IT has set.
        """
        from dataclasses import replace

        from valita_desktop import desktop
        from valita_desktop.ui import start

        self.services = replace(
            desktop.open_services(),
            settings=replace(self._chosen, **locked),  # type: ignore[arg-type]  # by name
            first_run=first_run,
            locked=frozenset(locked),
        )
        self.window = start._main_window(self.services, self._jobs)
        self.window.resize(*self._size)
        self.window.show()
        self.come_forward()
        return self.window

    def come_forward(self) -> None:
        """Have the keys; elsewhere a window manager sees to it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.app.setActiveWindow(self.window)
        self.wait()

    def wait(self, milliseconds: int = 300) -> None:
        """Let jobs and layouts come to rest."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)
        while self._jobs.busy:
            QTest.qWait(50)

    def press(self, keys: str) -> None:
        """Press keys, written as in a menu: ``Ctrl+P``."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        stroke = QKeySequence(keys)[0]  # type: ignore[index]  # the first combination
        target = self.app.focusWidget() or self.window
        QTest.keyClick(target, Qt.Key(stroke.key()), stroke.keyboardModifiers())
        self.wait()

    def top(self) -> QWidget:
        """The window in front."""
        return self.app.activeModalWidget() or self.app.activeWindow() or self.window

    def leave(self, shown: QWidget) -> None:
        """Close what stands before the window."""
        if shown is not self.window:
            self.press("Esc")
            self.come_forward()

    def close(self) -> None:
        """End the program."""
        self._jobs.close()
        self.window.close()


def _first_run(tour: Tour) -> QWidget:
    return tour.window


def _home(tour: Tour) -> QWidget:
    asking = tour.window
    tour.opened()
    asking.close()
    tour.come_forward()
    for seen in ("m05", "m49", ITEM):
        tour.window.navigator.open_item(seen)
    tour.press("Alt+1")
    return tour.window


def _theme(tour: Tour) -> QWidget:
    tour.window.navigator.open_theme(Theme.EVERYDAY)
    tour.wait()
    return tour.window


def _found(tour: Tour) -> QWidget:
    tour.window.search(WORDS[tour.lang])
    tour.wait()
    return tour.window


def _item(tour: Tour, keys: str = "") -> QWidget:
    tour.window.navigator.open_item(ITEM)
    tour.wait(1000)
    if keys:
        tour.press(keys)
    return tour.top()


def _uses(tour: Tour) -> QWidget:
    from valita_desktop.ui.notebook.corner import NotebookCorner

    _item(tour)
    dialog = tour.window.findChildren(NotebookCorner)[0].open_overview()
    tour.wait()
    return dialog


def _present(tour: Tour) -> QWidget:
    _item(tour, "F5")
    tour.press("Right")
    return tour.top()


def _packet(tour: Tour) -> QWidget:
    packets = tour.services.packets
    lines = [packets.entry(each, tour.lang) for each in (ITEM, "m05", "m26")]
    packets.store.new({"fi": "Rahaviikko", "sv": "Pengaveckan"}[tour.lang], lines)
    tour.press("Alt+1")
    tour.press("Alt+3")
    tour.wait(1000)
    return tour.window


def _help(tour: Tour) -> QWidget:
    tour.window.navigator.open_help()
    tour.wait()
    return tour.window


def _beside(tour: Tour) -> QWidget:
    _item(tour)
    tour.window.stack.item.body.bar.beside_button.click()
    tour.wait(600)
    return tour.window


def _about(tour: Tour) -> QWidget:
    tour.window.navigator.open_about()
    tour.wait()
    return tour.window


def _locked(tour: Tour) -> QWidget:
    before = tour.window
    look = tour.services.settings.look
    locked = {"look": look, "text_size": 125, "school_name": "Ammattiopisto Esimerkki"}
    tour.opened(locked=locked)
    before.close()
    tour.come_forward()
    tour.press("Ctrl+,")
    page = tour.window.stack.settings
    page.ensureWidgetVisible(page.controls["school_name"].widget, 0, 70)  # its lock is below it
    tour.wait()
    return tour.window


def _own(tour: Tour) -> QWidget:
    from valita_desktop.publishing.own_draft import adapt_item, new_item

    home = paths.own_dir()
    with closing(app.open_library()) as library:
        adapt_item(home, library.item(ITEM), (tour.lang,), library.image)
    new_item(home, {"fi": "Aamun avaus", "sv": "Morgonsamling"}[tour.lang], tour.lang)
    tour.press("Alt+1")
    tour.press("Alt+5")
    tour.wait(1500)
    return tour.window


def _after(keys: str) -> Callable[[Tour], QWidget]:
    def go(tour: Tour) -> QWidget:
        tour.press(keys)
        return tour.top()

    return go


SCREENS: dict[str, Callable[[Tour], QWidget]] = {
    "00-first-run": _first_run,
    "01-home": _home,
    "02-found": _found,
    "03-theme": _theme,
    "04-all": _after("Alt+2"),
    "05-material": _item,
    "06-sheet": partial(_item, keys="Ctrl+Tab"),
    "07-print": partial(_item, keys="Ctrl+P"),
    "08-present": _present,
    "09-no-packets": _after("Alt+3"),
    "10-packet": _packet,
    "11-favourites": _after("Alt+4"),
    "12-updates": _after("Alt+6"),
    "13-settings": _after("Ctrl+,"),
    "14-help": _help,
    "15-about": _about,
    "16-side-by-side": _beside,
    "17-uses": _uses,
    "18-locked": _locked,
    "19-no-own": _after("Alt+5"),
    "20-own": _own,
}


def _apart(variant: Variant, folder: Path, only: str) -> None:
    """Take the pictures of a variant on a screen of its size, in a home of its own."""
    width, height = variant.size
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    with tempfile.TemporaryDirectory() as home:
        screens = Path(home, "screens.json")
        dots = {"logicalDpi": 96, "logicalBaseDpi": 96}
        screens.write_text(json.dumps({"screens": [{**screen, **dots}]}), encoding="utf-8")
        names = (variant.lang, variant.look.value, str(width), str(height))
        command = [sys.executable, "-m", "tests.gallery", str(folder), "--only", only, "--variant"]
        told = {"VALITA_HOME": str(Path(home, "valita")), "PYTHONPATH": str(paths.data_root())}
        platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens.name}"}
        subprocess.run(
            [*command, *names], env={**os.environ, **told, **platform}, cwd=home, check=True
        )


if __name__ == "__main__":
    main()
