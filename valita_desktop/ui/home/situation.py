"""Find by the situation: how long, for how many, where, with what.

Each choice is a facet of the list, so what is chosen here is seen there and can be taken
away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _, ngettext
from valita_desktop.library.fields import FACETS, amount
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.library.rows import Row
    from valita_desktop.ui.state.actions import Actions
    from valita_desktop.ui.style.theme import Appearance

_GROUPS = {group.code: group for group in FACETS}

_ASKED = {
    "time": tuple(amount(minutes) for minutes in (15, 30, 45, 60, 90)),
    "group": tuple(_GROUPS["group"].labels),
    "place": tuple(_GROUPS["place"].labels),
    "needs": tuple(_GROUPS["needs"].labels),
}
"""What can be chosen of each facet."""


class SituationForm(QWidget):
    """A box for each thing that a situation sets, and a button with how many items suit it.

    Args:
        actions: Shows what suits.

    Attributes:
        boxes: The box of each facet, by its code.
        find_button: Shows what suits; rests where nothing does.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._rows: Sequence[Row] = ()
        self.heading = HeadingLabel(2)
        self.boxes = {code: QComboBox() for code in _ASKED}
        self._labels = {code: PlainLabel() for code in _ASKED}
        self.find_button = QPushButton()
        theme.set_role(self.find_button, "primary")
        self._lay_out()
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._count)
        self.find_button.clicked.connect(self._find)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The items that are there; what was chosen stays chosen."""
        self._rows = rows
        self._count()

    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The facets that are chosen, each a group and a value."""
        values = ((code, box.currentData()) for code, box in self.boxes.items())
        return tuple((code, str(value)) for code, value in values if value)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.heading.setText(_("Find for your situation"))
        for code, values in _ASKED.items():
            group, box = _GROUPS[code], self.boxes[code]
            self._labels[code].setText(_(group.title))
            options = [
                (_("It does not matter"), ""),
                *((group.name(value), value) for value in values),
            ]
            fill_combo_box(box, options, box.currentData() or "")
        self._count()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        icons.put_on(self.find_button, "search", appearance.palette.on_primary, appearance)
        self._flow.invalidate()

    def _lay_out(self) -> None:
        asked = QWidget()
        self._flow = FlowLayout(8, asked)
        for code, box in self.boxes.items():
            label = self._labels[code]
            label.setBuddy(box)
            theme.set_role(label, "small")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self._flow.addWidget(_stacked(label, box))
        above = PlainLabel(" ")
        theme.set_role(above, "small")
        self._flow.addWidget(_stacked(above, self.find_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(asked)

    def _count(self) -> None:
        chosen = self.chosen()
        suits = sum(
            all(_GROUPS[code].has(row, value) for code, value in chosen) for row in self._rows
        )
        words = ngettext("Show {n} item", "Show {n} items", suits).format(n=suits)
        self.find_button.setText(words if suits else _("Nothing suits all of this"))
        self.find_button.setEnabled(suits > 0)

    def _find(self) -> None:
        self._actions.open_narrowed(self.chosen())


def _stacked(label: PlainLabel, widget: QWidget) -> QWidget:
    """A label above what it names."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(widget)
    return both
