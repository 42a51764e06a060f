"""The folder that runs without Python: frozen, pruned, with its licences, and checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import PIL

from resources import generated, licences
from resources.installer import sbom
from resources.installer.common import (
    BUILD_FAILED,
    DOES_NOT_WORK,
    HOST,
    NAME,
    ROOT,
    BuildError,
    commit,
    epoch,
    sha256,
)
from resources.installer.prune import prune, strangers
from resources.installer.support import unpack_support
from valita_desktop import __version__
from valita_desktop.errors import ValitaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resources.installer.common import Bundle

BUDGET_MB = 140
ROOT_FILE = "metadata/root.json"
_OF_FEED = ("resources/feed", "resources/keys/root.json")

# What reads pictures of the kinds that we take (MPO is a JPEG of some cameras, TIFF what EXIF is
# written in), and what Pillow begins with; each other reader is one more that could be fooled.
PICTURES = {
    f"{kind}ImagePlugin" for kind in ("Png", "Jpeg", "WebP", "Gif", "Mpo", "Tiff", "Bmp", "Ppm")
}
# Modules that PyInstaller would collect and that nothing here runs.
EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "lib2to3", "setuptools", "pkg_resources", "pip"),
    *("simplemma", "hypothesis", "pytest", "mypy", "attr", "greenlet", "numpy", "psutil"),
    "jinja2",  # the web pages are made by publishers
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
    *(f"PIL.{each}" for each in PIL._plugins if each not in PICTURES),  # noqa: SLF001
    *("PIL._avif", "PIL.ImageQt", "PIL._imagingft"),
    *("PIL._imagingtk", "PIL.ImageTk", "PIL.ImageShow", "reportlab.graphics.testshapes"),
    "attrs",  # with attr; msgspec asks for it where it is
    *("reportlab.platypus", "reportlab.graphics"),  # we lay out ourselves
    "pygments",  # colours for programs; Alembic asks for it where it is
    *("sqlalchemy.testing", "sqlalchemy.ext.asyncio", "MySQLdb", "psycopg2", "pysqlite2"),
    # Alembic asks for PostgreSQL's when it begins, for the others never.
    *(f"sqlalchemy.dialects.{each}" for each in ("mysql", "mssql", "oracle")),
    *("multiprocessing", "xmlrpc", "_pydecimal", "lxml.doctestcompare", "lxml.usedoctest"),
)
NOT_ON_WINDOWS = ("PySide6.QtDBus",)  # asked for only where a session has such a bus
HIDDEN = ("_rl_accel", "sqlalchemy.dialects.sqlite")
FORBIDDEN = re.compile(r"tkinter|simplemma|gtk-3|webengine|libavif|qt6(quick|qml)", re.IGNORECASE)


def build_folder(out: Path, feed: Path | None = None) -> Path:
    """Freeze, prune, add the licences and check the folder; where it is.

    Args:
        out: Where the folder goes.
        feed: The network's own published feed; None ships the one that is made for trying.

    Raises:
        BuildError: A stage failed, or the result is not what it should be.
    """
    try:
        generated.refresh()
    except ExceptionGroup as mistakes:
        raise BuildError(BUILD_FAILED, "\n".join(map(str, mistakes.exceptions))) from mistakes
    shipped = shipped_with(feed)
    folder = place(out)
    with tempfile.TemporaryDirectory() as work:
        shipped[_ready(shipped, Path(work, "ready"))] = "resources/ready"
        frozen = freeze(Path(work), shipped)
        prune(frozen / "_internal")
        if HOST != "macos":  # which takes a folder with a dot in its name for a bundle
            unpack_support(frozen / "_internal")
        system = sbom.debian_packages(frozen)
        licences.gather(frozen / "licenses", sbom.packages(frozen), system)
        sbom.write(frozen, int(epoch()))
        if HOST != "windows":
            (frozen / "valita-desktop").symlink_to(NAME)
        check(frozen, shipped)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(frozen, folder)
    _stamp(folder).write_text(json.dumps(_made_of(feed), indent=2) + "\n", "utf-8")
    return folder


def _ready(shipped: Mapping[Path, str], folder: Path) -> Path:
    """What the feed that is shipped becomes, so that no first start has to put it in."""
    from valita_desktop.sync.shared import build_shipped

    places = {where: path for path, where in shipped.items()}
    feed, root = (places.get(where) for where in _OF_FEED)
    if feed is None:
        raise BuildError(BUILD_FAILED, "no feed is shipped")
    folder.mkdir()
    build_shipped(feed, (root or feed / ROOT_FILE).read_bytes(), folder)
    return folder


def reuse(out: Path, feed: Path | None = None) -> Path | None:
    """The folder that was frozen before with the same feed; None where there is none.

    Raises:
        BuildError: It is not what it should be any more.
    """
    folder = place(out)
    if not folder.is_dir() or made_of(folder) != {**_made_of(feed), "commit": frozen_of(folder)}:
        return None
    check(folder, shipped_with(feed))
    return folder


def frozen_of(folder: Path) -> str:
    """The commit that a folder was frozen of; nothing where that is not known."""
    return made_of(folder).get("commit", "")


def made_of(folder: Path) -> dict[str, str]:
    """What stands beside a frozen folder of what it was made of."""
    try:
        told: dict[str, str] = json.loads(_stamp(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def place(out: Path) -> Path:
    """Where the folder goes."""
    return out.resolve() / f"{NAME}-{__version__}-{HOST}"


def shipped_with(feed: Path | None) -> dict[Path, str]:
    """The data that is shipped, with the network's feed and root in their places.

    Args:
        feed: The published feed; None is the one that is made for trying.

    Raises:
        BuildError: It cannot be verified from its root, or read to its end.
    """
    shipped = generated.shipped()
    if feed is None:
        return shipped
    from valita_desktop.publishing.status import status

    try:
        seen = status(feed)
    except (ValitaError, OSError) as error:
        told = f"{feed}: is not a published feed that verifies ({error}); nothing was built"
        raise BuildError(DOES_NOT_WORK, told) from error
    if not seen.items:
        raise BuildError(DOES_NOT_WORK, f"{feed}: has no items; nothing was built")
    kept = {path: where for path, where in shipped.items() if where not in _OF_FEED}
    return {**kept, feed.resolve(): _OF_FEED[0], feed.resolve() / ROOT_FILE: _OF_FEED[1]}


def _made_of(feed: Path | None) -> dict[str, str]:
    """What a frozen folder depends on, to know it again."""
    root = sha256(feed / ROOT_FILE) if feed else ""
    stamped = sha256(feed / "metadata/timestamp.json") if feed else ""
    return {"commit": commit(), "root": root, "feed": stamped}


def _stamp(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def the_folder(bundle: Bundle, _out: Path) -> Path:
    """The frozen folder as it is, which is a format too."""
    return bundle.folder


def freeze(work: Path, shipped: Mapping[Path, str]) -> Path:
    """Let PyInstaller put the program, Python and Qt into one folder.

    One folder, not one file: a single file unpacks itself at every start, alarms virus
    scanners, and keeps users from replacing the Qt libraries as their licence grants.

    Args:
        work: Where it is made.
        shipped: The data that goes with it, each with its place.

    Raises:
        BuildError: PyInstaller failed.
    """
    asked: dict[str, object] = {"shipped": {str(path): where for path, where in shipped.items()}}
    if HOST == "windows":
        from resources.desktop import icons

        icon = work / f"{NAME}.ico"
        icon.write_bytes(icons.ico(icons.APP))
        asked["icon"] = str(icon)
    told = work / "asked.json"
    told.write_text(json.dumps(asked), "utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--{part}path={work / part}" for part in ("dist", "work")]
    command += [str(ROOT / "resources/installer/valita.spec"), "--", str(told)]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": epoch()}
    if HOST == "windows":  # an installer packs modules better than each would be by itself
        environment["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode:
        raise BuildError(BUILD_FAILED, f"PyInstaller ended with {done.returncode}")
    return work / "dist" / NAME


def check(folder: Path, shipped: Mapping[Path, str] | None = None) -> None:
    """See that the folder holds what it should, nothing that it should not, and is not too big.

    Args:
        folder: The frozen folder.
        shipped: The data that must be in it, each with its place; None is what a checkout has.

    Raises:
        BuildError: It is not so.
    """
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    names = {path: path.relative_to(folder).as_posix() for path in files}
    wrong = [name for name in names.values() if FORBIDDEN.search(name)]
    dangling = [name for path, name in names.items() if path.is_symlink() and not path.exists()]
    data = folder / "_internal/valita_desktop/_data"
    absent = [
        where for where in (shipped or generated.shipped()).values() if not (data / where).exists()
    ]
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
