"""Print or save: choose, see at once how it will be, and have it.

What is nearly always chosen stays in view, whatever scrolls; nothing that is told moves the
preview or a button; Enter prints, and never twice.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.handout import School
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing import backend as printing
from valita_desktop.ui.printing.column import FormArea, FormColumn
from valita_desktop.ui.printing.delivery import PdfDelivery
from valita_desktop.ui.printing.desk import PrinterDesk
from valita_desktop.ui.printing.foot import PrintFoot, PrintNotes
from valita_desktop.ui.printing.form import PrintForm
from valita_desktop.ui.printing.job import PageSet, PrintJob
from valita_desktop.ui.printing.preview import Preview
from valita_desktop.ui.printing.turning import TurningGuide
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.layouts import Layout
    from valita_desktop.ui.printing.job import PrinterState
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.printing.subject import PrintSubject
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance

_LEAST = (640, 400)
"""Pixels; a netbook's screen holds it, and the form scrolls."""
_SIZE_EM = (70, 44)
"""A form and an A4 page beside it whose words can be made out."""
_FORM_EM = 29.0
"""Two layout cards beside each other, with all their words."""
_LOW_EM = 26.0
"""In a lower dialog nothing is left beside what stays in view, so all of the form scrolls."""


class PrintDialog(QDialog):
    """Print dialog of a `PrintSubject`: a `PrintForm` at the left, a `Preview` at the right.

    Attributes:
        form: What is chosen.
        preview: How it will be.
        desk: What is with the printer, and how it fares.
        turning: How the pile is turned between fronts and backs; shown in the preview's place.
        notes: What is to be known, and what was done.
        foot: The buttons.
        save_button, print_button, close_button: Those of the foot.
        help_label, status_label: Those of the notes.
    """

    def __init__(
        self,
        subject: PrintSubject,
        jobs: Jobs,
        preferences: Preferences,
        services: PrintServices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._jobs = jobs
        self._preferences = preferences
        self._services = services
        self._appearance = theme.appearance(preferences.now.look, preferences.now.text_size)
        self._school = services.school()
        self._then: Callable[[bytes], None] | None = None
        self.form = PrintForm(subject, self._appearance)
        self.desk = PrinterDesk(services, jobs, self)
        self.run = self.desk.run
        self._delivery = PdfDelivery(services.open_file, jobs, preferences, self)
        self.preview = Preview(jobs, self._appearance)
        self.turning = TurningGuide(self._appearance)
        self.notes = PrintNotes()
        self.foot = foot = PrintFoot(self._appearance)
        self.save_button, self.print_button = foot.save_button, foot.print_button
        self.close_button = foot.close_button
        self.help_label, self.status_label = self.notes.help_label, self.notes.status_label
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*_LEAST)
        self._told = _("Print: {title}").format(title=self._title)
        self.setWindowTitle(titled(self._told))
        self.form.show_school(self._school.name)
        self.form.low_ink_check_box.setChecked(preferences.now.low_ink)
        self._lay_out()
        self._connect()

    def begin(self, layout: Layout) -> None:
        """Start with a layout, and find out which printers there are."""
        self.form.choose(layout)
        self.form.copies_box.setFocus()
        self.form.copies_box.selectAll()
        self._jobs.start(
            self._services.printers,
            owner=self,
            done=self.form.show_printers,
            failed=self.show_error,
        )

    @property
    def pdf(self) -> bytes | None:
        """The newest PDF; ``None`` while it is being made."""
        return self.preview.pdf

    def handout(self) -> Handout:
        """What is chosen; may raise `ValitaError`."""
        own = self._school
        if not self.form.school_check_box.isChecked():
            own = School("", own.logo, own.contacts)
        return self._subject.handout(self.form.wish, own)

    def make(self) -> None:
        """Have the PDF made of what is chosen now; what was asked before is dropped."""
        self._then = None
        self.status_label.show_status("")
        self.desk.start_over()
        self._show_step()
        try:
            handout = self.handout()
        except ValitaError as error:
            self.preview.refuse(sentence(error))
        else:
            self.preview.make(partial(self._services.render, handout))

    def show_error(self, error: Exception) -> None:
        """Say what went wrong and what still works.

        Raises:
            Exception: It is a fault of the program, and goes where all faults go.
        """
        if not isinstance(error, ValitaError):
            raise error
        self.status_label.show_refusal(sentence(error))

    def save_pdf(self) -> None:
        """Ask where, then save."""
        folder = printing.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_path(self, folder / self._file_name)
        if path is not None:
            self._when_made(partial(self._delivery.save, path))

    def print_or_open(self) -> None:
        """Give it to the printer, or to the program that prints PDF files; or stop that."""
        if self.run.running:
            self.run.stop()
        else:
            self._when_made(self._print if self.form.printer.chosen_printer else self._open)

    @property
    def _title(self) -> str:
        return self._subject.title(self.form.langs)

    @property
    def _file_name(self) -> str:
        return printing.file_name(self._title, *self._subject.file_words(self.form.wish))

    def _when_made(self, then: Callable[[bytes], None]) -> None:
        if self.pdf is not None:
            then(self.pdf)
        else:
            self._then = then

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then and self.pdf is not None:
            then(self.pdf)

    def _print(self, pdf: bytes) -> None:
        at = self.form.printer
        job = PrintJob(
            pdf,
            at.chosen_printer,
            self.form.copies_box.value(),
            at.chosen_paper,
            self._title,
            at.chosen_sides,
            self._pages(),
            in_grey=at.in_grey,
        )
        self.desk.start(job)

    def _pages(self) -> PageSet:
        """Which pages go to the printer now."""
        if not self.form.printer.by_hand or self.preview.pages == 1:
            return PageSet.ALL
        return self.turning.backs if self.desk.backs_next else PageSet.FRONTS

    def _ask_printer(self) -> None:
        self._say_printer(None)
        self.desk.ask(self.form.printer.chosen_printer)

    def _say_printer(self, state: PrinterState | None) -> None:
        self.notes.say_printer(state, self.form.printer.chosen_paper)

    def _open(self, pdf: bytes) -> None:
        self._delivery.open(self._file_name, pdf)

    def _lay_out(self) -> None:
        self._heading = HeadingLabel(1)
        theme.set_role(self._heading, "h2")
        self._heading.setText(self._told)
        self._turning_area = FormArea(self.turning)
        self._turning_area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._left = FormColumn(self.form, self.notes)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._left)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self._turning_area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self.resize(_size(self, self._appearance))
        self._show_step()

    def _connect(self) -> None:
        self.form.handout_changed.connect(self.make)
        self.form.copies_changed.connect(self.desk.start_over)
        self.form.copies_changed.connect(self._show_step)
        self.form.printer_changed.connect(self._ask_printer)
        self.turning.again_wanted.connect(self.desk.start_over)
        self.desk.told.connect(self.status_label.show_status)
        self.desk.refused.connect(self.status_label.show_refusal)
        self.desk.looked.connect(self._say_printer)
        self.desk.known.connect(self.form.show_printer)
        self.desk.known.connect(self._say_printer)
        self.desk.failed.connect(self.show_error)
        self.desk.changed.connect(self._show_step)
        self.finished.connect(self.desk.close)
        self.preview.made.connect(self._go_on)
        self.preview.failed.connect(self.show_error)
        self.save_button.clicked.connect(self.save_pdf)
        self.print_button.clicked.connect(self.print_or_open)
        self._delivery.told.connect(self.status_label.show_status)
        self._delivery.refused.connect(self.status_label.show_refusal)
        self._delivery.failed.connect(self.show_error)
        self.close_button.clicked.connect(self.reject)
        for keys, act in (
            ("Ctrl++", partial(self.preview.zoom, 1)),
            ("Ctrl+=", partial(self.preview.zoom, 1)),
            ("Ctrl+-", partial(self.preview.zoom, -1)),
            ("Ctrl+0", partial(self.preview.zoom, 0)),
            ("Ctrl+Shift+S", self.save_pdf),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _show_step(self) -> None:
        """The pile is turned before its backs come; the main button says what happens."""
        self.preview.setVisible(not self.desk.backs_next)
        self._turning_area.setVisible(self.desk.backs_next)
        self.notes.say_help(self.form)
        self.foot.show_step(self.form, self.desk)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that is held down presses the main button once."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form keeps its width as long as the preview has room."""
        super().resizeEvent(event)
        most = self.width() * 6 // 11  # in a narrow dialog the preview keeps almost half
        self._left.setFixedWidth(min(self._appearance.em(_FORM_EM), most))
        low = self.height() < self._appearance.em(_LOW_EM)
        self._heading.setVisible(not low)
        self._left.set_room(low=low)
        self._order_tabs()

    def _order_tabs(self) -> None:
        around = (self._turning_area, *self.turning.fields)
        buttons = (self.save_button, self.print_button, self.close_button)
        whole = (*self.form.fields, *self.preview.fields, *around, *buttons)
        for one, next_one in pairwise(whole):
            QWidget.setTabOrder(one, next_one)


def _size(dialog: QWidget, appearance: Appearance) -> QSize:
    """As large as is comfortable, but inside the window, so that it is seen as its dialog."""
    wanted = QSize(appearance.em(_SIZE_EM[0]), appearance.em(_SIZE_EM[1]))
    parent = dialog.parentWidget()
    room = parent.window().size() if parent else dialog.screen().availableSize()
    return wanted.boundedTo(room - QSize(16, 16))
