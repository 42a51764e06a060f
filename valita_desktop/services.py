"""Everything that the window works with, built of the databases: slow, so it is imported late.

Joins `app` (which knows the databases) and the pages (which draw).
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Never

from valita_desktop import app, papers, paths
from valita_desktop.content.layouts import PartChoice
from valita_desktop.errors import (
    LibraryError,
    OwnDataUnkeptError,
    PublishError,
    PublishErrorCode,
    StoreUnusableError,
)
from valita_desktop.i18n import system_content_language
from valita_desktop.library.notebook import Notebook
from valita_desktop.library.noted_search import NotedIndex
from valita_desktop.library.shelf import Shelf
from valita_desktop.policy import policy
from valita_desktop.ui.window.services import WindowServices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from valita_desktop.content.handout import Handout, School
    from valita_desktop.content.layouts import Paper
    from valita_desktop.content.model import Lang
    from valita_desktop.library.own_files import Arrived, TravellingItem
    from valita_desktop.library.packets import Entry, Packet
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
    from valita_desktop.ui.window.services import Beginning

log = logging.getLogger(__name__)


def services_for(beginning: Beginning) -> WindowServices:
    """Open the databases, and build what the window works with.

    Args:
        beginning: What is known without them.

    Raises:
        StoreUnusableError: Neither the data folder nor one for this time can be written to.
        ShippedFileError: The program's own materials are damaged.
    """
    return _of(_library(beginning.settings.shared_library), beginning)


def preview_services(source: Path, beginning: Beginning) -> WindowServices:
    """What the window works with on the source texts of editors.

    Args:
        source: The source tree; it is read again whenever a file of it is saved.
        beginning: What is known without them; the data folder is one for this time.
    """
    from valita_desktop.library.previewed import SourceItems

    library = Shelf(paths.data_dir() / "content.db", _leave_empty)
    items = SourceItems(source.resolve(), library)
    items.read()

    def nothing(*_asked: object) -> Never:
        raise PublishError(PublishErrorCode.PREVIEW, str(source))

    own = replace(
        _own_services(library),
        source=lambda _settings: SourceItems(source.resolve(), library),
        show=lambda _source, _shelf: None,
        new=nothing,
        adapt=nothing,
        hand_on=nothing,
        arrive=nothing,
        from_document=nothing,
        acts=frozenset(("edit", "folder")),
    )
    return replace(_of(library, beginning), own=own)


def _leave_empty(_library: Library) -> None:
    """Only the source texts belong into the library of a preview."""


def _of(library: Shelf, beginning: Beginning) -> WindowServices:
    own, trouble = _own_data()
    return WindowServices(
        library=NotedIndex(library, Notebook(own.path)),
        userdata=own,
        settings=beginning.settings,
        save_settings=beginning.save_settings,
        locked=beginning.locked,
        first_run=beginning.first_run,
        make_item_page=partial(_item_page, library, own),
        make_printing=partial(_printing, library),
        packets=_packet_services(library, own),
        updates=app.update_service(),
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
    from valita_desktop.library import own_files, owndata
    from valita_desktop.ui.settings.own_data import OwnDataServices

    def export(file: Path) -> int:
        return owndata.export_json(own.path, file, own_files.all_travelling(paths.own_dir()))

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

    show = library.show_own
    return OwnServices(app.own_items, show, new, adapt, hand_on, arrive, from_document)


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
        return papers.school(context.preferences.now)

    return PrintServices(_render, library, school)


def _render(handout: Handout) -> bytes:
    from valita_desktop.handouts import pdf  # late: no start waits for it

    return pdf.render(handout)
