"""From a source tree to a published feed: static files that any web host serves.

Nothing is published that the house rules refuse, and no reader ever sees half a release:
every file is written whole under a name of its own, and the timestamp, which points to all
of it, last of all. Whoever is interrupted has published nothing and simply begins again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tuf.api.metadata import TargetFile

from valita_desktop.content.model import item_hash, state_root
from valita_desktop.errors import (
    FeedError,
    OutputError,
    PublishError,
    PublishErrorCode,
)
from valita_desktop.feed import edition, hidden, jsonfeed, packs
from valita_desktop.feed.pages import SIGNED_PAGES
from valita_desktop.paths import write_whole
from valita_desktop.publishing import readers, release
from valita_desktop.publishing.check import Report, check
from valita_desktop.publishing.keys import ThrowawayKeys
from valita_desktop.publishing.release import Packs, PlannedRelease, Published
from valita_desktop.publishing.repository import FeedRepository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from valita_desktop.content.model import Item
    from valita_desktop.feed.packs import PackName
    from valita_desktop.publishing.keys import Keys
    from valita_desktop.publishing.readers import WebPages

    MakeWeb = Callable[[str, Mapping[str, Item], Mapping[str, bytes]], WebPages]
    """Makes the web pages at an address: of items, by id, with their pictures, by SHA-256."""

__all__ = ["FEED_FOLDERS", "FeedState", "Published", "build", "feed_state", "ship"]

FEED_FOLDERS = ("metadata", "targets", packs.BLOB_FOLDER)
"""What a feed's folder holds beside its pages."""
_OF_A_FEED = re.compile(r"[0-9a-f]{64}\.")


@dataclass(frozen=True)
class FeedState:
    """What is published in a folder.

    Attributes:
        seq: Its newest release; 0 is none.
        items: Its items by id.
        packs: Its packs with their sizes in bytes.
        about: What was said of each pack.
    """

    seq: int
    items: dict[str, Item]
    packs: dict[PackName, int]
    about: dict[PackName, dict[str, Any]]


def build(  # noqa: PLR0913 - each is a choice of the editor's
    source: Path | Report,
    out: Path,
    keys: Keys,
    *,
    now: dt.datetime | None = None,
    web: MakeWeb | None = None,
    allow_withdrawals: bool = False,
    dry_run: bool = False,
) -> Report | Published:
    """Publish a source tree into the folder of a feed that `FeedRepository.init` began.

    The first release is a base pack; each later one adds a delta from the one before, every
    `SPAN` releases also roll-ups and a new base. A source that has not changed since makes
    no release.

    Args:
        source: Folder of the items' folders, or what `check` found there: it is read once.
        out: The feed's folder.
        keys: An editor's key and the online key.
        now: Time of publication, in UTC; the current time by default.
        web: Makes the web pages; without them there is nothing to subscribe to.
        allow_withdrawals: More than a fifth of the items may go.
        dry_run: Tell what would be done and write nothing.

    Returns:
        What was published, or the report of what must be mended first.

    Raises:
        MassWithdrawalError: More than a fifth of the items would go.
        OutputError: The folder cannot be written.
        PublishError: There is no feed in the folder, it is damaged, or a key is missing.
        UsageError: There is no item in the source.
    """
    report = source if isinstance(source, Report) else check(source)
    if report.errors:
        return report
    moment = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    repository = FeedRepository(out, keys, moment)
    before = feed_state(repository)
    planned = _planned(report, before, moment)
    if dry_run or not planned.done:
        return planned.done
    if not allow_withdrawals:
        planned.done.refuse_mass_withdrawal()
    pages = _pages(planned, report, web) if web else {}
    _write_pictures(report, out)
    _publish(planned, before, repository, pages)
    _prune(out, repository)
    return planned.done


def ship(source: Path | Report, out: Path, web: MakeWeb | None = None) -> Report | Published:
    """Publish the feed that the package carries: one release, dated by its newest item.

    The same source gives the same packs, whenever and wherever it is built; what stood in
    the folder goes. It is signed with keys that are thrown away at once, so it is trusted
    only where its own root is; nobody can ever sign another release for it.

    Args:
        source: As for `build`.
        out: The feed's folder.
        web: As for `build`; the package carries no pages, for nobody there reads them.

    Returns:
        As `build`.

    Raises:
        OutputError: The folder cannot be written.
        PublishError: The package that signs is not installed.
        UsageError: There is no item in the source.
    """
    report = source if isinstance(source, Report) else check(source)
    if report.errors:
        return report
    newest = max(each.item.record.updated for each in report.items)
    moment = dt.datetime(newest.year, newest.month, newest.day, tzinfo=dt.UTC)
    for folder in FEED_FOLDERS:
        shutil.rmtree(out / folder, ignore_errors=True)
    keys = ThrowawayKeys()
    FeedRepository.init(out, keys, moment, "editor").commit()
    return build(report, out, keys, now=moment, web=web)


def feed_state(repository: FeedRepository) -> FeedState:
    """What is published in a folder.

    Raises:
        PublishError: There is no feed in it, or it is damaged.
    """
    folder = repository.folder
    if not (folder / "metadata/timestamp.json").is_file():
        raise PublishError(PublishErrorCode.NO_FEED, str(folder))
    offered, about = {}, {}
    for path, target in repository.targets().targets.items():
        name = packs.of_target(path, target.hashes["sha256"])
        if name:
            offered[name], about[name] = target.length, dict(target.custom or {})
    try:
        now = edition.read(packs.cheapest_path(offered, 0), Packs(folder), 0)
    except FeedError as error:
        raise PublishError(PublishErrorCode.FEED_DAMAGED, error.name) from error
    if now is None:
        return FeedState(0, {}, offered, about)
    return FeedState(now.seq, now.items, offered, about)


def _planned(report: Report, before: FeedState, moment: dt.datetime) -> PlannedRelease:
    items = {each.item.id: hidden.cleaned(each.item) for each in report.items}
    hashes = {item_id: item_hash(item) for item_id, item in items.items()}
    old = {item_id: item_hash(item) for item_id, item in before.items.items()}
    done = Published(
        seq=before.seq,
        new=tuple(sorted(set(hashes) - set(old))),
        changed=tuple(sorted(i for i in set(old) & set(hashes) if old[i] != hashes[i])),
        withdrawn=tuple(sorted(set(old) - set(hashes))),
        items=len(items),
    )
    if done:
        every = before.items | items
        touched = (*done.new, *done.changed, *done.withdrawn)
        titles = {item_id: every[item_id].text("fi")[1].title for item_id in touched}
        done = replace(done, seq=before.seq + 1, titles=titles)
    return PlannedRelease(done, items, moment, state_root(hashes.items()), report.site)


def _write_pictures(report: Report, out: Path) -> None:
    for each in report.items:
        for picture in each.item.attachments:
            blob = packs.blob_name(picture.sha256, picture.mime_type)
            _write_once(out / blob, each.images[picture.sha256])


def _pages(planned: PlannedRelease, report: Report, web: MakeWeb) -> dict[str, bytes]:
    images = {sha256: data for each in report.items for sha256, data in each.images.items()}
    return readers.pages(planned.items.values(), web(planned.site, planned.items, images))


def _publish(
    planned: PlannedRelease,
    before: FeedState,
    repository: FeedRepository,
    pages: dict[str, bytes],
) -> None:
    """Write the packs of a release and the pages for feed readers, then sign them.

    Args:
        planned: The release.
        before: What was published until now.
        repository: Where it goes.
        pages: Files for feed readers by name; a mirror carries those that are signed.
    """
    done, out = planned.done, repository.folder
    offered, about = dict(before.packs), dict(before.about)

    def add(feed: jsonfeed.FeedDocument, counts: tuple[int, int, int]) -> None:
        name, size = _write_pack(out, feed)
        offered[name], about[name] = size, release.described(planned, counts)

    if before.seq:
        counts = len(done.new), len(done.changed), len(done.withdrawn)
        add(release.delta(planned, before.seq), counts)
        for feed, its_counts in release.roll_ups(planned, offered, about, out):
            add(feed, its_counts)
    if not before.seq or release.base_is_due(done.seq, offered):
        add(release.base(planned), (done.items, 0, 0))
    with repository.edit_targets() as targets:
        targets.targets = {
            name.target: release.target(name.target, name.sha256, offered[name], about[name])
            for name in release.kept(offered)
        } | _page_targets(pages, out)
    repository.refresh()
    for name, data in pages.items():
        write_whole(out / name, data)
    repository.commit()


def _page_targets(pages: dict[str, bytes], out: Path) -> dict[str, TargetFile]:
    """Write the pages under their hashes, and list them for signing."""
    targets = {}
    for name in sorted(SIGNED_PAGES & pages.keys()):
        path, data = f"feed/{name}", pages[name]
        targets[path] = TargetFile.from_data(path, data, ["sha256"])
        _write_once(out / f"targets/feed/{hashlib.sha256(data).hexdigest()}.{name}", data)
    return targets


def _write_pack(out: Path, feed: jsonfeed.FeedDocument) -> tuple[PackName, int]:
    its = feed.envelope
    name, data = packs.pack(jsonfeed.encode(feed), its.kind, its.from_seq, its.to_seq)
    _write_once(out / packs.PACK_FOLDER / str(name), data)
    return name, len(data)


def _write_once(file: Path, data: bytes) -> None:
    """Write a file that is named by its hash, unless it is there whole."""
    try:
        if file.is_file() and file.read_bytes() == data:
            return
    except OSError as error:
        raise OutputError(file, str(error.strerror or error)) from error
    write_whole(file, data)


def _prune(out: Path, repository: FeedRepository) -> None:
    """Remove files that neither this release nor the one before names.

    A reader that began with the release before can finish.
    """
    keep = repository.named_files()
    repository.drop_old()
    for folder in ("targets/packs", "targets/feed"):
        for file in (out / folder).glob("*"):
            if _OF_A_FEED.match(file.name) and file.is_file() and file.name not in keep:
                with suppress(OSError):  # somebody reads it still; it goes the next time
                    file.unlink(missing_ok=True)
