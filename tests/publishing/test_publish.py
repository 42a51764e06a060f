"""A source tree becomes releases: base first, then deltas, never half of one."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

import pytest
from PIL import Image

from tests import pictures
from tests.content.test_pictures import is_square
from tests.content.test_source import change
from tests.makers import MOMENT, Publisher, source_folder
from valita_desktop.errors import MassWithdrawalError, OutputError, PublishError, PublishErrorCode
from valita_desktop.feed import edition
from valita_desktop.feed.packs import cheapest_path, names_in
from valita_desktop.paths import write_whole
from valita_desktop.publishing import publish as publishing
from valita_desktop.publishing.check import Report
from valita_desktop.publishing.keys import ThrowawayKeys
from valita_desktop.publishing.publish import Published, build, ship
from valita_desktop.publishing.release import Packs
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.publishing.status import status


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


def kinds(out: Path) -> list[str]:
    return sorted(str(name).split(".")[1] for name in names_in(out))


def test_the_first_release_is_a_base(publisher: Publisher) -> None:
    assert publisher.publish("m09") == Published(1, ("m09",), (), (), 1)
    assert kinds(publisher.folder) == ["base-1"]


def test_facts_that_are_soon_too_old_are_told_the_first_due_first(publisher: Publisher) -> None:
    days = {"f-a": 89, "f-b": 30, "f-c": 90}
    for fact, left in days.items():
        until = MOMENT.date() + dt.timedelta(days=left)
        write_whole(
            publisher.source / "facts" / fact / "item.toml",
            f'id = "{fact}"\nkind = "fact"\ncreated = 2026-11-24\nvalid_until = {until}\n'
            'source = { publisher = "Apu", title = "Apua", address = "https://example.org" }\n'
            f'[fi]\ntitle = "Apu {fact}"\nsummary = "1"\nhours = "aina auki"\n'
            f'[sv]\ntitle = "Stöd {fact}"\nsummary = "1"\nhours = "dygnet runt"\n'.encode(),
        )
    publisher.publish("m09")

    due = status(publisher.folder, MOMENT).due
    assert [(until, fact.id) for until, fact in due] == [
        (dt.date(2026, 12, 24), "f-b"),
        (dt.date(2027, 2, 21), "f-a"),
    ]
    assert due[0][1].text("sv")[1].hours == "dygnet runt"


def test_no_blob_tells_where_a_photograph_was_taken(publisher: Publisher, tmp_path: Path) -> None:
    folder = source_folder(publisher.source, "m09")
    change(folder, "::: lines 2", "![Ryhmä](IMG 1.JPG)\n\n::: lines 2", "fi.md")
    change(folder, "::: lines 2", "![Grupp](IMG 1.JPG)\n\n::: lines 2", "sv.md")
    (folder / "IMG 1.JPG").write_bytes(pictures.photograph(6))

    publisher.publish()

    (blob,) = publisher.folder.glob("blobs/*/*")
    image = Image.open(blob)
    assert is_square(image)
    assert not image.getexif()
    assert b"Maker" not in blob.read_bytes()


def test_a_later_release_adds_a_delta(publisher: Publisher) -> None:
    publisher.publish("m09", "m11", "m12", "m13")

    assert publisher.publish("m10") == Published(2, ("m10",), (), (), 5)
    assert {"base-1", "delta-1-2"} <= set(kinds(publisher.folder))


def test_a_new_base_is_made_when_the_way_from_the_last_one_is_long(publisher: Publisher) -> None:
    publisher.publish("m09")
    publisher.publish("m10")

    assert "base-2" in kinds(publisher.folder)


def test_a_withdrawn_item_is_told(publisher: Publisher) -> None:
    publisher.publish("m09", "m10", "m11", "m12", "m13")
    (publisher.source / "materials/m10-aineisto").rename(publisher.source.parent / "elsewhere")

    assert publisher.publish().withdrawn == ("m10",)


def test_more_than_a_fifth_is_only_withdrawn_when_said_so(publisher: Publisher) -> None:
    publisher.publish("m09", "m10", "m11", "m12")
    (publisher.source / "materials/m10-aineisto").rename(publisher.source.parent / "elsewhere")

    with pytest.raises(MassWithdrawalError):
        publisher.publish()

    assert publisher.publish(allow_withdrawals=True).withdrawn == ("m10",)


def test_an_unchanged_source_makes_no_release(publisher: Publisher) -> None:
    publisher.publish("m09")

    assert publisher.publish() == Published(1, (), (), (), 1)


def test_a_dry_run_tells_and_writes_nothing(publisher: Publisher) -> None:
    assert publisher.publish("m09", dry_run=True).new == ("m09",)
    assert kinds(publisher.folder) == []


def test_a_mistake_publishes_nothing(publisher: Publisher) -> None:
    change(source_folder(publisher.source), "minutes = 45", "minutes = 44")

    done = build(publisher.source, publisher.folder, publisher.keys)

    assert isinstance(done, Report)
    assert kinds(publisher.folder) == []


def test_a_folder_without_a_feed_is_named(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")

    with pytest.raises(PublishError) as caught:
        build(tmp_path / "in", tmp_path / "out", ThrowawayKeys())

    assert caught.value.code is PublishErrorCode.NO_FEED


def test_without_the_editors_key_nothing_is_published(publisher: Publisher) -> None:
    source_folder(publisher.source)

    with pytest.raises(PublishError) as caught:
        build(publisher.source, publisher.folder, ThrowawayKeys(), now=MOMENT)

    assert (caught.value.code, caught.value.detail) == (PublishErrorCode.NO_KEY, "Maija")
    assert build(publisher.source, publisher.folder, publisher.keys, dry_run=True) == Published(
        1, ("m09",), (), (), 1
    )


def test_every_thirty_releases_are_rolled_up(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.publishing.release.SPAN", 3)
    for number in range(1, 7):
        publisher.publish("m09", "m10", fi=f"Nimi {number}")

    assert {"delta-1-3", "delta-3-6"} <= set(kinds(publisher.folder))


def test_whoever_was_away_for_long_fetches_each_item_once(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.publishing.release.SPAN", 2)
    monkeypatch.setattr("valita_desktop.publishing.release.LONG", 3)
    for number in range(1, 10):
        publisher.publish("m09", "m10", fi=f"Nimi {number}")
    offered = publishing.feed_state(FeedRepository(publisher.folder, publisher.keys, MOMENT)).packs

    way = cheapest_path({pack: 1 for pack in offered if pack.kind == "delta"}, 2)
    found = edition.read(way, Packs(publisher.folder), 2)

    assert [(pack.from_seq, pack.to_seq) for pack in way] == [(2, 8), (8, 9)]
    assert found is not None
    titles = {item.texts["fi"].title for item in found.items.values()}
    assert titles == {"Nimi 9 m09", "Nimi 9 m10"}


def test_a_roll_up_holds_what_was_withdrawn_on_the_way(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.publishing.release.SPAN", 3)
    publisher.publish("m09", "m10", "m11", "m12", "m13")
    publisher.publish("m14")
    (publisher.source / "materials/m14-aineisto").rename(publisher.source.parent / "gone")
    publisher.publish()
    (rolled,) = [
        name
        for name in names_in(publisher.folder)
        if name.from_seq + 2 == name.to_seq and name.kind == "delta"
    ]

    found = edition.read([rolled], Packs(publisher.folder), 2)

    assert found is not None
    assert found.deleted == {"m14"}


def test_only_so_many_days_are_kept(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valita_desktop.publishing.release.DAILY", 2)
    for number in range(1, 7):
        publisher.publish("m09", fi=f"Nimi {number}")

    named = publishing.feed_state(FeedRepository(publisher.folder, publisher.keys, MOMENT)).packs
    assert sorted(n.from_seq for n in named if n.kind == "delta") == [4, 5]


def test_an_interrupted_publisher_has_published_nothing_and_begins_again(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish("m09", "m10", "m11")
    timestamp = (publisher.folder / "metadata/timestamp.json").read_bytes()

    def stop_before_timestamp(file: Path, data: bytes) -> None:
        if file.name == "timestamp.json":
            raise OutputError(file, "power cut")
        write_whole(file, data)

    with monkeypatch.context() as power:
        power.setattr("valita_desktop.publishing.repository.write_whole", stop_before_timestamp)
        with pytest.raises(OutputError):
            publisher.publish("m12")

    assert (publisher.folder / "metadata/timestamp.json").read_bytes() == timestamp
    assert publisher.publish("m12").seq == 2


def test_the_shipped_feed_is_the_same_packs_every_time(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")

    ship(tmp_path / "in", tmp_path / "one")
    ship(tmp_path / "in", tmp_path / "two")

    assert names_in(tmp_path / "one") == names_in(tmp_path / "two")


def test_each_shipped_feed_is_trusted_by_its_own_root_only(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")
    ship(tmp_path / "in", tmp_path / "one")
    ship(tmp_path / "in", tmp_path / "two")

    one, two = ((tmp_path / name / "metadata/root.json").read_bytes() for name in ("one", "two"))
    assert one != two


def test_what_a_web_server_still_reads_goes_with_the_next_release(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = publisher.folder / "targets/feed"
    publisher.publish("m01", "m02", "m03", "m04", "m05", "m06")
    publisher.publish("m07")
    first = set(pages.iterdir())
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refused)
        assert publisher.publish("m08").seq == 3
        assert publisher.publish("m10").seq == 4
    assert first & set(pages.iterdir())

    publisher.publish("m11")

    assert not first & set(pages.iterdir())


def refused(self: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as Path.unlink
    """As Windows does while somebody reads the file."""
    raise PermissionError(errno.EACCES, "Access is denied", str(self))


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")

    with pytest.raises(OutputError):
        FeedRepository.init(tmp_path / "out", ThrowawayKeys(), MOMENT, "Maija").commit()
