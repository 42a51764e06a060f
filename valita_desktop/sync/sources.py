"""From what a person named to the `Source` that it is.

Nothing here opens a connection by itself: a source is made when a person, or what they have
allowed, asks for it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.errors import SourceError, SourceErrorCode
from valita_desktop.feed.jsonfeed import BASE
from valita_desktop.feed.sources import BundleSource, FolderSource
from valita_desktop.sync.progress import CancellableSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.feed.sources import Source
    from valita_desktop.sync.progress import Progress

DEFAULT_SOURCE = BASE


@contextmanager
def opened(given: str, progress: Progress | None = None) -> Iterator[Source]:
    """A source whose file, if it is one, is let go of: a stick can be taken out.

    Args:
        given: As `open_source`.
        progress: As `open_source`.

    Raises:
        SourceError: There is nothing like that.
    """
    source = open_source(given, progress)
    try:
        yield source
    finally:
        source.close()


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
    path = _path(given)
    source: Source
    if names_file(given):
        source = BundleSource(path)
    elif os.path.isdir(path):  # noqa: PTH112 - no error where one may not look
        source = FolderSource(path)
    else:
        raise SourceError(given, SourceErrorCode.MISSING)
    return CancellableSource(source, progress.is_cancelled) if progress else source


def names_file(given: str) -> bool:
    """Whether what a person named is a file that is there."""
    is_address = given.startswith(("https://", "http://"))
    return not is_address and os.path.isfile(_path(given))  # noqa: PTH113 - as above


def _path(given: str) -> Path:
    return Path(os.path.expanduser(given.removeprefix("file://")))  # noqa: PTH111 - as above
