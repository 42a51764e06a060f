"""A line to type in that is finished also when it goes out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent


class LineField(QLineEdit):
    """A line whose words somebody keeps when it says ``editingFinished``.

    A window that is closed is told too late that it has lost the focus, so a plain line would
    not be finished, and what was typed last would be lost.
    """

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isModified():
            self.editingFinished.emit()
