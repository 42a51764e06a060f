"""From a packet to the handout that is printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import page
import pytest

from tests import makers
from tests.handouts.reading import said
from tests.handouts.samples import items
from valita_desktop.content.handout import Layout, School
from valita_desktop.content.layouts import IN_PACKET
from valita_desktop.errors import (
    ItemNotFoundError,
    LayoutErrorCode,
    LayoutUnavailableError,
    NothingToPrintError,
)
from valita_desktop.handouts import pdf
from valita_desktop.i18n import catalogue
from valita_desktop.lesson_handout import entry_for, keep, lesson_handout, line_handout
from valita_desktop.library.packets import Entry, Packet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from valita_desktop.content.model import Item

SAMPLES = {each.id: each for each in items()}


class Shelf:
    """A library of these items."""

    site = ""

    def __init__(self, *held: Item) -> None:
        self._items = {each.id: each for each in held}

    def item(self, item_id: str) -> Item:
        if item_id not in self._items:
            raise ItemNotFoundError(item_id)
        return self._items[item_id]

    def all_facts(self) -> Mapping[str, Item]:
        return {}

    def image(self, sha256: str) -> bytes:
        return b""


def packet(*entries: Entry) -> Packet:
    created = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    return Packet(id=1, name="Viikko 1", entries=entries, created=created)


def words_of(made: Packet, shelf: Shelf) -> list[str]:
    return [each.words for each in said(pdf.render(lesson_handout(made, shelf, School())))]


def test_a_line_pins_what_it_was_made_with() -> None:
    line = entry_for(makers.item(version=3), "sv", 7)

    assert (line.version, line.edition, line.title) == (3, 7, "Månadsbudget")


def test_a_line_is_the_students_sheet_where_there_is_one() -> None:
    facilitator = makers.BODY["fi"].split(":::: sheet")[0]
    texts = {"fi": msgspec.structs.replace(makers.item().texts["fi"], markdown=facilitator)}
    only = msgspec.structs.replace(makers.item(), texts=texts)

    assert entry_for(makers.item(), "fi", 1).part == "student"
    assert entry_for(only, "fi", 1).part == "all"


def test_a_layout_that_makes_no_sense_is_refused_with_the_reason() -> None:
    with pytest.raises(LayoutUnavailableError) as refused:
        entry_for(makers.item(), "fi", 1, layout=Layout.CARDS)

    assert (refused.value.item_id, refused.value.code) == ("m09", LayoutErrorCode.NO_CARDS)


def test_what_is_withdrawn_keeps_its_title_on_the_cover() -> None:
    here = entry_for(makers.item(), "fi", 1)
    gone = Entry(item_id="m99", lang="fi", title="Vanha aineisto")

    words = words_of(packet(here, gone), Shelf(makers.item()))

    assert "Vanha aineisto" in words
    assert catalogue("fi").gettext("{n} min in all").format(n=45) in words


def test_a_packet_of_which_nothing_is_left_is_not_printed() -> None:
    with pytest.raises(NothingToPrintError):
        lesson_handout(packet(Entry(item_id="m99", lang="fi")), Shelf(), School())


def test_each_line_has_its_own_layout() -> None:
    item = SAMPLES["x-cards"]
    made = packet(
        entry_for(item, "fi", 1, layout=Layout.CARDS),
        entry_for(makers.item(), "fi", 1, layout=Layout.LARGE),
        entry_for(makers.item(), "fi", 1, layout=Layout.SIDE_BY_SIDE),
        entry_for(makers.item(), "sv", 1, layout=Layout.FORM, copies=2),
    )
    data = pdf.render(lesson_handout(made, Shelf(item, makers.item()), School()))

    words = [each.words for each in said(data)]
    assert "Ilo" in words
    assert {"Minun kuukauteni", "Min månad"} <= set(words)


def test_a_line_alone_has_neither_cover_nor_copies_and_its_own_layout() -> None:
    line = entry_for(makers.item(), "sv", 1, layout=Layout.LARGE, copies=20)

    made = line_handout(line, Shelf(makers.item()), School())

    assert (made.layout, made.title) == (Layout.LARGE, "")
    [piece] = made.pieces
    assert (piece.lang, piece.copies) == ("sv", 1)


def test_a_line_alone_that_is_withdrawn_says_which() -> None:
    line = entry_for(makers.item(), "fi", 1)

    with pytest.raises(NothingToPrintError) as refused:
        line_handout(line, Shelf(), School())

    assert "Kuukausibudjetti" in str(refused.value)


def test_a_packet_of_every_layout_is_pdf_ua() -> None:
    made, shelf = packet(*_every_layout()), Shelf(SAMPLES["x-cards"], SAMPLES["m09"])
    data = pdf.render(lesson_handout(made, shelf, School()))

    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{each.rule_id} {each.message}" for each in report.failures] == []


def _every_layout() -> Iterator[Entry]:
    for layout in IN_PACKET:
        item = SAMPLES["x-cards" if layout is Layout.CARDS else "m09"]
        yield entry_for(item, "sv", 1, layout=layout, copies=2)


def test_the_same_packet_gives_the_same_bytes() -> None:
    made, shelf = packet(entry_for(makers.item(), "fi", 1)), Shelf(makers.item())
    first, second = (pdf.render(lesson_handout(made, shelf, School())) for _ in range(2))

    assert first == second


class Kept:
    """Someone's own data that keeps these items."""

    def __init__(self, *held: Item) -> None:
        self._items = {(each.id, each.record.version): each for each in held}

    def pin(self, item: Item, images: Mapping[str, bytes]) -> None:
        self._items[item.id, item.record.version] = item

    def pinned(self, item_id: str, version: int) -> Item | None:
        return self._items.get((item_id, version))

    def pinned_image(self, sha256: str) -> bytes:
        return b""


def test_a_packet_prints_the_edition_it_was_made_with() -> None:
    then, now = makers.item(title="Vanha"), makers.item(version=2, title="Uusi")
    made = packet(entry_for(then, "fi", 1))

    handout = lesson_handout(made, Shelf(now), School(), pins=Kept(then))

    assert [piece.item for piece in handout.pieces] == [then]


def test_an_edition_that_nobody_kept_is_printed_as_it_is_now() -> None:
    made = packet(entry_for(makers.item(), "fi", 1))
    now = makers.item(version=2)

    assert [p.item for p in lesson_handout(made, Shelf(now), School(), pins=Kept()).pieces] == [now]


def test_a_withdrawn_item_is_a_placeholder_though_it_was_kept() -> None:
    stays, gone = makers.item("m09"), makers.item("m10")
    made = packet(entry_for(stays, "fi", 1), entry_for(gone, "fi", 1))

    handout = lesson_handout(made, Shelf(stays), School(), pins=Kept(gone))

    assert (len(handout.pieces), handout.missing) == (1, ("Kuukausibudjetti",))


def test_what_goes_into_a_packet_is_kept() -> None:
    pins, item = Kept(), makers.item()

    keep(item, Shelf(item), pins)

    assert pins.pinned("m09", 1) == item
