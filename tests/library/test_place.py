"""Databases stand on this computer's own disk and nowhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from valita_desktop.errors import NetworkFolderError
from valita_desktop.filesystems import network_kind
from valita_desktop.library import database as place
from valita_desktop.library.database import (
    prepare_folder,
    reading_engine,
    writing_engine,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINE = "36 35 98:0 / {point} rw,noatime shared:1 - {kind} server:/x rw"


def mounts(tmp_path: Path, **kinds: str) -> Path:
    """A list of mounted file systems: the whole computer on ext4, and these folders."""
    lines = [LINE.format(point="/", kind="ext4")]
    lines += [
        LINE.format(point=str(tmp_path / name).replace(" ", "\\040"), kind=kind)
        for name, kind in kinds.items()
    ]
    file = tmp_path / "mountinfo"
    file.write_text("\n".join(lines), "utf-8")
    return file


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone"])
def test_a_network_folder_is_known_by_its_file_system(tmp_path: Path, kind: str) -> None:
    listed = mounts(tmp_path, home=kind)

    assert network_kind(tmp_path / "home" / "data", listed) == kind


@pytest.mark.parametrize("kind", ["ext4", "tmpfs", "btrfs", "fuseblk", "overlay"])
def test_other_file_systems_are_no_network(tmp_path: Path, kind: str) -> None:
    assert network_kind(tmp_path / "home", mounts(tmp_path, home=kind)) == ""


def test_a_folder_of_its_own_within_a_network_folder_counts(tmp_path: Path) -> None:
    listed = mounts(tmp_path, **{"home": "nfs4", "home/local": "ext4"})

    assert network_kind(tmp_path / "home/local/data", listed) == ""


@pytest.mark.parametrize("folder", ["my home", "my home/data"])
def test_a_network_folder_with_a_blank_in_its_name_is_known(tmp_path: Path, folder: str) -> None:
    listed = mounts(tmp_path, **{"my home": "nfs4", "other": "ext4"})

    assert network_kind(tmp_path / folder, listed) == "nfs4"


def test_a_folder_beside_a_network_folder_is_not_in_it(tmp_path: Path) -> None:
    assert network_kind(tmp_path / "home2", mounts(tmp_path, home="nfs4")) == ""


def test_of_two_file_systems_in_one_place_the_later_counts(tmp_path: Path) -> None:
    listed = mounts(tmp_path, home="nfs4")
    with listed.open("a", encoding="utf-8") as more:
        more.write("\n" + LINE.format(point=tmp_path / "home", kind="ext4"))

    assert network_kind(tmp_path / "home", listed) == ""


@pytest.mark.parametrize("engine", [reading_engine, writing_engine])
def test_journals_are_written_ahead_and_commits_are_on_the_disk(
    tmp_path: Path, engine: Callable[[Path], sa.Engine]
) -> None:
    with engine(tmp_path / "user.db").connect() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(sa.text("PRAGMA synchronous")) == 2


def test_a_system_that_lists_no_mounts_is_trusted(tmp_path: Path) -> None:
    assert network_kind(tmp_path, tmp_path / "nowhere") == ""


def test_a_database_in_a_network_folder_is_refused_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "network_kind", lambda _folder: "nfs4")

    with pytest.raises(NetworkFolderError) as caught:
        prepare_folder(tmp_path / "data" / "content.db")

    assert caught.value.kind == "nfs4"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["100%25 koulu", "Omat%20tiedostot", "h#x", "a b;c", "ääkköset"])
@pytest.mark.parametrize("make", [reading_engine, writing_engine])
def test_a_folder_may_have_any_name(
    tmp_path: Path, name: str, make: Callable[[Path], sa.Engine]
) -> None:
    everything_in(tmp_path / name, make)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["h?x", "a:b", "file:x?mode=memory"])
@pytest.mark.parametrize("make", [reading_engine, writing_engine])
def test_a_folder_may_have_any_name_that_the_system_allows(
    tmp_path: Path, name: str, make: Callable[[Path], sa.Engine]
) -> None:
    everything_in(tmp_path / name, make)


def everything_in(folder: Path, make: Callable[[Path], sa.Engine]) -> None:
    """A database opened there is there, and nothing is beside."""
    prepare_folder(folder / "user.db")
    engine = make(folder / "user.db")
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE t (x)"))
    engine.dispose()

    assert (folder / "user.db").stat().st_size > 0
    assert list(folder.parent.iterdir()) == [folder]
