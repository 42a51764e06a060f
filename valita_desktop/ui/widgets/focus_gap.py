"""The gap between a filled button and its focus ring, without which the ring would not be seen.

A style sheet knows one border; this is the second: a line of the ground inside the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from shiboken6 import isValid
from typing_extensions import override

from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_RINGS = {"primary": 2, "big-primary": 3, "segment": 3}
"""Width of the ring of each filled button in pixels, as in the style sheet."""
_INSTALLED = "valita_focus_gap"


class FocusGap(QFrame):
    """The gap in the button that has the focus; goes with it.

    Args:
        button: A filled one, or one that is filled while it is checked.
        ring: Width of its ring in pixels.
    """

    def __init__(self, button: QPushButton, ring: int) -> None:
        super().__init__(button)
        theme.set_role(self, "focus-gap")
        self._button = button
        self._ring = ring
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place()
        self.setVisible(button.isChecked() or not button.isCheckable())
        button.toggled.connect(self.setVisible)
        button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The button may grow under it."""
        if watched is self._button and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        ring = self._ring
        self.setGeometry(self._button.rect().adjusted(ring, ring, -ring, -ring))


def install(application: QApplication) -> None:
    """Have the gap wherever the focus goes; asking twice is the same."""
    if not application.property(_INSTALLED):
        application.setProperty(_INSTALLED, True)  # noqa: FBT003 - Qt's
        application.focusChanged.connect(_follow)


def _follow(before: QWidget | None, now: QWidget | None) -> None:
    if before is not None and isValid(before):
        for gap in before.findChildren(FocusGap):
            gap.hide()
            gap.deleteLater()
    ring = _RINGS.get(str(now.property("role"))) if isinstance(now, QPushButton) else None
    if isinstance(now, QPushButton) and ring:
        FocusGap(now, ring)
