"""The screen stays on while something is presented, and may sleep again afterwards.

Each system is asked in its own way, and every way ends with this process at the latest: no
computer is left awake. Where a system cannot be asked, nothing happens.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QProcess

from valita_desktop.i18n import N_, _

_REASON = N_("A material is being presented.")
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x8000_0000, 0x1, 0x2
"""Of SetThreadExecutionState.  Source: Microsoft, winbase.h."""
_WAIT_MS = 500


class Awake(Protocol):
    """Keeps the screen on."""

    def hold(self) -> None:
        """Keep it on from now on."""
        ...

    def release(self) -> None:
        """Let it sleep again."""
        ...


def of_this_computer() -> Awake:
    """The way of this system."""
    if sys.platform == "win32":
        return _Windows()
    if sys.platform == "darwin":
        return _Caffeinate()
    return SessionBus()


def get_ready() -> None:
    """Import what `Awake.hold` needs of Qt, so that no class waits for it."""
    if sys.platform not in ("win32", "darwin") and _session_bus():
        import_module("PySide6.QtDBus")


class _Windows:
    """Tells Windows that the display is in use."""

    def hold(self) -> None:
        self._say(_CONTINUOUS | _SYSTEM | _DISPLAY)

    def release(self) -> None:
        self._say(_CONTINUOUS)

    def _say(self, state: int) -> None:
        import ctypes

        kernel = getattr(ctypes, "windll", None)
        if kernel:
            kernel.kernel32.SetThreadExecutionState(ctypes.c_uint(state))


class _Caffeinate:
    """Runs macOS's own tool, which ends by itself when this process does."""

    def __init__(self) -> None:
        self._tool: QProcess | None = None

    def hold(self) -> None:
        if self._tool is None:
            self._tool = QProcess()
            self._tool.start("/usr/bin/caffeinate", ["-d", "-i", "-w", str(os.getpid())])

    def release(self) -> None:
        if self._tool is not None:
            self._tool.kill()
            self._tool.waitForFinished(_WAIT_MS)
            self._tool = None


class SessionBus:
    """Asks the screen saver of a Unix desktop by a bus connection of its own.

    Closing the connection takes the wish back: what would take it back by its number wants an
    unsigned integer, which PySide cannot send.

    Attributes:
        NAME: Of the connection, within this process.

    Source: Idle Inhibition Service Draft (freedesktop.org), org.freedesktop.ScreenSaver.
    """

    NAME = "valita-present"

    def __init__(self) -> None:
        self._held = False

    def hold(self) -> None:
        """Ask for the screen to stay on; waits for nothing."""
        address = _session_bus()
        if self._held or not address:
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(address, self.NAME)
        self._held = True
        if bus.isConnected():
            call = QDBusMessage.createMethodCall(
                "org.freedesktop.ScreenSaver",
                "/org/freedesktop/ScreenSaver",
                "org.freedesktop.ScreenSaver",
                "Inhibit",
            )
            call.setArguments(["Välitä!", _(_REASON)])
            bus.send(call)

    def release(self) -> None:
        """Close the connection."""
        if self._held:
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(self.NAME)
            self._held = False


def _session_bus() -> str:
    """Address of the session's bus; ``""`` where there is none: asking Qt for it would start one.

    Source: D-Bus Specification, "Well-known Message Bus Instances"; systemd, ``user@.service``.
    """
    given = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    socket = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
    # No error where one may not look: the session of whoever has called us by another name.
    return given or (f"unix:path={socket}" if os.path.exists(socket) else "")  # noqa: PTH110
