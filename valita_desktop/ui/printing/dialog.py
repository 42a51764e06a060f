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
    QLabel,
    QPushButton,
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
    printer_help,
)
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing import backend as printing
from valita_desktop.ui.printing.delivery import PdfDelivery
from valita_desktop.ui.printing.form import PrintForm
from valita_desktop.ui.printing.job import PrintJob, PrintRun
from valita_desktop.ui.printing.preview import Preview
from valita_desktop.ui.printing.rasterize import PagePicture, rasterize
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
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
        run: The document on its way to the printer.
        save_button, close_button: What they say.
        print_button: Prints or stops that, or opens for another program.
        help_label: What to know before printing; hidden where there is nothing.
        status_label: What was done, or why not.
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
        self.run = PrintRun(services.send, jobs, self)
        self._delivery = PdfDelivery(services.open_file, jobs, preferences, self)
        self.preview = Preview(jobs, self._appearance)
        self.save_button = QPushButton()
        self.print_button = QPushButton()
        self.close_button = QPushButton()
        self.help_label = QLabel()
        self.status_label = StatusLabel()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*_LEAST)
        self._dress(item.text(lang)[1].title)
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
        self.help_label.setText(printer_help(self.form.chosen_layout, current().lang))
        self.help_label.setVisible(bool(self.help_label.text()))
        self.status_label.show_status("")
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
        )
        self.run.start(job)
        self._name_print_button()

    def _say_page(self, page: int, pages: int) -> None:
        told = _("Page {n} of {total} is with the printer.")
        self.status_label.show_status(told.format(n=page, total=pages))

    def _say_sent(self, job: PrintJob) -> None:
        told = ngettext("{n} copy sent to {printer}.", "{n} copies sent to {printer}.", job.copies)
        self.status_label.show_status(told.format(n=job.copies, printer=job.printer))

    def _open(self, pdf: bytes) -> None:
        self._delivery.open(self._item.text(self.form.langs[0])[1].title, pdf)

    def _dress(self, title: str) -> None:
        palette = self._appearance.palette
        self.setWindowTitle(_("Print: {title}").format(title=title))
        self.close_button.setText(_("Close"))
        theme.set_role(self.close_button, "link")
        self.save_button.setText(_("Save PDF"))
        self.save_button.setIcon(icons.icon("download", palette.text))
        theme.set_role(self.print_button, "primary")
        self.print_button.setIcon(icons.icon("printer", palette.on_primary))
        for button in (self.save_button, self.print_button):
            button.setIconSize(icons.beside_text())
        theme.set_role(self.help_label, "muted")
        self.help_label.setTextFormat(Qt.TextFormat.PlainText)
        self.help_label.setWordWrap(True)
        self.help_label.hide()
        school = self.form.school_check_box
        school.setChecked(bool(self._school.name))
        school.setEnabled(bool(self._school.name))
        if not self._school.name:
            school.setToolTip(_("Write the school’s name in the settings first."))
        self.form.low_ink_check_box.setChecked(self._preferences.now.low_ink)
        self._name_print_button()

    def _lay_out(self) -> None:
        title = HeadingLabel(1)
        theme.set_role(title, "h2")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setText(self.windowTitle())
        self._scroll = _scrolling(self.form)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._scroll)
        middle.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(title)
        column.addLayout(middle, 1)
        column.addWidget(self.help_label)
        column.addWidget(self.status_label)
        column.addLayout(buttons)
        self.resize(_size(self, self._appearance))

    def _connect(self) -> None:
        self.form.handout_changed.connect(self.make)
        self.form.copies_changed.connect(self._name_print_button)
        self.run.progressed.connect(self._say_page)
        self.run.sent.connect(self._say_sent)
        self.run.failed.connect(self.show_error)
        for ended in (self.run.sent, self.run.failed):
            ended.connect(self._name_print_button)
        self.finished.connect(self.run.stop)
        self.preview.failed.connect(self.show_error)
        self.save_button.clicked.connect(self.save_pdf)
        self.print_button.clicked.connect(self.print_or_open)
        self._delivery.told.connect(self.status_label.show_status)
        self._delivery.refused.connect(self.status_label.show_refusal)
        self._delivery.failed.connect(self.show_error)
        self.close_button.clicked.connect(self.reject)
        self.print_button.setDefault(True)

    def _name_print_button(self) -> None:
        """The main button says what happens."""
        self.form.show_copies()
        copies = self.form.copies_box.value()
        if self.run.running:
            told = _("Stop printing")
        elif self.form.chosen_printer:
            told = ngettext("Print {n} copy", "Print {n} copies", copies).format(n=copies)
        else:
            told = _("Open for printing")
        self.print_button.setText(told)

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
