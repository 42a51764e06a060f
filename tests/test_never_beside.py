"""Nothing is written but in the person's own folders: not beside the program, nor elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
CALLS = (
    "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,symlink,symlinkat"
)
PROGRAM = """
import sys
from pathlib import Path
from valita_desktop import app, cli
if sys.argv[1] == "build":
    raise SystemExit(cli.main(["library", "build", sys.argv[2]]))
library = app.open_library(shared=sys.argv[2])
assert library.search("raha", "fi").hits
library.close()
raise SystemExit(cli.main(["selftest"]))
"""
_NAMED = re.compile(r'(\w+)\((?:AT_FDCWD, )?"([^"]*)"(.*)= [0-9]+')
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")


def run(home: Path, *words: str, before: tuple[str, ...] = ()) -> None:
    """Run the program as it is installed: no byte code is written by Python itself."""
    temporary = home.with_name("temporary")
    temporary.mkdir(exist_ok=True)
    environment = os.environ | {
        "VALITA_HOME": str(home),
        "TMPDIR": str(temporary),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = (*before, sys.executable, "-c", PROGRAM, *words)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def written(trace: Path) -> list[str]:
    """Every file that was opened to be written, made, renamed or removed."""
    found = []
    for line in trace.read_text("utf-8", errors="replace").splitlines():
        named = _NAMED.search(line)
        if named and (not named[1].startswith("open") or any(flag in named[3] for flag in _WRITES)):
            found.append(named[2])
    return found


@pytest.mark.skipif(STRACE is None, reason="no strace here; on Debian: apt install strace")
def test_a_program_and_a_shared_folder_are_only_read(tmp_path: Path) -> None:
    shared, trace = tmp_path / "shared", tmp_path / "trace"
    run(tmp_path / "it", "build", str(shared))
    home = tmp_path / "person"

    run(
        home,
        "use",
        str(shared),
        before=(str(STRACE), "-f", "-qq", "-e", f"trace={CALLS}", "-o", str(trace)),
    )

    files = [Path(name) for name in written(trace) if not name.startswith(("/dev/", "/proc/"))]
    assert home / "data/content.db" in files
    own = (home, tmp_path / "temporary")
    assert [
        each
        for each in files
        if each.is_absolute() and not any(each.is_relative_to(o) for o in own)
    ] == []
