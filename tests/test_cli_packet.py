"""``valita packet``: from a name to one PDF, and to a colleague."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from tests.own import own_folder
from valita_desktop import paths, settings
from valita_desktop.cli import main
from valita_desktop.handouts.pdf import page_count
from valita_desktop.policy import policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_english(kit: Path) -> None:
    settings.save(settings.Settings(ui_language="en"))


def valita(*words: str) -> int:
    return main(["packet", *words])


def shown(capsys: pytest.CaptureFixture[str], called: str = "1") -> dict[str, Any]:
    capsys.readouterr()
    assert valita("show", called, "--json") == 0
    packet: dict[str, Any] = json.loads(capsys.readouterr().out)
    return packet


def test_a_packet_is_put_together_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert valita("new", "Viikko 1") == 0
    assert valita("add", "Viikko 1", "m09", "m05") == 0
    assert valita("add", "1", "m31", "--lang", "sv", "--layout", "cards", "--at", "1") == 0
    assert valita("move", "1", "3", "2") == 0
    assert valita("remove", "1", "1") == 0

    packet = shown(capsys)

    assert [each["item"] for each in packet["entries"]] == ["m05", "m09"]
    assert packet["minutes"] > 0


def test_minutes_a_day_are_told_beside_the_sum(capsys: pytest.CaptureFixture[str]) -> None:
    valita("new", "Viikko 1")
    valita("add", "1", "m09", "m26")
    capsys.readouterr()
    valita("list")
    told = capsys.readouterr().out

    packet = shown(capsys)

    assert packet["minutes_a_day"] > 0
    assert f"{packet['minutes']} min + {packet['minutes_a_day']} min a day" in told


def test_the_list_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    valita("list")
    assert "valita packet new" in capsys.readouterr().out

    valita("new", "Viikko 1")
    capsys.readouterr()
    valita("list")
    assert "Viikko 1" in capsys.readouterr().out


def test_a_packet_is_one_pdf(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    valita("new", "Viikko 1")
    valita("add", "1", "m09", "m05", "--copies", "2")

    assert valita("print", "1", "-o", str(tmp_path / "week.pdf")) == 0

    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")


def test_coat_cards_of_a_packet_stand_on_fronts_and_their_backs_behind_them(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cards.pdf"
    valita("new", "Kortit")
    valita("add", "Kortit", "m11", "--layout", "cards", "--part", "facilitator", "--copies", "2")

    valita("print", "Kortit", "-o", str(file))

    with pypdfium2.PdfDocument(file) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    fronts = [n for n, text in enumerate(pages, 1) if "Talvitakki" in text]
    assert fronts == [3, 7]
    assert pages[1] == ""
    assert "3" in pages[0].split()
    assert "3/10" in pages[2]
    assert len(pages) == 10


def test_copies_begin_on_a_new_sheet_unless_one_side_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "week.pdf"
    valita("new", "Viikko 1")
    valita("add", "1", "m09", "--part", "all", "--copies", "2")
    pages = {}
    for both_sides in (True, False):
        settings.save(settings.Settings(ui_language="en", both_sides=both_sides))
        valita("print", "1", "-o", str(file))
        pages[both_sides] = page_count(file.read_bytes())

    assert pages[True] > pages[False]
    assert pages[True] % 2 == 0


def test_a_colleague_opens_the_same_packet(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = str(tmp_path / "week.valita-packet")
    valita("new", "Viikko 1")
    valita("add", "1", "m09", "--lang", "sv")
    assert valita("export", "1", file) == 0
    first = shown(capsys, "1")
    valita("add", "1", "m10")
    assert valita("import", file) == 0

    second = shown(capsys, "2")

    assert second["entries"] == first["entries"]
    assert second["name"] == "Viikko 1 (2)"
    assert valita("import", file) == 0
    assert "This packet is here already" in capsys.readouterr().out


def test_where_files_may_not_be_brought_a_packet_comes_without_own_materials(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "week.valita-packet"
    own_folder(paths.own_dir())
    valita("new", "Oma tunti")
    valita("add", "1", "own-sivu", "m09")
    assert valita("export", "1", str(file)) == 0
    monkeypatch.setenv("VALITA_HOME", str(tmp_path / "colleague"))
    settings.save(settings.Settings(ui_language="en"))
    rules = settings.Settings(ui_language="en", import_allowed=False)
    monkeypatch.setattr(policy, "load_settings", lambda _lang: (rules, policy.Policy()))
    capsys.readouterr()

    assert valita("import", str(file)) == 0

    assert "does not let materials be brought from files" in capsys.readouterr().err
    states = [(each["item"], each["state"]) for each in shown(capsys)["entries"]]
    assert states == [("own-sivu", "missing"), ("m09", "same")]
    assert not paths.own_dir().exists()


def test_what_was_withdrawn_keeps_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "week.valita-packet"
    entry = {"item_id": "m999", "lang": "fi", "title": "Vanha aineisto"}
    packet = {"format": "valita-packet", "version": 1, "name": "Viikko 1", "entries": [entry]}
    file.write_text(json.dumps(packet), encoding="utf-8")
    valita("import", str(file))
    valita("add", "1", "m09")

    (gone, here) = shown(capsys)["entries"]
    assert (gone["title"], gone["state"], here["state"]) == ("Vanha aineisto", "missing", "same")

    assert valita("print", "1", "-o", str(tmp_path / "week.pdf")) == 0
    assert "Left out: Vanha aineisto" in capsys.readouterr().err


def test_ten_thousand_materials_are_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    valita("new", "Kaikki")
    capsys.readouterr()

    assert valita("add", "1", *["m09"] * 10_000) == 1
    assert "at most 200 lines" in capsys.readouterr().err
    assert shown(capsys)["entries"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "Viikko 2", "m09"), "There is no lesson packet “Viikko 2”."),
        (("add", "1", "m999"), "There is no item “m999”"),
        (("add", "1", "m09", "--layout", "cards"), "m09: This material has no cards."),
        (("add", "1", "m09", "--layout", "booklet"), "There is no layout “booklet”."),
        (("add", "1", "m09", "--copies", "0"), "“0” is not known here"),
        (("remove", "1", "1"), "There is no line 1 in the packet."),
        (("print", "1", "-o", "x.pdf"), "There is nothing to print or present in “Viikko 1”."),
        (("new", " "), "needs a name"),
        (("import", "none.valita-packet"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    valita("new", "Viikko 1")
    capsys.readouterr()

    assert valita(*words) == 1
    assert told in capsys.readouterr().err
