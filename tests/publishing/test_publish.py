"""A source tree becomes releases: base first, then deltas, never half of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_source import change
from tests.makers import MOMENT, source_folder
from valita_desktop.errors import OutputError
from valita_desktop.feed.packs import names_in
from valita_desktop.publishing.check import Report
from valita_desktop.publishing.publish import Published, build, ship

if TYPE_CHECKING:
    from pathlib import Path


def kinds(out: Path) -> list[str]:
    return sorted(str(name).split(".")[1] for name in names_in(out))


def test_the_first_release_is_a_base(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")

    done = build(tmp_path / "in", tmp_path / "out", now=MOMENT)

    assert done == Published(1, ("m09",), (), (), 1)
    assert kinds(tmp_path / "out") == ["base-1"]


def test_a_later_release_adds_a_delta_and_a_new_base(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")
    build(tmp_path / "in", tmp_path / "out", now=MOMENT)
    source_folder(tmp_path / "in", "m10")

    done = build(tmp_path / "in", tmp_path / "out", now=MOMENT)

    assert done == Published(2, ("m10",), (), (), 2)
    assert kinds(tmp_path / "out") == ["base-2", "delta-1-2"]


def test_a_withdrawn_item_is_told(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")
    gone = source_folder(tmp_path / "in", "m10")
    build(tmp_path / "in", tmp_path / "out", now=MOMENT)
    gone.rename(tmp_path / "elsewhere")

    done = build(tmp_path / "in", tmp_path / "out", now=MOMENT)

    assert isinstance(done, Published)
    assert done.withdrawn == ("m10",)


def test_an_unchanged_source_makes_no_release(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")
    build(tmp_path / "in", tmp_path / "out", now=MOMENT)

    assert build(tmp_path / "in", tmp_path / "out") == Published(1, (), (), (), 1)


def test_a_mistake_publishes_nothing(tmp_path: Path) -> None:
    change(source_folder(tmp_path / "in"), "minutes = 45", "minutes = 44")

    done = build(tmp_path / "in", tmp_path / "out")

    assert isinstance(done, Report)
    assert not (tmp_path / "out").exists()


def test_the_shipped_feed_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")

    ship(tmp_path / "in", tmp_path / "one")
    ship(tmp_path / "in", tmp_path / "two")

    assert names_in(tmp_path / "one") == names_in(tmp_path / "two")


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    source_folder(tmp_path / "in")
    (tmp_path / "out").write_text("in the way")

    with pytest.raises(OutputError):
        build(tmp_path / "in", tmp_path / "out")
