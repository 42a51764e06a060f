"""Whoever reads a file that another thread makes anew waits for it, and never notices."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.mending import MendableFile, heals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE, DAMAGED, EMPTY = "all of it", "!", "nothing yet"


class Words(MendableFile):
    """A file of words that takes its time to be filled again."""

    def __init__(self, path: Path) -> None:
        self.begun, self.go_on = Event(), Event()
        super().__init__(path, Words.fill)

    def fill(self) -> None:
        self.begun.set()
        assert self.go_on.wait(10)
        self.path.write_text(WHOLE)

    @heals
    def read(self) -> str:
        words = self.path.read_text()
        if words == DAMAGED:
            raise StoreUnusableError(self.path, "damaged")
        return words

    @override
    def damaged(self) -> str:
        return "damaged" if self.path.read_text() == DAMAGED else ""

    @override
    def close(self) -> None:
        pass

    @override
    def _open(self) -> None:
        if not self.path.exists():
            self.path.write_text(EMPTY)
        self._note_file()


def taken_away(file: Path) -> None:
    file.unlink()


def written_over(file: Path) -> None:
    file.write_text(DAMAGED)


@pytest.mark.parametrize("harm", [taken_away, written_over])
def test_a_second_reader_finds_all_of_a_file_that_is_being_filled(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = tmp_path / "words"
    file.write_text(WHOLE)
    words = Words(file)
    harm(file)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(words.read)
        assert words.begun.wait(10)
        second = pool.submit(words.read)
        with pytest.raises(TimeoutError):
            second.result(0.1)
        words.go_on.set()

        assert (first.result(10), second.result(10)) == (WHOLE, WHOLE)
