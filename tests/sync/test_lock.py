"""One window at a time changes the materials; who only looks at the lock is waited for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from valita_desktop.errors import UpdateBusyError
from valita_desktop.sync import lock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_lock_that_somebody_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 5.0)
    holding, asked = threading.Event(), threading.Event()
    order: list[str] = []

    def look() -> None:
        with FileLock(tmp_path / "trust.lock"):
            holding.set()
            asked.wait(0.2)
            order.append("theirs")

    scanner = threading.Thread(target=look)
    scanner.start()
    holding.wait(5)
    with lock.held(tmp_path / "trust"):
        order.append("ours")
        asked.set()
    scanner.join()

    assert order == ["theirs", "ours"]


def test_a_lock_that_somebody_keeps_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)

    with (
        FileLock(tmp_path / "trust.lock"),
        pytest.raises(UpdateBusyError),
        lock.held(tmp_path / "trust"),
    ):
        pass
