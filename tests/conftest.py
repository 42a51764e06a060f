"""What holds for every test: no display, no network, an empty home, nothing left running."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from typing_extensions import override

from resources import generated
from valita_desktop import i18n, paths
from valita_desktop.policy import sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MADE = pytest.StashKey[str]()
THREAD_GRACE = 5.0
"""Seconds that a thread which is ending may still take."""

settings.register_profile("valita", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("valita")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Test what is in the tree: an edited text or catalogue is made ready first.

    A text that cannot be published is told here and fails tests/test_generated.py; the
    rest is still tested, with what was made before. Of several workers none makes anything:
    it is ready before they start.
    """
    if hasattr(session.config, "workerinput"):
        return
    try:
        told = f"made anew: {', '.join(generated.refresh()) or 'nothing'}"
    except ExceptionGroup as mistakes:
        told = "\n  ".join([f"NOT made: {mistakes}", *map(str, mistakes.exceptions[:5])])
    session.config.stash[MADE] = told


def pytest_collection_finish() -> None:
    """Let the collector forget what is there for good.

    The search for timers below looks at every object it knows, after every test; what the
    imports of all tests leave behind took a third of the time of a window's tests.
    """
    gc.collect()
    gc.freeze()


def pytest_report_header(config: pytest.Config) -> str:
    return config.stash.get(MADE, "")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program writes in this test; not there yet, as on a new computer."""
    folder = tmp_path / "home"
    monkeypatch.setenv("VALITA_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is decided for this computer decides a test."""
    monkeypatch.setattr(sources, "of_this_machine", tuple)


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content.db made from the shipped feed, once for all tests."""
    from valita_desktop import app

    folder = tmp_path_factory.mktemp("kit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VALITA_HOME", str(folder))
        app.open_library().close()
        return paths.data_dir() / "content.db"


@pytest.fixture
def kit(home: Path, made_library: Path) -> Path:
    """The home of someone who has started the program before; its content.db."""
    file = paths.data_dir() / "content.db"
    file.parent.mkdir(parents=True)
    shutil.copy(made_library, file)
    return file


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """No test leaves its language to the next one."""
    yield
    i18n.set_language("en")


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any socket that could leave this process's own computer fails the test.

    A test marked ``loopback`` may speak to servers of its own on this computer.
    """
    own = request.node.get_closest_marker("loopback") is not None

    class LocalSocket(socket.socket):
        def __init__(
            self,
            family: int = -1,
            type: int = -1,  # noqa: A002 - the name that callers use
            proto: int = -1,
            fileno: int | None = None,
        ) -> None:
            if fileno is None and family in (-1, socket.AF_INET, socket.AF_INET6) and not own:
                pytest.fail("a network socket was opened")
            super().__init__(family, type, proto, fileno)

        @override
        def connect(self, address: Any) -> None:
            _require_loopback(address)
            super().connect(address)

        @override
        def bind(self, address: Any) -> None:
            _require_loopback(address)
            super().bind(address)

    monkeypatch.setattr(socket, "socket", LocalSocket)


def _require_loopback(address: object) -> None:
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1"):
        pytest.fail(f"a network socket was opened to {address[0]}")


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(THREAD_GRACE)
    running = [thread.name for thread in left if thread.is_alive()]
    assert not running, f"threads still run after the test: {running}"


@pytest.fixture(autouse=True)
def _no_leaked_timers(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "qapp" in request.fixturenames:
        from PySide6.QtCore import QCoreApplication, QEvent, QTimer
        from shiboken6 import isValid

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        timers = [each for each in gc.get_objects() if isinstance(each, QTimer)]
        running = [str(each) for each in timers if isValid(each) and each.isActive()]
        for timer in timers:
            if isValid(timer):
                timer.stop()
        assert not running, f"timers still run after the test: {running}"
