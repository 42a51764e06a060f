"""Attacks on a signed feed are refused, and everything honest is taken.

Each attacker holds what the attack is named for and nothing more: old copies of the feed,
the web host, the online key, or an editor's key that was replaced.

Source:
    The Update Framework specification 1.0.34, section 1.5.2, and Samuel et al.,
    "Survivable Key Compromise in Software Update Systems", CCS 2010.
"""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import TargetFile

from tests.makers import MOMENT, Publisher
from tests.sync.attacker import Attacker, edit, metadata, replace_key, version_of
from valita_desktop.errors import TrustError, TrustErrorCode
from valita_desktop.feed.sources import FolderSource
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.sync import updater
from valita_desktop.sync.export import FolderSink, copy_feed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.reading import Reader

DAYS = dt.timedelta(days=1)


def doubt_of(reader: Reader, now: dt.datetime = MOMENT, *, folder: str = "") -> TrustErrorCode:
    """Why the reader's source is refused."""
    with pytest.raises(TrustError) as caught:
        updater.check(reader.source, reader.library, reader.publisher.trust(now, folder=folder))
    return caught.value.code


def copied(publisher: Publisher, to: Path) -> FolderSource:
    shutil.copytree(publisher.folder, to)
    return FolderSource(to)


def test_replay_of_an_old_copy_is_refused(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    old = copied(publisher, tmp_path / "old")
    publisher.publish("m10")
    reader.apply()
    reader.source = old

    assert doubt_of(reader) is TrustErrorCode.OLDER


def test_replay_is_refused_even_when_the_library_was_lost(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    old = copied(publisher, tmp_path / "old")
    publisher.publish("m10")
    reader.check()
    reader.source = old

    assert reader.library.seq == 0
    assert doubt_of(reader) is TrustErrorCode.OLDER


def test_replay_is_refused_even_when_the_trusted_metadata_was_lost(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    old = copied(publisher, tmp_path / "old")
    publisher.publish("m10")
    reader.apply()
    reader.source = old

    assert doubt_of(reader, folder="fresh") is TrustErrorCode.OLDER


def test_rollback_of_the_list_of_packs_under_a_new_timestamp_is_refused(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    old = version_of(publisher, "targets")
    publisher.publish("m10")
    reader.check()
    attacker = Attacker(publisher, "online")

    def back(signed: Any) -> None:  # noqa: ANN401 - a snapshot
        signed.meta["targets.json"].version = old

    attacker.forge("snapshot", back)
    snapshot = version_of(publisher, "snapshot")

    def follow(signed: Any) -> None:  # noqa: ANN401 - a timestamp
        signed.snapshot_meta.version = snapshot

    attacker.forge("timestamp", follow)

    assert doubt_of(reader) is TrustErrorCode.ALTERED


def test_mixed_releases_are_refused(publisher: Publisher, reader: Reader, tmp_path: Path) -> None:
    publisher.publish("m09")
    old = metadata(publisher, "targets").read_bytes()
    publisher.publish("m10")
    metadata(publisher, "targets").write_bytes(old)

    assert doubt_of(reader) is TrustErrorCode.ALTERED


def test_a_feed_that_is_held_back_is_refused_when_it_expires(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()

    assert doubt_of(reader, MOMENT + 181 * DAYS) is TrustErrorCode.EXPIRED


def test_a_clock_far_in_the_future_is_told_apart_from_an_old_feed(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")

    assert doubt_of(reader, MOMENT + 3000 * DAYS) is TrustErrorCode.CLOCK


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_changed_word_breaks_the_signature(
    publisher: Publisher, reader: Reader, role: str
) -> None:
    publisher.publish("m09")

    def later(written: dict[str, object]) -> None:
        signed = written["signed"]
        assert isinstance(signed, dict)
        signed["expires"] = "2099-01-01T00:00:00Z"

    edit(metadata(publisher, role), later)

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_document_without_signatures_is_refused(
    publisher: Publisher, reader: Reader, role: str
) -> None:
    publisher.publish("m09")
    edit(metadata(publisher, role), lambda written: written.update(signatures=[]))

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_feed_of_somebody_else_is_refused(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    other = Publisher(tmp_path / "other")
    other.publish("m09")
    reader.source = FolderSource(other.folder)

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_stolen_online_key_cannot_publish(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    Attacker(publisher, "online").forge_list_of_packs()

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_stolen_editors_key_cannot_confirm_anything(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    Attacker(publisher, "Maija").forge_list_of_packs()

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_stolen_editors_key_is_worth_nothing_once_it_was_replaced(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    attacker = Attacker(publisher, "Maija", "online")
    replace_key(publisher, "Maija", "Maija.2")
    attacker.forge_list_of_packs()

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_stolen_online_key_is_worth_nothing_once_it_was_replaced(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    attacker = Attacker(publisher, "online")
    replace_key(publisher, "online", "online.2")
    reader.apply()
    attacker.forge("timestamp")

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


@pytest.mark.parametrize(
    "stolen", [("root-1",), ("Maija", "online"), ("root-1", "Maija", "online")]
)
def test_too_few_root_keys_cannot_make_a_new_root(
    publisher: Publisher, reader: Reader, stolen: tuple[str, ...]
) -> None:
    publisher.publish("m09")
    Attacker(publisher, *stolen).forge("root")

    assert doubt_of(reader) is TrustErrorCode.UNSIGNED


def test_a_root_cannot_be_skipped(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")

    def skip(signed: Any) -> None:  # noqa: ANN401 - a root
        signed.version += 1

    Attacker(publisher, "root-1", "root-2").forge("root", skip)
    file = metadata(publisher, "root")
    file.rename(file.with_name("2.root.json"))

    assert doubt_of(reader) is TrustErrorCode.ALTERED


def test_a_document_of_another_role_is_refused(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    shutil.copy(metadata(publisher, "snapshot"), publisher.folder / "metadata/timestamp.json")

    assert doubt_of(reader) is TrustErrorCode.MALFORMED


def test_an_expired_root_is_refused(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    late = MOMENT + 3651 * DAYS
    repository = FeedRepository(publisher.folder, publisher.keys, late)
    repository.refresh(force=True)
    repository.commit()

    assert doubt_of(reader, late) is TrustErrorCode.EXPIRED


def test_a_pack_that_nobody_signed_is_not_even_seen(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    (pack,) = (publisher.folder / "targets/packs").iterdir()
    shutil.copy(pack, pack.with_name(pack.name.replace("base-1.", "base-9.")))

    assert reader.check().seq == 1


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "packs/../../x", "/etc/passwd", "packs/x.json.gz", "C:\\x", "packs/", ""],
)
def test_signed_names_that_are_no_packs_are_never_opened(
    publisher: Publisher, reader: Reader, path: str
) -> None:
    publisher.publish("m09")

    def add(signed: Any) -> None:  # noqa: ANN401 - a list of packs
        signed.targets[path] = TargetFile.from_data(path, b"x", ["sha256"])

    attacker = Attacker(publisher, "Maija", "online")
    attacker.forge("targets", add)
    attacker.point_to_newest()

    assert reader.apply().new == ("m09",)


def test_signed_names_that_climb_are_never_written_into_a_mirror(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    (publisher.folder / "targets/x").mkdir()

    def add(signed: Any) -> None:  # noqa: ANN401 - a list of packs
        for path in ("../../../evil", "x/../../../evil", "feed/../../evil", "evil"):
            signed.targets[path] = TargetFile.from_data(path, b"x", ["sha256"])
            digest = signed.targets[path].hashes["sha256"]
            folder, _, name = path.rpartition("/")
            file = publisher.folder / "targets" / folder / f"{digest}.{name}"
            file.write_bytes(b"x")

    attacker = Attacker(publisher, "Maija", "online")
    attacker.forge("targets", add)
    attacker.point_to_newest()

    copy_feed(reader.source, publisher.trust(), FolderSink(tmp_path / "deep/mirror"))

    assert [file.name for file in (tmp_path / "deep").rglob("*evil*")] == []


def test_a_huge_version_does_not_lock_readers_out_for_ever(
    publisher: Publisher, reader: Reader
) -> None:
    """Fast-forward: who was deceived once recovers when the key is replaced."""
    publisher.publish("m09")

    def forward(signed: Any) -> None:  # noqa: ANN401 - a timestamp
        signed.version = 2**31

    honest = (publisher.folder / "metadata/timestamp.json").read_bytes()
    Attacker(publisher, "online").forge("timestamp", forward)
    reader.check()
    (publisher.folder / "metadata/timestamp.json").write_bytes(honest)
    assert doubt_of(reader) is TrustErrorCode.OLDER

    replace_key(publisher, "online", "online.2")

    assert reader.check().seq == 1
