"""Kill the program while a person's own things are written, again and again.

Each round a process of its own does one of the stories of `tests.library.writing` and is killed
with SIGKILL at a random moment. Afterwards everything must be as before or as after, the next
start finds no damage, and what was reported as done is there.

    python -m tests.bench.kill_own [--rounds 200] [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.kill_apply import wait
from tests.library.writing import STORIES, Story


class Ground:
    """A story's computer before, and what may be found on it."""

    def __init__(self, story: Story, folder: Path) -> None:
        self._story = story
        self._before, self._work = folder / "before", folder / "work"
        self._before.mkdir(parents=True)
        story.prepare(self._before)
        shutil.copytree(self._before, self._work)
        began = time.monotonic()
        story.act(self._work)
        self._whole = time.monotonic() - began
        self._after = story.found(self._work)
        shutil.copytree(self._before, folder / "opened")
        self._may_be = (story.found(folder / "opened"), self._after)

    def round(self) -> bool:
        """Start, kill, look; ``False`` if anything was lost."""
        shutil.rmtree(self._work)
        shutil.copytree(self._before, self._work)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                self._story.act(self._work)
                os.write(writing, b"1")
            finally:
                os._exit(0)
        os.close(writing)
        wait(child, random.uniform(0, self._whole * 1.3))
        done = os.read(reading, 1) == b"1"
        os.close(reading)
        found = self._story.found(self._work)
        return found == self._after if done else found in self._may_be


def run(rounds: int, folder: Path) -> dict[str, int]:
    """Every story in turn, so many rounds in all; how many there were and lost something."""
    grounds = [Ground(story, folder / str(n)) for n, story in enumerate(STORIES.values())]
    lost = sum(not grounds[n % len(grounds)].round() for n in range(rounds))
    return {"rounds": rounds, "lost": lost}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="20 rounds")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)  # of what is mended, again and again
    with tempfile.TemporaryDirectory() as folder:
        result = run(20 if given.quick else given.rounds, Path(folder))
    text = json.dumps(result)
    if given.json:
        given.json.write_text(text, "utf-8")
    print(text)
    return 1 if result["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
