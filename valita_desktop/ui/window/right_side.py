"""The side of the window that changes: the bar with the search, over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from valita_desktop.ui.window.top_bar import TopBar

_MARGIN, _NARROW_MARGIN = 28, 20
_TOP, _LOW_TOP = 16, 8


class RightSide(QWidget):
    """The bar over the pages, with room round both as the window has it.

    Args:
        top_bar: The bar; it keeps clear of the pages' scroll bar.
        pages: What takes the rest.
    """

    def __init__(self, top_bar: TopBar, pages: QWidget) -> None:
        super().__init__()
        self._top_bar = top_bar
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, theme.SCROLL_BAR, 0)
        bar.addWidget(top_bar)
        self._column.addLayout(bar)
        self._column.addWidget(pages, 1)

    def set_room(self, *, width_em: float, height: int) -> None:
        """Fit a window of this width in letters and height in pixels."""
        self._top_bar.set_room(width_em=width_em)
        top = _LOW_TOP if height < theme.LOW_PX else _TOP
        side = _MARGIN if width_em >= theme.FACETS_EM else _NARROW_MARGIN
        self._column.setContentsMargins(side, top, side - theme.SCROLL_BAR, 0)
