"""The whole kit's web pages beside publishing its feed alone, each by a process of its own.

The feed alone is what `valita publish build` does but for the pages: every check, the packs, the
pages for feed readers, signing. A site is made from nothing, and again where nothing has changed;
both are what an editor waits for who publishes for the first time, and where the pages stand.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from resources.generated import ROOT
from tests.bench.measure import Contender, Run, medians, options, python, report, run

SOURCE = ROOT / "resources/content"
FEED = """
import datetime as dt, sys
from functools import partial
from pathlib import Path
from valita_desktop.print_check import PrintCheck
from valita_desktop.publishing.check import check
from valita_desktop.publishing.publish import ship
from valita_desktop.reader_pages import ReaderPages
from valita_desktop.workers import Workers
source = Path(sys.argv[1])
today = dt.datetime.now(dt.UTC).date()
with Workers(200) as workers:
    proof = PrintCheck.of_tree(source, workers)
    report = check(source, proof=proof, spell=True, today=today)
ship(report, Path(sys.argv[2]), web=partial(ReaderPages, offered={}))
"""


def main() -> None:
    """Measure, print, write."""
    asked = options("the web pages beside the feed alone")
    runs: dict[str, list[Run]] = {}
    titles: dict[str, str] = {}
    for number in range(2 if asked.quick else 4):
        with tempfile.TemporaryDirectory() as folder:
            for each in _contenders(Path(folder)):
                measured = run(each)
                titles[each.name] = each.title
                if number:
                    runs.setdefault(each.name, []).append(measured)
    figures = medians(runs)
    for row in figures.values():
        row["times_wall"] = round(row["wall_ms"] / figures["feed"]["wall_ms"], 2)
        row["times_cpu"] = round(row["cpu_ms"] / figures["feed"]["cpu_ms"], 2)
    report("site-build", titles, figures, asked.json)


def _contenders(folder: Path) -> list[Contender]:
    publish = ("-m", "valita_desktop", "publish")
    command = python(*publish, "site", str(SOURCE), str(folder / "both/site"))
    both = python(*publish, "build", str(SOURCE), str(folder / "both"))
    whole = python(*publish, "build", str(SOURCE), str(folder / "whole"))
    return [
        Contender("feed", "the feed alone", python("-c", FEED, str(SOURCE), str(folder / "feed"))),
        Contender("site", "all pages and files", command),
        Contender("again", "the same, nothing changed", command),
        Contender("both", "the feed beside unchanged pages", both),
        Contender("whole", "the feed, all pages and files", whole),
    ]


if __name__ == "__main__":
    main()
