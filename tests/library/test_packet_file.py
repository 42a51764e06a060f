"""A packet's file from a colleague, or from someone who is none."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valita_desktop.content.layouts import Layout, PartChoice
from valita_desktop.errors import PacketFileError, PacketFileErrorCode, PacketFullError
from valita_desktop.library import packet_file
from valita_desktop.library.packets import MAX_ENTRIES, Entry, Packet
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from pathlib import Path

PACKET = Packet(
    id=4,
    name="Viikko 1",
    entries=(
        Entry(item_id="m09", lang="fi", version=2, edition=7, title="Kuukausibudjetti"),
        Entry(
            item_id="p1-1",
            lang="sv",
            layout=Layout.LARGE,
            part=PartChoice.ALL,
            copies=3,
            title="Grön",
        ),
    ),
    created=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
)
GOOD: dict[str, Any] = json.loads(packet_file.encode(PACKET))


def written(tmp_path: Path, data: object) -> Path:
    file = tmp_path / "week.valita-packet"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return file


def with_entry(**changes: object) -> dict[str, Any]:
    return {**GOOD, "entries": [{**GOOD["entries"][0], **changes}]}


def test_a_colleague_gets_the_same_lines_and_versions(tmp_path: Path) -> None:
    taken = packet_file.read(written(tmp_path, packet_file.encode(PACKET)))

    assert (taken.name, taken.entries) == (PACKET.name, PACKET.entries)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + packet_file.encode(PACKET)

    assert packet_file.read(written(tmp_path, data)).entries == PACKET.entries


def test_a_file_says_nothing_of_the_computer_it_comes_from() -> None:
    assert set(GOOD) == {"format", "version", "name", "entries"}


def test_fields_of_a_later_program_are_passed_over(tmp_path: Path) -> None:
    assert packet_file.read(written(tmp_path, {**GOOD, "colour": "red"})).name == "Viikko 1"


HOSTILE: dict[str, object] = {
    "nothing": b"",
    "no JSON": b"PK\x03\x04",
    "no UTF-8": b'{"name": "\xff"}',
    "a list": [],
    "another format": {**GOOD, "format": "valita-pack"},
    "no name": {**GOOD, "name": ""},
    "a name of many lines": {**GOOD, "name": "a\nb"},
    "a name that turns": {**GOOD, "name": "a\u202eb"},
    "a name with tags": {**GOOD, "name": "a\U000e0041b"},
    "a title with a cut that nobody sees": with_entry(title="ra\u200bha"),
    "a long name": {**GOOD, "name": "x" * 201},
    "a path": with_entry(item_id="../../etc/passwd"),
    "a name of blanks": {**GOOD, "name": "  "},
    "a name that ends its line": {**GOOD, "name": "a\n"},
    "a name that is long once composed": {**GOOD, "name": "\u33c2" * 150},
    "a title that is long once composed": with_entry(title="\u33c2" * 150),
    "an id that ends its line": with_entry(item_id="m09\n"),
    "a long id": with_entry(item_id="m" * 65),
    "no language": with_entry(lang="en"),
    "a layout for the printer": with_entry(layout="booklet"),
    "no copies": with_entry(copies=0),
    "a million copies": with_entry(copies=1_000_000),
    "copies in words": with_entry(copies="two"),
    "a huge version": with_entry(version=10**30),
    "a title that rings": with_entry(title="a\x07b"),
    "deep": b'{"format":"valita-packet","version":1,"name":"x","x":' + b"[" * 500_000,
    "a version of nothing": {**GOOD, "version": 0},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_packet_is_refused_whole(tmp_path: Path, name: str) -> None:
    with pytest.raises(PacketFileError) as refused:
        packet_file.read(written(tmp_path, HOSTILE[name]))

    assert refused.value.code is PacketFileErrorCode.NO_PACKET


def test_which_value_is_wrong_is_told(tmp_path: Path) -> None:
    with pytest.raises(PacketFileError) as refused:
        packet_file.read(written(tmp_path, with_entry(copies=0)))

    assert refused.value.place == "entries 1: copies"
    assert "entries 1: copies" in message(refused.value).happened


def test_ten_thousand_lines_are_told_as_such(tmp_path: Path) -> None:
    lines = [{"item_id": "m09", "lang": "fi"}] * 10_000

    with pytest.raises(PacketFullError):
        packet_file.read(written(tmp_path, {**GOOD, "entries": lines}))


def test_as_many_lines_as_a_packet_can_have_are_taken(tmp_path: Path) -> None:
    lines = [{"item_id": "m09", "lang": "fi"}] * MAX_ENTRIES

    taken = packet_file.read(written(tmp_path, {**GOOD, "entries": lines}))

    assert len(taken.entries) == MAX_ENTRIES


def test_a_packet_of_a_later_program_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(PacketFileError) as refused:
        packet_file.read(written(tmp_path, {"format": "valita-packet", "version": 2}))

    assert refused.value.code is PacketFileErrorCode.NEWER


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as stream:
        stream.truncate(10 * 2**30)

    with pytest.raises(PacketFileError) as refused:
        packet_file.read(file)

    assert refused.value.code is PacketFileErrorCode.TOO_LARGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(PacketFileError) as refused:
        packet_file.read(pipe)

    assert refused.value.code is PacketFileErrorCode.UNREADABLE


@given(st.binary(max_size=300))
def test_any_bytes_are_a_packet_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "any.valita-packet"
    file.write_bytes(data)

    with pytest.raises(PacketFileError):
        packet_file.read(file)
