"""The foot of a `PrintDialog`: what is to be known, what was done, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
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
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

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

    def __init__(self, labels: Sequence[QLabel], parent: QWidget | None = None) -> None:
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


class PrintFoot(QWidget):
    """Lines and buttons below the form and the preview.

    Attributes:
        help_label: What to know before printing; hidden where there is nothing.
        printer_label: What keeps the printer from printing; hidden where nothing does.
        status_label: What was done, or why not.
        save_button, close_button: What they say.
        print_button: Prints or stops that, or opens for another program.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.help_label = QLabel()
        self.printer_label = StatusLabel()
        self.status_label = StatusLabel()
        self.save_button = QPushButton()
        self.print_button = OnceButton()
        self.close_button = QPushButton()
        self._dress(appearance)
        self._lay_out()

    def say_printer(self, state: PrinterState | None, form: PrintForm) -> None:
        """Say once what keeps a printer from printing, and nothing when it goes on."""
        told = state_words(state, form.chosen_paper) if state else ""
        if told != self.printer_label.text():
            self.printer_label.show_refusal(told)

    def show_step(self, form: PrintForm, desk: PrinterDesk) -> None:
        """The main button says what happens when it is pressed."""
        known = "" if form.by_hand else printer_help(form.chosen_layout, current().lang)
        self.help_label.setText(known)
        self.help_label.setVisible(bool(known))
        copies = form.copies_box.value()
        if desk.run.running:
            told = _("Stop printing")
        elif desk.backs_next:
            told = _("Print the backs")
        elif form.chosen_printer:
            told = ngettext("Print {n} copy", "Print {n} copies", copies).format(n=copies)
        else:
            told = _("Open for printing")
        self.print_button.setText(told)

    def _dress(self, appearance: Appearance) -> None:
        palette = appearance.palette
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

    def _lay_out(self) -> None:
        row = QWidget()  # which keeps its height where the lines above it give way
        row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(10)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(FootLines((self.help_label, self.printer_label, self.status_label)))
        column.addWidget(row)
