"""The power goes at any moment of an update: the old release is there, or the new one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import apsw
import pytest
import sqlalchemy as sa
from typing_extensions import override

from tests.library.test_store import release
from tests.makers import item
from tests.sync.power import Disk, after_cut
from valita_desktop.library import database as place
from valita_desktop.library.store import Library

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.power import Operation

CUTS = 60
Statement = tuple[str, Any, bool]
Story = tuple[dict[str, bytes], "list[Operation]", int]


class Recorder:
    """Writes down what a connection is told."""

    def __init__(self) -> None:
        self.told: list[Statement] = []

    def engine(self, url: str, **options: Any) -> sa.Engine:  # noqa: ANN401 - as SQLAlchemy has it
        told = self.told

        class Cursor(sqlite3.Cursor):
            @override
            def execute(self, sql: str, values: Any = ()) -> Cursor:
                told.append((sql, values, False))
                super().execute(sql, values)
                return self

            @override
            def executemany(self, sql: str, values: Any) -> Cursor:
                rows = list(values)
                told.append((sql, rows, True))
                super().executemany(sql, rows)
                return self

        class Connection(sqlite3.Connection):
            @override
            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(factory)

            @override
            def execute(self, sql: str, values: Any = ()) -> Any:
                return self.cursor().execute(sql, values)

            @override
            def executemany(self, sql: str, values: Any) -> Any:
                return self.cursor().executemany(sql, values)

            @override
            def commit(self) -> None:
                told.append(("COMMIT", (), False))
                super().commit()

        options["connect_args"] = {**options["connect_args"], "factory": Connection}
        return sa.create_engine(url, **options)


@pytest.fixture(scope="module")
def story(
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    """The disk before an update, what the update did to it, and when it was told to be done."""
    folder = tmp_path_factory.mktemp("power")
    old = [item(f"m{n:02}", title=f"Vanha {n}") for n in range(1, 9)]
    new = [item(f"m{n:02}", version=2, title=f"Uusi {n}") for n in range(1, 13)]
    recorder = Recorder()
    with closing(Library(folder / "content.db")) as library:
        library.apply(release(1, *old))
        library._reader.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        before = {"content.db": (folder / "content.db").read_bytes()}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(place, "sa", _Patched(recorder.engine))
            library._writer = place.writing_engine(library.path)
        library.apply(release(2, *new))
    disk = Disk("power")
    (folder / "again").mkdir()
    (folder / "again/content.db").write_bytes(before["content.db"])
    done_at = _replay(folder / "again/content.db", disk, recorder.told)
    disk.unregister()
    return before, disk.done, done_at


class _Patched:
    """SQLAlchemy, but for the engine."""

    def __init__(self, engine: object) -> None:
        self.create_engine = engine

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever SQLAlchemy has
        return getattr(sa, name)


def _replay(file: Path, disk: Disk, told: list[Statement]) -> int:
    """Do the same again on the disk; how much had been done when the commit returned."""
    connection = apsw.Connection(str(file), vfs=disk.name)
    for sql, values, many in told:
        cursor = connection.cursor()
        if many:
            cursor.executemany(sql, values)
        else:
            list(cursor.execute(sql, values))
    done_at = len(disk.done)
    connection.close()
    return done_at


@pytest.mark.parametrize("seed", range(CUTS))
def test_a_power_cut_leaves_one_release_whole(seed: int, story: Story, tmp_path: Path) -> None:
    before, done, done_at = story
    chance = random.Random(seed)
    cut = chance.randrange(len(done) + 1)
    for name, data in after_cut(before, done[:cut], chance).items():
        (tmp_path / name).write_bytes(data)

    with closing(Library(tmp_path / "content.db")) as library:
        assert library.damaged() == ""
        assert library.seq in ((2,) if cut >= done_at else (1, 2))


def test_the_story_is_worth_telling(story: Story) -> None:
    _before, done, done_at = story

    assert 0 < done_at <= len(done)
    assert any(each.data for each in done[:done_at])
    assert any(each.data is None and each.length is None for each in done[:done_at])
