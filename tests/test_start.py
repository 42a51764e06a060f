"""What a start does not load, so that it stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.watched import watch

if TYPE_CHECKING:
    from pathlib import Path

# Not asyncio: SQLAlchemy 2.1 imports it, and the first frame shows what is in the library.
BEFORE_FIRST_FRAME = ("reportlab", "babel.messages", "PIL", "PySide6.QtNetwork", "tuf")
WINDOWS = ("PySide6.QtGui", "PySide6.QtWidgets")


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as on any day but the first: the library is there."""
    home = tmp_path_factory.mktemp("used") / "home"
    watch(home, "list")
    return home


def test_first_frame_waits_for_nothing_it_does_not_show(used: Path) -> None:
    run = watch(used, "window")

    assert run.exit == 0, run.out
    assert run.loaded(*BEFORE_FIRST_FRAME) == set()


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


def test_a_sheet_in_finnish_or_swedish_looks_up_no_dates(used: Path, tmp_path: Path) -> None:
    run = watch(used, "print", "m09", "--lang", "sv", "-o", str(tmp_path / "page.pdf"))

    assert run.exit == 0, run.out
    assert run.loaded("babel") == set()


def test_help_is_said_without_databases(home: Path) -> None:
    run = watch(home, "--help")

    assert run.exit == 0
    assert run.loaded("sqlalchemy", "reportlab", "PySide6") == set()
    assert not home.exists()
