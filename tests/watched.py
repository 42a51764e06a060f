"""The program in a process of its own that tells what it loaded and what it reached for.

``python -m tests.watched REPORT window|letter|updates|ARGUMENT…`` runs the window up to its first
frame, and until a letter that is typed then has its rows, the window on its page of updates, or
the command line, then
writes to the file REPORT, as JSON: the exit code, the modules that were imported, every use
of the network that Python saw, whether Qt's network library was loaded, of which classes of Qt
the names were made, and which of our classes `dataclass` put together.
"""

from __future__ import annotations

import enum
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
NETWORK = ("socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo")
LOCAL = "AddressFamily.AF_UNIX"
_WRITING = os.O_WRONLY | os.O_RDWR


@dataclass(frozen=True)
class Watched:
    """What a run did.

    Attributes:
        exit: Its exit code.
        out: What it printed.
        modules: What it imported.
        network: What it asked of the network.
        databases: The names of the databases that it opened, once for each time.
        written: The names of the files that it opened to write into them.
        named: The classes of Qt whose enumerations were made, which takes long for some.
        dataclasses: Our classes that `dataclass` has written methods for, fifty times as slowly
            as msgspec makes a struct.
    """

    exit: int
    out: str
    modules: frozenset[str]
    network: tuple[str, ...]
    databases: tuple[str, ...]
    written: tuple[str, ...]
    named: tuple[str, ...]
    dataclasses: tuple[str, ...]

    def loaded(self, *names: str) -> set[str]:
        """Which of the packages were imported, whole or in part."""
        return {
            name
            for name in names
            if any(each == name or each.startswith(f"{name}.") for each in self.modules)
        }


def watch(home: Path, *arguments: str) -> Watched:
    """Run ``valita`` with these arguments, or the window up to its first frame."""
    report = home.parent / "watched.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.watched", str(report), *arguments],
        env={**os.environ, "VALITA_HOME": str(home), "VALITA_BENCH_FIRST_FRAME": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert report.exists(), done.stderr
    told = json.loads(report.read_text("utf-8"))
    kinds = ("network", "databases", "written", "named", "dataclasses")
    seen = (tuple(told[each]) for each in kinds)
    return Watched(told["exit"], done.stdout, frozenset(told["modules"]), *seen)


def main() -> None:
    report, *arguments = sys.argv[1:]
    network: list[str] = []
    databases: list[str] = []
    written: list[str] = []

    def listen(event: str, details: tuple[object, ...]) -> None:
        if event == "sqlite3.connect":
            databases.append(Path(str(details[0]).partition("?")[0]).name)
        if event == "open" and isinstance(details[2], int) and details[2] & _WRITING:
            written.append(Path(str(details[0])).name)
        if event in NETWORK and LOCAL not in repr(details):
            network.append(f"{event} {details}")

    sys.addaudithook(listen)
    try:
        code = _run(arguments)
    except SystemExit as left:
        code = left.code
    maps = Path("/proc/self/maps")
    if maps.exists() and "libQt6Network" in maps.read_text("utf-8"):
        network.append("libQt6Network is loaded")
    told = {
        "exit": code or 0,
        "modules": sorted(sys.modules),
        "network": network,
        "databases": databases,
        "written": written,
        "named": sorted(set(_named(enum.Enum))),
        "dataclasses": sorted(set(_dataclasses())),
    }
    Path(report).write_text(json.dumps(told), "utf-8")


def _run(arguments: list[str]) -> object:
    if arguments == ["knock"]:  # what a watch that is not blind must see
        import socket  # late: whoever watches brings none

        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
        return 0
    if arguments == ["updates"]:
        return _updates_page()
    if arguments == ["letter"]:
        return _letter()
    if arguments == ["window"]:
        from valita_desktop.desktop import main as window

        return window([])
    from valita_desktop import cli

    return cli.main(arguments)


def _named(kind: type[enum.Enum]) -> Iterator[str]:
    """The classes of Qt that have enumerations by now."""
    for each in kind.__subclasses__():
        yield from _named(each)
        if each.__module__.startswith("PySide6.") and each.__members__:
            yield each.__qualname__.rpartition(".")[0]


def _dataclasses() -> Iterator[str]:
    for name, module in list(sys.modules.items()):
        for each in list(vars(module).values()) if name.startswith("valita_desktop") else ():
            if isinstance(each, type) and "__dataclass_fields__" in vars(each):
                yield each.__name__


def _letter() -> int:
    """Type a letter when the window is seen; prints how many rows it has."""
    from PySide6.QtWidgets import QApplication

    from valita_desktop import desktop
    from valita_desktop.ui.window.main_window import MainWindow

    def type_it() -> None:
        (window,) = (
            each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)
        )
        window.top_bar.search.insert("b")
        window.stack.library.list.grab()  # draws the excerpts too
        sys.stdout.write(str(window.stack.library.found))

    vars(desktop)["_tell_first_frame"] = type_it
    return desktop.main([])


def _updates_page() -> int:
    """Open the window on its page of updates; prints what the page says."""
    from PySide6.QtWidgets import QLabel

    from valita_desktop import desktop
    from valita_desktop.ui import start
    from valita_desktop.ui.state.jobs import ThreadJobs
    from valita_desktop.ui.window.main_window import MainWindow

    desk = desktop.open_services()
    app = start.application(desk.settings)
    jobs = ThreadJobs(app)
    shell = MainWindow(desk, jobs)
    shell.show()
    jobs.idle.connect(app.quit)
    shell.navigator.go_to_entry("updates")
    app.exec()
    jobs.close()
    said = (label.text() for label in shell.stack.updates.findChildren(QLabel))
    sys.stdout.write("\n".join(said))
    return 0


if __name__ == "__main__":
    main()
