"""Where the class and the facilitator look, on screens that Qt really has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from valita_desktop import paths
from valita_desktop.ui.present.screens import Desktop

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

OWN, PROJECTOR = [0, 0, 1366, 768], [1366, 0, 1920, 1080]


def screen(name: str, where: list[int]) -> dict[str, object]:
    sides = dict(zip(("x", "y", "width", "height"), where, strict=True))
    return {"name": name, **sides, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def test_with_one_screen_the_class_looks_at_it_and_there_are_no_notes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    seats = Desktop().seats(window, 0)

    assert seats.audience == QGuiApplication.primaryScreen().geometry()
    assert seats.notes is None


def test_the_class_looks_at_the_projector_and_the_notes_stay_on_the_computer(
    tmp_path: Path,
) -> None:
    both = {"screens": [screen("own", OWN), screen("projector", PROJECTOR)]}
    (tmp_path / "screens.json").write_text(json.dumps(both))
    root = str(paths.resources().parent)
    platform = "offscreen:configfile=screens.json"

    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": root},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert json.loads(done.stdout) == {
        "begun": [PROJECTOR, OWN],
        "swapped": [OWN, PROJECTOR],
        "left": [None, None],
    }
