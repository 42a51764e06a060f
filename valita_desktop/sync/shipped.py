"""Feeds in folders that a start brings in by itself: the program's own, a school's shared one.

They are verified like any other; only their age does not matter, as they are taken only where
they are newer than what is here.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop import paths
from valita_desktop.errors import (
    FeedError,
    ShippedFileError,
    SourceError,
    SourceErrorCode,
    TrustError,
)
from valita_desktop.feed import packs
from valita_desktop.feed.sources import FolderSource
from valita_desktop.sync import updater
from valita_desktop.sync.lock import held

if TYPE_CHECKING:
    from valita_desktop.library.store import Library


def import_shipped(library: Library, data: Path) -> None:
    """Import the feed that came with the program where it is newer than the library.

    Raises:
        ShippedFileError: It is missing or damaged, and the library is empty.
        FeedError: It is damaged.
        UpdateError: It could not be taken.
        StoreUnusableError: The library cannot be written.
    """
    folder = paths.shipped_feed()
    if not updater.shipped_is_newer(packs.names_in(folder), library):
        if library.seq == 0:
            raise ShippedFileError(folder, "no shipped feed")
        return
    with held(data / "import"):
        try:
            _import(folder, library, paths.trusted_root(), allow_withdrawals=True)
        except (FeedError, SourceError, TrustError) as error:
            if library.seq == 0:  # there is nothing that it could be got again from
                raise ShippedFileError(folder, str(error)) from error
            raise


def import_feed(folder: Path, library: Library, root: bytes) -> None:
    """Import the feed of a folder where it is newer than the library.

    Args:
        folder: The feed.
        library: Stays as it was unless all of it can be taken.
        root: The root that it is verified by.

    Raises:
        FeedError: It is damaged.
        SourceError: There is none, or it cannot be read.
        UpdateError: It is not signed, could not be taken, or would take very much away.
        StoreUnusableError: The library cannot be written.
    """
    try:
        names = packs.names_in(folder)
    except OSError as error:
        raise SourceError(str(folder), SourceErrorCode.UNREADABLE, str(error)) from error
    if not names:
        raise SourceError(str(folder), SourceErrorCode.MISSING)
    if updater.shipped_is_newer(names, library):
        with held(library.path.parent / "import"):
            _import(folder, library, root, allow_withdrawals=False)


def _import(folder: Path, library: Library, root: bytes, *, allow_withdrawals: bool) -> None:
    from valita_desktop.feed.trust import Trust

    source = FolderSource(folder)
    with tempfile.TemporaryDirectory(prefix="valita-") as kept:
        trust = Trust(root, Path(kept) / "trust", ageless=True)
        update = updater.check(source, library, trust)
        fetched = Path(kept) / "fetched"
        updater.apply(update, source, library, fetched, allow_withdrawals=allow_withdrawals)
