"""The place in a text as a block and a part of it, whatever its language, size or width."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.text.writer import Anchor


@dataclass(frozen=True)
class ScrollAnchor:
    """What stands at the top of the view of a `Reader`.

    Attributes:
        anchor: The block.
        fraction: How much of it is above the top, 0 to 1.
    """

    anchor: Anchor
    fraction: float


@dataclass(frozen=True)
class BlockTops:
    """Where the blocks of a laid-out text begin: turns scroll values into anchors and back.

    Attributes:
        anchors: In reading order.
        tops: Of the same blocks, in pixels of the document.
        bottom: Height of the document in pixels.
    """

    anchors: Sequence[Anchor] = ()
    tops: Sequence[float] = ()
    bottom: float = 0.0

    def anchor_at(self, value: int) -> ScrollAnchor | None:
        """What stands at the top at a scroll value; ``None`` above the first block."""
        number = bisect_right(self.tops, value + 0.5) - 1  # a block at half a pixel is there
        if value <= 0 or number < 0:
            return None
        top, below = self._span(number)
        return ScrollAnchor(self.anchors[number], min((value - top) / max(below - top, 1.0), 1.0))

    def value_of(self, wanted: ScrollAnchor) -> int | None:
        """The scroll value that brings a block to the top.

        Where the text lacks it, that of the nearest before it in its part; ``None`` without one.
        """
        same_part = [
            number
            for number, anchor in enumerate(self.anchors)
            if anchor.role == wanted.anchor.role and anchor.index <= wanted.anchor.index
        ]
        if not same_part:
            return None
        top, below = self._span(same_part[-1])
        return round(top + wanted.fraction * (below - top))

    def _span(self, number: int) -> tuple[float, float]:
        """Top of a block and of what follows it."""
        ends = [*self.tops[1:], self.bottom]
        return self.tops[number], ends[number]
