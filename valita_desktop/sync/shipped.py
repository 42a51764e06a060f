"""The feed that came with the program, brought in by the same code as any other."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths
from valita_desktop.errors import FeedError
from valita_desktop.feed import packs
from valita_desktop.feed.sources import FolderSource
from valita_desktop.sync import updater
from valita_desktop.sync.lock import held

if TYPE_CHECKING:
    from valita_desktop.library.store import Library


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
