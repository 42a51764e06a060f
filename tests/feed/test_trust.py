"""Why a feed is not believed, or not read, is told as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.makers import Publisher
from valita_desktop.errors import (
    SourceError,
    SourceErrorCode,
    UpdateCancelledError,
)
from valita_desktop.feed.sources import FolderSource
from valita_desktop.feed.trust import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    publisher = Publisher(tmp_path)
    publisher.publish("m01")
    return publisher


class Troubled(FolderSource):
    """A feed in a folder of which one kind of file cannot be read."""

    def __init__(self, folder: Path, ending: str, trouble: Exception) -> None:
        super().__init__(folder)
        self._ending = ending
        self._trouble = trouble

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        if name.endswith(self._ending):
            raise self._trouble
        return super().read(name, limit, start)


@pytest.mark.parametrize("ending", ["timestamp.json", "snapshot.json", "targets.json"])
@pytest.mark.parametrize("code", [SourceErrorCode.FORBIDDEN, SourceErrorCode.UNREADABLE])
def test_what_the_source_says_is_told(
    publisher: Publisher, ending: str, code: SourceErrorCode
) -> None:
    source = Troubled(publisher.folder, ending, SourceError("here", code, "for a reason"))

    with pytest.raises(SourceError) as told:
        verify(source, publisher.trust())

    assert told.value.code is code


@pytest.mark.parametrize("ending", ["timestamp.json", "snapshot.json", "targets.json"])
def test_whoever_stops_it_is_told_so(publisher: Publisher, ending: str) -> None:
    source = Troubled(publisher.folder, ending, UpdateCancelledError())

    with pytest.raises(UpdateCancelledError):
        verify(source, publisher.trust())


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ("timestamp.json", SourceErrorCode.MISSING),
        ("*.snapshot.json", SourceErrorCode.HALF_COPIED),
        ("*.targets.json", SourceErrorCode.HALF_COPIED),
    ],
)
def test_no_feed_is_told_from_one_that_is_half_copied(
    publisher: Publisher, gone: str, code: SourceErrorCode
) -> None:
    for file in (publisher.folder / "metadata").glob(gone):
        file.unlink()

    with pytest.raises(SourceError) as told:
        verify(FolderSource(publisher.folder), publisher.trust())

    assert told.value.code is code


def test_a_list_that_is_longer_than_any_is_not_read(publisher: Publisher) -> None:
    (publisher.folder / "metadata/timestamp.json").write_bytes(b" " * 20_000)

    with pytest.raises(SourceError) as told:
        verify(FolderSource(publisher.folder), publisher.trust())

    assert told.value.code is SourceErrorCode.TOO_MUCH
