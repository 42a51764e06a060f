"""From a published feed to the library, by the code that every source goes through."""

from __future__ import annotations

import errno
import shutil
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests import pictures
from tests.makers import MOMENT, Publisher, source_folder
from valita_desktop.content.model import state_root
from valita_desktop.errors import (
    AppTooOldError,
    MassWithdrawalError,
    NoSpaceError,
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
    TrustErrorCode,
    UpdateBusyError,
    UpdateCancelledError,
)
from valita_desktop.feed import packs
from valita_desktop.feed.packs import PACK_FOLDER
from valita_desktop.feed.sources import FolderSource
from valita_desktop.library.store import Library, Release
from valita_desktop.publishing.publish import ship
from valita_desktop.sync import updater
from valita_desktop.sync.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sync.reading import Reader

PICTURE = pictures.saved(pictures.square())


def with_picture(publisher: Publisher, picture: bytes = PICTURE) -> None:
    folder = source_folder(publisher.source)
    (folder / "kartta.png").write_bytes(picture)
    for lang in ("fi", "sv"):
        file = folder / f"{lang}.md"
        written = file.read_text(encoding="utf-8")
        file.write_text(written.replace("::: lines", "![Kartta](kartta.png)\n\n::: lines"), "utf-8")


def test_an_empty_library_takes_the_base(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09", "m10")

    update = reader.check()
    changed = reader.apply()

    assert [name.kind for name in update.path] == ["base"]
    assert changed.new == ("m09", "m10")


def test_a_check_tells_what_is_new_before_it_is_fetched(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09", "m10")
    reader.apply()
    publisher.publish("m10", "m11", fi="Uusi nimi")

    update = reader.check()

    assert (update.new, update.changed, update.withdrawn) == (1, 1, 0)
    assert (update.since, update.seq, update.signers) == (1, 2, ("Maija",))


def test_a_check_changes_nothing(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")

    reader.check()

    assert reader.library.seq == 0


def test_a_library_one_release_behind_takes_the_delta(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09", "m10", "m11", "m12")
    reader.apply()
    publisher.publish("m10", fi="Uusi nimi")

    update = reader.check()
    changed = reader.apply()

    assert [name.kind for name in update.path] == ["delta"]
    assert (changed.changed, reader.library.seq) == (("m10",), 2)


def test_an_up_to_date_library_has_nothing_to_take(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()

    assert not reader.check()


def test_the_library_tells_from_when_it_is(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()

    assert reader.library.edition.published == MOMENT


def test_a_rebuilt_shipped_feed_is_taken_though_its_number_is_the_same(
    tmp_path: Path, publisher: Publisher, library: Library
) -> None:
    source_folder(publisher.source)
    ship(publisher.source, tmp_path / "one")
    ship(publisher.source, tmp_path / "two")
    source_folder(publisher.source, fi="Uusi nimi")
    ship(publisher.source, tmp_path / "three")
    (base,) = packs.names_in(tmp_path / "one")
    library.apply(_release_of(base, library))

    assert not updater.shipped_is_newer(packs.names_in(tmp_path / "two"), library)
    assert updater.shipped_is_newer(packs.names_in(tmp_path / "three"), library)


def _release_of(base: packs.PackName, library: Library) -> Release:
    return Release(base.to_seq, str(base), items=(), deleted=(), images={}, root=state_root(()))


def test_pictures_are_fetched_with_their_items(publisher: Publisher, reader: Reader) -> None:
    with_picture(publisher)
    publisher.publish()

    reader.apply()

    (attachment,) = reader.library.item("m09").attachments
    assert reader.library.image(attachment.sha256) == PICTURE


def test_a_picture_that_is_none_is_refused(publisher: Publisher, reader: Reader) -> None:
    with_picture(publisher)
    publisher.publish()
    (blob,) = publisher.folder.glob("blobs/*/*")
    blob.write_bytes(b"MZ" + PICTURE[2:])

    with pytest.raises(TrustError):
        reader.apply()

    assert reader.library.seq == 0


def test_a_damaged_pack_is_refused_and_the_library_stays(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    (pack,) = (publisher.folder / PACK_FOLDER).iterdir()
    pack.write_bytes(pack.read_bytes()[:-1] + b"x")

    with pytest.raises(TrustError) as caught:
        reader.apply()

    assert (caught.value.code, reader.library.seq) == (TrustErrorCode.ALTERED, 0)


def test_an_empty_folder_is_no_feed(tmp_path: Path, publisher: Publisher, library: Library) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(SourceError) as caught:
        updater.check(FolderSource(tmp_path / "empty"), library, publisher.trust())

    assert caught.value.code is SourceErrorCode.MISSING


def test_a_library_that_does_not_come_out_right_is_taken_from_the_base(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09", "m10", "m11", "m12")
    reader.apply()
    with reader.library._writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM items WHERE id = 'm12'")
    publisher.publish("m10", fi="Uusi nimi")

    reader.apply()

    assert [row.id for row in reader.library.rows()] == ["m09", "m10", "m11", "m12"]


def test_very_much_is_only_withdrawn_when_a_person_agrees(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09", "m10", "m11")
    reader.apply()
    (publisher.source / "materials/m09-aineisto").rename(publisher.source.parent / "gone")
    publisher.publish(allow_withdrawals=True)

    with pytest.raises(MassWithdrawalError) as caught:
        reader.apply()
    changed = reader.apply(allow_withdrawals=True)

    assert (caught.value.withdrawn, caught.value.among) == (1, 3)
    assert changed.withdrawn == ("m09",)


def test_an_older_mirror_is_left_alone(
    publisher: Publisher, reader: Reader, tmp_path: Path
) -> None:
    publisher.publish("m09")
    shutil.copytree(publisher.folder, tmp_path / "old")
    publisher.publish("m10")
    reader.apply()

    with pytest.raises(TrustError) as caught:
        updater.check(
            FolderSource(tmp_path / "old"), reader.library, publisher.trust(folder="forgotten")
        )

    assert caught.value.code is TrustErrorCode.OLDER


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    publisher: Publisher, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.publish("m09")
    update = reader.check()
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: _Usage(free=1_000_000))

    with pytest.raises(NoSpaceError) as caught:
        updater.apply(update, reader.source, reader.library, reader.staging)

    assert caught.value.free == 1_000_000
    assert list(reader.staging.iterdir()) == []


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


def test_a_folder_that_cannot_be_locked_is_told_and_left_without_a_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", unsupported)

    with pytest.raises(OutputError), held(tmp_path / "fetched"):
        pass


def test_two_windows_do_not_update_at_once(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")

    with held(reader.staging), pytest.raises(UpdateBusyError):
        reader.apply()


class Stopped:
    """A person who stops an update at once."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int]] = []

    def report(self, done: int, total: int) -> None:
        self.seen.append((done, total))

    def is_cancelled(self) -> bool:
        return True


def test_an_update_can_be_stopped(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    stopped = Stopped()

    with pytest.raises(UpdateCancelledError):
        reader.apply(progress=stopped)

    assert reader.library.seq == 0
    assert stopped.seen[-1][0] == stopped.seen[-1][1]


class CountingSource(FolderSource):
    """A folder that breaks off once, and counts what is read of it."""

    def __init__(self, folder: Path, break_after: int) -> None:
        super().__init__(folder)
        self.break_after, self.read_bytes = break_after, 0

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        for piece in super().read(name, limit, start):
            for at in range(0, len(piece), 100):
                if PACK_FOLDER in name:
                    self.read_bytes += len(piece[at : at + 100])
                    self.break_after -= 100
                    if self.break_after == 0:
                        raise SourceError(self.where, SourceErrorCode.BROKEN_OFF)
                yield piece[at : at + 100]


def test_what_was_fetched_before_a_break_is_not_fetched_again(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    source = CountingSource(publisher.folder, break_after=500)
    update = reader.check()
    with pytest.raises(SourceError):
        updater.apply(update, source, reader.library, reader.staging)

    updater.apply(update, source, reader.library, reader.staging)

    assert reader.library.seq == 1
    assert source.read_bytes <= update.size + 100


def test_a_release_that_was_left_again_is_marked(publisher: Publisher, reader: Reader) -> None:
    publisher.publish("m09")
    reader.apply()
    publisher.publish("m10")
    reader.apply()
    reader.library.revert()

    assert reader.check().held


def test_a_library_that_is_up_to_date_went_back_from_nothing(
    publisher: Publisher, reader: Reader
) -> None:
    publisher.publish("m09")
    reader.apply()

    assert not reader.check().held


def test_a_new_build_of_the_release_that_is_here_is_its_base_and_no_older_pack(
    publisher: Publisher, library: Library, tmp_path: Path
) -> None:
    source_folder(publisher.source)
    ship(publisher.source, tmp_path / "one")
    (base,) = packs.names_in(tmp_path / "one")
    library.apply(_release_of(base, library))
    delta = packs.PackName("0" * 64, "delta", 0, 1)
    older = packs.PackName("1" * 64, "base", 0, 0)
    another = packs.PackName("2" * 64, "base", 0, 1)

    assert not updater.shipped_is_newer({delta: 1, older: 1}, library)
    assert updater.shipped_is_newer({delta: 1, older: 1, another: 1}, library)


def test_a_feed_for_a_later_program_says_so(
    publisher: Publisher, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.feed.jsonfeed.MIN_APP", "9.1")
    publisher.publish("m09")

    with pytest.raises(AppTooOldError) as caught:
        reader.apply()

    assert caught.value.needed == "9.1"
