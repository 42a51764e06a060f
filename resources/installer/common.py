"""What every stage of building shares: the order, what comes out, how it ends.

A format is declared once, as a `Format`, by the module that makes it; `build_installer.py`
collects them. A stage that cannot go on raises `BuildError`, whose code is the exit code.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resources import generated
from valita_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = generated.ROOT
NAME = "valita"
MISSING, BUILD_FAILED, DOES_NOT_WORK = 3, 4, 5
HOST = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}.get(platform.system(), "other")
NO_SPACE = "No space left on device"


class BuildError(Exception):
    """The build stops here.

    Attributes:
        code: The exit code.
    """

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Signing:
    """How a release is signed.

    Attributes:
        tool: ``minisign`` signs the list of sums, ``osslsigncode`` what Windows runs,
            ``codesign`` what macOS runs; ``none``.
        key: What the tool takes for its key: a file, or a name.
    """

    tool: str = "none"
    key: str = ""


@dataclass(frozen=True)
class Bundle:
    """The frozen folder, and what its packages say of it.

    Attributes:
        folder: The frozen folder.
        version: The version that packages carry.
        epoch: Seconds; the time that everything in a package carries.
        signing: How it is signed.
        machine: The processor that it runs on.
        commit: Of which it was frozen.
    """

    folder: Path
    version: str = __version__
    epoch: int = field(default_factory=lambda: int(epoch()))
    signing: Signing = field(default_factory=Signing)
    machine: str = field(default_factory=platform.machine)
    commit: str = ""


@dataclass(frozen=True)
class Format:
    """One kind of thing that is handed to schools.

    Attributes:
        name: How it is asked for.
        what: What it is, in a few words.
        target: The system that it is for; ``""`` is every one.
        tools: Programs that make it, each with the line that installs it.
        make: Makes it in a folder, which exists, and gives its path; None is not made.
        why_not: Where it is not made: why, and what is made instead.
        verify: Tries what was made and says in a few words what was seen.
        verify_full: The long trial: installed, upgraded and removed, where no Python is.
        budget_mb: What it may weigh, in 10⁶ bytes; 0 is not weighed.
    """

    name: str
    what: str
    target: str = ""
    tools: Mapping[str, str] | None = None
    make: Callable[[Bundle, Path], Path] | None = None
    why_not: str = ""
    verify: Callable[[Path], str] | None = None
    verify_full: Callable[[Path, Bundle], str] | None = None
    budget_mb: int = 0


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
    """Where a program is, looked for also beside this Python and where administrators' are."""
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), beside, "/usr/sbin"))
    return shutil.which(tool, path=path)


def run(
    *command: str | Path,
    code: int = BUILD_FAILED,
    expected: int = 0,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> str:
    """Run a tool to its end; what it prints.

    Args:
        command: The tool and its arguments.
        code: The exit code if it fails.
        expected: What it ends with where it does not.
        env: Its whole environment; None is that of this process.
        cwd: Where it runs; None is here.

    Raises:
        BuildError: It is not there, or it failed; its own words are in the message.
    """
    tool = str(command[0])
    program = found(tool)
    if program is None:
        raise BuildError(MISSING, f"{tool} is missing")
    done = subprocess.run(
        [program, *command[1:]],
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != expected:
        told = f"{done.stdout}{done.stderr}".strip()
        if NO_SPACE in told:
            raise BuildError(code, f"{tool}: the disk is full; nothing was left of it")
        raise BuildError(code, f"{tool} ended with {done.returncode}: {told}")
    return done.stdout


def output(tool: str, *arguments: str) -> str:
    """What a tool prints; nothing where there is no such tool or it fails."""
    program = found(tool)
    if program is None:
        return ""
    command = [program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def epoch() -> str:
    """The time that the build carries: as asked, that of the newest commit, or a fixed day."""
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        asked or output("git", "-C", str(ROOT), "log", "-1", "--format=%ct").strip() or "1767225600"
    )


def commit() -> str:
    """The newest commit, with ``+`` where something was changed since; nothing without Git."""
    told = output("git", "-C", str(ROOT), "rev-parse", "HEAD").strip()
    changed = output("git", "-C", str(ROOT), "status", "--porcelain", "-uno").strip()
    return f"{told}+" if told and changed else told


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
