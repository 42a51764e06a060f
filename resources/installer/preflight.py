"""Before any work: can this computer do what is asked?"""

from __future__ import annotations

import ctypes
from importlib import metadata
from typing import TYPE_CHECKING

from resources.installer import icu
from resources.installer.common import HOST, MISSING, BuildError, found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from resources.installer.common import Format

# Without these Qt has no real windows on Debian; PyInstaller would only warn and leave a hole.
DEBIAN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def preflight(formats: Iterable[Format], target: str) -> None:
    """Stop before any work if this computer cannot do it.

    Raises:
        BuildError: Why, and what would help.
    """
    for each in formats:
        _can_make(each, target)
    if target != HOST:
        told = f"a program for {target} is built on {target}; this is {HOST}"
        tried = "; to try one: python -m resources.installer.windows.wine"
        raise BuildError(MISSING, told + (tried if target == "windows" else ""))
    for tool in ("PyInstaller", "babel", "cyclonedx-python-lib", "simplemma"):
        try:
            metadata.distribution(tool)
        except metadata.PackageNotFoundError:
            line = "pip install -c constraints.txt -e '.[dev]'"
            raise BuildError(MISSING, f"{tool} is missing; install it with: {line}") from None
    if HOST == "linux":
        absent = [package for name, package in DEBIAN_LIBRARIES.items() if not _loads(name)]
        if absent:
            line = f"apt-get install {' '.join(absent)}"
            raise BuildError(MISSING, f"libraries are missing; install them with: {line}")


def _can_make(wanted: Format, target: str) -> None:
    if wanted.target not in ("", target):
        raise BuildError(MISSING, f"{wanted.name} is for {wanted.target}, not for {target}")
    if wanted.make is None:
        why = wanted.why_not or "it is not made by this version; dir is"
        raise BuildError(MISSING, f"{wanted.name}: {why}")
    for tool, line in {**(icu.TOOLS if target == "linux" else {}), **(wanted.tools or {})}.items():
        if found(tool) is None:
            raise BuildError(MISSING, f"{tool} is missing; install it with: {line}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
