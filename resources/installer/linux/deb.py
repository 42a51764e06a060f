"""The package of Debian and Ubuntu, made by Debian's own dpkg-deb, packed by `xz.repack`.

An institution's own files in /etc/valita are never the package's: who lays them there before the
program is installed is asked nothing, an upgrade leaves them, and only purging takes them away.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
import textwrap
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

from resources.installer.common import (
    DOES_NOT_WORK,
    NAME,
    ROOT,
    BuildError,
    Bundle,
    Format,
    found,
    run,
)
from resources.installer.linux import bare_root, tree, xz
from resources.installer.verify import selftest

OLDER = "0.0.1"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
# What lintian finds that is so on purpose, each with why.
OVERRIDES = {
    "embedded-library": "Qt, SQLite and others are in the program's own folder, see licenses/",
    "custom-library-search-path": "they find each other there",
    "hardening-no-pie": "the program of PyInstaller is as it publishes it",
    "shared-library-lacks-prerequisites": "data and small libraries that ask for none",
    "library-not-linked-against-libc": "likewise",
    "extra-license-file": "the licences of all that it is made of, for the page in the program",
    "no-manual-page": "one manual page for both programs",
    "package-contains-documentation-outside-usr-share-doc": "the page of licences reads it there",
    "national-encoding": "texts of licences are as their authors wrote them",
}
_RULED = "etc/valita"
_PURGE = f"""#!/bin/sh
set -e
if [ "$1" = purge ]; then
  rm -f /{_RULED}/policies.json /{_RULED}/defaults.json
  [ ! -d /{_RULED} ] || rmdir --ignore-fail-on-non-empty /{_RULED}
fi
"""


def make(bundle: Bundle, out: Path, *, loose: bool = False) -> Path:
    """Make the package.

    Args:
        bundle: What goes into it.
        out: Where it goes.
        loose: Do not pack it, which is quick, and large.
    """
    architecture = ARCHITECTURES[bundle.machine]
    goal = out / f"{NAME}_{bundle.version}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as work:
        root = Path(work) / "root"
        tree.lay(bundle, root)
        _document(bundle, root)
        (root / _RULED).mkdir(parents=True)
        tree.settle(root, bundle.epoch)
        control = root / "DEBIAN"
        control.mkdir()
        (control / "control").write_text(_control(bundle, root, architecture), "utf-8")
        (control / "md5sums").write_text(_sums(root), "utf-8")
        (control / "postrm").write_text(_PURGE)
        tree.settle(control, bundle.epoch, ["postrm"])
        os.utime(root, (bundle.epoch, bundle.epoch))
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(bundle.epoch)}
        made = Path(work, goal.name)
        run(
            *("dpkg-deb", "--root-owner-group", "-Znone", "--build"),
            *(str(root), str(made)),
            env=environment,
        )
        shutil.rmtree(root)  # before there is the package twice
        if loose:
            shutil.move(made, goal)
        else:
            xz.repack(made, goal, bundle.machine)
    return goal


def depends(folder: Path) -> tuple[list[str], list[str]]:
    """What a package of the folder must have beside it, and what it may.

    Args:
        folder: The frozen folder.
    """
    asked = tree.asked_of_system(folder)
    major, minor = asked.pop("libc.so.6")
    must = {tree.DEBIAN[name] for name in asked if name not in tree.OPTIONAL}
    may = {tree.DEBIAN[name] for name in asked if name in tree.OPTIONAL}
    return [f"libc6 (>= {major}.{minor})", *sorted(must)], sorted(may | {"cups-client"})


def _control(bundle: Bundle, root: Path, architecture: str) -> str:
    from resources.desktop.words import HOMEPAGE

    must, may = depends(bundle.folder)
    size = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*") if path.is_file())
    told = textwrap.fill(tree.DESCRIPTION, 78, initial_indent=" ", subsequent_indent=" ")
    return (
        f"Package: {NAME}\nVersion: {bundle.version}\nArchitecture: {architecture}\n"
        f"Maintainer: {tree.MAINTAINER}\nInstalled-Size: {size}\n"
        f"Depends: {', '.join(must)}\nRecommends: {', '.join(may)}\n"
        f"Section: education\nPriority: optional\nHomepage: {HOMEPAGE}\n"
        f"Description: {tree.SUMMARY}\n{told}\n"
    )


def _sums(root: Path) -> str:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root).as_posix()}\n"
        for path in files
        if path.relative_to(root).parts[0] != "DEBIAN"
    )


def _document(bundle: Bundle, root: Path) -> None:
    """What Debian wants to find of every package: changes, rights, what is so on purpose."""
    folder = root / "usr/share/doc" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    day = formatdate(bundle.epoch, usegmt=False, localtime=False)
    _packed(
        folder / "changelog.gz",
        f"{NAME} ({bundle.version}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz beside it.\n"
        f"\n -- {tree.MAINTAINER}  {day.replace('-0000', '+0000')}\n",
    )
    _packed(folder / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    shutil.copy(ROOT / "LICENSE", folder / "copyright")
    with (folder / "copyright").open("a", encoding="utf-8") as file:
        file.write(f"\nWhat others have made, with their licences: /usr/lib/{NAME}/licenses\n")
    overrides = root / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    lines = [f"# {why}\n{NAME}: {tag}\n" for tag, why in OVERRIDES.items()]
    overrides.write_text("".join(lines), "utf-8")


def _packed(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def verify(path: Path) -> str:
    """Unpack it, try the program, and see that nothing of it needs more than it declares.

    Raises:
        BuildError: It does not work, or declares something else.
    """
    with tempfile.TemporaryDirectory() as work:
        run("dpkg-deb", "--extract", str(path), work)
        seen = selftest(Path(work) / "usr/lib" / NAME)
        told = run("dpkg-deb", "--field", str(path), "Depends").strip()
        wanted = ", ".join(depends(Path(work) / "usr/lib" / NAME)[0])
        if told != wanted:
            raise BuildError(DOES_NOT_WORK, f"{path.name}: declares {told}, not {wanted}")
    return f"unpacked, {seen}, declares what it needs"


def verify_full(path: Path, bundle: Bundle) -> str:
    """Install it where nothing else is, use it, upgrade and purge it; then lintian's word."""
    with tempfile.TemporaryDirectory() as work:
        older = make(replace(bundle, version=OLDER), Path(work), loose=True)
        seen = bare_root.try_deb(path, bundle.version, older)
    return f"{seen}, {judged(path)}"


def judged(path: Path) -> str:
    """What lintian says of the package, which must be nothing.

    Raises:
        BuildError: It found something that is not so on purpose.
    """
    if found("lintian") is None:
        return "not judged: lintian is missing"
    run("lintian", "--allow-root", "--fail-on", "error,warning", str(path), code=DOES_NOT_WORK)
    return "lintian finds nothing"


FORMAT = Format(
    "deb",
    "Debian and Ubuntu package",
    "linux",
    tools={"dpkg-deb": "apt-get install dpkg"},
    make=make,
    verify=verify,
    verify_full=verify_full,
    budget_mb=45,
)
