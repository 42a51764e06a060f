"""Tab goes where the eye goes: in the order of the layouts, whenever what was made.

Qt appends whatever is made later, such as a card or a facet that comes with other materials, to
the end of the round. A layout is asked where a widget stands, never for its items: Qt deletes
those without a word to Python, which takes for them whatever comes to stand in their place.
"""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLayout, QWidget

from valita_desktop.ui.widgets.page_heading import PageHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WHOLE = (QAbstractSpinBox, QComboBox)
"""What is in these is theirs to care for."""

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
"""Of one class, never `children()`: for an object of any class PySide makes all classes of Qt."""


def follow_layout(page: QWidget) -> None:
    """Let Tab go through a page as it is laid out."""
    for before, after in pairwise(each for each in _in_order(page) if _is_stop(each)):
        QWidget.setTabOrder(before, after)


def step_from(heading: PageHeading, page: QWidget, *, forward: bool) -> QWidget | None:
    """Put the focus where Tab goes from the heading of a page, which is no stop itself.

    Args:
        heading: Has the focus.
        page: Has the heading in it.
        forward: Else back, as Shift+Tab.

    Returns:
        What has it; ``None`` where it must still go on from there, out of the page.
    """
    every = [each for each in _in_order(page) if each.isVisible() and each.isEnabled()]
    if not forward:
        every.reverse()
    place = every.index(heading)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    for stop in filter(_is_stop, every[place:]):
        stop.setFocus(reason)
        return stop
    for last in filter(_is_stop, reversed(every)):
        last.setFocus(reason)
        break
    return None


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """The stops in a widget, and headings of pages among them."""
    if _is_stop(widget) or isinstance(widget, PageHeading):
        yield widget
    if isinstance(widget, _WHOLE):
        return
    children = widget.findChildren(QWidget, options=_DIRECT)
    laid_out = list(_in(widget.layout(), children))
    others = [each for each in children if each not in laid_out and not each.isWindow()]
    for each in (*laid_out, *others):
        yield from _in_order(each)


def _in(layout: QLayout | None, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the children that are in a layout, and in those inside it, in their order."""
    if layout is None:
        return
    places: list[tuple[int, QWidget | QLayout]]
    places = [(layout.indexOf(each), each) for each in children]
    inner = layout.findChildren(QLayout, options=_DIRECT)
    places += ((layout.indexOf(each), each) for each in inner)
    for place, one in sorted(places, key=itemgetter(0)):
        if isinstance(one, QLayout):
            yield from _in(one, children)
        elif place >= 0:
            yield one
