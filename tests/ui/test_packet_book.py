"""What is taken away comes back, whatever happens to the file of the packets meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.ui.actions import RecordedActions
from tests.ui.packets import FakeLessons
from valita_desktop.errors import StoreUnusableError
from valita_desktop.library.packets import Entry
from valita_desktop.ui.packets.book import PacketBook

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from valita_desktop.library.packets import Packet


class LockedLessons(FakeLessons):
    """Packets that cannot be written while a scanner holds their file."""

    held = False

    @override
    def change(self, number: int, change: Callable[[Packet], Packet]) -> Packet:
        self._require_free()
        return super().change(number, change)

    @override
    def restore(self, packet: Packet) -> None:
        self._require_free()
        super().restore(packet)

    def _require_free(self) -> None:
        if self.held:
            raise StoreUnusableError(Path("user.db"), "database is locked")


@pytest.fixture
def store() -> LockedLessons:
    """One packet of two lines."""
    store = LockedLessons()
    store.new("Viikko 1", [Entry(item_id=each, lang="fi") for each in ("m01", "m02")])
    return store


@pytest.fixture
def book(qapp: QApplication, store: LockedLessons) -> PacketBook:
    book = PacketBook(RecordedActions(), store, lambda entry: entry.item_id)
    book.load()
    return book


def kept(store: FakeLessons) -> list[list[str]]:
    return [[entry.item_id for entry in packet.entries] for packet in store.all()]


@pytest.mark.parametrize(
    "take_away", [PacketBook.delete, lambda book: book.take_out(0)], ids=["packet", "line"]
)
def test_what_could_not_be_brought_back_can_be_later(
    book: PacketBook, store: LockedLessons, take_away: Callable[[PacketBook], None]
) -> None:
    take_away(book)
    store.held = True
    book.undo()
    store.held = False

    book.undo()
    book.undo()

    assert kept(store) == [["m01", "m02"]]


def test_a_line_that_another_program_has_changed_is_not_taken_for_the_one_that_is_shown(
    book: PacketBook, store: LockedLessons
) -> None:
    store.change(1, lambda packet: packet.without(0))

    book.take_out(0)

    assert kept(store) == [["m02"]]
    assert book.packet == store.all()[0]
