"""Opens the window: letters, colours and language first, then what it works with.

Home is painted from a glimpse of the databases; they are opened by a job afterwards, and nothing
that the first page does not need is imported before it is seen (tests/test_start.py).
"""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QSize, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox
from typing_extensions import override

from valita_desktop import APP_ID, i18n, paths
from valita_desktop.content.model import LANGS
from valita_desktop.errors import ValitaError
from valita_desktop.library import situation
from valita_desktop.messages.errors import message
from valita_desktop.ui.state import window_size
from valita_desktop.ui.state.instance import Instance
from valita_desktop.ui.state.jobs import ThreadJobs
from valita_desktop.ui.state.waste import Waste
from valita_desktop.ui.state.window_size import WindowSize
from valita_desktop.ui.state.wishes import NOTHING, StartWish, known_files
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets import accessible, focus_gap
from valita_desktop.ui.widgets.plain import PlainMessageBox
from valita_desktop.ui.window.crash import CrashReporter
from valita_desktop.ui.window.history import PageKey
from valita_desktop.ui.window.main_window import MainWindow
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from valita_desktop.settings import Settings
    from valita_desktop.ui.state.jobs import Jobs
    from valita_desktop.ui.window.services import Arrival, WindowServices

log = logging.getLogger(__name__)

SIZE = QSize(1366, 768)
"""Of the window where the screen has room for it."""

_WANTED_NEXT = (
    "printing.layout_cards",
    "printing.dialog",
    "text.text_view",
    "reader.reader",
    "notebook.overview",
    "notebook.corner",
    "item.body",
    "item.page",
    "present.class_page",
    "present.presenter",
    "present.screens",
    "present.awake",
)
"""Imported by steps: whoever is imported first has least left to bring along."""

_ANYTHING = "min"
"""Much begins so in both languages, so that nothing is taken for a slip: a search for it reads
what only a search does, as which words differ in dots alone, and own notes."""

_TURN_S = 0.001
"""While another thread imports the stores: Python's own 5 ms are waited for each time that Qt is
called, some dozens of times until the rows of a letter are painted."""

_STYLE = "Fusion"
_BREATH_MS = 100
"""After the first frame, before what is wanted next is made ready."""


def run(
    settings: Settings,
    open_services: Callable[[], WindowServices],
    log_file: Path,
    first_frame: Callable[[], None] | None = None,
    wish: StartWish = NOTHING,
    seen: WindowServices | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        settings: What has been chosen.
        open_services: Opens what the window works with; called on another thread.
        log_file: Where faults are logged, to be told to the person.
        first_frame: Called when the window has been painted, which is then closed (for a
            measurement).
        wish: What whoever starts the program wants to see.
        seen: What the window can be shown with before the others are open; ``None`` where they
            must be waited for.

    Returns:
        The exit code: 0 closed, or another window is open and came to the front · 1 could not
        be opened, and the person was told why.
    """
    instance = Instance(paths.data_dir())
    if not instance.claim() and instance.hand_over(wish):
        return 0
    app = application(settings)
    CrashReporter(log_file).install()
    waste = Waste(app)
    jobs = ThreadJobs(app)
    opening = _Opening(jobs, app, instance, first_frame, wish)
    if isinstance(app, ValitaApplication):
        app.file_brought.connect(opening.bring)
    if seen is None:
        jobs.start(open_services, owner=opening, done=opening.show, failed=opening.refuse)
    else:
        opening.show(seen)
    code = app.exec()
    jobs.close()
    waste.close()
    opening.close()
    instance.close()
    return code


def picture(settings: Settings, services: WindowServices, file: Path, size: QSize = SIZE) -> None:
    """Paint the window into a PNG, for a computer without a display.

    Needs ``QT_QPA_PLATFORM=offscreen`` there.

    Args:
        settings: What has been chosen.
        services: What the window works with, opened already.
        file: The PNG; what stood there is replaced.
        size: Of the window, in pixels.
    """
    app = application(settings)
    jobs = ThreadJobs(app)
    window = _main_window(services, jobs)
    window.resize(size)
    window.show()

    def take() -> None:
        window.grab().save(str(file))
        window.close()
        app.quit()

    QTimer.singleShot(0, window, take)
    app.exec()
    jobs.close()
    window.deleteLater()


def application(settings: Settings) -> QApplication:
    """The Qt application, dressed; the one that is there already if there is one."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # `setStyle` hands the style back, for which PySide makes the 566 names of QStyle.
        app = ValitaApplication([*sys.argv[:1], "-style", _STYLE])
    else:
        app.setStyle(_STYLE)
    app.setApplicationName("valita")
    app.setApplicationDisplayName("Välitä!")
    app.setDesktopFileName(APP_ID)
    if sys.platform == "win32":
        name_to_windows()
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
    theme.register_fonts()
    accessible.install()
    focus_gap.install(app)
    theme.dress(theme.appearance(settings.look, settings.text_size))
    i18n.set_language(settings.ui_language or i18n.system_language())
    return app


def name_to_windows() -> None:
    """Tell Windows which program this is, as its link in the Start menu does.

    The task bar keeps together what says the same, a pinned icon and the windows of the program;
    must be told before the first window. Where it cannot be, it goes by the path of the program.

    Source: Microsoft, "Application User Model IDs (AppUserModelIDs)".
    """
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows:
        windows.shell32.SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(APP_ID))


class ValitaApplication(QApplication):
    """The application of Qt, which hears from macOS of files to be opened.

    macOS starts a program once and tells it of each double click; it names no file in the words
    of a start.

    Signals:
        file_brought: A file is to be opened; carries its `StartWish`.
    """

    file_brought = Signal(object)

    @override
    def event(self, event: QEvent) -> bool:
        """Take a file of the system."""
        if isinstance(event, QFileOpenEvent):
            files = known_files([event.file() or event.url().toString()])
            if files:
                self.file_brought.emit(StartWish(files))
            return bool(files)
        return super().event(event)


def come_forward(window: MainWindow, wish: StartWish) -> None:
    """Show the window to whoever started the program again, and what is wished."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    show_wish(window, wish)


def show_wish(window: MainWindow, wish: StartWish) -> None:
    """Go to a page and open files, where any are wished."""
    if wish.page:
        window.navigator.go_to_entry(wish.page)
    window.brought.open_all(wish.files)


class QtTranslations(QObject):
    """Qt's own words (of file dialogs and menus) in the language of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = QTranslator(self)

    def speak(self, lang: str) -> None:
        """Speak this language from now on."""
        app = QApplication.instance()
        if app is None:
            return
        app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if lang != "en" and self._translator.load(f"qtbase_{lang}", folder):
            app.installTranslator(self._translator)


def what_comes_next(window: MainWindow, services: WindowServices) -> Iterator[None]:
    """Make ready what a person wants next, in steps after each of which the window answers.

    First the search, then the page of a material, then showing it to a class. What was found
    before the stores were open is asked for again.

    Args:
        window: The window, shown.
        services: What it works with.

    Yields:
        Nothing, after each step; may be left off after any.
    """
    gc.freeze()  # what is there stays: to look through all of it for waste takes 50 ms
    window.stack.page(PageKey.LIST)
    situation.wishes(_ANYTHING)  # what tells of time and people is compiled by it
    yield
    lang = services.settings.content_language
    yield from services.library.get_ready(lang)
    window.navigator.search_again()
    yield
    for each in sorted(LANGS, key=lambda one: one != lang):  # what is read comes first
        with suppress(ValitaError):  # told when somebody searches
            services.library.search(_ANYTHING, each)
        yield
    for name in _WANTED_NEXT:
        import_module(f"valita_desktop.ui.{name}")
        yield
    from valita_desktop.ui.present import awake  # late: as all that is wanted next

    awake.get_ready()
    yield
    yield from window.stack.prepare()
    gc.freeze()


def what_comes_first(window: MainWindow, services: WindowServices) -> Iterator[None]:
    """Make ready what a letter needs, before the stores are opened: nobody waits for less.

    What is imported on another thread meanwhile would hold this one up, so it comes later.

    Args:
        window: The window, painted.
        services: What it is shown with.

    Yields:
        Nothing, after each step.
    """
    import_module("valita_desktop.ui.item_list.page")
    yield
    window.stack.page(PageKey.LIST)
    yield
    yield from services.library.get_ready(services.settings.content_language)
    situation.wishes(_ANYTHING)
    yield


def _main_window(services: WindowServices, jobs: Jobs) -> MainWindow:
    words = QtTranslations()
    words.speak(services.settings.ui_language or i18n.system_language())
    window = MainWindow(services, jobs)
    words.setParent(window)
    window.language_changed.connect(words.speak)
    return window


class _Opening(QObject):
    """Waits for the services, then shows the window or says why there is none."""

    def __init__(
        self,
        jobs: Jobs,
        parent: QObject,
        instance: Instance,
        first_frame: Callable[[], None] | None = None,
        wish: StartWish = NOTHING,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._instance = instance
        self._first_frame = first_frame
        self._wish = wish
        self._window: MainWindow | None = None
        self._arrival: Arrival | None = None
        self._steps: Iterator[None] = iter(())
        self._usual_turn_s = sys.getswitchinterval()
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self.refusal: QMessageBox | None = None

    def show(self, services: WindowServices) -> None:
        window = self._window = _main_window(services, self._jobs)
        room, last = window.screen().availableSize(), window_size.load()
        size = QSize(last.width, last.height) if last else SIZE
        window.resize(size.boundedTo(room))  # also where no window manager hears of maximizing
        small = room.width() <= SIZE.width() or room.height() <= SIZE.height()
        if last.maximized if last else small:
            window.showMaximized()
        else:
            window.show()
        if self._first_frame is not None:
            show_wish(window, self._wish)
            QTimer.singleShot(0, self, self._report_first_frame)
        elif services.arrival is not None:
            window.installEventFilter(self)
            self._arrival, self._steps = services.arrival, self._begin(services)
        else:
            self._go_on(services)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the window has been painted, go on."""
        if watched is self._window and event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, partial(self._take_steps, self._steps))
        return False

    def _begin(self, services: WindowServices) -> Iterator[None]:
        """Make a letter quick, unless more than that is wanted, and open the stores."""
        if self._window and services.library.rows() and self._wish == NOTHING:
            yield from what_comes_first(self._window, services)
        if self._arrival is not None:
            sys.setswitchinterval(_TURN_S)
            done, failed = self._furnish, self.refuse
            self._jobs.start(self._arrival, owner=self, done=done, failed=failed)

    def _furnish(self, services: WindowServices) -> None:
        """The stores are open: what they say is shown, and all that needs them begins."""
        sys.setswitchinterval(self._usual_turn_s)
        window, arrival = self._window, self._arrival
        if window is None or arrival is None:
            return
        try:
            if not arrival.is_as_seen():
                window.navigator.show_rows(services.library.rows())
        except ValitaError as error:
            window.report(error)
        window.furnish(services)
        self._go_on(services)

    def _go_on(self, services: WindowServices) -> None:
        """Show what is wished, and make ready what is wanted next."""
        if self._window is not None:
            steps = self._rest(self._window, services)
            self._breath.timeout.connect(partial(self._get_ready, steps))
            self._breath.start(_BREATH_MS)
            show_wish(self._window, self._wish)

    def _rest(self, window: MainWindow, services: WindowServices) -> Iterator[None]:
        yield from what_comes_next(window, services)
        if self._arrival is not None:
            self._arrival.leave_early()  # nothing shows what was found so any longer

    def bring(self, wish: StartWish) -> None:
        """Show what the system asks for, once there is a window."""
        if self._window is None:
            self._wish = StartWish((*self._wish.files, *wish.files), self._wish.page)
        else:
            come_forward(self._window, wish)

    def _get_ready(self, steps: Iterator[None]) -> None:
        """What nobody waits for at the start."""
        if self._window is not None:
            self._instance.requested.connect(partial(come_forward, self._window))
            self._instance.listen()
            self._take_steps(steps)

    def _take_steps(self, steps: Iterator[None]) -> None:
        """Take the next step, and the others later; what is typed meanwhile comes first."""
        if self._window is not None and next(steps, self) is None:
            QTimer.singleShot(0, self._window, partial(self._take_steps, steps))

    def _report_first_frame(self) -> None:
        """The events before this one have painted the window."""
        if self._first_frame is not None and self._window is not None:
            self._window.repaint()
            self._first_frame()
            self._window.close()

    def refuse(self, error: Exception) -> None:
        sys.setswitchinterval(self._usual_turn_s)
        told = message(error)
        log.error("the window cannot be opened", exc_info=error)
        self.refusal = PlainMessageBox()
        self.refusal.setIcon(QMessageBox.Icon.Warning)
        self.refusal.setWindowTitle(titled(""))
        self.refusal.setText(told.happened)
        self.refusal.setInformativeText(f"{told.works} {told.todo}")
        self.refusal.finished.connect(self._give_up)
        self.refusal.open()

    def _give_up(self, _answer: int) -> None:
        QApplication.exit(1)

    def close(self) -> None:
        sys.setswitchinterval(self._usual_turn_s)
        self._breath.stop()
        if self._window is not None:
            usual = self._window.normalGeometry().size()
            shown = WindowSize(usual.width(), usual.height(), self._window.isMaximized())
            window_size.save(shown)
            self._window.deleteLater()
            self._window = None
        if self.refusal is not None:
            self.refusal.deleteLater()
            self.refusal = None
