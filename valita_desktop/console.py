"""What is printed on a console: words, and nothing that a terminal obeys.

Titles, names of packets, paths and what servers say come from elsewhere; an escape sequence in
one of them could rename the window, hide lines or type for the person. So everything goes through
`PlainConsole`, whoever prints it.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO, cast

from valita_desktop.letters import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator


class PlainConsole:
    """A stream that shows what a terminal would obey, or would not show, by its number.

    It is so written in JSON too, which stays the same JSON.

    Args:
        stream: Where it is written; all else is asked of it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text; how many characters it has."""
        self._stream.write(_obeyed().sub(_told, text))
        return len(text)


@contextmanager
def plain_console() -> Iterator[None]:
    """Print plain words meanwhile, in UTF-8 wherever the console's own coding would fail on ä."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with (
        redirect_stdout(_plain(sys.stdout)),
        redirect_stderr(_plain(sys.stderr)),
    ):
        yield


def _plain(stream: TextIO | None) -> TextIO | None:
    """A stream that is plain; a program without a console has none."""
    return cast("TextIO", PlainConsole(stream)) if stream else None


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
