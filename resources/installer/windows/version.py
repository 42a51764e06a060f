"""What Explorer tells of a program under Properties, and Windows in a question about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.desktop import words
from valita_desktop import __version__

if TYPE_CHECKING:
    from PyInstaller.utils.win32.versioninfo import VSVersionInfo


def version_info() -> VSVersionInfo:
    """The version resource, in the form of PyInstaller; only where it runs on Windows."""
    from PyInstaller.utils.win32 import versioninfo as v

    numbers = (*(int(part) for part in __version__.split(".")), 0)
    texts = {
        "CompanyName": words.DEVELOPER,
        "FileDescription": words.NAME,
        "FileVersion": __version__,
        "ProductName": words.NAME,
        "ProductVersion": __version__,
        "LegalCopyright": "MIT, CC BY 4.0",
    }
    table = v.StringTable("040904B0", [v.StringStruct(*each) for each in texts.items()])
    kids = [
        v.StringFileInfo([table]),
        v.VarFileInfo([v.VarStruct("Translation", [0x0409, 1200])]),
    ]
    return v.VSVersionInfo(ffi=v.FixedFileInfo(filevers=numbers, prodvers=numbers), kids=kids)
