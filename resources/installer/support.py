"""PySide's own modules of Python, compiled, so that no start compiles them anew.

Shiboken carries them as sources inside its library and compiles them at each start, 40 ms of it.
Where ``files.dir`` stands beside the library it takes them from there instead: its own switch,
which ``SBK_EMBED=0`` throws by unpacking the sources (``find_incarnated_files`` in its
``signature_bootstrap``). One of them writes stubs for editors, which nobody asks of a program that
is installed; for that one there is an empty module.
"""

from __future__ import annotations

import importlib
import py_compile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.installer.common import DOES_NOT_WORK, BuildError

if TYPE_CHECKING:
    from zipfile import ZipFile

PACKAGE = "shibokensupport"
PLACE = "shiboken6/files.dir"
UNUSED = "shibokensupport/signature/lib/pyi_generator.py"


def unpack_support(internal: Path) -> None:
    """Put the compiled modules where Shiboken looks for them.

    Args:
        internal: The folder that ``shiboken6`` is in.

    Raises:
        BuildError: This version of Shiboken carries them otherwise.
    """
    sources = _sources()
    with tempfile.TemporaryDirectory() as work:
        for name, source in sources.items():
            read = Path(work, "source.py")
            read.write_bytes(b"" if name == UNUSED else source)
            py_compile.compile(
                str(read),
                str((internal / PLACE / name).with_suffix(".pyc")),
                dfile=name,
                doraise=True,
                optimize=2,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )


def _sources() -> dict[str, bytes]:
    """The modules by their names in the archive that Shiboken carries."""
    importlib.import_module("PySide6.QtCore")
    loader = importlib.import_module(PACKAGE).__loader__
    archive: ZipFile | None = getattr(loader, "zfile", None)
    names = [each for each in archive.namelist() if each.endswith(".py")] if archive else []
    found = {each: archive.read(each) for each in names if archive and each.startswith(PACKAGE)}
    if UNUSED not in found:
        told = f"{PACKAGE}: not carried as it was; look at {Path(__file__).name}"
        raise BuildError(DOES_NOT_WORK, told)
    return found
