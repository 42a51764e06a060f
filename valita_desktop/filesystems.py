"""What kind of file system a folder is on, and where to go from one on a network.

Source:
    Linux, Documentation/filesystems/proc.rst, section 3.5, for the list of mounts; Microsoft,
    GetDriveTypeW (``DRIVE_REMOTE`` is 4); the Filesystem Hierarchy Standard 3.0, section 5.15:
    what is in ``/var/tmp`` stays over a restart.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

LOCAL = Path("/var/tmp")  # noqa: S108 - what is made there is looked at before it is used
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = re.compile(
    r"^(nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|webdav|davfs2?|ceph|glusterfs|lustre|"
    r"fuse\.(sshfs|gvfsd-fuse|rclone|davfs2?|glusterfs|smbnetfs|curlftpfs|s3fs))$"
)
_WINDOWS_REMOTE = 4
_MOST_NAMES = 10


def left_behind(folder: Path) -> Path | None:
    """What `local_folder` gave when a folder was on a network, if it is still there."""
    if sys.platform == "win32":
        there = [Path(os.environ.get("LOCALAPPDATA", "")) / "Valita" / _name(folder)]
    else:
        own = [each for each in LOCAL.glob(f"valita-{os.getuid()}*") if _is_own(each)]
        there = [each / _name(folder) for each in own]
    return next((each for each in there if (each / "carried.json").is_file()), None)


def local_folder(folder: Path) -> Path:
    """A folder of this person on this computer's own disk, in place of one on a network.

    What somebody else has put in its way is passed by; nobody else can look into it.

    Args:
        folder: The one on the network; another has another place.

    Returns:
        The folder, which need not exist; the one that was given, where this computer has none.
    """
    name = _name(folder)
    if sys.platform == "win32":
        given = os.environ.get("LOCALAPPDATA", "")
        base = Path(given) / "Valita"
        return base / name if given and not network_kind(base) else folder
    for number in range(_MOST_NAMES):
        base = LOCAL / f"valita-{os.getuid()}{f'-{number}' if number else ''}"
        if _is_own(base):
            return base / name
    return folder


def _name(folder: Path) -> str:
    import hashlib  # late: it brings OpenSSL, and few homes are on a network

    written = os.fspath(folder).encode("utf-8", "surrogateescape")
    return hashlib.sha256(written).hexdigest()[:8]


def _is_own(base: Path) -> bool:
    """Make a folder, or see that it is this person's alone."""
    try:
        with suppress(FileExistsError):
            base.mkdir(mode=0o700)
        there = base.lstat()
    except OSError:
        return False
    mine = sys.platform == "win32" or there.st_uid == os.getuid()
    return stat.S_ISDIR(there.st_mode) and mine and not there.st_mode & 0o077


def network_kind(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network that a folder is on; ``""`` if it is on this computer.

    Args:
        folder: It need not exist yet.
        mounts: Linux's list of mounted file systems.
    """
    if sys.platform == "win32":
        return _windows_kind(folder)
    try:
        listed = mounts.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    resolved = os.fspath(_nearest(folder))
    best, kind = "", ""
    for line in listed:
        head, _, tail = line.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", _unescaped, head.split(" ")[4])
        if _is_below(resolved, point) and len(point) >= len(best):
            best, kind = point, tail.split(" ")[0]
    return kind if _NETWORK.match(kind) else ""


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 8))


def _is_below(path: str, point: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def _nearest(folder: Path) -> Path:
    """The folder itself with its links followed, or the nearest one above that exists."""
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _windows_kind(folder: Path) -> str:
    """Windows tells network drives by their letter, and shares by their name."""
    import ctypes

    root = _nearest(folder).anchor
    if root.startswith("\\\\"):
        return "UNC"
    drive_type = getattr(ctypes, "windll").kernel32.GetDriveTypeW(root)  # noqa: B009 - only there
    return "network drive" if drive_type == _WINDOWS_REMOTE else ""
