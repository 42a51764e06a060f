"""What went wrong around the client, or was done to it, mends itself with the next update."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import itertools
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import TargetFile

from tests.makers import MOMENT
from tests.sync.attacker import Attacker, replace_key
from tests.sync.test_hostile_documents import document
from valita_desktop.errors import AppTooOldError, FeedError, TrustError, TrustErrorCode
from valita_desktop.feed import packs, trust
from valita_desktop.feed.sources import FolderSource
from valita_desktop.messages.errors import message
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.sync import updater
from valita_desktop.sync.service import UpdateService

if TYPE_CHECKING:
    from pathlib import Path

    from tests.makers import Publisher
    from tests.sync.reading import Reader

DAYS = dt.timedelta(days=1)
ROLES = ("timestamp.json", "snapshot.json", "targets.json", "root_history/1.root.json")
PLACES = (*ROLES, "root_history", "")


def kinds(place: Path, kind: str) -> None:
    """Put something else in the place of a file or folder."""
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()
    if kind == "folder":
        (place / "deep").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "link that leads nowhere":
        place.symlink_to("nowhere")
    elif kind == "huge":
        with place.open("wb") as stream:
            stream.truncate(10**9)
    else:
        place.write_bytes({"empty": b"", "letters": b"hello", "nested": b"[" * 10**5}[kind])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "kind", ["folder", "pipe", "link that leads nowhere", "huge", "empty", "letters", "nested"]
)
def test_something_else_in_the_place_of_metadata_is_no_end(
    kind: str, place: str, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()
    publisher.publish("m10")
    folder = publisher.trust().folder
    kinds(folder / place if place else folder, kind)

    assert reader.apply().new == ("m10",)
    assert json.loads((folder / "timestamp.json").read_bytes())


def test_what_somebody_else_put_there_is_kept(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()
    place = publisher.trust().folder / "targets.json"
    place.unlink()
    place.mkdir()
    (place / "mine.txt").write_text("mine")
    publisher.publish("m10")

    reader.apply()

    assert [each.read_text() for each in place.parent.glob("*/mine.txt")] == ["mine"]


def test_a_folder_in_the_place_of_a_lock_is_no_end(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    folder = publisher.trust().folder
    folder.with_name(f"{folder.name}.lock").mkdir()
    reader.staging.with_name("fetched.lock").mkdir()

    assert reader.apply().new == ("m09",)


def rotated(publisher: Publisher, times: int) -> None:
    """Replace the online key so often; the list of packs stays."""
    names = ["online", *(f"online.{n + 2}" for n in range(times))]
    for old, new in itertools.pairwise(names):
        replace_key(publisher, old, new)


def test_a_long_chain_of_roots_comes_through(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()
    rotated(publisher, 12)
    publisher.publish("m10")

    assert reader.apply().new == ("m10",)


def test_a_chain_that_is_longer_than_any_says_that_a_newer_program_is_needed(
    publisher: Publisher, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust, "MAX_ROOTS", 3)
    publisher.publish("m09")
    rotated(publisher, 5)

    with pytest.raises(AppTooOldError) as caught:
        reader.check()

    assert "newer version of the program" in message(caught.value).happened


LEAPT = 2**31 - 2


def leap(publisher: Publisher, reader: Reader) -> None:
    """A thief of both keys publishes a release of a huge number, and the reader takes it."""
    thief = Thief(publisher)
    thief.publish(LEAPT)
    reader.source = FolderSource(thief.folder)
    assert reader.apply(allow_withdrawals=True).new == ("m66",)
    assert reader.library.seq == LEAPT
    reader.source = FolderSource(publisher.folder)


class Thief:
    """Publishes what it likes on another host with the keys of the publisher."""

    def __init__(self, publisher: Publisher) -> None:
        self.folder = publisher.folder.with_name("stolen")
        shutil.copytree(publisher.folder, self.folder)
        self._keys = publisher.keys

    def publish(self, seq: int) -> None:
        feed = json.dumps(document("m66", seq=seq)).encode()
        pack = gzip.compress(feed, mtime=0)
        digest = hashlib.sha256(pack).hexdigest()
        target = f"packs/base-{seq}.json.gz"
        (self.folder / f"targets/packs/{digest}.base-{seq}.json.gz").write_bytes(pack)
        repository = FeedRepository(self.folder, self._keys, MOMENT)
        with repository.edit_targets() as targets:
            targets.version += 2**30
            targets.targets = {target: TargetFile(len(pack), {"sha256": digest}, target)}
        repository.refresh()
        repository.commit()


def refused(reader: Reader) -> TrustErrorCode:
    with pytest.raises(TrustError) as caught:
        reader.check()
    return caught.value.code


def test_readers_come_back_after_releases_leapt_ahead_with_stolen_keys(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()
    leap(publisher, reader)
    assert refused(reader) is TrustErrorCode.OLDER

    replace_key(publisher, "Maija", "Maija.2")
    replace_key(publisher, "online", "online.2")
    publisher.publish("m10")

    update = reader.check()
    assert (update.seq, update.held) == (2, False)
    changed = reader.apply(allow_withdrawals=True)
    assert (changed.seq, changed.new, changed.withdrawn) == (2, ("m09", "m10"), ("m66",))
    assert (reader.library.last_seq, reader.library.damaged()) == (2, "")
    assert not reader.check()


def test_nothing_leads_back_to_what_a_thief_published(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()
    leap(publisher, reader)
    replace_key(publisher, "Maija", "Maija.2")
    replace_key(publisher, "online", "online.2")
    publisher.publish("m10")
    reader.apply(allow_withdrawals=True)

    assert reader.library.previous is None
    with pytest.raises(FeedError):
        reader.library.revert()


def test_whoever_went_back_by_themselves_is_offered_what_comes_after_the_thief(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()
    leap(publisher, reader)
    reader.library.revert()
    replace_key(publisher, "Maija", "Maija.2")
    replace_key(publisher, "online", "online.2")
    publisher.publish("m10")

    update = reader.check()

    assert (bool(update), update.held) == (True, False)
    reader.apply(allow_withdrawals=True)
    assert reader.library.last_seq == 2


def test_another_key_alone_makes_nothing_older_good(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    """An old copy of a feed whose editor's key was replaced is still an old copy."""
    publisher.publish("m09")
    replace_key(publisher, "Maija", "Maija.2")
    shutil.copytree(publisher.folder, tmp_path / "old")
    publisher.publish("m10")
    reader.apply()
    replace_key(publisher, "online", "online.2")
    reader.source = FolderSource(tmp_path / "old")

    with pytest.raises(TrustError) as caught:
        updater.check(reader.source, reader.library, publisher.trust(folder="forgotten"))

    assert caught.value.code is TrustErrorCode.OLDER


class Dated(FolderSource):
    """A source whose server says what time it is."""

    def __init__(self, folder: Path, dated: dt.datetime | None) -> None:
        super().__init__(folder)
        self.dated = dated


@pytest.mark.parametrize(
    ("ahead", "dated", "why"),
    [
        (200 * DAYS, None, TrustErrorCode.EXPIRED),
        (200 * DAYS, 200 * DAYS, TrustErrorCode.EXPIRED),
        (200 * DAYS, 0 * DAYS, TrustErrorCode.CLOCK),
        (400 * DAYS, 1 * DAYS, TrustErrorCode.CLOCK),
        (1500 * DAYS, None, TrustErrorCode.CLOCK),
        (4000 * DAYS, None, TrustErrorCode.CLOCK),
        (8000 * DAYS, None, TrustErrorCode.CLOCK),
    ],
)
def test_a_clock_that_is_ahead_is_told_as_the_clock(
    ahead: dt.timedelta,
    dated: dt.timedelta | None,
    why: TrustErrorCode,
    publisher: Publisher,
    reader: Reader,
) -> None:
    publisher.publish("m09")
    source = Dated(publisher.folder, None if dated is None else MOMENT + dated)

    with pytest.raises(TrustError) as caught:
        updater.check(source, reader.library, publisher.trust(MOMENT + ahead))

    assert caught.value.code is why


def about(publisher: Publisher, **custom: object) -> None:
    """Sign the newest list again, its packs described otherwise."""

    def change(signed: Any) -> None:  # noqa: ANN401 - a list of packs
        for target in signed.targets.values():
            target.unrecognized_fields["custom"] = custom or "nothing"

    attacker = Attacker(publisher, "Maija", "online")
    attacker.forge("targets", change)
    attacker.point_to_newest()


def test_how_many_are_new_is_not_told_where_nobody_said(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()
    publisher.publish("m10")
    about(publisher, published="2026-11-24T06:00:00Z")

    update = reader.check()

    assert (update.new, update.changed, update.withdrawn) == (None, None, None)
    assert reader.apply().new == ("m10",)


@pytest.mark.parametrize(
    "custom",
    [
        {},
        {"new": "many"},
        {"new": True, "items": -1},
        {"new": 10**30},
        {"published": "yesterday"},
        {"published": 7},
        {"published": ["2026"]},
        {"published": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_odd_words_about_a_pack_are_passed_over(
    custom: dict[str, object], publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    about(publisher, **custom)

    update = reader.check()

    assert not update.published or dt.datetime.fromisoformat(update.published)
    assert reader.apply().new == ("m09",)


@pytest.mark.parametrize(
    "name",
    [
        "packs/base-9.json.gz\n",
        "packs/base-009.json.gz",
        "packs/base-\u0669.json.gz",
        f"packs/base-{'9' * 5000}.json.gz",
        f"packs/delta-0-{'9' * 20}.json.gz",
        "packs/base--1.json.gz",
        "packs/../base-9.json.gz",
        "packs\\base-9.json.gz",
        "packs/CON",
        "/etc/passwd",
        "x" * 10_000,
    ],
    ids=lambda name: ascii(name)[:30],
)
def test_odd_signed_names_are_no_packs(name: str, publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")

    def add(signed: Any) -> None:  # noqa: ANN401 - a list of packs
        signed.targets[name] = TargetFile(9, {"sha256": "0" * 64}, name)

    attacker = Attacker(publisher, "Maija", "online")
    attacker.forge("targets", add)
    attacker.point_to_newest()

    assert reader.apply().new == ("m09",)


@pytest.mark.parametrize("length", [packs.MAX_PACK + 1, 2**62])
def test_a_pack_that_says_to_be_larger_than_any_is_none(
    length: int, publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")

    def add(signed: Any) -> None:  # noqa: ANN401 - a list of packs
        name = "packs/base-9.json.gz"
        signed.targets[name] = TargetFile(length, {"sha256": "0" * 64}, name)

    attacker = Attacker(publisher, "Maija", "online")
    attacker.forge("targets", add)
    attacker.point_to_newest()

    assert reader.check().seq == 1


@pytest.mark.parametrize("said", [7, ["x"], "", "  ", "x" * 1000, "a\nb", "a\u202eb", "\x1b[2J"])
def test_odd_names_of_keys_are_told_by_their_id(
    said: object, publisher: Publisher, reader: Reader
) -> None:
    repository = FeedRepository(publisher.folder, publisher.keys, MOMENT)
    key = next(
        k for k in repository.root().keys.values() if trust.KEY_NAME in k.unrecognized_fields
    )
    key.unrecognized_fields[trust.KEY_NAME] = said

    assert trust._name(key) == key.keyid[:8]


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"[]",
        b'{"at": "2026-11-24T06:00:00"}',
        b'{"at": "2026-11-24T06:00:00Z", "retry_after": 999999999999}',
        b'{"at": "2026-11-24T06:00:00Z", "retry_after": -1}',
        b'{"at": "2026-11-24T06:00:00Z", "seq": 99999999999}',
        b"\xff",
        b" " * 10**6,
    ],
)
def test_a_note_of_the_last_check_that_is_odd_counts_as_none(note: bytes, tmp_path: Path) -> None:
    (tmp_path / "looked.json").write_bytes(note)

    service = UpdateService(tmp_path / "content.db", tmp_path, lambda: b"")

    assert service.last_check() is None
