"""What a chain of packs leads to, put together before anything is changed.

Reads documents only. A chain that does not fit together is an error: whoever applies an
edition gets all of it or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.errors import FeedError, MassWithdrawalError
from valita_desktop.feed import jsonfeed, packs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from valita_desktop.content.model import Item
    from valita_desktop.feed.packs import PackName

WITHDRAWN_AT_ONCE = 0.2
"""A greater part of the items goes only if a person says so: then somebody has published
half a folder, or a key is in wrong hands, far more often than that it is meant."""


@dataclass(frozen=True)
class FeedEdition:
    """Everything that a chain of packs changes, as it is at the end.

    Attributes:
        seq: The release it leads to.
        pack: Name of the last pack.
        published: When that release was published.
        items: New and changed items by id.
        deleted: Ids that are withdrawn at the end.
        root: State root of a library after it.
        whole: ``items`` is everything there is.
        site: Where their web pages are; ``""`` where nobody can tell.
    """

    seq: int
    pack: str
    published: dt.datetime
    items: dict[str, Item]
    deleted: frozenset[str]
    root: str
    whole: bool
    site: str = ""


def read(
    path: Iterable[PackName], data_of: Callable[[PackName], bytes], seq: int
) -> FeedEdition | None:
    """Put the packs of a path together.

    Args:
        path: As `packs.cheapest_path` gives it.
        data_of: Gives the bytes of a pack, not yet verified.
        seq: The release it starts from.

    Returns:
        The edition; ``None`` for an empty path.

    Raises:
        FeedError: A pack is not what its name says, or does not follow the one before.
    """
    edition: FeedEdition | None = None
    for name in path:
        feed = jsonfeed.decode(packs.unpack(name, data_of(name)), str(name))
        envelope = feed.envelope
        if (envelope.kind, envelope.from_seq, envelope.to_seq) != (
            name.kind,
            name.from_seq,
            name.to_seq,
        ):
            raise FeedError(str(name), "holds another release than its name says")
        if name.kind == "delta" and not name.from_seq <= seq < name.to_seq:
            raise FeedError(str(name), f"does not follow release {seq}")
        edition = _joined(edition, feed, str(name))
        seq = name.to_seq
    return edition


def refuse_mass_withdrawal(withdrawn: int, among: int) -> None:
    """See that not very much goes at once, where it is published and where it is taken.

    Args:
        withdrawn: How many items would go.
        among: How many there are.

    Raises:
        MassWithdrawalError: More than `WITHDRAWN_AT_ONCE` of them would.
    """
    if among and withdrawn / among > WITHDRAWN_AT_ONCE:
        raise MassWithdrawalError(withdrawn, among)


def _joined(before: FeedEdition | None, feed: jsonfeed.FeedDocument, name: str) -> FeedEdition:
    envelope = feed.envelope
    fresh = {item.id: item for item in jsonfeed.items_of(feed, name)}
    gone = frozenset(deleted.id for deleted in envelope.deleted)
    items, deleted, whole = dict(fresh), gone, envelope.kind == "base"
    if before and not whole:
        items = {i: item for i, item in before.items.items() if i not in gone} | fresh
        deleted = (before.deleted | gone) - set(fresh)
        whole = before.whole
    return FeedEdition(
        seq=envelope.to_seq,
        pack=name,
        published=envelope.published,
        items=items,
        deleted=deleted,
        root=envelope.state_root,
        whole=whole,
        site=jsonfeed.site_of(feed),
    )
