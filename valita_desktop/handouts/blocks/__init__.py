"""From each type of block to the boxes that show it on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.handouts.blocks import figures, filling, paths, reading, tables

if TYPE_CHECKING:
    from valita_desktop.handouts.blocks.context import Builder

BUILDERS: dict[type, Builder] = {
    **reading.BUILDERS,
    **filling.BUILDERS,
    **tables.BUILDERS,
    **paths.BUILDERS,
    **figures.BUILDERS,
}
"""Who makes the boxes of a type of block."""
