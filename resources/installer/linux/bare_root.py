"""Packages tried where nothing else is: a Debian of the least size, without a network.

The root is made once and kept in `build/roots`; each trial has a copy. What is declared is
fetched while the network is there; whatever the program does, it does in a namespace without one.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from resources.installer.common import (
    DOES_NOT_WORK,
    MISSING,
    NAME,
    ROOT,
    BuildError,
    found,
    run,
)
from resources.installer.verify import selftest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = ROOT / "build/roots"
PICTURE = ROOTS / "window.png"
SOCKETS = Path("/", "tmp", ".X11-unix")  # where every X server has them
PERSON = "opettaja"
POLICY = '{"SchoolName": "Koulu"}\n'
_TOOLS = {"debootstrap": "apt-get install debootstrap", "unshare": "apt-get install util-linux"}
_ENTER = """
set -e
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mkdir -p "$0$SOCKETS" "$0/var/cache/apt/archives"
[ ! -d "$SOCKETS" ] || mount --bind "$SOCKETS" "$0$SOCKETS"
mount --bind "$ARCHIVES" "$0/var/cache/apt/archives"
exec chroot "$0" "$@"
"""
_SHOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
image = app.primaryScreen().grabWindow(0).toImage()
seen = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
image.save(sys.argv[1])
print(len(seen))
"""
_COLOURS_OF_A_WINDOW = 16
_LOOKS = 60


def try_deb(path: Path, version: str, older: Path) -> str:
    """Install the package before this one, rule, upgrade, use, purge.

    Args:
        path: The package.
        version: Its version.
        older: A package of a version before it.

    Raises:
        BuildError: A step went wrong.
    """
    with fresh_root() as root:
        _install(root, older)
        (root / "etc/valita/policies.json").write_text(POLICY)
        (root / f"home/{PERSON}/own.txt").write_text("own")
        _install(root, path)
        _expect(_enter(root, "dpkg-query", "-Wf${Version}", NAME) == version, "not upgraded")
        _expect((root / "etc/valita/policies.json").read_text() == POLICY, "policy not kept")
        seen = use(root)
        _enter(root, "apt-get", "remove", "-qq", NAME)
        _expect((root / "etc/valita/policies.json").exists(), "removing took the policy")
        _enter(root, "apt-get", "purge", "-qq", NAME)
        _expect(not (root / "etc/valita").exists(), "purging left the policy")
        _expect(not (root / "usr/lib" / NAME).exists(), "purging left the program")
        _expect((root / f"home/{PERSON}/own.txt").exists(), "purging took what is a person's")
        data = list((root / f"home/{PERSON}").rglob("user.db"))
        _expect(bool(data), "purging took own data")
    return f"{seen}; upgraded with its policy kept, purged with the home left"


def try_rpm(path: Path) -> str:
    """Install a package into an empty root by rpm, and try the program from there.

    Raises:
        BuildError: It does not work.
    """
    if os.geteuid() != 0:
        return "not installed, which asks for root"
    with tempfile.TemporaryDirectory() as work:
        run("rpm", f"--root={work}", "-i", "--nodeps", str(path), code=DOES_NOT_WORK)
        seen = selftest(Path(work) / "usr/lib" / NAME)
    return f"installed into an empty root, {seen}"


def try_rpm_whole(path: Path, debian: list[str]) -> str:
    """Install a package by rpm into a bare root of Debian, use it and erase it.

    No root of Fedora or openSUSE can be made of Debian's packages, so what it asks for is not
    resolved here; the same libraries are there by their Debian names.

    Args:
        path: The package.
        debian: The Debian packages with what it asks for.

    Raises:
        BuildError: A step went wrong.
    """
    with fresh_root() as root:
        _enter(root, "apt-get", "update", "-qq", network=True)
        names = [each.split(" (")[0].split(" | ")[-1] for each in debian]
        _enter(root, "apt-get", "install", "-qq", "--no-install-recommends", *names, network=True)
        run("rpm", f"--root={root}", "-i", "--nodeps", str(path), code=DOES_NOT_WORK)
        seen = use(root)
        (root / "etc/valita/policies.json").write_text(POLICY)
        run("rpm", f"--root={root}", "-e", "--nodeps", NAME, code=DOES_NOT_WORK)
        _expect(not (root / "usr/lib" / NAME).exists(), "erasing left the program")
        _expect((root / "etc/valita/policies.json").exists(), "erasing took the policy")
        _expect(bool([*(root / f"home/{PERSON}").rglob("user.db")]), "erasing took own data")
    return f"{seen}, erased with own data and policy left (in Debian's root; no rpm system here)"


def use(root: Path) -> str:
    """Do as a person without a network does: test, print, look at the window.

    What an institution decides holds, and where it cannot be read that is told and nothing else
    is the worse for it.

    Raises:
        BuildError: It does not work.
    """
    policy = root / "etc/valita/policies.json"
    policy.write_text(POLICY)
    _expect("Koulu" in _as_person(root, NAME, "policy", "--report", "--json"), "policy not read")
    policy.write_text("{")
    line = _command(root, NAME, "policy", "--report", "--json")
    broken = run(*line, code=DOES_NOT_WORK, expected=1)
    _expect(policy.name in broken, f"broken policy not told: {broken}")
    told = json.loads(_as_person(root, NAME, "selftest", "--json"))
    failed = [each for each in told.get("checks", ()) if not each.get("ok")]
    _expect(told.get("ok") is True and not failed, f"selftest: {told}")
    _as_person(root, NAME, "print", "m09", "--lang", "sv", "-o", f"/home/{PERSON}/x.pdf")
    sheet = (root / f"home/{PERSON}/x.pdf").read_bytes()
    _expect(sheet.startswith(b"%PDF-"), "no sheet was made")
    policy.write_text(POLICY)
    return f"selftest, a sheet of {len(sheet) // 1024} kB and the window ({_window(root)}) offline"


def _window(root: Path) -> str:
    """Start the window on a screen of its own, as the session does, and take a picture of it."""
    if found("Xvfb") is None:
        return "not seen: Xvfb is missing"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-ac", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:
        try:
            number = screen.stdout.readline() if screen.stdout else b""
            _expect(number.strip(), "Xvfb does not start")
            return _seen_window(root, f":{int(number)}")
        finally:
            screen.terminate()


def _seen_window(root: Path, display: str) -> str:
    program = _command(root, f"{NAME}-desktop", display=display)
    told, wait = root / "opt/window.txt", threading.Event()
    with (
        told.open("w") as stream,
        subprocess.Popen(program, stdout=stream, stderr=stream) as window,
    ):
        try:
            last = 0
            for _ in range(_LOOKS):
                wait.wait(1)
                environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
                shot = (sys.executable, "-c", _SHOT, str(PICTURE))
                now = int(run(*shot, env=environment, code=DOES_NOT_WORK))
                if now == last and now > _COLOURS_OF_A_WINDOW:
                    return str(PICTURE.relative_to(ROOT))
                last = now
                if window.poll() is not None:
                    break
        finally:
            window.terminate()
    raise BuildError(DOES_NOT_WORK, f"the window did not come up: {told.read_text('utf-8')}")


@contextmanager
def fresh_root() -> Iterator[Path]:
    """A copy of a bare Debian with one person in it.

    Raises:
        BuildError: None can be made here.
    """
    for tool, line in _TOOLS.items():
        if found(tool) is None:
            raise BuildError(MISSING, f"{tool} is missing; install it with: {line}")
    if os.geteuid() != 0:
        raise BuildError(MISSING, "--verify full makes a root to install into, and asks for root")
    ROOTS.mkdir(parents=True, exist_ok=True)
    (ROOTS / "archives/partial").mkdir(parents=True, exist_ok=True)
    suite = platform.freedesktop_os_release().get("VERSION_CODENAME", "stable")
    base = ROOTS / suite
    if not base.exists():
        part = ROOTS / f"{suite}.part"
        shutil.rmtree(part, ignore_errors=True)
        run("debootstrap", "--variant=minbase", suite, str(part))
        part.rename(base)
    with tempfile.TemporaryDirectory(dir=ROOTS) as work:
        root = Path(work) / "root"
        run("cp", "-a", str(base), str(root))
        run("chroot", str(root), "useradd", "--create-home", PERSON)
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
        yield root


def _install(root: Path, package: Path) -> None:
    shutil.copy(package, root / "opt")
    _enter(root, "apt-get", "update", "-qq", network=True)
    line = ("apt-get", "install", "-qq", "--no-install-recommends")
    _enter(root, *line, f"/opt/{package.name}", network=True)


def _as_person(root: Path, *command: str) -> str:
    return run(*_command(root, *command), code=DOES_NOT_WORK)


def _command(root: Path, *command: str, display: str = "") -> list[str]:
    """A command as the person gives it, without a network."""
    home = f"/home/{PERSON}"
    settings = [f"HOME={home}", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", f"USER={PERSON}"]
    settings += [f"DISPLAY={display}"] if display else []
    person = ["setpriv", f"--reuid={PERSON}", f"--regid={PERSON}", "--clear-groups"]
    return [*_entering(root, network=False), *person, "env", "-i", *settings, *command]


def _enter(root: Path, *command: str, network: bool = False) -> str:
    line = _entering(root, network=network)
    return run(*line, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", *command, code=5)


def _entering(root: Path, *, network: bool) -> list[str]:
    alone = [] if network else ["--net"]
    where = (f"ARCHIVES={ROOTS / 'archives'}", f"SOCKETS={SOCKETS}")
    return ["env", *where, "unshare", "--mount", *alone, "sh", "-c", _ENTER, str(root)]


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise BuildError(DOES_NOT_WORK, otherwise)
