"""A small site of real texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from valita_desktop.content.source import item_folders, load_item

if TYPE_CHECKING:
    from valita_desktop.content.source import SourceItem

CONTENT = Path(__file__).parents[2] / "resources/content"
IDS = ("m01", "m09", "t3")


@cache
def items() -> tuple[SourceItem, ...]:
    """A week plan, a budget, their theme, and all facts."""
    wanted = [
        folder
        for folder in item_folders(CONTENT)
        if folder.parent.name == "facts" or folder.name.split("-")[0] in IDS
    ]
    return tuple(map(load_item, wanted))
