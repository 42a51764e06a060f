"""A person's own items: folders in the form of resources/content, read as they are.

The folders are the truth and only read here; what is wrong in one item hides no other. An
item that has not changed is not read again: its files' names, times and sizes tell.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from valita_desktop.content.model import MAX_ID, OWN_PREFIX, Item, OwnRecord, is_own
from valita_desktop.content.source import RECORD_FILE, SourceItem, read_folder
from valita_desktop.errors import ContentError, ContentErrorCode
from valita_desktop.library.rows import Row, row_of
from valita_desktop.library.tables import search_docs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Lang
    from valita_desktop.library.search import Doc

MOST_ITEMS = 500
"""Folders of items that are looked at."""
_MOST_ENTRIES = 2_000
"""Names in a folder that are looked at."""
_PICTURES_KEPT = 4
"""Items whose pictures are kept at hand."""

_Stamp = tuple[tuple[str, int, int], ...]


class OwnItem(NamedTuple):
    """An own item that can be used.

    Attributes:
        folder: Where it stands.
        item: The item; its id begins with `content.model.OWN_PREFIX`.
        row: As lists show it.
        docs: As it is searched.
    """

    folder: Path
    item: Item
    row: Row
    docs: tuple[Doc, ...]


class BrokenItem(NamedTuple):
    """An own item that cannot be used as it is.

    Attributes:
        folder: Where it stands.
        title: What it is called, or its folder.
        mistakes: All that is wrong, at least one thing.
    """

    folder: Path
    title: str
    mistakes: tuple[ContentError, ...]


@dataclass(frozen=True)
class OwnShelf:
    """What the folders hold.

    Attributes:
        items: What can be used, by id.
        broken: What cannot.
        unread: Folders that are not there or cannot be looked into, with the reason; one that
            nobody has made yet is none of them.
        left_out: There are more than `MOST_ITEMS`.
    """

    items: Mapping[str, OwnItem] = field(default_factory=dict)
    broken: tuple[BrokenItem, ...] = ()
    unread: tuple[tuple[Path, str], ...] = ()
    left_out: bool = False

    @property
    def rows(self) -> list[Row]:
        """The rows of what can be used."""
        return [each.row for each in self.items.values()]

    def folder(self, item_id: str) -> Path | None:
        """The folder of an item; ``None`` where there is none of that id."""
        found = self.items.get(item_id)
        return found.folder if found else None


class OwnItems:
    """Reads the folders of own items; the first is the person's, others are only read.

    Args:
        folders: They need not be there.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._read: dict[Path, tuple[_Stamp, OwnItem | BrokenItem]] = {}
        self._stamps: dict[Path, _Stamp] | None = None
        self._pictures: OrderedDict[Path, Mapping[str, bytes]] = OrderedDict()

    @property
    def home(self) -> Path:
        """The person's folder."""
        return self.folders[0]

    def has_changed(self) -> bool:
        """Whether `read` would find anything else than the last time; cheap."""
        return self._look()[0] != self._stamps

    def read(self) -> OwnShelf:
        """What the folders hold now; only what has changed since is read again."""
        stamps, unread, left_out = self._look()
        known = {
            folder: self._read[folder]
            for folder, stamp in stamps.items()
            if folder in self._read and self._read[folder][0] == stamp
        }
        items: dict[str, OwnItem] = {}
        broken: list[BrokenItem] = []
        for folder, stamp in stamps.items():
            if folder not in known:
                self._pictures.pop(folder, None)
                known[folder] = stamp, self.read_one(folder)
            found = known[folder][1]
            if isinstance(found, OwnItem) and found.item.id in items:
                found = _twice(found)
            if isinstance(found, OwnItem):
                items[found.item.id] = found
            else:
                broken.append(found)
        self._read, self._stamps = known, stamps
        return OwnShelf(items, tuple(broken), tuple(unread), left_out)

    def read_one(self, folder: Path) -> OwnItem | BrokenItem:
        """Read the folder of an item."""
        return _read_one(folder)

    def image(self, own: OwnItem, sha256: str) -> bytes:
        """A picture of an item by its hash; no bytes where it has changed since.

        May be asked while another thread reads, which lets go of pictures that have changed.
        """
        pictures = self._pictures.pop(own.folder, None)
        if pictures is None:
            loaded = read_folder(own.folder, OwnRecord).loaded
            pictures = loaded.images if loaded else {}
        self._pictures[own.folder] = pictures  # the last one asked for stands last
        while len(self._pictures) > _PICTURES_KEPT:
            with suppress(KeyError):
                self._pictures.popitem(last=False)
        return pictures.get(sha256, b"")

    def _look(self) -> tuple[dict[Path, _Stamp], list[tuple[Path, str]], bool]:
        """Stamps of the folders of items, folders that cannot be read, and are there too many?"""
        stamps: dict[Path, _Stamp] = {}
        unread: list[tuple[Path, str]] = []
        for number, root in enumerate(self.folders):
            try:
                found = list(_item_folders(root))
            except FileNotFoundError:
                if number:
                    unread.append((root, ""))
                continue
            except OSError as error:
                unread.append((root, str(error.strerror or error)))
                continue
            stamps |= {folder: _stamp(folder) for folder in found}
        kept = dict(list(stamps.items())[:MOST_ITEMS])
        return kept, unread, len(kept) < len(stamps)


def own_folders(home: Path) -> list[Path]:
    """The folders of a person's own items, in order; none where they cannot be looked into."""
    try:
        return list(_item_folders(home))[:MOST_ITEMS]
    except OSError:
        return []


def own_id(written: str) -> str:
    """The id of an own item, whatever stands in its record."""
    return written if is_own(written) else f"{OWN_PREFIX}{written}"


def load_own(folder: Path) -> tuple[SourceItem | None, str, tuple[ContentError, ...]]:
    """Read the folder of an own item.

    Returns:
        The item, ``None`` where its record cannot be read; what it is called; all that is wrong.
    """
    found = read_folder(folder, OwnRecord)
    if found.loaded is None:
        return None, folder.name, found.mistakes
    record = found.loaded.item.record
    item_id = own_id(record.id)
    mistakes = found.mistakes
    if len(item_id) > MAX_ID:
        file = folder / RECORD_FILE
        mistakes += (ContentError(ContentErrorCode.RECORD_FIELD, f"id > {MAX_ID}", path=file),)
    item = msgspec.structs.replace(
        found.loaded.item, record=msgspec.structs.replace(record, id=item_id)
    )
    loaded = SourceItem(
        folder, item, found.loaded.images, found.loaded.texts, found.loaded.pictures
    )
    first = next(iter(item.texts.values()), None)
    return loaded, (first.title if first else "") or folder.name, mistakes


def _read_one(folder: Path) -> OwnItem | BrokenItem:
    loaded, title, mistakes = load_own(folder)
    if loaded is None or mistakes:
        lacks = ContentError(ContentErrorCode.MISSING_LANGUAGE, "[fi] [sv]", path=folder)
        return BrokenItem(folder, title, mistakes or (lacks,))
    documents: dict[Lang, Document] = {lang: loaded.document(lang) for lang in loaded.item.langs}
    row = row_of(loaded.item, documents)
    return OwnItem(folder, loaded.item, row, tuple(search_docs(loaded.item, documents, row)))


def _twice(own: OwnItem) -> BrokenItem:
    record = own.folder / RECORD_FILE
    mistake = ContentError(ContentErrorCode.DUPLICATE_ID, own.item.id, path=record)
    return BrokenItem(own.folder, next(iter(own.row.titles.values())), (mistake,))


def _item_folders(root: Path) -> Iterator[Path]:
    """Folders with a record: in the folder itself, or in a folder of a kind as editors have it.

    Raises:
        OSError: The folder cannot be looked into.
    """
    for folder in _folders_in(root):
        if _has_record(folder):
            yield folder
            continue
        try:
            below = _folders_in(folder)
        except OSError:  # somebody else's
            continue
        yield from filter(_has_record, below)


def _has_record(folder: Path) -> bool:
    return os.path.isfile(folder / RECORD_FILE)  # noqa: PTH113 - no error where one may not look


def _folders_in(root: Path) -> list[Path]:
    with os.scandir(root) as entries:
        names = [
            entry.name
            for entry, _ in zip(entries, range(_MOST_ENTRIES), strict=False)
            if entry.is_dir() and not entry.name.startswith(".")
        ]
    return [root / name for name in sorted(names)]


def _stamp(folder: Path) -> _Stamp:
    """What tells a folder from the same one with other files in it."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(_MOST_ENTRIES), strict=False):
                there = entry.stat()
                found.append((entry.name, there.st_mtime_ns, there.st_size))
    except OSError:  # it goes while it is looked at: another stamp the next time
        return ()
    return tuple(sorted(found))
