"""The folder with an install script, packed: for one person without rights, or below a prefix.

valita-VERSION/install.sh   puts it there and takes it away
valita-VERSION/files/       what it puts there; files/bin/valita-desktop runs as it stands
"""

from __future__ import annotations

import gzip
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from resources.installer.common import DOES_NOT_WORK, NAME, BuildError, Bundle, Format, run
from resources.installer.linux import tree
from resources.installer.verify import selftest

if TYPE_CHECKING:
    from typing import BinaryIO

_HERE = Path(__file__).parent
PLACEHOLDER = "/@PREFIX@"


def make(bundle: Bundle, out: Path) -> Path:
    """Pack the folder with its install script."""
    name = f"{NAME}-{bundle.version}"
    goal = out / f"{name}-linux-{bundle.machine}.tar.gz"
    with tempfile.TemporaryDirectory(dir=out) as work:
        top = Path(work) / name
        tree.lay(bundle, top / "files", "", told_as=PLACEHOLDER)
        for each in ("install.sh", "README.txt"):
            shutil.copy(_HERE / each, top / each)
        (top / "files" / "lib" / NAME / "installed-version").write_text(f"{bundle.version}\n")
        tree.settle(top, bundle.epoch, ["install.sh"])
        with goal.open("wb") as stream:
            pack(top, stream, bundle.epoch)
    return goal


def pack(top: Path, stream: BinaryIO, epoch: int) -> None:
    """Pack a folder so that the same files give the same bytes.

    Args:
        top: The folder; its own name is the first part of every name.
        stream: Where it goes.
        epoch: The time that every member carries.
    """

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch
        return member

    with (
        gzip.GzipFile("", "wb", 9, stream, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in (top, *sorted(top.rglob("*"))):
            name = path.relative_to(top.parent).as_posix()
            archive.add(path, name, recursive=False, filter=plain)


def verify(path: Path) -> str:
    """Unpack it, install it for a person whose folder has a space, try it, take it away.

    Raises:
        BuildError: It does not work, or leaves something.
    """
    with tempfile.TemporaryDirectory() as work:
        home = Path(work) / "a home"
        home.mkdir()
        run("tar", "-xf", path, "-C", work, code=DOES_NOT_WORK)
        (script,) = Path(work).glob("*/install.sh")
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        run("sh", script, code=DOES_NOT_WORK, env=environment)
        seen = selftest(home / ".local/lib" / NAME)
        run(
            "sh",
            home / ".local/lib" / NAME / "install.sh",
            "--uninstall",
            code=DOES_NOT_WORK,
            env=environment,
        )
        left = [each for each in home.rglob("*") if not each.is_dir() and not _of_desktop(each)]
        if left:
            raise BuildError(DOES_NOT_WORK, f"{left[0]}: left by --uninstall")
    return f"installed below a folder with a space, {seen}, removed again"


def _of_desktop(path: Path) -> bool:
    """Whether a desktop's own tools wrote it, of all that is installed for a person."""
    return "share/mime" in path.as_posix() or path.name == "mimeinfo.cache"


FORMAT = Format(
    "tar",
    "the folder with an install script, packed",
    "linux",
    make=make,
    verify=verify,
    budget_mb=60,
)
