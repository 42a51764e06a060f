"""Whether what was built works, with nothing of this computer's Python or network in reach."""

from __future__ import annotations

import os
import subprocess
import tempfile
from functools import cache
from typing import TYPE_CHECKING

from resources.installer.common import DOES_NOT_WORK, HOST, NAME, BuildError, found

if TYPE_CHECKING:
    from pathlib import Path


def selftest(folder: Path) -> str:
    """Run the built program's own test with an empty home, and no network where it can.

    Raises:
        BuildError: It failed; its own words are in the message.
    """
    program = folder / (f"{NAME}.exe" if HOST == "windows" else NAME)
    alone = _alone()
    with tempfile.TemporaryDirectory() as home:
        environment = {"VALITA_HOME": home, "HOME": home, "PATH": os.defpath, "LANG": "fi_FI.UTF-8"}
        if HOST == "windows":
            environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        done = subprocess.run(
            [*alone, program, "selftest", "--json"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise BuildError(DOES_NOT_WORK, f"selftest: {done.stdout}{done.stderr}")
    return f"its selftest passes{' without a network' if alone else ''}"


@cache
def _alone() -> tuple[str, ...]:
    """What a command begins with to be without a network; nothing where that cannot be."""
    unshare = found("unshare") if HOST == "linux" else None
    for command in ((unshare, "--net"), (unshare, "--map-root-user", "--net")) if unshare else ():
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return ()
