"""From a source tree to a published feed: static files that any web host serves.

Nothing is published that the house rules refuse, and no reader ever sees half a release:
every file is written whole under a name of its own before the next one points to it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from valita_desktop.content.model import item_hash, state_root
from valita_desktop.feed import jsonfeed, packs
from valita_desktop.paths import write_whole
from valita_desktop.publishing.check import Report, check

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Item


@dataclass(frozen=True)
class Published:
    """What `build` wrote or found to be up to date.

    Attributes:
        seq: The release in the folder now.
        new, changed, withdrawn: Ids of items since the release before.
        items: How many items there are.
    """

    seq: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    items: int


def build(source: Path, out: Path, *, now: dt.datetime | None = None) -> Report | Published:
    """Publish a source tree into a folder.

    The first release is a base pack; each later one adds a delta from the one before and
    a new base. A source that has not changed since makes no release.

    Args:
        source: Folder of the items' folders.
        out: The feed's folder; made if it is not there.
        now: Time of publication, in UTC; the current time by default.

    Returns:
        What was published, or the report of what must be mended first.

    Raises:
        OutputError: The folder cannot be written.
        UsageError: There is no item in the source.
    """
    report = check(source)
    if report.errors:
        return report
    moment = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    seq, before = _standing(out)
    items = {each.item.id: each.item for each in report.items}
    hashes = {item_id: item_hash(item) for item_id, item in items.items()}
    old = {item_id: item_hash(item) for item_id, item in before.items()}
    new = tuple(sorted(set(hashes) - set(old)))
    withdrawn = tuple(sorted(set(old) - set(hashes)))
    changed = tuple(sorted(i for i in set(old) & set(hashes) if old[i] != hashes[i]))
    if not (new or changed or withdrawn):
        return Published(seq, (), (), (), len(items))
    for each in report.items:
        for sha256, data in each.images.items():
            write_whole(out / "blobs" / sha256[:2] / sha256, data)
    root = state_root(hashes.items())
    if seq:
        fresh = [items[item_id] for item_id in (*new, *changed)]
        envelope = _envelope("delta", seq, seq + 1, moment, root, withdrawn)
        _write_pack(out, jsonfeed.document(fresh, envelope))
    envelope = _envelope("base", 0, seq + 1, moment, root, ())
    feed = jsonfeed.document(items.values(), envelope)
    _write_pack(out, feed)
    write_whole(out / "feed.json", jsonfeed.encode(feed))
    _drop_old_bases(out, seq + 1)
    return Published(seq + 1, new, changed, withdrawn, len(items))


def ship(source: Path, out: Path) -> Report | Published:
    """Publish the feed that the package carries: one release, dated by its newest item.

    The same source gives the same bytes, whenever and wherever it is built; what stood in
    the folder goes.

    Returns:
        As `build`.

    Raises:
        OutputError: The folder cannot be written.
        UsageError: There is no item in the source.
    """
    report = check(source)
    if report.errors:
        return report
    newest = max(each.item.record.updated for each in report.items)
    for name in packs.names_in(out):
        (out / packs.PACK_FOLDER / str(name)).unlink()
    return build(source, out, now=dt.datetime(newest.year, newest.month, newest.day, tzinfo=dt.UTC))


def _standing(out: Path) -> tuple[int, dict[str, Item]]:
    """The newest release in a folder and its items; nothing of an empty folder."""
    bases = [name for name in packs.names_in(out) if name.kind == "base"]
    if not bases:
        return 0, {}
    newest = max(bases, key=_release)
    data = (out / packs.PACK_FOLDER / str(newest)).read_bytes()
    feed = jsonfeed.decode(packs.unpack(newest, data), str(newest))
    return newest.to_seq, {item.id: item for item in jsonfeed.items_of(feed, str(newest))}


def _release(name: packs.PackName) -> int:
    return name.to_seq


def _envelope(
    kind: Literal["base", "delta"],
    start: int,
    end: int,
    moment: dt.datetime,
    root: str,
    withdrawn: tuple[str, ...],
) -> jsonfeed.Envelope:
    return jsonfeed.Envelope(
        schema=jsonfeed.SCHEMA,
        min_app=jsonfeed.MIN_APP,
        kind=kind,
        from_seq=start,
        to_seq=end,
        published=moment,
        state_root=root,
        deleted=tuple(jsonfeed.Deleted(item_id, end) for item_id in withdrawn),
    )


def _write_pack(out: Path, feed: jsonfeed.FeedDocument) -> None:
    envelope = feed.envelope
    name, data = packs.pack(
        jsonfeed.encode(feed), envelope.kind, envelope.from_seq, envelope.to_seq
    )
    write_whole(out / packs.PACK_FOLDER / str(name), data)


def _drop_old_bases(out: Path, seq: int) -> None:
    for name in packs.names_in(out):
        if name.kind == "base" and name.to_seq < seq:
            (out / packs.PACK_FOLDER / str(name)).unlink()
