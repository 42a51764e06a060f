"""Own items on their way to a colleague: whole or not at all, and never over what is there."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.own import RECORD, TEXT, own_folder
from tests.pictures import photograph
from valita_desktop import paths
from valita_desktop.cli import main
from valita_desktop.content.source import MOST_BYTES
from valita_desktop.errors import OwnItemError, PacketFileError
from valita_desktop.library import own_files, packet_file
from valita_desktop.library.own_files import Arrived, OwnFile, TravellingItem, arrive, packed
from valita_desktop.library.own_items import OwnItems, OwnShelf, own_folders

if TYPE_CHECKING:
    from pathlib import Path


def shelf(home: Path) -> OwnShelf:
    return OwnItems([home]).read()


def travelling(files: dict[str, bytes] | None = None, item_id: str = "own-sivu") -> TravellingItem:
    told = {
        "item.toml": RECORD.format(id=item_id, title="Oma sivu").encode(),
        "fi.md": TEXT.encode(),
        **(files or {}),
    }
    return TravellingItem(id=item_id, files=tuple(OwnFile(*each) for each in told.items()))


def take(home: Path, item: TravellingItem) -> Arrived:
    here = {item_id: own.folder for item_id, own in shelf(home).items.items()}
    return arrive(home, here, item)


def test_an_item_arrives_as_it_went_with_its_pictures(tmp_path: Path) -> None:
    folder = own_folder(tmp_path / "here")
    (folder / "Kuva 1.JPG").write_bytes(photograph(1))
    (folder / "muistiinpano.docx").write_bytes(b"not of the item")
    text = folder / "fi.md"
    text.write_text(TEXT.replace("Päivä", "![Puu](<Kuva 1.JPG>)\n\nPäivä"), "utf-8")
    file = tmp_path / "a.valita-packet"
    sent = packed(shelf(tmp_path / "here").items["own-sivu"])
    file.write_bytes(packet_file.encode_items([sent]))

    (came,) = packet_file.read(file).items
    arrived = take(tmp_path / "there", came)

    assert arrived == Arrived("own-sivu", "own-sivu", tmp_path / "there/sivu", new=True)
    names = {each.name for each in arrived.folder.iterdir()}
    assert names == {"item.toml", "fi.md", "Kuva 1.JPG"}
    assert len(shelf(tmp_path / "there").items["own-sivu"].item.attachments) == 1


def test_the_very_same_item_is_left_as_it_is(tmp_path: Path) -> None:
    take(tmp_path, travelling())
    assert take(tmp_path, travelling()).new is False
    assert set(shelf(tmp_path).items) == {"own-sivu"}


def test_another_item_of_the_same_id_stands_beside_it(tmp_path: Path) -> None:
    take(tmp_path, travelling())
    other = travelling({"fi.md": TEXT.replace("zumbatykki", "kirahvi").encode()})
    assert take(tmp_path, other).id == "own-sivu-2"
    assert set(shelf(tmp_path).items) == {"own-sivu", "own-sivu-2"}
    assert "zumbatykki" in (tmp_path / "sivu/fi.md").read_text("utf-8")


def test_what_nobody_sees_does_not_come_along(tmp_path: Path) -> None:
    hidden = TEXT.replace("Tällä", "Tä\u200bl\u202elä").encode()
    folder = take(tmp_path, travelling({"fi.md": hidden})).folder
    assert "Tällä sivulla" in (folder / "fi.md").read_text("utf-8")


@pytest.mark.parametrize(
    "files",
    [
        {"../../evil.md": b"x"},
        {"/etc/evil": b"x"},
        {"a\\b.png": b"x"},
        {".hidden": b"x"},
        {"nul.png": b"x"},
        {"FI.md": b"x"},
        {"kuva\u202egnp.exe": b"x"},
        {"fi.md": b":::: sheet\n<b>x</b>\n::::\n"},
        {"fi.md": b"\xff\xfe"},
        {"item.toml": b"id = 1"},
        {"item.toml": RECORD.format(id="own-muu", title="A").replace("id =", "'id' =").encode()},
        {"kuva.png": b"\0" * (8 * 2**20 + 1)},
    ],
)
def test_what_is_no_item_is_refused_and_leaves_nothing(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    home = tmp_path / "deep/own"
    with pytest.raises(OwnItemError):
        take(home, travelling(files))
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize("item_id", ["own-../x", "own-", "own-a\n", "m09", "own--a", "own-a" * 20])
def test_an_id_that_is_none_is_refused(tmp_path: Path, item_id: str) -> None:
    file = tmp_path / "a.valita-packet"
    told = {
        "format": "valita-packet",
        "version": 1,
        "name": "A",
        "items": [
            {
                "id": item_id,
                "files": [{"name": "fi.md", "base64": base64.b64encode(b"x").decode()}],
            }
        ],
    }
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises((PacketFileError, OwnItemError)):
        take(tmp_path / "own", packet_file.read(file).items[0])
    assert not (tmp_path / "own").exists() or list((tmp_path / "own").iterdir()) == []


def test_a_file_that_holds_no_record_is_refused(tmp_path: Path) -> None:
    item = TravellingItem(id="own-a", files=(OwnFile("fi.md", b"x"),))
    with pytest.raises(OwnItemError):
        take(tmp_path, item)


def test_a_program_of_before_reads_the_file_as_a_packet(tmp_path: Path) -> None:
    own_folder(tmp_path)
    data = packet_file.encode_items([packed(shelf(tmp_path).items["own-sivu"])])

    class Before(msgspec.Struct):
        format: str
        version: int
        name: str
        entries: tuple[object, ...] = ()

    assert msgspec.json.decode(data, type=Before).name == "Oma sivu"


def test_what_cannot_be_read_is_not_handed_on(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    own = shelf(tmp_path).items["own-sivu"]
    (folder / "fi.md").write_bytes(b"x" * 5_000_000)
    with pytest.raises(OwnItemError):
        packed(own)


def test_own_data_bring_everything_back_also_what_is_broken(kit: Path, tmp_path: Path) -> None:
    home = paths.own_dir()
    folder = own_folder(home)
    (folder / "luonnos.png").write_bytes(b"not a picture yet")
    (own_folder(home, "own-rikki") / "fi.md").write_text("<b>", "utf-8")
    (own_folder(home, "m09") / "item.toml").write_text("half of a rec", "utf-8")
    before = {file.relative_to(home): file.read_bytes() for file in home.rglob("*.*")}
    file = tmp_path / "own.json"
    assert main(["own", "export", str(file)]) == 0
    shutil.rmtree(home)

    assert main(["own", "import", str(file)]) == 0

    after = {file.relative_to(home): file.read_bytes() for file in home.rglob("*.*")}
    assert after == before
    assert main(["own", "import", str(file)]) == 0
    assert {file.relative_to(home) for file in home.rglob("*.*")} == before.keys()


def test_own_data_that_cannot_be_taken_in_leave_no_item(kit: Path, tmp_path: Path) -> None:
    own_folder(paths.own_dir())
    file = tmp_path / "own.json"
    assert main(["own", "export", str(file)]) == 0
    shutil.rmtree(paths.own_dir())
    told = json.loads(file.read_text("utf-8"))
    told["tables"]["favourites"] = [{"item_id": "../x", "added": "2026-11-28T00:00:00Z"}]
    file.write_text(json.dumps(told), "utf-8")

    assert main(["own", "import", str(file)]) == 1

    assert not paths.own_dir().exists()


@pytest.mark.parametrize("moment", range(1, 12))
def test_a_power_cut_while_one_is_made_leaves_all_of_it_or_nothing(
    tmp_path: Path, moment: int
) -> None:
    """The process is killed before one of its calls to the file system, as a power cut would."""
    home = tmp_path / "own"
    script = (
        "import os, pathlib, sys\n"
        "from valita_desktop import paths\n"
        "left = [int(sys.argv[2])]\n"
        "def cut(real):\n"
        "    def act(*args, **more):\n"
        "        left[0] -= 1\n"
        "        if not left[0]: os._exit(9)\n"
        "        return real(*args, **more)\n"
        "    return act\n"
        "os.open, os.fsync = cut(os.open), cut(os.fsync)\n"
        "pathlib.Path.replace = cut(pathlib.Path.replace)\n"
        "files = {'item.toml': b'a' * 9000, 'fi.md': b'b' * 9000}\n"
        "paths.write_folder(pathlib.Path(sys.argv[1]) / 'sivu', files)\n"
    )
    command = [sys.executable, "-c", script, str(home), str(moment)]
    code = subprocess.run(command, check=False, timeout=60).returncode

    there = home / "sivu"
    whole = {"item.toml", "fi.md"} if there.exists() else set()
    assert {each.name for each in there.glob("*")} == whole
    assert all(each.stat().st_size == 9000 for each in there.glob("*"))
    assert code in {0, 9}
    assert there.exists() or code == 9


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("oma-" + "a" * 58, {}),
        ("oma", {"item.toml": RECORD.format(id="a" * 62, title="Oma").encode()}),
        ("oma", {"item.toml": RECORD.format(id="own-Äiti ja lapsi", title="Oma").encode()}),
        ("oma", {"A.png": b"x", "a.png": b"y"}),
        ("oma", {"item.toml": b"id = ["}),
        ("oma", {"a" * 204 + ".png": b"x"}),
    ],
    ids=["long folder", "long id", "no id", "alike", "broken", "long name"],
)
def test_whatever_a_persons_folder_holds_is_in_a_file_that_can_be_taken_in(
    kit: Path, tmp_path: Path, name: str, files: dict[str, bytes]
) -> None:
    folder = own_folder(paths.own_dir(), name)
    for file, data in files.items():
        (folder / file).write_bytes(data)
    own_folder(paths.own_dir(), "own-sivu")
    kept = tmp_path / "kept.json"
    assert main(["own", "export", str(kept)]) == 0
    shutil.rmtree(paths.own_dir())

    assert main(["own", "import", str(kept)]) == 0

    there = own_folders(paths.own_dir())
    assert len(there) == 2
    assert (paths.own_dir() / "sivu/fi.md").read_text("utf-8") == TEXT


def test_a_record_that_cannot_be_kept_keeps_nothing_else_from_it(kit: Path, tmp_path: Path) -> None:
    own_folder(paths.own_dir(), "own-sivu")
    (own_folder(paths.own_dir(), "own-liian") / "item.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    kept = tmp_path / "kept.json"
    assert main(["own", "export", str(kept)]) == 0
    shutil.rmtree(paths.own_dir())

    assert main(["own", "import", str(kept)]) == 0

    assert [each.name for each in own_folders(paths.own_dir())] == ["sivu"]


def test_a_folder_that_goes_while_it_is_looked_at_is_left_out(tmp_path: Path) -> None:
    assert own_files.travelling(tmp_path / "gone") is None
