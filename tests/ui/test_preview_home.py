"""What a preview of source texts keeps for its time, and what is left of one that was killed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from valita_desktop import desktop
from valita_desktop.sync.lock import held
from valita_desktop.ui import start


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
