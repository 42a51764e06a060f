"""One of a few values, as a row of radio buttons that wraps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QRadioButton, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE = 1.2
"""Letters of a sample, times the base: those of a text to read."""


class SegmentedChoice(QWidget):
    """A row of radio buttons, one for each of a few values.

    Args:
        options: Message id of each value's name. A name in its own language (a language's)
            is in no catalogue and stays as it is.

    Signals:
        value_changed: Another value; carries it.
    """

    value_changed = Signal(object)

    def __init__(self, options: Mapping[object, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        flow = FlowLayout(16, self)
        self._buttons: dict[object, QRadioButton] = {}
        for value in options:
            button = self._buttons[value] = QRadioButton()
            button.toggled.connect(partial(self._toggled, value))
            flow.addWidget(button)

    def show_value(self, value: object) -> None:
        """Show this value, without telling anyone."""
        for each, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(each == value)

    def retranslate(self, name: str) -> None:
        """Say everything in the program's language of now; ``name`` is the question."""
        self.setAccessibleName(name)
        for value, button in self._buttons.items():
            button.setText(_(self._options[value]))
            button.setAccessibleDescription(name)

    def buttons(self) -> list[QRadioButton]:
        """The buttons, in the order of the values."""
        return list(self._buttons.values())

    def entry(self) -> QWidget:
        """Where the keyboard enters."""
        checked = (button for button in self._buttons.values() if button.isChecked())
        return next(checked, next(iter(self._buttons.values())))

    def _toggled(self, value: object, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on:
            self.value_changed.emit(value)


class LetterSizes(SegmentedChoice):
    """Sizes of letters in per cent, each as a letter of that size; heard, they are numbers."""

    @override
    def retranslate(self, name: str) -> None:
        """Say everything in the program's language of now; ``name`` is the question."""
        super().retranslate(name)
        for size, button in self._buttons.items():
            button.setAccessibleName(button.text())
            set_tip(button, button.text())
            button.setText("A")
            if isinstance(size, int):
                button.setFont(theme.font(_SAMPLE * theme.base_px(size), QFont.Weight.DemiBold))
        self.updateGeometry()
