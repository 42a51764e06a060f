"""A figure stays within the room that it asks for, labels and all, in every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from valita_desktop.ui.style import theme
from valita_desktop.ui.text.figures import CirclesDrawing, HandDrawing, WheelDrawing
from valita_desktop.ui.text.style import ReadingStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from valita_desktop.ui.text.inline_objects import InlineDrawing

NAMES = ("Uni ja lepo", "Raha ja asiat", "Koti", "Ruoka ja liike", "Terveys ja voimat", "Ystävät")
FIGURES = [
    *(WheelDrawing(alt_text="", sectors=(NAMES * 2)[:n], rings=5) for n in (4, 5, 8, 12)),
    HandDrawing(alt_text="", fingers=NAMES[:5]),
    CirclesDrawing(alt_text="", labels=NAMES[:3]),
]
AROUND = 120


def ink_outside(drawing: InlineDrawing, width: int, style: ReadingStyle) -> bool:
    """Whether a drawing paints anywhere but in the room that it asked for."""
    height = round(drawing.height(width, style))
    whole = QImage(width + 2 * AROUND, height + 2 * AROUND, QImage.Format.Format_ARGB32)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    drawing.paint(painter, QRectF(AROUND, AROUND, width, height), style)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(QRect(AROUND, AROUND, width, height), Qt.GlobalColor.black)
    painter.end()
    blank = QImage(whole.size(), whole.format())
    blank.fill(Qt.GlobalColor.transparent)
    return whole != blank


@pytest.mark.parametrize("drawing", FIGURES, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("width", [420, 700, 1240])
@pytest.mark.parametrize("figures", [0.5, 1.0, 1.7])
def test_a_figure_and_its_labels_stay_within_their_room(
    drawing: InlineDrawing, width: int, figures: float, dressed: QApplication
) -> None:
    style = ReadingStyle(theme.LIGHT, 24, figures=figures)

    assert not ink_outside(drawing, width, style)
