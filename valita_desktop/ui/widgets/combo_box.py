"""Filling a box to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QComboBox


def fill_combo_box(box: QComboBox, options: Iterable[tuple[str, object]], chosen: object) -> None:
    """Offer options without telling anyone.

    Args:
        box: The box; what it offered before is gone.
        options: What is read and the value that it stands for, in order.
        chosen: The value that is chosen; the first option where it is none of them.
    """
    with QSignalBlocker(box):
        box.clear()
        values = []
        for name, value in options:
            box.addItem(name, value)
            values.append(value)
        # Not `findData`, which compares what Qt makes of a tuple.
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)
