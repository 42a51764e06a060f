"""Debian's package, packed again: xz that knows the machine's code packs it two megabytes smaller.

Calls in a program tell how far it is from them to what they call, so the same call is other bytes
in each place. xz has a filter that turns that into where it is ("BCJ"), which dpkg-deb cannot be
told to use; whatever reads xz undoes it (the xz file format, 5.3.2). A package is an archive of
Unix, three members with a header of 60 bytes each (deb(5), ar(5)).
"""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING

from resources.installer.common import BUILD_FAILED, BuildError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_MAGIC, _HEADER = b"!<arch>\n", 60
_STEP = 2**20
_CODE = {"x86_64": lzma.FILTER_X86}


def repack(loose: Path, goal: Path, machine: str) -> None:
    """Pack what dpkg-deb has made and not packed.

    Args:
        loose: Its package.
        goal: Where the packed one goes.
        machine: Whose code is in it.

    Raises:
        BuildError: It is not such a package.
    """
    with loose.open("rb") as source, goal.open("wb") as target:
        if source.read(len(_MAGIC)) != _MAGIC:
            raise BuildError(BUILD_FAILED, f"{loose.name}: not an archive")
        target.write(_MAGIC)
        while header := source.read(_HEADER):
            _member(header, source, target, machine)


def _member(header: bytes, source: BinaryIO, target: BinaryIO, machine: str) -> None:
    name, size = header[:16].decode().rstrip(" /"), int(header[48:58])
    at = target.tell()
    target.write(header)
    if name.endswith(".tar"):
        name += ".xz"
        with lzma.open(target, "wb", filters=_filters(machine)) as packed:
            _copy(source, packed, size)
    else:
        _copy(source, target, size)
    end = target.tell()
    long = end - at - _HEADER
    target.write(b"\n" * (long % 2))  # members begin at even places
    source.read(size % 2)
    target.seek(at)
    target.write(f"{name:<16}".encode() + header[16:48] + f"{long:<10}".encode())
    target.seek(0, 2)


def _filters(machine: str) -> list[dict[str, int]]:
    code = [{"id": _CODE[machine]}] if machine in _CODE else []
    return [*code, {"id": lzma.FILTER_LZMA2, "preset": 9}]


def _copy(source: BinaryIO, target: BinaryIO | lzma.LZMAFile, size: int) -> None:
    while size:
        step = source.read(min(size, _STEP))
        if not step:
            raise BuildError(BUILD_FAILED, "a package of dpkg-deb ends too early")
        target.write(step)
        size -= len(step)
