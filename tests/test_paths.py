"""One rule finds what was shipped, one variable moves what is written."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from valita_desktop import paths
from valita_desktop.errors import OutputError


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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize(
    ("umask", "private", "mode"), [(0o022, False, 0o644), (0o077, False, 0o600), (0, True, 0o600)]
)
def test_who_may_read_a_file_is_what_the_person_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, umask: int, private: bool, mode: int
) -> None:
    modes: list[int] = []

    def noted(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))

    monkeypatch.setattr(os, "fsync", noted)
    before = os.umask(umask)
    try:
        paths.write_whole(tmp_path / "oma.json", b"{}", private=private)
    finally:
        os.umask(before)

    assert modes[0] == mode  # as soon as there is something to read
    assert stat.S_IMODE((tmp_path / "oma.json").stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, *, there: bool) -> None:
    target, link = tmp_path / "elsewhere/a.pdf", tmp_path / "link.pdf"
    target.parent.mkdir()
    if there:
        target.write_bytes(b"old")
    link.symlink_to(target)

    paths.write_whole(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 251 + ".pdf")

    paths.write_whole(file, b"one")

    assert file.read_bytes() == b"one"


def test_a_file_that_somebody_holds_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refuse_renames(monkeypatch, times=2)

    paths.write_whole(tmp_path / "a.json", b"{}")

    assert len(tries) == 3
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_a_file_that_somebody_goes_on_holding_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_WAITS", (0.0, 0.0))
    refuse_renames(monkeypatch, times=99)

    with pytest.raises(OutputError):
        paths.write_whole(tmp_path / "a.json", b"{}")

    assert list(tmp_path.iterdir()) == []


def refuse_renames(monkeypatch: pytest.MonkeyPatch, *, times: int) -> list[Path]:
    """Refuse so many renames, as Windows does while a scanner holds a file; those asked for."""
    tries: list[Path] = []
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) <= times:
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    return tries


def test_a_folder_that_cannot_be_looked_for_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        paths.write_folder(tmp_path / ("a" * 300) / "oma", {"fi.md": b"Sanoja"})


def test_the_root_of_a_disk_is_no_file() -> None:
    with pytest.raises(OutputError):
        paths.write_whole(Path(Path.cwd().anchor), b"{}")


def test_a_folder_is_made_while_what_was_left_beside_it_goes(tmp_path: Path) -> None:
    (tmp_path / ".valita-half-gone").symlink_to("nowhere")  # another program has just swept it

    paths.write_folder(tmp_path / "oma", {"fi.md": b"Sanoja"})

    assert (tmp_path / "oma/fi.md").read_bytes() == b"Sanoja"
