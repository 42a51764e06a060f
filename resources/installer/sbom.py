"""What a built program is made of, as a CycloneDX list: packages, Python, and native libraries.

Only what is in the frozen folder is listed: Python packages by the modules that were frozen,
native libraries by what the libraries themselves say. What is left to the system stands in the
properties of the program, for its version is the system's.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import platform
import re
import uuid
from importlib import metadata
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from resources.installer.common import HOST, NAME, output
from resources.installer.prune import binaries, needed
from valita_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cyclonedx.model.component import Component

FILE = "sbom.cdx.json"
_SPACE = uuid.UUID("4b8ef1c6-2f0c-5d8e-9a0e-6f3a4a0d7d11")
# What a library says of its own version, by the names of its file on the three systems.
_TOLD = {
    "Qt": ("*Qt6Core*", re.compile(rb"Qt (\d+\.\d+\.\d+) \(")),
    "SQLite": ("*sqlite3*", re.compile(rb"\0(3\.\d+\.\d+)\0")),
    "OpenSSL": ("*libcrypto*", re.compile(rb"OpenSSL (\d+\.\d+\.\d+\w?) ")),
}
_OWN = "valita-desktop"


def write(folder: Path, epoch: int) -> Path:
    """Write the list into the folder's licences.

    Args:
        folder: The frozen folder.
        epoch: The time that it carries.
    """
    from cyclonedx.model import Property
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    root = Component(
        name=_OWN,
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref=_OWN,
        properties=[Property(name="valita:system-library", value=each) for each in _left(folder)],
    )
    moment = dt.datetime.fromtimestamp(epoch, dt.UTC)
    parts = sorted({*_python(folder), *_native(folder), *_from_debian(folder)})
    number = uuid.uuid5(_SPACE, f"{__version__} {epoch} {[each.bom_ref.value for each in parts]}")
    bom = Bom(
        components=parts,
        metadata=BomMetaData(component=root, timestamp=moment),
        serial_number=number,
    )
    bom.register_dependency(root, parts)
    goal = folder / "licenses" / FILE
    goal.write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", "utf-8")
    return goal


def packages(folder: Path) -> dict[str, str]:
    """Python packages of which a module was frozen, by their normal names, with their versions.

    PyInstaller's own is among them: its program starts what was frozen.
    """
    there = modules(folder)
    owners = {
        canonicalize_name(owner)
        for module, owners in metadata.packages_distributions().items()
        for owner in owners
        if module in there
    }
    names = sorted({*owners, "pyinstaller"} - {_OWN})
    return {name: metadata.version(name) for name in names}


def modules(folder: Path) -> set[str]:
    """The first names of the modules in a frozen folder, in the program or beside it."""
    from PyInstaller.archive.readers import CArchiveReader

    program = folder / (f"{NAME}.exe" if HOST == "windows" else NAME)
    archive = CArchiveReader(str(program))
    packed = archive.open_embedded_archive("PYZ.pyz").toc if "PYZ.pyz" in archive.toc else {}
    beside = (path.name.partition(".")[0] for path in (folder / "_internal").iterdir())
    return {name.partition(".")[0] for name in packed} | set(beside)


def _python(folder: Path) -> Iterator[Component]:
    for name, version in packages(folder).items():
        yield _part(name, version, "pypi")


def _native(folder: Path) -> Iterator[Component]:
    yield _part("CPython", platform.python_version())
    for name, (pattern, told) in _TOLD.items():
        for path in sorted((folder / "_internal").rglob(pattern)):
            version = told.search(path.read_bytes())
            if version:
                yield _part(name, version[1].decode())
                break
    for path in sorted((folder / "_internal").rglob("libicuuc.so.*")):
        yield _part("ICU", _icu(path))
        break


def _icu(library: Path) -> str:
    """ICU's version, which the library itself tells."""
    major = library.name.rpartition(".")[2]
    told = (ctypes.c_uint8 * 4)()
    getattr(ctypes.CDLL(str(library.resolve())), f"u_getVersion_{major}")(told)
    return ".".join(str(each) for each in told[:2])


def _from_debian(folder: Path) -> Iterator[Component]:
    """Libraries that PyInstaller took from the system that it ran on."""
    for name, version in sorted(debian_packages(folder).items()):
        yield _part(name, version, "deb", "debian")


def debian_packages(folder: Path) -> dict[str, str]:
    """Debian packages that libraries beside the program came from, with their versions."""
    if HOST != "linux":
        return {}
    names = {path.name for path in (folder / "_internal").glob("*.so.*") if not path.is_symlink()}
    found: dict[str, str] = {}
    for name in sorted(names):
        told = output("dpkg-query", "-S", f"*/{name}").splitlines()
        owners = {line.split(":")[0] for line in told if line.endswith(f"/{name}")}
        for owner in sorted(owners):
            found[owner] = output("dpkg-query", "-Wf${Version}", owner)
    return found


def _left(folder: Path) -> list[str]:
    """Names of the libraries that are the system's own."""
    if HOST != "linux":
        return []
    inside = {path.name for path in folder.rglob("*.so*")}
    return sorted({name for path in binaries(folder) for name in needed(path)} - inside)


def _part(name: str, version: str, kind: str = "generic", space: str = "") -> Component:
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    address = PackageURL(kind, space or None, name, version)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        purl=address,
        bom_ref=str(address),
    )
