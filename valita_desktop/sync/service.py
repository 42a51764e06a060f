"""Updates as the window and the command line ask for them: each whole, one at a time.

The window goes on reading through its own connection, so everything here opens one of its
own; what only reads waits for nobody. Nothing is fetched but where somebody says so, and
only from where it is said.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import msgspec

from valita_desktop import paths
from valita_desktop.decoding import prepared
from valita_desktop.errors import (
    UNDECODABLE,
    OutputError,
    SourceError,
    UpdateCancelledError,
    ValitaError,
)
from valita_desktop.feed.sources import FirstOf, FolderSource
from valita_desktop.library.store import Library
from valita_desktop.paths import write_whole
from valita_desktop.sync import shared, updater
from valita_desktop.sync.export import BundleSink, FolderSink, KeptSource, copy_feed
from valita_desktop.sync.schedule import MAX_RETRY_AFTER
from valita_desktop.sync.sources import DEFAULT_SOURCE, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.feed.sources import Source
    from valita_desktop.feed.trust import Trust
    from valita_desktop.library.news import News
    from valita_desktop.library.rows import Row
    from valita_desktop.library.store import Changed, Edition
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.progress import Progress
    from valita_desktop.sync.shared import ReadyLibrary
    from valita_desktop.sync.updater import Update

log = logging.getLogger(__name__)

_MOST_NOTE = 10_000


class LastCheck(msgspec.Struct, frozen=True):
    """When new materials were looked for last.

    Attributes:
        at: With its zone.
        seq: The newest release there; 0 if it failed.
        failed: It could not be looked.
        retry_after: Seconds that the server asked to wait.
    """

    at: Annotated[dt.datetime, msgspec.Meta(tz=True)]
    seq: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    failed: bool = False
    retry_after: Annotated[int, msgspec.Meta(ge=0, le=MAX_RETRY_AFTER)] = 0


@dataclass(frozen=True)
class UpdateStatus:
    """How the materials of this computer stand.

    Attributes:
        edition: In use.
        previous: Can be used again; ``None`` if none is kept.
        news: What the last change brought.
        last_check: When new ones were looked for last; ``None`` if never.
    """

    edition: Edition
    previous: Edition | None
    news: tuple[News, ...]
    last_check: LastCheck | None

    @property
    def outdated(self) -> bool:
        """There was something newer when it was looked last."""
        return self.last_check is not None and self.last_check.seq > self.edition.seq

    @property
    def check_failed(self) -> bool:
        """It could not be looked the last time."""
        return self.last_check is not None and self.last_check.failed


@dataclass(frozen=True)
class ApplyResult:
    """What came of `UpdateService.apply` or `revert`: other materials are in use.

    Attributes:
        changed: What has changed in them.
        rows: All rows as they are now.
        status: How the materials stand now.
    """

    changed: Changed
    rows: tuple[Row, ...]
    status: UpdateStatus


class UpdateService:
    """Checks, applies, reverts and exports for one library, by `updater` and `export`.

    It knows where this computer keeps what it trusts and what it has fetched, so that
    whoever asks needs only say from where.

    Args:
        library: The file of the library.
        data: Folder that verified metadata and what is fetched are kept in.
        root: Reads the bytes of the root that is trusted; `OutputError` if it is not there.
        clock: Tells the time, with its zone.
    """

    def __init__(
        self,
        library: Path,
        data: Path,
        root: Callable[[], bytes],
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        self._path = library
        self._data = data
        self._root = root
        self._clock = clock or _now
        self._one = threading.Lock()

    def status(self) -> UpdateStatus:
        """How the materials stand.

        Raises:
            StoreUnusableError: The library cannot be read.
        """
        with closing(Library(self._path)) as library:  # nobody is waited for
            return self._status(library)

    def last_check(self) -> LastCheck | None:
        """When new ones were looked for last; ``None`` if never."""
        try:
            return msgspec.json.decode(
                paths.read_regular(self._note, _MOST_NOTE), type=prepared(LastCheck)
            )
        except (OSError, *UNDECODABLE):
            return None

    def check(self, given: str = "", progress: Progress | None = None) -> Update:
        """See what is new where materials usually come from, and remember when it was.

        Args:
            given: As `sources.open_source`; ``""`` is the network's own address.
            progress: May stop it; then it is not remembered.

        Raises:
            UpdateCancelledError: ``progress`` stopped it.
            ValitaError: As `updater.check`.
        """
        noted = LastCheck(self._clock(), failed=True)
        try:
            update = self.check_file(given or DEFAULT_SOURCE, progress)
        except UpdateCancelledError:
            raise
        except SourceError as error:
            self._remember(msgspec.structs.replace(noted, retry_after=error.retry_after))
            raise
        except ValitaError:
            self._remember(noted)
            raise
        self._remember(LastCheck(noted.at, update.seq))
        return update

    def check_file(self, file: Path | str, progress: Progress | None = None) -> Update:
        """See what is new in a file that somebody brought, or elsewhere for once.

        Args:
            file: The file, or anything that `sources.open_source` takes.
            progress: May stop it.

        Raises:
            UpdateCancelledError: ``progress`` stopped it.
            ValitaError: As `updater.check`.
        """
        with self._open() as library, opened(str(file), progress) as source:
            return updater.check(source, library, self._trust(source))

    def apply(
        self, update: Update, progress: Progress | None = None, *, allow_withdrawals: bool = False
    ) -> ApplyResult:
        """Bring the library up to what was found.

        Args:
            update: As `check` or `check_file` gave it.
            progress: Is told how far it is, and may stop it.
            allow_withdrawals: More than a fifth of the items may go.

        Raises:
            ValitaError: As `updater.apply`; the library is as it was.
        """
        with self._open() as library, opened(update.source, progress) as source:
            changed = updater.apply(
                update,
                source,
                library,
                self._data / "fetched",
                allow_withdrawals=allow_withdrawals,
                progress=progress,
            )
            return self._result(changed, library)

    def revert(self) -> ApplyResult:
        """Use the previous materials; once more, those that came after them.

        Raises:
            FeedError: There are none.
            StoreUnusableError: The library cannot be written.
        """
        with self._open() as library:
            return self._result(library.revert(), library)

    def export(self, file: Path, given: str = "", since: int = 0) -> ExportResult:
        """Write a feed into one ``.valita`` file.

        Args:
            file: The file; what stood there is replaced once the new one is whole.
            given: Where it comes from, as `sources.open_source`; ``""`` is what this
                computer has, and needs no network.
            since: Only what a library at this release needs; 0 is for everybody.

        Raises:
            SourceError: The source cannot be read, or lacks a pack that is needed.
            TrustError: It is not what the network has signed.
            OutputError: The file cannot be written.
        """
        with self._feed(given) as source, BundleSink(file) as sink:
            return copy_feed(source, self._trust(source), sink, since=since)

    def mirror(self, folder: Path, given: str = "") -> ExportResult:
        """Copy a whole feed into a folder, for any web server or share.

        Args:
            folder: The folder; it is made where there is none.
            given: As `sources.open_source`; ``""`` is the network's own address.

        Raises:
            SourceError: The source cannot be read.
            TrustError: It is not what the network has signed.
            OutputError: The folder cannot be written.
        """
        with opened(given or DEFAULT_SOURCE) as source:
            return copy_feed(source, self._trust(source), FolderSink(folder))

    def share(self, folder: Path, given: str = "") -> ReadyLibrary:
        """Prepare a shared folder, as `sync.shared` tells of it.

        Args:
            folder: The folder; it is made where there is none.
            given: Where the feed comes from, as in `export`.

        Raises:
            SourceError: The source cannot be read.
            TrustError: It is not what the network has signed.
            OutputError: The folder cannot be written.
        """
        with self._feed(given) as source:
            return shared.build(folder, source, self._trust(source))

    @contextmanager
    def _open(self) -> Iterator[Library]:
        with self._one, closing(Library(self._path)) as library:
            yield library

    @contextmanager
    def _feed(self, given: str) -> Iterator[Source]:
        """A source that was named, or what this computer has."""
        if given:
            with opened(given) as source:
                yield source
            return
        shipped = FolderSource(paths.shipped_feed())
        if not (self._data / "trust/timestamp.json").is_file():
            yield shipped
            return
        with self._open() as library:
            yield FirstOf(KeptSource(library, self._data), shipped)

    def _trust(self, source: Source) -> Trust:
        """What is trusted of a source; the shipped feed has no history to be held to."""
        from valita_desktop.feed.trust import Trust  # late: no start waits for python-tuf

        if source.where == str(paths.shipped_feed()):
            return Trust(self._root(), self._data / "trust-of-shipped", ageless=True)
        return Trust(self._root(), self._data / "trust")

    def _status(self, library: Library) -> UpdateStatus:
        return UpdateStatus(library.edition, library.previous, library.news(), self.last_check())

    def _result(self, changed: Changed, library: Library) -> ApplyResult:
        return ApplyResult(changed, library.rows(), self._status(library))

    @property
    def _note(self) -> Path:
        return self._path.with_name("looked.json")

    def _remember(self, last_check: LastCheck) -> None:
        try:
            write_whole(self._note, msgspec.json.encode(last_check))
        except OutputError as error:
            log.warning("when it was looked last is not remembered: %s", error)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
