"""A folder and a file give the same bytes, never more than they may, and say why they cannot."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from valita_desktop.errors import SourceError, SourceErrorCode
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


def test_the_second_source_goes_on_in_the_middle(tmp_path: Path) -> None:
    both = FirstOf(Broken(tmp_path, SourceErrorCode.UNREADABLE), folder(tmp_path))

    assert whole(both, "x", 10) == b"0123456789"
    assert both.where == str(tmp_path)


def test_the_second_source_is_not_asked_where_the_first_gives_too_much(tmp_path: Path) -> None:
    both = FirstOf(Broken(tmp_path, SourceErrorCode.TOO_MUCH), folder(tmp_path))

    with pytest.raises(SourceError) as refused:
        whole(both, "x", 10)

    assert refused.value.code is SourceErrorCode.TOO_MUCH
