"""Where what is fetched waits until all of it is there.

Every file is named by the hash it must have and counts only when it has it. What an
interrupted fetch left is gone on with, never fetched twice; what turned out wrong is
thrown away at once. Packs stay as long as the feed lists them: a colleague without a
network can be given them.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.errors import (
    FeedError,
    NoSpaceError,
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UpdateCancelledError,
)
from valita_desktop.feed import packs
from valita_desktop.paths import make_way, patiently

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from valita_desktop.content.model import Attachment
    from valita_desktop.feed.packs import PackName
    from valita_desktop.feed.sources import Source
    from valita_desktop.sync.progress import Progress

_UNPACKED = 12
"""A byte of a pack becomes ten in the database, index and all (0.31 MB became 3.1 MB); two more
for the journal of the transaction."""
_LEAST = 20 * 10**6
"""Bytes that are left free whatever comes: a full disk harms more than this program."""
_OF_NETWORK = (
    SourceErrorCode.OFFLINE,
    SourceErrorCode.NO_ANSWER,
    SourceErrorCode.TOO_SLOW,
    SourceErrorCode.SIGN_IN_PAGE,
    SourceErrorCode.PROXY_LOGIN,
    SourceErrorCode.CERTIFICATE,
    SourceErrorCode.INSECURE,
    SourceErrorCode.TOO_MANY_REDIRECTS,
)
"""Troubles that asking for the whole file would meet as well: what is here is kept."""
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class Staging:
    """A folder for what is fetched from a source."""

    def __init__(self, folder: Path, source: Source, progress: Progress | None = None) -> None:
        self._folder = folder
        self._source = source
        self._progress = progress
        self._done = self._total = 0

    def require_space(self, size: int, database: Path) -> None:
        """See that the disk has room for packs of this size and what they become.

        Args:
            size: Bytes to fetch.
            database: What they go into; it grows by several times their size.

        Raises:
            NoSpaceError: It has not.
        """
        self._total = size
        needed = _LEAST + size * (1 + _UNPACKED)
        for folder in {self._folder, database.parent}:
            free = shutil.disk_usage(folder).free
            if free < needed:
                raise NoSpaceError(folder, needed, free)

    def packs(self, sizes: Mapping[PackName, int]) -> Callable[[PackName], bytes]:
        """Fetch packs of these sizes, all of them, and give whoever asks their bytes.

        Raises:
            SourceError: One cannot be read.
            TrustError: One is not what was signed.
            NoSpaceError, OutputError: It cannot be kept.
            UpdateCancelledError: A person stopped it.
        """
        files = {
            name: self._fetched(
                f"{packs.PACK_FOLDER}/{name}", name.sha256, min(size, packs.MAX_PACK)
            )
            for name, size in sizes.items()
        }

        def data_of(name: PackName) -> bytes:
            return _read(files[name])

        return data_of

    def pictures(self, attachments: Iterable[Attachment]) -> dict[str, bytes]:
        """Fetch pictures; their bytes by SHA-256.

        Raises:
            FeedError: One is no picture of the kind that it says.
            SourceError: One cannot be read.
            TrustError: One is not what was signed.
            NoSpaceError, OutputError: It cannot be kept.
            UpdateCancelledError: A person stopped it.
        """
        pictures = {}
        for each in attachments:
            name = packs.blob_name(each.sha256, each.mime_type)
            data = _read(self._fetched(name, each.sha256, each.size))
            if not data.startswith(_SIGNATURES[each.mime_type]):
                raise FeedError(each.name, f"is no {each.mime_type}")
            pictures[each.sha256] = data
        return pictures

    def keep(self, names: Iterable[PackName]) -> None:
        """Keep these packs, to hand them on, and throw everything else away."""
        kept = {name.sha256 for name in names}
        for file in self._folder.glob("*"):
            if file.name not in kept and file.is_file():
                with suppress(OSError):  # it goes the next time
                    patiently(partial(file.unlink, missing_ok=True))

    def _fetched(self, name: str, sha256: str, limit: int) -> Path:
        """A file of the feed that is right; one that is there and is not is fetched anew."""
        file = self._folder / sha256
        part = file.with_suffix(".part")
        try:
            make_way(file)
            make_way(part)
            if not (file.is_file() and _has_hash(file, sha256)):
                self._fetch_right(name, part, sha256, limit)
                patiently(partial(part.replace, file))
        except OSError as error:
            raise _unwritten(part, error) from error
        self._done += file.stat().st_size
        return file

    def _fetch_right(self, name: str, part: Path, sha256: str, limit: int) -> None:
        """Fetch a file; once more from its beginning where going on did not lead to it.

        What an interrupted fetch left may be of another file, and a server that knows no parts
        may answer anything when asked for one.
        """
        if part.exists() and 0 < part.stat().st_size <= limit:
            try:
                self._fetch(name, part, limit)
            except SourceError as error:
                if error.code in _OF_NETWORK:
                    raise
            if part.exists() and _has_hash(part, sha256):
                return
        part.unlink(missing_ok=True)
        self._fetch(name, part, limit)
        if not _has_hash(part, sha256):
            part.unlink()
            raise TrustError(self._source.where, TrustErrorCode.ALTERED, name)

    def _fetch(self, name: str, part: Path, limit: int) -> None:
        start = part.stat().st_size if part.exists() else 0
        if start and start == limit:
            return
        try:
            with part.open("ab") as out:
                for piece in self._source.read(name, limit, start):
                    out.write(piece)
                    self._tell(out.tell())
        except SourceError as error:
            if error.code is SourceErrorCode.TOO_MUCH:
                part.unlink(missing_ok=True)
            if error.code is SourceErrorCode.MISSING:
                raise SourceError(self._source.where, SourceErrorCode.HALF_COPIED, name) from error
            raise

    def _tell(self, here: int) -> None:
        if self._progress:
            self._progress.report(self._done + here, max(self._total, self._done + here))
            if self._progress.is_cancelled():
                raise UpdateCancelledError


def _has_hash(file: Path, sha256: str) -> bool:
    return hashlib.sha256(_read(file)).hexdigest() == sha256


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise OutputError(file, str(error.strerror or error)) from error


def _unwritten(file: Path, error: OSError) -> NoSpaceError | OutputError:
    if error.errno == errno.ENOSPC:
        return NoSpaceError(file.parent, _LEAST, shutil.disk_usage(file.parent).free)
    return OutputError(file, str(error.strerror or error))
