"""A feed is handed on: as one file, as a mirror; and what comes by hand is read with care."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.makers import MOMENT, Publisher
from valita_desktop.errors import (
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UsageError,
)
from valita_desktop.feed import sources
from valita_desktop.feed.packs import PACK_FOLDER, names_in
from valita_desktop.feed.sources import BundleSource, FirstOf, FolderSource, whole
from valita_desktop.library.store import Library
from valita_desktop.sync import updater
from valita_desktop.sync.export import BundleSink, FolderSink, KeptSource, copy_feed
from valita_desktop.sync.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sync.reading import Reader


def bundle(publisher: Publisher, file: Path, since: int = 0) -> Path:
    with BundleSink(file) as sink:
        copy_feed(FolderSource(publisher.folder), publisher.trust(), sink, since=since)
    return file


def changed_zip(file: Path, change: Callable[[zipfile.ZipFile, zipfile.ZipFile], None]) -> Path:
    """Another file with what ``change`` writes into it from this one."""
    other = file.with_name("changed.valita")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        change(old, new)
    return other


def copy_all(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
    for entry in old.infolist():
        new.writestr(entry, old.read(entry))


def test_one_file_carries_everything(publisher: Publisher, reader: Reader, tmp_path: Path) -> None:
    publisher.publish("m09", "m10")
    reader.source = BundleSource(bundle(publisher, tmp_path / "kit.valita"))

    assert reader.apply().new == ("m09", "m10")


def test_the_file_is_the_same_bytes_every_time(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish("m09")
    one, two = (bundle(publisher, tmp_path / name) for name in ("one.valita", "two.valita"))

    assert one.read_bytes() == two.read_bytes()


def test_a_file_since_a_release_holds_only_what_is_new(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09", "m10", "m11", "m12")
    reader.apply()
    publisher.publish("m13")
    file = bundle(publisher, tmp_path / "new.valita", since=1)

    packs = [name for name in zipfile.ZipFile(file).namelist() if "packs" in name]
    reader.source = BundleSource(file)
    assert ["delta-1-2" in name for name in packs] == [True]
    assert reader.apply().new == ("m13",)


@pytest.mark.parametrize("since", [2, -1])
def test_a_file_since_a_release_that_there_is_not_is_refused(
    publisher: Publisher, tmp_path: Path, since: int
) -> None:
    publisher.publish("m09")
    file = tmp_path / "new.valita"

    with pytest.raises(UsageError) as caught:
        bundle(publisher, file, since=since)

    assert (caught.value.given, caught.value.known) == (str(since), ("0–1",))
    assert not file.exists()


def test_a_file_that_begins_later_says_so(
    publisher: Publisher, library: Library, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09", "m10", "m11", "m12")
    publisher.publish("m13")
    reader.source = BundleSource(bundle(publisher, tmp_path / "new.valita", since=1))

    with pytest.raises(SourceError) as caught:
        reader.check()

    assert caught.value.code is SourceErrorCode.HALF_COPIED


def test_a_file_is_whole_or_not_there(publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish("m09")
    shutil.rmtree(publisher.folder / PACK_FOLDER)

    with pytest.raises(SourceError):
        bundle(publisher, tmp_path / "kit.valita")

    assert list(tmp_path.glob("*kit.valita*")) == []


def test_a_file_that_cannot_be_written_is_named(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("x")

    with pytest.raises(OutputError):
        bundle(publisher, tmp_path / "in-the-way" / "kit.valita")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_a_file_to_hand_on_is_as_open_as_the_person_says(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.publish("m09")
    before = os.umask(0o077)
    try:
        file = bundle(publisher, tmp_path / "kit.valita")
    finally:
        os.umask(before)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_file_to_hand_on_is_written_where_a_link_of_its_name_leads(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.publish("m09")
    link = tmp_path / "kit.valita"
    link.symlink_to(tmp_path / "elsewhere.valita")

    bundle(publisher, link)

    assert link.is_symlink()
    assert zipfile.is_zipfile(tmp_path / "elsewhere.valita")


def test_a_file_to_hand_on_may_have_a_name_as_long_as_the_disk_allows(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.publish("m09")

    assert zipfile.is_zipfile(bundle(publisher, tmp_path / ("a" * 248 + ".valita")))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize(
    "name", ["targets", "targets/packs", "metadata", "metadata/timestamp.json"]
)
def test_a_mirror_is_not_written_through_a_link_out_of_its_folder(
    publisher: Publisher, reader: Reader, tmp_path: Path, name: str
) -> None:
    publisher.publish("m09")
    link, outside = tmp_path / "mirror" / name, tmp_path / "outside"
    link.parent.mkdir(parents=True)
    outside.mkdir()
    link.symlink_to(outside)

    with pytest.raises(OutputError):
        copy_feed(reader.source, publisher.trust(), FolderSink(tmp_path / "mirror"))

    assert list(outside.iterdir()) == []


def test_what_somebody_else_has_put_into_a_mirror_stays(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    own = tmp_path / "mirror" / PACK_FOLDER / "notes.json.gz"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"somebody's")

    copy_feed(reader.source, publisher.trust(), FolderSink(tmp_path / "mirror"))

    assert own.read_bytes() == b"somebody's"


def test_a_mirror_serves_like_the_feed_itself(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    publisher.publish("m10")
    mirror = FolderSink(tmp_path / "mirror")
    copy_feed(reader.source, publisher.trust(), mirror)
    reader.source = FolderSource(tmp_path / "mirror")

    assert reader.apply().new == ("m09", "m10")
    for name in ("feed.json", "feed-fi.json", "feed-sv.json"):
        assert (tmp_path / "mirror" / name).read_bytes() == (publisher.folder / name).read_bytes()


def test_a_mirror_is_brought_up_to_date_without_what_it_has(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    mirror = FolderSink(tmp_path / "mirror")
    first = copy_feed(reader.source, publisher.trust(), mirror)
    publisher.publish("m10")

    second = copy_feed(reader.source, publisher.trust(), mirror)

    assert second.seq == first.seq + 1
    assert {name.to_seq for name in names_in(tmp_path / "mirror")} == {2}


def test_a_pack_here_that_cannot_be_read_comes_from_the_next_source(
    publisher: Publisher, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish("m09")
    (name,) = names_in(publisher.folder)
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / name.sha256).write_bytes(b"")

    def held(file: Path) -> bytes:
        raise PermissionError(errno.EACCES, "held by a scanner", str(file))

    both = FirstOf(KeptSource(library, tmp_path), FolderSource(publisher.folder))
    monkeypatch.setattr(type(tmp_path), "read_bytes", held)

    assert len(whole(both, f"targets/packs/{name}", 10**6)) > 100


def test_a_mirror_points_to_a_release_only_when_all_of_it_is_there(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    written: list[str] = []

    class Watching(FolderSink):
        @override
        def write(self, name: str, data: bytes) -> None:
            written.append(name)
            super().write(name, data)

    copy_feed(reader.source, publisher.trust(), Watching(tmp_path / "mirror"))

    assert written[-1] == "metadata/timestamp.json"


def test_a_mirror_of_an_altered_feed_is_not_made(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    (page,) = publisher.folder.glob("targets/feed/*.feed.json")
    page.write_bytes(b"{}")

    with pytest.raises(TrustError):
        copy_feed(reader.source, publisher.trust(), FolderSink(tmp_path / "mirror"))

    assert not (tmp_path / "mirror/metadata/timestamp.json").exists()


def test_old_packs_leave_a_mirror(publisher: Publisher, reader: Reader, tmp_path: Path) -> None:
    publisher.publish("m09")
    mirror = FolderSink(tmp_path / "mirror")
    copy_feed(reader.source, publisher.trust(), mirror)
    stray = tmp_path / "mirror" / PACK_FOLDER / f"{'0' * 64}.base-1.json.gz"
    stray.write_bytes(b"old")

    copy_feed(reader.source, publisher.trust(), mirror)

    assert not stray.exists()


def test_what_was_fetched_can_be_handed_on_without_a_network(
    publisher: Publisher, library: Library, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    data = tmp_path / "data"
    trust = publisher.trust()
    object.__setattr__(trust, "folder", data / "trust")
    update = updater.check(reader.source, library, trust)
    updater.apply(update, reader.source, library, data / "fetched")
    with BundleSink(tmp_path / "kit.valita") as sink:
        copy_feed(KeptSource(library, data), trust, sink, since=0)

    with closing(Library(tmp_path / "other.db")) as other:
        source = BundleSource(tmp_path / "kit.valita")
        theirs = updater.check(source, other, publisher.trust(folder="theirs"))
        changed = updater.apply(theirs, source, other, tmp_path / "theirs")
    assert changed.new == ("m09",)


def apply_file(reader: Reader, file: Path) -> None:
    reader.source = BundleSource(file)
    reader.apply()


def no_zip(file: Path) -> None:
    file.write_bytes(b"hello" * 1000)


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def compressed(file: Path) -> None:
    def deflate(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry), zipfile.ZIP_DEFLATED)

    changed_zip(file, deflate).replace(file)


def twice(file: Path) -> None:
    def repeat(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        copy_all(old, new)
        new.writestr("metadata/timestamp.json", b"{}")

    with pytest.warns(UserWarning, match="Duplicate name"):
        changed_zip(file, repeat).replace(file)


def thousands(file: Path) -> None:
    def fill(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        copy_all(old, new)
        for number in range(sources.MAX_ENTRIES):
            new.writestr(f"x{number}", b"")

    changed_zip(file, fill).replace(file)


def huge_directory(file: Path) -> None:
    def fill(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        copy_all(old, new)
        for number in range(200):
            new.writestr(f"{number:03}" + "x" * 60_000, b"")

    changed_zip(file, fill).replace(file)


def encrypted(file: Path) -> None:
    data = bytearray(file.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    file.write_bytes(bytes(data))


def flipped_pack(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[data.find(b"\x1f\x8b\x08") + 40] ^= 1
    file.write_bytes(bytes(data))


def without_timestamp(file: Path) -> None:
    def leave_out(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        for entry in old.infolist():
            if "timestamp" not in entry.filename:
                new.writestr(entry, old.read(entry))

    changed_zip(file, leave_out).replace(file)


def only_a_folder_name(file: Path) -> None:
    def rename(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        for entry in old.infolist():
            new.writestr(f"kit/{entry.filename}", old.read(entry))

    changed_zip(file, rename).replace(file)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (no_zip, SourceErrorCode.NO_BUNDLE),
        (cut_off, SourceErrorCode.NO_BUNDLE),
        (empty, SourceErrorCode.NO_BUNDLE),
        (compressed, SourceErrorCode.NO_BUNDLE),
        (twice, SourceErrorCode.NO_BUNDLE),
        (thousands, SourceErrorCode.NO_BUNDLE),
        (huge_directory, SourceErrorCode.NO_BUNDLE),
        (encrypted, SourceErrorCode.NO_BUNDLE),
        (flipped_pack, SourceErrorCode.NO_BUNDLE),
        (without_timestamp, SourceErrorCode.MISSING),
        (only_a_folder_name, SourceErrorCode.MISSING),
    ],
)
def test_a_file_that_is_none_is_refused(
    publisher: Publisher,
    reader: Reader,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    why: SourceErrorCode,
) -> None:
    publisher.publish("m09")
    file = bundle(publisher, tmp_path / "kit.valita")
    spoil(file)

    with pytest.raises(SourceError) as caught:
        apply_file(reader, file)

    assert (caught.value.code, reader.library.seq) == (why, 0)


def test_entries_that_climb_or_link_are_never_opened(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    file = bundle(publisher, tmp_path / "kit.valita")

    def add(old: zipfile.ZipFile, new: zipfile.ZipFile) -> None:
        copy_all(old, new)
        new.writestr("../../evil", b"x")
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        new.writestr(link, b"/etc/passwd")

    reader.source = BundleSource(changed_zip(file, add))

    assert reader.apply().new == ("m09",)
    assert not (tmp_path.parent.parent / "evil").exists()


def test_a_stick_that_was_pulled_out_is_named(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    update = reader.check()
    shutil.rmtree(publisher.folder)

    with pytest.raises(SourceError) as caught:
        updater.apply(update, reader.source, reader.library, reader.staging)

    assert caught.value.code is SourceErrorCode.UNREADABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_a_pipe_in_the_place_of_a_file_does_not_wait_for_ever(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    file = publisher.folder / "metadata/timestamp.json"
    file.unlink()
    os.mkfifo(file)

    with pytest.raises(SourceError) as caught:
        reader.check()

    assert caught.value.code is SourceErrorCode.MISSING


def test_an_expired_file_says_so_and_not_more(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    source = BundleSource(bundle(publisher, tmp_path / "kit.valita"))
    late = publisher.trust(MOMENT.replace(year=MOMENT.year + 1))

    with pytest.raises(TrustError) as caught:
        updater.check(source, reader.library, late)

    assert caught.value.code is TrustErrorCode.EXPIRED


def test_a_folder_and_a_file_are_known_by_what_they_are(
    publisher: Publisher, tmp_path: Path
) -> None:
    file = bundle(publisher, tmp_path / "kit.valita")

    assert isinstance(open_source(str(publisher.folder)), FolderSource)
    assert isinstance(open_source(str(file)), BundleSource)


@pytest.mark.parametrize("given", ["nowhere", "~nobody-so-called/kit", "a" * 5000])
def test_what_leads_nowhere_is_a_persons_mistake(given: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(given)

    assert caught.value.code is SourceErrorCode.MISSING


def test_the_second_source_goes_on_where_the_first_had_to_stop(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/x").write_bytes(b"whole")
    both = FirstOf(FolderSource(tmp_path / "a"), FolderSource(tmp_path / "b"))

    assert whole(both, "x", 10) == b"whole"
    assert both.has("x")
