"""Builds everything in order and hands it on: the composition root.

Whoever needs a library, a handout or the window gets it from here; nobody else knows where
the databases, the shipped feed and the fonts are. Nothing here draws.
"""

from __future__ import annotations

import atexit
import logging
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from valita_desktop import filesystems, papers, paths
from valita_desktop.content.blocks import Steps, blocks_of
from valita_desktop.content.handout import (
    HeldSource,
    PartChoice,
    name_labels,
    parts_of,
)
from valita_desktop.content.model import Kind, Text
from valita_desktop.content.source import item_folders, load_item
from valita_desktop.content.web import site_of
from valita_desktop.content.written import markdown_of
from valita_desktop.errors import (
    FeedError,
    ItemNotFoundError,
    LayoutErrorCode,
    LayoutUnavailableError,
    LossCode,
    NoSpaceError,
    StoreUnusableError,
    UpdateError,
    UsageError,
    ValitaError,
)
from valita_desktop.library import packet_file
from valita_desktop.library.carried import CarriedData
from valita_desktop.library.own_files import arrive, packed
from valita_desktop.library.own_items import OwnItems
from valita_desktop.library.shelf import Shelf
from valita_desktop.library.userdata import UserData
from valita_desktop.sync import shared as shared_library
from valita_desktop.sync.lock import in_turn
from valita_desktop.sync.service import UpdateService
from valita_desktop.sync.shipped import import_feed, import_shipped

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Item, Lang
    from valita_desktop.documents.plan import Draft
    from valita_desktop.library.own_files import Arrived, TravellingItem
    from valita_desktop.library.own_items import OwnShelf
    from valita_desktop.library.owndata import TakenIn
    from valita_desktop.library.packets import Packet
    from valita_desktop.library.store import Library
    from valita_desktop.publishing.draft import BroughtTexts
    from valita_desktop.settings import Settings

log = logging.getLogger(__name__)

_PART_OF = {
    frozenset({"sheet"}): PartChoice.STUDENT,
    frozenset({"facilitator"}): PartChoice.FACILITATOR,
}
_FIRST_START_S = 60
"""Seconds that a first start waits for another's: ten thousand items are in after a third of it."""


def open_library(folder: Path | None = None, shared: str = "") -> Shelf:
    """The library of this computer, brought up to the shipped feed.

    A missing, damaged or outdated content.db is made anew from the shipped feed; the
    person's own data is another file and is not touched. What a shared folder has and is newer
    is taken first; one that cannot be had is passed over.

    Args:
        folder: Where it stands, if not in the data folder.
        shared: The folder that `sync.shared` tells of; ``""`` is none.

    Raises:
        StoreUnusableError: The data folder cannot be written to.
        ShippedFileError: The shipped feed is missing or damaged, so the program is.
        UpdateError: It could not be taken.
    """
    file = (folder or paths.data_dir()) / "content.db"
    with in_turn(file.with_name("start.lock"), _FIRST_START_S):
        return _open_library(file, shared)


def _open_library(file: Path, shared: str) -> Shelf:
    fill = partial(bring_up_to_date, shared=shared)
    if not file.exists():
        _seed(file, shared)
    library = Shelf(file, fill)
    if library.small and library.damaged():
        library = _anew(library)
    try:
        fill(library)
    except StoreUnusableError:
        if not library.damaged():
            raise
        library = _anew(library)
        fill(library)
    return library


def _seed(file: Path, shared: str) -> None:
    """Begin with what a shared folder, or the program itself, has ready; else with nothing."""
    if not (shared and shared_library.seed(Path(shared), file)):
        shared_library.seed_shipped(file)


def usable_library(shared: str = "") -> Shelf:
    """The library, for whoever only reads; where its folder cannot be used, one for this time.

    Args:
        shared: As in `open_library`.

    Raises:
        StoreUnusableError, NoSpaceError: Not even a temporary one can be made.
        ShippedFileError: The shipped feed is missing or damaged, so the program is.
        UpdateError: It could not be taken.
    """
    try:
        return open_library(shared=shared)
    except (StoreUnusableError, NoSpaceError):
        return open_library(spare_folder(), shared)


def own_items(settings: Settings) -> OwnItems:
    """What reads the person's own items, and those of the school where its folder is known."""
    shared = [Path(settings.local_items)] if settings.local_items else []
    return OwnItems([paths.own_dir(), *shared])


def whole_library(settings: Settings) -> Shelf:
    """As `usable_library`, with the own items, for whoever has the time to read them.

    Raises:
        StoreUnusableError, NoSpaceError: Not even a temporary one can be made.
        ShippedFileError: The shipped feed is missing or damaged, so the program is.
        UpdateError: It could not be taken.
    """
    library = usable_library(settings.shared_library)
    add_own(library, settings)
    return library


def take_own(
    shelf: OwnShelf, items: Iterable[TravellingItem], *, broken: bool = False
) -> tuple[Arrived, ...]:
    """Take own items from elsewhere into the person's folder, whole or none of them.

    Args:
        shelf: The own items that are here.
        items: Those that came.
        broken: Also such as have mistakes: they are the person's own.

    Raises:
        OwnItemError: One of them cannot be read here; nothing was kept.
        OutputError: The folder cannot be written; nothing was kept.
    """
    here = {item_id: own.folder for item_id, own in shelf.items.items()}
    arrived: list[Arrived] = []
    try:
        for each in items:
            taken = [one.id for one in arrived]
            arrived.append(arrive(paths.own_dir(), here, each, taken, broken=broken))
    except ValitaError:
        _give_back(arrived)
        raise
    return tuple(arrived)


def _give_back(arrived: Iterable[Arrived]) -> None:
    for made in arrived:
        if made.new:
            shutil.rmtree(made.folder, ignore_errors=True)


def take_own_data(library: Shelf, database: Path, file: Path) -> TakenIn:
    """Add what a file with own data holds: own items too, all of it or nothing.

    Args:
        library: Knows the own items that are here, and what the network has signed.
        database: The user.db.
        file: From anywhere.

    Raises:
        OwnDataError, OwnItemError: The file cannot be read or holds something else.
        StoreUnusableError, OutputError: The data cannot be written.
    """
    from valita_desktop.library import owndata

    arrived = take_own(library.own, owndata.read_items(file), broken=True)
    try:
        taken = owndata.take_in(database, file, library.signed)
    except ValitaError:
        _give_back(arrived)
        raise
    return taken._replace(own_items=sum(each.new for each in arrived))


def packet_file_of(library: Shelf, packet: Packet) -> bytes:
    """The file of a packet for a colleague, with the own items that it speaks of.

    Raises:
        OwnItemError: One of them cannot be read.
    """
    ids = dict.fromkeys(entry.item_id for entry in packet.entries)
    own = [packed(library.own.items[each]) for each in ids if each in library.own.items]
    return packet_file.encode(packet, own)


def add_own(library: Shelf, settings: Settings) -> None:
    """Read the own items, and have them among the materials."""
    own = own_items(settings)
    library.show_own(own, own.read())


@cache
def spare_folder() -> Path:
    """A folder that is gone when the program is."""
    folder = Path(tempfile.mkdtemp(prefix="valita-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def bring_up_to_date(library: Library, shared: str = "") -> None:
    """Import the feeds of the shared folder and of the program where they are newer.

    A library that holds materials stays in use whatever is wrong with these feeds. A shared
    folder on the network is asked at the first start only: afterwards it is where updates come
    from, so that no start waits for it.

    Args:
        library: The library.
        shared: As in `open_library`.

    Raises:
        ShippedFileError: The program's own is missing or damaged, and the library is empty.
        UpdateError: It could not be taken, and the library is empty.
        StoreUnusableError: The library cannot be written.
    """
    if shared and (library.seq == 0 or shared_library.is_near(Path(shared))):
        try:
            import_feed(Path(shared) / shared_library.FEED, library, paths.trusted_root())
        except (FeedError, UpdateError) as error:
            log.warning("the shared folder was passed over: %s", error)
    try:
        import_shipped(library, library.path.parent)
    except (FeedError, UpdateError):
        if library.seq == 0:
            raise
        log.exception("the shipped feed was not taken")


def update_service() -> UpdateService:
    """What keeps the library up to date from wherever a person says."""
    return UpdateService(paths.data_dir() / "content.db", paths.data_dir(), paths.trusted_root)


def _anew(library: Shelf) -> Shelf:
    log.error("content.db is damaged (%s); made anew", library.damaged())
    library.close()
    return Shelf.anew(library.path, library.mend)


def open_user_data(folder: Path | None = None) -> UserData:
    """The person's own data of this computer.

    Args:
        folder: Where they stand, if not in the data folder.

    Raises:
        StoreUnusableError: The data folder cannot be written to.
    """
    if folder is None:
        fetch_own_data()
    return UserData((folder or paths.data_dir()) / "user.db")


def fetch_own_data() -> None:
    """Have the own data of a home on a network here; they go home when the program ends."""
    home = paths.network_home()
    if home is not None:
        CarriedData(home, paths.data_dir()).fetch()
        _bring_home_at_the_end()
    elif left := filesystems.left_behind(paths.home_data_dir()):
        CarriedData(paths.home_data_dir(), left).settle()


def bring_own_data_home() -> None:
    """Have at home what was done here, where the home is on a network."""
    home = paths.network_home()
    if home is not None:
        CarriedData(home, paths.data_dir()).bring_home()


@cache
def _bring_home_at_the_end() -> None:
    atexit.register(bring_own_data_home)


def handout(library: Library, order: papers.Order, settings: Settings) -> Handout:
    """The handout of items of the library; `pdf.render` asks whether its layout suits them.

    Args:
        library: Where items, facts and pictures are read from, here and now.
        order: What is asked for.
        settings: Whose paper it is; ink is saved if they or the order say so.

    Raises:
        ItemNotFoundError: One of the ids is not in the library.
        StoreUnusableError: The library cannot be read.
    """
    items = {item_id: library.item(item_id) for item_id in order.ids}
    return papers.of_items(items, order, settings, library)


def handout_of_source(source: Path, order: papers.Order, settings: Settings) -> Handout:
    """The handout of items of a source tree, as an editor looks at them before publishing.

    Args:
        source: The folder of the tree. Of its items only those asked for and the facts are read.
        order: What is asked for.
        settings: As in `handout`.

    Raises:
        UsageError: There is no item in the folder.
        ItemNotFoundError: One of the ids is not in the tree.
        ContentError: One of the items or facts cannot be read.
    """
    folders = item_folders(source)
    if not folders:
        raise UsageError("source", str(source))
    items: dict[str, Item] = {}
    facts: dict[str, Item] = {}
    images: dict[str, bytes] = {}
    for folder in folders:
        if folder.parent.name == "facts" or any(_is_folder_of(folder, i) for i in order.ids):
            loaded = load_item(folder)
            (facts if loaded.item.record.kind is Kind.FACT else items)[loaded.item.id] = loaded.item
            images |= loaded.images
    for item_id in order.ids:
        if item_id not in items:
            raise ItemNotFoundError(item_id)
    return papers.of_items(items, order, settings, HeldSource(facts, images, site_of(source)))


def drafts(
    library: Library,
    item_id: str,
    langs: Sequence[Lang],
    part: PartChoice,
    settings: Settings,
) -> tuple[Draft, ...]:
    """The texts of an item for a document that can be changed, one a language that it has.

    Args:
        library: Where the item, its pictures and the facts are.
        item_id: Which item.
        langs: The languages asked for, in the order in which the texts shall stand. Those that
            the item lacks are left out; where it lacks all of them, its first one is taken.
        part: Which parts of it.
        settings: The school's contacts.

    Returns:
        The texts, at least one.

    Raises:
        ItemNotFoundError: The id is not in the library.
        LayoutUnavailableError: The item does not have that part.
    """
    from valita_desktop.documents.plan import Draft

    item = library.item(item_id)
    found = tuple(lang for lang in langs if lang in item.texts) or item.langs[:1]
    hashes = {each.sha256 for each in item.attachments}
    images = {sha: library.image(sha) for sha in hashes}
    made = []
    for lang in found:
        document = parts_of(item, lang, part)
        if not document:
            raise LayoutUnavailableError("document", item_id, LayoutErrorCode.NO_SUCH_PART)
        facts = library.all_facts()
        labels = (label for part in document for label in name_labels(item, part))
        blanks = tuple(dict.fromkeys(labels))
        made.append(
            Draft(item, lang, document, facts, images, settings.contacts, blanks, library.site)
        )
    return tuple(made)


def document(kind: str, texts: Sequence[Draft]) -> bytes:
    """A document of texts; ``kind`` is ``docx``, ``odt`` or ``html``."""
    if kind == "html":
        from valita_desktop.documents import web

        return web.write(texts)
    if kind == "odt":
        from valita_desktop.documents import odt

        return odt.write(texts)
    from valita_desktop.documents import docx

    return docx.write(texts)


@dataclass(frozen=True)
class BroughtDocument:
    """What a document that somebody brought says.

    Attributes:
        brought: Its texts.
        item: What it was written from; ``None`` where that is not known or here no longer.
        losses: How often what of it does not come along as it was, in the order of the codes.
    """

    brought: BroughtTexts
    item: Item | None
    losses: Mapping[LossCode, int]


def read_document(file: Path, library: Library, settings: Settings) -> BroughtDocument:
    """Read a DOCX or an ODT that somebody brought.

    Args:
        file: The document.
        library: Where the item is that it may have been written from.
        settings: The school's contacts, which then stand in it.

    Raises:
        DocumentError: It is none, is damaged or protected, or holds nothing to read.
    """
    from valita_desktop.documents import reader, reading, returning
    from valita_desktop.documents.origin import origin_of
    from valita_desktop.publishing.draft import BroughtTexts

    read = reader.read(file)
    losses = reading.Losses(read.losses)
    origin = origin_of(read.mark)
    texts: tuple[Draft, ...] = ()
    if origin:
        roles = {role for _lang, roles in origin.texts for role in roles}
        part = _PART_OF.get(frozenset(roles), PartChoice.ALL)
        langs = [lang for lang, _roles in origin.texts]
        try:
            texts = drafts(library, origin.item_id, langs, part, settings)
        except (ItemNotFoundError, LayoutUnavailableError):
            log.info("what a document was written from is not here: %s", origin.item_id)
    found = returning.texts_of(read, texts, file.stem, losses)
    item = texts[0].item if texts else None
    told: dict[Lang, Text] = {}
    pictures: dict[str, bytes] = {}
    for lang, each in found.items():
        before = item.texts[lang] if item else Text(title=each.title, summary=each.summary)
        told[lang] = msgspec.structs.replace(
            before, title=each.title, summary=each.summary, markdown=markdown_of(each.document),
            easy_markdown="",
        )  # fmt: skip
        pictures |= each.pictures
    first = next(iter(found.values())).document
    minutes = sum(each.minutes for each in blocks_of(first) if isinstance(each, Steps))
    kept = {code: losses[code] for code in LossCode if losses[code]}
    return BroughtDocument(BroughtTexts(told, pictures, minutes), item, kept)


def bring_document(
    file: Path, library: Library, home: Path, taken: Container[str], settings: Settings
) -> tuple[Path, BroughtDocument]:
    """Make an own item of a DOCX or an ODT; one that was written from an item names it.

    Args:
        file: The document.
        library: Where the item is that it may have been written from.
        home: The person's folder; it is made where there is none.
        taken: Ids of own items that stand elsewhere.
        settings: As in `read_document`.

    Returns:
        Its folder, and what was read.

    Raises:
        DocumentError: As in `read_document`.
        OutputError: The folder cannot be written.
    """
    from valita_desktop.publishing.own_draft import adapt_item, brought_item

    found = read_document(file, library, settings)
    if found.item is None:
        return brought_item(home, found.brought, taken), found
    langs = list(found.brought.texts)
    folder = adapt_item(home, found.item, langs, library.image, taken, found.brought)
    return folder, found


def _is_folder_of(folder: Path, item_id: str) -> bool:
    return folder.name == item_id or folder.name.startswith(f"{item_id}-")
