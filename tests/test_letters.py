"""Letters that come decomposed (a and U+0308) are composed at every door."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Any

import msgspec
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.test_source import PNG, change
from tests.handouts import samples
from tests.makers import item, source_folder
from valita_desktop import letters, settings
from valita_desktop.content.handout import Handout, Layout, PartChoice, Piece
from valita_desktop.content.model import Item, Kind, item_hash, state_root
from valita_desktop.content.source import load_item
from valita_desktop.handouts import pdf
from valita_desktop.letters import composed
from valita_desktop.library import packet_file
from valita_desktop.library.owndata import export_json, take_in
from valita_desktop.library.packets import Entry, Packet, Packets
from valita_desktop.library.store import Library, Release
from valita_desktop.library.userdata import UserData
from valita_desktop.publishing import draft, html, wordpress
from valita_desktop.publishing.spelling import allow_list
from valita_desktop.settings import Contact, Settings

if TYPE_CHECKING:
    from pathlib import Path


def apart(text: str) -> str:
    """As macOS, PDF readers and some keyboards give it."""
    return unicodedata.normalize("NFD", text)


def is_composed(told: object) -> bool:
    """Whether all words of a value are."""
    text = str(msgspec.to_builtins(told))
    return "ä" in text and unicodedata.is_normalized("NFC", text)


def decomposed_item() -> Item:
    text = msgspec.structs.replace(
        item().texts["fi"],
        title=apart("Häpeä"),
        summary=apart("Pöydän ääressä."),
        keywords=(apart("häpeä"),),
        markdown=apart(":::: sheet\n# Häpeä\n\nHäpeä kuuluu elämään.\n::::\n"),
    )
    return msgspec.structs.replace(item(), texts={"fi": text, "sv": item().texts["sv"]})


@pytest.mark.parametrize("word", ["Häpeä", "Åbo", "Öisin", "sjö", "Ǩ"])
def test_a_word_is_one_letter_a_sound(word: str) -> None:
    assert composed(apart(word)) == word


def test_letters_with_a_style_of_their_own_are_the_letters() -> None:
    assert composed("\ufb01nanssi, o\ufb03ce") == "finanssi, office"
    assert composed("\U0001d5d5\U0001d5fc\U0001d5f9\U0001d5f1 \uff21\uff11") == "Bold A1"


@pytest.mark.parametrize(
    "number", ["080 005 005", "09 2525 0111", "0800 900 45", "+358 40 123 4567", "116 006"]
)
def test_a_number_to_call_stays_together(number: str) -> None:
    together = number.replace(" ", "\u00a0")

    assert composed(f"Soita {number}.") == f"Soita {together}."
    assert composed(f"Puh. {number} (maksuton), ääni") == f"Puh. {together} (maksuton), ääni"
    assert composed(together) == together


def test_an_amount_stays_together() -> None:
    assert composed("Tuloraja 6 000 €, 116 500,50 € ja 1 250 000 W") == (
        "Tuloraja 6\u00a0000 €, 116\u00a0500,50 € ja 1\u00a0250\u00a0000 W"
    )
    assert composed("Vuonna 2026 100 opiskelijaa, 3 20, 9 1000") == (
        "Vuonna 2026 100 opiskelijaa, 3 20, 9 1000"
    )


@pytest.mark.parametrize(
    "text",
    [
        "0,5 10",
        "klo 08 15",
        "24.12.2026",
        "x0800 900",
        "- 01 a",
        "10 20 30",
    ],
)
def test_what_is_no_number_to_call_is_left(text: str) -> None:
    assert composed(text) == text


def test_no_sign_of_markdown_comes_out_of_a_letter() -> None:
    every = "".join(map(chr, (*range(0xA0, 0xD800), *range(0xE000, 0x110000))))

    assert {sign for sign in composed(every) if sign in "*_#[]()<>|\\~!+-=:"} == set()


@given(st.text(alphabet="aä\u0308\ufb01\uff11²\u0663019+ 2\n\ud800–🙂", max_size=30))
def test_a_text_is_composed_alike_whatever_stands_before_it(text: str) -> None:
    """What most texts have nothing of is looked for only where there may be some."""
    assert composed(f"\u3000{text}") == f"\u3000{composed(text)}"


def test_every_unseen_character_is_found_in_a_usual_text() -> None:
    """Most texts are known to have none without a look at each character."""
    unseen = re.compile(letters.UNSEEN)
    usual = "Häpeä – ”näin”,\u00a0\n"
    every = [f"{usual}{chr(code)}a" for code in range(sys.maxunicode + 1)]

    missed = [
        text for text in every if bool(letters.first_unseen(text)) != bool(unseen.search(text))
    ]

    assert not missed


def test_an_editors_files_are_composed(tmp_path: Path) -> None:
    folder = source_folder(tmp_path, fi="Häpeä")
    change(folder, "Mihin", "Häpeä ja pöytä. Mihin", "fi.md")
    for name in ("fi.md", "sv.md", "item.toml"):
        file = folder / name
        file.write_text(apart(file.read_text(encoding="utf-8")), encoding="utf-8")

    loaded = load_item(folder)

    assert loaded.item.texts["fi"].title == "Häpeä"
    assert is_composed(loaded.item.texts["fi"])
    assert is_composed(loaded.texts[0].document)


@pytest.mark.parametrize(
    ("on_disk", "in_text"), [("apart", "whole"), ("whole", "apart"), ("apart", "apart")]
)
def test_a_picture_is_found_whichever_way_its_name_is_written(
    tmp_path: Path, on_disk: str, in_text: str
) -> None:
    names = {"apart": apart("päivä.png"), "whole": "päivä.png"}
    folder = source_folder(tmp_path)
    (folder / names[on_disk]).write_bytes(PNG)
    change(folder, "::: lines 2", f"![Kartta]({names[in_text]})\n\n::: lines 2", "fi.md")

    loaded = load_item(folder)

    assert [each.name for each in loaded.item.attachments] == ["paiva.png"]  # as it is published
    assert list(loaded.images.values()) == [PNG]


def test_allowed_words_are_composed(tmp_path: Path) -> None:
    (tmp_path / "words.fi.txt").write_text(apart("Välkkä\n"), encoding="utf-8")

    assert allow_list(tmp_path, "fi") == {"välkkä"}


def test_paper_says_whole_letters_whatever_it_is_handed() -> None:
    words = apart(":::: sheet\n# Häpeä\n\nHäpeä kuuluu elämään.\n::::\n")
    made = samples.item("x-apart", {"fi": (apart("Pöytä"), words)})
    data = pdf.render(Handout((Piece(made, "fi", PartChoice.STUDENT),), Layout.SHEET))
    with pypdfium2.PdfDocument(data) as document:
        told = document[0].get_textpage().get_text_range()

    assert "Häpeä kuuluu elämään" in told
    assert unicodedata.is_normalized("NFC", told)


def test_an_item_from_elsewhere_stays_as_signed_and_is_read_composed(tmp_path: Path) -> None:
    signed = decomposed_item()
    sha256 = item_hash(signed)
    root = state_root([("m09", sha256)])
    with closing(Library(tmp_path / "content.db")) as library:
        library.apply(Release(seq=1, name="p", items=(signed,), deleted=(), images={}, root=root))

        assert is_composed(library.item("m09"))
        assert is_composed(library.document("m09", "fi")[1])
        (row,) = library.rows()
        assert (row.title("fi"), row.summary("fi")) == ("Häpeä", "Pöydän ääressä.")
        for typed in ("häpeä", apart("häpeä"), "pöydän"):
            assert [hit.id for hit in library.search(typed, "fi").hits] == ["m09"]
        assert library.damaged() == ""
        same = Release(seq=2, name="q", items=(signed,), deleted=(), images={}, root=root)
        assert library.compare(same).changed == ()


def test_settings_are_composed_but_for_the_names_of_files() -> None:
    chosen = Settings(
        school_name=apart("Jyväskylä"),
        school_logo=apart("/kotä/logo.png"),
        contacts={"nurse": Contact(apart("Päivi"), "1", apart("Yläkerta"))},
    )

    assert chosen.school_name == "Jyväskylä"
    assert chosen.contacts["nurse"] == Contact("Päivi", "1", "Yläkerta")
    assert chosen.school_logo == apart("/kotä/logo.png")
    assert settings.with_values(chosen, {"school_name": apart("Åbo")}).school_name == "Åbo"


def test_settings_that_were_saved_apart_are_read_composed(tmp_path: Path) -> None:
    told = {"school_name": apart("Jyväskylä"), "contacts": {"nurse": {"name": apart("Päivi")}}}
    (tmp_path / "settings.json").write_text(json.dumps(told), encoding="utf-8")

    read = settings.load(tmp_path)

    assert (read.school_name, read.contacts["nurse"].name) == ("Jyväskylä", "Päivi")


def test_packets_are_called_and_found_composed(tmp_path: Path) -> None:
    with closing(Packets(tmp_path / "user.db")) as packets:
        packets.new(apart("Kevät"), [Entry(item_id="m09", lang="fi", title=apart("Häpeä"))])

        (packet,) = packets.all()
        assert (packet.name, packet.entries[0].title) == ("Kevät", "Häpeä")
        assert packets.find(apart("kevät")) == packet
        assert packets.change(packet.id, renamed).name == "Syksyä"


def renamed(packet: Packet) -> Packet:
    return msgspec.structs.replace(packet, name=apart("Syksyä"))


def test_a_packet_from_a_colleague_is_composed(tmp_path: Path) -> None:
    entry = {"item_id": "m09", "lang": "fi", "title": apart("Häpeä")}
    told = {"format": "valita-packet", "version": 1, "name": apart("Kevät"), "entries": [entry]}
    file = tmp_path / "k.valita-packet"
    file.write_text(json.dumps(told), encoding="utf-8")

    read = packet_file.read(file)

    assert (read.name, read.entries[0].title) == ("Kevät", "Häpeä")


def test_own_things_from_another_computer_are_composed(tmp_path: Path) -> None:
    there, here = tmp_path / "there.db", tmp_path / "here.db"
    for path in (there, here):
        UserData(path).close()
    with closing(Packets(there)) as packets:
        packets.new("Kevät", [])
    export_json(there, tmp_path / "own.json")
    written = (tmp_path / "own.json").read_text(encoding="utf-8")
    (tmp_path / "own.json").write_text(written.replace("Kevät", apart("Kevät")), encoding="utf-8")

    take_in(here, tmp_path / "own.json", frozenset)

    with closing(Packets(here)) as packets:
        assert [packet.name for packet in packets.all()] == ["Kevät"]


def test_drafts_from_the_web_are_composed(tmp_path: Path) -> None:
    post: dict[str, Any] = {
        "id": 7,
        "title": {"rendered": apart("Häpeä")},
        "content": {"rendered": apart("<h2>Pöytä</h2><p>Häpeä <b>ää</b>ressä.</p>")},
        "excerpt": {"rendered": apart("<p>Lämmin.</p>")},
    }
    (tmp_path / "posts.json").write_text(json.dumps([post]), encoding="utf-8")

    (folder,) = wordpress.draft(str(tmp_path / "posts.json"), tmp_path / "texts", None).written

    written = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    assert all(map(is_composed, written))
    assert html.text(apart("<p>Häpeä</p>")) == "Häpeä"


def test_a_new_item_is_begun_composed(tmp_path: Path) -> None:
    folder = draft.add_item(tmp_path, Kind.MATERIAL, "m49", apart("Häpeä"), apart("Blyghet å ä"))

    written = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    assert all(map(is_composed, written))


def test_bare_changes_every_sign_that_it_knows_among_other_letters() -> None:
    for sign, instead in letters._BARE.items():
        assert letters.bare(f"ä{chr(sign)}ö") == f"ä{instead or ''}ö"
    assert letters.bare("äö–’é") == "äö–’é"
