"""The folder that runs without Python: frozen, pruned, with its licences, and checked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath

from resources import generated, licences
from resources.installer.common import BUILD_FAILED, HOST, NAME, ROOT, BuildError, epoch
from resources.installer.prune import prune, strangers
from valita_desktop import __version__

BUDGET_MB = 140

# Modules that PyInstaller would collect and that nothing here runs.
EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "lib2to3", "setuptools", "pkg_resources", "pip"),
    *("simplemma", "hypothesis", "pytest", "mypy", "attr", "greenlet", "numpy", "psutil"),
    "cryptography",  # signing is for publishers; securesystemslib verifies without it
    # Packages that libraries use if they are there; the result must not depend on that.
    *("pyphen", "uharfbuzz", "rlbidi", "rlPyCairo", "fontTools", "jsonschema"),
    *(
        "charset_normalizer",
        "chardet",
        "cchardet",
        "urllib3",
        "requests",
        "brotli",
        "_brotli",
        "brotlicffi",
    ),
    *("rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.fuzz_cpp_sse2"),
    "rapidfuzz.distance.metrics_cpp_avx2",  # the plain one does the same
    *("lxml.objectify", "lxml.sax", "lxml.builder", "lxml.html", "lxml.isoschematron"),
    *("babel.messages", "alembic.testing"),
    *("PIL._avif", "PIL.AvifImagePlugin", "PIL.ImageQt", "PIL._imagingft"),
    *("PIL._imagingtk", "PIL.ImageTk", "PIL.ImageShow", "reportlab.graphics.testshapes"),
    "pygments",  # colours for programs; Alembic asks for it where it is
    *("sqlalchemy.testing", "sqlalchemy.ext.asyncio", "MySQLdb", "psycopg2", "pysqlite2"),
)
HIDDEN = ("_rl_accel", "sqlalchemy.dialects.sqlite")
FORBIDDEN = re.compile(r"tkinter|simplemma|gtk-3|webengine|libavif|qt6(quick|qml)", re.IGNORECASE)


def build_folder(out: Path) -> Path:
    """Freeze, prune, add the licences and check the folder; where it is.

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
    return folder


def the_folder(frozen: Path, _out: Path) -> Path:
    """The frozen folder as it is, which is a format too."""
    return frozen


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
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": epoch()}
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode:
        raise BuildError(BUILD_FAILED, f"PyInstaller ended with {done.returncode}")
    return work / "dist" / NAME


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
    unknown = strangers(folder) if HOST == "linux" else {}
    if unknown:
        told = ", ".join(f"{name} (for {asks})" for name, asks in unknown.items())
        raise BuildError(BUILD_FAILED, f"{told}: neither in it nor a system's own")
    if absent:
        raise BuildError(BUILD_FAILED, f"{', '.join(absent)}: missing from it")
    if size > BUDGET_MB:
        raise BuildError(BUILD_FAILED, f"{size:.0f} MB is more than the {BUDGET_MB} MB allowed")
