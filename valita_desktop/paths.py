"""Where things are: what was shipped, and what this person's computer keeps.

One rule finds the shipped data in a checkout, an editable install, a wheel and a frozen
bundle: the folder ``_data`` inside the package if there is one, else the checkout.
``VALITA_HOME`` moves everything that is written (tests, a portable stick).
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import stat
import sys
import time
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import platformdirs

from valita_desktop import filesystems
from valita_desktop.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

log = logging.getLogger(__name__)

APP = "Valita"
_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
_HALF = ".valita-half-"
_HOUR = 3600
_WAITS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.8)
"""Seconds between tries of `patiently`, two in all."""


@cache
def data_root() -> Path:
    """The folder that holds the shipped ``resources/`` and ``i18n/``."""
    package = Path(__file__).resolve().parent
    bundled = package / "_data"
    return bundled if bundled.is_dir() else package.parent


def resources() -> Path:
    """Shipped fonts, icons, keys and the shipped feed."""
    return data_root() / "resources"


def catalogues() -> Path:
    """Compiled gettext catalogues, ``<lang>/LC_MESSAGES/valita.mo``."""
    return data_root() / "i18n"


def notices() -> Path:
    """What others have made of the program, with its licences; Markdown with tables."""
    return data_root() / "docs/third-party-notices.md"


def shipped_ready() -> Path:
    """Where an installer puts what `shipped_feed` becomes, made when it was built."""
    return resources() / "ready"


def shipped_feed() -> Path:
    """The published feed that the package carries."""
    return resources() / "feed"


def trusted_root() -> bytes:
    """The root that feeds are verified with.

    A release carries the network's in ``resources/keys/root.json``. Elsewhere it is the one
    that the shipped feed was signed with, by keys that were thrown away.

    Raises:
        OutputError: There is neither, so the program is not whole.
    """
    file = resources() / "keys/root.json"
    if not file.is_file():
        file = shipped_feed() / "metadata/root.json"
    try:
        return file.read_bytes()
    except OSError as error:
        raise OutputError(file, str(error.strerror or error)) from error


def data_dir() -> Path:
    """Databases: never on a network. Not made by asking.

    Where a person's home is on one, a folder of theirs on this computer's own disk.
    """
    return _home_of_data(home_data_dir())[0]


def home_data_dir() -> Path:
    """The folder for data in the person's home, wherever that is."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir(APP, appauthor=False))


def network_home() -> Path | None:
    """`home_data_dir` where it is on a network and databases stand elsewhere; else ``None``."""
    here, is_network = _home_of_data(home_data_dir())
    return home_data_dir() if is_network and here != home_data_dir() else None


@cache
def _home_of_data(folder: Path) -> tuple[Path, bool]:
    """Where databases stand for this folder, and whether it is on a network."""
    is_network = bool(filesystems.network_kind(folder))
    return filesystems.local_folder(folder) if is_network else folder, is_network


def own_dir() -> Path:
    """A person's own items, where they look for their own files. Not made by asking."""
    home = _home()
    return home / "own" if home else Path(platformdirs.user_documents_dir()) / APP


def config_dir() -> Path:
    """Settings. Not made by asking."""
    home = _home()
    return home / "config" if home else Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_dir() -> Path:
    """Logs. Not made by asking."""
    home = _home()
    return home / "log" if home else Path(platformdirs.user_log_dir(APP, appauthor=False))


def write_whole(file: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all: what stood there before stands until then.

    It is on the disk when this returns, its name too: a power cut leaves the old file or
    the new one. Every file of ours that is not a database is written by this. A link stays a
    link: the file that it leads to is written.

    Args:
        file: Its name.
        data: What shall stand in it.
        private: Nobody else on this computer may read it, not even while it is written;
            otherwise who may is what the person's umask says.

    Raises:
        OutputError: The folder cannot be made or written to.
    """
    with opened_whole(file, private=private) as stream:
        stream.write(data)


@contextmanager
def opened_whole(file: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """What `write_whole` does, for whoever writes bit by bit: the file is there at the end.

    Where the writing ends with an error there is no new file.

    Args:
        file: Its name.
        private: As `write_whole`.

    Raises:
        OutputError: The folder cannot be made or written to.
    """
    target = Path(os.path.realpath(file))
    if not target.name:
        raise OutputError(file, os.strerror(errno.EISDIR))
    temporary = target.with_name(f".valita-{os.urandom(8).hex()}")  # short: names have a limit
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, _NEW, 0o600 if private else 0o666)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        replace_durably(temporary, target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(file, str(error.strerror or error)) from error
        raise


def open_regular(file: Path) -> BinaryIO:
    """Open a file that somebody named, to be read.

    Raises:
        OSError: It cannot be opened, or is a folder, a pipe or a device, which would be waited
            for or never end.
    """
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a regular file", str(file))
    return os.fdopen(handle, "rb")


def read_regular(file: Path, most: int) -> bytes:
    """The bytes of a file that somebody named.

    Args:
        file: Its name.
        most: Bytes that it may have; no more is ever read.

    Raises:
        OSError: As `open_regular`, or it is larger (``EFBIG``).
    """
    with open_regular(file) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most} bytes", str(file))
    return data


def read_text(file: Path, most: int) -> str:
    """The text of a file that somebody wrote, with newlines only.

    Args:
        file: Its name; UTF-8, with a byte order mark or without.
        most: Bytes that it may have.

    Raises:
        OSError: As `read_regular`.
        UnicodeDecodeError: It is no UTF-8.
    """
    text = read_regular(file, most).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def only_administrators_write(file: Path) -> bool:
    """True where whoever uses this computer can neither change a file nor put another there.

    Such a file is as good as the program itself. On Windows these are the files below the folder
    of programs: elsewhere everybody may add files to a folder, which no owner tells.
    """
    try:
        real = file.resolve(strict=True)
        if sys.platform == "win32":
            programs = os.environ.get("ProgramFiles", "")  # noqa: SIM112 - as Windows writes it
            return bool(programs) and real.is_relative_to(Path(programs).resolve())
        return all(map(_is_the_administrators, (real, *real.parents)))
    except OSError:
        return False


def _is_the_administrators(path: Path) -> bool:
    """Owned by root and written by nobody else, or a folder where others touch only their own."""
    there = path.stat()
    shared = there.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    sticky = stat.S_ISDIR(there.st_mode) and there.st_mode & stat.S_ISVTX
    return there.st_uid == 0 and (not shared or bool(sticky))


def is_there(path: Path) -> bool:
    """Whether something stands where something of ours is to be written.

    Raises:
        OutputError: It cannot be looked for: a share is gone, or nobody may look.
    """
    try:
        return path.exists()
    except OSError as error:
        raise OutputError(path, str(error.strerror or error)) from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it, whole or not at all: also where the power goes meanwhile.

    What was left of one that was broken off is swept away by the next, an hour later.

    Args:
        folder: Its name; nothing may be there.
        files: What stands in it, by name.

    Raises:
        OutputError: It is there, or cannot be made or written to; then there is none.
    """
    if is_there(folder):
        raise OutputError(folder, os.strerror(errno.EEXIST))
    temporary = folder.with_name(f"{_HALF}{os.urandom(8).hex()}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for each in folder.parent.glob(f"{_HALF}*"):
            with suppress(OSError):  # another program sweeps too
                if each.stat().st_mtime < time.time() - _HOUR:
                    shutil.rmtree(each, ignore_errors=True)
        temporary.mkdir()
        for name, data in files.items():
            write_whole(temporary / name, data)
        replace_durably(temporary, folder)
    except (OSError, OutputError) as error:
        shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(error, OutputError):
            raise
        raise OutputError(folder, str(error.strerror or error)) from error


def make_way(path: Path, *, folder: bool = False) -> None:
    """Move aside what stands in the place of a file of ours and is none.

    What a person or another program has put there stays beside it, under another name.

    Args:
        path: Where a file, or a folder, shall be; nothing may be there.
        folder: It shall be a folder.

    Raises:
        OSError: It cannot be moved.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.is_symlink():
            return
        mode = 0  # a link that leads nowhere
    if not (stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode)):
        aside = path.with_name(f"{path.name}.aside-{os.urandom(4).hex()}")
        log.warning("%s is something else; it is called %s now", path.name, aside.name)
        path.rename(aside)


def replace_durably(new: Path, file: Path) -> None:
    """Give a file that is on the disk its name, and see that the name is there as well.

    Raises:
        OSError: It cannot be renamed.

    Source:
        POSIX.1-2017, rename and fsync: the name is in the folder, which is synchronized by
        itself. Windows can open no folder for that and writes names through.
    """
    patiently(partial(new.replace, file))
    if sys.platform != "win32":
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def patiently(act: Callable[[], object]) -> None:
    """Do something to a file that a scanner, an indexer or OneDrive may hold for a moment.

    Args:
        act: What to do; it is tried again for two seconds while it is not permitted.

    Raises:
        OSError: It cannot be done.
    """
    for wait in _WAITS:
        try:
            act()
        except PermissionError:
            time.sleep(wait)  # noqa: TID251 - whoever holds the file tells nobody
        else:
            return
    act()


def _home() -> Path | None:
    given = os.environ.get("VALITA_HOME")
    return Path(given).expanduser() if given else None
