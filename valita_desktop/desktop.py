"""The window's beginning: what it is handed, and what happens where there is no display.

Home is drawn from a `glimpse` of the databases before anything is imported that opens them;
`services` builds all the rest while it is looked at. Nothing is decided here but whether there
is a screen to draw on.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop import logs, paths, settings
from valita_desktop.console import all_said, plain_console
from valita_desktop.content.model import Kind
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _, set_language, system_content_language, system_language
from valita_desktop.library.glimpse import UNSEEN, glimpse
from valita_desktop.messages.errors import sentence
from valita_desktop.policy import policy
from valita_desktop.settings import asks_anything
from valita_desktop.ui.state.wishes import NOTHING, StartWish, wished
from valita_desktop.ui.window.arriving import arriving
from valita_desktop.ui.window.services import Beginning, WindowServices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.i18n import UiLang
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)

FIRST_FRAME = "VALITA_BENCH_FIRST_FRAME"
_DEMO_FOLDER = "valita-demo"
_DEMO_ITEM = "m09"
_LOG_SIZE = 500_000
_PREVIEW = "valita-preview-"


def open_window(wish: StartWish = NOTHING) -> int:
    """Open the window and stay until it is closed.

    Without a display the same job is done headless: a material is found and printed, and
    the window painted, into a folder that is named.

    Args:
        wish: What whoever starts the program wants to see.

    Returns:
        The exit code.
    """
    log_file = _log_to_file()  # first: what is wrong with what follows is told there
    chosen, _held = policy.load_settings(system_content_language())
    set_language(chosen.ui_language or system_language())
    if not has_display():
        return _headless(chosen)
    from valita_desktop.ui import start

    first_frame = _tell_first_frame if os.environ.get(FIRST_FRAME) else None
    begun = _beginning()
    work = partial(open_services, begun)
    seen = glimpse(paths.data_dir())
    if seen is None and begun.first_run:
        seen = UNSEEN  # the questions of the first start are answered meanwhile
    early = arriving(seen, begun, work, paths.data_dir()) if seen else None
    return start.run(chosen, work, log_file, first_frame, wish, early)


def open_preview(source: Path, lang: UiLang) -> int:
    """Open the window on the source texts of editors, and stay until it is closed.

    All that the window keeps is in a folder for this time: the person's own library, data and
    settings are not even opened.

    Args:
        source: The source tree; it is read again whenever a file of it is saved.
        lang: The language of the window.

    Returns:
        The exit code.
    """
    from valita_desktop.services import preview_services
    from valita_desktop.ui import start

    before = os.environ.get("VALITA_HOME")
    with _home_for_now() as home:
        os.environ["VALITA_HOME"] = str(home)
        try:
            begun = _beginning()
            chosen = replace(begun.settings, ui_language=lang)
            begun = begun._replace(settings=chosen, first_run=False)
            work = partial(preview_services, source, begun)
            return start.run(chosen, work, paths.log_dir() / "preview.log")
        finally:
            if before is None:
                del os.environ["VALITA_HOME"]
            else:
                os.environ["VALITA_HOME"] = before


@contextmanager
def _home_for_now() -> Iterator[Path]:
    """A home that goes with the preview; what previews that were killed have left goes first."""
    from valita_desktop.sync.lock import held  # late: no first frame waits for it

    for left in Path(tempfile.gettempdir()).glob(f"{_PREVIEW}*.lock"):
        with suppress(ValitaError, OSError):
            with held(left.with_suffix("")):
                shutil.rmtree(left.with_suffix(""))
            left.unlink()
    with tempfile.TemporaryDirectory(prefix=_PREVIEW, ignore_cleanup_errors=True) as name:
        home = Path(name)
        with held(home):
            yield home
        home.with_name(f"{home.name}.lock").unlink(missing_ok=True)


def has_display() -> bool:
    """Is there a screen to draw on? Always, but on a Unix without X and Wayland."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_services(begun: Beginning | None = None) -> WindowServices:
    """Everything the window works with; slow, so called by a job.

    Args:
        begun: What is known of it already.

    Raises:
        StoreUnusableError: Neither the data folder nor one for this time can be written to.
        ShippedFileError: The program's own materials are damaged.
    """
    from valita_desktop.services import services_for  # late: no first frame waits for it

    return services_for(begun or _beginning())


def _beginning() -> Beginning:
    chosen, held = policy.load_settings(system_content_language())
    start = settings.beginning(system_content_language(), held.ruling)
    return Beginning(
        chosen,
        settings.SettingsFile(chosen, start=start).save,
        frozenset(held.ruling.locked),
        first_run=not settings.exists() and asks_anything(held.decisions),
    )


def _headless(chosen: Settings) -> int:
    """The main job without a display: find, print, paint."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from valita_desktop import app, papers
    from valita_desktop.handouts import pdf
    from valita_desktop.ui import start

    folder = _demo_folder()
    services = replace(open_services(), first_run=False)
    lang = chosen.content_language
    ids = [row.id for row in services.library.rows() if row.kind is Kind.MATERIAL]
    item_id = _DEMO_ITEM if _DEMO_ITEM in ids else ids[0]
    library = app.open_library()
    order = papers.Order((item_id,), (lang,))
    sheet, window = folder / f"{item_id}-{lang}.pdf", folder / "window.png"
    paths.write_whole(sheet, pdf.render(app.handout(library, order, chosen)))
    library.close()
    start.picture(chosen, services, window)
    print(_("There is no display here, so the window cannot be opened."))
    print(_("The same job was done without one. Look at these:"))
    print(f"  {sheet}\n  {window}")
    return 0


def _demo_folder() -> Path:
    here = Path.cwd() / _DEMO_FOLDER
    try:
        here.mkdir(exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"{_DEMO_FOLDER}-"))
    return here


def _tell_first_frame() -> None:
    print("first frame", flush=True)


def _log_to_file() -> Path:
    """Log to a file of this computer; without one where it cannot be written."""
    file = paths.log_dir() / "valita.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("no log file: %s", error)
        return file
    logging.getLogger().addHandler(_LogFile(file))
    return file


class _LogFile(logging.Handler):
    """A file of the log, made by the first line of it: most starts have none to write."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._written: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if self._written is None:
            self._written = self._made()
        self._written.handle(record)

    @override
    def close(self) -> None:
        if self._written is not None:
            self._written.close()
        super().close()

    def _made(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # late: it brings sockets with it

        made = RotatingFileHandler(
            self._file, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
        made.setFormatter(logs.PrivateFormatter(logs.FORMAT))
        return made


def main(argv: Sequence[str]) -> int:
    """``valita-desktop [--page PAGE] [FILE ...]``: open the window, or say in one line why not.

    Args:
        argv: May hold files that the window opens, as paths or addresses, and a page.
    """
    with plain_console():
        try:
            with all_said():
                return open_window(wished(argv))
        except Exception as error:
            log.critical("the window could not be opened", exc_info=True)
            print(sentence(error), file=sys.stderr)
            return 1
