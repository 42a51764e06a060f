"""Print or save an item: choose, see at once how it will be, and have it.

The PDF is made by a job, and only the newest wish counts: every change has a number, and
what comes back with an older one is dropped. The preview draws the very bytes that are
saved and printed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.handout import (
    HeldSource,
    Layout,
    Piece,
    School,
    make_handout,
)
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing import backend as printing
from valita_desktop.ui.printing.delivery import PdfDelivery
from valita_desktop.ui.printing.desk import PrinterDesk
from valita_desktop.ui.printing.foot import PrintFoot
from valita_desktop.ui.printing.form import PrintForm
from valita_desktop.ui.printing.job import PageSet, PrintJob
from valita_desktop.ui.printing.preview import Preview
from valita_desktop.ui.printing.rasterize import PagePicture, rasterize
from valita_desktop.ui.printing.turning import TurningGuide
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.printing.job import PrinterState
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Appearance

_LEAST = (640, 400)
"""Pixels; a netbook's screen holds it, and the form scrolls."""
_SIZE_EM = (70, 44)
"""A form and an A4 page beside it whose words can be made out."""
_FORM_EM = 29.0
"""Two layout cards beside each other, with all their words."""


class Made(NamedTuple):
    """What a job brings back to a `PrintDialog`: a PDF, its first page, and for which wish."""

    wish: int
    pdf: bytes
    first: PagePicture


class PrintDialog(QDialog):
    """Print dialog of one item: a `PrintForm` at the left, a `Preview` of it at the right.

    Attributes:
        form: What is chosen.
        preview: How it will be.
        desk: What is with the printer, and how it fares.
        turning: How the pile is turned between fronts and backs; shown in the preview's place.
        foot: What is to be known, what was done, and the buttons.
        save_button, print_button, close_button, help_label, status_label: Those of the foot.
    """

    def __init__(
        self,
        item: Item,
        lang: Lang,
        jobs: Jobs,
        preferences: Preferences,
        services: PrintServices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._item = item
        self._jobs = jobs
        self._preferences = preferences
        self._services = services
        self._appearance = theme.appearance(preferences.now.look, preferences.now.text_size)
        self._school = services.school()
        self._source = HeldSource(  # asked once, not for every preview
            services.source.all_facts(),
            {each.sha256: services.source.image(each.sha256) for each in item.attachments},
        )
        self._wish = 0
        self._made: Made | None = None
        self._then: Callable[[bytes], None] | None = None
        self.form = PrintForm(item, lang, self._appearance)
        self.desk = PrinterDesk(services, jobs, self)
        self.run = self.desk.run
        self._delivery = PdfDelivery(services.open_file, jobs, preferences, self)
        self.preview = Preview(jobs, self._appearance)
        self.turning = TurningGuide(self._appearance)
        self.foot = foot = PrintFoot(self._appearance)
        self.save_button, self.print_button = foot.save_button, foot.print_button
        self.close_button = foot.close_button
        self.help_label, self.status_label = foot.help_label, foot.status_label
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*_LEAST)
        self._title = _("Print: {title}").format(title=item.text(lang)[1].title)
        self.setWindowTitle(titled(self._title))
        self.form.show_school(self._school.name)
        self.form.low_ink_check_box.setChecked(preferences.now.low_ink)
        self._lay_out()
        self._connect()

    def begin(self, layout: Layout) -> None:
        """Start with a layout, and find out which printers there are."""
        self.form.choose(layout)
        self.form.cards.cards[self.form.chosen_layout].setFocus()
        self._jobs.start(
            self._services.printers,
            owner=self,
            done=self.form.show_printers,
            failed=self.show_error,
        )

    @property
    def pdf(self) -> bytes | None:
        """The newest PDF; ``None`` while it is being made."""
        return self._made.pdf if self._made and self._made.wish == self._wish else None

    def handout(self) -> Handout:
        """What is chosen."""
        form = self.form
        return make_handout(
            [Piece(self._item, lang, form.chosen_part) for lang in form.langs],
            self._source,
            layout=form.chosen_layout,
            paper=form.chosen_paper,
            low_ink=form.low_ink_check_box.isChecked(),
            school=self._school
            if form.school_check_box.isChecked()
            else School("", self._school.logo, self._school.contacts),
            both_sides=form.both_sides,
        )

    def make(self) -> None:
        """Have the PDF made of what is chosen now; what was asked before is dropped."""
        self._wish += 1
        self._then = None
        wish, handout, room = self._wish, self.handout(), self.preview.view.room()
        render = self._services.render

        def work() -> Made | None:
            if wish != self._wish:
                return None
            pdf = render(handout)
            return Made(wish, pdf, rasterize(pdf, 0, room))

        self.preview.show_making()
        self.status_label.show_status("")
        self.desk.start_over()
        self._show_step()
        self._jobs.start(work, owner=self, done=self._show_made, failed=self._show_refusal)

    def show_error(self, error: Exception) -> None:
        """Say what went wrong and what still works."""
        _raise_fault(error)
        self.status_label.show_refusal(sentence(error))

    def _show_made(self, made: Made | None) -> None:
        if made is None or made.wish != self._wish:
            return
        self._made = made
        self.preview.show_pdf(made.pdf, made.first)
        then, self._then = self._then, None
        if then:
            then(made.pdf)

    def _show_refusal(self, error: Exception) -> None:
        self._made = None
        self.preview.show_refusal(sentence(error))
        _raise_fault(error)

    def save_pdf(self) -> None:
        """Ask where, then save."""
        text = self._item.text(self.form.langs[0])[1]
        folder = printing.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_path(self, folder / printing.file_name(text.title))
        if path is not None:
            self._when_made(partial(self._delivery.save, path))

    def print_or_open(self) -> None:
        """Give it to the printer, or to the program that prints PDF files; or stop that."""
        if self.run.running:
            self.run.stop()
        else:
            self._when_made(self._print if self.form.chosen_printer else self._open)

    def _when_made(self, then: Callable[[bytes], None]) -> None:
        if self.pdf is not None:
            then(self.pdf)
        else:
            self._then = then

    def _print(self, pdf: bytes) -> None:
        form = self.form
        job = PrintJob(
            pdf,
            form.chosen_printer,
            form.copies_box.value(),
            form.chosen_paper,
            self._item.text(form.langs[0])[1].title,
            form.chosen_sides,
            self._pages(),
            in_grey=form.grey_check_box.isVisible() and form.grey_check_box.isChecked(),
        )
        self.desk.start(job)

    def _pages(self) -> PageSet:
        """Which pages go to the printer now."""
        if not self.form.by_hand or (self._made and self._made.first.pages == 1):
            return PageSet.ALL
        return self.turning.backs if self.desk.backs_next else PageSet.FRONTS

    def _ask_printer(self) -> None:
        """Find out what the chosen printer has; what comes back for another one is dropped."""
        name = self.form.chosen_printer
        self._say_printer(None)
        if not name:
            return

        def show(state: PrinterState | None) -> None:
            if name == self.form.chosen_printer:
                self.form.show_printer(state)
                self._say_printer(state)

        work = partial(self._services.printer_state, name)
        self._jobs.start(work, owner=self, done=show, failed=self.show_error)

    def _say_printer(self, state: PrinterState | None) -> None:
        self.foot.say_printer(state, self.form)

    def _open(self, pdf: bytes) -> None:
        self._delivery.open(self._item.text(self.form.langs[0])[1].title, pdf)

    def _lay_out(self) -> None:
        title = HeadingLabel(1)
        theme.set_role(title, "h2")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setText(self._title)
        self._scroll = _scrolling(self.form)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._scroll)
        middle.addWidget(self.preview, 1)
        self._turning_area = _scrolling(self.turning)
        self._turning_area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        middle.addWidget(self._turning_area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(title)
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
        self.desk.failed.connect(self.show_error)
        self.desk.changed.connect(self._show_step)
        self.finished.connect(self.desk.close)
        self.preview.failed.connect(self.show_error)
        self.save_button.clicked.connect(self.save_pdf)
        self.print_button.clicked.connect(self.print_or_open)
        self._delivery.told.connect(self.status_label.show_status)
        self._delivery.refused.connect(self.status_label.show_refusal)
        self._delivery.failed.connect(self.show_error)
        self.close_button.clicked.connect(self.reject)
        self.print_button.setDefault(True)

    def _show_step(self) -> None:
        """The pile is turned before its backs come; the main button says what happens."""
        self.form.show_copies()
        self.preview.setVisible(not self.desk.backs_next)
        self._turning_area.setVisible(self.desk.backs_next)
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
        self._scroll.setFixedWidth(min(self._appearance.em(_FORM_EM), most))


def _scrolling(form: QWidget) -> QScrollArea:
    """A form that scrolls up and down where the screen is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    return area


def _size(dialog: QWidget, appearance: Appearance) -> QSize:
    """As large as is comfortable, but inside the window, so that it is seen as its dialog."""
    wanted = QSize(appearance.em(_SIZE_EM[0]), appearance.em(_SIZE_EM[1]))
    parent = dialog.parentWidget()
    room = parent.window().size() if parent else dialog.screen().availableSize()
    return wanted.boundedTo(room - QSize(16, 16))


def _raise_fault(error: Exception) -> None:
    """A fault of the program, and not of the world, goes where all faults go."""
    if not isinstance(error, ValitaError):
        raise error
