"""A person's own things go to another computer whole, and add to what is there."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.makers import item
from valita_desktop.errors import OwnDataError, StoreUnusableError
from valita_desktop.i18n import catalogue
from valita_desktop.library import owndata
from valita_desktop.library.backup import backups
from valita_desktop.library.owndata import export_html, export_json, take_in
from valita_desktop.library.packets import MAX_ENTRIES, Entry, Packets
from valita_desktop.library.userdata import UserData

if TYPE_CHECKING:
    from pathlib import Path


def computer(folder: Path, *favourites: str, packet: str = "") -> Path:
    """A computer with these favourites and an empty packet of this name."""
    file = folder / "user.db"
    with closing(UserData(file)) as data:
        for item_id in favourites:
            data.set_favourite(item_id, on=True)
    with closing(Packets(file)) as packets:
        if packet:
            packets.new(packet)
    return file


def test_everything_goes_to_another_computer(tmp_path: Path) -> None:
    one = computer(tmp_path / "one", "m01", "m09", packet="Maanantai")
    with closing(UserData(one)) as data:
        data.pin(item(), {"a" * 64: b"\0picture"})
    other = computer(tmp_path / "other")

    assert export_json(one, tmp_path / "own.json") == 5
    assert take_in(other, tmp_path / "own.json") == 5

    with closing(UserData(other)) as data, closing(Packets(other)) as packets:
        assert set(data.favourites()) == {"m01", "m09"}
        assert data.pinned("m09", 1) == item()
        assert data.pinned_image("a" * 64) == b"\0picture"
        assert [packet.name for packet in packets.all()] == ["Maanantai"]


def test_what_is_there_stays(tmp_path: Path) -> None:
    one = computer(tmp_path / "one", "m01", packet="Maanantai")
    other = computer(tmp_path / "other", "m02", packet="Tiistai")
    export_json(one, tmp_path / "own.json")

    take_in(other, tmp_path / "own.json")

    with closing(UserData(other)) as data, closing(Packets(other)) as packets:
        assert set(data.favourites()) == {"m01", "m02"}
        assert {packet.name for packet in packets.all()} == {"Maanantai", "Tiistai"}


def test_packets_go_to_a_computer_that_has_had_none(tmp_path: Path) -> None:
    one = computer(tmp_path / "one", packet="Maanantai")
    other = tmp_path / "other/user.db"
    UserData(other).close()
    export_json(one, tmp_path / "own.json")

    take_in(other, tmp_path / "own.json")

    with closing(Packets(other)) as packets:
        assert [packet.name for packet in packets.all()] == ["Maanantai"]


def test_packets_of_the_same_numbers_stand_beside_each_other_with_their_lines(
    tmp_path: Path,
) -> None:
    one, other = computer(tmp_path / "one"), computer(tmp_path / "other")
    with closing(Packets(one)) as packets:
        packets.new("Maanantai", [Entry(item_id="m01", lang="fi")])
        packets.new("Tiistai", [Entry(item_id="m02", lang="fi")])
    with closing(Packets(other)) as packets:
        packets.new("Keskiviikko", [Entry(item_id="m03", lang="fi")])
        packets.new("Torstai", [Entry(item_id="m04", lang="fi")])
    export_json(one, tmp_path / "own.json")

    take_in(other, tmp_path / "own.json")

    with closing(Packets(other)) as packets:
        lines = {each.name: [line.item_id for line in each.entries] for each in packets.all()}
    assert lines == {
        "Maanantai": ["m01"],
        "Tiistai": ["m02"],
        "Keskiviikko": ["m03"],
        "Torstai": ["m04"],
    }


def test_what_is_there_is_copied_before_anything_is_taken_in(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m01")
    (tmp_path / "own.json").write_bytes(told())

    take_in(here, tmp_path / "own.json")

    assert len(backups(here)) == 1


def test_a_database_that_is_being_written_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.library.database.LOCK_WAIT", 0.1)
    here = computer(tmp_path / "here", "m01")
    (tmp_path / "own.json").write_bytes(told())
    with closing(sqlite3.connect(here, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusableError, match="locked"):
            take_in(here, tmp_path / "own.json")


def test_a_file_is_read_up_to_the_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = computer(tmp_path / "here")
    data = told(packets=[PACKET])
    (tmp_path / "own.json").write_bytes(data)
    monkeypatch.setattr(owndata, "MAX_BYTES", len(data) - 1)
    with pytest.raises(OwnDataError):
        take_in(here, tmp_path / "own.json")

    monkeypatch.setattr(owndata, "MAX_BYTES", len(data))
    assert take_in(here, tmp_path / "own.json") == 1


def test_taking_in_twice_adds_nothing(tmp_path: Path) -> None:
    one = computer(tmp_path / "one", "m01", packet="Maanantai")
    other = computer(tmp_path / "other")
    export_json(one, tmp_path / "own.json")
    take_in(other, tmp_path / "own.json")

    assert take_in(other, tmp_path / "own.json") == 0


def told(**tables: object) -> bytes:
    return json.dumps({"format": "valita-own-data", "version": 1, "tables": tables}).encode()


PACKET = {"id": 1, "name": "Viikko", "created": "2026-11-28T10:00:00+00:00"}
LINE = {
    "packet": 1, "place": 0, "item_id": "m09", "lang": "fi", "layout": "sheet",
    "part": "student", "copies": 1, "version": 1, "edition": 0, "title": "",
}  # fmt: skip


BAD = {
    "nothing": b"",
    "no JSON": b"hello",
    "a list": b"[]",
    "another file": b'{"format": "x", "version": 1, "tables": {}}',
    "no tables": b'{"format": "valita-own-data", "version": 1}',
    "later": b'{"format": "valita-own-data", "version": 99, "tables": {}}',
    "rows of the wrong type": told(favourites=[1]),
    "a list in a row": told(favourites=[{"item_id": []}]),
    "a picture of other letters": told(
        pin_images=[{"sha256": "a" * 64, "data": {"base64": "AAAA?"}}]
    ),
    "a row without what it must have": told(packets=[{"name": "x"}]),
    "a packet without a name": told(packets=[PACKET | {"name": ""}]),
    "a packet of no day": told(packets=[PACKET | {"created": "then"}]),
    "a line in no language": told(packets=[PACKET], packet_entries=[LINE | {"lang": "x"}]),
    "a line of no layout": told(packets=[PACKET], packet_entries=[LINE | {"layout": "x"}]),
    "a line of no packet": told(packets=[PACKET], packet_entries=[LINE | {"packet": "x"}]),
    "too many lines": told(
        packets=[PACKET],
        packet_entries=[LINE | {"place": place} for place in range(MAX_ENTRIES + 1)],
    ),
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_something_else_changes_nothing(tmp_path: Path, name: str) -> None:
    here = computer(tmp_path / "here", "m01")
    (tmp_path / "own.json").write_bytes(BAD[name])

    with pytest.raises(OwnDataError):
        take_in(here, tmp_path / "own.json")

    with closing(UserData(here)) as data, closing(Packets(here)) as packets:
        assert data.favourites() == ("m01",)
        assert packets.all() == ()


def test_the_rows_that_the_bad_ones_are_made_of_are_good(tmp_path: Path) -> None:
    here = computer(tmp_path / "here")
    (tmp_path / "own.json").write_bytes(told(packets=[PACKET], packet_entries=[LINE]))

    assert take_in(here, tmp_path / "own.json") == 2
    with closing(Packets(here)) as packets:
        (packet,) = packets.all()
    assert [entry.item_id for entry in packet.entries] == ["m09"]


def test_an_unknown_table_is_passed_over(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m01")
    (tmp_path / "own.json").write_bytes(told(sqlite_master=[{"name": "x"}]))

    assert take_in(here, tmp_path / "own.json") == 0


def test_the_page_to_read_names_things_and_holds_no_markup_of_theirs(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m01", packet="<b>Maanantai</b>")

    export_html(here, tmp_path / "own.html", catalogue("fi"), lambda _item_id: "<i>Uni</i>")

    page = (tmp_path / "own.html").read_text("utf-8")
    assert "&lt;i&gt;Uni&lt;/i&gt; (m01)" in page
    assert "<i>" not in page
    assert 'lang="fi"' in page


def test_the_page_to_read_has_every_packet_with_its_own_lines(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m05")
    with closing(Packets(here)) as packets:
        packets.new("Maanantai", [Entry(item_id="m01", lang="fi", title="Uni")])
        packets.new("Tiistai", [Entry(item_id="m02", lang="fi")])

    titles = {"m02": "Arki"}
    export_html(here, tmp_path / "own.html", catalogue("fi"), lambda each: titles.get(each, ""))

    lines = re.findall(r"<(?:h2|li)>(.*)<", (tmp_path / "own.html").read_text("utf-8"))
    assert lines == ["Suosikit", "m05 (m05)", "Maanantai", "Uni (m01)", "Tiistai", "Arki (m02)"]
