"""How a pile of printed fronts goes back into a printer that prints on one side only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.printing.job import PageSet
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from valita_desktop.ui.style.theme import Appearance

_SIZE = QSize(460, 150)
"""Of the drawing, in units of its own; it is as wide as there is room."""
_HIGH_EM = 9.0


class TurningGuide(QWidget):
    """Says and shows how to turn the pile between the fronts and the backs.

    Attributes:
        picture: The pile, how it is turned, and how it lies in the drawer.
        steps: The same in words.
        last_first_check_box: The printer takes the lowest sheet of the pile first.
        again_button: Begins with the fronts again.

    Signals:
        again_wanted: The fronts are to be printed once more, or something else.
    """

    again_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = HeadingLabel(2)
        self.picture = TurningPicture(appearance)
        self.steps = PlainLabel()
        self.last_first_check_box = WrappingCheckBox()
        self.again_button = LinkButton()
        theme.set_role(self._title, "h3")
        self._title.setText(_("Now turn the pile"))
        self.steps.setWordWrap(True)
        self.steps.setText(
            "\n".join(
                (
                    _("1. Wait until all fronts are out."),
                    _("2. Turn the pile over like the page of a book: page 1 lies on top."),
                    _(
                        "3. Put it into the paper drawer as it lies, printed side up, its top "
                        "edge where it was before."
                    ),
                    _("4. Press “Print the backs”."),
                )
            )
        )
        self.last_first_check_box.setText(
            _("Paper goes in from above or behind: then put it in printed side down.")
        )
        self.again_button.setText(_("Print the fronts again"))
        self.again_button.clicked.connect(self.again_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.picture)
        column.addWidget(self.steps)
        column.addWidget(self.last_first_check_box)
        column.addWidget(self.again_button)
        column.addStretch(1)
        self.setProperty("role", "page")

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that can have the focus, in reading order."""
        return (self.last_first_check_box, self.again_button)

    @property
    def backs(self) -> PageSet:
        """Which backs come next, in the order that the printer takes the sheets in."""
        if self.last_first_check_box.isChecked():
            return PageSet.BACKS_LAST_FIRST
        return PageSet.BACKS

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What is to be done is heard, too."""
        super().showEvent(event)
        announce(self, f"{self._title.text()}\n{self.steps.text()}")


class TurningPicture(QWidget):
    """The drawing of a `TurningGuide`: fronts, the turn, the pile in the drawer."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = appearance.palette
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(appearance.em(_HIGH_EM))
        self.setAccessibleName(
            _("Drawing: the pile is turned over like the page of a book and goes back in.")
        )

    @override
    def sizeHint(self) -> QSize:
        return _SIZE

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _SIZE.width(), self.height() / _SIZE.height())
        painter.translate(0, (self.height() - _SIZE.height() * scale) / 2)
        painter.scale(scale, scale)
        self._draw_pile(painter, 20, 40, face_up=False)
        self._draw_turn(painter)
        self._draw_pile(painter, 190, 40, face_up=True)
        self._draw_arrow(painter, 290, 85, 325)
        self._draw_printer(painter, 335, 22)
        painter.end()

    def _draw_pile(self, painter: QPainter, left: float, top: float, *, face_up: bool) -> None:
        """Three sheets; the uppermost is printed with a 1, or its empty back."""
        painter.setPen(QPen(QColor(self._palette.text), 1.6))
        painter.setBrush(QColor(self._palette.surface))
        for by in (12, 6, 0):
            painter.drawRect(QRectF(left + by, top + by, 66, 90))
        if face_up:
            self._write(painter, QRectF(left, top + 8, 66, 40), "1")
            for n in range(3):
                y = top + 58 + 9 * n
                painter.drawLine(QPointF(left + 12, y), QPointF(left + 54, y))

    def _draw_turn(self, painter: QPainter) -> None:
        """An arrow in a bow over the long edge."""
        painter.setPen(QPen(QColor(self._palette.primary), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bow = QPainterPath(QPointF(70, 30))
        bow.cubicTo(QPointF(100, -2), QPointF(175, -2), QPointF(210, 26))
        painter.drawPath(bow)
        self._draw_tip(painter, QPointF(212, 29), QPointF(-13, -2), QPointF(-3, -13))

    def _draw_arrow(self, painter: QPainter, left: float, y: float, right: float) -> None:
        painter.setPen(QPen(QColor(self._palette.primary), 3))
        painter.drawLine(QPointF(left, y), QPointF(right - 4, y))
        self._draw_tip(painter, QPointF(right, y), QPointF(-11, -7), QPointF(-11, 7))

    def _draw_tip(self, painter: QPainter, tip: QPointF, one: QPointF, other: QPointF) -> None:
        painter.setBrush(QColor(self._palette.primary))
        painter.drawPolygon(QPolygonF([tip, tip + one, tip + other]))

    def _draw_printer(self, painter: QPainter, left: float, top: float) -> None:
        """A printer whose drawer holds the pile, the 1 in sight."""
        painter.setPen(QPen(QColor(self._palette.text), 1.6))
        painter.setBrush(QColor(self._palette.surface2))
        painter.drawRoundedRect(QRectF(left, top, 110, 62), 8, 8)
        painter.drawLine(QPointF(left + 18, top + 14), QPointF(left + 92, top + 14))
        drawer = QRectF(left, top + 62, 110, 50)
        painter.drawRoundedRect(drawer, 6, 6)
        painter.setBrush(QColor(self._palette.surface))
        sheet = QPolygonF(
            [
                QPointF(left + 28, top + 68),
                QPointF(left + 82, top + 68),
                QPointF(left + 94, top + 104),
                QPointF(left + 16, top + 104),
            ]
        )
        painter.drawPolygon(sheet)
        self._write(painter, QRectF(left + 16, top + 68, 78, 36), "1")

    def _write(self, painter: QPainter, room: QRectF, words: str) -> None:
        painter.setFont(theme.font(26, QFont.Weight.Bold))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
