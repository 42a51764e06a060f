"""Bring the library up to a published feed: check, then apply.

The whole trip: ``check`` verifies a feed's signatures, sees that it is not older than what
is here, and picks the cheapest packs from the library's release to the newest one; nothing
is changed. ``apply`` fetches those packs into a staging folder, verifies each, reads and
validates every item, fetches and verifies their pictures, looks whether very much would go,
and hands it all to the library, which takes it in one transaction or not at all. If the
library does not come out as signed it is tried once more from the base, then refused. The
shipped feed, a folder, a stick and the web differ only in the `Source` that is handed in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import (
    AppTooOldError,
    FeedError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
)
from valita_desktop.feed import edition, packs
from valita_desktop.library.store import Changed, Release
from valita_desktop.sync.lock import held
from valita_desktop.sync.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from valita_desktop.feed.edition import FeedEdition
    from valita_desktop.feed.packs import PackName
    from valita_desktop.feed.sources import Source
    from valita_desktop.feed.trust import Signed, Trust
    from valita_desktop.library.store import Library
    from valita_desktop.sync.progress import Progress

_MOST_ITEMS = 10**7
_Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]


@dataclass(frozen=True)
class Update:
    """What a source has for a library.

    Attributes:
        source: What people call the source.
        since: The release that the library is at.
        seq: The newest release of the source.
        path: The packs to apply, in order; empty if there is nothing new.
        size: Bytes of the packs together.
        new, changed, withdrawn: How many items, as the publisher says; ``None`` where it
            depends on what is here. ``new`` and ``changed`` may count an item twice.
        items: How many items there are afterwards; 0 if nobody says.
        published: When the newest release was published.
        expires: Until when the source is confirmed.
        signers: Whose keys signed it.
        held: The library was at this release or a later one and went back by itself.
        keys: Ids of the keys that signed it.
        recovers: What is here, or was, was signed with keys that are not trusted any more.
    """

    source: str
    since: int
    seq: int
    path: tuple[PackName, ...] = ()
    size: int = 0
    new: int | None = None
    changed: int | None = None
    withdrawn: int | None = None
    items: int = 0
    published: str = ""
    expires: dt.datetime | None = None
    signers: tuple[str, ...] = ()
    held: bool = False
    keys: frozenset[str] = frozenset()
    recovers: bool = False
    offered: Mapping[PackName, int] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.path)


def check(source: Source, library: Library, trust: Trust) -> Update:
    """See what a source has for a library; changes nothing of it.

    Args:
        source: Where it is read from.
        library: What it is for.
        trust: What is trusted of the source, and where what was verified is kept.

    Returns:
        What `apply` can bring; false if there is nothing new.

    Raises:
        SourceError: The source cannot be read.
        TrustError: It is not what the network has signed, out of date, or older than what
            is here.
        UpdateBusyError: Another window is at it.
        NoSpaceError, OutputError: Verified metadata cannot be kept.
    """
    from valita_desktop.feed import trust as trusting

    with held(trust.folder):
        try:
            signed = trusting.verify(source, trust)
        finally:
            source.rest()
    anew = _is_anew(signed, library)
    if signed.seq < library.seq and not anew:
        detail = f"release {signed.seq}, here {library.seq}"
        raise TrustError(source.where, TrustErrorCode.OLDER, detail)
    there = {n: size for n, size in signed.packs.items() if source.has(f"{packs.PACK_FOLDER}/{n}")}
    if anew:
        path = packs.cheapest_path({n: size for n, size in there.items() if _begins(n)}, 0)
    else:
        path = packs.cheapest_path(there, library.seq)
        path = path or packs.rebuilt(there, library.seq, library.pack)
    if (anew and not path) or signed.seq > (path[-1].to_seq if path else library.seq):
        detail = f"no way from release {library.seq} to {signed.seq}"
        raise SourceError(source.where, SourceErrorCode.HALF_COPIED, detail)
    return _update(source, library, signed, path)


def shipped_is_newer(names: Mapping[PackName, int], library: Library) -> bool:
    """True if a shipped feed is worth importing, by the names of its packs alone."""
    return packs.brings_more(names, library.seq, library.last_seq, library.pack)


def apply(
    update: Update,
    source: Source,
    library: Library,
    staging: Path,
    *,
    allow_withdrawals: bool = False,
    progress: Progress | None = None,
) -> Changed:
    """Bring a library up to date.

    Args:
        update: What `check` found at the same source.
        source: Where it is fetched from.
        library: It stands as it was until all is there.
        staging: Folder for what is fetched; what an interrupted apply left is used, and the
            packs stay, so that they can be handed on.
        allow_withdrawals: More than a fifth of the items may go.
        progress: Is told how far it is, and may stop it.

    Raises:
        SourceError: The source cannot be read; what was fetched is kept for next time.
        FeedError: Something in the feed is not as it should be.
        MassWithdrawalError: More than a fifth of the items would go.
        NoSpaceError: The disk is too full.
        UpdateBusyError: Another window is at it.
        UpdateCancelledError: ``progress`` says so.
        StoreUnusableError: The library cannot be written.
        The library is as it was before whichever it is.
    """
    if not update:
        return Changed(library.seq)
    with held(staging):
        stage = Staging(staging, source, progress)
        stage.require_space(update.size, library.path)
        try:
            changed = _by_path_or_base(update, stage, library, allowed=allow_withdrawals)
        finally:
            source.rest()
        stage.keep(update.offered)
    return changed


def _by_path_or_base(update: Update, stage: Staging, library: Library, *, allowed: bool) -> Changed:
    try:
        return _applied(update, update.path, stage, library, allowed=allowed)
    except AppTooOldError:
        raise
    except FeedError:
        base = packs.cheapest_path(update.offered, 0)
        if update.path == base:
            raise
        return _applied(update, base, stage, library, allowed=allowed)


def _applied(
    update: Update, path: tuple[PackName, ...], stage: Staging, library: Library, *, allowed: bool
) -> Changed:
    data_of = stage.packs({name: update.offered[name] for name in path})
    from_nothing = path and path[0].kind == "base"
    found = edition.read(path, data_of, 0 if from_nothing else update.since)
    if found is None:
        return Changed(library.seq)
    release = _release(found, stage, library)
    release = replace(release, keys=update.keys, recovers=update.recovers)
    if not allowed:
        edition.refuse_mass_withdrawal(len(library.compare(release).withdrawn), library.count)
    return library.apply(release)


def _release(found: FeedEdition, stage: Staging, library: Library) -> Release:
    attachments = {a.sha256: a for item in found.items.values() for a in item.attachments}
    lacking = [attachments[sha256] for sha256 in library.lacks(attachments)]
    return Release(
        seq=found.seq,
        name=found.pack,
        items=tuple(found.items.values()),
        deleted=tuple(sorted(found.deleted)),
        images=stage.pictures(lacking),
        root=found.root,
        whole=found.whole,
        published=found.published,
        since=library.seq,
        site=found.site,
    )


def _is_anew(signed: Signed, library: Library) -> bool:
    """Whether the feed begins anew for a library that was led astray with stolen keys.

    Who signed what is here may sign no longer, and the feed is not beyond it: its number was
    the thief's, and counts for nothing.

    Source:
        The Update Framework specification 1.0.34, section 5.3.11, for our own numbers.
    """
    revoked = bool(library.keys) and not library.keys & signed.trusted
    same = library.pack in map(str, signed.packs)
    return revoked and signed.seq <= library.seq and not same


def _recovers(signed: Signed, library: Library) -> bool:
    revoked = bool(library.last_keys) and not library.last_keys & signed.trusted
    return revoked and signed.seq <= library.last_seq


def _begins(name: PackName) -> bool:
    """A base, or a delta that goes on from one: nothing that only fits an empty library."""
    return name.kind == "base" or name.from_seq > 0


def _update(source: Source, library: Library, signed: Signed, path: tuple[PackName, ...]) -> Update:
    recovers = _recovers(signed, library)
    about = [signed.about[name] for name in path]
    last = signed.about[path[-1]] if path else {}
    by_deltas = bool(path) and path[0].kind == "delta"
    counts = {
        key: _sum([_count(each.get(key)) for each in about]) if by_deltas else None
        for key in ("new", "changed", "withdrawn")
    }
    if path and library.seq == 0:
        counts["new"] = _count(last.get("items"))
    return Update(
        source=source.where,
        since=library.seq,
        seq=signed.seq,
        path=path,
        size=sum(signed.packs[name] for name in path),
        **counts,
        items=_count(last.get("items")) or 0,
        published=_day(last.get("published")),
        expires=signed.expires,
        signers=signed.signers,
        held=bool(path) and signed.seq <= library.last_seq and not recovers,
        offered=signed.packs,
        keys=signed.keys,
        recovers=recovers,
    )


def _count(said: object) -> int | None:
    if not isinstance(said, int) or isinstance(said, bool):
        return None
    return said if 0 <= said < _MOST_ITEMS else None


def _sum(counts: list[int | None]) -> int | None:
    """The sum; ``None``, and not 0, where somebody did not say."""
    known = [each for each in counts if each is not None]
    return sum(known) if len(known) == len(counts) else None


def _day(said: object) -> str:
    """When a pack was published, as it says; ``""`` where that is no moment."""
    try:
        return msgspec.convert(said, prepared(_Moment)).isoformat()
    except (msgspec.ValidationError, OverflowError):
        return ""
