"""Kill the program in the middle of an update, again and again.

Each round a process of its own applies a release and marks a favourite, and is killed with
SIGKILL at a random moment. Afterwards the library must be the old release or the new one,
every byte of it, and no favourite that was reported may be gone.

    python -m tests.bench.kill_apply [--rounds 500] [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.makers import Publisher
from valita_desktop.feed.sources import FolderSource
from valita_desktop.library.store import Library
from valita_desktop.library.userdata import UserData
from valita_desktop.sync import updater

ITEMS = 40


class Ground:
    """A computer at release 1, and a feed with release 2."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._publisher = Publisher(folder)
        ids = [f"m{number:02}" for number in range(1, ITEMS + 1)]
        self._publisher.publish(*ids)
        self.apply()
        self._publisher.publish(*ids[: ITEMS // 2], fi="Uusi nimi")

    def apply(self) -> None:
        """What the program does: take the release, remember a favourite."""
        source = FolderSource(self._publisher.folder)
        with closing(Library(self._folder / "content.db")) as library:
            update = updater.check(source, library, self._publisher.trust())
            updater.apply(update, source, library, self._folder / "fetched")

    def mark(self, number: int) -> None:
        with closing(UserData(self._folder / "user.db")) as own:
            own.set_favourite(f"x{number}", on=True)

    def state(self) -> tuple[int, str]:
        """The release that is there, and what is wrong with it."""
        with closing(Library(self._folder / "content.db")) as library:
            return library.seq, library.damaged()

    def favourites(self) -> set[str]:
        with closing(UserData(self._folder / "user.db")) as own:
            return set(own.favourites())

    def go_back(self) -> None:
        with closing(Library(self._folder / "content.db")) as library:
            library.revert()


def one_round(ground: Ground, number: int, within: float) -> bool:
    """Start, kill; ``True`` if the favourite was reported before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            ground.mark(number)
            os.write(writing, b"1")
            ground.apply()
        except BaseException as error:
            print(repr(error), file=sys.stderr)
        finally:
            os._exit(0)
    os.close(writing)
    wait(child, within if number < 0 else random.uniform(0, within))
    marked = os.read(reading, 1) == b"1"
    os.close(reading)
    return marked


def wait(child: int, seconds: float) -> None:
    """Let it run for so long, then end it, if it has not ended by itself."""
    handle = os.pidfd_open(child)
    select.select([handle], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(handle)


def run(rounds: int, folder: Path) -> dict[str, int]:
    ground = Ground(folder)
    began = time.monotonic()
    one_round(ground, -1, within=60)
    whole = time.monotonic() - began
    if ground.state()[0] != 1:
        ground.go_back()
    result = {"rounds": rounds, "clean": 0, "committed": 0, "marks_lost": 0}
    marked: set[str] = set()
    for number in range(rounds):
        if one_round(ground, number, within=whole * 1.3):
            marked.add(f"x{number}")
        seq, damage = ground.state()
        result["clean"] += seq in (1, 2) and not damage
        result["marks_lost"] += not marked <= ground.favourites()
        if seq != 1:
            result["committed"] += 1
            ground.go_back()
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--quick", action="store_true", help="30 rounds")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rounds = 30 if given.quick else given.rounds
    with tempfile.TemporaryDirectory() as folder:
        result = run(rounds, Path(folder))
    text = json.dumps(result)
    if given.json:
        given.json.write_text(text, "utf-8")
    print("\n".join(f"{name:12} {count}" for name, count in result.items()))
    print(text)
    return 0 if result["clean"] == rounds and not result["marks_lost"] else 1


if __name__ == "__main__":
    sys.exit(main())
