"""Where things are: what was shipped, and what this person's computer keeps.

One rule finds the shipped data in a checkout, an editable install, a wheel and a frozen
bundle: the folder ``_data`` inside the package if there is one, else the checkout.
``VALITA_HOME`` moves everything that is written (tests, a portable stick).
"""

from __future__ import annotations

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from valita_desktop.errors import OutputError

APP = "Valita"


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
    """Databases. Never on a network or synced folder. Not made by asking."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir(APP, appauthor=False))


def config_dir() -> Path:
    """Settings. Not made by asking."""
    home = _home()
    return home / "config" if home else Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_dir() -> Path:
    """Logs. Not made by asking."""
    home = _home()
    return home / "log" if home else Path(platformdirs.user_log_dir(APP, appauthor=False))


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there before stands until then.

    It is on the disk when this returns, its name too: a power cut leaves the old file or
    the new one. Every file of ours that is not a database is written by this.

    Raises:
        OutputError: The folder cannot be made or written to.
    """
    temporary: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        replace_durably(temporary, file)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        raise OutputError(file, str(error.strerror or error)) from error


def replace_durably(new: Path, file: Path) -> None:
    """Give a file that is on the disk its name, and see that the name is there as well.

    Raises:
        OSError: It cannot be renamed.

    Source:
        POSIX.1-2017, rename and fsync: the name is in the folder, which is synchronized by
        itself. Windows can open no folder for that and writes names through.
    """
    new.replace(file)
    if sys.platform != "win32":
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _home() -> Path | None:
    given = os.environ.get("VALITA_HOME")
    return Path(given).expanduser() if given else None
