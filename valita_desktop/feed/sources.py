"""Where a published feed is read from: a folder, a stick, one file.

A source gives bytes and says honestly why it cannot; it vouches for nothing. It reads only
the names it is asked for and never more than it is allowed to, so a folder or an archive
made by somebody else can hold whatever it likes.
"""

from __future__ import annotations

import errno
import os
import struct
import zipfile
from typing import TYPE_CHECKING, BinaryIO, Protocol

from typing_extensions import override

from valita_desktop.errors import SourceError, SourceErrorCode
from valita_desktop.paths import open_regular

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 64 * 1024
MAX_ENTRIES = 20_000
MAX_DIRECTORY = 8 * 2**20
_DAMAGED = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError)
"""What the library raises of a ZIP that is not as it says."""
_END_RECORD = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LARGE_SIGNATURE = b"PK\x06\x07"
_LARGE_LOCATOR = 20
"""Bytes before the end record where counts of 64 bits would be named."""
_MAX_COMMENT = 2**16


class Source(Protocol):
    """Where a published feed is read from.

    Attributes:
        where: What people call it: the address, the folder, the file.
        dated: When it said last that it answered, by its own clock; ``None`` where it says
            nothing. Nobody vouches for it: it only tells a wrong clock from an old feed.
    """

    where: str
    dated: dt.datetime | None = None

    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file of the feed, piece by piece, not yet verified.

        Args:
            name: As in docs/feed-format.md, ``metadata/timestamp.json``.
            limit: At most so many bytes, ``start`` included.
            start: Leave out so many bytes at the beginning.

        Raises:
            SourceError: It cannot be read, or holds more than ``limit`` bytes. The first
                piece that cannot be had raises; what came before is right as far as it goes.
        """
        ...

    def has(self, name: str) -> bool:
        """False if it is known not to have a file; a web address is asked nothing.

        Raises:
            SourceError: It cannot be read.
        """
        ...

    def rest(self) -> None:
        """Let go of connections; it can be read again. On the thread that has read."""
        ...

    def close(self) -> None:
        """Let go of everything; it is not read any more."""
        ...


class FolderSource(Source):
    """A published feed in a folder: the shipped one, a school's share, a stick."""

    def __init__(self, folder: Path) -> None:
        self.where = str(folder)
        self._folder = folder

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        left = limit - start
        try:
            with open_regular(self._folder / name) as stream:
                stream.seek(start)
                while piece := stream.read(min(CHUNK, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        raise SourceError(self.where, SourceErrorCode.TOO_MUCH, name)
                    yield piece
        except OSError as error:
            missing = error.errno in (errno.ENOENT, errno.EINVAL) and self._folder.is_dir()
            trouble = SourceErrorCode.MISSING if missing else SourceErrorCode.UNREADABLE
            raise SourceError(self.where, trouble, _words(error)) from error

    @override
    def has(self, name: str) -> bool:
        try:
            return (self._folder / name).is_file()
        except OSError as error:
            raise SourceError(self.where, SourceErrorCode.UNREADABLE, _words(error)) from error

    @override
    def rest(self) -> None:
        """Nothing is held open."""

    @override
    def close(self) -> None:
        """Nothing is held open."""


class BundleSource(Source):
    """A published feed in one ``.valita`` file: a ZIP whose entries are stored as they are.

    Never extracted; entries are read in place, by the names that the feed asks for.
    """

    def __init__(self, file: Path) -> None:
        """Open the file.

        Raises:
            SourceError: It cannot be read, or is no such file.
        """
        self.where = str(file)
        try:
            with open_regular(file) as stream:
                _refuse_large_directory(stream)
            self._zip = zipfile.ZipFile(file)
        except OSError as error:
            raise SourceError(self.where, SourceErrorCode.UNREADABLE, _words(error)) from error
        except _DAMAGED as error:
            raise SourceError(self.where, SourceErrorCode.NO_BUNDLE, str(error)) from error
        entries = self._zip.infolist()
        self._names = frozenset(self._zip.namelist())
        if len(entries) != len({entry.filename for entry in entries}):
            self.close()
            raise SourceError(self.where, SourceErrorCode.NO_BUNDLE, "an entry occurs twice")

    @override
    def close(self) -> None:
        self._zip.close()

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        try:
            entry = self._zip.getinfo(name)
        except KeyError as error:
            raise SourceError(self.where, SourceErrorCode.MISSING, name) from error
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise SourceError(
                self.where, SourceErrorCode.NO_BUNDLE, f"{name} is not stored as it is"
            )
        if entry.file_size > limit:
            raise SourceError(self.where, SourceErrorCode.TOO_MUCH, name)
        try:
            with self._zip.open(entry) as stream:
                stream.seek(start)
                while piece := stream.read(CHUNK):
                    yield piece
        except _DAMAGED as error:
            raise SourceError(self.where, SourceErrorCode.NO_BUNDLE, str(error)) from error
        except OSError as error:
            raise SourceError(self.where, SourceErrorCode.UNREADABLE, _words(error)) from error

    @override
    def has(self, name: str) -> bool:
        return name in self._names

    @override
    def rest(self) -> None:
        """The file stays open until `close`."""


class FirstOf(Source):
    """Several sources as one: a file comes from the first that has it.

    For handing a feed on when part of it is on this computer already.
    """

    def __init__(self, *sources: Source) -> None:
        self.where = sources[0].where
        self._sources = sources

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        for source in self._sources[:-1]:
            try:
                for piece in source.read(name, limit, start):
                    start += len(piece)
                    yield piece
            except SourceError as error:
                if error.code not in (SourceErrorCode.MISSING, SourceErrorCode.UNREADABLE):
                    raise
            else:
                return
        yield from self._sources[-1].read(name, limit, start)

    @override
    def has(self, name: str) -> bool:
        return any(source.has(name) for source in self._sources)

    @override
    def rest(self) -> None:
        for source in self._sources:
            source.rest()

    @override
    def close(self) -> None:
        for source in self._sources:
            source.close()


def whole(source: Source, name: str, limit: int) -> bytes:
    """A whole file of a source.

    Args:
        source: Where it is read from.
        name: As `Source.read`.
        limit: At most so many bytes.

    Raises:
        SourceError: As `Source.read`.
    """
    return b"".join(source.read(name, limit))


def _words(error: OSError) -> str:
    return str(error.strerror or error)


def _refuse_large_directory(stream: BinaryIO) -> None:
    """See that a ZIP's list of entries is small before all of it is read.

    Source:
        APPNOTE.TXT 4.3.12, 4.3.15 and 4.3.16: entries, their counts of 64 bits, end record.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_RECORD.size - _MAX_COMMENT))
    tail = stream.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise zipfile.BadZipFile("no end of central directory")
    if _LARGE_SIGNATURE in tail[max(0, at - _LARGE_LOCATOR) : at]:
        raise zipfile.BadZipFile("counts of 64 bits, which no feed needs")
    entries, length = _END_RECORD.unpack_from(tail, at)[4:6]
    if entries > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise zipfile.BadZipFile(f"{entries} entries in {length} bytes")
    stream.seek(max(0, size - len(tail) + at - length))
    if stream.read(length).count(_ENTRY_SIGNATURE) > MAX_ENTRIES:
        raise zipfile.BadZipFile(f"more than the {entries} entries that it tells")
