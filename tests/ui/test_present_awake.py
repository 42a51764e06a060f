"""The screen stays on while something is presented; asked of a bus of the test's own."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import ClassInfo, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from valita_desktop.ui.present import awake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_SAVER = "org.freedesktop.ScreenSaver"
_DAEMON = shutil.which("dbus-daemon")


@ClassInfo({"D-Bus Interface": _SAVER})  # type: ignore[call-arg]  # its stub is empty
class Saver(QObject):  # type: ignore[operator]
    """A screen saver that remembers who asked it to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    @Slot(str, str, result=int)
    def Inhibit(self, program: str, reason: str) -> int:  # noqa: N802 - the bus's own name
        self.asked.append((program, reason))
        return 1


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Saver]:
    """A session bus with a screen saver on it."""
    if _DAEMON is None:
        pytest.skip("there is no dbus-daemon here")
    daemon = subprocess.Popen(
        [_DAEMON, "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = QDBusConnection.connectToBus(address, "saver")
    saver = Saver()
    slots = QDBusConnection.RegisterOption.ExportAllSlots
    assert bus.registerObject("/org/freedesktop/ScreenSaver", saver, slots)
    assert bus.registerService(_SAVER)
    yield saver
    QDBusConnection.disconnectFromBus("saver")
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def on_the_bus(name: str) -> bool:
    there = QDBusConnection("saver").interface().isServiceRegistered(name)
    return bool(there.value())


def test_the_screen_saver_waits_until_the_connection_is_closed(
    desktop: Saver, qtbot: QtBot
) -> None:
    held = awake.SessionBus()

    held.hold()
    qtbot.waitUntil(lambda: bool(desktop.asked))
    mine = QDBusConnection(awake.SessionBus.NAME).baseService()
    assert desktop.asked == [("Välitä!", "A material is being presented.")]
    assert on_the_bus(mine)

    held.release()
    qtbot.waitUntil(lambda: not on_the_bus(mine))


def test_it_is_asked_once_however_often_it_is_held(desktop: Saver, qtbot: QtBot) -> None:
    held = awake.SessionBus()

    held.hold()
    held.hold()
    held.release()
    held.hold()
    qtbot.waitUntil(lambda: len(desktop.asked) == 2)
    held.release()


def test_a_session_of_somebody_else_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", f"/{'a' * 300}")  # as one where one may not look
    held = awake.SessionBus()

    awake.get_ready()
    held.hold()

    assert not QDBusConnection(awake.SessionBus.NAME).isConnected()
    held.release()


def test_without_a_bus_none_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    held = awake.SessionBus()

    held.hold()

    assert not QDBusConnection(awake.SessionBus.NAME).isConnected()
    held.release()
