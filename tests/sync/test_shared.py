"""A folder with materials for everybody: prepared once, taken by all, obeyed only when signed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.makers import Publisher
from valita_desktop import app, cli, paths
from valita_desktop.feed.sources import FolderSource
from valita_desktop.library.store import Library
from valita_desktop.policy import policy
from valita_desktop.settings import Settings, usual_source
from valita_desktop.sync import shared


@pytest.fixture(autouse=True)
def program(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    """A program that trusts this publisher and carries its first release."""
    publisher.publish("m01")
    carried = tmp_path / "carried"
    shutil.copytree(publisher.folder, carried)
    monkeypatch.setattr(paths, "shipped_feed", lambda: carried)
    monkeypatch.setattr(paths, "trusted_root", lambda: publisher.root)
    monkeypatch.setattr(paths, "only_administrators_write", lambda _file: True)
    return publisher


@pytest.fixture
def folder(program: Publisher, tmp_path: Path) -> Path:
    """A shared folder at the second release."""
    program.publish("m02")
    return build(program, tmp_path / "shared")


def build(publisher: Publisher, folder: Path) -> Path:
    shared.build(folder, FolderSource(publisher.folder), publisher.trust(folder="it"))
    return folder


def opened(folder: Path) -> tuple[int, list[str]]:
    """The release and the items of a person who starts the program with this shared folder."""
    with closing(app.open_library(shared=str(folder))) as library:
        return library.seq, [row.id for row in library.rows()]


def imports(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts what is imported from now on."""
    seen: list[str] = []
    real = Library.apply

    def apply(self: Library, release: object) -> object:
        seen.append(str(release))
        return real(self, release)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "apply", apply)
    return seen


def test_a_first_start_imports_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = imports(monkeypatch)

    assert opened(folder) == (2, ["m01", "m02"])
    assert seen == []


def test_a_ready_library_is_whole_and_can_be_searched(folder: Path) -> None:
    with closing(app.open_library(shared=str(folder))) as library:
        assert library.damaged() == ""
        assert [hit.id for hit in library.search("kuukausibudjetti m02", "fi").hits][:1] == ["m02"]


@pytest.mark.parametrize(
    "change", ["others may write", "another version", "altered", "no words", "no note"]
)
def test_what_may_not_be_taken_as_it_is_is_imported_from_the_signed_feed(
    change: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = folder / shared.NOTE
    ready = json.loads(note.read_text())
    if change == "others may write":
        monkeypatch.setattr(paths, "only_administrators_write", lambda _file: False)
    elif change == "another version":
        note.write_text(json.dumps(ready | {"schema": ready["schema"] + 1}))
    elif change == "altered":
        with closing(sqlite3.connect(folder / ready["file"])) as database, database:
            database.execute("UPDATE items SET row = replace(row, 'Kuukausi', 'Vieras')")
    elif change == "no words":
        note.write_bytes('{"seq": 2, "file": "ö"}'.encode("latin-1"))
        assert shared.state(folder) == shared.SharedState(2, ready=False)
    else:
        note.unlink()
    seen = imports(monkeypatch)

    assert not shared.seed(folder, tmp_path / "new/content.db")
    assert not (tmp_path / "new/content.db").exists()
    assert opened(folder) == (2, ["m01", "m02"])
    assert len(seen) == 1
    with closing(Library(paths.data_dir() / "content.db")) as library:
        assert "Vieras" not in str(library.rows())


def test_whoever_can_write_there_can_feed_nobody_what_is_not_signed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "only_administrators_write", lambda _file: False)
    thief = Publisher(tmp_path / "thief")
    for item_id in ("m01", "m02", "m03", "m04"):
        thief.publish(item_id, fi="Vieras")
    shutil.rmtree(folder)
    build(thief, folder)

    assert opened(folder) == (1, ["m01"])


def test_a_folder_that_is_away_leaves_what_came_with_the_program(tmp_path: Path) -> None:
    assert opened(tmp_path / "nowhere") == (1, ["m01"])


def test_the_newer_one_wins_at_every_start(folder: Path, program: Publisher) -> None:
    assert opened(folder)[0] == 2
    program.publish("m03")
    build(program, folder)

    assert opened(folder) == (3, ["m01", "m02", "m03"])
    shutil.rmtree(folder)
    assert opened(folder) == (3, ["m01", "m02", "m03"])


def test_an_older_one_takes_nothing_away(folder: Path, program: Publisher, tmp_path: Path) -> None:
    program.publish("m03")
    opened(build(program, tmp_path / "newer"))

    assert opened(folder) == (3, ["m01", "m02", "m03"])


def test_a_share_on_the_network_is_asked_at_the_first_start_only(
    folder: Path, program: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "is_near", lambda _folder: False)
    assert opened(folder)[0] == 2
    program.publish("m03")
    build(program, folder)

    assert opened(folder)[0] == 2


def test_updates_usually_come_from_the_shared_folder(folder: Path) -> None:
    assert usual_source(Settings(shared_library=f"{folder}/")) == f"{folder}/feed"
    share = Settings(shared_library=r"\\server\valita")
    assert usual_source(share) == r"\\server\valita/feed"
    chosen = Settings(shared_library=str(folder), update_source="https://school.example/")
    assert usual_source(chosen) == "https://school.example/"


def test_what_is_prepared_again_leaves_one_database(folder: Path, program: Publisher) -> None:
    before = {each.name for each in folder.glob("content-*.db")}
    program.publish("m03")
    build(program, folder)

    (after,) = folder.glob("content-*.db")
    assert after.name not in before


def test_a_database_that_somebody_still_copies_is_not_in_the_way(
    folder: Path, program: Publisher
) -> None:
    held = folder / "content-1-0123456789abcdef.db"
    held.mkdir()  # as one that a reader holds on a share of Windows
    program.publish("m03")

    build(program, folder)

    assert opened(folder) == (3, ["m01", "m02", "m03"])


def test_only_an_administrators_files_are_as_good_as_the_program(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    file.chmod(0o666)

    assert not real_check(file)
    assert not real_check(tmp_path / "missing")
    assert real_check(Path(os.__file__)) == (Path(os.__file__).stat().st_uid == 0)


real_check = paths.only_administrators_write


def test_it_is_prepared_and_looked_at_from_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "lib"
    assert cli.main(["library", "build", str(place), "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    rules = Settings(shared_library=str(place))
    monkeypatch.setattr(policy, "load_settings", lambda _lang: (rules, policy.Policy()))

    assert cli.main(["library", "status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (built["release"], told["release"]) == (1, 1)
    assert told["shared"] == {"folder": str(place), "release": 1, "ready": True}
    shutil.rmtree(place)
    assert cli.main(["selftest"]) == 1
    assert "✗ Shared folder" in capsys.readouterr().out
    assert cli.main(["library", "status"]) == 1
    assert "cannot be reached" in capsys.readouterr().out


@pytest.fixture
def ready(program: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What an installer carries beside the feed."""
    made = tmp_path / "ready"
    made.mkdir()
    shared.build_shipped(paths.shipped_feed(), program.root, made)
    monkeypatch.setattr(paths, "shipped_ready", lambda: made)
    return made


@pytest.mark.usefixtures("ready")
def test_a_first_start_of_what_was_installed_imports_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = imports(monkeypatch)

    with closing(app.open_library()) as library:
        assert [row.id for row in library.rows()] == ["m01"]
        assert library.damaged() == ""
    assert seen == []


def test_it_is_the_same_each_time_that_it_is_made(
    ready: Path, program: Publisher, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    shared.build_shipped(paths.shipped_feed(), program.root, again)

    one, two = ({each.name: each.read_bytes() for each in at.iterdir()} for at in (ready, again))
    assert one == two


@pytest.mark.usefixtures("ready")
def test_its_index_needs_no_making() -> None:
    with closing(app.open_library()) as library:
        index = library._search._index
        assert all(index.is_digested(lang) for lang in ("fi", "sv"))


@pytest.mark.usefixtures("ready")
def test_a_newer_shared_folder_is_taken_instead(folder: Path) -> None:
    assert opened(folder) == (2, ["m01", "m02"])


@pytest.mark.parametrize("change", ["another feed", "another version", "altered", "no note"])
def test_what_is_carried_but_is_not_of_this_feed_is_imported(
    change: str,
    ready: Path,
    program: Publisher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = ready / shared.NOTE
    if change == "another feed":
        program.publish("m03")
        monkeypatch.setattr(paths, "shipped_feed", lambda: program.folder)
    elif change == "another version":
        told = json.loads(note.read_text("utf-8"))
        note.write_text(json.dumps({**told, "schema": told["schema"] + 1}), "utf-8")
    elif change == "altered":
        (file,) = ready.glob("content-*.db")
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    else:
        note.unlink()
    seen = imports(monkeypatch)

    assert not shared.seed_shipped(tmp_path / "new/content.db")
    assert not (tmp_path / "new/content.db").exists()
    with closing(app.open_library()) as library:
        assert library.seq == (2 if change == "another feed" else 1)
    assert len(seen) == 1
