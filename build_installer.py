"""Builds what is handed to schools: one entry for every format.

    python build_installer.py [--format dir] [--out dist] [--verify quick] [--dry-run] [--list]

The trip: preflight, what is generated, freeze, prune, licences, assert, verify, report. What
cannot be made on this computer is said in a sentence; nothing is ever made that only looks
like an installer.

Exit codes: 0 done · 2 wrong usage · 3 a tool is missing or this computer cannot make that
format · 4 the build failed · 5 what was built does not work.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from resources import generated, licences
from valita_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = generated.ROOT
NAME = "valita"
MISSING, BUILD_FAILED, DOES_NOT_WORK = 3, 4, 5
HOST = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}.get(platform.system(), "other")
BUDGET_MB = 205  # what it is now; ICU data for all languages alone is 31

FORMATS = {
    "dir": "a folder that runs without Python",
    "tar": "the folder with an install script, packed",
    "deb": "Debian and Ubuntu package",
    "rpm": "Fedora and openSUSE package",
    "appimage": "one file for any Linux",
    "msi": "Windows, for all users",
    "nsis": "Windows, for one user without administrator's rights",
    "dmg": "macOS",
}
MADE = ("dir",)

# Without these Qt has no real windows on Debian; PyInstaller would only warn and leave a hole.
DEBIAN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

# Modules that PyInstaller would collect and that nothing here runs.
EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "lib2to3", "setuptools", "pkg_resources", "pip"),
    *("simplemma", "hypothesis", "pytest", "mypy", "attr", "greenlet", "numpy", "psutil"),
    "cryptography",  # signing is for publishers; securesystemslib verifies without it
    # Packages that libraries use if they are there; the result must not depend on that.
    *("pyphen", "uharfbuzz", "rlbidi", "rlPyCairo", "fontTools", "jsonschema"),
    *("urllib3", "requests", "brotli", "_brotli", "brotlicffi"),
    *("rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.fuzz_cpp_sse2"),
    *("babel.messages", "alembic.testing"),
    *("PIL._avif", "PIL.AvifImagePlugin", "PIL.ImageQt"),
    *("PIL._imagingtk", "PIL.ImageTk", "PIL.ImageShow", "reportlab.graphics.testshapes"),
    *("sqlalchemy.testing", "sqlalchemy.ext.asyncio", "MySQLdb", "psycopg2", "pysqlite2"),
)
HIDDEN = ("_rl_accel", "sqlalchemy.dialects.sqlite")
LOCALES = {"root", "fi", "fi_FI", "sv", "sv_FI", "en", "en_001", "en_GB"}
QT_PLUGINS = {
    *("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    *("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    *("qxdgdesktopportal", "qmodernwindowsstyle", "qmacstyle"),
    *("qjpeg", "qico", "qsvg", "qsvgicon"),
    *("xdg-shell", "adwaita", "bradient"),
    *("qopensslbackend", "qschannelbackend", "qsecuretransportbackend"),
    *("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
}
# Linux only; elsewhere symbols are files of their own, and stripping breaks signatures.
WITH_SYMBOLS = (
    *("libpython3*", "python3*/lib-dynload/*", "sqlalchemy/**/*.so", "PIL/*.so"),
    *(
        "Stemmer.*.so",
        "marisa_trie.*.so",
        "pikepdf.libs/libqpdf*",
        "pypdfium2_raw/*.so",
        "PySide6/Qt/lib/libicu*",
    ),
)
FORBIDDEN = re.compile(r"tkinter|simplemma|gtk-3|webengine|libavif|qt6(quick|qml)", re.IGNORECASE)


class BuildError(Exception):
    """The build stops here.

    Attributes:
        code: The exit code.
    """

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Built:
    """One thing that was built.

    Attributes:
        format: Its format.
        path: Where it is.
        size: Bytes.
        files: How many files.
    """

    format: str
    path: Path
    size: int
    files: int


def main(argv: list[str] | None = None) -> int:
    """Build what is asked for; the return value is the exit code."""
    asked = _parser().parse_args(argv)
    if asked.list:
        for name, what in FORMATS.items():
            print(f"{name:<9} {what}{'' if name in MADE else ' (not made by this version)'}")
        return 0
    started = time.monotonic()
    try:
        preflight(asked.format, asked.target)
        if asked.dry_run:
            print(f"would build {', '.join(asked.format)} of {NAME} {__version__} in {asked.out}")
            return 0
        built = build_folder(asked.out)
        seen = verify(built.path) if asked.verify == "quick" else "not verified"
    except BuildError as error:
        print(f"build_installer.py: {error}", file=sys.stderr)
        return error.code
    seconds = round(time.monotonic() - started)
    megabytes = round(built.size / 1e6, 1)
    if asked.json:
        facts = {"format": built.format, "path": str(built.path), "version": __version__}
        cost = {"megabytes": megabytes, "files": built.files, "seconds": seconds}
        print(json.dumps({**facts, **cost, "verified": seen}))
    else:
        print(f"{built.path}: {megabytes} MB in {built.files} files, {seconds} s, {seen}")
    return 0


def preflight(formats: Iterable[str], target: str) -> None:
    """Stop before any work if this computer cannot do it.

    Raises:
        BuildError: Why, and what would help.
    """
    for name in formats:
        if name not in MADE:
            raise BuildError(MISSING, f"{name} is not made by this version; dir is")
    if target != HOST:
        raise BuildError(MISSING, f"a program for {target} is built on {target}; this is {HOST}")
    for tool in ("PyInstaller", "babel", "simplemma"):
        try:
            metadata.distribution(tool)
        except metadata.PackageNotFoundError:
            line = "pip install -c constraints.txt -e '.[dev]'"
            raise BuildError(MISSING, f"{tool} is missing; install it with: {line}") from None
    if HOST == "linux":
        absent = [package for name, package in DEBIAN_LIBRARIES.items() if not _loads(name)]
        if absent:
            line = f"apt-get install {' '.join(absent)}"
            raise BuildError(MISSING, f"libraries are missing; install them with: {line}")


def build_folder(out: Path) -> Built:
    """Freeze, prune, add the licences and check the folder.

    Raises:
        BuildError: A stage failed, or the result is not what it should be.
    """
    try:
        generated.refresh()
    except ExceptionGroup as mistakes:
        raise BuildError(BUILD_FAILED, "\n".join(map(str, mistakes.exceptions))) from mistakes
    folder = out.resolve() / f"{NAME}-{__version__}-{HOST}"
    with tempfile.TemporaryDirectory() as work:
        frozen = freeze(Path(work))
        prune(frozen / "_internal")
        licences.gather(frozen / "licenses")
        if HOST != "windows":
            (frozen / "valita-desktop").symlink_to(NAME)
        check(frozen)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(frozen, folder)
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return Built("dir", folder, sum(path.stat().st_size for path in files), len(files))


def freeze(work: Path) -> Path:
    """Let PyInstaller put the program, Python and Qt into one folder.

    One folder, not one file: a single file unpacks itself at every start, alarms virus
    scanners, and keeps users from replacing the Qt libraries as their licence grants.
    """
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", f"--name={NAME}"]
    command += ["--optimize=2", "--noupx", "--log-level=WARN", f"--paths={ROOT}"]
    command += [f"--{part}path={work / part}" for part in ("dist", "work", "spec")]
    command += [f"--exclude-module={name}" for name in EXCLUDED]
    command += [f"--hidden-import={name}" for name in HIDDEN]
    command.append("--collect-data=valita_desktop")  # such as the schema of the feed
    command.append("--collect-data=docx")  # the styles that a document begins with
    for source, place in generated.shipped().items():
        goal = PurePosixPath("valita_desktop/_data", place)
        command.append(f"--add-data={source}:{goal if source.is_dir() else goal.parent}")
    command.append(str(ROOT / "resources/frozen_entry.py"))
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": _epoch()}
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode:
        raise BuildError(BUILD_FAILED, f"PyInstaller ended with {done.returncode}")
    return work / "dist" / NAME


def prune(internal: Path) -> None:
    """Remove what was collected and is not used: most of a frozen Qt program."""
    for path in list(internal.rglob("*")):
        if path.is_file() and _unused(path.relative_to(internal)):
            path.unlink()
    if HOST == "linux":
        _remove_unneeded_libraries(internal)
        for path in (path for pattern in WITH_SYMBOLS for path in internal.glob(pattern)):
            _output("strip", "--strip-unneeded", str(path))
    for path in sorted(internal.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def check(folder: Path) -> None:
    """See that the folder holds what it should, nothing that it should not, and is not too big.

    Raises:
        BuildError: It is not so.
    """
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    names = {path: path.relative_to(folder).as_posix() for path in files}
    wrong = [name for name in names.values() if FORBIDDEN.search(name)]
    dangling = [name for path, name in names.items() if path.is_symlink() and not path.exists()]
    data = folder / "_internal/valita_desktop/_data"
    absent = [place for place in generated.shipped().values() if not (data / place).exists()]
    size = sum(path.lstat().st_size for path in files) / 1e6
    for what, which in (("must not be in it", wrong), ("lead nowhere", dangling)):
        if which:
            raise BuildError(BUILD_FAILED, f"{', '.join(which[:5])}: {what}")
    if absent:
        raise BuildError(BUILD_FAILED, f"{', '.join(absent)}: missing from it")
    if size > BUDGET_MB:
        raise BuildError(BUILD_FAILED, f"{size:.0f} MB is more than the {BUDGET_MB} MB allowed")


def verify(folder: Path) -> str:
    """Run the built program's own test with nothing of this computer's Python in reach.

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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build what is handed to schools.")
    parser.add_argument("--format", type=_formats, default=["dir"], help="dir, … or all")
    parser.add_argument("--target", choices=("linux", "windows", "macos"), default=HOST)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the results")
    parser.add_argument("--verify", choices=("none", "quick"), default="quick")
    parser.add_argument("--list", action="store_true", help="name the formats")
    parser.add_argument("--dry-run", action="store_true", help="only see whether it could be done")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser


def _formats(text: str) -> list[str]:
    names = list(FORMATS) if text == "all" else text.split(",")
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(FORMATS)}")
    return names


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _unused(path: Path) -> bool:
    """Whether nothing here reads this file, told by its place in the frozen folder."""
    place = path.as_posix()
    if place.startswith("babel/locale-data/"):
        return path.stem not in LOCALES
    if "/plugins/" in place:
        return path.name.partition(".")[0].removeprefix("lib") not in QT_PLUGINS
    if "/translations/" in place:
        return not re.fullmatch(r"qtbase_(fi|sv|en)", path.stem)
    return place.startswith(("reportlab/fonts/", "simplemma-"))


def _epoch() -> str:
    """The time that the build carries: that of the newest commit, else a fixed day."""
    return _output("git", "-C", str(ROOT), "log", "-1", "--format=%ct").strip() or "1767225600"


def _remove_unneeded_libraries(internal: Path) -> None:
    """Remove the shared libraries that none of the remaining programs and plugins loads."""
    libraries = {
        path
        for folder in (internal, internal / "PySide6/Qt/lib")
        for path in folder.glob("lib*.so*")
        if not path.name.startswith(("libpython", "libssl", "libcrypto"))
    }
    users = [path for path in internal.rglob("*.so*") if path not in libraries and path.is_file()]
    needed = {name for path in users for name in _loaded_by(path)}
    for path in libraries:
        if path.name not in needed:
            path.unlink()


def _loaded_by(binary: Path) -> Iterator[str]:
    """Names of the libraries that a binary loads, and those that they load."""
    for line in _output("ldd", str(binary)).splitlines():
        yield Path(line.split()[0]).name


def _output(tool: str, *arguments: str) -> str:
    """What a tool prints; nothing where there is no such tool or it fails."""
    program = shutil.which(tool)
    if program is None:
        return ""
    command = [program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
