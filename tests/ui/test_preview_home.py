"""A preview of source texts: what it offers, what it keeps for its time, what a killed one left."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes import InlineJobs
from valita_desktop import desktop, paths
from valita_desktop.services import preview_services
from valita_desktop.settings import Settings
from valita_desktop.sync.lock import held
from valita_desktop.ui import start
from valita_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def killed(shared: Path, name: str) -> Path:
    """The home of a preview that is no more."""
    home = shared / f"valita-preview-{name}"
    (home / "data").mkdir(parents=True)
    with held(home):
        pass
    assert home.with_name(f"{home.name}.lock").exists()
    return home


def test_a_preview_leaves_nothing_and_sweeps_what_a_killed_one_has_left(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(shared, "old")
    open_still = killed(shared, "open")
    another = shared / "valita-previewed-by-somebody"
    another.mkdir()
    seen: list[Path] = []

    def run(*_given: object) -> int:
        seen.append(Path(os.environ["VALITA_HOME"]))
        seen.extend(shared.iterdir())
        return 0

    monkeypatch.setattr(start, "run", run)
    with held(open_still):
        assert desktop.open_preview(tmp_path, "fi") == 0

    home, *there = seen
    lock = home.with_name(f"{home.name}.lock")
    open_lock = open_still.with_name(f"{open_still.name}.lock")
    assert set(there) == {home, lock, open_still, open_lock, another}
    assert set(shared.iterdir()) == {open_still, open_lock, another}


def test_an_editor_s_sources_are_edited_and_neither_thrown_away_nor_handed_on(
    tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> None:
    content = paths.resources() / "content/materials"
    for name in ("m10", "m26"):
        (folder,) = content.glob(f"{name}-*")
        shutil.copytree(folder, tmp_path / "materials" / folder.name)
    (broken,) = (tmp_path / "materials").glob("m26-*")
    (broken / "fi.md").write_text("# <b>", "utf-8")
    begun = desktop._beginning()._replace(settings=Settings(ui_language="en"), first_run=False)
    window = MainWindow(preview_services(tmp_path, begun), InlineJobs())
    qtbot.addWidget(window)
    window.show()
    window.navigator.own.watch.look()  # type: ignore[union-attr]  # the window's own
    window.navigator.go_to_entry("own")

    page = window.stack.own
    assert [set(card.buttons) for card in page.cards] == [{"edit", "folder"}] * 2
    assert page.folder_button.isVisible()
    assert not any(
        each.isVisible() for each in (page.name_field, page.new_button, page.bring_button)
    )
    window.close()
