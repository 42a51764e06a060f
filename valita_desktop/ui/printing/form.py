"""What can be chosen before printing, as one form; it only ever offers what can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from valita_desktop.content.handout import (
    Layout,
    Paper,
    PartChoice,
    parts_of,
    usual_sides,
    why_not,
)
from valita_desktop.content.labels import label
from valita_desktop.content.model import LANGS, Item, Lang
from valita_desktop.i18n import N_, _
from valita_desktop.ui.printing.job import Sides
from valita_desktop.ui.printing.layout_cards import LayoutCards
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox
from valita_desktop.ui.wording.layouts import LAYOUTS
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from valita_desktop.ui.printing.job import Printers, PrinterState
    from valita_desktop.ui.style.theme import Appearance

MOST_COPIES = 200
_BY_HAND = "by-hand"
_SIDES: dict[Sides | str, str] = {
    Sides.ONE: N_("One side"),
    Sides.LONG_EDGE: N_("Both sides, flip on the long edge"),
    Sides.SHORT_EDGE: N_("Both sides, flip on the short edge"),
    _BY_HAND: N_("Fronts first, then backs"),
}


class PrintForm(QWidget):
    """Form of a `PrintDialog`: offers of each field what goes with the others for one item.

    Attributes:
        cards: The layouts.
        part_box, language_box, paper_box, printer_box, sides_box, copies_box: The fields.
        school_check_box, low_ink_check_box: The school’s name in the footer; save ink.
        grey_check_box: Print without colours; shown where the printer has them.

    Signals:
        handout_changed: The handout would be another one now.
        copies_changed: The number of copies, the sides or the printer is another one.
        printer_changed: Another printer is chosen.
    """

    handout_changed = Signal()
    copies_changed = Signal()
    printer_changed = Signal()

    def __init__(
        self, item: Item, lang: Lang, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._layout = Layout.SHEET
        self._sides_for = Layout.SHEET
        self._usual = Sides.ONE
        self._printer: PrinterState | None = None
        self.cards = LayoutCards(appearance)
        self.part_box = QComboBox()
        self.language_box = QComboBox()
        self.paper_box = QComboBox()
        self.printer_box = QComboBox()
        self.sides_box = QComboBox()
        self.copies_box = QSpinBox()
        self.copies_box.setRange(1, MOST_COPIES)
        self.copies_box.lineEdit().setTextMargins(appearance.em(0.6), 0, 0, 0)
        self.school_check_box = WrappingCheckBox()
        self.low_ink_check_box = WrappingCheckBox()
        self.grey_check_box = WrappingCheckBox()
        self.school_check_box.setText(_("School’s name in the footer"))
        self.low_ink_check_box.setText(_("Save ink"))
        self.grey_check_box.setText(_("Print without colours"))
        self.grey_check_box.hide()
        self._fill(lang)
        self._lay_out(appearance)
        self.cards.layout_changed.connect(self._take_layout)
        for box in (self.part_box, self.language_box, self.paper_box):
            box.currentIndexChanged.connect(self._offer)
        for tick in (self.school_check_box, self.low_ink_check_box):
            tick.toggled.connect(self.handout_changed)
        self.copies_box.valueChanged.connect(self.copies_changed)
        self.sides_box.currentIndexChanged.connect(self._take_sides)
        self.printer_box.currentIndexChanged.connect(self._take_printer)

    @property
    def chosen_layout(self) -> Layout:
        """The layout that is chosen."""
        return self._layout

    @property
    def chosen_part(self) -> PartChoice:
        """The part that is chosen."""
        return PartChoice(self.part_box.currentData())

    @property
    def chosen_paper(self) -> Paper:
        """The paper that is chosen."""
        return Paper(self.paper_box.currentData())

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages that are chosen, in printing order."""
        chosen: tuple[Lang, ...] = tuple(self.language_box.currentData())  # Qt makes it a list
        return chosen[:1] if LAYOUTS[self._layout].every_language else chosen

    @property
    def chosen_printer(self) -> str:
        """The printer that is chosen; ``""`` is the program for PDF files."""
        return str(self.printer_box.currentData() or "")

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

    def choose(self, layout: Layout) -> None:
        """Choose a layout; the sheet where it cannot be had."""
        why = why_not(
            self._item, self.langs[0], layout, LAYOUTS[layout].papers[0], self.chosen_part
        )
        self._layout = Layout.SHEET if why else layout
        self._offer()

    def show_school(self, name: str) -> None:
        """Offer the school’s name for the footer; ``""`` has to be written first."""
        self.school_check_box.setChecked(bool(name))
        self.school_check_box.setEnabled(bool(name))
        if not name:
            self.school_check_box.setToolTip(_("Write the school’s name in the settings first."))

    def show_printers(self, printers: Printers) -> None:
        """Offer these printers, and the program for PDF files."""
        offered = [*((name, name) for name in printers.names), (_("Program for PDF files"), "")]
        fill_combo_box(self.printer_box, offered, printers.default or offered[0][1])
        self._form.setRowVisible(self.printer_box, bool(printers.names))
        self._take_printer()

    def show_printer(self, state: PrinterState | None) -> None:
        """Offer what the chosen printer has; ``None`` where nothing is known of it."""
        self._printer = state
        before = self.chosen_paper
        self._offer_papers()
        self._offer_sides(self.sides_box.currentData())
        self.grey_check_box.setVisible(bool(state and state.has_colour))
        if self.chosen_paper is not before:
            self._offer()
        self.copies_changed.emit()

    def show_copies(self) -> None:
        """Copies can be chosen where a printer is; the other program asks by itself."""
        for field in (self.copies_box, self.sides_box):
            self._form.setRowVisible(field, bool(self.chosen_printer))

    def _take_printer(self) -> None:
        self.show_printer(None)
        self.printer_changed.emit()

    def _take_sides(self) -> None:
        if len(self.langs) > 1:  # each language begins on a sheet of its own, or follows
            self.handout_changed.emit()
        self.copies_changed.emit()

    def _take_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._offer()

    def _offer(self) -> None:
        """Let every field offer what goes with the others; then tell."""
        self._offer_papers()
        lang, part = self.langs[0], self.chosen_part
        reasons = {
            each: why_not(self._item, lang, each, spec.papers[0], part)
            for each, spec in LAYOUTS.items()
        }
        if reasons[self._layout] and self._layout is not Layout.SHEET:
            self._layout = Layout.SHEET
            self._offer()
            return
        if self._sides_for is not self._layout:  # what the person chose holds for its layout
            self._sides_for = self._layout
            self._usual = usual_sides(self._item, lang, self._layout, part)
            self._offer_sides(self._usual)
        self.cards.show_reasons(reasons)
        self.cards.choose(self._layout)
        self.language_box.setEnabled(not LAYOUTS[self._layout].every_language)
        self.handout_changed.emit()

    def _offer_papers(self) -> None:
        papers = LAYOUTS[self._layout].papers
        has = self._printer.papers if self._printer else None
        offered = [each for each in papers if has is None or each in has] or papers
        paper = self.paper_box.currentData()
        fill_combo_box(self.paper_box, [(each.value, each) for each in offered], paper or Paper.A4)

    def _offer_sides(self, wanted: object) -> None:
        """Both sides by the printer where it can, by hand where it is known that it cannot."""
        can = (self._printer.sides if self._printer else ()) or tuple(Sides)
        offered: list[Sides | str] = list(can)
        if self._printer and self._printer.prints_one_side:
            offered.append(_BY_HAND)
        if wanted not in offered and wanted != Sides.ONE:
            wanted = _BY_HAND if _BY_HAND in offered else self._usual
        fill_combo_box(self.sides_box, [(_(_SIDES[each]), each) for each in offered], wanted)

    def _fill(self, lang: Lang) -> None:
        langs = self._item.langs
        offered: list[tuple[str, object]] = [(_(LANG_NAMES[each]), (each,)) for each in langs]
        if len(langs) == len(LANGS):
            offered.append((_("Both, one after the other"), LANGS))
        fill_combo_box(self.language_box, offered, (self._item.text(lang)[0],))
        parts = [
            (_(label(choice)), choice)
            for choice in PartChoice
            if choice is PartChoice.ALL or parts_of(self._item, lang, choice)
        ]
        whole = parts_of(self._item, lang, PartChoice.ALL)
        self._has_parts = len(whole) > 1
        fill_combo_box(self.part_box, parts, parts[0][1])
        papers = LAYOUTS[Layout.SHEET].papers
        fill_combo_box(self.paper_box, [(each.value, each) for each in papers], Paper.A4)
        self._offer_sides(Sides.ONE)

    def _lay_out(self, appearance: Appearance) -> None:
        title = QLabel(_("Layout"))
        theme.set_role(title, "group")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for words, field in (
            (_("&Copies"), self.copies_box),
            (_("P&rinter"), self.printer_box),
            (_("&Sides"), self.sides_box),
            (_("&Part"), self.part_box),
            (_("&Language"), self.language_box),
            (_("P&aper"), self.paper_box),
        ):
            name = QLabel(words)
            name.setBuddy(field)
            name.setMinimumHeight(field.sizeHint().height())
            field.setMinimumWidth(appearance.em(8))
            self._form.addRow(name, field)
        self._form.setRowVisible(self.part_box, self._has_parts)
        self._form.setRowVisible(self.printer_box, False)  # noqa: FBT003 - Qt's own
        self._form.setRowVisible(self.copies_box, False)  # noqa: FBT003 - Qt's own
        self._form.setRowVisible(self.sides_box, False)  # noqa: FBT003 - Qt's own
        for box in (
            self.part_box,
            self.language_box,
            self.paper_box,
            self.printer_box,
            self.sides_box,
        ):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.cards)
        column.addSpacing(4)
        column.addLayout(self._form)
        for tick in (self.school_check_box, self.low_ink_check_box, self.grey_check_box):
            column.addWidget(tick)
        column.addStretch(1)
        self.setProperty("role", "page")
