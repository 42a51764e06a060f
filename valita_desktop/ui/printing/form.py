"""What can be chosen before printing, as one form; it only ever offers what can be had.

What nearly everybody chooses – copies, language, part – stands first and stays in view; the
rest scrolls below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSpinBox, QVBoxLayout, QWidget

from valita_desktop.content.labels import label
from valita_desktop.content.layouts import LAYOUTS as EVERY_LAYOUT
from valita_desktop.content.layouts import Layout, PartChoice
from valita_desktop.content.model import LANGS, Lang
from valita_desktop.i18n import _
from valita_desktop.ui.printing.layout_cards import LayoutCards
from valita_desktop.ui.printing.printer_form import PrinterForm
from valita_desktop.ui.printing.subject import PrintWish
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.combo_box import fill_combo_box
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox
from valita_desktop.ui.wording.rows import LANG_NAMES

if TYPE_CHECKING:
    from valita_desktop.ui.printing.job import Printers, PrinterState
    from valita_desktop.ui.printing.subject import PrintSubject
    from valita_desktop.ui.style.theme import Appearance

MOST_COPIES = 200


class PrintForm(QWidget):
    """Form of a `PrintDialog`: offers of each field what goes with the others.

    Attributes:
        first: Copies, language and part, beside each other; stands where the dialog puts it.
        copies_box, language_box, part_box: The fields of it.
        cards: The layouts.
        printer: Printer, sides and paper.
        note_check_box: The person's own note; shown where it can be had.
        school_check_box, low_ink_check_box: The school’s name in the footer; save ink.

    Signals:
        handout_changed: The handout would be another one now.
        copies_changed: The number of copies, the sides or the printer is another one.
        printer_changed: Another printer is chosen.
    """

    handout_changed = Signal()
    copies_changed = Signal()
    printer_changed = Signal()

    def __init__(
        self, subject: PrintSubject, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._layout = subject.layouts[0]
        self._sides_for: Layout | None = None
        self._copies = 1
        self._named: list[NamedField] = []
        self.first = QWidget()
        self.copies_box = QSpinBox()
        self.language_box = QComboBox()
        self.part_box = QComboBox()
        self.cards = LayoutCards(subject.layouts if len(subject.layouts) > 1 else (), appearance)
        self.printer = PrinterForm(appearance)
        self.school_check_box = WrappingCheckBox()
        self.low_ink_check_box = WrappingCheckBox()
        self.note_check_box = WrappingCheckBox()
        self.copies_box.setRange(1, MOST_COPIES)
        self.copies_box.lineEdit().setTextMargins(appearance.em(0.6), 0, 0, 0)
        self.school_check_box.setText(_("School’s name in the footer"))
        self.low_ink_check_box.setText(_("Save ink"))
        self.note_check_box.setText(_("Print my note too, on a page of its own"))
        self.note_check_box.hide()
        self._fill()
        self._lay_out(appearance)
        self.cards.layout_changed.connect(self._take_layout)
        for box in (self.part_box, self.language_box):
            box.currentIndexChanged.connect(self._offer)
        self.printer.paper_changed.connect(self._offer)
        for tick in (self.note_check_box, self.school_check_box, self.low_ink_check_box):
            tick.toggled.connect(self.handout_changed)
        self.copies_box.valueChanged.connect(self._take_copies)
        self.printer.sides_changed.connect(self._take_sides)
        self.printer.printer_changed.connect(self._take_printer)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Everything that can have the focus, in reading order."""
        first = (self.copies_box, self.language_box, self.part_box, self.note_check_box)
        last = (self.school_check_box, self.low_ink_check_box)
        return (*first, *self.cards.cards.values(), *self.printer.fields, *last)

    @property
    def wish(self) -> PrintWish:
        """What is chosen."""
        return PrintWish(
            self._layout,
            PartChoice(self.part_box.currentData()),
            self.langs,
            self.printer.chosen_paper,
            self.low_ink_check_box.isChecked(),
            self.printer.both_sides,
            self.note_check_box.isChecked(),
        )

    @property
    def langs(self) -> tuple[Lang, ...]:
        """The languages that are chosen, in printing order."""
        chosen: tuple[Lang, ...] = tuple(self.language_box.currentData())  # Qt makes it a list
        return chosen[:1] if EVERY_LAYOUT[self._layout].every_language else chosen

    def choose(self, layout: Layout) -> None:
        """Choose a layout; the first one where it cannot be had."""
        can = layout in self._subject.layouts and not self._subject.why_not(layout, self.wish)
        self._layout = layout if can else self._subject.layouts[0]
        self._offer()

    def set_room(self, *, low: bool) -> None:
        """In a low dialog names stand above their fields, and these may be narrow."""
        policies = QComboBox.SizeAdjustPolicy
        narrow, whole = policies.AdjustToMinimumContentsLengthWithIcon, policies.AdjustToContents
        for box in (self.language_box, self.part_box):
            box.setSizeAdjustPolicy(narrow if low else whole)
            box.setMinimumContentsLength(16 if low else 6)
        for named in self._named:
            named.stack(low=low)

    def show_school(self, name: str) -> None:
        """Offer the school’s name for the footer; ``""`` has to be written first."""
        self.school_check_box.setChecked(bool(name))
        self.school_check_box.setEnabled(bool(name))
        if not name:
            set_tip(self.school_check_box, _("Write the school’s name in the settings first."))

    def show_printers(self, printers: Printers) -> None:
        """Offer these printers, and the program for PDF files."""
        self.printer.show_printers(printers)

    def show_printer(self, state: PrinterState | None) -> None:
        """Offer what the chosen printer has; ``None`` where nothing is known of it."""
        before = self.printer.chosen_paper
        self.printer.show_printer(state)
        self._let_copies_be_chosen()
        if self.printer.chosen_paper is not before:
            self._offer()
        self.copies_changed.emit()

    def _let_copies_be_chosen(self) -> None:
        """Copies are asked for where a printer is; the other program asks by itself."""
        can = bool(self.printer.chosen_printer)
        self.copies_box.setEnabled(can)
        why = _("The program for PDF files asks how many copies you want.")
        set_tip(self.copies_box, "" if can else why)

    def _take_copies(self, copies: int) -> None:
        if copies != self._copies:  # Enter tells the same number once more
            self._copies = copies
            self.copies_changed.emit()

    def _take_printer(self) -> None:
        self.show_printer(None)
        self.printer_changed.emit()

    def _take_sides(self) -> None:
        if self._subject.turns_by_sides(self.wish):
            self.handout_changed.emit()
        self.copies_changed.emit()

    def _take_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._offer()

    def _offer(self) -> None:
        """Let every field offer what goes with the others; then tell."""
        subject, usual = self._subject, self._subject.layouts[0]
        self.printer.offer_papers(EVERY_LAYOUT[self._layout].papers)
        reasons = {each: subject.why_not(each, self.wish) for each in subject.layouts}
        if reasons[self._layout] and self._layout is not usual:
            self._layout = usual
            self._offer()
            return
        if self._sides_for is not self._layout:  # what the person chose holds for its layout
            self._sides_for = self._layout
            self.printer.offer_sides(subject.usual_sides(self.wish))
        self.note_check_box.setVisible(subject.has_note(self.wish))
        self.cards.show_reasons(reasons)
        self.cards.choose(self._layout)
        self.language_box.setEnabled(not EVERY_LAYOUT[self._layout].every_language)
        self.handout_changed.emit()

    def _fill(self) -> None:
        langs = sorted(self._subject.langs, key=LANGS.index)
        offered: list[tuple[str, object]] = [(_(LANG_NAMES[each]), (each,)) for each in langs]
        if len(langs) == len(LANGS):
            offered.append((_("Both languages"), LANGS))
        fill_combo_box(self.language_box, offered or [("", ())], self._subject.langs[:1])
        parts = [(_(label(each)), each) for each in self._subject.parts]
        fill_combo_box(self.part_box, parts, self._subject.parts[0])

    def _lay_out(self, appearance: Appearance) -> None:
        title = PlainLabel(_("Layout"))
        theme.set_role(title, "group")
        if not self.cards.cards:
            title.hide()
        row = FlowLayout(10)
        for words, field, shown in (
            (_("&Copies"), self.copies_box, True),
            (_("&Language"), self.language_box, bool(self._subject.langs)),
            (_("&Part"), self.part_box, len(self._subject.parts) > 1),
        ):
            named = NamedField(words, field)
            row.addWidget(named)
            if not shown:  # to show what has no parent yet would make a window of it
                named.hide()
            self._named.append(named)
        self.first.setLayout(row)
        self.copies_box.setMinimumWidth(appearance.em(5.5))
        self.set_room(low=False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 10, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self.note_check_box)
        self.column.addWidget(title)
        self.column.addWidget(self.cards)
        self.column.addSpacing(4)
        for part in (self.printer, self.school_check_box, self.low_ink_check_box):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setProperty("role", "page")


class NamedField(QWidget):
    """A field of a `PrintForm` with its name beside it, or above it where room is scarce."""

    def __init__(self, words: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        name = PlainLabel(words)
        name.setBuddy(field)
        self._row.addWidget(name)
        self._row.addWidget(field, 1)

    def stack(self, *, low: bool) -> None:
        """Stand above each other, or beside."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if low else ways.LeftToRight)
