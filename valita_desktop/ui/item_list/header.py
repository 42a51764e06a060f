"""What stands above a list: its name, how many, what narrows it, its order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _, ngettext
from valita_desktop.ui.item_list import facets, ordering
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.item_list.facets import Facet
    from valita_desktop.ui.style.theme import Appearance


class ListHeader(QWidget):
    """Heading, count, removable chips and order of a list.

    Attributes:
        heading: Its name.
        fold: Shows the facets where there is no room beside the list.
        count: How many items.
        chips: One for each facet that narrows the list.

    Signals:
        removed: A facet is to narrow no longer; carries it.
        cleared: Nothing is to narrow.
        ordered: Another order is wanted; carries its key in `ordering.ORDERS`.
        suggestion_taken: The words that were suggested are wanted; carries them.
    """

    removed = Signal(object)
    cleared = Signal()
    ordered = Signal(str)
    suggestion_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Sequence[Facet] = ()
        self._suggestion = ""
        self._low = False
        self._appearance: Appearance | None = None
        self.heading = HeadingLabel(1)
        self.fold = QPushButton()
        self.fold.setCheckable(True)
        self.count = QLabel()
        theme.set_role(self.count, "muted")
        self.chips: list[QPushButton] = []
        self._clear = QPushButton()
        theme.set_role(self._clear, "link")
        self._clear.clicked.connect(self.cleared)
        self._order = QComboBox()
        for key, name in ordering.ORDERS.items():
            self._order.addItem(_(name), key)
        self._order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._order.currentIndexChanged.connect(self._reorder)
        self._suggest = QPushButton()
        theme.set_role(self._suggest, "link")
        self._suggest.clicked.connect(self._take_suggestion)
        self._lay_out()

    def show_chosen(self, chosen: Sequence[Facet]) -> None:
        """Show what narrows the list."""
        self._chosen = chosen
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(facet) for facet in chosen]
        for place, chip in enumerate(self.chips, start=2):
            self._flow.insert(place, chip)
        name = _("Narrow down")
        if chosen:
            name = _("Narrow down ({n})").format(n=len(chosen))
        self.fold.setText(name)
        self._fit()

    def show_count(self, found: int) -> None:
        """Show how many items there are."""
        self.count.setText(ngettext("{n} item", "{n} items", found).format(n=found))
        self.count.setVisible(found > 0)

    def show_order(self, order: str, *, offered: bool) -> None:
        """Show the order; ``offered`` is False where the list has an order of its own."""
        self._order.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._order.setCurrentIndex(max(0, self._order.findData(order)))
        self._order.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._order.setVisible(offered)

    def show_suggestion(self, suggestion: str) -> None:
        """Offer other words to look for; ``""`` offers none."""
        self._suggestion = suggestion
        self._suggest.setText(_("Did you mean “{word}”?").format(word=suggestion))
        self._suggest.setVisible(bool(suggestion))

    def set_room(self, *, wide: bool, low: bool) -> None:
        """A narrow list has a button for its facets, a low window no room for chips."""
        self.fold.setVisible(not wide)
        self._low = low
        self._fit()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._clear.setText(_("Clear all"))
        self._order.setAccessibleName(_("Order"))
        for position, name in enumerate(ordering.ORDERS.values()):
            self._order.setItemText(position, _(name))
        self.show_chosen(self._chosen)
        self.show_suggestion(self._suggestion)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.fold.setIcon(icons.icon("sliders-horizontal", appearance.palette.text))
        self.fold.setIconSize(icons.beside_text())
        self.show_chosen(self._chosen)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        self._flow = FlowLayout(8, self._tools, right=self._order)
        for tool in (self.count, self.fold, self._clear, self._order):
            self._flow.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self._tools)
        column.addWidget(self._suggest, 0, Qt.AlignmentFlag.AlignLeft)

    def _chip(self, facet: Facet) -> QPushButton:
        chip = QPushButton(facets.name(facet))
        theme.set_role(chip, "chip")
        if self._appearance:
            chip.setIcon(icons.icon("x", self._appearance.palette.text))
        chip.setIconSize(QSize(icons.SMALL + 7, icons.SMALL))
        chip.setAccessibleName(_("Do not narrow by {facet}").format(facet=facets.name(facet)))
        chip.clicked.connect(partial(self._remove, facet))
        return chip

    def _remove(self, facet: Facet, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.removed.emit(facet)

    def _reorder(self, position: int) -> None:
        self.ordered.emit(str(self._order.itemData(position)))

    def _take_suggestion(self) -> None:
        self.suggestion_taken.emit(self._suggestion)

    def _fit(self) -> None:
        for chip in self.chips:
            chip.setVisible(not self._low)
        self._clear.setVisible(bool(self._chosen))
