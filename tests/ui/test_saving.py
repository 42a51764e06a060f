"""Where something is saved is asked, and nothing is written over that nobody was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from valita_desktop.ui.item import document_export
from valita_desktop.ui.notebook import services as notebook
from valita_desktop.ui.printing import backend
from valita_desktop.ui.settings import own_data
from valita_desktop.ui.updates import page as updates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Ask = Callable[[QWidget, Path], Path | None]

ASKED: dict[str, Ask] = {
    ".pdf": backend.ask_path,
    ".valita-packet": backend.ask_packet_path,
    ".docx": document_export.ask_path,
    ".json": lambda parent, _proposed: own_data.ask_save(parent),
    ".valita": updates.ask_path,
    ".csv": lambda parent, proposed: notebook.ask_path(parent, proposed.name),
}


@pytest.fixture(params=ASKED)
def ending(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ask(
    ending: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path | None]:
    """Asks where to save, and is answered with a name in the folder of the test."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def asked(answer: str) -> Path | None:
        chosen = str(tmp_path / answer) if answer else ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (chosen, ""))
        return ASKED[ending](parent, tmp_path / f"x{ending}")

    return asked


def test_a_whole_name_is_taken_as_it_is(
    ask: Callable[[str], Path | None], ending: str, tmp_path: Path
) -> None:
    for name in (f"oma{ending}", f"OMA{ending.upper()}"):
        (tmp_path / name).write_text("asked about already")

        assert ask(name) == tmp_path / name


def test_a_name_without_its_ending_gets_it_and_writes_over_nothing(
    ask: Callable[[str], Path | None], ending: str, tmp_path: Path
) -> None:
    assert ask("ä" * 120) == tmp_path / f"{'ä' * 120}{ending}"
    assert ask("viikko 2.0") == tmp_path / f"viikko 2.0{ending}"
    for number in ("", " (2)"):
        (tmp_path / f"oma{number}{ending}").write_text("nobody was asked about this")

    assert ask("oma") == tmp_path / f"oma (3){ending}"


def test_whoever_changes_their_mind_saves_nothing(ask: Callable[[str], Path | None]) -> None:
    assert ask("") is None
