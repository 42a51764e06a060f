"""The folder of an item: what is wrong with it is told with file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests import pictures
from tests.makers import source_folder
from valita_desktop.content.blocks import Image, blocks_of
from valita_desktop.content.markdown import parse
from valita_desktop.content.pictures import Removed
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.errors import ContentError, ContentErrorCode

if TYPE_CHECKING:
    from pathlib import Path

PNG = pictures.saved(pictures.square())


def change(folder: Path, old: str, new: str, name: str = "item.toml") -> None:
    file = folder / name
    written = file.read_text(encoding="utf-8")
    assert old in written
    file.write_text(written.replace(old, new), encoding="utf-8")


def mistake(folder: Path) -> tuple[ContentErrorCode, str, int]:
    with pytest.raises(ContentError) as caught:
        load_item(folder)
    assert caught.value.path is not None
    return caught.value.code, caught.value.path.name, caught.value.line


def test_an_item_has_its_record_and_both_texts(tmp_path: Path) -> None:
    item = load_item(source_folder(tmp_path)).item

    assert (item.id, item.langs, item.record.minutes) == ("m09", ("fi", "sv"), 45)


def test_easy_texts_are_read_where_there_are_some(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "sv.easy.md").write_text(":::: sheet\n# Lätt\n::::\n", encoding="utf-8")

    item = load_item(folder).item

    assert (item.texts["fi"].easy_markdown, "Lätt" in item.texts["sv"].easy_markdown) == ("", True)


def test_pictures_come_along_by_their_hash(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "kartta.png").write_bytes(PNG)
    change(folder, "::: lines 2", "![Kartta](kartta.png)\n\n::: lines 2", "fi.md")

    loaded = load_item(folder)

    (attachment,) = loaded.item.attachments
    assert loaded.images[attachment.sha256] == PNG


def test_pictures_of_both_languages_stay_apart(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "kuva.png").write_bytes(PNG)
    (folder / "Kuva.PNG").write_bytes(pictures.saved(pictures.square("L")))
    for lang, name in (("fi", "kuva.png"), ("sv", "Kuva.PNG")):
        change(folder, "::: lines 2", f"![Kartta]({name})\n\n::: lines 2", f"{lang}.md")

    loaded = load_item(folder)

    assert [each.name for each in loaded.item.attachments] == ["kuva.png", "Kuva.png"]
    assert ["(Kuva.png)" in text.markdown for text in loaded.item.texts.values()] == [False, True]
    assert len(loaded.images) == 2


def test_a_picture_tells_what_is_not_published_of_it(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "IMG 1.JPG").write_bytes(pictures.photograph())
    change(folder, "::: lines 2", "![Kartta](IMG 1.JPG)\n\n::: lines 2", "fi.md")

    loaded = load_item(folder)

    (note,) = loaded.pictures
    assert note.file == folder / "IMG 1.JPG"
    assert note.removed == (Removed.PLACE, Removed.CAMERA)
    assert b"Maker" not in b"".join(loaded.images.values())


FIRST_NAMES = re.compile(r"[\w][\w.-]*\.(png|jpe?g)")
"""Names that programs of version 0.1 take; with any other they cannot open the item at all."""


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("kartta.png", "kartta.png"),
        ("IMG_2034.JPG", "IMG_2034.png"),
        ("kuva 1.jpg", "kuva-1.png"),
        ("<kuva (2).jpg>", "kuva-2.png"),
        ("Pöytä.webp", "Poyta.png"),
        ("図.png", "kuva.png"),
    ],
)
def test_a_picture_is_published_under_a_name_that_older_programs_take(
    tmp_path: Path, written: str, file: str
) -> None:
    folder = source_folder(tmp_path)
    (folder / written.strip("<>")).write_bytes(PNG)
    change(folder, "::: lines 2", f'![Kartta]({written} "Koulu")\n\n::: lines 2', "fi.md")

    item = load_item(folder).item

    assert [each.name for each in item.attachments] == [file]
    assert f'![Kartta]({file} "Koulu")' in item.texts["fi"].markdown
    assert FIRST_NAMES.fullmatch(file)
    shown = [b for b in blocks_of(parse(item.texts["fi"].markdown)) if isinstance(b, Image)]
    assert [each.src for each in shown] == [file]


def test_pictures_that_would_get_one_name_get_two(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    names = ("kuva 1.png", "kuva_1.png", "kuva-1.png", "Kuva 1.png")
    for n, name in enumerate(names):
        (folder / name).write_bytes(pictures.saved(pictures.square(size=(40 + n, 40))))
    shown = "\n\n".join(f"![a]({name})" for name in names)
    change(folder, "::: lines 2", f"{shown}\n\n::: lines 2", "fi.md")

    loaded = load_item(folder)

    found = [each.name for each in loaded.item.attachments]
    assert len(set(found)) == len(loaded.images) == 4
    document = parse(loaded.item.texts["fi"].markdown)
    assert [b.src for b in blocks_of(document) if isinstance(b, Image)] == found


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "minutes = 45", "minutes = = 45")

    assert mistake(folder) == (ContentErrorCode.TOML_SYNTAX, "item.toml", 7)


def test_a_value_of_the_wrong_type_names_the_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "minutes = 45", 'minutes = "45"')

    assert mistake(folder) == (ContentErrorCode.RECORD_FIELD, "item.toml", 7)


def test_an_unknown_field_names_the_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "minutes = 45", "minutes = 45\nminuts = 45")

    assert mistake(folder) == (ContentErrorCode.RECORD_FIELD, "item.toml", 8)


def test_an_unknown_code_names_the_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, '"worksheet"', '"worksheat"')

    assert mistake(folder) == (ContentErrorCode.RECORD_FIELD, "item.toml", 4)


def test_a_field_that_must_be_there_is_asked_for(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, 'phase = "main"', "")

    assert mistake(folder) == (ContentErrorCode.RECORD_MISSING, "item.toml", 0)


def test_a_folder_is_named_after_its_item(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, 'id = "m09"', 'id = "m10"')

    assert mistake(folder)[0] is ContentErrorCode.FOLDER_NAME


def test_a_group_cannot_end_before_it_begins(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "min = 1", "min = 30")

    assert mistake(folder)[0] is ContentErrorCode.RECORD_FIELD


def test_a_mistake_in_a_text_names_its_file_and_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "Månad: ____________", "<b>Månad</b>", "sv.md")

    assert mistake(folder) == (ContentErrorCode.RAW_HTML, "sv.md", 11)


def test_a_missing_picture_names_its_line(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    change(folder, "::: lines 2", "![Kartta](kartta.png)\n\n::: lines 2", "fi.md")

    assert mistake(folder) == (ContentErrorCode.IMAGE_MISSING, "fi.md", 13)


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "kartta.png").write_bytes(b"words")
    change(folder, "::: lines 2", "![Kartta](kartta.png)\n\n::: lines 2", "fi.md")

    assert mistake(folder)[0] is ContentErrorCode.IMAGE_TYPE


def test_a_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "fi.md").write_bytes(b"\xe4\xe4kk\xf6si\xe4")

    assert mistake(folder) == (ContentErrorCode.UNREADABLE, "fi.md", 0)


def test_a_language_without_its_text_is_refused(tmp_path: Path) -> None:
    folder = source_folder(tmp_path)
    (folder / "sv.md").unlink()

    assert mistake(folder)[0] is ContentErrorCode.MISSING_LANGUAGE


def test_all_items_of_a_tree_are_found_in_order(tmp_path: Path) -> None:
    second, first = source_folder(tmp_path, "m10"), source_folder(tmp_path, "m09")

    assert item_folders(tmp_path) == [first, second]
