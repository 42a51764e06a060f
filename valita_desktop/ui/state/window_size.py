"""How large the window was when it was closed, for the next time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

import msgspec

from valita_desktop import paths
from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE, OutputError

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_Side = Annotated[int, msgspec.Meta(ge=1, le=32767)]


class WindowSize(msgspec.Struct, frozen=True):
    """The size of a window that is not maximized, in pixels as Qt counts them.

    Attributes:
        width, height: Without the frame.
        maximized: It filled the screen.
    """

    width: _Side
    height: _Side
    maximized: bool = False


def load() -> WindowSize | None:
    """The size of the last time; ``None`` where there is none that can be read."""
    try:
        return msgspec.json.decode(_file().read_bytes(), type=prepared(WindowSize))
    except (OSError, *UNDECODABLE):
        return None


def save(size: WindowSize) -> None:
    """Keep a size; where it cannot be kept, the next window has the usual one."""
    try:
        paths.write_whole(_file(), msgspec.json.encode(size))
    except OutputError as error:
        log.warning("the size of the window is not kept: %s", error)


def _file() -> Path:
    return paths.config_dir() / "window.json"
