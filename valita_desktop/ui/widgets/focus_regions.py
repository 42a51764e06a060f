"""The regions of the window that F6 goes round."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class Region(NamedTuple):
    """A part of the window that `step` moves the focus to.

    Attributes:
        around: Everything inside it belongs to the region.
        entry: What the keyboard meets first.
    """

    around: QWidget
    entry: QWidget


def step(regions: Sequence[Region], focused: QWidget | None, steps: int) -> None:
    """Move the focus from region to region, round and round.

    Args:
        regions: In the order of the window; those that cannot be seen are passed over.
        focused: What has the focus now.
        steps: 1 for the next region, -1 for the previous one.
    """
    usable = [region for region in regions if region.entry.isVisible()]
    if not usable:
        return
    inside = (
        number
        for number, region in enumerate(usable)
        if focused and (region.around is focused or region.around.isAncestorOf(focused))
    )
    now = next(inside, -1 if steps > 0 else 0)
    usable[(now + steps) % len(usable)].entry.setFocus()
