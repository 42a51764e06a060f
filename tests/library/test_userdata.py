"""user.db: a person's own things outlive everything else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.fakes import row
from tests.library import step_that_fails
from tests.library.test_store import release
from tests.makers import item
from valita_desktop.errors import StoreUnusableError
from valita_desktop.library import migrations, notebook, userdata
from valita_desktop.library.backup import back_up, backups, made_at
from valita_desktop.library.packets import Packets
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import RECENT_KEPT, UserData

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def data(tmp_path: Path) -> Iterator[UserData]:
    with closing(UserData(tmp_path / "data" / "user.db")) as opened:
        yield opened


def test_favourites_stand_last_added_first(data: UserData) -> None:
    data.set_favourite("m01", on=True)
    data.set_favourite("m09", on=True)

    assert data.favourites() == ("m09", "m01")


def test_a_favourite_comes_back_to_its_place(data: UserData) -> None:
    for item_id in ("m01", "m05", "m09"):
        data.set_favourite(item_id, on=True)

    since = data.set_favourite("m05", on=False)
    nothing = data.set_favourite("m05", on=True, since=since)

    assert data.favourites() == ("m09", "m05", "m01")
    assert nothing == ""


def test_a_favourite_can_be_taken_away_twice(data: UserData) -> None:
    data.set_favourite("m01", on=True)
    data.set_favourite("m01", on=False)
    data.set_favourite("m01", on=False)

    assert data.favourites() == ()


def test_the_last_opened_stands_first_and_once(data: UserData) -> None:
    for item_id in ("m01", "m02", "m01"):
        data.opened(item_id)

    assert data.recent() == ("m01", "m02")


def test_four_are_opened_last_unless_more_are_asked_for(data: UserData) -> None:
    for number in range(6):
        data.opened(f"m{number}")

    assert data.recent() == ("m5", "m4", "m3", "m2")


def test_only_so_many_opened_items_are_remembered(data: UserData) -> None:
    for number in range(RECENT_KEPT + 5):
        data.opened(f"m{number}")

    assert len(data.recent(limit=1000)) == RECENT_KEPT


def test_they_are_there_when_opened_again(tmp_path: Path) -> None:
    with closing(UserData(tmp_path / "user.db")) as first:
        first.set_favourite("m01", on=True)

    with closing(UserData(tmp_path / "user.db")) as second:
        assert second.favourites() == ("m01",)


def test_a_damaged_file_is_kept_beside(tmp_path: Path) -> None:
    file = tmp_path / "user.db"
    file.write_bytes(b"not a database" * 100)

    with closing(UserData(file)) as data:
        data.set_favourite("m01", on=True)

    (kept,) = tmp_path.glob("user.damaged-*.db")
    assert kept.read_bytes().startswith(b"not a database")


def test_what_stands_beside_a_damaged_file_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "user.db"
    file.write_bytes(b"not a database" * 100)
    file.with_name("user.db-shm").write_bytes(b"of the damaged one")

    with closing(UserData(file)) as data:
        assert data.recovery
        assert data.recovery.aside
        beside = data.recovery.aside.with_name(data.recovery.aside.name + "-shm")

    assert beside.read_bytes() == b"of the damaged one"


def test_a_file_that_somebody_holds_alone_is_not_moved_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.library.database.LOCK_WAIT", 0.1)
    file = tmp_path / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m01", on=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnusableError, match="locked"):
            UserData(file)

    with closing(UserData(file)) as data:
        assert (data.recovery, data.favourites()) == (None, ("m01",))


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "user.db").mkdir()

    with pytest.raises(StoreUnusableError):
        UserData(tmp_path / "user.db")

    assert sorted(each.name for each in tmp_path.iterdir()) == ["user.db", "user.db.lock"]


def test_opening_makes_the_copy_of_the_day(tmp_path: Path) -> None:
    UserData(tmp_path / "user.db").close()
    UserData(tmp_path / "user.db").close()

    assert len(backups(tmp_path / "user.db")) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    with pytest.raises(StoreUnusableError):
        UserData(tmp_path / "data" / "user.db")


def old_database(file: Path) -> None:
    """A user.db as version 1 of the program made it, with two favourites."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as old:
        old.executescript(
            "CREATE TABLE favourites (item_id TEXT NOT NULL, added TEXT NOT NULL, "
            "PRIMARY KEY (item_id));"
            "CREATE TABLE opened (item_id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (item_id));"
            "INSERT INTO favourites VALUES ('m01', '2026-11-01'), ('m09', '2026-11-02');"
            "PRAGMA user_version = 1;"
        )


def test_a_database_of_an_earlier_version_keeps_everything(tmp_path: Path) -> None:
    old_database(tmp_path / "user.db")

    with closing(UserData(tmp_path / "user.db")) as data:
        assert data.favourites() == ("m09", "m01")
        data.pin(item(), {})
        assert data.pinned("m09", 1) == item()


def test_every_change_of_version_can_be_rehearsed() -> None:
    assert migrations.rehearse() == migrations.NEWEST


def test_a_database_is_copied_before_it_changes_its_version(tmp_path: Path) -> None:
    old_database(tmp_path / "user.db")

    UserData(tmp_path / "user.db").close()

    (copy,) = backups(tmp_path / "user.db")
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_change_of_version_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_database(tmp_path / "user.db")
    after = migrations.NEWEST + 1
    monkeypatch.setattr(migrations, "NEWEST", after)
    monkeypatch.setitem(migrations._STEPS, after, step_that_fails.upgrade)
    monkeypatch.setattr(userdata, "SCHEMA_VERSION", after)

    with pytest.raises(StoreUnusableError):
        UserData(tmp_path / "user.db")

    with closing(sqlite3.connect(tmp_path / "user.db")) as same:
        assert same.execute("PRAGMA user_version").fetchone() == (1,)
        assert same.execute("SELECT count(*) FROM favourites").fetchone() == (2,)


def test_an_upgraded_database_is_built_like_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old_database(tmp_path / "old" / "user.db")
    shapes = []
    for name in ("old/user.db", "new/user.db"):
        UserData(tmp_path / name).close()
        Packets(tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / name)) as database:
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            shapes.append(
                {
                    table: database.execute(f"PRAGMA table_info({table})").fetchall()
                    for (table,) in tables.fetchall()
                }
            )

    assert shapes[0] == shapes[1]


def test_what_is_declared_is_what_the_last_step_leaves(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    old_database(tmp_path / "user.db")
    UserData(tmp_path / "user.db").close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'user.db'}", poolclass=sa.NullPool)
    with engine.connect() as connection:
        declared = sa.MetaData()
        for table in (*userdata._metadata.sorted_tables, *notebook.metadata.sorted_tables):
            table.to_metadata(declared)
        found = compare_metadata(MigrationContext.configure(connection), declared)

    assert [each for each in found if "packet" not in str(each)] == []


def test_alembic_is_loaded_only_when_there_is_a_step_to_take(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from valita_desktop.library.userdata import UserData; "
        "UserData(Path(sys.argv[1])).close(); UserData(Path(sys.argv[1])).close(); "
        "sys.exit('alembic' in sys.modules)"
    )
    run = [sys.executable, "-c", code, str(tmp_path / "user.db")]

    assert subprocess.run(run, check=False).returncode == 0


def test_a_database_of_a_later_program_is_not_touched(tmp_path: Path) -> None:
    old_database(tmp_path / "user.db")
    with closing(sqlite3.connect(tmp_path / "user.db")) as later:
        later.execute("PRAGMA user_version = 99")
        later.commit()

    with pytest.raises(StoreUnusableError, match="later"):
        UserData(tmp_path / "user.db")

    assert list(tmp_path.glob("*damaged*")) == []


def test_a_damaged_database_is_replaced_by_its_newest_copy(tmp_path: Path) -> None:
    file = tmp_path / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m09", on=True)
    back_up(file)
    for beside in tmp_path.glob("user.db-*"):
        beside.unlink()
    file.write_bytes(b"not a database" * 1000)

    with closing(UserData(file)) as data:
        assert data.favourites() == ("m09",)
        assert data.recovery
        assert data.recovery.copy_of == made_at(*backups(file))
        assert data.recovery.aside
        assert data.recovery.aside.read_bytes().startswith(b"not a database")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nobody_holds_a_damaged_file_when_it_is_moved_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows would not move it, and its journal would be taken from its successor."""
    file = tmp_path / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m09", on=True)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])  # a page of a table
    held: list[str] = []
    rename = Path.rename

    def watched(moved: Path, target: Path) -> Path:
        handles = (
            handle.readlink() for handle in Path("/proc/self/fd").iterdir() if handle.exists()
        )
        held.extend(each.name for each in handles if each.parent == tmp_path)
        return rename(moved, target)

    monkeypatch.setattr(Path, "rename", watched)
    with closing(UserData(file)) as data:
        assert data.recovery
    assert not {"user.db", "user.db-wal"} & set(held)


@pytest.mark.parametrize("left", [None, b"", "no tables"])
def test_a_file_that_is_gone_or_empty_while_there_are_copies_comes_back(
    tmp_path: Path, left: bytes | str | None
) -> None:
    file = with_a_favourite(tmp_path)
    file.unlink()
    if isinstance(left, bytes):
        file.write_bytes(left)
    elif left:
        with closing(sqlite3.connect(file)) as empty:
            empty.execute("PRAGMA user_version = 0")
            empty.execute("VACUUM")
    (copy,) = backups(file)

    with closing(UserData(file)) as data:
        assert data.favourites() == ("m09",)
        assert data.recovery
        assert (data.recovery.aside, data.recovery.copy_of) == (None, made_at(copy))
    with closing(UserData(file)) as data:
        assert data.recovery is None


def test_a_new_person_is_told_of_no_recovery(tmp_path: Path) -> None:
    with closing(UserData(tmp_path / "user.db")) as data:
        assert data.recovery is None


def test_a_damaged_file_without_a_copy_begins_anew_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "user.db").write_bytes(b"not a database" * 100)

    with closing(UserData(tmp_path / "user.db")) as data:
        assert data.recovery
        assert data.recovery.copy_of is None


def test_a_journal_of_a_file_that_is_gone_is_not_taken_for_that_of_its_copy(
    tmp_path: Path,
) -> None:
    file = with_a_favourite(tmp_path)
    file.unlink()
    file.with_name("user.db-wal").write_bytes(b"of the file that is gone")

    with closing(UserData(file)) as data:
        assert data.favourites() == ("m09",)

    (kept,) = tmp_path.glob("user.left-*.db-wal")
    assert kept.read_bytes() == b"of the file that is gone"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize("damage", [b"not a database" * 1000, b""])
def test_whoever_is_killed_while_it_is_mended_loses_nothing(tmp_path: Path, damage: bytes) -> None:
    """At every file that is opened, renamed or taken away; half a file may be left there."""
    steps = 0
    for step in range(1, 200):
        place = tmp_path / str(step)
        place.mkdir()
        file = with_a_favourite(place)
        file.write_bytes(damage)
        if not killed_at(step, file):
            break
        steps += 1
        for half in place.rglob("*.part"):
            half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
        with closing(UserData(file)) as data:
            assert data.favourites() == ("m09",), step
        shutil.rmtree(place)
    assert steps > 8


def test_three_that_start_at_once_find_the_same(tmp_path: Path) -> None:
    file = with_a_favourite(tmp_path)
    file.unlink()
    code = (
        "import sys; from pathlib import Path; "
        "from valita_desktop.library.userdata import UserData; "
        "data = UserData(Path(sys.argv[1])); data.set_favourite(sys.argv[2], on=True)"
    )
    run = [sys.executable, "-c", code, str(file)]
    started = [subprocess.Popen([*run, f"m1{n}"]) for n in range(3)]

    assert [each.wait() for each in started] == [0, 0, 0]
    with closing(UserData(file)) as data:
        assert set(data.favourites()) == {"m09", "m10", "m11", "m12"}


def test_what_a_clock_put_into_the_future_counts_as_older_than_now(
    data: UserData, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as ahead:
        ahead.setattr(userdata, "_now", lambda: "2036-03-01T10:00:00.000000+00:00")
        for number in range(RECENT_KEPT):
            data.opened(f"m{number}")
        data.set_favourite("m03", on=True)

    data.opened("p1-1")
    data.set_favourite("m40", on=True)

    assert data.recent()[0] == "p1-1"
    assert data.favourites() == ("m40", "m03")


def with_a_favourite(folder: Path) -> Path:
    """A user.db with m09 in it, and its copy."""
    file = folder / "user.db"
    with closing(UserData(file)) as data:
        data.set_favourite("m09", on=True)
    back_up(file)
    return file


def killed_at(step: int, file: Path) -> bool:
    """Open a user.db in another process that dies at a step of this; false if it has fewer."""
    child = os.fork()
    if child == 0:
        left = step

        def die(event: str, _arguments: object) -> None:
            nonlocal left
            if event in {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"}:
                left -= 1
                if not left:
                    os._exit(9)

        sys.addaudithook(die)
        UserData(file)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 9}
    return bool(status)


def test_an_update_of_the_materials_takes_nothing_of_a_persons_own(tmp_path: Path) -> None:
    with (
        closing(UserData(tmp_path / "user.db")) as data,
        closing(Library(tmp_path / "content.db")) as library,
    ):
        data.set_favourite("m09", on=True)
        library.apply(release(1, item("m09"), item("m10")))
        data.note_titles(library.rows())
        library.apply(release(2, deleted=("m09",), keep=(item("m10"),)))

        assert data.favourites() == ("m09",)
        assert data.last_title("m09", "sv") == "Månadsbudget"


def test_only_what_a_person_refers_to_is_remembered_by_title(data: UserData) -> None:
    data.set_favourite("m01", on=True)

    data.note_titles([row("m01"), row("m02")])

    assert (data.last_title("m01", "fi"), data.last_title("m02", "fi")) == ("Aineisto m01", "")


def test_the_last_title_is_the_newest_in_either_language(data: UserData) -> None:
    data.set_favourite("m01", on=True)
    data.set_favourite("m02", on=True)

    data.note_titles([row("m01", titles={"sv": "Sömn"}), row("m02", titles={"fi": "Uni"})])
    data.note_titles([row("m02", titles={"fi": "Unipäiväkirja"})])

    assert (data.last_title("m01", "fi"), data.last_title("m01", "sv")) == ("Sömn", "Sömn")
    assert (data.last_title("m02", "fi"), data.last_title("m02", "sv")) == ("Unipäiväkirja",) * 2


def test_a_pinned_item_whose_bytes_are_damaged_is_not_given(data: UserData) -> None:
    data.pin(item(), {})
    with closing(sqlite3.connect(data.path)) as other:
        other.execute("UPDATE pins SET source = CAST(replace(source, 'Rahat', 'Rehat') AS BLOB)")
        other.commit()

    assert data.pinned("m09", 1) is None


def test_a_pinned_item_stays_as_it_was(data: UserData) -> None:
    data.pin(item(version=1), {"a" * 64: b"picture"})
    data.pin(item(version=2, title="Uusi"), {})

    assert data.pinned("m09", 1) == item(version=1)
    assert data.pinned_image("a" * 64) == b"picture"
    assert data.pinned("m09", 3) is None
