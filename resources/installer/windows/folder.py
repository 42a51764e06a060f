"""The frozen folder as both installers take it: signed, with icons, each file of one time."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from resources.desktop import icons, windows
from resources.installer.common import BUILD_FAILED, BuildError
from resources.installer.windows import signing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from resources.installer.common import Bundle

STAND_IN = "icuuc.dll"
"""Part of Windows, which Wine lacks; a stand-in for trying must never be handed out."""


def files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def aged(bundle: Bundle, to: Path) -> Path:
    """A copy of the frozen folder whose files carry the time of the build; programs are signed.

    Args:
        bundle: The frozen folder, its time and its key.
        to: The copy; must not be there.

    Raises:
        BuildError: It is no folder for Windows, or holds what must not be handed out.
    """
    names = {path.name.lower() for path in files(bundle.folder)}
    if windows.PROGRAM not in names or windows.CONSOLE not in names:
        raise BuildError(BUILD_FAILED, f"{bundle.folder}: was not frozen for Windows")
    if STAND_IN in names:
        raise BuildError(BUILD_FAILED, f"{STAND_IN}: a part of Windows, and must not be in it")
    shutil.copytree(bundle.folder, to)
    for path in files(to):
        if path.suffix == ".exe":
            signing.sign(path, bundle.signing)
        os.utime(path, (bundle.epoch, bundle.epoch))
    return to


def write_icons(folder: Path, epoch: int) -> None:
    """Make a folder with the icons of the program and of its files.

    Args:
        folder: Must not be there.
        epoch: Seconds; the time that they carry.
    """
    folder.mkdir()
    (folder / "valita.ico").write_bytes(icons.ico(icons.APP))
    for each in windows.PROG_IDS:
        (folder / windows.icon_file(each)).write_bytes(icons.ico(each.drawing))
    for path in files(folder):
        os.utime(path, (epoch, epoch))
