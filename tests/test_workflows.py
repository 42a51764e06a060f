"""The workflows call the scripts that people call, with formats that these know."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_installer import FORMATS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
ACTIONLINT = shutil.which("actionlint")
JOB = re.compile(r"(?m)^  ([a-z-]+):\n((?:    .*\n|\n)+)")
TARGETS = {"linux": "linux", "windows": "windows", "macos": "macos"}


def jobs(file: Path) -> dict[str, str]:
    """The lines of each job by its name."""
    written = file.read_text("utf-8").partition("\njobs:\n")[2]
    return dict(JOB.findall(f"{written}\n"))


def test_each_system_builds_the_formats_that_are_made_there() -> None:
    built = {}
    for name, lines in jobs(FOLDER / "installers.yml").items():
        (formats,) = re.findall(r"build_installer\.py --format ([a-z,]+)", lines)
        built[name] = {FORMATS[each].target for each in formats.split(",")}

    assert built == {name: {target} for name, target in TARGETS.items()}


def test_the_checks_are_those_that_are_run_by_hand() -> None:
    assert "run: bash .ci/run" in jobs(FOLDER / "checks.yml")["everything"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.name))
def test_a_workflow_may_read_and_nothing_else(file: Path) -> None:
    written = file.read_text("utf-8")

    assert re.findall(r"(?m)^permissions:\n((?:  .+\n)+)", written) == ["  contents: read\n"]
    assert written.count("actions/checkout@") == written.count("persist-credentials: false")
    assert "${{ secrets." not in written
    assert "timeout-minutes:" in min(jobs(file).values(), key=lambda job: "timeout-minutes:" in job)


@pytest.mark.skipif(ACTIONLINT is None, reason="no actionlint here (github.com/rhysd/actionlint)")
@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.name))
def test_actionlint_finds_nothing(file: Path) -> None:
    done = subprocess.run([str(ACTIONLINT), file], capture_output=True, text=True, check=False)

    assert done.stdout == ""
    assert done.returncode == 0
