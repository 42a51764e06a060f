"""The files in an MSI, packed anew by LZX where Windows' own packer is there.

wixl packs by MSZIP alone. Windows has makecab, whose LZX makes a quarter less of the same files;
nothing else in the MSI changes by it. Where it is not there, what wixl has packed stays.

Source: Microsoft Cabinet SDK, "Microsoft MakeCAB User's Guide"; Windows Installer, "Media Table".
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.installer.common import BUILD_FAILED, BuildError, found, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TOOL = "makecab"
NAME = "valita.cab"
"""The stream of the MSI that holds it; its table of media calls it ``#valita.cab``."""
_DIRECTIVES = f"""\
.OPTION EXPLICIT
.Set CabinetNameTemplate={NAME}
.Set DiskDirectoryTemplate=.
.Set InfFileName=made.inf
.Set RptFileName=made.rpt
.Set MaxDiskSize=0
.Set CabinetFileCountThreshold=0
.Set FolderFileCountThreshold=0
.Set FolderSizeThreshold=0
.Set Cabinet=on
.Set Compress=on
.Set CompressionType=LZX
.Set CompressionMemory=21
"""


def repack(database: Path, files: Mapping[str, Path], order: Iterable[str]) -> None:
    """Put a smaller cabinet in the place of the one that is there, where this computer can.

    Args:
        database: The MSI; it is changed in place.
        files: What each key of its table of files is.
        order: The keys as that table numbers them, which a cabinet must follow.

    Raises:
        BuildError: The packer failed, or made more than one cabinet.
    """
    if found(TOOL) is None:
        return
    with tempfile.TemporaryDirectory(dir=database.parent) as work:
        folder, keys = Path(work), list(order)
        for key in keys:  # under names that every code page has
            os.link(files[key], folder / key)
        (folder / "made.ddf").write_text(_DIRECTIVES + "".join(f"{key}\n" for key in keys), "ascii")
        run(TOOL, "/F", "made.ddf", cwd=folder)
        made = [path.name for path in folder.glob("*.cab")]
        if made != [NAME]:
            raise BuildError(BUILD_FAILED, f"{TOOL} made {', '.join(made) or 'nothing'}")
        run("msibuild", database, "-a", NAME, folder / NAME)
