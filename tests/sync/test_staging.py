"""What is fetched waits whole, under the hash that it must have, and nothing else stays."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pytest
from typing_extensions import override

from valita_desktop.errors import (
    NoSpaceError,
    OutputError,
    SourceError,
    SourceErrorCode,
    TrustError,
)
from valita_desktop.feed.packs import PACK_FOLDER, PackName
from valita_desktop.feed.sources import Source
from valita_desktop.sync.progress import CancelToken
from valita_desktop.sync.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = b"0123456789"
NAME = PackName(hashlib.sha256(DATA).hexdigest(), "base", 0, 1)
MORE = b"abcdef"
OTHER = PackName(hashlib.sha256(MORE).hexdigest(), "delta", 1, 2)
MB = 10**6


class Usage(NamedTuple):
    """As `shutil.disk_usage` tells."""

    free: int


class Memory(Source):
    """Packs in memory, in pieces of two bytes; ``starts`` tells where each was read from."""

    where = "memory"

    def __init__(self) -> None:
        self.files = {f"{PACK_FOLDER}/{NAME}": DATA, f"{PACK_FOLDER}/{OTHER}": MORE}
        self.starts: list[int] = []

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        self.starts.append(start)
        data = self.files[name]
        for at in range(start, len(data), 2):
            yield data[at : at + 2]

    @override
    def has(self, name: str) -> bool:
        return name in self.files

    @override
    def rest(self) -> None:
        """Nothing is held open."""

    @override
    def close(self) -> None:
        """Nothing is held open."""


class Told(CancelToken):
    """Remembers how far it was."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[int, int]] = []

    @override
    def report(self, done: int, total: int) -> None:
        self.steps.append((done, total))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "fetched"
    made.mkdir()
    return made


def test_only_the_packs_of_the_feed_stay(folder: Path) -> None:
    stage = Staging(folder, Memory())
    stage.packs({NAME: len(DATA), OTHER: len(MORE)})
    (folder / "left.part").write_bytes(b"half")

    stage.keep([NAME])

    assert [file.name for file in folder.iterdir()] == [NAME.sha256]


@pytest.mark.parametrize(
    ("left", "start"), [(b"", 0), (DATA[:4], 4), (b"x" * 11, 0)], ids=["none", "half", "too much"]
)
def test_what_an_interrupted_fetch_left_is_gone_on_with(
    left: bytes, start: int, folder: Path
) -> None:
    source = Memory()
    (folder / f"{NAME.sha256}.part").write_bytes(left)

    data_of = Staging(folder, source).packs({NAME: len(DATA)})

    assert data_of(NAME) == DATA
    assert source.starts == [start]


def test_what_is_all_there_is_not_asked_for(folder: Path) -> None:
    source = Memory()
    (folder / f"{NAME.sha256}.part").write_bytes(DATA)

    data_of = Staging(folder, source).packs({NAME: len(DATA)})

    assert data_of(NAME) == DATA
    assert source.starts == []


def test_what_turned_out_wrong_is_thrown_away_and_fetched_anew(folder: Path) -> None:
    source = Memory()
    (folder / f"{NAME.sha256}.part").write_bytes(b"wrong")

    assert Staging(folder, source).packs({NAME: len(DATA)})(NAME) == DATA


def test_it_is_told_how_far_all_of_it_is(folder: Path) -> None:
    told = Told()
    stage = Staging(folder, Memory(), told)
    stage.require_space(len(DATA) + len(MORE), folder / "content.db")

    stage.packs({NAME: len(DATA), OTHER: len(MORE)})

    assert told.steps == [(done, 16) for done in (2, 4, 6, 8, 10, 12, 14, 16)]


@pytest.mark.parametrize(("free", "enough"), [(33 * MB, True), (33 * MB - 1, False)])
def test_room_is_needed_for_the_packs_what_they_become_and_some_more(
    free: int, folder: Path, monkeypatch: pytest.MonkeyPatch, *, enough: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(free))
    stage = Staging(folder, Memory())

    if enough:
        stage.require_space(MB, folder / "content.db")
        return
    with pytest.raises(NoSpaceError) as refused:
        stage.require_space(MB, folder / "content.db")
    assert (refused.value.needed, refused.value.free) == (33 * MB, free)


@pytest.mark.parametrize(
    ("number", "refusal"), [(errno.ENOSPC, NoSpaceError), (errno.EIO, OutputError)]
)
def test_a_disk_that_is_full_is_told_apart_from_one_that_fails(
    number: int, refusal: type[Exception], folder: Path
) -> None:
    class Failing(Memory):
        @override
        def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
            yield from super().read(name, 2, start)
            raise OSError(number, "no")

    with pytest.raises(refusal):
        Staging(folder, Failing()).packs({NAME: len(DATA)})


class NoParts(Memory):
    """Answers whoever asks for a part as it is told, and whoever asks for all of it rightly."""

    def __init__(self, answer: bytes | SourceErrorCode) -> None:
        super().__init__()
        self._answer = answer

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        if not start:
            yield from super().read(name, limit)
            return
        self.starts.append(start)
        if isinstance(self._answer, SourceErrorCode):
            raise SourceError(self.where, self._answer)
        yield self._answer


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"x",
        b"another file",
        SourceErrorCode.MISSING,
        SourceErrorCode.BROKEN_OFF,
        SourceErrorCode.FORBIDDEN,
        SourceErrorCode.UNAVAILABLE,
        SourceErrorCode.TOO_MUCH,
    ],
)
def test_a_part_that_cannot_be_gone_on_with_is_begun_anew(
    folder: Path, answer: bytes | SourceErrorCode
) -> None:
    (folder / f"{NAME.sha256}.part").write_bytes(DATA[:4])
    source = NoParts(answer)

    assert Staging(folder, source).packs({NAME: len(DATA)})(NAME) == DATA
    assert source.starts == [4, 0]


@pytest.mark.parametrize("why", [SourceErrorCode.OFFLINE, SourceErrorCode.NO_ANSWER])
def test_a_part_is_kept_while_there_is_no_network(folder: Path, why: SourceErrorCode) -> None:
    part = folder / f"{NAME.sha256}.part"
    part.write_bytes(DATA[:4])

    with pytest.raises(SourceError):
        Staging(folder, NoParts(why)).packs({NAME: len(DATA)})

    assert part.read_bytes() == DATA[:4]


def test_what_is_altered_at_the_source_is_refused_and_nothing_stays(folder: Path) -> None:
    source = Memory()
    source.files[f"{PACK_FOLDER}/{NAME}"] = b"x" * len(DATA)

    with pytest.raises(TrustError):
        Staging(folder, source).packs({NAME: len(DATA)})

    assert list(folder.iterdir()) == []


def test_a_fetched_file_that_was_damaged_here_is_fetched_anew(folder: Path) -> None:
    (folder / NAME.sha256).write_bytes(b"damaged")

    assert Staging(folder, Memory()).packs({NAME: len(DATA)})(NAME) == DATA


@pytest.mark.parametrize("suffix", ["", ".part"])
def test_a_folder_in_the_place_of_what_is_fetched_is_moved_aside(folder: Path, suffix: str) -> None:
    there = folder / f"{NAME.sha256}{suffix}"
    there.mkdir()
    (there / "mine.txt").write_text("mine")

    staging = Staging(folder, Memory())
    assert staging.packs({NAME: len(DATA)})(NAME) == DATA
    staging.keep([NAME])

    assert [file.read_text() for file in folder.glob("*/mine.txt")] == ["mine"]
