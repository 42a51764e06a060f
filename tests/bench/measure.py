"""Processes measured from outside, in turns, and their figures as a table and as JSON.

What a person waits for is the whole process, so the clock starts before it does. Contenders
run in turns within a round; a figure is the median over the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 60.0
"""Seconds after which a process that has not ended is ended."""


@dataclass(frozen=True)
class Contender:
    """A command to measure.

    Attributes:
        name: Its key in the figures.
        title: Its name in the table.
        command: Program and arguments.
        environment: What is set besides the environment of this process.
        folder: Where it runs.
    """

    name: str
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = field(default_factory=Path.cwd)


@dataclass(frozen=True)
class Run:
    """One run of one command.

    Attributes:
        ready: Milliseconds from before the process until its first line of output, or until
            its end where it wrote none.
        wall, cpu: Milliseconds of the whole process; CPU is user and system, children too.
        peak: Largest resident memory, MB.
    """

    ready: float
    wall: float
    cpu: float
    peak: float


def options(what: str) -> argparse.Namespace:
    """``--json FILE`` and ``--quick``, the same for every benchmark."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    return parser.parse_args()


def rounds(contenders: list[Contender], count: int) -> dict[str, list[Run]]:
    """Run all contenders in turn, ``count`` times, after one round that does not count."""
    runs: dict[str, list[Run]] = {each.name: [] for each in contenders}
    for number in range(count + 1):
        for each in contenders:
            measured = run(each)
            if number:
                runs[each.name].append(measured)
    return runs


def run(contender: Contender) -> Run:
    """Run a command once.

    Raises:
        SystemExit: It failed; its own words are in the message.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            contender.command,
            stdout=subprocess.PIPE,
            stderr=said,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **contender.environment},
            cwd=contender.folder,
            text=True,
        )
        guard = threading.Timer(LIMIT, process.kill)
        guard.start()
        assert process.stdout is not None
        with process.stdout as out:
            first = out.readline()
            ready = time.perf_counter()
            out.read()
        _, status, usage = os.wait4(process.pid, 0)
        ended = time.perf_counter()
        guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{contender.title} ended with {process.returncode}: {said.read()}")
    return Run(
        ready=1000 * ((ready if first else ended) - started),
        wall=1000 * (ended - started),
        cpu=1000 * (usage.ru_utime + usage.ru_stime),
        peak=usage.ru_maxrss / 1024,
    )


def medians(runs: dict[str, list[Run]]) -> dict[str, dict[str, float]]:
    """The median of each figure of each contender, and the best ``ready``."""
    return {
        name: {
            "ready_ms": round(statistics.median(each.ready for each in measured), 1),
            "ready_best_ms": round(min(each.ready for each in measured), 1),
            "wall_ms": round(statistics.median(each.wall for each in measured), 1),
            "cpu_ms": round(statistics.median(each.cpu for each in measured), 1),
            "peak_mb": round(statistics.median(each.peak for each in measured), 1),
        }
        for name, measured in runs.items()
    }


def report(
    benchmark: str, titles: dict[str, str], figures: dict[str, dict[str, float]], file: Path | None
) -> None:
    """Print the table, then the one JSON object; write that to a file where one is named."""
    columns = list(dict.fromkeys(key for row in figures.values() for key in row))
    width = max(len(title) for title in titles.values())
    print(" " * width, *(f"{column:>14}" for column in columns))
    for name, row in figures.items():
        cells = (f"{row[column]:>14}" if column in row else " " * 14 for column in columns)
        print(f"{titles[name]:<{width}}", *cells)
    result = {
        "benchmark": benchmark,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "figures": figures,
    }
    text = json.dumps(result, ensure_ascii=False)
    if file:
        file.write_text(text + "\n", "utf-8")
    print(text)


def python(*arguments: str) -> tuple[str, ...]:
    """A command for the interpreter that runs this."""
    return (sys.executable, *arguments)
