"""A first start until its rows: materials taken ready-made, and imported, in turns.

The shared folder is prepared once and belongs to whoever runs this; it counts as an
administrator's.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.measure import Contender, medians, options, python, report, rounds

START = """
import sys, tempfile
from pathlib import Path
from valita_desktop import app, paths

paths.only_administrators_write = lambda file: True
with tempfile.TemporaryDirectory() as home:
    library = app.open_library(Path(home), sys.argv[1])
    assert library.rows()
    library.close()
"""


def main() -> None:
    """Measure, print, write."""
    asked = options("a first start with and without a ready library")
    with tempfile.TemporaryDirectory() as folder:
        shared, home = Path(folder, "shared"), {"VALITA_HOME": str(Path(folder, "home"))}
        build = Contender(
            "build", "", python("-m", "valita_desktop", "library", "build", str(shared)), home
        )
        rounds([build], 1)
        contenders = [
            Contender("ready", "taken ready-made", python("-c", START, str(shared)), home),
            Contender("imported", "imported", python("-c", START, ""), home),
        ]
        figures = medians(rounds(contenders, 3 if asked.quick else 7))
    for row in figures.values():
        row["times_imported"] = round(row["wall_ms"] / figures["imported"]["wall_ms"], 3)
    titles = {each.name: each.title for each in contenders}
    report("first_start", titles, figures, asked.json)


if __name__ == "__main__":
    main()
