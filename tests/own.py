"""Own items for tests: folders as a person has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """id = "{id}"
kind = "material"
created = 2026-11-28

[fi]
title = "{title}"
summary = "Oma moniste."
"""
TEXT = """:::: sheet
# Oma sivu

Tällä sivulla on sana zumbatykki.

Päivä: ________
::::
"""


def own_folder(home: Path, item_id: str = "own-sivu", *, title: str = "Oma sivu") -> Path:
    """The folder of an own item in Finnish, with no more than it must have."""
    folder = home / item_id.removeprefix("own-")
    folder.mkdir(parents=True)
    (folder / "item.toml").write_text(RECORD.format(id=item_id, title=title), "utf-8")
    (folder / "fi.md").write_text(TEXT, "utf-8")
    return folder
