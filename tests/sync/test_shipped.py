"""The feed that came with the program is taken however old it is, and whatever it takes away."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.makers import MOMENT, Publisher, source_folder
from valita_desktop.errors import ShippedFileError
from valita_desktop.library.store import Library
from valita_desktop.publishing.publish import build
from valita_desktop.sync.service import UpdateService
from valita_desktop.sync.shipped import import_shipped

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = MOMENT - dt.timedelta(days=1500)


@pytest.fixture
def shipped(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> Publisher:
    monkeypatch.setattr("valita_desktop.paths.shipped_feed", lambda: publisher.folder)
    monkeypatch.setattr("valita_desktop.paths.trusted_root", lambda: publisher.root)
    return publisher


def publish(publisher: Publisher, *ids: str) -> None:
    for item_id in ids:
        source_folder(publisher.source, item_id, fi=f"Otsikko {item_id}", sv=f"Titel {item_id}")
    build(publisher.source, publisher.folder, publisher.keys, now=LONG_AGO, allow_withdrawals=True)


def test_its_age_does_not_matter(shipped: Publisher, library: Library, tmp_path: Path) -> None:
    publish(shipped, "m01")

    import_shipped(library, tmp_path)

    assert [row.id for row in library.rows()] == ["m01"]


def test_it_may_take_away_very_much(shipped: Publisher, library: Library, tmp_path: Path) -> None:
    publish(shipped, "m01", "m02", "m03")
    import_shipped(library, tmp_path)
    for folder in (shipped.source / "materials").glob("m0[12]-*"):
        shutil.rmtree(folder)
    publish(shipped)

    import_shipped(library, tmp_path)

    assert [row.id for row in library.rows()] == ["m03"]


def test_a_library_that_has_it_already_is_left_alone(
    shipped: Publisher, library: Library, tmp_path: Path
) -> None:
    publish(shipped, "m01")
    import_shipped(library, tmp_path)
    (shipped.folder / "metadata/timestamp.json").write_bytes(b"{}")

    import_shipped(library, tmp_path)

    assert library.seq == 1


def test_a_program_without_one_says_so_where_there_is_nothing_else(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("valita_desktop.paths.shipped_feed", lambda: tmp_path / "nowhere")

    with pytest.raises(ShippedFileError, match="no shipped feed"):
        import_shipped(library, tmp_path)


@pytest.mark.parametrize("file", ["metadata/timestamp.json", "targets"])
def test_a_damaged_one_is_told_as_a_part_of_the_program(
    library: Library, shipped: Publisher, tmp_path: Path, file: str
) -> None:
    """Nobody could get it again from where it came, nor has materials from before."""
    publish(shipped, "m01")
    for each in (shipped.folder / file, *(shipped.folder / file).rglob("*")):
        if each.is_file():
            each.write_bytes(b"{}")

    with pytest.raises(ShippedFileError) as caught:
        import_shipped(library, tmp_path)

    assert caught.value.path == shipped.folder
    assert library.seq == 0


def test_it_can_be_taken_along_whatever_its_age(shipped: Publisher, tmp_path: Path) -> None:
    publish(shipped, "m01")
    data = tmp_path / "data"
    with closing(Library(data / "content.db")) as library:
        import_shipped(library, data)
    service = UpdateService(data / "content.db", data, lambda: shipped.root)

    done = service.export(tmp_path / "kit.valita")

    assert (done.seq, done.packs) == (1, 1)
    assert (tmp_path / "kit.valita").is_file()
