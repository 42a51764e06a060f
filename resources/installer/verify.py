"""Whether what was built works, with nothing of this computer's Python in reach."""

from __future__ import annotations

import os
import subprocess
import tempfile
from typing import TYPE_CHECKING

from resources.installer.common import DOES_NOT_WORK, HOST, NAME, BuildError

if TYPE_CHECKING:
    from pathlib import Path


def selftest(folder: Path) -> str:
    """Run the built program's own test with an empty home.

    Raises:
        BuildError: It failed; its own words are in the message.
    """
    program = folder / (f"{NAME}.exe" if HOST == "windows" else NAME)
    with tempfile.TemporaryDirectory() as home:
        environment = {"VALITA_HOME": home, "HOME": home, "PATH": os.defpath, "LANG": "fi_FI.UTF-8"}
        if HOST == "windows":
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        done = subprocess.run(
            [program, "selftest", "--json"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise BuildError(DOES_NOT_WORK, f"selftest: {done.stdout}{done.stderr}")
    return "its selftest passes"
