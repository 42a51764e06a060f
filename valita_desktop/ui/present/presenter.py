"""Opens what is presented on the screens there are, and puts everything away afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from valita_desktop.i18n import catalogue
from valita_desktop.ui.present.class_page import ClassPage
from valita_desktop.ui.present.class_window import ClassWindow
from valita_desktop.ui.present.keys import PresentationKeys
from valita_desktop.ui.present.notes_window import NotesWindow
from valita_desktop.ui.present.presentation import Presentation
from valita_desktop.ui.present.timer_ring import TIME_IS_UP
from valita_desktop.ui.widgets.accessible import announce

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.present.awake import Awake
    from valita_desktop.ui.present.deck import Place, Show
    from valita_desktop.ui.present.screens import Screens
    from valita_desktop.ui.style.theme import Palette


class Presenter(QObject):
    """The windows of a presentation; there is at most one.

    Args:
        window: The window that one presents from.
        awake: Keeps the screen on.
        screens: Where windows can go.

    Attributes:
        presentation, class_window, notes_window: What is going on; ``None`` while nothing is.

    Signals:
        finished: It is over, and nothing of it is left.
    """

    finished = Signal()

    def __init__(
        self,
        window: QWidget,
        awake: Awake,
        screens: Screens,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._awake = awake
        self._screens = screens
        self._turn = 0
        self._palette: Palette | None = None
        self.presentation: Presentation | None = None
        self.class_window: ClassWindow | None = None
        self.notes_window: NotesWindow | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self.place)
            app.screenRemoved.connect(self.place)

    @property
    def active(self) -> bool:
        """Something is presented."""
        return self.presentation is not None

    def present(self, show: Show, palette: Palette, start: Place | None = None) -> None:
        """Begin; where something is presented already, nothing happens.

        Args:
            show: What.
            palette: The colours.
            start: Where to begin; at the beginning unless given.
        """
        if self.active:
            return
        self._palette = palette
        page = ClassPage(palette)
        now = Presentation(show, page.starts, start, self)
        page.show_presentation(now)
        self.presentation = now
        self.class_window = ClassWindow(now, page, palette)
        self.class_window.closed.connect(now.leave)
        self.class_window.controls.swap_requested.connect(self._swap)
        now.changed.connect(self._show)
        now.finished.connect(self._end)
        now.countdown.ticked.connect(self._show_timer)
        now.countdown.changed.connect(self._show_buttons)
        now.countdown.over.connect(self._tell_over)
        page.resized.connect(self._show_again)
        self._keys = PresentationKeys(now, now)
        self._awake.hold()
        self.place()

    def leave(self) -> None:
        """End what is presented, if anything is."""
        if self.presentation is not None:
            self.presentation.leave()

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        if self.class_window is not None:
            self.class_window.apply_palette(palette)
        if self.notes_window is not None:
            self.notes_window.apply_palette(palette)
        self._show_again()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever closes the window that one presents from ends the show first."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self.leave()
        return False

    # --- screens -----------------------------------------------------------------------

    def _swap(self) -> None:
        self._turn += 1
        self.place()

    def place(self, _screen: object = None) -> None:
        """Put each window where it belongs among the screens that there are now."""
        now, window = self.presentation, self.class_window
        if now is None or window is None or self._palette is None:
            return
        seats = self._screens.seats(self._window, self._turn)
        if seats.notes is None:
            self._drop_notes()
        elif self.notes_window is None:
            notes = self.notes_window = NotesWindow(now, self._palette)
            notes.closed.connect(now.leave)
            notes.controls.swap_requested.connect(self._swap)
            notes.controls.swap_button.show()
            self._keys.listen(notes)
        window.controls.setVisible(seats.notes is None)
        self._keys.listen(window)
        self._screens.fill(window, seats.audience)
        entry: QWidget = window.page
        if self.notes_window is not None and seats.notes is not None:
            self._screens.fill(self.notes_window, seats.notes)
            entry = self.notes_window.notes
        entry.window().activateWindow()
        entry.setFocus()
        self._show()

    def _drop_notes(self) -> None:
        notes, self.notes_window = self.notes_window, None
        if notes is not None:
            notes.closed.disconnect()
            notes.hide()
            notes.deleteLater()

    # --- showing -----------------------------------------------------------------------

    def _show(self) -> None:
        if self.class_window is None:
            return
        self.class_window.show_now()
        if self.notes_window is not None:
            self.notes_window.show_now()
        self._later.start()
        self.class_window.page.tell()

    def _settle(self) -> None:
        """Show the facilitator the page as the class sees it; once everything is in its place.

        Then the next one, and this one in the other language, are made ready to come at once.
        """
        if self.class_window is None or self.presentation is None:
            return
        if self.notes_window is not None:
            self.notes_window.show_picture(self.class_window.page.grab())
        for slide in self.presentation.wanted_next():
            if self.class_window.page.make_ready(slide):
                self._later.start()  # one at a time: a key may be waiting
                return

    def _show_again(self) -> None:
        """There is another room: the same words stay on top."""
        if self.presentation is not None:
            self.presentation.find_page()

    def _show_buttons(self) -> None:
        for window in (self.class_window, self.notes_window):
            if window is not None:
                window.controls.show_now()
        self._show_timer()
        self._later.start()

    def _show_timer(self) -> None:
        if self.class_window is not None:
            self.class_window.page.show_timer()
        if self.notes_window is not None:
            self.notes_window.show_timer()

    def _tell_over(self) -> None:
        if self.class_window is not None and self.presentation is not None:
            words = catalogue(self.presentation.slide.lang)
            announce(self.class_window.page, words.gettext(TIME_IS_UP))

    def _end(self) -> None:
        """Nothing is left: no window, no timer, no wish to stay awake."""
        self._awake.release()
        self._later.stop()
        window, self.class_window = self.class_window, None
        now, self.presentation = self.presentation, None
        self._drop_notes()
        if window is not None:
            window.closed.disconnect()
            window.hide()
            window.deleteLater()
        if now is not None:
            now.deleteLater()
        self._window.activateWindow()
        self.finished.emit()
