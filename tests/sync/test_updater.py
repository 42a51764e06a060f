"""From a published feed to the library, by the code that every source goes through."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.makers import MOMENT, feed_folder, source_folder
from valita_desktop.errors import FeedError
from valita_desktop.feed.packs import PACK_FOLDER
from valita_desktop.library.store import Library
from valita_desktop.publishing.publish import build, ship
from valita_desktop.sync.updater import FolderSource, apply, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "content.db")) as opened:
        yield opened


def test_an_empty_library_takes_the_base(tmp_path: Path, library: Library) -> None:
    source = FolderSource(feed_folder(tmp_path, "m09", "m10"))

    update = check(source, library)
    changed = apply(update, source, library)

    assert [name.kind for name in update.path] == ["base"]
    assert changed.new == ("m09", "m10")


def test_a_library_one_release_behind_takes_the_delta(tmp_path: Path, library: Library) -> None:
    source = FolderSource(feed_folder(tmp_path, "m09", "m10"))
    apply(check(source, library), source, library)
    source_folder(tmp_path / "source", "m10", fi="Uusi nimi")
    build(tmp_path / "source", tmp_path / "feed", now=MOMENT)

    update = check(source, library)
    changed = apply(update, source, library)

    assert [name.kind for name in update.path] == ["delta"]
    assert (changed.changed, library.seq) == (("m10",), 2)


def test_an_up_to_date_library_has_nothing_to_take(tmp_path: Path, library: Library) -> None:
    source = FolderSource(feed_folder(tmp_path))
    apply(check(source, library), source, library)

    assert not check(source, library)


def test_a_rebuilt_shipped_feed_is_taken_though_its_number_is_the_same(
    tmp_path: Path, library: Library
) -> None:
    source_folder(tmp_path / "source")
    ship(tmp_path / "source", tmp_path / "feed")
    source = FolderSource(tmp_path / "feed")
    apply(check(source, library), source, library)
    source_folder(tmp_path / "source", fi="Uusi nimi")
    ship(tmp_path / "source", tmp_path / "feed")

    changed = apply(check(source, library), source, library)

    assert changed.changed == ("m09",)


def test_pictures_are_fetched_with_their_items(tmp_path: Path, library: Library) -> None:
    folder = source_folder(tmp_path / "source")
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
    (folder / "kartta.png").write_bytes(picture)
    for lang in ("fi", "sv"):
        file = folder / f"{lang}.md"
        written = file.read_text(encoding="utf-8")
        file.write_text(written.replace("::: lines", "![Kartta](kartta.png)\n\n::: lines"), "utf-8")
    build(tmp_path / "source", tmp_path / "feed", now=MOMENT)
    source = FolderSource(tmp_path / "feed")

    apply(check(source, library), source, library)

    (attachment,) = library.item("m09").attachments
    assert library.image(attachment.sha256) == picture


def test_a_damaged_pack_is_refused_and_the_library_stays(tmp_path: Path, library: Library) -> None:
    folder = feed_folder(tmp_path)
    (pack,) = (folder / PACK_FOLDER).iterdir()
    pack.write_bytes(pack.read_bytes()[:-1] + b"x")
    source = FolderSource(folder)

    with pytest.raises(FeedError):
        apply(check(source, library), source, library)

    assert library.seq == 0


def test_an_empty_folder_offers_nothing(tmp_path: Path, library: Library) -> None:
    assert not check(FolderSource(tmp_path / "nowhere"), library)
