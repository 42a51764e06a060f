"""Tab goes where the eye goes: in the order of the layouts, whenever what was made.

Qt appends whatever is made later, such as a card or a facet that comes with other materials, to
the end of the round.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout

_WHOLE = (QAbstractSpinBox, QComboBox)
"""What is in these is theirs to care for."""


def follow_layout(page: QWidget) -> None:
    """Let Tab go through a page as it is laid out."""
    for before, after in pairwise(_stops(page)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    laid_out = list(_in(widget.layout()))
    children = (each for each in widget.children() if isinstance(each, QWidget))
    others = [each for each in children if each not in laid_out and not each.isWindow()]
    for each in (*laid_out, *others):
        yield from _stops(each)


def _in(layout: QLayout | None) -> Iterator[QWidget]:
    """Widgets of a layout, and of those inside it."""
    for number in range(layout.count() if layout else 0):
        item = layout.itemAt(number) if layout else None
        widget = item.widget() if item else None
        if widget is not None:
            yield widget
        elif item is not None:
            yield from _in(item.layout())
