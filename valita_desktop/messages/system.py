"""Why the computer refuses, in the program's language.

Operating systems and SQLite give their reasons in English; whatever is not known here is
passed on as they said it.
"""

from __future__ import annotations

import errno
import os

from valita_desktop.i18n import N_, _

_FULL = N_("the disk is full")
_FORBIDDEN = N_("you are not allowed to write there")
_READ_ONLY = N_("it can only be read")
_NO_FOLDER = N_("there is no such file or folder")
_IN_THE_WAY = N_("something else has that name")
_IN_USE = N_("another program is using it")
_BROKEN_DISK = N_("the disk does not answer")
_DAMAGED = N_("it is damaged")
_LONG_NAME = N_("its name is too long")
_NO_NAME = N_("a file cannot be called so there")
_TOO_LARGE = N_("the disk takes no file that large")
_IN_CIRCLES = N_("its links lead in a circle")
_TOO_MANY = N_("too many files are open on this computer")
_GONE = N_("the network drive does not answer")
_NO_FILE = N_("it is no file")
_LATER = N_("a later version of the program made it")

_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
    errno.EBUSY: _IN_USE,
    errno.EIO: _BROKEN_DISK,
    errno.ENXIO: _BROKEN_DISK,
    errno.ENODEV: _BROKEN_DISK,
    errno.ENAMETOOLONG: _LONG_NAME,
    errno.EINVAL: _NO_NAME,
    errno.EILSEQ: _NO_NAME,
    errno.EFBIG: _TOO_LARGE,
    errno.ELOOP: _IN_CIRCLES,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ETIMEDOUT: _GONE,
    errno.EHOSTUNREACH: _GONE,
    errno.ENOTCONN: _GONE,
}
_BY_WORDS = {
    "disk quota exceeded": _FULL,
    "stale file handle": _GONE,
    "host is down": _GONE,
    "text file busy": _IN_USE,
    "database or disk is full": _FULL,
    "attempt to write a readonly database": _READ_ONLY,
    "unable to open database file": _FORBIDDEN,
    "database is locked": _IN_USE,
    "disk i/o error": _BROKEN_DISK,
    "database disk image is malformed": _DAMAGED,
    "file is not a database": _DAMAGED,
    "is damaged": _DAMAGED,
    "not a regular file": _NO_FILE,
    "every name of that kind is taken": _IN_THE_WAY,
    "made by a later program": _LATER,
}


def why(said: str) -> str:
    """A reason as people read it.

    Args:
        said: As the operating system (`os.strerror`) or SQLite gave it.

    Source:
        sqlite.org/rescode.html and sqlite3ErrStr for SQLite's words.
    """
    known = {os.strerror(number).lower(): words for number, words in _BY_NUMBER.items()}
    known |= _BY_WORDS
    found = next((words for english, words in known.items() if english in said.lower()), None)
    return _(found) if found else said
