"""The window as assistive technology meets it: from another process, by actions alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui import cups
from valita_desktop import paths, settings
from valita_desktop.content.blocks import FillTable, Heading, Steps, plain
from valita_desktop.content.markdown import parse
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Lang

    Take = Callable[..., dict[str, Any]]

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SCRIPT = Path(__file__).parent / "at_spi.py"


def _knows_at_spi() -> bool:
    ask = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    there = shutil.which("xvfb-run") and shutil.which("dbus-run-session") and LAUNCHER.exists()
    if not there or not Path(SYSTEM_PYTHON).exists():
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", ask], check=False, capture_output=True).returncode == 0
    )


pytestmark = pytest.mark.skipif(
    not _knows_at_spi(),
    reason="AT-SPI (at-spi2-core, python3-gi, gir1.2-atspi-2.0, dbus, xvfb) is not installed",
)


def document(item_id: str, lang: Lang) -> Document:
    """The text of an item of the kit: its guide and its sheet."""
    folders = item_folders(paths.resources() / "content")
    folder = next(each for each in folders if each.name.startswith(f"{item_id}-"))
    return parse(load_item(folder).item.texts[lang].markdown)


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Take a trip of `at_spi` with the real program; answers what was heard."""

    def run(trip: str, *, window: str = "fi", materials: str = "fi", printers: str = "none") -> Any:  # noqa: ANN401 - JSON
        home = tmp_path / "home"
        chosen = Settings(ui_language=window, content_language=materials, updates="off")  # type: ignore[arg-type]
        (home / "config").mkdir(parents=True)
        settings.save(chosen, home / "config")
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--"]
        done = subprocess.run(
            [*screen, SYSTEM_PYTHON, str(SCRIPT), sys.executable, trip],
            env={
                **os.environ,
                "VALITA_HOME": str(home),
                "CUPS_SERVER": printers,
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "PYTHONPATH": str(paths.resources().parent),
                "LC_ALL": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        told = [line for line in done.stdout.splitlines() if line.startswith("{")]
        return json.loads(told[-1])  # others print too

    return run


@pytest.mark.skipif(not cups.HERE, reason=cups.WHY_NOT)
def test_a_teacher_finds_shows_and_prints_by_actions_alone(take: Take) -> None:
    with cups.Cups() as server:
        server.add_printer("opettaja")

        told = take("teacher", printers=str(server.socket))
        printed, (title, *_words) = server.printed("opettaja")

    assert told["row"].startswith("Menopäiväkirja. Viikkosuunnitelma. 5 min päivässä")
    assert told["window"] == "Menopäiväkirja – Välitä!"
    guide, _sheet = document("m10", "fi")
    steps = next(each for each in guide.blocks if isinstance(each, Steps)).steps
    assert told["steps"] == [each.title for each in steps[:3]]
    assert printed.startswith(b"%PDF")
    assert "Menopäiväkirja" in title


def test_a_swedish_text_is_read_in_swedish_with_its_structure(take: Take) -> None:
    told = take("swedish", window="fi", materials="sv")

    assert told["languages"] == {"window": "fi_FI", "text": "sv_FI"}
    assert told["languages_inside"] == ["sv_FI"]
    assert told["row_language"] == "sv_FI"
    guide, _sheet = document("m09", "sv")
    headings = [each for each in guide.blocks if isinstance(each, Heading)]
    assert told["headings"] == [
        *(["2", plain(each.text)] for each in headings),
        ["2", "Liittyy tähän"],  # the window's own
    ]
    assert told["links"] == ["Vem talar jag med?", "När pengarna tar slut"]
    first, second = next(each for each in guide.blocks if isinstance(each, Steps)).steps[:2]
    assert told["items"][0].startswith(f"1. {first.title}")
    assert told["items"][1].startswith(f"2. {second.title}")


def test_a_table_is_read_cell_by_cell_with_what_heads_it(take: Take) -> None:
    told = take("swedish", materials="sv")

    _guide, sheet = document("m09", "sv")
    table = next(each for each in sheet.blocks if isinstance(each, FillTable))
    money, month = map(plain, table.header)
    names = [*map(plain, (row[0] for row in table.rows)), *[""] * table.blank_rows, table.total]
    wanted = [[[name, money], ["", month]] for name in names]
    assert told["table"] == [cell for row in wanted for cell in row]


PAGES = {
    "fi": [
        *("Asetukset", "Päivitykset", "Omat aineistot", "Suosikit", "Tuntipaketit", "Aineistot"),
        "Etusivu",
    ],
    "sv": [
        *("Inställningar", "Uppdateringar", "Egna material", "Favoriter", "Lektionspaket"),
        *("Material", "Framsida"),
    ],
}


@pytest.mark.parametrize("window", PAGES)
def test_everything_the_keyboard_reaches_on_each_page_has_a_name(take: Take, window: str) -> None:
    told = take("pages", window=window, materials=window)

    met = told.pop("met")
    assert [each[:2] for each in met] == [["heading", "1"]] * (len(PAGES[window]) + 1)
    assert all(name for _role, _level, name in met)
    nameless = [
        (page, role) for page, things in told.items() for role, name in things if not name.strip()
    ]

    assert list(told) == [*(f"{name} – Välitä!" for name in PAGES[window]), "material"]
    assert nameless == []
    assert min(map(len, told.values())) > len(PAGES[window])  # more than the sidebar
