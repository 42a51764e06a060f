"""Handouts against typst, WeasyPrint and fpdf2: time, memory, bytes, and who makes PDF/UA.

Four jobs, all engines in turns in one run: the same two-page handout again and again in a
warm process (and ours with every memory of earlier ones emptied); the same from a cold
process; a packet of 200 pages; and 1000 different handouts, ours by one process and by two.
Peers are measured where they are installed (``pip install -e '.[bench]'``).
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from resources.generated import ROOT
from tests.bench.measure import Contender, medians, options, python, report, rounds
from valita_desktop.content import markdown
from valita_desktop.handouts.boxes import line_breaking
from valita_desktop.handouts.pdfwriter import fonts

if TYPE_CHECKING:
    from collections.abc import Callable

TITLES = {
    "valita": "valita, tagged",
    "valita_new": "  nothing remembered",
    "typst": "typst, PDF/UA-1",
    "weasyprint": "WeasyPrint, PDF/UA-1",
    "fpdf2": "fpdf2, untagged",
}
SLOW = ("weasyprint", "fpdf2")
"""Engines of which a few of the thousand handouts are enough."""

WORKER = "import sys; from tests.bench import peers; peers.write(*sys.argv[1:])"


def main() -> None:
    """Measure, print, write.

    Processes come first: a child's memory is counted from before it has become itself, so
    it would never seem smaller than this process.
    """
    asked = options("handouts against other engines")
    engines = ["valita", *(name for name in ("typst", "weasyprint", "fpdf2") if _is_here(name))]
    figures: dict[str, dict[str, float]] = {name: {} for name in TITLES}
    with tempfile.TemporaryDirectory() as folder:
        _cold(figures, engines, Path(folder), 2 if asked.quick else 7)
        _packet(figures, engines, Path(folder), 1 if asked.quick else 3)
    _two_pages(figures, engines, 5 if asked.quick else 25)
    _thousand(figures, engines, 100 if asked.quick else 1000)
    report("handouts", TITLES, {name: row for name, row in figures.items() if row}, asked.json)


def _is_here(name: str) -> bool:
    return importlib.util.find_spec({"fpdf2": "fpdf"}.get(name, name)) is not None


def _two_pages(figures: dict[str, dict[str, float]], engines: list[str], count: int) -> None:
    """CPU time of the same handout in a warm process."""
    from tests.bench import peers

    spent: dict[str, list[float]] = {name: [] for name in [*engines, "valita_new"]}
    for name in engines:
        data = peers.make(name, 1)
        figures[name] |= {"bytes": len(data), "ua_failures": _failures(data)}
    for _ in range(count):
        for name in engines:
            spent[name].append(_cpu(name))
        _forget()
        spent["valita_new"].append(_cpu("valita"))
        peers.make("valita", 1)
    for name, each in spent.items():
        figures[name]["cpu_ms"] = round(statistics.median(each), 1)
    typst = figures["typst"].get("cpu_ms")
    for row in figures.values():
        if typst and row:
            row["times_typst"] = round(row["cpu_ms"] / typst, 2)


def _cpu(name: str) -> float:
    """Milliseconds of CPU of one handout."""
    from tests.bench import peers

    started = time.process_time()
    peers.make(name, 1)
    return 1000 * (time.process_time() - started)


def _forget() -> None:
    """Empty what is remembered between handouts, but for the loaded faces."""

    line_breaking.forget()
    markdown.remembered.cache_clear()
    for weight in fonts.WEIGHTS:
        fonts.face(weight).forget()


def _failures(data: bytes) -> int:
    """Rules of PDF/UA-1 that a PDF breaks."""
    import page

    return page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1).rules.failed


def _cold(
    figures: dict[str, dict[str, float]], engines: list[str], folder: Path, count: int
) -> None:
    """A process that starts, makes the two pages and ends."""
    contenders = [_worker(name, 1, folder) for name in engines]
    for name, row in medians(rounds(contenders, count)).items():
        figures[name] |= {"cold_wall_ms": row["wall_ms"], "cold_peak_mb": row["peak_mb"]}


def _packet(
    figures: dict[str, dict[str, float]], engines: list[str], folder: Path, count: int
) -> None:
    """A process that makes 200 pages."""
    contenders = [_worker(name, 100, folder) for name in engines]
    for name, row in medians(rounds(contenders, count)).items():
        made = (folder / f"{name}-100.pdf").read_bytes()
        figures[name] |= {
            "packet_cpu_ms": row["cpu_ms"],
            "packet_peak_mb": row["peak_mb"],
            "packet_kb": round(len(made) / 1000),
        }


def _worker(name: str, count: int, folder: Path) -> Contender:
    target = folder / f"{name}-{count}.pdf"
    return Contender(
        name, TITLES[name], python("-c", WORKER, name, str(count), str(target)), folder=ROOT
    )


def _thousand(figures: dict[str, dict[str, float]], engines: list[str], count: int) -> None:
    """Different handouts one after the other; ours by two processes too."""
    from tests.bench import peers

    for name in engines:
        few = max(count // 100, 3) if name in SLOW else count
        started = time.perf_counter()
        for n in range(few):
            peers.make(name, 1, first=n)
        figures[name]["each_ms"] = round(1000 * (time.perf_counter() - started) / few, 1)
    figures["valita"]["two_processes"] = _gain_of_two(_batch, count)
    figures["valita"]["two_at_best"] = _gain_of_two(_burn, min(count, 300))


def _gain_of_two(work: Callable[[tuple[int, int]], int], count: int) -> float:
    """How much sooner two processes are done than one; in turns, each warm."""
    spawn = get_context("spawn")
    spent = {1: 0.0, 2: 0.0}
    with (
        ProcessPoolExecutor(1, mp_context=spawn) as one,
        ProcessPoolExecutor(2, mp_context=spawn) as two,
    ):
        for first in range(-100, count, 100):
            for workers, pool in ((1, one), (2, two)):
                started = time.perf_counter()
                list(pool.map(work, [(max(first, 0) + n, 10) for n in range(0, 100, 10)]))
                if first >= 0:
                    spent[workers] += time.perf_counter() - started
    return round(spent[1] / spent[2], 2)


def _burn(_span: tuple[int, int]) -> int:
    """Work that nothing but the processor limits: what two processes gain here at best."""
    return sum(n * n for n in range(1_500_000))


def _batch(span: tuple[int, int]) -> int:
    """Make some of the thousand; how many bytes they are together."""
    from tests.bench import peers

    os.chdir(ROOT)
    first, count = span
    return sum(len(peers.make("valita", 1, first=first + n)) for n in range(count))


if __name__ == "__main__":
    main()
