"""What reads stops between two pieces once it is told to, and lets go as it would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from valita_desktop.errors import UpdateCancelledError
from valita_desktop.feed.sources import Source, whole
from valita_desktop.sync.progress import CancellableSource, CancelToken

if TYPE_CHECKING:
    from collections.abc import Iterator


class Shelf(Source):
    """One file in memory, in pieces of a byte."""

    where = "the shelf"

    def __init__(self, data: bytes = b"abc") -> None:
        self.data, self.given, self.state = data, 0, "open"

    @override
    def read(self, name: str, limit: int, start: int = 0) -> Iterator[bytes]:
        for byte in self.data[start:limit]:
            self.given += 1
            yield bytes([byte])

    @override
    def has(self, name: str) -> bool:
        return name == "there"

    @override
    def rest(self) -> None:
        self.state = "resting"

    @override
    def close(self) -> None:
        self.state = "closed"


def test_until_then_it_is_the_source_that_it_reads() -> None:
    shelf = Shelf()
    source = CancellableSource(shelf, CancelToken().is_cancelled)

    assert source.where == "the shelf"
    assert whole(source, "there", 3) == b"abc"
    assert b"".join(source.read("there", 2, 1)) == b"b"
    assert (source.has("there"), source.has("elsewhere")) == (True, False)


def test_it_stops_after_the_piece_at_hand() -> None:
    shelf, token = Shelf(), CancelToken()
    pieces = CancellableSource(shelf, token.is_cancelled).read("there", 3)
    assert next(pieces) == b"a"

    token.cancel()

    with pytest.raises(UpdateCancelledError):
        next(pieces)
    assert shelf.given == 1


def test_nothing_is_asked_of_a_source_any_more() -> None:
    shelf, token = Shelf(), CancelToken()
    source = CancellableSource(shelf, token.is_cancelled)
    token.cancel()

    with pytest.raises(UpdateCancelledError):
        source.has("there")
    with pytest.raises(UpdateCancelledError):
        whole(source, "there", 3)
    assert shelf.given == 0


def test_a_file_is_let_go_of_although_it_was_stopped() -> None:
    shelf, token = Shelf(), CancelToken()
    source = CancellableSource(shelf, token.is_cancelled)
    token.cancel()

    source.rest()
    resting = shelf.state
    source.close()

    assert (resting, shelf.state) == ("resting", "closed")
