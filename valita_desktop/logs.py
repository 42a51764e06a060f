"""What the log may say: what the program did and where it failed, and nothing of a person.

A log is sent to whoever helps. It holds no search words, no names of packets, no notes and no
folders of the home. Messages of faults are made of what was worked on, so of a fault only what
cannot hold such words is told: its class, its code, what the system says, and the lines of the
program. Whatever writes a log of this program writes it through `PrivateFormatter`.
"""

from __future__ import annotations

import copy
import logging
import os
import re
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from typing_extensions import override

from valita_desktop import paths
from valita_desktop.errors import ValitaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FRAMES = 40
"""Lines of a traceback, the last ones: where something went round and round they are alike."""
_OF_CODE = (AttributeError, ImportError, MemoryError, NameError, NotImplementedError, TypeError)
"""Faults whose messages name parts of the program, not what it worked on."""
_QUOTED = re.compile("'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`|“[^”\n]*”")
_OUR_KINDS = (".db", ".json", ".lock", ".log", ".part", ".po", ".mo", ".ttf")
_SAID = re.compile(r"[\w ,.():-]*")
"""Words of SQLite that hold no value."""


class PrivateFormatter(logging.Formatter):
    """A line of the log."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line, with what a person did taken out."""
        private = copy.copy(record)
        private.exc_text = None  # as another handler may have put it there
        if isinstance(record.args, Mapping):
            private.args = {name: _private(each) for name, each in record.args.items()}
        elif record.args:
            private.args = tuple(map(_private, record.args))
        if isinstance(record.msg, BaseException):
            private.msg = told(record.msg)
        return without_folders(super().format(private))

    @override
    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return traceback_of(ei[1]) if ei[1] else ""


def told(error: BaseException) -> str:
    """A fault in one line, and what it came of."""
    return " ← ".join(_itself(each) for each in _chain(error))


def traceback_of(error: BaseException) -> str:
    """A fault with the lines of the program that led to it, the first cause first."""
    lines: list[str] = []
    for each in reversed(list(_chain(error))):
        for frame in traceback.extract_tb(each.__traceback__, limit=-_FRAMES):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}")
            lines.append(f"    {frame.line}")
        lines.append(_itself(each))
    return "\n".join(lines)


def without_folders(text: str) -> str:
    """A text in which the folders of a person are called by what they are, not by their names."""
    for pattern, name in _folders(os.environ.get("VALITA_HOME", ""), str(Path.home())):
        text = pattern.sub(name, text)
    return text


def _private(value: object) -> object:
    if isinstance(value, BaseException):
        return told(value)
    if isinstance(value, Path):
        return _file(value)
    return value


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _itself(error: BaseException) -> str:
    """The class of a fault and what can be said of it."""
    said = _said(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _said(error: BaseException) -> str:
    if isinstance(error, ValitaError):
        path = getattr(error, "path", None)
        code = str(getattr(error, "code", ""))
        return " ".join(filter(None, (code, _file(path) if isinstance(path, Path) else "")))
    if isinstance(error, OSError):
        return f"{error.strerror or 'not said'} ({error.errno})"
    if isinstance(error, _OF_CODE):
        return str(error)
    sqlite = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    if sqlite:
        words = str(getattr(error, "orig", error))
        ours = sqlite != "SQLITE_ERROR" or words.startswith("no such table: ")
        return f"{sqlite} {words}" if ours and _SAID.fullmatch(words) else sqlite
    if type(error).__module__.startswith("msgspec"):
        return _QUOTED.sub("'…'", str(error))
    return ""


def _file(path: Path) -> str:
    """A file: of our own its name, of a person's what kind it is."""
    ours = (paths.data_dir(), paths.config_dir(), paths.log_dir(), paths.data_root())
    known = path.suffix in _OUR_KINDS and any(folder in path.parents for folder in ours)
    return path.name if known else f"…{path.suffix}"


def _place(filename: str) -> str:
    """A file of the program, from its own root."""
    return re.split(r"(?:site-packages|python3\.\d+)[/\\]|(?=valita_desktop[/\\])", filename)[-1]


@cache
def _folders(*private: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each folder may be written, longest first: plain, in a repr, in an address."""
    names = ("<data>", "~")
    found = []
    for folder, name in zip(private, names, strict=True):
        if len(folder.strip("/\\")) > 1:
            ways = {folder, folder.replace("\\", "/"), repr(folder)[1:-1]}
            ways |= {quote(way) for way in ways}
            written = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
            found.append((re.compile(written, re.IGNORECASE), name))
    user = re.escape(Path(private[-1]).name)
    if user:
        found.append((re.compile(rf"(?<=[/\\]){user}(?=[/\\])", re.IGNORECASE), "<user>"))
    return tuple(found)
