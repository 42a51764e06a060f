"""What is printed on a console: words, and nothing that a terminal obeys.

Titles, names of packets, paths and what servers say come from elsewhere; an escape sequence in
one of them could rename the window, hide lines or type for the person. So everything goes through
`PlainConsole`, whoever prints it.

A reader may go before all is said (``valita list | head``), and a window outlives the shell that
started it: what nobody reads any longer is dropped, and the work goes on.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from valita_desktop.errors import AnswerLostError
from valita_desktop.letters import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator


_UNREAD = (errno.EPIPE, errno.EINVAL)
"""Nobody reads a pipe any longer: of Unix, and as Windows has it (Python's bpo-35754)."""


class PlainConsole:
    """A stream that shows what a terminal would obey, or would not show, by its number.

    It is so written in JSON too, which stays the same JSON.

    Args:
        stream: Where it is written; all else is asked of it.
        tells: Whether it is told when the stream takes nothing more; it never is that nobody
            reads it.
    """

    def __init__(self, stream: TextIO, *, tells: bool) -> None:
        self._stream = stream
        self._tells = tells

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; how many characters it has.

        Raises:
            AnswerLostError: The stream takes nothing more.
        """
        with self._given_up():
            self._stream.write(_obeyed().sub(_told, text))
        return len(text)

    def write_bytes(self, data: bytes) -> None:
        """Write what is no text, as it is.

        Raises:
            AnswerLostError: The stream takes nothing more.
        """
        with self._given_up():
            self._stream.buffer.write(data)

    def flush(self) -> None:
        """See that all that was written is out.

        Raises:
            AnswerLostError: The stream takes nothing more.
        """
        with self._given_up():
            self._stream.flush()

    @contextmanager
    def _given_up(self) -> Iterator[None]:
        """Where the stream takes nothing more, let it swallow the rest: it may hold some yet."""
        try:
            yield
        except OSError as error:
            with suppress(OSError), Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), self._stream.fileno())
            if self._tells and error.errno not in _UNREAD:
                raise AnswerLostError(str(error.strerror or error)) from error


@contextmanager
def plain_console() -> Iterator[None]:
    """Print plain words meanwhile, in UTF-8 wherever the console's own coding would fail on ä."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with (
        redirect_stdout(_plain(sys.stdout, tells=True)),
        redirect_stderr(_plain(sys.stderr, tells=False)),
    ):
        try:
            yield
        finally:
            with suppress(AnswerLostError), all_said():  # else the interpreter tells of it
                pass


@contextmanager
def all_said() -> Iterator[None]:
    """See that all that is printed meanwhile is out.

    Raises:
        AnswerLostError: Not all of it is.
    """
    try:
        yield
    finally:
        if sys.stdout:
            sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write what is no text on stdout, as it is; only while it is a `plain_console`.

    Raises:
        AnswerLostError: There is no stdout, or it takes nothing more.
    """
    if not isinstance(sys.stdout, PlainConsole):
        raise AnswerLostError(os.strerror(errno.EBADF))
    sys.stdout.write_bytes(data)


def _plain(stream: TextIO | None, *, tells: bool) -> TextIO | None:
    """A stream that is plain; a program without a console has none."""
    return cast("TextIO", PlainConsole(stream, tells=tells)) if stream else None


@cache
def _obeyed() -> re.Pattern[str]:
    """What is told by its number.

    What we print may begin with a return, to be written over, or with the mark of a table for
    Excel. Compiled for the first line: it takes 5 ms, and the window prints none.
    """
    return re.compile(rf"(?!\A[\r\ufeff]){UNSEEN}")


def _told(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
