"""What the windows of a show have in common: letters by their height, buttons, an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from valita_desktop.ui.present.controls import ControlBar
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import AccessibleWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface, QCloseEvent, QResizeEvent

    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_DESIGN_PX, _BASE_PX = 768, 20
_LEAST_PX, _MOST_PX = 14, 26


def base_px(height: int) -> int:
    """Height of the letters of buttons in pixels, on a window so high."""
    return max(_LEAST_PX, min(_MOST_PX, round(_BASE_PX * height / _DESIGN_PX)))


class ShowWindow(QWidget):
    """Window of a `Presentation`, with its `ControlBar`.

    Args:
        presentation: What is shown.
        palette: The colours.

    Attributes:
        controls: The buttons.

    Signals:
        closed: Somebody closed it, which ends the show.
    """

    closed = Signal()

    def __init__(self, presentation: Presentation, palette: Palette) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._presentation = presentation
        self._palette = palette
        self.controls = ControlBar(presentation, palette)

    def accessible_interface(self) -> QAccessibleInterface:
        """A window."""
        return AccessibleWindow(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters follow the size."""
        super().resizeEvent(event)
        self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes the window ends the show."""
        super().closeEvent(event)
        self.closed.emit()

    def _fit(self) -> None:
        base = base_px(self.height())
        sheet = theme.stylesheet(self._palette, base)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
            self.setFont(theme.font(base))
        self.controls.apply_theme(self._palette, round(base * 1.2 / 4) * 4)
