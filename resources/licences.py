"""The licence texts that a built program carries: its own and those of all it is made of."""

from __future__ import annotations

import platform
import re
import shutil
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from resources import requirements

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
_OWN = ("LICENSE", "docs/third-party-notices.md", "resources/licenses")
_OF_DATA = ("fonts/OFL.txt", "icons/LICENSE", "tries/NOTICE")
_TEXT = re.compile(r"licen[sc]e|copying|notice", re.IGNORECASE)


def gather(target: Path, packages: Iterable[str] = (), system: Iterable[str] = ()) -> None:
    """Copy every licence text into a folder, which is made.

    One folder a package, and ``versions.txt`` with the version of each.

    Args:
        target: The folder.
        packages: Names of Python packages, beside all that the program declares.
        system: Names of Debian packages of which a library was taken.
    """
    target.mkdir()
    for source in (ROOT / name for name in _OWN):
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / source.name)
    for name in _OF_DATA:
        (target / name).parent.mkdir()
        shutil.copy(ROOT / "resources" / name, target / name)
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if python.exists():
        shutil.copy(python, target / "CPython.txt")
    names = sorted({*requirements.closure(requirements.declared()), *packages})
    versions = [_of_package(metadata.distribution(name), target / name) for name in names]
    versions.append(f"CPython {platform.python_version()}")
    for name in system:
        text = Path("/usr/share/doc", name, "copyright")
        if text.is_file():
            (target / "debian").mkdir(exist_ok=True)
            shutil.copy(text, target / "debian" / f"{name}.txt")
    (target / "versions.txt").write_text("\n".join(versions) + "\n", "utf-8")


def _of_package(package: metadata.Distribution, target: Path) -> str:
    """Copy the licence texts that a package has; its name and version are returned."""
    for file in package.files or ():
        source = Path(str(file.locate()))
        named = "/".join(file.parts[1:])  # below the package's own folder
        if _TEXT.search(named) and source.suffix not in {".py", ".pyc"}:
            target.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return f"{package.metadata['Name']} {package.version}"
