"""Own items on their way: out of their folders into a file, and from one into folders.

An item travels as its files by their names. Nothing of what comes is believed: names, sizes and
texts are those of an own item that can be read without a mistake, or nothing of it is kept. What
is there already is never written over.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from valita_desktop.content.model import LANGS, LINE_END, OWN_PREFIX
from valita_desktop.content.pictures import MOST_PUBLISHED, name_of
from valita_desktop.content.source import MOST_BYTES, RECORD_FILE
from valita_desktop.errors import OutputError, OwnItemError
from valita_desktop.letters import first_unseen, is_device, seen
from valita_desktop.library.own_items import load_own, own_id
from valita_desktop.paths import read_regular, write_folder

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path

    from valita_desktop.library.own_items import OwnItem

MOST_FILES = 60
"""Of an item: a record, four texts, and pictures."""
MOST_OF_AN_ITEM = 24 * 2**20
"""Bytes of an item that travels."""
_TEXTS = (RECORD_FILE, *(f"{lang}{easy}.md" for lang in LANGS for easy in ("", ".easy")))
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_FOLDER = 60


class OwnFile(msgspec.Struct, frozen=True):
    """A file of an item."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    base64: bytes


class TravellingItem(msgspec.Struct, frozen=True, kw_only=True):
    """An own item as it stands in a file.

    Attributes:
        id: Its id where it comes from.
        title: What it is called, to be asked about.
        files: All of it.
    """

    id: Annotated[str, msgspec.Meta(max_length=64, pattern=rf"^{OWN_PREFIX}[a-z0-9-]+{LINE_END}")]
    title: Annotated[str, msgspec.Meta(max_length=300)] = ""
    files: Annotated[tuple[OwnFile, ...], msgspec.Meta(min_length=1, max_length=MOST_FILES)]


class Arrived(NamedTuple):
    """What became of an item that came.

    Attributes:
        sent: Its id where it came from.
        id: Its id here.
        folder: Where it stands.
        new: It was not here before.
    """

    sent: str
    id: str
    folder: Path
    new: bool


def packed(own: OwnItem) -> TravellingItem:
    """An item with the files that it needs, as it is now.

    Raises:
        OwnItemError: A file cannot be read, or it is too large to be handed on.
    """
    loaded = load_own(own.folder)[0]
    pictures = [note.file.name for note in loaded.pictures] if loaded else []
    names = [name for name in _TEXTS if (own.folder / name).is_file()]
    files: list[OwnFile] = []
    room = MOST_OF_AN_ITEM
    for name in dict.fromkeys((*names, *pictures)):
        try:
            data = read_regular(own.folder / name, min(room, _most(name)))
        except OSError as error:
            raise OwnItemError(own.folder / name, str(error.strerror or error)) from error
        room -= len(data)
        files.append(OwnFile(name, data))
    title = next(iter(own.row.titles.values()))
    return TravellingItem(id=own.item.id, title=title, files=tuple(files))


def arrive(
    home: Path, here: Iterable[OwnItem], travelling: TravellingItem, taken: Iterable[str] = ()
) -> Arrived:
    """Take an item in, under an id that is free; the very same one is left as it is.

    Args:
        home: The person's folder; it is made where there is none.
        here: The own items that are here.
        travelling: The item.
        taken: Ids that came before it from the same file.

    Raises:
        OwnItemError: It is no item that can be read here; nothing was kept of it.
        OutputError: The folder cannot be written.
    """
    files = _checked(travelling)
    known = {each.item.id: each for each in here}
    same = known.get(travelling.id)
    if same is not None and _is_same(same.folder, files):
        return Arrived(travelling.id, travelling.id, same.folder, new=False)
    name = travelling.id.removeprefix(OWN_PREFIX)
    if not _FOLDER.fullmatch(name) or len(name) > _LONGEST_FOLDER:
        raise OwnItemError(home / "?", f"{travelling.id!r} is no name of a folder")
    folder = free_folder(home, name, {*known, *taken})
    item_id = f"{OWN_PREFIX}{folder.name}"
    files[RECORD_FILE] = _with_id(files[RECORD_FILE], item_id)
    write_folder(folder, files)
    loaded, _title, mistakes = load_own(folder)
    if loaded is None or mistakes or own_id(loaded.item.id) != item_id:
        shutil.rmtree(folder, ignore_errors=True)
        reason = str(mistakes[0]) if mistakes else "another id, or no words"
        raise OwnItemError(folder, reason)
    return Arrived(travelling.id, item_id, folder, new=True)


def free_folder(home: Path, name: str, taken: Container[str] = ()) -> Path:
    """A folder of the person's that is not there yet, and whose id no other own item has.

    Args:
        home: The person's folder.
        name: What it would be called.
        taken: Ids of own items that stand elsewhere.

    Raises:
        OutputError: Every name of that kind is there.
    """
    for number in range(1, 1000):
        found = home / (name if number == 1 else f"{name}-{number}")
        if not found.exists() and f"{OWN_PREFIX}{found.name}" not in taken:
            return found
    raise OutputError(home / name, "every name of that kind is taken")


def _checked(travelling: TravellingItem) -> dict[str, bytes]:
    """The files by name, all of them such as an own item has.

    Raises:
        OwnItemError: They are not.
    """
    files: dict[str, bytes] = {}
    for each in travelling.files:
        alike = each.name.lower() in {name.lower() for name in files}
        bad = each.name not in _TEXTS and (
            each.name.startswith(".")
            or name_of(each.name) != each.name
            or is_device(each.name)
            or bool(first_unseen(each.name))
        )
        if bad or alike or len(each.base64) > _most(each.name):
            raise OwnItemError(None, f"{each.name[:80]!r} is no file of an item")
        files[each.name] = each.base64
    if RECORD_FILE not in files or sum(map(len, files.values())) > MOST_OF_AN_ITEM:
        raise OwnItemError(None, "no record, or too large")
    return {name: _without_unseen(data) if name in _TEXTS else data for name, data in files.items()}


def _without_unseen(text: bytes) -> bytes:
    """A text without what nobody sees, as a feed has it; what is no text stays, to be refused."""
    try:
        return seen(text.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")).encode()
    except UnicodeDecodeError:
        return text


def _most(name: str) -> int:
    return MOST_BYTES if name in _TEXTS else MOST_PUBLISHED


def _is_same(folder: Path, files: dict[str, bytes]) -> bool:
    try:
        return all(
            (_without_unseen(there) if name in _TEXTS else there) == data
            for name, data in files.items()
            for there in (read_regular(folder / name, MOST_OF_AN_ITEM),)
        )
    except OSError:
        return False


def _with_id(record: bytes, item_id: str) -> bytes:
    """A record under another id; one that writes its id in no usual way stays as it is."""
    text = record.decode("utf-8-sig", "replace")
    line = re.compile(r"^id\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
    return line.sub(f'id = "{item_id}"', text, count=1).encode()
