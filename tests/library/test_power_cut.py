"""The power goes while own things are written: they are as before, or as after."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.bench import kill_own
from tests.library.disk import Done, after_cut, files_in, put, watched
from tests.library.writing import STORIES

if TYPE_CHECKING:
    from pathlib import Path

watched_by_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")

CUTS = 60 if os.environ.get("CI") else 20


def told(name: str, folder: Path) -> tuple[dict[str, bytes | None], list[Done], list[object]]:
    """The disk before, what was done to it, and what may be found: as before, as after."""
    story, before = STORIES[name], folder / "before"
    before.mkdir()
    story.prepare(before)
    disk = files_in(before)
    work = folder / "work"
    shutil.copytree(before, work)
    done = watched(work, f"from tests.library.writing import act; act({name!r}, {str(work)!r})")
    return disk, done, [story.found(before), story.found(work)]


@watched_by_strace
@pytest.mark.parametrize("name", STORIES)
def test_what_is_written_is_as_before_or_as_after(name: str, tmp_path: Path) -> None:
    before, done, may_be = told(name, tmp_path)
    found: list[object] = []
    for seed in range(CUTS):
        chance = random.Random(seed)
        folder = tmp_path / f"cut-{seed}"
        folder.mkdir()
        put(after_cut(before, done[: chance.randrange(len(done) + 1)], chance), folder)
        found.append(STORIES[name].found(folder))
        shutil.rmtree(folder)

    assert [each for each in found if each not in may_be] == []


@watched_by_strace
@pytest.mark.parametrize("name", STORIES)
def test_what_was_done_is_there_when_the_power_goes_afterwards(name: str, tmp_path: Path) -> None:
    before, done, (_before, after) = told(name, tmp_path)
    for seed in range(5):
        folder = tmp_path / f"cut-{seed}"
        folder.mkdir()
        put(after_cut(before, done, random.Random(seed)), folder)

        assert STORIES[name].found(folder) == after


@watched_by_strace
@pytest.mark.parametrize("lacking", ["sync", "sync-folder"])
def test_a_program_that_does_not_sync_is_found_out(lacking: str, tmp_path: Path) -> None:
    before, done, (_before, after) = told("settings", tmp_path)
    found = []
    for seed in range(20):
        folder = tmp_path / f"cut-{seed}"
        folder.mkdir()
        hasty = [each for each in done if each.kind != lacking]
        put(after_cut(before, hasty, random.Random(seed)), folder)
        found.append(STORIES["settings"].found(folder))

    assert any(each != after for each in found)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="killed by a Linux handle")
def test_nothing_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    assert kill_own.run(2 * len(STORIES), tmp_path)["lost"] == 0
