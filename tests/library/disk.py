"""A disk whose power can be cut, for whatever a process writes.

The process is watched by strace: every byte, name and sync, whoever writes it, Python or
SQLite. `after_cut` gives the files as they may be found when the power went at any moment.
What was synced is there; of what was not, each piece is there, half there or not there. Names
come in their order, as journals of file systems keep them: those of a folder that was synced
are there, of the others the first ones.

Source:
    SQLite, "Atomic Commit In SQLite", section 2; POSIX.1-2017, fsync and rename.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

SECTOR = 512
_FOLDER = -1
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<|$| )")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_WATCHED = (
    "openat,close,lseek,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,"
    "unlink,unlinkat,mkdir,mkdirat"
)


class Done(NamedTuple):
    """One thing that was done.

    Attributes:
        kind: ``write``, ``length``, ``sync`` of a file; ``name``, ``gone`` in a folder;
            ``sync-folder``.
        inode: Which file; `_FOLDER` is a folder.
        name: Its name, or the folder's.
        before: Of ``name``: the name that it had before; ``""`` where it is new.
        at: Where it was written, or its new length.
        data: What was written.
    """

    kind: str
    inode: int = _FOLDER
    name: str = ""
    before: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class _Open:
    inode: int
    at: int = 0
    append: bool = False
    folder: str = ""


@dataclass
class _Reading:
    """From what strace wrote to what was done in one folder."""

    root: str
    names: dict[str, int]
    done: list[Done] = field(default_factory=list)
    handles: dict[int, _Open] = field(default_factory=dict)
    new: Iterator[int] = field(default_factory=lambda: itertools.count(1_000_000))

    def take(self, call: str, arguments: str, result: int) -> None:
        """Take one call that did not fail."""
        texts = [_bytes(each) for each in _TEXT.findall(arguments)]
        inside = [self._inside(each) for each in texts] if call != "write" else []
        match call:
            case "openat" if (name := inside[0]) is not None:
                self._open(name, arguments, result)
            case "mkdir" | "mkdirat" if (name := inside[0]) is not None:
                self._name(name, _FOLDER)
            case "unlink" | "unlinkat" if (name := inside[0]) is not None:
                self.names.pop(name, None)
                self.done.append(Done("gone", name=name))
            case "rename" | "renameat" | "renameat2" if None not in inside[:2]:
                old, new = str(inside[0]), str(inside[1])
                self._name(new, self.names.pop(old), old)
            case _:
                handle = int(re.match(r"\d*", arguments)[0] or -1)  # type: ignore[index]
                if handle in self.handles:
                    self._use(call, handle, arguments, texts, result)

    def _open(self, name: str, arguments: str, handle: int) -> None:
        if self.names.get(name) == _FOLDER or not name:
            self.handles[handle] = _Open(_FOLDER, folder=name)
            return
        if name not in self.names:
            self._name(name, next(self.new))
        inode = self.names[name]
        if "O_TRUNC" in arguments:
            self.done.append(Done("length", inode))
        self.handles[handle] = _Open(inode, append="O_APPEND" in arguments)

    def _use(self, call: str, handle: int, arguments: str, texts: list[bytes], result: int) -> None:
        opened = self.handles[handle]
        match call:
            case "close":
                del self.handles[handle]
            case "lseek":
                opened.at = result
            case "write":
                self.done.append(Done("write", opened.inode, at=opened.at, data=texts[0][:result]))
                opened.at += result
            case "pwrite64":
                at = int(arguments.rsplit(", ", 1)[1])
                self.done.append(Done("write", opened.inode, at=at, data=texts[0][:result]))
            case "ftruncate":
                length = int(arguments.rsplit(", ", 1)[1])
                self.done.append(Done("length", opened.inode, at=length))
            case "fsync" | "fdatasync" if opened.inode == _FOLDER:
                self.done.append(Done("sync-folder", name=opened.folder))
            case "fsync" | "fdatasync":
                self.done.append(Done("sync", opened.inode))

    def _name(self, name: str, inode: int, before: str = "") -> None:
        self.names[name] = inode
        self.done.append(Done("name", inode, name, before))

    def _inside(self, path: bytes) -> str | None:
        """The name within the folder; shared memory is gone with the power, and no file of ours."""
        name = os.fsdecode(path)
        inside = name == self.root or name.startswith(f"{self.root}/")
        if not inside or name.endswith("-shm"):
            return None
        return name[len(self.root) + 1 :]


def files_in(folder: Path) -> dict[str, bytes | None]:
    """All files below a folder by their names; folders are ``None``."""
    return {
        each.relative_to(folder).as_posix(): None if each.is_dir() else each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if not each.name.endswith("-shm")
    }


def watched(folder: Path, code: str) -> list[Done]:
    """Run a piece of Python by itself, and tell what it does in a folder.

    Raises:
        subprocess.CalledProcessError: It fails.
    """
    before = files_in(folder)
    log = folder.with_name(f"{folder.name}.calls")
    options = ("-f", "-y", "-xx", "-s", "10000000", "--seccomp-bpf", "-e", f"trace={_WATCHED}")
    command: list[str | Path] = ["strace", *options, "-o", log, sys.executable, "-c", code]
    subprocess.run(command, check=True)
    names = {name: _FOLDER if data is None else n for n, (name, data) in enumerate(before.items())}
    reading = _Reading(str(folder), names)
    for line in log.read_text("ascii", errors="replace").splitlines():
        found = _CALL.match(line)
        if found and int(found[3]) >= 0:
            reading.take(found[1], found[2], int(found[3]))
    return reading.done


def after_cut(
    before: dict[str, bytes | None], done: Sequence[Done], chance: random.Random
) -> dict[str, bytes | None]:
    """The files after a power cut.

    Args:
        before: What was safely on the disk at the beginning, as `files_in` told it.
        done: What had been done when the power went.
        chance: Decides what of the unsynced became of it.
    """
    names = {name: _FOLDER if data is None else n for n, (name, data) in enumerate(before.items())}
    bodies = {n: bytearray(data or b"") for n, data in enumerate(before.values())}
    written, named = _settled(names, bodies, done)
    for operations in named.values():
        _rename(names, operations[: chance.randrange(len(operations) + 1)])
    for one in (one for operations in written.values() for one in operations):
        fate = chance.random()
        if fate < 0.4:
            _write(bodies, one, one.data)
        elif fate < 0.7 and one.data:
            half = chance.randrange(len(one.data)) // SECTOR * SECTOR
            _write(bodies, one, one.data[:half])
    return {
        name: None if inode == _FOLDER else bytes(bodies.get(inode, b""))
        for name, inode in sorted(names.items())
        if _parent(name) in {"", *names}
    }


def _settled(
    names: dict[str, int], bodies: dict[int, bytearray], done: Iterable[Done]
) -> tuple[dict[int, list[Done]], dict[str, list[Done]]]:
    """Put on the disk what was synced; what waits still, by file and by folder."""
    written: dict[int, list[Done]] = {}
    named: dict[str, list[Done]] = {}
    for each in done:
        match each.kind:
            case "sync":
                for one in written.pop(each.inode, []):
                    _write(bodies, one, one.data)
            case "sync-folder":
                _rename(names, named.pop(each.name, []))
            case "name" | "gone":
                named.setdefault(_parent(each.name), []).append(each)
            case _:
                written.setdefault(each.inode, []).append(each)
    return written, named


def put(files: dict[str, bytes | None], folder: Path) -> None:
    """Lay the files of a disk into a folder."""
    for name, data in files.items():
        if data is None:
            (folder / name).mkdir(parents=True)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


def _write(bodies: dict[int, bytearray], one: Done, data: bytes) -> None:
    body = bodies.setdefault(one.inode, bytearray())
    if one.kind == "length":
        del body[one.at :]
        body.extend(bytes(one.at - len(body)))
    elif data:
        body.extend(bytes(max(0, one.at - len(body))))
        body[one.at : one.at + len(data)] = data


def _rename(names: dict[str, int], operations: Iterable[Done]) -> None:
    for one in operations:
        names.pop(one.before or one.name, None)
        if one.kind == "name":
            names[one.name] = one.inode


def _parent(name: str) -> str:
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))
