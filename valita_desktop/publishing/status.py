"""How a published feed stands: what is in it, who may sign, and until when it holds.

Looks at a folder as a reader would, from its root to its last pack, so that a feed that is
called sound here is one that every program will take.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.content.model import Kind, item_hash, state_root
from valita_desktop.errors import PublishError, PublishErrorCode, SourceError, TrustError
from valita_desktop.feed import edition, packs
from valita_desktop.feed.sources import FolderSource
from valita_desktop.feed.trust import Trust, verify
from valita_desktop.publishing.keys import ThrowawayKeys, name_of
from valita_desktop.publishing.publish import feed_state
from valita_desktop.publishing.release import Packs
from valita_desktop.publishing.repository import FeedRepository

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuf.api.metadata import Root

    from valita_desktop.content.model import Item

RENEW_BEFORE = dt.timedelta(days=60)
"""A timestamp with less than this left should be renewed."""
FACTS_DUE = dt.timedelta(days=90)
"""A fact that may be shown for less than this should be looked up again."""


@dataclass(frozen=True)
class RoleStatus:
    """Who may sign one role of a feed, and until when it holds.

    Attributes:
        role: ``root``, ``targets``, ``snapshot`` or ``timestamp``.
        keys: Names of the keys that may sign.
        threshold: How many of them must.
        expires: Until when what they signed holds.
    """

    role: str
    keys: tuple[str, ...]
    threshold: int
    expires: dt.datetime


@dataclass(frozen=True)
class FeedStatus:
    """How a published feed stands, with a `RoleStatus` for each of its roles.

    Attributes:
        seq: Its newest release; 0 is none yet.
        items: How many items are in it.
        packs: How many packs, and their bytes together.
        roles: Its four roles.
        renew: It should be renewed now.
        due: Facts to be looked up again within `FACTS_DUE`, each after its last day; the first
            due first.
    """

    seq: int
    items: int
    packs: tuple[int, int]
    roles: tuple[RoleStatus, ...]
    renew: bool
    due: tuple[tuple[dt.date, Item], ...] = ()


def status(out: Path, now: dt.datetime | None = None) -> FeedStatus:
    """How the feed in a folder stands.

    Raises:
        PublishError: There is none, or a reader would not take it.
    """
    moment = now or dt.datetime.now(dt.UTC)
    repository = FeedRepository(out, ThrowawayKeys(), moment)
    here = feed_state(repository)
    items = _read_as_a_reader(out, here.seq)
    root = repository.root()
    expires = {
        "root": root.expires,
        "targets": repository.targets().expires,
        "snapshot": repository.snapshot().expires,
        "timestamp": repository.timestamp().expires,
    }
    return FeedStatus(
        seq=here.seq,
        items=len(here.items),
        packs=(len(here.packs), sum(here.packs.values())),
        roles=tuple(_role(root, role, until) for role, until in expires.items()),
        renew=min(expires.values()) - moment < RENEW_BEFORE,
        due=_due(items, moment.date()),
    )


def _due(items: Iterable[Item], today: dt.date) -> tuple[tuple[dt.date, Item], ...]:
    facts = [(each.record.valid_until, each) for each in items if each.record.kind is Kind.FACT]
    soon = [(until, fact) for until, fact in facts if until and until - today < FACTS_DUE]
    return tuple(sorted(soon, key=lambda found: (found[0], found[1].id)))


def _role(root: Root, role: str, expires: dt.datetime) -> RoleStatus:
    wanted = root.roles[role]
    names = sorted(name_of(root.keys[key_id]) for key_id in wanted.keyids)
    return RoleStatus(role, tuple(names), wanted.threshold, expires)


def _read_as_a_reader(out: Path, seq: int) -> Iterable[Item]:
    """Verify the signatures, and every pack from nothing to the newest release.

    Age is left to the dates that are told.

    Returns:
        The items that a reader gets.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="valita-") as kept:
            root = (out / "metadata/root.json").read_bytes()
            signed = verify(FolderSource(out), Trust(root, Path(kept), ageless=True))
    except (OSError, SourceError, TrustError) as error:
        raise PublishError(PublishErrorCode.FEED_DAMAGED, str(error)) from error
    found = edition.read(packs.cheapest_path(signed.packs, 0), Packs(out), 0)
    if signed.seq != seq or (found and not _comes_out(found)):
        raise PublishError(PublishErrorCode.FEED_DAMAGED, "state root")
    return found.items.values() if found else ()


def _comes_out(found: edition.FeedEdition) -> bool:
    return found.root == state_root((i, item_hash(item)) for i, item in found.items.items())
