"""What a start does not load, so that it stays quick."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.watched import Watched, watch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BEFORE_FIRST_FRAME = {"PySide6", "msgspec", "platformdirs", "typing_extensions"}
"""Packages of others that Home is drawn with."""
OF_PYSIDE = {"shiboken6", "shibokensupport", "signature_bootstrap"}
OF_QT = {f"PySide6.Qt{name}" for name in ("Core", "Gui", "Svg", "Widgets")}
ROOMS = {
    *("__main__", "console", "content", "decoding", "desktop", "errors", "filesystems", "i18n"),
    *("letters", "library", "logs", "messages", "paths", "policy", "settings", "ui"),
}
OF_LIBRARY = {"fields", "glimpse", "rows", "situation"}
PAGES = {
    *("home", "item_list", "reader", "start", "state", "style", "widgets", "window"),
    "wording",
}
OF_THE_COMPUTER = {"sitecustomize", "usercustomize", "apport_python_hook"}
"""What a system's own Python brings before any program: Debian's has the first."""
LATER = ("filelock", "hashlib", "logging.handlers", "socket")
"""Slow to import, and used by all starts but the first moment of them."""
MOST_MODULES = 320
"""305 now, of which 97 are ours: whoever needs more asks whether the first frame does."""
SLOWLY_NAMED = {"QGraphicsView", "QListView", "QTextEdit", "QWizard"}
"""Classes of Qt with many names. Asked for an object of Qt's own (a viewport, a style), PySide
makes all classes that it might be of, and their names."""
BY_DATACLASS = {"Contact", "Settings", "WindowServices"}
OF_A_COMMAND = {"answers", "arguments", "families", "placeholders", "program", "refusals"}
MOST_FOR_A_SHEET = 480
"""Modules until a sheet is on the disk; 700 when the stores were opened for it."""
STORES = ("sqlalchemy", "asyncio", "valita_desktop.app", "valita_desktop.services")
OF_LIBRARY_FOR_A_LETTER = {"early_search", "kept", "search"}
MOST_FOR_A_LETTER = 60
"""Modules between the first frame and the rows of a letter; 388 when it waited for the stores."""
WINDOWS = ("PySide6.QtGui", "PySide6.QtWidgets")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as on any day but the first: everything is there."""
    home = tmp_path_factory.mktemp("used") / "home"
    watch(home, "list")
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text("{}")
    watch(home, "window")
    return home


@pytest.fixture(scope="module")
def first_frame(used: Path) -> Watched:
    """The window up to its first frame."""
    run = watch(used, "window")
    assert run.exit == 0, run.out
    return run


def under(modules: Iterable[str], package: str) -> set[str]:
    """The names that stand right under a package among some modules."""
    inside = (each.split(".") for each in modules if each.startswith(f"{package}."))
    return {names[package.count(".") + 1] for names in inside}


def test_first_frame_waits_for_nothing_it_does_not_show(first_frame: Watched) -> None:
    modules = first_frame.modules
    others = {each.split(".")[0] for each in modules} - sys.stdlib_module_names - OF_PYSIDE
    others -= OF_THE_COMPUTER
    qt = {each for each in modules if each.startswith("PySide6.Qt")}

    assert {each for each in others if not each.startswith("_")} - {"tests", "valita_desktop"} == (
        BEFORE_FIRST_FRAME
    )
    assert qt == OF_QT
    assert under(modules, "valita_desktop") - ROOMS == set()
    assert under(modules, "valita_desktop.library") == OF_LIBRARY
    assert under(modules, "valita_desktop.ui") == PAGES
    assert first_frame.loaded(*LATER) == set()
    assert len(modules) < MOST_MODULES


def test_first_frame_makes_no_classes_that_it_does_not_need(first_frame: Watched) -> None:
    assert SLOWLY_NAMED & set(first_frame.named) == set()
    assert "Qt" in first_frame.named
    assert set(first_frame.dataclasses) == BY_DATACLASS


def test_first_frame_reads_each_database_once_and_writes_none(first_frame: Watched) -> None:
    made_whole = {each for each in first_frame.written if each.startswith(".valita-")}
    named = {each for each in first_frame.written if not each.isdecimal()} - made_whole

    assert sorted(first_frame.databases) == ["content.db", "user.db"]
    assert named == {"window.lock"}
    assert len(made_whole) == 1  # how large the window was, when it is closed


def test_the_first_letter_waits_for_no_store(first_frame: Watched, used: Path) -> None:
    run = watch(used, "letter")
    more = run.modules - first_frame.modules

    assert run.exit == 0
    assert int(run.out) > 0
    assert run.loaded(*STORES, *LATER) == set()
    assert under(more, "valita_desktop") <= ROOMS
    assert under(more, "valita_desktop.library") == OF_LIBRARY_FOR_A_LETTER
    assert under(more, "valita_desktop.ui") <= PAGES
    assert len(more) < MOST_FOR_A_LETTER
    assert sorted(run.databases) == ["content.db", "content.db", "user.db"]


def test_the_very_first_frame_waits_for_no_materials(tmp_path: Path) -> None:
    run = watch(tmp_path / "home", "window")

    assert run.exit == 0, run.out
    assert run.loaded("sqlalchemy", "valita_desktop.feed", "valita_desktop.sync") == set()
    assert not list((tmp_path / "home").rglob("*.db"))


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", "m09"),
        ("search", "budjetti"),
        ("print", "m09", "--lang", "sv", "-o", "{folder}/page.pdf"),
        ("selftest",),
    ],
    ids=lambda command: command[0],
)
def test_command_line_never_loads_windows(
    command: tuple[str, ...], used: Path, tmp_path: Path
) -> None:
    run = watch(used, *(word.format(folder=tmp_path) for word in command))

    assert run.exit == 0, run.out
    assert run.loaded(*WINDOWS) == set()


def test_a_sheet_looks_up_no_dates_and_guesses_no_words(used: Path, tmp_path: Path) -> None:
    run = watch(used, "print", "m09", "--lang", "sv", "-o", str(tmp_path / "page.pdf"))

    assert run.exit == 0, run.out
    assert run.loaded("babel", "rapidfuzz") == set()


def test_a_sheet_waits_for_no_store_and_no_other_command(used: Path, tmp_path: Path) -> None:
    run = watch(used, "print", "m09", "--lang", "sv", "-o", str(tmp_path / "page.pdf"))
    families = under(run.modules, "valita_desktop.cli")

    assert run.exit == 0, run.out
    assert run.loaded("sqlalchemy", "valita_desktop.app", "valita_desktop.sync", "asyncio") == set()
    assert families == OF_A_COMMAND | {"sheets"}
    assert run.databases == ("content.db",)
    assert len(run.modules) < MOST_FOR_A_SHEET


def test_help_is_said_without_databases(home: Path) -> None:
    run = watch(home, "--help")

    assert run.exit == 0
    assert run.loaded("sqlalchemy", "reportlab", "PySide6") == set()
    assert not home.exists()
