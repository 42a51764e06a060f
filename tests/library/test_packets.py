"""Lesson packets: lines in order, kept whole, whatever is done to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import row
from valita_desktop.errors import PacketFullError, UsageError
from valita_desktop.library.packets import (
    MAX_ENTRIES,
    MAX_NAME,
    Entry,
    Packet,
    Packets,
    TimeNeeded,
    time_needed,
)
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def entry(item_id: str = "m09", **changes: object) -> Entry:
    return Entry(**{"item_id": item_id, "lang": "fi", **changes})  # type: ignore[arg-type]  # by name


def ids(packet: Packet) -> list[str]:
    return [each.item_id for each in packet.entries]


@pytest.fixture
def packets(tmp_path: Path) -> Iterator[Packets]:
    with closing(Packets(tmp_path / "user.db")) as opened:
        yield opened


def test_a_new_packet_has_a_number_and_a_name(packets: Packets) -> None:
    made = packets.new("  Viikko   1 ")

    assert (made.name, made.entries) == ("Viikko 1", ())
    assert packets.find(str(made.id)) == made


def test_packets_stand_newest_first(packets: Packets) -> None:
    packets.new("Viikko 1")
    packets.new("Viikko 2")

    assert [each.name for each in packets.all()] == ["Viikko 2", "Viikko 1"]


def test_a_packet_is_found_by_its_name_in_any_letters(packets: Packets) -> None:
    assert packets.new("Ryhmäytys").id == packets.find("ryhmäytys").id


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b", "a\u202eb"])
def test_a_packet_cannot_be_called_so(packets: Packets, name: str) -> None:
    with pytest.raises(UsageError) as refused:
        packets.new(name)

    assert refused.value.what == "packet-name"
    assert packets.all() == ()


def test_every_side_of_a_line_is_kept(packets: Packets) -> None:
    line = entry(
        "m31", lang="sv", layout="cards", part="all", copies=20, version=3, edition=7, title="Kort"
    )
    made = packets.new("Viikko 1", [line])

    assert packets.find(str(made.id)).entries == (line,)


def test_packets_stand_beside_the_other_own_things(tmp_path: Path) -> None:
    file = tmp_path / "user.db"
    with closing(UserData(file)) as own, closing(Packets(file)) as packets:
        own.set_favourite("m01", on=True)
        packets.new("Viikko 1", [entry()])
        assert own.favourites() == ("m01",)

    with closing(UserData(file)), closing(Packets(file)) as again:
        assert [each.name for each in again.all()] == ["Viikko 1"]


def test_a_change_is_made_to_what_is_in_the_file(packets: Packets, tmp_path: Path) -> None:
    made = packets.new("Viikko 1")
    with closing(Packets(tmp_path / "user.db")) as other_window:
        other_window.change(made.id, lambda now: now.with_entries([entry("m01")]))

    packets.change(made.id, lambda now: now.with_entries([entry("m02")]))

    assert ids(packets.find("Viikko 1")) == ["m01", "m02"]


def test_a_packet_can_be_renamed_and_no_other_is(packets: Packets) -> None:
    other, made = packets.new("Viikko 1"), packets.new("Viikko 2")

    packets.change(made.id, lambda now: msgspec.structs.replace(now, name=" Viikko  3 "))

    assert packets.find(str(made.id)).name == "Viikko 3"
    assert packets.find(str(other.id)) == other


def test_a_change_of_one_line_leaves_the_others(packets: Packets) -> None:
    made = packets.new("Viikko 1", [entry("m01"), entry("m02"), entry("m03")])

    packets.change(made.id, lambda now: now.changed(1, entry("m09", copies=5)))

    assert packets.find("Viikko 1").entries == (entry("m01"), entry("m09", copies=5), entry("m03"))


@pytest.mark.parametrize(("n", "to"), [(0, 2), (2, 0), (-1, 0), (0, -1)])
def test_no_line_is_moved_from_or_to_where_there_is_none(packets: Packets, n: int, to: int) -> None:
    made = packets.new("Viikko 1", [entry("m01"), entry("m02")])

    with pytest.raises(UsageError):
        made.moved(n, to)


@pytest.mark.parametrize("n", [-1, 2])
def test_no_line_is_changed_where_there_is_none(packets: Packets, n: int) -> None:
    made = packets.new("Viikko 1", [entry("m01"), entry("m02")])

    with pytest.raises(UsageError):
        made.changed(n, entry("m03"))


def test_a_refused_change_changes_nothing(packets: Packets) -> None:
    made = packets.new("Viikko 1", [entry()])

    with pytest.raises(UsageError):
        packets.change(made.id, lambda now: now.without(3))

    assert packets.find("Viikko 1") == made


def test_a_packet_that_was_thrown_away_can_come_back(packets: Packets) -> None:
    made = packets.new("Viikko 1", [entry("m01"), entry("m02")])
    packets.delete(made.id)
    assert packets.all() == ()

    packets.restore(made)

    assert packets.all() == (made,)


def test_the_number_of_a_packet_that_was_thrown_away_is_nobody_elses(packets: Packets) -> None:
    kept, gone = packets.new("Viikko 1", [entry("m01")]), packets.new("Viikko 2", [entry("m02")])
    packets.delete(gone.id)
    new = packets.new("Viikko 3")

    assert new.id > gone.id
    assert packets.all() == (new, kept)


def test_lines_of_a_packet_that_was_thrown_away_go_with_it(
    packets: Packets, tmp_path: Path
) -> None:
    packets.delete(packets.new("Viikko 1", [entry("m01")]).id)

    with closing(sqlite3.connect(tmp_path / "user.db")) as database:
        assert database.execute("SELECT count(*) FROM packet_entries").fetchone() == (0,)


def test_ten_thousand_lines_are_refused(packets: Packets) -> None:
    with pytest.raises(PacketFullError) as refused:
        packets.new("Kaikki", [entry()] * 10_000)

    assert (refused.value.most, refused.value.asked) == (MAX_ENTRIES, 10_000)
    assert packets.all() == ()


def test_a_missing_line_is_told_as_people_count(packets: Packets) -> None:
    made = packets.new("Viikko 1", [entry()])

    with pytest.raises(UsageError) as refused:
        made.without(1)

    assert (refused.value.given, refused.value.known) == ("2", ("1",))


@given(st.integers(1, 8), st.data())
def test_moving_a_line_keeps_the_order_of_the_others(count: int, data: st.DataObject) -> None:
    import datetime as dt

    lines = tuple(entry(f"m{n}") for n in range(count))
    packet = Packet(id=1, name="x", entries=lines, created=dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    n, to = (data.draw(st.integers(0, count - 1)) for _ in range(2))

    moved = packet.moved(n, to)

    assert moved.entries[to] == lines[n]
    rest = [each for each in moved.entries if each != lines[n]]
    assert rest == [each for each in lines if each != lines[n]]


def test_each_item_takes_its_time_once_and_what_has_none_is_counted() -> None:
    rows = {
        "m09": row("m09", minutes=45),
        "m01": row("m01", minutes=10, per_day=True),
        "m05": row("m05", minutes=300),
        "t1": row("t1", minutes=0),
    }
    lines = [entry(), entry(part="all"), *map(entry, ("m01", "m05", "t1", "m99"))]

    assert time_needed(lines, rows) == TimeNeeded(minutes=345, a_day=10, untimed=1, gone=1)


def test_a_packet_that_is_here_already_is_not_taken_again(packets: Packets) -> None:
    first = packets.take("Talous", (entry("m09"),))
    again = packets.take("TALOUS", (entry("m09"),))

    assert (first.new, again.new) == (True, False)
    assert again.packet == first.packet
    assert packets.all() == (first.packet,)


def test_another_packet_of_the_same_name_gets_a_number(packets: Packets) -> None:
    taken = [packets.take("Talous", (entry(item),)) for item in ("m09", "m10", "m11", "m10")]

    assert [each.packet.name for each in taken] == [
        "Talous", "Talous (2)", "Talous (3)", "Talous (2)",
    ]  # fmt: skip
    assert len(packets.all()) == 3


def test_a_packet_that_had_a_number_where_it_comes_from_is_the_same_one(packets: Packets) -> None:
    first = packets.take("Talous", (entry("m09"),))

    assert packets.take("Talous (2)", (entry("m09"),)) == (first.packet, False)


@pytest.mark.parametrize("length", [MAX_NAME - 2, MAX_NAME])
def test_a_number_has_room_behind_the_longest_name(packets: Packets, length: int) -> None:
    packets.take("a" * length, (entry("m09"),))

    assert packets.take("a" * length, (entry("m10"),)).packet.name.endswith("a (2)")


def test_a_name_that_several_have_is_no_answer(packets: Packets) -> None:
    first, second = packets.new("Talous"), packets.new("talous")

    with pytest.raises(UsageError) as caught:
        packets.find("Talous")

    assert caught.value.what == "packets"
    assert [each.split(" ")[0] for each in caught.value.known] == [str(second.id), str(first.id)]
    assert packets.find(str(first.id)) == first
