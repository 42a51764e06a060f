"""The preview shows the source texts as they are saved, and a mistake hides nothing else."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.makers import source_folder
from valita_desktop.library.previewed import SourceItems
from valita_desktop.library.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Shelf]:
    with closing(Shelf(tmp_path / "own/content.db", lambda _library: None)) as made:
        yield made


def test_what_is_saved_is_what_the_library_holds(tmp_path: Path, library: Shelf) -> None:
    folder = source_folder(tmp_path / "source")
    items = SourceItems(tmp_path / "source", library)
    items.read()
    before = library.item("m09").texts["fi"].markdown

    (folder / "fi.md").write_text(before.replace("# ", "# Uusi ", 1), "utf-8")
    shelf = items.read()

    assert "# Uusi " in library.item("m09").texts["fi"].markdown
    assert [row.id for row in library.rows()] == ["m09"]
    assert list(shelf.items) == ["m09"]


def test_a_mistake_is_told_with_its_line_and_the_rest_goes_on(
    tmp_path: Path, library: Shelf
) -> None:
    source = tmp_path / "source"
    wrong = source_folder(source, "m09")
    source_folder(source, "m10", fi="Toinen", sv="Andra")
    items = SourceItems(source, library)
    items.read()
    good = library.item("m09").texts["fi"].markdown

    (wrong / "fi.md").write_text(f"{good}\n<b>lihava</b>\n", "utf-8")
    shelf = items.read()

    (broken,) = shelf.broken
    mistakes = [(each.path, each.line) for each in broken.mistakes]
    assert (wrong / "fi.md", good.count("\n") + 2) in mistakes
    assert library.item("m09").texts["fi"].markdown == good
    assert {row.id for row in library.rows()} == {"m09", "m10"}


def test_what_is_taken_away_is_gone(tmp_path: Path, library: Shelf) -> None:
    folder = source_folder(tmp_path / "source")
    items = SourceItems(tmp_path / "source", library)
    items.read()

    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    items.read()

    assert library.rows() == ()
