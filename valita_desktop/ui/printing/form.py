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
    from valita_desktop.ui.printing.job import Printers
    from valita_desktop.ui.style.theme import Appearance

MOST_COPIES = 200
_SIDES = {
    Sides.ONE: N_("One side"),
    Sides.LONG_EDGE: N_("Both sides, flip on the long edge"),
    Sides.SHORT_EDGE: N_("Both sides, flip on the short edge"),
}


class PrintForm(QWidget):
    """Form of a `PrintDialog`: offers of each field what goes with the others for one item.

    Attributes:
        cards: The layouts.
        part_box, language_box, paper_box, printer_box, sides_box, copies_box: The fields.
        school_check_box, low_ink_check_box: The school’s name in the footer; save ink.

    Signals:
        handout_changed: The handout would be another one now.
        copies_changed: The number of copies or the printer is another one.
    """

    handout_changed = Signal()
    copies_changed = Signal()

    def __init__(
        self, item: Item, lang: Lang, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._layout = Layout.SHEET
        self._sides_for = Layout.SHEET
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
        self.school_check_box.setText(_("School’s name in the footer"))
        self.low_ink_check_box.setText(_("Save ink"))
        self._fill(lang)
        self._lay_out(appearance)
        self.cards.layout_changed.connect(self._take_layout)
        for box in (self.part_box, self.language_box, self.paper_box):
            box.currentIndexChanged.connect(self._offer)
        for tick in (self.school_check_box, self.low_ink_check_box):
            tick.toggled.connect(self.handout_changed)
        self.copies_box.valueChanged.connect(self.copies_changed)
        self.printer_box.currentIndexChanged.connect(self.copies_changed)

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
        """The sides of the paper that are chosen."""
        return Sides(self.sides_box.currentData())

    def choose(self, layout: Layout) -> None:
        """Choose a layout; the sheet where it cannot be had."""
        why = why_not(
            self._item, self.langs[0], layout, LAYOUTS[layout].papers[0], self.chosen_part
        )
        self._layout = Layout.SHEET if why else layout
        self._offer()

    def show_printers(self, printers: Printers) -> None:
        """Offer these printers, and the program for PDF files."""
        offered = [*((name, name) for name in printers.names), (_("Program for PDF files"), "")]
        fill_combo_box(self.printer_box, offered, printers.default or offered[0][1])
        self._form.setRowVisible(self.printer_box, bool(printers.names))
        self.copies_changed.emit()

    def show_copies(self) -> None:
        """Copies can be chosen where a printer is; the other program asks by itself."""
        for field in (self.copies_box, self.sides_box):
            self._form.setRowVisible(field, bool(self.chosen_printer))

    def _take_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._offer()

    def _offer(self) -> None:
        """Let every field offer what goes with the others; then tell."""
        papers = LAYOUTS[self._layout].papers
        paper = self.paper_box.currentData()
        fill_combo_box(self.paper_box, [(each.value, each) for each in papers], paper or Paper.A4)
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
            usual = usual_sides(self._item, lang, self._layout, part)
            fill_combo_box(self.sides_box, _sides(), usual)
        self.cards.show_reasons(reasons)
        self.cards.choose(self._layout)
        self.language_box.setEnabled(not LAYOUTS[self._layout].every_language)
        self.handout_changed.emit()

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
        fill_combo_box(self.sides_box, _sides(), Sides.ONE)

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
        column.addWidget(self.school_check_box)
        column.addWidget(self.low_ink_check_box)
        column.addStretch(1)
        self.setProperty("role", "page")


def _sides() -> list[tuple[str, Sides]]:
    return [(_(name), each) for each, name in _SIDES.items()]
