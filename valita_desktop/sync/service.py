"""Updates as the window asks for them: each whole, on any thread, one at a time.

The window goes on reading through its own connection, so everything here opens one of its
own; what only reads waits for nobody. Nothing is fetched but by `check` and `apply`, and
only from where it is said.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.errors import OutputError, SourceError, UpdateCancelledError, ValitaError
from valita_desktop.library.store import Library
from valita_desktop.paths import write_whole
from valita_desktop.sync.updates import DEFAULT_SOURCE, open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.feed.sources import Source
    from valita_desktop.library.news import News
    from valita_desktop.library.rows import Row
    from valita_desktop.library.store import Changed, Edition
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.progress import Progress
    from valita_desktop.sync.updater import Update
    from valita_desktop.sync.updates import Updates

log = logging.getLogger(__name__)


class LastCheck(msgspec.Struct, frozen=True):
    """When new materials were looked for last.

    Attributes:
        at: With its zone.
        seq: The newest release there; 0 if it failed.
        failed: It could not be looked.
        retry_after: Seconds that the server asked to wait.
    """

    at: dt.datetime
    seq: int = 0
    failed: bool = False
    retry_after: int = 0


@dataclass(frozen=True)
class UpdateStatus:
    """How the materials stand.

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
    """The library has changed.

    Attributes:
        changed: What has.
        rows: All rows as they are now.
        status: How the materials stand now.
    """

    changed: Changed
    rows: tuple[Row, ...]
    status: UpdateStatus


class UpdateService:
    """Checks, applies, reverts and exports for one library, by `Updates`.

    Args:
        library: The file of the library.
        updates_of: What keeps an open library up to date.
        clock: Tells the time, with its zone.
    """

    def __init__(
        self,
        library: Path,
        updates_of: Callable[[Library], Updates],
        clock: Callable[[], dt.datetime] | None = None,
    ) -> None:
        self._path = library
        self._updates_of = updates_of
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
            return msgspec.json.decode(self._note.read_bytes(), type=LastCheck)
        except (OSError, msgspec.DecodeError):
            return None

    def check(self, given: str = "", progress: Progress | None = None) -> Update:
        """See what is new where materials usually come from.

        Args:
            given: As `updates.open_source`; ``""`` is the network's own address.
            progress: May stop it; then it is not remembered.

        Raises:
            UpdateCancelledError: ``progress`` stopped it.
            ValitaError: As `updater.check`.
        """
        with self._open() as updates:
            noted = LastCheck(self._clock(), failed=True)
            try:
                with _opened(given or DEFAULT_SOURCE, progress) as source:
                    update = updates.check(source)
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

    def check_file(self, file: Path, progress: Progress | None = None) -> Update:
        """See what is new in a file that somebody brought.

        Args:
            file: The file.
            progress: May stop it.

        Raises:
            UpdateCancelledError: ``progress`` stopped it.
            ValitaError: As `updater.check`.
        """
        with self._open() as updates, _opened(str(file), progress) as source:
            return updates.check(source)

    def apply(
        self, update: Update, progress: Progress | None = None, *, allow_withdrawals: bool = False
    ) -> ApplyResult:
        """Bring the library up to what was found.

        Raises:
            ValitaError: As `updater.apply`; the library is as it was.
        """
        with self._open() as updates, _opened(update.source, progress) as source:
            changed = updates.apply(
                update, source, allow_withdrawals=allow_withdrawals, progress=progress
            )
            return self._result(changed, updates)

    def revert(self) -> ApplyResult:
        """Use the previous materials; once more, those that came after them.

        Raises:
            FeedError: There are none.
            StoreUnusableError: The library cannot be written.
        """
        with self._open() as updates:
            return self._result(updates.library.revert(), updates)

    def export(self, file: Path) -> ExportResult:
        """Write the materials of this computer into one file.

        Raises:
            ValitaError: As `Updates.export`.
        """
        with self._open() as updates:
            return updates.export(updates.kept(), file)

    @contextmanager
    def _open(self) -> Iterator[Updates]:
        with self._one, closing(Library(self._path)) as library:
            yield self._updates_of(library)

    def _status(self, library: Library) -> UpdateStatus:
        return UpdateStatus(library.edition, library.previous, library.news(), self.last_check())

    def _result(self, changed: Changed, updates: Updates) -> ApplyResult:
        return ApplyResult(changed, updates.library.rows(), self._status(updates.library))

    @property
    def _note(self) -> Path:
        return self._path.with_name("looked.json")

    def _remember(self, last_check: LastCheck) -> None:
        try:
            write_whole(self._note, msgspec.json.encode(last_check))
        except OutputError as error:
            log.warning("when it was looked last is not remembered: %s", error)


@contextmanager
def _opened(given: str, progress: Progress | None = None) -> Iterator[Source]:
    """A source whose file, if it is one, is let go of: a stick can be taken out."""
    source = open_source(given, progress)
    try:
        yield source
    finally:
        source.close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
