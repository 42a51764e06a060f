"""What a release does to a library, and which edition it leaves there.

Values only. A release fits a library or it does not; what it changes is known before
anything is written.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.model import Item, item_hash

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Release:
    """What one release does to a library.

    Attributes:
        seq: Its number.
        name: The pack that it came in.
        items: New and changed items.
        deleted: Ids of withdrawn items.
        images: Pictures of the items by SHA-256.
        root: State root of the library after it.
        whole: ``items`` is everything there is; what is not among them goes.
        published: When it was published.
        since: The release that the library must be at for it to fit; ``None`` is any.
        keys: Ids of the keys that signed it.
        recovers: What the library was at before was signed with keys that are not trusted any
            more: its number counts for nothing, and nothing leads back to it.
        site: Where the web pages of its items are; ``""`` where nobody said.
    """

    seq: int
    name: str
    items: tuple[Item, ...]
    deleted: tuple[str, ...]
    images: Mapping[str, bytes]
    root: str
    whole: bool = False
    published: dt.datetime | None = None
    since: int | None = None
    keys: frozenset[str] = frozenset()
    recovers: bool = False
    site: str = ""

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each item by its id; what it would change is asked before it is applied."""
        return {item.id: item_hash(item) for item in self.items}


@dataclass(frozen=True)
class Edition:
    """A state of the materials.

    Attributes:
        seq: The release; 0 is nothing.
        published: When it was published; ``None`` if nobody said.
    """

    seq: int
    published: dt.datetime | None = None


@dataclass(frozen=True)
class Changed:
    """What a write changed.

    Attributes:
        seq: The release that the library is at now.
        new, changed, withdrawn: Ids, each in order.
    """

    seq: int
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def difference(before: Mapping[str, str], release: Release) -> Changed:
    """What a release changes in items with these hashes."""
    hashes = release.hashes
    gone = set(release.deleted) | (set(before) - set(hashes) if release.whole else set())
    return Changed(
        release.seq,
        new=tuple(sorted(set(hashes) - set(before))),
        changed=tuple(sorted(i for i in hashes if before.get(i, hashes[i]) != hashes[i])),
        withdrawn=tuple(sorted(gone & set(before))),
    )


def following(state: Mapping[str, str], release: Release) -> dict[str, str]:
    """The state after a release, with what leads back from it."""
    last = 0 if release.recovers else number(state.get("last_seq", ""))
    keys = " ".join(sorted(release.keys))
    following = {
        "seq": str(release.seq),
        "pack": release.name,
        "published": release.published.isoformat() if release.published else "",
        "root": release.root,
        "keys": keys,
        "site": release.site,
        "last_seq": str(max(release.seq, last)),
        "last_keys": keys if release.seq >= last else state.get("last_keys", ""),
    }
    for key in ("seq", "pack", "published", "root", "keys", "site"):
        following[f"previous_{key}"] = "" if release.recovers else state.get(key, "")
    return following


def number(written: str) -> int:
    """A number as the state keeps it; 0 where there is none.

    Raises:
        msgspec.ValidationError: It is something else, so the file is damaged.
    """
    return msgspec.convert(written or "0", int, strict=False)


def moment(written: str) -> dt.datetime | None:
    """A date as the state keeps it; ``None`` where nobody said.

    Raises:
        msgspec.ValidationError: It is something else, so the file is damaged.
    """
    return msgspec.convert(written, dt.datetime) if written else None
