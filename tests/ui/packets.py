"""Lesson packets in memory, with real items behind the ids that have one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from tests import makers
from valita_desktop import lesson_handout
from valita_desktop.content.handout import Handout, School
from valita_desktop.content.layouts import Paper
from valita_desktop.errors import ItemNotFoundError, UsageError
from valita_desktop.library.packets import Entry, Packet, Taken, free_name, good_name, the_same
from valita_desktop.ui.packets.services import PacketServices
from valita_desktop.ui.printing.job import Printers
from valita_desktop.ui.printing.services import PrintServices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.fakes import FakeLibrary
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.settings import Settings
    from valita_desktop.ui.printing.job import PrintJob, Watch
    from valita_desktop.ui.state.actions import PageContext

ONE_PAGE = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
"""An empty sheet: what pages are made of is tested where they are made."""
CREATED = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


class FakeLessons:
    """Where packets are kept, as long as the test lasts."""

    def __init__(self) -> None:
        self._packets: dict[int, Packet] = {}
        self._last = 0

    def all(self) -> tuple[Packet, ...]:
        return tuple(self._packets[number] for number in sorted(self._packets, reverse=True))

    def new(self, name: str, entries: Iterable[Entry] = ()) -> Packet:
        self._last += 1
        packet = Packet(id=self._last, name=good_name(name), created=CREATED)
        return self._put(packet.with_entries(entries))

    def take(self, name: str, entries: Sequence[Entry]) -> Taken:
        same = the_same(name, entries, self.all())
        if same is not None:
            return Taken(same, new=False)
        return Taken(self.new(free_name(name, self.all()), entries), new=True)

    def change(self, number: int, change: Callable[[Packet], Packet]) -> Packet:
        if number not in self._packets:
            raise UsageError("packet", str(number))
        packet = change(self._packets[number])
        good_name(packet.name)
        return self._put(packet)

    def delete(self, number: int) -> None:
        self._packets.pop(number, None)

    def restore(self, packet: Packet) -> None:
        self._put(packet)

    def _put(self, packet: Packet) -> Packet:
        self._packets[packet.id] = packet
        return packet


@dataclass
class FakePackets:
    """What packets are made with, and what the person answers to dialogs.

    Attributes:
        library: Whose items can be put in.
        answer: Where the person saves, or which file they choose; ``None`` is nothing.
        can_open: There is a program for PDF files.
        printers: Of this computer.
        sent: What was given to them.
    """

    library: FakeLibrary
    answer: Path | None = None
    can_open: bool = True
    store: FakeLessons = field(default_factory=FakeLessons)
    rendered: list[Handout] = field(default_factory=list)
    proposed: list[Path] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)
    printers: Printers = field(default_factory=Printers)
    sent: list[PrintJob] = field(default_factory=list)

    def services(self) -> PacketServices:
        return PacketServices(
            self.store,
            self.entry,
            self.item,
            self._handout,
            self._line,
            self._ask,
            self._ask,
        )

    def printing(self, context: PageContext) -> PrintServices:
        def school() -> School:
            return School(context.preferences.now.school_name)

        return PrintServices(
            self._render,
            self,
            school,
            self._ask,
            self._open,
            self._printers,
            self._send,
            lambda _name: None,
        )

    def item(self, item_id: str) -> Item:
        if item_id not in {row.id for row in self.library.rows()}:
            raise ItemNotFoundError(item_id)
        made = makers.item()
        return msgspec.structs.replace(
            made, record=msgspec.structs.replace(made.record, id=item_id)
        )

    @property
    def site(self) -> str:
        return ""

    def all_facts(self) -> Mapping[str, Item]:
        return {}

    def image(self, sha256: str) -> bytes:
        return b""

    def entry(self, item_id: str, lang: Lang = "fi") -> Entry:
        return lesson_handout.entry_for(self.item(item_id), lang, 1)

    def filled(self, *ids: str, name: str = "Viikko 1") -> Packet:
        """A packet of these items; ids that the library has not are withdrawn ones."""
        known = {row.id for row in self.library.rows()}
        gone = {"lang": "fi", "title": "Vanha aineisto"}
        return self.store.new(
            name,
            [
                self.entry(each) if each in known else Entry(item_id=each, **gone)  # type: ignore[arg-type]  # by name
                for each in ids
            ],
        )

    def _handout(
        self, packet: Packet, school: School, now: Settings, paper: Paper = Paper.A4
    ) -> Handout:
        return lesson_handout.lesson_handout(
            packet, self, school, paper, low_ink=now.low_ink, both_sides=now.both_sides
        )

    def _line(self, entry: Entry, school: School, now: Settings) -> Handout:
        return lesson_handout.line_handout(entry, self, school, low_ink=now.low_ink)

    def _render(self, handout: Handout) -> bytes:
        self.rendered.append(handout)
        return ONE_PAGE

    def _printers(self) -> Printers:
        return self.printers

    def _send(self, job: PrintJob, _watch: Watch) -> int:
        self.sent.append(job)
        return 0

    def _ask(self, _parent: QWidget, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.answer

    def _open(self, path: Path) -> bool:
        self.opened.append(path.read_bytes())
        return self.can_open
