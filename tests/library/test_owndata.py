"""A person's own things go to another computer whole, and add to what is there."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, get_args, get_type_hints

import msgspec
import pytest

from tests.makers import item
from valita_desktop.content.model import Attachment, Item, canonical, item_hash, state_root
from valita_desktop.errors import OwnDataError, OwnDataNewerError, StoreUnusableError
from valita_desktop.i18n import catalogue
from valita_desktop.library import owndata, ownrows
from valita_desktop.library.backup import backups
from valita_desktop.library.editions import Release
from valita_desktop.library.owndata import export_html, export_json
from valita_desktop.library.ownrows import Tables
from valita_desktop.library.packets import MAX_ENTRIES, Entry, Packets
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def take_in(database: Path, file: Path) -> int:
    """Take a file in where all that it holds was signed."""
    return owndata.take_in(database, file, frozenset).new


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
    drawn, sha256 = with_picture(b"\0picture")
    with closing(UserData(one)) as data:
        data.pin(drawn, {sha256: b"\0picture"})
    other = computer(tmp_path / "other")

    assert export_json(one, tmp_path / "own.json") == 5
    assert take_in(other, tmp_path / "own.json") == 5

    with closing(UserData(other)) as data, closing(Packets(other)) as packets:
        assert set(data.favourites()) == {"m01", "m09"}
        assert data.pinned("m09", 1) == drawn
        assert data.pinned_image(sha256) == b"\0picture"
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


LIKED = {"item_id": "m09", "added": "2026-11-28T10:00:00+00:00"}
SEEN = {"item_id": "m09", "at": "2026-11-28T10:00:00+00:00"}
CALLED = {"item_id": "m09", "lang": "fi", "title": "Kuukausibudjetti"}


def with_picture(data: bytes) -> tuple[Item, str]:
    """An item with a picture, and the hash of that."""
    sha256 = hashlib.sha256(data).hexdigest()
    picture = Attachment("kuva.png", "image/png", len(data), sha256)
    return msgspec.structs.replace(item(), attachments=(picture,)), sha256


def pin(source: bytes, **changes: object) -> dict[str, object]:
    """The row of an item as it was packed."""
    kept = {"base64": base64.b64encode(source).decode()}
    sha256 = hashlib.sha256(source).hexdigest()
    return {"item_id": "m09", "version": 1, "sha256": sha256, "source": kept} | changes


def row(**rows: object) -> bytes:
    """A file with one row in each of these tables."""
    return told(**{name: [each] for name, each in rows.items()})


def lines(*changes: Mapping[str, object]) -> bytes:
    """A file with a packet and these lines, each otherwise right."""
    return told(packets=[PACKET], packet_entries=[{**LINE, **each} for each in changes])


PIN = pin(canonical(item()))
PICTURE = {"sha256": hashlib.sha256(b"x").hexdigest(), "data": {"base64": "eA=="}}
NOT_ONE = {
    "nothing": b"",
    "no JSON": b"hello",
    "another file": b'{"format": "x", "version": 1, "tables": {}}',
    "no tables": b'{"format": "valita-own-data", "version": 1}',
    "a list": b"[]",
    "later": b'{"format": "valita-own-data", "version": 99, "tables": {}}',
    "before the first": b'{"format": "valita-own-data", "version": 0, "tables": {}}',
    "nested": b"[" * 100_000,
    "a number that is none": told().replace(b"{}", b'{"favourites": NaN}'),
    "half a letter": told(favourites=[LIKED]).replace(b"m09", b"\\ud800"),
}
WRONG: dict[str, tuple[bytes, str]] = {
    "a table that nobody knows": (told(friends=[]), "tables"),
    "a column that nobody knows": (row(favourites=LIKED | {"note": "x"}), "favourites 1"),
    "rows of the wrong type": (told(favourites=[1]), "favourites 1"),
    "a table of the wrong type": (told(favourites={}), "favourites"),
    "a list in a row": (told(favourites=[{"item_id": []}]), "favourites 1: item_id"),
    "an id that climbs": (row(opened=SEEN | {"item_id": "../m09"}), "opened 1: item_id"),
    "an id that ends its line": (row(favourites=LIKED | {"item_id": "m09\n"}), "favourites 1: item_id"),
    "an id that is long": (row(favourites=LIKED | {"item_id": "m" * 65}), "favourites 1: item_id"),
    "a favourite twice": (told(favourites=[LIKED, LIKED]), "favourites 2"),
    "a favourite of no day": (row(favourites=LIKED | {"added": "then"}), "favourites 1: added"),
    "a day without a zone": (row(opened=SEEN | {"at": "2026-11-28T10:00:00"}), "opened 1: at"),
    "a day that no zone can tell": (row(opened=SEEN | {"at": "0001-01-01T00:00:00+14:00"}), "opened 1"),
    "a title in no language": (row(titles=CALLED | {"lang": "de"}), "titles 1: lang"),
    "a title of a megabyte": (row(titles=CALLED | {"title": "x" * 2**20}), "titles 1: title"),
    "a title that turns": (row(titles=CALLED | {"title": "a\u202eb"}), "titles 1: title"),
    "a picture of other letters": (row(pin_images=PICTURE | {"data": {"base64": "AAAA?"}}), "pin_images 1: data.base64"),
    "a picture under another hash": (row(pin_images=PICTURE | {"sha256": "a" * 64}), "pin_images 1"),
    "a pin under another hash": (told(pins=[pin(b"{}", sha256="a" * 64)]), "pins 1"),
    "a pin that is no item": (told(pins=[pin(b"{}")]), "pins 1"),
    "a pin that is another item": (row(pins=PIN | {"item_id": "m10"}), "pins 1"),
    "a pin of another version": (row(pins=PIN | {"version": 2}), "pins 1"),
    "a pin of version 0": (row(pins=PIN | {"version": 0}), "pins 1: version"),
    "a row without what it must have": (told(packets=[{"name": "x"}]), "packets 1"),
    "a packet without a name": (row(packets=PACKET | {"name": ""}), "packets 1: name"),
    "a packet named by blanks": (row(packets=PACKET | {"name": "   "}), "packets 1: name"),
    "a packet of two lines": (row(packets=PACKET | {"name": "a\n"}), "packets 1: name"),
    "a packet of no day": (row(packets=PACKET | {"created": "then"}), "packets 1: created"),
    "a packet below 1": (row(packets=PACKET | {"id": 0}), "packets 1: id"),
    "a packet of a huge number": (row(packets=PACKET | {"id": 2**63}), "packets 1: id"),
    "a packet twice": (told(packets=[PACKET, PACKET | {"name": "y"}]), "packets 2"),
    "a line in no language": (lines({}, {"lang": "x"}), "packet_entries 2: lang"),
    "a line of no layout": (lines({"layout": "x"}), "packet_entries 1: layout"),
    "a line that no packet can hold": (lines({"layout": "booklet"}), "packet_entries 1"),
    "a line of no part": (lines({"part": "x"}), "packet_entries 1: part"),
    "a line of no packet": (lines({"packet": "x"}), "packet_entries 1: packet"),
    "a line of a packet that is not there": (lines({"packet": 2}), "packet_entries 1: packet"),
    "a line before the first": (lines({"place": -1}), "packet_entries 1: place"),
    "a line in the place of another": (lines({}, {}), "packet_entries 2"),
    "no copies": (lines({"copies": 0}), "packet_entries 1: copies"),
    "a million copies": (lines({"copies": 10**6}), "packet_entries 1: copies"),
    "copies that are half": (lines({"copies": 1.5}), "packet_entries 1: copies"),
    "copies that are true": (lines({"copies": True}), "packet_entries 1: copies"),
    "an edition below 0": (lines({"edition": -1}), "packet_entries 1: edition"),
    "a huge version": (lines({"version": 2**31}), "packet_entries 1: version"),
    "too many lines": (
        lines(*({"place": n} for n in range(MAX_ENTRIES + 1))),
        f"packet_entries {MAX_ENTRIES + 1}: place",
    ),
}  # fmt: skip
BAD = NOT_ONE | {name: data for name, (data, _place) in WRONG.items()}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_file_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    here = computer(tmp_path / "here")
    data, place = WRONG[name]
    (tmp_path / "own.json").write_bytes(data)

    with pytest.raises(OwnDataError) as refused:
        take_in(here, tmp_path / "own.json")

    assert refused.value.place == place
    assert place in message(refused.value).happened


def test_every_column_of_own_data_can_come_from_a_file(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", packet="Viikko")
    with closing(sqlite3.connect(here)) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        columns = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for name in names
            if not name.startswith("sqlite_")
        }
    declared = get_type_hints(Tables, vars(ownrows))

    assert {
        name: set(get_args(kind)[0].__struct_fields__) for name, kind in declared.items()
    } == columns


def test_only_what_the_network_has_signed_is_taken_as_its_material(tmp_path: Path) -> None:
    forged, sha256 = with_picture(b"picture")
    here = computer(tmp_path / "here")
    known = hashlib.sha256(canonical(item())).hexdigest()
    picture = {"sha256": sha256, "data": {"base64": base64.b64encode(b"picture").decode()}}
    rows = [
        PIN,
        pin(canonical(msgspec.structs.replace(forged, record=item(version=2).record)), version=2),
    ]
    (tmp_path / "own.json").write_bytes(told(pins=rows, pin_images=[picture]))

    taken = owndata.take_in(here, tmp_path / "own.json", {known}.intersection)

    assert (taken.new, taken.unsigned) == (1, 1)
    with closing(UserData(here)) as data:
        assert data.pinned("m09", 1) == item()
        assert data.pinned("m09", 2) is None
        assert data.pinned_image(sha256) == b""


def test_a_library_knows_what_was_signed_now_and_before(tmp_path: Path) -> None:
    old, new = item(title="Vanha"), item(title="Uusi", version=2)
    with closing(Library(tmp_path / "content.db")) as library:
        for seq, each in enumerate((old, new), start=1):
            root = state_root([(each.id, item_hash(each))])
            library.apply(Release(seq, f"base-{seq}", (each,), (), {}, root, whole=True))

        asked = [item_hash(old), item_hash(new), item_hash(item())]
        assert library.signed(asked) == {item_hash(old), item_hash(new)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OwnDataError):
        take_in(computer(tmp_path / "here"), tmp_path / "pipe")


def test_a_packet_of_the_same_day_with_other_lines_stands_beside_it(tmp_path: Path) -> None:
    here = computer(tmp_path / "here")
    (tmp_path / "one.json").write_bytes(told(packets=[PACKET], packet_entries=[LINE]))
    longer = [LINE | {"item_id": "m01"}, LINE | {"place": 1}]
    (tmp_path / "two.json").write_bytes(told(packets=[PACKET], packet_entries=longer))

    for file in ("one.json", "two.json", "one.json", "two.json"):
        take_in(here, tmp_path / file)

    with closing(Packets(here)) as packets:
        lines = [tuple(line.item_id for line in each.entries) for each in packets.all()]
    assert lines == [("m01", "m09"), ("m09",)]


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


def test_a_table_of_the_database_itself_is_refused(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m01")
    (tmp_path / "own.json").write_bytes(told(sqlite_master=[{"name": "x"}]))

    with pytest.raises(OwnDataError) as refused:
        take_in(here, tmp_path / "own.json")

    assert refused.value.place == "tables"


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


def test_the_lines_of_a_packet_stand_in_the_page_as_they_are_ordered(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m05")
    with closing(Packets(here)) as packets:
        packets.new("Viikko", [Entry(item_id="m01", lang="fi"), Entry(item_id="m02", lang="fi")])
    with closing(sqlite3.connect(here)) as database, database:
        database.execute("UPDATE packet_entries SET place = 9 - place")  # as another file had them

    export_html(here, tmp_path / "own.html", catalogue("fi"), lambda each: each)

    lines = re.findall(r"<li>(.*) \(", (tmp_path / "own.html").read_text("utf-8"))
    assert lines == ["m05", "m02", "m01"]


def test_a_damaged_use_is_told_as_damage_and_no_page_is_written(tmp_path: Path) -> None:
    here = computer(tmp_path / "here", "m05")
    with closing(sqlite3.connect(here)) as database, database:
        database.execute("INSERT INTO uses VALUES ('x', 'm01', 'no day', '', 0, '', '')")

    with pytest.raises(StoreUnusableError):
        export_html(here, tmp_path / "own.html", catalogue("fi"), lambda each: each)

    assert not (tmp_path / "own.html").exists()


def test_a_file_of_a_later_program_says_so(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_bytes(NOT_ONE["later"])

    with pytest.raises(OwnDataNewerError) as refused:
        take_in(computer(tmp_path / "here"), file)

    assert "later version" in message(refused.value).happened
