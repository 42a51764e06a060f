"""What a `PrintDialog` says – what to know, what was done – and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.handout import printer_help
from valita_desktop.i18n import _, current, ngettext
from valita_desktop.ui.printing.desk import state_words
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from valita_desktop.content.layouts import Paper
    from valita_desktop.ui.printing.desk import PrinterDesk
    from valita_desktop.ui.printing.form import PrintForm
    from valita_desktop.ui.printing.job import PrinterState
    from valita_desktop.ui.style.theme import Appearance


class OnceButton(QPushButton):
    """A button that a double click, or a key that is held down, presses once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._was_pressed = False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_pressed = True
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt would take the second press of a double click for one more."""
        if self._was_pressed:
            self._was_pressed = False
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


class FootLines(QScrollArea):
    """Labels below each other, as high as they are where there is room; they scroll where not."""

    def __init__(self, labels: Sequence[PlainLabel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inner = QWidget()
        inner.setProperty("role", "page")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for label in labels:
            self._column.addWidget(label)
        self.setWidget(inner)
        inner.installEventFilter(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), max(0, self._column.heightForWidth(self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        least = 2 * self.fontMetrics().lineSpacing()
        return QSize(0, min(least, self.sizeHint().height()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Labels that come and go make it higher and lower."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class PrintNotes(FootLines):
    """What is to be known before printing, and what was done; takes room of the form alone.

    Attributes:
        help_label: What to know before printing; hidden where there is nothing.
        printer_label: What keeps the printer from printing; hidden where nothing does.
        status_label: What was done, or why not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self.help_label = PlainLabel()
        self.printer_label = StatusLabel()
        self.status_label = StatusLabel()
        theme.set_role(self.help_label, "muted")
        self.help_label.setWordWrap(True)
        self.help_label.hide()
        super().__init__((self.help_label, self.printer_label, self.status_label), parent)

    def say_printer(self, state: PrinterState | None, paper: Paper) -> None:
        """Say once what keeps a printer from printing, and nothing when it goes on."""
        told = state_words(state, paper) if state else ""
        if told != self.printer_label.text():
            self.printer_label.show_refusal(told)

    def say_help(self, form: PrintForm) -> None:
        """Say what to mind at the printer."""
        known = "" if form.printer.by_hand else printer_help(form.wish.layout, current().lang)
        self.help_label.setText(known)
        self.help_label.setVisible(bool(known))


class PrintFoot(QWidget):
    """The buttons of a `PrintDialog`, which stay where they are.

    Attributes:
        save_button, close_button: What they say.
        print_button: Prints or stops that, or opens for another program.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.close_button = OnceButton()
        self.save_button = QPushButton()
        self.print_button = OnceButton()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress(appearance)
        buttons = QHBoxLayout(self)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(10)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)

    def show_step(self, form: PrintForm, desk: PrinterDesk) -> None:
        """The main button says what happens when it is pressed; Enter never prints twice."""
        copies = form.copies_box.value()
        if desk.run.running:
            told = _("Stop printing")
        elif desk.backs_next:
            told = _("Print the backs")
        elif desk.is_done:
            told = _("Print again")
        elif form.printer.chosen_printer:
            told = ngettext("Print {n} copy", "Print {n} copies", copies).format(n=copies)
        else:
            told = _("Open for printing")
        self.print_button.setText(told)
        self._fit()
        main = self.close_button if desk.is_done else self.print_button
        main.setDefault(True)
        if desk.is_done and self.print_button.hasFocus():
            self.close_button.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the words of the buttons need all the room, the icon beside saving goes."""
        self.save_button.setIcon(self._save_icon)
        if self.minimumSizeHint().width() > self.width():
            self.save_button.setIcon(QIcon())

    def _dress(self, appearance: Appearance) -> None:
        palette = appearance.palette
        self.close_button.setText(_("Close"))
        theme.set_role(self.close_button, "link")
        self.save_button.setText(_("Save PDF"))
        theme.set_role(self.print_button, "primary")
        self.print_button.setText(_("Print"))  # an icon beside words has another size
        icons.put_on(self.save_button, "download", palette.text, appearance)
        icons.put_on(self.print_button, "printer", palette.on_primary, appearance)
        self._save_icon = self.save_button.icon()
