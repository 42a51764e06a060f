"""What own items are read and made with in the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.library.own_items import OwnItems, OwnShelf
    from valita_desktop.settings import Settings


@dataclass(frozen=True)
class OwnServices:
    """What the window does with own items; everything here is slow but `show`.

    Attributes:
        source: What reads them, by the settings of now.
        show: Has them among the materials from now on.
    """

    source: Callable[[Settings], OwnItems]
    show: Callable[[OwnItems, OwnShelf], None]
