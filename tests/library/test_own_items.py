"""Own items are read from their folders: apart from each other, and only when they change."""

from __future__ import annotations

import errno
import os
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

import pytest
from typing_extensions import override

from tests.own import own_folder
from tests.pictures import photograph
from valita_desktop.content.model import Kind, OwnRecord
from valita_desktop.errors import ContentErrorCode
from valita_desktop.library.own_items import MOST_ITEMS, OwnItems


def codes(home: Path) -> list[ContentErrorCode]:
    return [mistake.code for each in OwnItems([home]).read().broken for mistake in each.mistakes]


def test_a_folder_that_nobody_has_made_holds_nothing(tmp_path: Path) -> None:
    shelf = OwnItems([tmp_path / "none"]).read()
    assert (shelf.rows, shelf.broken, shelf.unread) == ([], (), ())


def test_an_item_in_one_language_and_with_few_fields_is_enough(tmp_path: Path) -> None:
    own_folder(tmp_path)
    (row,) = OwnItems([tmp_path]).read().rows
    assert (row.id, row.langs, row.own, row.kind) == ("own-sivu", ("fi",), True, Kind.MATERIAL)


def test_folders_of_kinds_are_looked_into_as_editors_have_them(tmp_path: Path) -> None:
    own_folder(tmp_path / "materials")
    assert set(OwnItems([tmp_path]).read().items) == {"own-sivu"}


def test_an_id_of_the_kit_becomes_one_that_no_feed_can_have(tmp_path: Path) -> None:
    own_folder(tmp_path, "m09")
    assert set(OwnItems([tmp_path]).read().items) == {"own-m09"}


def test_nothing_is_claimed_that_is_not_written(tmp_path: Path) -> None:
    own_folder(tmp_path)
    record = OwnItems([tmp_path]).read().items["own-sivu"].item.record
    assert isinstance(record, OwnRecord)
    assert (record.publisher, record.license, record.authors) == ("", "", ())


def test_a_broken_item_hides_no_other_and_tells_file_and_line(tmp_path: Path) -> None:
    own_folder(tmp_path)
    broken = own_folder(tmp_path, "own-rikki", title="Rikki")
    (broken / "fi.md").write_text(":::: sheet\n# Sivu\n\n<b>ei</b>\n::::\n", "utf-8")

    shelf = OwnItems([tmp_path]).read()

    assert set(shelf.items) == {"own-sivu"}
    (told,) = shelf.broken
    assert (told.folder, told.title) == (broken, "Rikki")
    (mistake,) = told.mistakes
    assert (mistake.code, mistake.path, mistake.line) == (
        ContentErrorCode.RAW_HTML,
        broken / "fi.md",
        4,
    )


def test_of_two_folders_with_one_id_the_first_is_used_and_the_other_told(tmp_path: Path) -> None:
    first = own_folder(tmp_path / "a")
    own_folder(tmp_path / "b")
    shelf = OwnItems([tmp_path / "a", tmp_path / "b"]).read()
    assert shelf.items["own-sivu"].folder == first
    assert codes(tmp_path) == [ContentErrorCode.DUPLICATE_ID]


@pytest.mark.parametrize("kind", ["fact", "theme", "synonyms"])
def test_what_only_the_network_writes_is_no_own_item(tmp_path: Path, kind: str) -> None:
    record = own_folder(tmp_path) / "item.toml"
    record.write_text(record.read_text("utf-8").replace("material", kind), "utf-8")
    assert codes(tmp_path) == [ContentErrorCode.RECORD_FIELD]


def test_an_item_without_a_record_of_words_is_told(tmp_path: Path) -> None:
    record = own_folder(tmp_path) / "item.toml"
    record.write_text('id = "own-sivu"\nkind = "material"\ncreated = 2026-11-28\n', "utf-8")
    assert codes(tmp_path) == [ContentErrorCode.MISSING_LANGUAGE]


def test_a_folder_of_somebody_else_hides_none_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a share where one folder is only for some; whoever is root may look anywhere."""
    own_folder(tmp_path)
    (tmp_path / "a-private").mkdir()
    stat = os.stat

    def refused(path: os.PathLike[str] | str, **more: bool) -> os.stat_result:
        if "a-private/" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(os, "stat", refused)

    shelf = OwnItems([tmp_path]).read()

    assert (set(shelf.items), shelf.unread) == ({"own-sivu"}, ())


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    kept, changed = own_folder(tmp_path), own_folder(tmp_path, "own-toinen")
    own = OwnItems([tmp_path])
    before = own.read()
    assert not own.has_changed()

    text = changed / "fi.md"
    text.write_text(text.read_text("utf-8") + "\n", "utf-8")

    assert own.has_changed()
    after = own.read()
    assert after.items["own-sivu"] is before.items["own-sivu"]
    assert after.items["own-toinen"] is not before.items["own-toinen"]
    assert after.items["own-sivu"].folder == kept


def test_what_is_taken_away_is_gone(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    own = OwnItems([tmp_path])
    own.read()
    (folder / "item.toml").unlink()
    assert own.has_changed()
    assert own.read().rows == []


def test_a_folder_of_the_school_that_is_gone_is_told_and_the_rest_works(tmp_path: Path) -> None:
    own_folder(tmp_path / "mine")
    shelf = OwnItems([tmp_path / "mine", tmp_path / "share"]).read()
    assert set(shelf.items) == {"own-sivu"}
    assert [path for path, _ in shelf.unread] == [tmp_path / "share"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everybody may read here")
def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path) -> None:
    own_folder(tmp_path)
    tmp_path.chmod(0)
    try:
        assert OwnItems([tmp_path]).read().unread != ()
    finally:
        tmp_path.chmod(0o700)


def test_a_pipe_in_the_place_of_a_text_is_not_waited_for(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    (folder / "fi.md").unlink()
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    os.mkfifo(folder / "fi.md")
    assert codes(tmp_path) == [ContentErrorCode.MISSING_LANGUAGE]


def test_more_folders_than_anybody_has_are_left_out_with_a_word(tmp_path: Path) -> None:
    for number in range(MOST_ITEMS + 1):
        folder = tmp_path / f"{number:04}"
        folder.mkdir()
        (folder / "item.toml").touch()
    shelf = OwnItems([tmp_path]).read()
    assert (len(shelf.broken), shelf.left_out) == (MOST_ITEMS, True)


def test_pictures_are_given_by_their_hash(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    (folder / "kuva.jpg").write_bytes(photograph())
    text = folder / "fi.md"
    text.write_text(text.read_text("utf-8").replace("Päivä", "![Puu](kuva.jpg)\n\nPäivä"), "utf-8")
    own = OwnItems([tmp_path])
    found = own.read().items["own-sivu"]
    (picture,) = found.item.attachments
    assert own.image(found, picture.sha256)[:2] == b"\xff\xd8"
    assert own.image(found, "0" * 64) == b""


def test_pictures_that_another_thread_lets_go_of_meanwhile_are_read_again(tmp_path: Path) -> None:
    class Swept(OrderedDict[Path, Mapping[str, bytes]]):
        """What is there is gone a moment after it was looked for."""

        @override
        def __contains__(self, folder: object) -> bool:
            return super().__contains__(folder) and bool(self.pop(folder, None))  # type: ignore[call-overload]  # a folder

    folder = own_folder(tmp_path)
    (folder / "kuva.jpg").write_bytes(photograph())
    text = folder / "fi.md"
    text.write_text(text.read_text("utf-8").replace("Päivä", "![Puu](kuva.jpg)\n\nPäivä"), "utf-8")
    own = OwnItems([tmp_path])
    own._pictures = Swept()
    found = own.read().items["own-sivu"]
    (picture,) = found.item.attachments

    assert [own.image(found, picture.sha256)[:2] for _time in range(3)] == [b"\xff\xd8"] * 3
