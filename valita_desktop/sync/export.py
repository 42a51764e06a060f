"""Hand a feed on: to a web server or a share as a mirror, to a colleague as one file.

What is handed on is first verified as if it were to be applied, and is complete before
anything points to it: the timestamp is written last. The receiver verifies it all again
and need not trust whoever carried it.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from valita_desktop.errors import (
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UsageError,
)
from valita_desktop.feed import jsonfeed, packs
from valita_desktop.feed.pages import SIGNED_PAGES
from valita_desktop.feed.sources import Source, whole
from valita_desktop.paths import opened_whole, patiently, write_whole
from valita_desktop.sync.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from valita_desktop.feed.packs import PackName
    from valita_desktop.feed.trust import Signed, Trust
    from valita_desktop.library.store import Library

_MAX_METADATA = 5_000_000
_MAX_PAGE = 16 * 2**20
_PAGES = frozenset(f"feed/{name}" for name in SIGNED_PAGES)
"""The only signed names besides packs that are written anywhere."""
_DAY = (2026, 1, 1, 0, 0, 0)
"""Date of every entry, so that the same feed gives the same file."""


@dataclass(frozen=True)
class ExportResult:
    """What `copy_feed` wrote.

    Attributes:
        seq: The newest release in it.
        packs: How many packs.
        size: Bytes of all files together.
    """

    seq: int
    packs: int
    size: int


class Sink(Protocol):
    """What a feed is written into."""

    def holds(self, name: str, sha256: str) -> bool:
        """True if a file is there already, and right."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole."""
        ...

    def drop_packs(self, keep: Iterable[str]) -> None:
        """Remove packs that the feed no longer has."""
        ...


def copy_feed(
    source: Source, trust: Trust, sink: Sink, *, since: int | None = None
) -> ExportResult:
    """Copy a feed.

    Args:
        source: Where it comes from.
        trust: It is verified by this first.
        sink: What it is written into.
        since: Only the packs that lead on from this release, the cheapest way, and no
            pages; ``None`` copies everything.

    Raises:
        SourceError: The source cannot be read, or lacks what is needed.
        TrustError: It is not what the network has signed.
        OutputError: It cannot be written.
        UsageError: There is no such release yet.
    """
    from valita_desktop.feed.trust import verify

    copy = _Copy(source, sink)
    try:
        with held(trust.folder):
            signed = verify(source, trust)
            chosen = _chosen(source, signed, since)
            for name in chosen:
                copy.pack(name)
            if since is None:
                for path, (sha256, _size) in signed.files.items():
                    if path in _PAGES:
                        copy.page(path, sha256)
            copy.metadata(signed, trust.folder)
    finally:
        source.rest()
    sink.drop_packs(str(name) for name in chosen)
    return ExportResult(signed.seq, len(chosen), copy.size)


class FolderSink(Sink):
    """A mirror in a folder. What is there already is not written again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @override
    def holds(self, name: str, sha256: str) -> bool:
        try:
            return hashlib.sha256((self._folder / name).read_bytes()).hexdigest() == sha256
        except OSError:
            return False

    @override
    def write(self, name: str, data: bytes) -> None:
        write_whole(self._inside(name), data)

    @override
    def drop_packs(self, keep: Iterable[str]) -> None:
        kept = set(keep)
        for file in self._inside(packs.PACK_FOLDER).glob("*.json.gz"):
            if packs.parse_name(file.name) and file.name not in kept:
                with suppress(OSError):
                    patiently(partial(file.unlink, missing_ok=True))

    def _inside(self, name: str) -> Path:
        """Where a name stands in the mirror, never behind a link that leads out of it."""
        file = self._folder / name
        if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(self._folder)):
            raise OutputError(file, "a link leads out of the folder")
        return file


class BundleSink(Sink):
    """One ``.valita`` file; it takes the place of what stood there once it is whole."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened = ExitStack()
        self._written: set[str] = set()

    def __enter__(self) -> BundleSink:
        """Begin the file.

        Raises:
            OutputError: The folder cannot be written to.
        """
        stream = self._opened.enter_context(opened_whole(self._file))
        self._zip = self._opened.enter_context(zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file, or throw it away if something went wrong."""
        self._opened.__exit__(kind, error, trace)

    @override
    def holds(self, name: str, sha256: str) -> bool:
        return name in self._written

    @override
    def write(self, name: str, data: bytes) -> None:
        try:
            self._zip.writestr(zipfile.ZipInfo(name, _DAY), data)
            self._written.add(name)
        except OSError as error:
            raise OutputError(self._file, str(error.strerror or error)) from error

    @override
    def drop_packs(self, keep: Iterable[str]) -> None:
        """A new file holds nothing else."""


class KeptSource(Source):
    """The feed as this computer has it: verified metadata, fetched packs, pictures."""

    def __init__(self, library: Library, data: Path) -> None:
        self.where = str(data)
        self._library = library
        self._data = data

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        data = self._bytes(name)
        if data is None:
            raise SourceError(self.where, SourceErrorCode.MISSING, name)
        if len(data) > limit:
            raise SourceError(self.where, SourceErrorCode.TOO_MUCH, name)
        yield data[start:]

    @override
    def has(self, name: str) -> bool:
        try:
            return self._bytes(name) is not None
        except SourceError:
            return False

    @override
    def rest(self) -> None:
        """Nothing is held open."""

    @override
    def close(self) -> None:
        """Nothing is held open."""

    def _bytes(self, name: str) -> bytes | None:
        if name.startswith(f"{packs.BLOB_FOLDER}/"):
            return self._library.image(PurePosixPath(name).stem) or None
        file = self._file(name)
        try:
            return file.read_bytes() if file and file.is_file() else None
        except OSError as error:
            told = str(error.strerror or error)
            raise SourceError(self.where, SourceErrorCode.UNREADABLE, told) from error

    def _file(self, name: str) -> Path | None:
        folder, _, last = name.rpartition("/")
        pack = packs.parse_name(last)
        if pack:
            return self._data / "fetched" / pack.sha256
        if folder != "metadata":
            return None
        trust = self._data / "trust"
        return trust / "root_history" / last if last.endswith(".root.json") else trust / last


class _Copy:
    """Reads from a source and writes into a sink, verifying in between."""

    def __init__(self, source: Source, sink: Sink) -> None:
        self._source = source
        self._sink = sink
        self.size = 0

    def pack(self, name: PackName) -> None:
        """A pack, after the pictures of its items: one that is there has them all."""
        file = f"{packs.PACK_FOLDER}/{name}"
        if self._sink.holds(file, name.sha256):
            return
        data = whole(self._source, file, packs.MAX_PACK)
        feed = jsonfeed.decode(packs.unpack(name, data), str(name))
        for attachment in {a for item in feed.items for a in item.attachments}:
            sha256 = attachment.extension.sha256
            blob = packs.blob_name(sha256, attachment.mime_type)
            if not self._sink.holds(blob, sha256):
                self._write(blob, self._verified(blob, sha256, attachment.size_in_bytes))
        self._write(file, data)

    def page(self, path: str, sha256: str) -> None:
        """A page for feed readers, and its copy under its plain name."""
        folder, _, name = path.rpartition("/")
        file = f"targets/{folder}/{sha256}.{name}"
        if self._sink.holds(file, sha256) and self._sink.holds(name, sha256):
            return
        data = self._verified(file, sha256, _MAX_PAGE)
        self._write(file, data)
        self._write(name, data)

    def metadata(self, signed: Signed, verified: Path) -> None:
        """The signatures, oldest root first, timestamp last."""
        for version in range(1, signed.root_version + 1):
            self._root(version)
        for version, role in (
            (signed.version, "targets"),
            (signed.snapshot_version, "snapshot"),
        ):
            data = (verified / f"{role}.json").read_bytes()
            self._write(f"metadata/{version}.{role}.json", data)
        newest = verified / f"root_history/{signed.root_version}.root.json"
        self._write("metadata/root.json", newest.read_bytes())
        self._write("metadata/timestamp.json", (verified / "timestamp.json").read_bytes())

    def _root(self, version: int) -> None:
        """A root of the chain; one from before this program's own may be missing here."""
        name = f"metadata/{version}.root.json"
        try:
            self._write(name, whole(self._source, name, _MAX_METADATA))
        except SourceError as error:
            if error.code not in (SourceErrorCode.MISSING, SourceErrorCode.FORBIDDEN):
                raise

    def _verified(self, file: str, sha256: str, limit: int) -> bytes:
        data = whole(self._source, file, limit)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise TrustError(self._source.where, TrustErrorCode.ALTERED, file)
        return data

    def _write(self, name: str, data: bytes) -> None:
        self._sink.write(name, data)
        self.size += len(data)


def _chosen(source: Source, signed: Signed, since: int | None) -> tuple[PackName, ...]:
    if since is None:
        return tuple(signed.packs)
    if not 0 <= since <= signed.seq:
        raise UsageError("release", str(since), (f"0–{signed.seq}",))
    there = {n: size for n, size in signed.packs.items() if source.has(f"{packs.PACK_FOLDER}/{n}")}
    path = packs.cheapest_path(there, since)
    if (path[-1].to_seq if path else since) < signed.seq:
        detail = f"no way from release {since} to {signed.seq}"
        raise SourceError(source.where, SourceErrorCode.HALF_COPIED, detail)
    return path
