"""Files of own data and of packets: taken in whole, or refused with nothing changed."""

from __future__ import annotations

import atexit
import json
import shutil
import sys
import tempfile
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from tests.bench.fuzz import Fuzz, main, varied, varied_json
from tests.makers import item
from valita_desktop.content.model import item_hash
from valita_desktop.errors import OwnDataError, PacketFileError, PacketFullError
from valita_desktop.i18n import catalogue
from valita_desktop.library import owndata, packet_file
from valita_desktop.library.packets import Entry, Packets
from valita_desktop.library.userdata import UserData

MARKS = (
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "1e9",
    "\\u202e",
    "\\ud83d",
    "\\u0000",
    "\n",
)


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="valita-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _made(name: str, *packets: str) -> Path:
    """A user.db with something in every table."""
    file = _folder() / name / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m09", on=True)
        data.opened("m10")
        data.pin(item(), {})
    with closing(Packets(file)) as kept:
        for each in packets:
            kept.new(each, [Entry(item_id="m09", lang="fi", title="Kuukausibudjetti")])
    return file


@cache
def _samples() -> tuple[str, str]:
    """A file of own data, and one of a packet."""
    there = _made("there", "Viikko 1", "Viikko 2")
    owndata.export_json(there, there.with_name("own.json"))
    with closing(Packets(there)) as packets:
        packet = packet_file.encode(packets.all()[0])
    return there.with_name("own.json").read_text("utf-8"), packet.decode()


@cache
def _here() -> Path:
    return _made("here", "Täällä")


def attempt(written: str) -> None:
    """Try it as both kinds of files."""
    file, here = _folder() / "tried.json", _here()
    file.write_bytes(written.encode("utf-8", "surrogatepass"))
    with suppress(PacketFileError, PacketFullError):
        packet_file.read(file)
    tried = _folder() / "tried/user.db"
    shutil.rmtree(tried.parent, ignore_errors=True)
    tried.parent.mkdir()
    shutil.copy(here, tried)
    try:
        owndata.take_in(tried, file, lambda hashes: {item_hash(item())} & set(hashes))
    except OwnDataError:
        assert _rows(tried) == _rows(here)
        return
    _use(tried)


def _rows(database: Path) -> object:
    owndata.export_json(database, _folder() / "rows.json")
    return json.loads((_folder() / "rows.json").read_text("utf-8"))["tables"]


def _use(database: Path) -> None:
    """Whatever was taken in can be shown, exported and taken in elsewhere."""
    with closing(UserData(database)) as data, closing(Packets(database)) as packets:
        assert "m09" in data.favourites()
        data.recent()
        for packet in packets.all():
            packet_file.encode(packet)
    page, own = _folder() / "page.html", _folder() / "own.json"
    owndata.export_html(database, page, catalogue("fi"), lambda _id: "")
    owndata.export_json(database, own)
    owndata.take_in(_here(), own, lambda _hashes: set())


FUZZ = Fuzz("own import", varied_json(_samples()) | varied(_samples(), MARKS), attempt)

if __name__ == "__main__":
    sys.exit(main(FUZZ))
