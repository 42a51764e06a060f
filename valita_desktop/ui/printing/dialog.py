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
from valita_desktop.ui.printing.preview import PagePicture, PageView, picture
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.state.preferences import Preferences

_LEAST = (640, 400)
_SIZE_EM = (70, 44)
_FORM_EM = 29.0


class Made(NamedTuple):
    """What a job brings back: a PDF and its first page, and for which wish."""

    wish: int
    pdf: bytes
    first: PagePicture


class PrintDialog(QDialog):
    """Print dialog of one item: a `PrintForm` at the left, the pages at the right.

    Attributes:
        form: What is chosen.
        view: How it will be.
        run: The document on its way to the printer.
        save, go, cancel: The buttons; ``go`` prints or stops, or opens for another program.
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
        self._turn = 0
        self._page = 0
        self._made: Made | None = None
        self._then: Callable[[bytes], None] | None = None
        self.form = PrintForm(item, lang, self._appearance)
        self.run = PrintRun(services.send, jobs, self)
        self._delivery = PdfDelivery(services.open_file, jobs, preferences, self)
        self.view = PageView(self._appearance)
        self.save, self.go, self.cancel = (QPushButton() for _number in range(3))
        self.earlier, self.later = (QPushButton() for _number in range(2))
        self._page_name, self._help, self._told = (QLabel() for _number in range(3))
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

    # --- the handout and its pages -------------------------------------------------------

    def handout(self) -> Handout:
        """What is chosen."""
        form = self.form
        return make_handout(
            [Piece(self._item, lang, form.chosen_part) for lang in form.langs],
            self._source,
            layout=form.chosen_layout,
            paper=form.chosen_paper,
            low_ink=form.low_ink.isChecked(),
            school=self._school
            if form.school.isChecked()
            else School("", self._school.logo, self._school.contacts),
        )

    def make(self) -> None:
        """Have the PDF made of what is chosen now; what was asked before is dropped."""
        self._wish += 1
        self._then = None
        wish, handout, room = self._wish, self.handout(), self.view.room()
        render = self._services.render

        def work() -> Made | None:
            if wish != self._wish:
                return None
            pdf = render(handout)
            return Made(wish, pdf, picture(pdf, 0, room))

        self._page = 0
        self._page_name.setText(_("Making the pages…"))
        self._help.setText(printer_help(self.form.chosen_layout, current().lang))
        self._help.setVisible(bool(self._help.text()))
        self._tell("", "ok")
        self._jobs.start(work, owner=self, done=self._show_made, failed=self._show_refusal)

    def turn(self, by: int) -> None:
        """Show another page."""
        if self._made:
            self._page = min(max(self._page + by, 0), self._made.first.pages - 1)
            self._draw_page()

    def show_error(self, error: Exception) -> None:
        """Say what went wrong and what still works."""
        _raise_fault(error)
        self._tell(sentence(error), "error")

    def _show_made(self, made: Made | None) -> None:
        if made is None or made.wish != self._wish:
            return
        self._made = made
        self._show_picture(made.first)
        then, self._then = self._then, None
        if then:
            then(made.pdf)

    def _show_refusal(self, error: Exception) -> None:
        self._made = None
        self._page_name.setText("")
        told = sentence(error)
        self.view.show_words(told)
        announce(self, told)
        _raise_fault(error)

    def _draw_page(self) -> None:
        if not self._made:
            return
        self._turn += 1
        turn, pdf, page, room = self._turn, self._made.pdf, self._page, self.view.room()

        def work() -> PagePicture | None:
            return picture(pdf, page, room) if turn == self._turn else None

        self._jobs.start(work, owner=self, done=self._show_picture, failed=self.show_error)

    def _show_picture(self, drawn: PagePicture | None) -> None:
        if drawn is None:
            return
        if drawn.box != self.view.room():
            self._draw_page()
        name = _("Page {n} of {total}").format(n=self._page + 1, total=drawn.pages)
        self.view.show_page(drawn.image, name)
        self._page_name.setText(name)
        self.earlier.setEnabled(self._page > 0)
        self.later.setEnabled(self._page < drawn.pages - 1)

    # --- having it -----------------------------------------------------------------------

    def save_pdf(self) -> None:
        """Ask where, then save."""
        text = self._item.text(self.form.langs[0])[1]
        folder = printing.folder_for(self._preferences.now.output_folder)
        path = self._services.ask_path(self, folder / printing.file_name(text.title))
        if path is not None:
            self._when_made(partial(self._save, path))

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
            form.copies.value(),
            form.chosen_paper,
            self._item.text(form.langs[0])[1].title,
            form.chosen_sides,
        )
        self.run.start(job)
        self._show_printers_button()

    def _say_page(self, page: int, pages: int) -> None:
        self._tell(_("Page {n} of {total} is with the printer.").format(n=page, total=pages), "ok")

    def _say_sent(self, job: PrintJob) -> None:
        told = ngettext("{n} copy sent to {printer}.", "{n} copies sent to {printer}.", job.copies)
        self._tell(told.format(n=job.copies, printer=job.printer), "ok")

    def _save(self, path: Path, pdf: bytes) -> None:
        self._delivery.save(pdf, path)

    def _open(self, pdf: bytes) -> None:
        self._delivery.open(pdf, self._item.text(self.form.langs[0])[1].title)

    def _say_done(self, words: str) -> None:
        self._tell(words, "ok")

    def _say_refused(self, words: str) -> None:
        self._tell(words, "error")

    def _tell(self, words: str, role: str) -> None:
        theme.set_role(self._told, role)
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            announce(self, words)

    # --- building ------------------------------------------------------------------------

    def _dress(self, title: str) -> None:
        palette = self._appearance.palette
        self.setWindowTitle(_("Print: {title}").format(title=title))
        self.cancel.setText(_("Close"))
        theme.set_role(self.cancel, "link")
        self.save.setText(_("Save PDF"))
        self.save.setIcon(icons.icon("download", palette.text))
        theme.set_role(self.go, "primary")
        self.go.setIcon(icons.icon("printer", palette.on_primary))
        for button in (self.save, self.go):
            button.setIconSize(icons.beside_text())
        for button, icon, name in (
            (self.earlier, "chevron-left", _("Previous page")),
            (self.later, "chevron-right", _("Next page")),
        ):
            theme.set_role(button, "quiet")
            button.setIcon(icons.icon(icon, palette.primary))
            button.setIconSize(QSize(icons.MEDIUM, icons.MEDIUM))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setEnabled(False)
        theme.set_role(self._help, "muted")
        for label in (self._help, self._told, self._page_name):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._page_name)
            label.setVisible(label is self._page_name)
        self.form.school.setChecked(bool(self._school.name))
        self.form.school.setEnabled(bool(self._school.name))
        if not self._school.name:
            self.form.school.setToolTip(_("Write the school’s name in the settings first."))
        self.form.low_ink.setChecked(self._preferences.now.low_ink)
        self._show_printers_button()

    def _lay_out(self) -> None:
        title = HeadingLabel(1)
        theme.set_role(title, "h2")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setText(self.windowTitle())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)
        pages = QHBoxLayout()
        pages.addStretch(1)
        for thing in (self.earlier, self._page_name, self.later):
            pages.addWidget(thing, 0, Qt.AlignmentFlag.AlignVCenter)
        pages.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.view, 1)
        right.addLayout(pages)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self._scroll)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(title)
        column.addLayout(middle, 1)
        column.addWidget(self._help)
        column.addWidget(self._told)
        column.addLayout(buttons)
        wanted = QSize(self._appearance.em(_SIZE_EM[0]), self._appearance.em(_SIZE_EM[1]))
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(wanted.boundedTo(room - QSize(16, 16)))

    def _connect(self) -> None:
        self.form.changed.connect(self.make)
        self.form.copies_changed.connect(self._show_printers_button)
        self.run.progressed.connect(self._say_page)
        self.run.sent.connect(self._say_sent)
        self.run.failed.connect(self.show_error)
        for ended in (self.run.sent, self.run.failed):
            ended.connect(self._show_printers_button)
        self.finished.connect(self.run.stop)
        self.view.resized.connect(self._draw_page)
        self.earlier.clicked.connect(partial(self.turn, -1))
        self.later.clicked.connect(partial(self.turn, 1))
        self.save.clicked.connect(self.save_pdf)
        self.go.clicked.connect(self.print_or_open)
        self._delivery.told.connect(self._say_done)
        self._delivery.refused.connect(self._say_refused)
        self._delivery.failed.connect(self.show_error)
        self.cancel.clicked.connect(self.reject)
        self.go.setDefault(True)

    def _show_printers_button(self) -> None:
        """The main button says what happens."""
        self.form.show_copies()
        copies = self.form.copies.value()
        if self.run.running:
            told = _("Stop printing")
        elif self.form.chosen_printer:
            told = ngettext("Print {n} copy", "Print {n} copies", copies).format(n=copies)
        else:
            told = _("Open for printing")
        self.go.setText(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the form keeps its width as long as the preview has room."""
        super().resizeEvent(event)
        self._scroll.setFixedWidth(min(self._appearance.em(_FORM_EM), self.width() * 6 // 11))


def _raise_fault(error: Exception) -> None:
    """A fault of the program, and not of the world, goes where all faults go."""
    if not isinstance(error, ValitaError):
        raise error
