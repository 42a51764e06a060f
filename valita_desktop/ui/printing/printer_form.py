"""Which printer, which sides and which paper: the part of a `PrintForm` that knows printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from valita_desktop.content.layouts import Paper, Sides
from valita_desktop.i18n import N_, _
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox

if TYPE_CHECKING:
    from valita_desktop.ui.printing.job import Printers, PrinterState
    from valita_desktop.ui.style.theme import Appearance

_BY_HAND = "by-hand"
_SIDES: dict[Sides | str, str] = {
    Sides.ONE: N_("One side"),
    Sides.LONG_EDGE: N_("Both sides, flip on the long edge"),
    Sides.SHORT_EDGE: N_("Both sides, flip on the short edge"),
    _BY_HAND: N_("Fronts first, then backs"),
}


class PrinterForm(QWidget):
    """Fields of a `PrintForm` for the printer; offers only what the chosen one has.

    Attributes:
        printer_box, sides_box, paper_box: The fields.
        grey_check_box: Print without colours; shown where the printer has them.

    Signals:
        printer_changed: Another printer is chosen.
        sides_changed: Other sides are chosen.
        paper_changed: Another paper is chosen.
    """

    printer_changed = Signal()
    sides_changed = Signal()
    paper_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printer: PrinterState | None = None
        self._papers: tuple[Paper, ...] = (Paper.A4,)
        self._usual = Sides.ONE
        self.printer_box = QComboBox()
        self.sides_box = QComboBox()
        self.paper_box = QComboBox()
        self.grey_check_box = WrappingCheckBox()
        self.grey_check_box.setText(_("Print without colours"))
        self.grey_check_box.hide()
        self.offer_papers(self._papers)
        self.offer_sides(Sides.ONE)
        self._lay_out(appearance)
        self.printer_box.currentIndexChanged.connect(self.printer_changed)
        self.sides_box.currentIndexChanged.connect(self.sides_changed)
        self.paper_box.currentIndexChanged.connect(self.paper_changed)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that can have the focus, in reading order."""
        return (self.printer_box, self.sides_box, self.paper_box, self.grey_check_box)

    @property
    def chosen_printer(self) -> str:
        """The printer that is chosen; ``""`` is the program for PDF files."""
        return str(self.printer_box.currentData() or "")

    @property
    def chosen_paper(self) -> Paper:
        """The paper that is chosen."""
        return Paper(self.paper_box.currentData())

    @property
    def chosen_sides(self) -> Sides:
        """The sides of the paper that the printer prints on by itself."""
        return Sides.ONE if self.by_hand else Sides(self.sides_box.currentData())

    @property
    def by_hand(self) -> bool:
        """Whether the fronts are printed first, and the backs when the pile was turned."""
        return bool(self.sides_box.currentData() == _BY_HAND)

    @property
    def both_sides(self) -> bool:
        """Whether the paper is going to be printed on both sides, as far as is known."""
        return self.by_hand or self.chosen_sides is not Sides.ONE

    @property
    def in_grey(self) -> bool:
        """Whether a printer that has colours shall print without."""
        return not self.grey_check_box.isHidden() and self.grey_check_box.isChecked()

    def show_printers(self, printers: Printers) -> None:
        """Offer these printers, and the program for PDF files."""
        offered = [*((name, name) for name in printers.names), (_("Program for PDF files"), "")]
        fill_combo_box(self.printer_box, offered, printers.default or offered[0][1])
        self._rows.setRowVisible(self.printer_box, bool(printers.names))
        self.printer_changed.emit()

    def show_printer(self, state: PrinterState | None) -> None:
        """Offer what the chosen printer has; ``None`` where nothing is known of it."""
        self._printer = state
        self._rows.setRowVisible(self.sides_box, bool(self.chosen_printer))
        self.offer_papers(self._papers)
        self._offer_sides(self.sides_box.currentData())
        self.grey_check_box.setVisible(bool(state and state.has_colour))

    def offer_papers(self, papers: tuple[Paper, ...]) -> None:
        """Offer the papers of a layout, as far as the printer has them."""
        self._papers = papers
        has = self._printer.papers if self._printer else None
        offered = [each for each in papers if has is None or each in has] or papers
        paper = self.paper_box.currentData()
        fill_combo_box(self.paper_box, [(each.value, each) for each in offered], paper or Paper.A4)

    def offer_sides(self, usual: Sides) -> None:
        """Choose the sides that a layout is usually printed on."""
        self._usual = usual
        self._offer_sides(usual)

    def _offer_sides(self, wanted: object) -> None:
        """Both sides by the printer where it can, by hand where it is known that it cannot."""
        can = (self._printer.sides if self._printer else ()) or tuple(Sides)
        offered: list[Sides | str] = list(can)
        if self._printer and self._printer.prints_one_side:
            offered.append(_BY_HAND)
        if wanted not in offered and wanted != Sides.ONE:
            wanted = _BY_HAND if _BY_HAND in offered else self._usual
        fill_combo_box(self.sides_box, [(_(_SIDES[each]), each) for each in offered], wanted)

    def _lay_out(self, appearance: Appearance) -> None:
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(8)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for words, field in (
            (_("P&rinter"), self.printer_box),
            (_("&Sides"), self.sides_box),
            (_("P&aper"), self.paper_box),
        ):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            field.setSizeAdjustPolicy(policy)
            field.setMinimumWidth(appearance.em(8))
            name = PlainLabel(words)
            name.setBuddy(field)
            name.setMinimumHeight(field.sizeHint().height())
            self._rows.addRow(name, field)
        self._rows.setRowVisible(self.printer_box, False)  # noqa: FBT003 - Qt's own
        self._rows.setRowVisible(self.sides_box, False)  # noqa: FBT003 - Qt's own
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        column.addWidget(self.grey_check_box)
