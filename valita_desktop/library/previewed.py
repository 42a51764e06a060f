"""The source texts of editors as a library, read again whenever a file is saved.

What is wrong in one item hides no other: its mistakes are told, and what it was before is shown
until they are mended. Only a library of its own is ever written to.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content.model import Kind, item_hash, state_root
from valita_desktop.content.source import SourceItem, read_folder
from valita_desktop.library.editions import Release
from valita_desktop.library.own_items import BrokenItem, OwnItem, OwnItems, OwnShelf
from valita_desktop.library.rows import row_of

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.blocks import Document
    from valita_desktop.content.model import Lang
    from valita_desktop.library.store import Library


class SourceItems(OwnItems):
    """Reads a source tree like own items, and puts what can be used into a library.

    Args:
        source: The source tree.
        library: Holds nothing but what is read here.
    """

    def __init__(self, source: Path, library: Library) -> None:
        super().__init__([source])
        self._library = library
        self._usable: dict[Path, SourceItem] = {}

    @override
    def read(self) -> OwnShelf:
        """What the tree holds now, which is in the library when this returns."""
        shelf = super().read()
        there = {each.folder for each in shelf.items.values()}
        there |= {each.folder for each in shelf.broken}
        self._usable = {folder: each for folder, each in self._usable.items() if folder in there}
        loaded = {each.item.id: each for each in self._usable.values()}
        release = Release(
            seq=self._library.seq + 1,
            name="preview",
            items=tuple(each.item for each in loaded.values()),
            deleted=(),
            images={sha: data for each in loaded.values() for sha, data in each.images.items()},
            root=state_root((item_id, item_hash(each.item)) for item_id, each in loaded.items()),
            whole=True,
            published=dt.datetime.now(dt.UTC),
        )
        self._library.apply(release)
        return OwnShelf(
            {key: each for key, each in shelf.items.items() if each.item.record.kind in _SHOWN},
            shelf.broken,
            shelf.unread,
            shelf.left_out,
        )

    @override
    def read_one(self, folder: Path) -> OwnItem | BrokenItem:
        """Read the folder of an item as editors write it."""
        found = read_folder(folder)
        loaded = found.loaded
        if loaded is None or found.mistakes:
            return BrokenItem(folder, folder.name, found.mistakes)
        self._usable[folder] = loaded
        documents: dict[Lang, Document] = {
            lang: loaded.document(lang) for lang in loaded.item.langs
        }
        return OwnItem(folder, loaded.item, row_of(loaded.item, documents), ())


_SHOWN = frozenset(Kind) - {Kind.FACT, Kind.SYNONYMS}
"""Kinds that are pages; the others are in the library without one."""
