"""Where everything stands in a system, and what it needs of it, said once for every package.

PREFIX/lib/valita/          the frozen folder, with its licences
PREFIX/bin/valita           links into it
PREFIX/share/…              what a desktop reads: entries, icons, kinds of files, manuals
/etc/valita/                what an institution decides; its files are never a package's own
"""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

from resources.desktop.payload import payload
from resources.installer.common import BUILD_FAILED, NAME, BuildError, found, output
from resources.installer.prune import C_LIBRARY, binaries, needed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from resources.installer.common import Bundle

PROGRAMS = (NAME, f"{NAME}-desktop")
MAINTAINER = "Välitä! – Visa omtanke! <valita@winnova.fi>"
SUMMARY = "offline material kit for teachers in vocational education"
DESCRIPTION = (
    "Välitä! – Visa omtanke! gives vocational teachers ready materials on participation, "
    "equality, managing everyday life and well-being, in Finnish and Swedish: to find, to show "
    "to a class and to print. Everything works without a network, and nothing is sent anywhere."
)
# The system's own libraries that something in the folder asks for (`prune.SYSTEM_LIBRARIES`),
# each with the Debian package that has it. Where two are named, Debian 13 and Ubuntu 24.04 call
# it by the first and those before by the second.
DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcrypto.so.3": "libssl3t64 | libssl3",
    "libcups.so.2": "libcups2t64 | libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libssl.so.3": "libssl3t64 | libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}
# Only a plugin asks for it, and the program does without that plugin.
OPTIONAL = {"libcups.so.2"}
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)(?:\.\d+)?\s")


def lay(bundle: Bundle, root: Path, prefix: str = "/usr", *, told_as: str = "") -> None:
    """Lay the program into a system that is being made, under the prefix.

    Args:
        bundle: What is laid.
        root: Where the system stands; it may be empty.
        prefix: The folder in it; ``""`` is the root itself.
        told_as: What the entries call the prefix where that is another.
    """
    top = root / prefix.strip("/")
    goal = top / "lib" / NAME
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(bundle.folder, goal, symlinks=True)
    (top / "bin").mkdir(exist_ok=True)
    for name in PROGRAMS:
        (top / "bin" / name).symlink_to(f"../lib/{NAME}/{name}")
    for each in payload(told_as or prefix):
        place = top / each.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(each.data)
        place.chmod(each.mode)


def settle(root: Path, epoch: int, programs: Iterable[str] = ()) -> None:
    """Give everything the same rights and the same time on whichever computer it is made.

    Args:
        root: The system that was laid.
        epoch: The time of every file.
        programs: Ends of paths, beside the program's own, that may be run.
    """
    runnable = (f"lib/{NAME}/{NAME}", *programs)
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or any(path.match(each) for each in runnable)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def asked_of_system(folder: Path) -> dict[str, tuple[int, int]]:
    """The system's libraries that the folder asks for, and the newest GLIBC that it knows.

    Returns:
        Names, each with ``(0, 0)``, but ``libc.so.6`` with the version.

    Raises:
        BuildError: There is no `readelf` to see it.
    """
    if found("readelf") is None:
        raise BuildError(
            BUILD_FAILED, "readelf is missing; install it with: apt-get install binutils"
        )
    every = [*binaries(folder), folder / NAME]
    inside = {path.name for path in folder.rglob("*.so*")}
    names = {name for path in every for name in needed(path)} - inside - C_LIBRARY
    told = [output("readelf", "-VW", str(path)) for path in every]
    versions = {(int(a), int(b)) for text in told for a, b in _GLIBC.findall(text)}
    return dict.fromkeys(sorted(names), (0, 0)) | {"libc.so.6": max(versions, default=(0, 0))}
