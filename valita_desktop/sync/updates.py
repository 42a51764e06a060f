"""Updates as the window and the command line ask for them.

One object knows where this computer keeps what it trusts and what it has fetched, so that
whoever asks needs only say from where. Nothing here opens a connection by itself: a source
is made when a person, or what they have allowed, asks for it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths
from valita_desktop.errors import FeedError, SourceError, SourceErrorCode
from valita_desktop.feed import packs
from valita_desktop.feed.jsonfeed import BASE
from valita_desktop.feed.sources import BundleSource, FirstOf, FolderSource
from valita_desktop.sync import updater
from valita_desktop.sync.export import BundleSink, FolderSink, KeptSource, copy_feed
from valita_desktop.sync.lock import held
from valita_desktop.sync.progress import CancellableSource

if TYPE_CHECKING:
    from valita_desktop.feed.sources import Source
    from valita_desktop.feed.trust import Trust
    from valita_desktop.library.store import Changed, Library
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.progress import Progress
    from valita_desktop.sync.updater import Update

BUNDLE_SUFFIX = ".valita"
DEFAULT_SOURCE = BASE


@dataclass(frozen=True)
class Updates:
    """What keeps one library up to date.

    Attributes:
        library: The library.
        root: Bytes of the root that is trusted.
        data: Folder that verified metadata and what is fetched are kept in.
    """

    library: Library
    root: bytes
    data: Path

    def check(self, source: Source) -> Update:
        """As `updater.check`."""
        return updater.check(source, self.library, self._trust(source))

    def apply(
        self,
        update: Update,
        source: Source,
        *,
        allow_withdrawals: bool = False,
        progress: Progress | None = None,
    ) -> Changed:
        """As `updater.apply`."""
        return updater.apply(
            update,
            source,
            self.library,
            self.data / "fetched",
            allow_withdrawals=allow_withdrawals,
            progress=progress,
        )

    def kept(self) -> Source:
        """What this computer can hand on without a network."""
        shipped = FolderSource(paths.shipped_feed())
        if not (self.data / "trust/timestamp.json").is_file():
            return shipped
        return FirstOf(KeptSource(self.library, self.data), shipped)

    def export(self, source: Source, file: Path, since: int = 0) -> ExportResult:
        """Write a feed into one ``.valita`` file.

        Args:
            source: Where it comes from: `kept`, or anything else.
            file: The file; what stood there is replaced once the new one is whole.
            since: Only what a library at this release needs; 0 is for everybody.

        Raises:
            SourceError: The source cannot be read, or lacks a pack that is needed.
            TrustError: It is not what the network has signed.
            OutputError: The file cannot be written.
        """
        with BundleSink(file) as sink:
            return copy_feed(source, self._trust(source), sink, since=since)

    def mirror(self, source: Source, folder: Path) -> ExportResult:
        """Copy a whole feed into a folder, for any web server or share.

        Raises:
            SourceError: The source cannot be read.
            TrustError: It is not what the network has signed.
            OutputError: The folder cannot be written.
        """
        return copy_feed(source, self._trust(source), FolderSink(folder))

    def _trust(self, source: Source) -> Trust:
        """What is trusted of a source; the shipped feed has no history to be held to."""
        from valita_desktop.feed.trust import Trust

        if source.where == str(paths.shipped_feed()):
            return Trust(self.root, self.data / "trust-of-shipped", ageless=True)
        return Trust(self.root, self.data / "trust")


def open_source(given: str, progress: Progress | None = None) -> Source:
    r"""The source that a person named.

    Args:
        given: An https address, a folder, a share (``\\server\share``) or a ``.valita``
            file. An http address is a school's own mirror, named by whoever set it.
        progress: May stop reading, from the web also while nothing comes.

    Raises:
        SourceError: There is nothing like that.
    """
    if given.startswith(("https://", "http://")):
        from valita_desktop.sync.fetch import WebSource

        return WebSource(given, is_cancelled=progress.is_cancelled if progress else None)
    path = Path(given.removeprefix("file://")).expanduser()
    source: Source
    if path.is_file():
        source = BundleSource(path)
    elif path.is_dir():
        source = FolderSource(path)
    else:
        raise SourceError(given, SourceErrorCode.MISSING)
    return CancellableSource(source, progress.is_cancelled) if progress else source


def import_shipped(library: Library, data: Path) -> None:
    """Import the feed that came with the program where it is newer than the library.

    It is verified like any other, but its age does not matter: it came with the program.

    Raises:
        FeedError: It is damaged, or missing where the library is empty.
        UpdateError: It could not be taken.
        StoreUnusableError: The library cannot be written.
    """
    folder = paths.shipped_feed()
    if not updater.shipped_is_newer(packs.names_in(folder), library):
        if library.seq == 0:
            raise FeedError(str(folder), "no shipped feed")
        return
    from valita_desktop.feed.trust import Trust

    source = FolderSource(folder)
    with held(data / "import"), tempfile.TemporaryDirectory(prefix="valita-") as kept:
        trust = Trust(paths.trusted_root(), Path(kept) / "trust", ageless=True)
        update = updater.check(source, library, trust)
        updater.apply(update, source, library, Path(kept) / "fetched", allow_withdrawals=True)
