"""What a release consists of: its packs.

Documents only; nothing is written here. A delta is right from any release that it spans,
because it holds whatever changed in between as it is at its end: that is what lets one
roll-up serve everybody who is behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from tuf.api.metadata import TargetFile

from valita_desktop.content.web import SITE
from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.feed import edition, jsonfeed, packs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from valita_desktop.content.model import Item
    from valita_desktop.feed.packs import PackName

DAILY, ROLL_UPS, SPAN, LONG = 30, 24, 30, 12
"""Deltas kept; roll-ups kept; releases that a roll-up spans and after which a base is made;
roll-ups that the long one spans, of which the newest is kept."""
_COUNTED = ("new", "changed")


@dataclass(frozen=True)
class Published:
    """What `build` wrote, would write, or found to be up to date.

    Attributes:
        seq: The release in the folder now.
        new, changed, withdrawn: Ids of items since the release before.
        items: How many items there are.
        titles: Of the items it changes, by id, in Finnish where there is Finnish.
    """

    seq: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    items: int
    titles: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)

    def refuse_mass_withdrawal(self) -> None:
        """See that not very much goes at once.

        Raises:
            MassWithdrawalError: More than a fifth of the items would go.
        """
        before = self.items - len(self.new) + len(self.withdrawn)
        edition.refuse_mass_withdrawal(len(self.withdrawn), before)


@dataclass(frozen=True)
class PlannedRelease:
    """What is about to be published.

    Attributes:
        done: Its number and what it changes.
        items: Everything there is after it, by id.
        moment: When it is published.
        root: State root of the items.
        site: Where their web pages are.
    """

    done: Published
    items: dict[str, Item]
    moment: dt.datetime
    root: str
    site: str = SITE


class Packs:
    """Reads packs from a feed's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: PackName) -> bytes:
        """The bytes of a pack.

        Raises:
            PublishError: It is not there.
        """
        try:
            return (self._folder / packs.PACK_FOLDER / str(name)).read_bytes()
        except OSError as error:
            raise PublishError(PublishErrorCode.FEED_DAMAGED, str(name)) from error


def delta(release: PlannedRelease, since: int) -> jsonfeed.FeedDocument:
    """What changed since the release before."""
    done = release.done
    fresh = {item_id: release.items[item_id] for item_id in (*done.new, *done.changed)}
    told = envelope("delta", since, release, done.withdrawn)
    return jsonfeed.document(in_order(fresh), told, release.site)


def base(release: PlannedRelease) -> jsonfeed.FeedDocument:
    """Everything there is."""
    return jsonfeed.document(in_order(release.items), envelope("base", 0, release), release.site)


def roll_ups(
    release: PlannedRelease,
    offered: Mapping[PackName, int],
    about: Mapping[PackName, dict[str, Any]],
    out: Path,
) -> Iterator[tuple[jsonfeed.FeedDocument, tuple[int, int, int]]]:
    """All that the last releases touched, as it is now: of a `SPAN`, and of `LONG` of them.

    An item that changed often is in a roll-up once, so that whoever was away for a year
    fetches it once. Whoever adds a document to ``offered`` before taking the next lets the
    long one be made of the short ones.

    Args:
        release: What is being published.
        offered: The packs there are, with their sizes in bytes.
        about: What was said of each pack.
        out: The feed's folder.

    Yields:
        A document, and how many items are new, changed and withdrawn in it; nothing where
        one of its days is not there any more.
    """
    seq = release.done.seq
    starts = {max(1, seq - spans * SPAN) for spans in (1, LONG)}
    for start in sorted(starts if seq % SPAN == 0 else (), reverse=True):
        way = packs.cheapest_path(_deltas(offered), start)
        found = edition.read(way, Packs(out), start)
        if found is not None and found.seq == seq:
            new, changed = (sum(about[pack].get(key, 0) for pack in way) for key in _COUNTED)
            gone = tuple(sorted(found.deleted))
            told = envelope("delta", start, release, gone)
            feed = jsonfeed.document(in_order(found.items), told, release.site)
            yield feed, (new, changed, len(gone))


def base_is_due(seq: int, offered: Mapping[PackName, int]) -> bool:
    """A new base every `SPAN` releases, or when the way from the last one has grown long."""
    # Half a base: then whoever starts anew from the base fetches half as much again.
    last = max((n for n in offered if n.kind == "base"), key=_end)
    way = sum(offered[n] for n in packs.cheapest_path(_deltas(offered), last.to_seq))
    return seq % SPAN == 0 or way > offered[last] / 2


def _deltas(offered: Mapping[PackName, int]) -> dict[PackName, int]:
    return {name: size for name, size in offered.items() if name.kind == "delta"}


def kept(offered: Iterable[PackName]) -> list[PackName]:
    """The newest base, the last days, the last roll-ups and the newest long one."""
    by_age = sorted(offered, key=_end, reverse=True)
    bases = [name for name in by_age if name.kind == "base"]
    deltas = [(name, name.to_seq - name.from_seq) for name in by_age if name.kind == "delta"]
    days = [name for name, spans in deltas if spans == 1]
    short = [name for name, spans in deltas if 1 < spans <= SPAN]
    long = [name for name, spans in deltas if spans > SPAN]
    return [*bases[:1], *days[:DAILY], *short[:ROLL_UPS], *long[:1]]


def _end(name: PackName) -> int:
    return name.to_seq


def in_order(items: Mapping[str, Item]) -> list[Item]:
    """Items by id, so that equal releases are equal bytes."""
    return [items[item_id] for item_id in sorted(items)]


def envelope(
    kind: Literal["base", "delta"],
    start: int,
    release: PlannedRelease,
    withdrawn: tuple[str, ...] = (),
) -> jsonfeed.Envelope:
    """What a document of a release says of itself.

    Args:
        kind: What the document is.
        start: The release it leads from; 0 for a base.
        release: The release.
        withdrawn: Ids of the items that it takes away.
    """
    end = release.done.seq
    return jsonfeed.Envelope(
        schema=jsonfeed.SCHEMA,
        min_app=jsonfeed.MIN_APP,
        kind=kind,
        from_seq=start,
        to_seq=end,
        published=release.moment,
        state_root=release.root,
        deleted=tuple(jsonfeed.Deleted(item_id, end) for item_id in withdrawn),
    )


def described(release: PlannedRelease, counts: tuple[int, int, int]) -> dict[str, Any]:
    """What is signed along with a pack: its date and how much it changes."""
    new, changed, withdrawn = counts
    return {
        "published": release.moment.isoformat(),
        "items": release.done.items,
        "new": new,
        "changed": changed,
        "withdrawn": withdrawn,
    }


def target(path: str, sha256: str, length: int, custom: dict[str, Any]) -> TargetFile:
    """A pack as TUF lists it.

    Args:
        path: The name that is signed.
        sha256: Of its bytes, in hex.
        length: In bytes.
        custom: As `described`.
    """
    return TargetFile(length, {"sha256": sha256}, path, {"custom": custom})
