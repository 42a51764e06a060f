"""The window's beginning: what it is handed, and what happens where there is no display.

Joins `app` (which knows the databases) and `ui.start` (which draws); nothing is decided
here but whether there is a screen to draw on.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Never

from valita_desktop import app, logs, paths, settings
from valita_desktop.console import plain_console
from valita_desktop.content.layouts import PartChoice
from valita_desktop.content.model import Kind
from valita_desktop.errors import (
    LibraryError,
    OwnDataUnkeptError,
    PublishError,
    PublishErrorCode,
    StoreUnusableError,
)
from valita_desktop.i18n import _, set_language, system_content_language, system_language
from valita_desktop.library.notebook import Notebook
from valita_desktop.library.noted_search import NotedIndex
from valita_desktop.messages.errors import sentence
from valita_desktop.policy import policy
from valita_desktop.settings import asks_anything
from valita_desktop.ui.state.wishes import NOTHING, StartWish, wished
from valita_desktop.ui.window.services import WindowServices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from valita_desktop.content.handout import Handout, School
    from valita_desktop.content.layouts import Paper
    from valita_desktop.content.model import Lang
    from valita_desktop.i18n import UiLang
    from valita_desktop.library.own_files import Arrived, TravellingItem
    from valita_desktop.library.packets import Entry, Packet
    from valita_desktop.library.shelf import Shelf
    from valita_desktop.library.store import Library
    from valita_desktop.library.userdata import UserData
    from valita_desktop.settings import Settings
    from valita_desktop.ui.item.document_export import DocumentServices
    from valita_desktop.ui.item.page import ItemPage
    from valita_desktop.ui.notebook.services import NotebookServices
    from valita_desktop.ui.own.services import OwnServices
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.settings.own_data import OwnDataServices
    from valita_desktop.ui.state.actions import PageContext

log = logging.getLogger(__name__)

FIRST_FRAME = "VALITA_BENCH_FIRST_FRAME"
_DEMO_FOLDER = "valita-demo"
_DEMO_ITEM = "m09"
_LOG_SIZE = 500_000


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
    return start.run(chosen, open_services, log_file, first_frame, wish)


def has_display() -> bool:
    """Is there a screen to draw on? Always, but on a Unix without X and Wayland."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_services() -> WindowServices:
    """Everything the window works with; slow, so called by a job.

    Raises:
        StoreUnusableError: Neither the data folder nor one for this time can be written to.
        FeedError: The program's own materials are damaged.
    """
    chosen, _held = policy.load_settings(system_content_language())
    return _services(_library(chosen.shared_library))


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
    from valita_desktop.ui import start

    before = os.environ.get("VALITA_HOME")
    with tempfile.TemporaryDirectory(prefix="valita-preview-", ignore_cleanup_errors=True) as home:
        os.environ["VALITA_HOME"] = home
        try:
            set_language(lang)
            chosen = settings.Settings(ui_language=lang)
            services = partial(preview_services, source, chosen)
            return start.run(chosen, services, paths.log_dir() / "preview.log")
        finally:
            if before is None:
                del os.environ["VALITA_HOME"]
            else:
                os.environ["VALITA_HOME"] = before


def preview_services(source: Path, chosen: settings.Settings) -> WindowServices:
    """What the window works with on a source tree; the data folder is one for this time.

    Args:
        source: The source tree.
        chosen: The settings, which are not kept.
    """
    from valita_desktop.library.previewed import SourceItems
    from valita_desktop.library.shelf import Shelf

    library = Shelf(paths.data_dir() / "content.db", lambda _library: None)
    items = SourceItems(source.resolve(), library)
    items.read()
    services = _services(library)
    if services.own is None:  # pragma: no cover - made two lines above
        return services

    def nothing(*_asked: object) -> Never:
        raise PublishError(PublishErrorCode.PREVIEW, str(source))

    own = replace(
        services.own,
        source=lambda _settings: SourceItems(source.resolve(), library),
        show=lambda _source, _shelf: None,
        new=nothing,
        adapt=nothing,
        arrive=nothing,
        from_document=nothing,
    )
    return replace(services, settings=chosen, first_run=False, own=own)


def _services(library: Shelf) -> WindowServices:
    chosen, held = policy.load_settings(system_content_language())
    own, trouble = _own_data()
    start = settings.beginning(system_content_language(), held.ruling)
    return WindowServices(
        library=NotedIndex(library, Notebook(own.path)),
        userdata=own,
        settings=chosen,
        save_settings=settings.SettingsFile(chosen, start=start).save,
        locked=frozenset(held.ruling.locked),
        make_item_page=partial(_item_page, library, own),
        make_printing=partial(_printing, library),
        packets=_packet_services(library, own),
        updates=app.update_service(),
        first_run=not settings.exists() and asks_anything(held.decisions),
        trouble=trouble,
        own_data=_own_data_services(library, own),
        own=_own_services(library),
    )


def _library(shared: str) -> Shelf:
    library = app.usable_library(shared)
    if library.path.parent != paths.data_dir():
        log.error("the library of this computer cannot be used; one for this time is in use")
    return library


def _own_data() -> tuple[UserData, LibraryError | None]:
    """The person's own data, and what is to be told of them.

    Where the file cannot be used, another one for this time: whoever came for a sheet gets it.
    """
    try:
        own = app.open_user_data()
    except StoreUnusableError as error:
        log.exception("own data are not kept")
        return app.open_user_data(app.spare_folder()), OwnDataUnkeptError(error)
    return own, own.recovery


def _own_data_services(library: Shelf, own: UserData) -> OwnDataServices:
    from valita_desktop.library import own_files, own_items, owndata
    from valita_desktop.ui.settings.own_data import OwnDataServices

    def export(file: Path) -> int:
        folders = own_items.own_folders(paths.own_dir())
        return owndata.export_json(own.path, file, map(own_files.travelling, folders))

    return OwnDataServices(export, partial(app.take_own_data, library, own.path))


def _own_services(library: Shelf) -> OwnServices:
    """What own items are made with, in the person's folder; ids elsewhere are minded."""
    from valita_desktop.library import own_files, packet_file
    from valita_desktop.publishing import own_draft
    from valita_desktop.ui.own.services import FromDocument, OwnServices

    def new(title: str, lang: Lang) -> Path:
        return own_draft.new_item(paths.own_dir(), title, lang, library.own.items)

    def adapt(item_id: str, lang: Lang) -> Callable[[], Path]:
        item = library.item(item_id)
        images = {each.sha256: library.image(each.sha256) for each in item.attachments}
        held, taken = images.__getitem__, library.own.items
        return partial(own_draft.adapt_item, paths.own_dir(), item, [lang], held, taken)

    def hand_on(ids: Sequence[str], file: Path) -> None:
        items = [own_files.packed(library.own.items[each]) for each in ids]
        paths.write_whole(file, packet_file.encode_items(items))

    def arrive(items: Sequence[TravellingItem]) -> tuple[Arrived, ...]:
        return app.take_own(library.own, items)

    def from_document(file: Path) -> FromDocument:
        now, _held = policy.load_settings(system_content_language())
        home, taken = paths.own_dir(), library.own.items
        folder, found = app.bring_document(file, library, home, taken, now)
        return FromDocument(folder, found.losses)

    return OwnServices(app.own_items, library.show_own, new, adapt, hand_on, arrive, from_document)


def _packet_services(library: Shelf, own: UserData) -> PacketServices:
    from valita_desktop import lesson_handout
    from valita_desktop.library.packets import Packets
    from valita_desktop.ui.packets.services import PacketServices

    def entry(item_id: str, lang: Lang) -> Entry:
        item = library.item(item_id)
        lesson_handout.keep(item, library, own)
        return lesson_handout.entry_for(item, lang, library.seq)

    def handout(packet: Packet, school: School, now: Settings, paper: Paper) -> Handout:
        ink, sides = now.low_ink, now.both_sides
        return lesson_handout.lesson_handout(
            packet, library, school, paper, low_ink=ink, both_sides=sides, pins=own
        )

    def line(entry: Entry, school: School, now: Settings) -> Handout:
        return lesson_handout.line_handout(entry, library, school, low_ink=now.low_ink, pins=own)

    encode = partial(app.packet_file_of, library)
    return PacketServices(Packets(own.path), entry, library.item, handout, line, encode=encode)


def _item_page(
    library: Library, own: UserData, context: PageContext, printing: PrintServices
) -> ItemPage:
    from valita_desktop.ui.item.page import ItemPage

    documents = _documents(library, context)
    return ItemPage(context, library, own, printing, documents, _notebook(library, own, context))


def _notebook(library: Library, own: UserData, context: PageContext) -> NotebookServices:
    from valita_desktop.ui.notebook.services import NotebookServices

    def title_of(item_id: str) -> str:
        try:
            return library.item(item_id).text(context.preferences.now.content_language)[1].title
        except LibraryError:  # withdrawn, or damaged: what it was called is kept
            return ""

    lasting = own.path.parent == paths.data_dir()
    return NotebookServices(Notebook(own.path), title_of, lasting=lasting)


def _documents(library: Library, context: PageContext) -> DocumentServices:
    from valita_desktop.ui.item.document_export import DocumentServices

    def writer(item_id: str, langs: Sequence[Lang]) -> Callable[[str], bytes]:
        texts = app.drafts(library, item_id, langs, PartChoice.ALL, context.preferences.now)
        return lambda kind: app.document(kind, texts)

    return DocumentServices(writer)


def _printing(library: Library, context: PageContext) -> PrintServices:
    from valita_desktop.ui.printing.services import PrintServices

    def school() -> School:
        return app.school(context.preferences.now)

    return PrintServices(_render, library, school)


def _render(handout: Handout) -> bytes:
    from valita_desktop.handouts import pdf  # late: no start waits for it

    return pdf.render(handout)


def _headless(chosen: Settings) -> int:
    """The main job without a display: find, print, paint."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from valita_desktop.ui import start

    folder = _demo_folder()
    services = replace(open_services(), first_run=False)
    lang = chosen.content_language
    ids = [row.id for row in services.library.rows() if row.kind is Kind.MATERIAL]
    item_id = _DEMO_ITEM if _DEMO_ITEM in ids else ids[0]
    library = app.open_library()
    order = app.Order((item_id,), (lang,))
    sheet, window = folder / f"{item_id}-{lang}.pdf", folder / "window.png"
    paths.write_whole(sheet, _render(app.handout(library, order, chosen)))
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
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError as error:
        log.warning("no log file: %s", error)
        return file
    handler.setFormatter(logs.PrivateFormatter(logs.FORMAT))
    logging.getLogger().addHandler(handler)
    return file


def main(argv: Sequence[str]) -> int:
    """``valita-desktop [--page PAGE] [FILE ...]``: open the window, or say in one line why not.

    Args:
        argv: May hold files that the window opens, as paths or addresses, and a page.
    """
    with plain_console():
        try:
            return open_window(wished(argv))
        except Exception as error:
            log.critical("the window could not be opened", exc_info=True)
            print(sentence(error), file=sys.stderr)
            return 1
