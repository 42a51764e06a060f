"""From a letter that is typed as soon as the window is seen to its rows.

A start like that of any day but the first, in a process of its own; a letter is typed into the
search when the first frame has been painted, or some time later while the stores are being opened.
The clock runs from the moment at which it was to be typed, so that a window that does not answer
counts, until rows have been painted. Beside it stands when the stores were open.

Another tree beside this one is measured in turns with it, by this file:

    python -m tests.bench.first_letter [--quick] [--json FILE] [--beside TREE] [--after MS ...]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import report

ROOT = Path(__file__).resolve().parent.parent.parent
TYPIST = Path(__file__).with_name("typist.py")
AFTER = (0, 50, 100, 200, 300, 400)
LIMIT = 60.0


def main() -> None:
    """Measure, print, write."""
    asked = _options()
    trees = {"now": ROOT, **({"beside": asked.beside.resolve()} if asked.beside else {})}
    runs: dict[str, list[dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder, name) for name in trees}
        for number in range((3 if asked.quick else 7) + 1):
            for after in asked.after:
                for name, tree in trees.items():
                    found = _start(tree, homes[name], after)
                    if number:
                        runs.setdefault(f"{name}_{after}", []).append(found)
    figures = {key: _figures(measured) for key, measured in runs.items()}
    titles = {key: f"{key.partition('_')[0]}, after {key.partition('_')[2]} ms" for key in runs}
    report("a letter at the first frame", titles, figures, asked.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="a letter at the first frame")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--beside", type=Path, metavar="TREE", help="another tree, in turns")
    parser.add_argument("--after", type=int, nargs="+", default=AFTER, metavar="MS")
    return parser.parse_args()


def _figures(measured: list[dict[str, float]]) -> dict[str, float]:
    told: dict[str, float] = {}
    for key in measured[0]:
        values = [each[key] for each in measured]
        told |= {key: round(statistics.median(values), 1), f"{key}_worst": round(max(values), 1)}
    return told


def _start(tree: Path, home: Path, after: int) -> dict[str, float]:
    """One start of a tree; the first of a home puts the materials in."""
    telling = {"VALITA_HOME": str(home), "PYTHONPATH": str(tree)}
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **telling}
    settings = home / "config" / "settings.json"
    if not settings.exists():
        command = "import sys; from valita_desktop import cli; sys.exit(cli.main(['list']))"
        subprocess.run(
            [sys.executable, "-c", command], env=environment, cwd=tree, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        settings.parent.mkdir()
        settings.write_text('{"ui_language": "fi", "content_language": "fi"}', "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", str(TYPIST), str(after)],
        env=environment, cwd=tree, check=True, text=True,
        stdout=subprocess.PIPE, timeout=LIMIT,
    )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    main()
