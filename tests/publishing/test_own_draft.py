"""A draft of an own item is whole from the beginning, and names what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.makers import item
from tests.own import own_folder
from tests.pictures import photograph
from valita_desktop.content.model import Attachment, Item, Kind, OwnRecord
from valita_desktop.errors import OutputError, UsageError
from valita_desktop.library.own_items import OwnItems, OwnShelf
from valita_desktop.publishing.own_draft import adapt_item, new_item

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Lang


def shelf(home: Path) -> OwnShelf:
    return OwnItems([home]).read()


def no_picture(_sha256: str) -> bytes:
    return b""


def with_record(made: Item, **changes: object) -> Item:
    return msgspec.structs.replace(made, record=msgspec.structs.replace(made.record, **changes))


@pytest.mark.parametrize("lang", ["fi", "sv"])
@pytest.mark.parametrize("title", ["Meidän budjetti", '"Tosi" *hyvä* <b> \\ #1 [x] | ~~~', "王"])
def test_a_new_item_is_listed_at_once_under_its_title(
    tmp_path: Path, lang: Lang, title: str
) -> None:
    folder = new_item(tmp_path, title, lang)
    found = shelf(tmp_path)
    assert found.broken == ()
    (own,) = found.items.values()
    assert (own.folder, own.row.titles) == (folder, {lang: title})
    assert own.item.texts[lang].markdown.count("sheet") == 1


def test_a_second_item_of_one_title_stands_beside_the_first(tmp_path: Path) -> None:
    new_item(tmp_path, "Budjetti", "fi")
    new_item(tmp_path, "Budjetti", "fi", taken={"own-budjetti-2"})
    assert set(shelf(tmp_path).items) == {"own-budjetti", "own-budjetti-3"}


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        new_item(tmp_path / ("a" * 300), "Meidän vuorot", "fi")


def test_an_item_without_a_title_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        new_item(tmp_path, " \n", "fi")
    assert list(tmp_path.iterdir()) == []


def test_an_adapted_item_names_its_origin_and_keeps_its_text(tmp_path: Path) -> None:
    original = item()
    adapt_item(tmp_path, original, ["fi"], no_picture)
    (own,) = shelf(tmp_path).items.values()
    record = own.item.record
    assert isinstance(record, OwnRecord)
    assert (record.origin, record.origin_version, record.license) == ("m09", 1, "")
    assert record.based_on == (
        "Kuukausibudjetti (m09), Välitä! – Visa omtanke!, CC BY 4.0, Versio 1"
    )
    assert own.item.langs == ("fi",)
    assert own.item.texts["fi"].markdown == original.texts["fi"].markdown
    assert (record.topic, record.minutes, record.group) == (
        original.record.topic,
        original.record.minutes,
        original.record.group,
    )


def test_a_licence_that_must_be_kept_is_kept(tmp_path: Path) -> None:
    adapt_item(tmp_path, with_record(item(), license="CC-BY-SA-4.0"), ["fi"], no_picture)
    (own,) = shelf(tmp_path).items.values()
    assert own.item.record.license == "CC-BY-SA-4.0"


def test_a_copy_of_an_own_item_keeps_the_origin_of_that(tmp_path: Path) -> None:
    adapt_item(tmp_path, item(), ["fi", "sv"], no_picture)
    (first,) = shelf(tmp_path).items.values()
    adapt_item(tmp_path, first.item, ["sv"], no_picture)
    second = shelf(tmp_path).items[f"{first.item.id}-2"].item
    assert isinstance(second.record, OwnRecord)
    assert (second.record.origin, second.langs) == ("m09", ("sv",))
    assert second.record.based_on == first.item.record.based_on


def test_pictures_come_along(tmp_path: Path) -> None:
    data = photograph(1)
    picture = Attachment("kuva.jpg", "image/jpeg", len(data), "a" * 64)
    original = item()
    text = (
        original.texts["fi"]
        .markdown.replace("# Minun", "# Minun")
        .replace("Kuukausi: _", "![Puu](kuva.jpg)\n\nKuukausi: _")
    )
    words = msgspec.structs.replace(original.texts["fi"], markdown=text)
    original = msgspec.structs.replace(original, texts={"fi": words}, attachments=(picture,))
    adapt_item(tmp_path, original, ["fi"], {"a" * 64: data}.__getitem__)
    (own,) = shelf(tmp_path).items.values()
    assert [each.name for each in own.item.attachments] == ["kuva.jpg"]


def test_a_theme_cannot_be_made_ones_own(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        adapt_item(tmp_path, with_record(item(), kind=Kind.THEME), ["fi"], no_picture)


def test_every_item_of_the_kit_can_be_made_ones_own(tmp_path: Path, kit: Path) -> None:
    from contextlib import closing

    from valita_desktop.content.model import OWN_KINDS
    from valita_desktop.library.store import Library

    with closing(Library(kit)) as library:
        rows = [row for row in library.rows() if row.kind in OWN_KINDS]
        for row in rows:
            adapt_item(tmp_path, library.item(row.id), ["fi", "sv"], library.image)
    found = shelf(tmp_path)
    assert [(each.title, each.mistakes) for each in found.broken] == []
    assert len(found.items) == len(rows) > 50


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from valita_desktop import paths

    real, written = paths.write_whole, []

    def refuse(file: Path, data: bytes, *, private: bool = False) -> None:
        written.append(file)
        if len(written) > 1:
            raise OutputError(file, "No space left on device")
        real(file, data, private=private)

    monkeypatch.setattr(paths, "write_whole", refuse)
    with pytest.raises(OutputError):
        new_item(tmp_path, "Budjetti", "fi")
    assert (len(written), list(tmp_path.iterdir())) == (2, [])


def test_what_stands_there_is_never_written_over(tmp_path: Path) -> None:
    from valita_desktop.paths import write_folder

    folder = own_folder(tmp_path)
    with pytest.raises(OutputError):
        write_folder(folder, {"fi.md": b"other"})
    assert "zumbatykki" in (folder / "fi.md").read_text("utf-8")
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
