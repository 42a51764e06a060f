"""First of all in a program that shares its modules with another: where they are.

PyInstaller's own reader takes them from one file beside the libraries instead of from the program.
Runs before any other hook; whatever is imported before comes from Python's base library.
"""

import os
import sys

import pyimod01_archive  # type: ignore[import-not-found]
import pyimod02_importers  # type: ignore[import-not-found]

pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(
    os.path.join(sys._MEIPASS, "modules.pyz"),  # type: ignore[attr-defined]  # noqa: PTH118, SLF001
    check_pymagic=True,
)
sys.path_importer_cache.clear()  # finders keep the archive that they began with
