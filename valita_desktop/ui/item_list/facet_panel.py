"""The check boxes that narrow the list, each with what it would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal

from valita_desktop.i18n import _
from valita_desktop.ui.item_list import facets
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.scroll_page import ScrollPage
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.item_list.facets import Facet
    from valita_desktop.ui.style.theme import Appearance


class FacetPanel(ScrollPage):
    """Check boxes of an `ItemListPage`, one for each `Facet`, in groups.

    A choice that would leave nothing rests but stays.

    Attributes:
        boxes: The check box of each facet, in the order shown.

    Signals:
        changed: The choice is another one; read it from `chosen`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setSpacing(2)
        self._title = HeadingLabel(2)
        self.column.addWidget(self._title)
        self.column.addStretch(1)
        self._headings: dict[str, HeadingLabel] = {}
        self.boxes: dict[Facet, WrappingCheckBox] = {}
        self._counts: Mapping[Facet, int] = {}
        self._amounts: tuple[Facet, ...] = ()
        self.retranslate()

    def offer(self, offered: Iterable[Facet]) -> None:
        """Show these facets instead of those that were there."""
        wanted = tuple(offered)
        if wanted == tuple(self.boxes):
            return  # each box is a widget to lay out, and rows come twice at each start
        for old in (*self._headings.values(), *self.boxes.values()):
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._headings, self.boxes = {}, {}
        for facet in wanted:
            if facet.group not in self._headings:
                heading = self._headings[facet.group] = HeadingLabel(3)
                heading.setProperty("role", "group")
                self.column.insertWidget(self.column.count() - 1, heading)
            box = self.boxes[facet] = WrappingCheckBox()
            box.toggled.connect(self._toggled)
            self.column.insertWidget(self.column.count() - 1, box)
        self.retranslate()

    def chosen(self) -> tuple[Facet, ...]:
        """What is ticked, in the order shown, and amounts, which have no box."""
        ticked = (facet for facet, box in self.boxes.items() if box.isChecked())
        return (*ticked, *self._amounts)

    def choose(self, chosen: Iterable[Facet]) -> None:
        """Tick exactly these, without telling anyone."""
        wanted = dict.fromkeys(chosen)
        self._amounts = tuple(filter(facets.is_amount, wanted))
        for facet, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(facet in wanted)

    def show_counts(self, counts: Mapping[Facet, int]) -> None:
        """Show what each choice would leave."""
        self._counts = counts
        for facet, box in self.boxes.items():
            count = counts.get(facet, 0)
            box.setText(f"{facets.name(facet)}  ({count})")
            box.setEnabled(count > 0 or box.isChecked())

    def first(self) -> QWidget:
        """Where the keyboard enters."""
        usable = (box for box in self.boxes.values() if box.isEnabled())
        return next(usable, self)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._title.setText(_("Narrow down"))
        for group, heading in self._headings.items():
            heading.setText(facets.title(group))
        for facet, box in self.boxes.items():
            box.setAccessibleDescription(facets.title(facet.group))
        self.show_counts(self._counts)

    def apply_theme(self, appearance: Appearance) -> None:
        """Leave room for the longest word at this text size."""
        self.column.setContentsMargins(0, 0, appearance.em(0.8), appearance.em(0.8))
        for heading in self._headings.values():
            heading.setContentsMargins(0, appearance.em(0.5), 0, 0)

    def _toggled(self, _on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.changed.emit()
