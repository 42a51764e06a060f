"""What holds for every test of the window: its letters, its style, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.stage import Stage
from valita_desktop.settings import Settings
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets import accessible, focus_gap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from valita_desktop.errors import LibraryError

    MakeStage = Callable[..., Stage]

_once: list[bool] = []


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application with the program's letters and style."""
    if not _once:
        qapp.setStyle("Fusion")
        theme.register_fonts()
        accessible.install()
        focus_gap.install(qapp)
        _once.append(True)
    return qapp


@pytest.fixture
def make_stage(qtbot: QtBot, dressed: QApplication) -> MakeStage:
    """Makes windows; settings by their fields."""

    def make(
        *,
        first_run: bool = False,
        trouble: LibraryError | None = None,
        locked: Collection[str] = (),
        **settings: object,
    ) -> Stage:
        chosen = Settings(**{"ui_language": "en", **settings})  # type: ignore[arg-type]  # by name
        return Stage(qtbot, chosen, first_run=first_run, trouble=trouble, locked=locked)

    return make


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """A window in English, shown."""
    made = make_stage()
    made.show()
    return made
