"""A disk whose power can be cut, as an SQLite VFS.

Everything that is written is written down in order, with every sync. `after_cut` gives the
files as they may be found after the power went at any moment: what was synced is there,
what was not is there, half there, or not there, sector by sector.

Source:
    SQLite, "Atomic Commit In SQLite", section 2, Hardware Assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
from typing_extensions import override

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SECTOR = 512


@dataclass(frozen=True)
class Operation:
    """One thing that was done to a file: bytes written, a new length, or (neither) a sync."""

    file: str
    at: int = 0
    data: bytes | None = None
    length: int | None = None


@dataclass
class Disk(apsw.VFS):
    """Passes everything on to the real disk, and remembers it.

    Attributes:
        name: What SQLite calls it.
        done: What was done, in order.
    """

    name: str
    done: list[Operation] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.name, "")

    @override
    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:
        return _File(self, name, flags)

    @override
    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.done.append(Operation(Path(filename).name, length=0))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: object, flags: list[int]) -> None:
        shown = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(str(shown)).name if shown else ""
        self._disk = disk
        super().__init__("", name, flags)  # type: ignore[arg-type]  # as it was handed in

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.done.append(Operation(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    @override
    def xTruncate(self, newsize: int) -> None:
        self._disk.done.append(Operation(self._name, length=newsize))
        super().xTruncate(newsize)

    @override
    def xSync(self, flags: int) -> None:
        self._disk.done.append(Operation(self._name))
        super().xSync(flags)


def after_cut(
    before: dict[str, bytes], done: Sequence[Operation], chance: random.Random
) -> dict[str, bytes]:
    """The files after a power cut.

    Args:
        before: What was safely on the disk at the beginning.
        done: What had been done when the power went.
        chance: Decides what of the unsynced became of it.
    """
    files = {name: bytearray(data) for name, data in before.items()}
    waiting: dict[str, list[Operation]] = {}
    for each in done:
        if each.data is None and each.length is None:
            for one in waiting.pop(each.file, []):
                _apply(files, one, one.data)
        else:
            waiting.setdefault(each.file, []).append(each)
    for operations in waiting.values():
        for one in operations:
            fate = chance.random()
            if fate < 0.4:
                _apply(files, one, one.data)
            elif fate < 0.7 and one.data:
                _apply(files, one, one.data[: chance.randrange(len(one.data)) // SECTOR * SECTOR])
    return {name: bytes(data) for name, data in files.items() if data}


def _apply(files: dict[str, bytearray], one: Operation, data: bytes | None) -> None:
    file = files.setdefault(one.file, bytearray())
    if one.length is not None:
        del file[one.length :]
        file.extend(bytes(one.length - len(file)))
    if data:
        file.extend(bytes(max(0, one.at - len(file))))
        file[one.at : one.at + len(data)] = data
