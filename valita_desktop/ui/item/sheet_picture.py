"""The student's sheet as a small picture: what will come out of the printer, before it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from valita_desktop.content.handout import Layout, Piece, make_handout
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.printing.rasterize import PagePicture, rasterize
from valita_desktop.ui.style import icons
from valita_desktop.ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QShowEvent

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.style.theme import Appearance

_A4 = 297 / 210
_AFTER_MS = 300
"""Whoever only passes by an item waits for no picture of it."""


class SheetPicture(QAbstractButton):
    """Button that shows the first page of an item's sheet, drawn by a job.

    It draws what `handouts.pdf` makes for paper, so that nobody prints to find out.

    Args:
        jobs: Draws it.
        printing: What printing works with.
        appearance: Colours and sizes.
    """

    def __init__(
        self,
        jobs: Jobs,
        printing: PrintServices,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._printing = printing
        self._appearance = appearance
        self._wanted: tuple[Item, Lang] | None = None
        self._picture: QImage | None = None
        self._wish = 0
        self._later = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._later.timeout.connect(self._draw)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, item: Item, lang: Lang) -> None:
        """Draw the sheet of an item soon; the picture of the same item stays until then."""
        if self._wanted == (item, lang):
            return
        if self._wanted is None or self._wanted[0].id != item.id:
            self._picture = None
        self._wanted = (item, lang)
        self._wish += 1
        self._later.start()
        self.update()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("The sheet, as it is printed"))
        set_tip(self, _("Print or save as PDF (Ctrl+P)"))

    def set_width(self, appearance: Appearance, width: int) -> None:
        """Take on colours, and be so many pixels wide."""
        self._appearance = appearance
        if self.width() != width:
            self.setFixedSize(width, round(width * _A4))
            if self._wanted:
                self._wish += 1
                self._later.start()
        self.update()

    @property
    def picture(self) -> QImage | None:
        """The page, once it is drawn."""
        return self._picture

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Draw what nobody was there to see."""
        super().showEvent(event)
        if self._wanted and self._picture is None:
            self._later.start()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = self._appearance.palette
        painter = QPainter(self)
        box = self.rect().adjusted(3, 3, -3, -3)
        painter.fillRect(box, QColor(palette.surface2))
        if self._picture:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_inside(box, self._picture.size()), self._picture)
        else:
            side = icons.LARGE
            drawn = icons.pixmap("file-text", palette.muted, side, self.devicePixelRatioF())
            painter.drawPixmap(box.center().x() - side // 2, box.center().y() - side // 2, drawn)
        edge = palette.primary if self.underMouse() else palette.border_strong
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _draw(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        try:
            handout = self._handout(*self._wanted)
        except ValitaError as error:
            self._go_without(error)
            return
        wish, render = self._wish, self._printing.render
        box = self.size() * self.devicePixelRatioF()

        def work() -> tuple[int, PagePicture] | None:
            return (wish, rasterize(render(handout), 0, box)) if wish == self._wish else None

        self._jobs.start(work, owner=self, done=self._show, failed=self._go_without)

    def _handout(self, item: Item, lang: Lang) -> Handout:
        piece, source = Piece(item, lang), self._printing.source
        return make_handout([piece], source, layout=Layout.SHEET, school=self._printing.school())

    def _show(self, drawn: tuple[int, PagePicture] | None) -> None:
        if drawn is not None and drawn[0] == self._wish:
            self._picture = drawn[1].image
            self.update()

    def _go_without(self, error: Exception) -> None:
        """The print dialog, to which it leads, says what is wrong."""
        if not isinstance(error, ValitaError):
            raise error


def _inside(box: QRect, size: QSize) -> QRect:
    fitted = QRect(box.topLeft(), size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(box.center())
    return fitted
