"""Check what a published feed has for this library, then apply it.

The whole trip: ``check`` looks at the packs that a source offers and picks the cheapest
path from the library's release to the newest one; nothing is changed. ``apply`` reads
those packs one by one, verifies each against its name, rebuilds the items and verifies
each against its hash, fetches their pictures, and hands the release to the library,
which takes it in one transaction or not at all. The shipped feed, a folder, a stick and
the web differ only in the `Source` that is handed in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from valita_desktop.errors import FeedError
from valita_desktop.feed import jsonfeed, packs
from valita_desktop.library.store import Changed, Release

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from valita_desktop.content.model import Item
    from valita_desktop.feed.packs import PackName
    from valita_desktop.library.store import Library


class Source(Protocol):
    """Where a published feed is read from."""

    def packs(self) -> Mapping[PackName, int]:
        """Every pack that it offers, with its size in bytes."""
        ...

    def pack(self, name: PackName) -> bytes:
        """The bytes of a pack, not yet verified."""
        ...

    def image(self, sha256: str) -> bytes:
        """The bytes of a picture, not yet verified."""
        ...


class FolderSource:
    """A published feed in a folder: the shipped one, a school's share, a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def packs(self) -> Mapping[PackName, int]:
        """Every pack in the folder, with its size in bytes."""
        return packs.names_in(self._folder)

    def pack(self, name: PackName) -> bytes:
        """The bytes of a pack.

        Raises:
            FeedError: It cannot be read.
        """
        return self._read(f"{packs.PACK_FOLDER}/{name}")

    def image(self, sha256: str) -> bytes:
        """The bytes of a picture.

        Raises:
            FeedError: It cannot be read.
        """
        return self._read(f"blobs/{sha256[:2]}/{sha256}")

    def _read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except OSError as error:
            raise FeedError(name, str(error.strerror or error)) from error


@dataclass(frozen=True)
class Update:
    """What a source has for a library.

    Attributes:
        path: The packs to apply, in order.
        size: Bytes of the packs together.
    """

    path: tuple[PackName, ...]
    size: int

    def __bool__(self) -> bool:
        return bool(self.path)


def check(source: Source, library: Library) -> Update:
    """See what a source has for a library; changes nothing."""
    offered = source.packs()
    path = packs.cheapest_path(offered, library.seq) or _rebuilt(offered, library)
    return Update(path, sum(offered[name] for name in path))


def apply(update: Update, source: Source, library: Library) -> Changed:
    """Bring a library up to date.

    Raises:
        FeedError: Something in the feed is not as it should be; the library stands at the
            last release that was whole.
        StoreUnusableError: The library cannot be written; likewise.
    """
    total = Changed(library.seq)
    for name in update.path:
        total = _joined(total, library.apply(_release(name, source)))
    return total


def _rebuilt(offered: Mapping[PackName, int], library: Library) -> tuple[PackName, ...]:
    """A base of the library's own release that is not the one it came from."""
    same = [n for n in offered if n.kind == "base" and n.to_seq == library.seq]
    return tuple(same[:1]) if library.pack not in map(str, offered) else ()


def _release(name: PackName, source: Source) -> Release:
    feed = jsonfeed.decode(packs.unpack(name, source.pack(name)), str(name))
    items = jsonfeed.items_of(feed, str(name))
    return Release(
        seq=feed.envelope.to_seq,
        name=str(name),
        items=items,
        deleted=tuple(deleted.id for deleted in feed.envelope.deleted),
        images=_images(items, source),
        root=feed.envelope.state_root,
        whole=feed.envelope.kind == "base",
    )


def _images(items: tuple[Item, ...], source: Source) -> dict[str, bytes]:
    images = {}
    for item in items:
        for attachment in item.attachments:
            data = source.image(attachment.sha256)
            if hashlib.sha256(data).hexdigest() != attachment.sha256:
                raise FeedError(attachment.name, f"of {item.id} is not what its hash says")
            images[attachment.sha256] = data
    return images


def _joined(one: Changed, other: Changed) -> Changed:
    """Two changes in a row as one."""
    withdrawn = set(one.withdrawn) | set(other.withdrawn)
    new = (set(one.new) | set(other.new)) - withdrawn
    changed = (set(one.changed) | set(other.changed)) - new - withdrawn
    return Changed(other.seq, tuple(sorted(new)), tuple(sorted(changed)), tuple(sorted(withdrawn)))
