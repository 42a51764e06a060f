"""A folder and a file give the same bytes, never more than they may, and say why they cannot."""

from __future__ import annotations

import struct
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from valita_desktop.errors import SourceError, SourceErrorCode
from valita_desktop.feed import sources
from valita_desktop.feed.sources import BundleSource, FirstOf, FolderSource, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.feed.sources import Source


def folder(path: Path) -> Source:
    (path / "x").write_bytes(b"0123456789")
    return FolderSource(path)


def bundle(path: Path) -> Source:
    with zipfile.ZipFile(path / "kit.valita", "w") as file:
        file.writestr("x", b"0123456789")
    return BundleSource(path / "kit.valita")


@pytest.fixture(params=[folder, bundle])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    make: Callable[[Path], Source] = request.param
    made = make(tmp_path)
    yield made
    made.close()


def test_a_file_is_given_whole(source: Source) -> None:
    assert source.has("x")
    assert whole(source, "x", 10) == b"0123456789"


def test_a_file_is_given_from_where_one_had_to_stop(source: Source) -> None:
    assert b"".join(source.read("x", 10, 4)) == b"456789"


@pytest.mark.parametrize("start", [0, 4])
def test_no_more_is_given_than_is_allowed(source: Source, start: int) -> None:
    with pytest.raises(SourceError) as refused:
        b"".join(source.read("x", 9, start))

    assert refused.value.code is SourceErrorCode.TOO_MUCH


def test_what_is_not_there_is_told_as_missing(source: Source) -> None:
    assert not source.has("y")
    with pytest.raises(SourceError) as refused:
        whole(source, "y", 10)

    assert refused.value.code is SourceErrorCode.MISSING


class Broken(FolderSource):
    """Gives the beginning of a file and then no more."""

    def __init__(self, path: Path, code: SourceErrorCode) -> None:
        super().__init__(path)
        self._code = code

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        yield b"0123"
        raise SourceError(self.where, self._code, name)


def test_a_share_that_breaks_off_is_told_as_what_cannot_be_read(tmp_path: Path) -> None:
    share = FolderSource(tmp_path / ("a" * 300))  # as any other error than that it is not there

    with pytest.raises(SourceError) as caught:
        share.has("targets/packs/x.json.gz")

    assert caught.value.code is SourceErrorCode.UNREADABLE


def test_the_second_source_goes_on_in_the_middle(tmp_path: Path) -> None:
    both = FirstOf(Broken(tmp_path, SourceErrorCode.UNREADABLE), folder(tmp_path))

    assert whole(both, "x", 10) == b"0123456789"
    assert both.where == str(tmp_path)


def test_the_second_source_is_not_asked_where_the_first_gives_too_much(tmp_path: Path) -> None:
    both = FirstOf(Broken(tmp_path, SourceErrorCode.TOO_MUCH), folder(tmp_path))

    with pytest.raises(SourceError) as refused:
        whole(both, "x", 10)

    assert refused.value.code is SourceErrorCode.TOO_MUCH


def test_counts_of_64_bits_are_refused_before_the_list_is_read(tmp_path: Path) -> None:
    """A small count at the end, a large one where ZIP64 has its own."""
    file = tmp_path / "kit.valita"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("metadata/root.json", b"{}")
    data = file.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    file.write_bytes(data[:end] + large + locator + data[end:])

    with pytest.raises(SourceError) as caught:
        BundleSource(file)

    assert caught.value.code is SourceErrorCode.NO_BUNDLE
    assert "64 bits" in caught.value.detail


def test_a_list_of_more_entries_than_it_tells_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_ENTRIES", 10)
    file = tmp_path / "kit.valita"
    with zipfile.ZipFile(file, "w") as made:
        for number in range(11):
            made.writestr(f"{number}", b"")
    data = bytearray(file.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 5, 5)
    file.write_bytes(data)

    with pytest.raises(SourceError) as caught:
        BundleSource(file)

    assert "more than the 5 entries" in caught.value.detail


@pytest.mark.parametrize("offset", [-7, 2**31 - 1], ids=["in the middle", "far beyond"])
def test_an_entry_that_is_said_to_stand_elsewhere_makes_it_no_bundle(
    tmp_path: Path, offset: int
) -> None:
    bundle(tmp_path).close()
    file = tmp_path / "kit.valita"
    data = bytearray(file.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = struct.pack("<L", offset % len(data) if offset < 0 else offset)
    file.write_bytes(data)

    with closing(BundleSource(file)) as source, pytest.raises(SourceError) as caught:
        whole(source, "x", 10)

    assert caught.value.code is SourceErrorCode.NO_BUNDLE


def test_an_entry_whose_own_name_is_no_utf_8_makes_it_no_bundle(tmp_path: Path) -> None:
    file = tmp_path / "kit.valita"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("päivä", b"0123456789")
    file.write_bytes(file.read_bytes().replace("ä".encode(), b"\xc3\xff", 1))

    with closing(BundleSource(file)) as source, pytest.raises(SourceError) as caught:
        whole(source, "päivä", 10)

    assert caught.value.code is SourceErrorCode.NO_BUNDLE
