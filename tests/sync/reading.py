"""One computer that reads a publisher's feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.feed.sources import FolderSource
from valita_desktop.sync import updater

if TYPE_CHECKING:
    from tests.makers import Publisher
    from valita_desktop.feed.sources import Source
    from valita_desktop.library.store import Changed, Library
    from valita_desktop.sync.progress import Progress


class Reader:
    """Reads the publisher's folder, or another source with the same feed."""

    def __init__(self, publisher: Publisher, library: Library) -> None:
        self.publisher, self.library = publisher, library
        self.source: Source = FolderSource(publisher.folder)
        self.staging = library.path.parent / "fetched"

    def check(self) -> updater.Update:
        return updater.check(self.source, self.library, self.publisher.trust())

    def apply(
        self, *, allow_withdrawals: bool = False, progress: Progress | None = None
    ) -> Changed:
        return updater.apply(
            self.check(),
            self.source,
            self.library,
            self.staging,
            allow_withdrawals=allow_withdrawals,
            progress=progress,
        )
