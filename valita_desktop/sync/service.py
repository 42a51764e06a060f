"""What the window asks of updates: each errand whole, on any thread, one at a time.

The window goes on reading through its own connection, so every errand opens one of its
own. Nothing is fetched but by `look` and `take`, and only from where it is said.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.errors import OutputError, SourceError
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
    from valita_desktop.sync.staging import Progress
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
        looked: When new ones were looked for last; ``None`` if never.
    """

    edition: Edition
    previous: Edition | None
    news: tuple[News, ...]
    looked: LastCheck | None

    @property
    def up_to_date(self) -> bool:
        """There was nothing newer when it was looked last."""
        return bool(self.looked) and not self.outdated and not self.looked_in_vain

    @property
    def outdated(self) -> bool:
        """There was something newer when it was looked last."""
        return self.looked is not None and self.looked.seq > self.edition.seq

    @property
    def looked_in_vain(self) -> bool:
        """It could not be looked the last time."""
        return self.looked is not None and self.looked.failed


@dataclass(frozen=True)
class ApplyResult:
    """The library has changed.

    Attributes:
        changed: What has.
        rows: All rows as they are now.
        standing: How the materials stand now.
    """

    changed: Changed
    rows: tuple[Row, ...]
    standing: UpdateStatus


class UpdateService:
    """Errands for one library.

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

    def standing(self) -> UpdateStatus:
        """How the materials stand.

        Raises:
            StoreUnusableError: The library cannot be read.
        """
        with self._open() as updates:
            return self._standing(updates)

    def looked(self) -> LastCheck | None:
        """When new ones were looked for last; ``None`` if never."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=LastCheck)
        except (OSError, msgspec.DecodeError):
            return None

    def look(self, given: str = "") -> Update:
        """See what is new where materials usually come from.

        Args:
            given: As `updates.open_source`; ``""`` is the network's own address.

        Raises:
            ValitaError: As `updater.check`.
        """
        with self._open() as updates:
            looked = LastCheck(self._clock(), failed=True)
            try:
                with _opened(given or DEFAULT_SOURCE) as source:
                    update = updates.check(source)
                looked = LastCheck(looked.at, update.seq)
            except SourceError as error:
                looked = msgspec.structs.replace(looked, retry_after=error.retry_after)
                raise
            finally:
                self._remember(looked)
            return update

    def look_into(self, file: Path) -> Update:
        """See what is new in a file that somebody brought.

        Raises:
            ValitaError: As `updater.check`.
        """
        with self._open() as updates, _opened(str(file)) as source:
            return updates.check(source)

    def take(
        self, update: Update, watch: Progress | None = None, *, allow_withdrawals: bool = False
    ) -> ApplyResult:
        """Bring the library up to what was found.

        Raises:
            ValitaError: As `updater.apply`; the library is as it was.
        """
        with self._open() as updates, _opened(update.source) as source:
            changed = updates.apply(
                update, source, allow_withdrawals=allow_withdrawals, watch=watch
            )
            return self._taken(changed, updates)

    def go_back(self) -> ApplyResult:
        """Use the previous materials; once more, those that came after them.

        Raises:
            FeedError: There are none.
            StoreUnusableError: The library cannot be written.
        """
        with self._open() as updates:
            return self._taken(updates.library.use_previous(), updates)

    def hand_on(self, file: Path) -> ExportResult:
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

    def _standing(self, updates: Updates) -> UpdateStatus:
        library = updates.library
        return UpdateStatus(library.edition, library.previous, library.news(), self.looked())

    def _taken(self, changed: Changed, updates: Updates) -> ApplyResult:
        return ApplyResult(changed, updates.library.rows(), self._standing(updates))

    @property
    def _note(self) -> Path:
        return self._path.with_name("looked.json")

    def _remember(self, looked: LastCheck) -> None:
        try:
            write_whole(self._note, msgspec.json.encode(looked))
        except OutputError as error:
            log.warning("when it was looked last is not remembered: %s", error)


@contextmanager
def _opened(given: str) -> Iterator[Source]:
    """A source whose file, if it is one, is let go of: a stick can be taken out."""
    source = open_source(given)
    try:
        yield source
    finally:
        close = getattr(source, "close", None)
        if close:
            close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
