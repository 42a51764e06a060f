"""What stands above a list: its name, how many, what narrows it, its order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from valita_desktop.content.labels import label
from valita_desktop.i18n import _, ngettext
from valita_desktop.ui.item_list import facets
from valita_desktop.ui.item_list.facets import Facet
from valita_desktop.ui.item_list.state import ORDERS
from valita_desktop.ui.item_list.theme_band import ThemeBand
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel, unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.item_list.state import ListState
    from valita_desktop.ui.style.theme import Appearance


class ListHeader(QWidget):
    """What stands above an `ItemListPage`: heading, count, removable chips and order.

    Attributes:
        band: What it is of.
        heading: Its name.
        fold_button: Shows the facets where there is no room beside the list.
        count_label: How many items.
        chips: A button for each facet that narrows the list.
        clear_button: Narrows by nothing.
        order_box: The orders; hidden where the list has an order of its own.
        suggestion_button: The query with its spelling mended.

    Signals:
        facet_removed: A facet is to narrow no longer; carries it.
        clear_requested: Nothing is to narrow.
        order_changed: Another order is wanted; carries its key in `state.ORDERS`.
        search_requested: The words that were suggested are wanted; carries them.
    """

    facet_removed = Signal(Facet)
    clear_requested = Signal()
    order_changed = Signal(str)
    search_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Sequence[Facet] = ()
        self._suggestion = ""
        self._found = 0
        self._appearance: Appearance | None = None
        self.band = ThemeBand()
        self.heading = self.band.heading
        self.fold_button = QPushButton()
        self.fold_button.setCheckable(True)
        self.count_label = PlainLabel()
        theme.set_role(self.count_label, "muted")
        self.chips: list[QPushButton] = []
        self.clear_button = QPushButton()
        theme.set_role(self.clear_button, "link")
        self.clear_button.clicked.connect(self.clear_requested)
        self.order_box = QComboBox()
        for key, name in ORDERS.items():
            self.order_box.addItem(_(name), key)
        self.order_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.order_box.currentIndexChanged.connect(self._reorder)
        self.suggestion_button = QPushButton()
        theme.set_role(self.suggestion_button, "link")
        self.suggestion_button.clicked.connect(self._search_suggestion)
        self._lay_out()

    def show_name(self, state: ListState, words: str, about: str) -> None:
        """Say what the list is of.

        Args:
            state: What is shown.
            words: What is looked for; ``""`` outside a search.
            about: A line about its theme.
        """
        which = None if words else state.theme
        name = _(label(which)) if which else _(state.scope.value)
        if words:
            name = _("Found for “{query}”").format(query=words)
        self.heading.setText(name)
        self.band.show_theme(which, about if which else "")

    def show_chosen(self, chosen: Sequence[Facet], found: int = 0) -> None:
        """Show what narrows the list.

        Args:
            chosen: What narrows it.
            found: How many items a search found before they were narrowed; 0 without one.
        """
        self._chosen, self._found = chosen, found
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(facet) for facet in chosen]
        for place, chip in enumerate(self.chips, start=2):
            self._flow.insert(place, chip)
            chip.show()
        name = _("Narrow down")
        if chosen:
            name = _("Narrow down ({n})").format(n=len(chosen))
        self.fold_button.setText(name)
        self.clear_button.setText(
            _("Show all {n} found").format(n=found) if found else _("Clear all")
        )
        self.clear_button.setVisible(bool(chosen))

    def show_count(self, found: int) -> None:
        """Show how many items there are."""
        self.count_label.setText(ngettext("{n} item", "{n} items", found).format(n=found))
        self.count_label.setVisible(found > 0)

    def show_order(self, order: str, *, offered: bool) -> None:
        """Show the order; ``offered`` is False where the list has an order of its own."""
        with QSignalBlocker(self.order_box):
            self.order_box.setCurrentIndex(max(0, self.order_box.findData(order)))
        self.order_box.setVisible(offered)

    def show_suggestion(self, suggestion: str) -> None:
        """Offer other words to look for; ``""`` offers none."""
        self._suggestion = suggestion
        self.suggestion_button.setText(_("Did you mean “{word}”?").format(word=suggestion))
        self.suggestion_button.setVisible(bool(suggestion))

    def set_room(self, *, wide: bool, low: bool) -> None:
        """A narrow list has a button for its facets, a low one no words below its name."""
        self.fold_button.setVisible(not wide)
        self.band.set_low(low=low)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.order_box.setAccessibleName(_("Order"))
        for position, name in enumerate(ORDERS.values()):
            self.order_box.setItemText(position, _(name))
        self.show_chosen(self._chosen, self._found)
        self.show_suggestion(self._suggestion)

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.band.apply_theme(appearance)
        self.show_chosen(self._chosen, self._found)
        colour = appearance.palette.text
        icons.put_on(self.fold_button, "sliders-horizontal", colour, appearance)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        self._flow = FlowLayout(8, self._tools, right=self.order_box)
        for tool in (self.count_label, self.fold_button, self.clear_button, self.order_box):
            self._flow.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 16, 0)
        column.setSpacing(6)
        column.addWidget(self.band)
        column.addWidget(self._tools)
        column.addWidget(self.suggestion_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _chip(self, facet: Facet) -> QPushButton:
        chip = QPushButton(unmarked(facets.name(facet)))
        theme.set_role(chip, "chip")
        if self._appearance:
            colour = self._appearance.palette.text
            icons.put_on(chip, "x", colour, self._appearance, icons.SMALL)
        chip.setAccessibleName(_("Do not narrow by {facet}").format(facet=facets.name(facet)))
        chip.clicked.connect(partial(self._remove, facet))
        return chip

    def _remove(self, facet: Facet, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.facet_removed.emit(facet)

    def _reorder(self, position: int) -> None:
        self.order_changed.emit(str(self.order_box.itemData(position)))

    def _search_suggestion(self) -> None:
        self.search_requested.emit(self._suggestion)
