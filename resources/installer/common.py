"""What every stage of building shares: the order, what comes out, how it ends.

A format is declared once, as a `Format`, by the module that makes it; `build_installer.py`
collects them. A stage that cannot go on raises `BuildError`, whose code is the exit code.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resources import generated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

ROOT = generated.ROOT
NAME = "valita"
MISSING, BUILD_FAILED, DOES_NOT_WORK = 3, 4, 5
HOST = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}.get(platform.system(), "other")


class BuildError(Exception):
    """The build stops here.

    Attributes:
        code: The exit code.
    """

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Format:
    """One kind of thing that is handed to schools.

    Attributes:
        name: How it is asked for.
        what: What it is, in a few words.
        target: The system that it is for; ``""`` is every one.
        tools: Programs that make it, each with the line that installs it.
        make: Makes it of the frozen folder, in a folder of its own, and gives its path; None
            is not made by this version.
        verify: Tries what was made and says in a few words what was seen.
    """

    name: str
    what: str
    target: str = ""
    tools: Mapping[str, str] | None = None
    make: Callable[[Path, Path], Path] | None = None
    verify: Callable[[Path], str] | None = None


@dataclass(frozen=True)
class Built:
    """One thing that was built.

    Attributes:
        format: Its format.
        path: Where it is.
        size: Bytes.
        files: How many files.
        verified: What was seen of it.
    """

    format: str
    path: Path
    size: int
    files: int
    verified: str = "not verified"


def found(tool: str) -> str | None:
    """Where a program is, looked for also where Debian keeps those of administrators."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    return shutil.which(tool, path=path)


def output(tool: str, *arguments: str) -> str:
    """What a tool prints; nothing where there is no such tool or it fails."""
    program = found(tool)
    if program is None:
        return ""
    command = [program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def epoch() -> str:
    """The time that the build carries: that of the newest commit, else a fixed day."""
    return output("git", "-C", str(ROOT), "log", "-1", "--format=%ct").strip() or "1767225600"
