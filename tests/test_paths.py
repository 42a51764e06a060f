"""One rule finds what was shipped, one variable moves what is written."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from valita_desktop import paths
from valita_desktop.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_shipped_is_there() -> None:
    assert (paths.resources() / "fonts").is_dir()
    assert (paths.catalogues() / "fi/LC_MESSAGES/valita.mo").is_file()
    assert (paths.shipped_feed() / "metadata/timestamp.json").is_file()


def test_everything_that_is_written_is_in_the_home_that_was_given(home: Path) -> None:
    for folder in (paths.data_dir(), paths.config_dir(), paths.log_dir()):
        assert home in folder.parents
    assert not home.exists()


def test_without_a_home_of_its_own_everything_is_where_the_computer_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VALITA_HOME")

    folders = (paths.data_dir(), paths.config_dir(), paths.log_dir())

    assert all("Valita" in folder.parts for folder in folders)


def test_a_file_is_written_with_its_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new/folder/a.pdf"

    paths.write_whole(file, b"one")
    paths.write_whole(file, b"two")

    assert file.read_bytes() == b"two"
    assert [each.name for each in file.parent.iterdir()] == ["a.pdf"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()

    with pytest.raises(OutputError) as caught:
        paths.write_whole(tmp_path / "a.pdf", b"one")

    assert caught.value.path == tmp_path / "a.pdf"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folder to synchronize")
def test_what_is_written_is_on_the_disk_before_and_after_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, done = tmp_path / "settings.json", list[tuple[str, bool, bytes]]()
    fsync = os.fsync

    def noted(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        done.append((kind, file.exists(), b"" if kind == "folder" else os.pread(handle, 99, 0)))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    paths.write_whole(file, b"{}")

    assert done == [("file", False, b"{}"), ("folder", True, b"")]
